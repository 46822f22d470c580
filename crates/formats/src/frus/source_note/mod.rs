//! What the source note of a document says: `Source: National Archives, RG 59,
//! … Secret; Immediate; Exdis. Drafted by Roe (EUR); cleared by Sample; and
//! approved by Doe. Repeated to Suva and Apia.`

mod facts;
mod markings;
mod people;
mod recipients;
mod sentences;

pub(super) use facts::SourceNote;
pub(super) use markings::{block, is_marking_line, markings};
pub(super) use sentences::sentences;

/// Reads a source note.
pub(super) fn read(note: &str) -> SourceNote {
    let mut result = SourceNote::default();
    for sentence in sentences(super::begin(note, 16 << 10)) {
        if result.classification.is_none() && result.captions.is_empty() && result.precedence.action.is_none() {
            markings(sentence, &mut result);
        }
        if result.drafted_by.is_empty() && result.approved_by.is_empty() && result.cleared_by.is_empty() {
            people::read(sentence, &mut result);
        }
        recipients::read(sentence, &mut result);
    }
    result
}

#[cfg(test)]
mod tests {
    use telegram::{Classification, Person, Precedence};

    use super::*;

    #[test]
    fn a_note() {
        let note = read(
            "Source: National Archives, RG 59, Central Foreign Policy File, D790000–0001. Secret; Niact Immediate; \
             Exdis. Drafted by Jane Q. Sample, Jr. (EUR/SE); cleared by Roe, Doe, and A.B. Coe (S/S–O); approved by \
             Smith. Sent for information Immediate to Suva; and Priority to Apia, Port Moresby, and Wellington.",
        );
        assert_eq!(note.classification, Some(Classification::Secret));
        assert_eq!(note.precedence.action, Some(Precedence::NiactImmediate));
        assert_eq!(note.captions, ["EXDIS"]);
        let names = |people: &[Person]| people.iter().map(|p| p.name.clone().unwrap_or_default()).collect::<Vec<_>>();
        assert_eq!(names(&note.drafted_by), ["Jane Q. Sample, Jr."]);
        assert_eq!(note.drafted_by[0].office.as_deref(), Some("EUR/SE"));
        assert_eq!(names(&note.cleared_by), ["Roe", "Doe", "A.B. Coe"]);
        assert_eq!(names(&note.approved_by), ["Smith"]);
        let info: Vec<_> = note.info.iter().map(|to| (to.name.as_str(), to.precedence)).collect();
        assert_eq!(
            info,
            [
                ("Suva", Some(Precedence::Immediate)),
                ("Apia", Some(Precedence::Priority)),
                ("Port Moresby", Some(Precedence::Priority)),
                ("Wellington", Some(Precedence::Priority)),
            ]
        );
    }

    #[test]
    fn other_wordings() {
        let note = read(
            "Source: Central Files, POL 27. Secret; Exdis. Drafted by Roe, cleared in substance by Doe, and \
                         approved by Coe, who signed for Smith. Repeated to the Mission to NATO and Suva.",
        );
        assert_eq!(note.drafted_by.len(), 1);
        assert_eq!(note.cleared_by[0].name.as_deref(), Some("Doe"));
        assert_eq!(note.approved_by.iter().map(|p| p.name.as_deref()).collect::<Vec<_>>(), [Some("Coe")]);
        let note = read("500.A1/689: Telegram");
        assert_eq!(note.classification, None);
        let mut note = SourceNote::default();
        block("top secret\nus urgent", &mut note);
        assert_eq!(note.classification, Some(Classification::TopSecret));
        assert_eq!(note.precedence.action, Some(Precedence::Immediate));
    }
}
