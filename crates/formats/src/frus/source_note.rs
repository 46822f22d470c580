//! What the source note of a document says: `Source: National Archives, RG 59,
//! … Secret; Immediate; Exdis. Drafted by Roe (EUR); cleared by Sample; and
//! approved by Doe. Repeated to Suva and Apia.`

use telegram::{Addressee, Classification, Person, Precedence, PrecedencePair};

use super::people;

/// The facts of a source note.
#[derive(Debug, Clone, Default)]
pub(super) struct SourceNote {
    pub(super) classification: Option<Classification>,
    pub(super) precedence: PrecedencePair,
    pub(super) captions: Vec<String>,
    pub(super) drafted_by: Vec<Person>,
    pub(super) cleared_by: Vec<Person>,
    pub(super) approved_by: Vec<Person>,
    pub(super) info: Vec<Addressee>,
}

/// The markings as notes and volumes spell them, lower case.
const CLASSIFICATIONS: [(&str, Classification); 8] = [
    ("top secret", Classification::TopSecret),
    ("secret", Classification::Secret),
    ("confidential", Classification::Confidential),
    ("limited official use", Classification::LimitedOfficialUse),
    ("official use only", Classification::LimitedOfficialUse),
    ("restricted", Classification::Confidential),
    ("unclassified", Classification::Unclassified),
    ("sensitive but unclassified", Classification::SensitiveButUnclassified),
];

const PRECEDENCES: [(&str, Precedence); 11] = [
    ("niact immediate", Precedence::NiactImmediate),
    ("immediate niact", Precedence::NiactImmediate),
    ("operational immediate", Precedence::Immediate),
    ("immediate", Precedence::Immediate),
    ("priority", Precedence::Priority),
    ("us priority", Precedence::Priority),
    ("us urgent", Precedence::Immediate),
    ("routine", Precedence::Routine),
    ("flash", Precedence::Flash),
    ("niact", Precedence::NiactImmediate),
    ("emergency", Precedence::Emergency),
];

/// Reads a source note.
pub(super) fn read(note: &str) -> SourceNote {
    let mut result = SourceNote::default();
    for sentence in sentences(super::begin(note, 16 << 10)) {
        if result.classification.is_none() && result.captions.is_empty() && result.precedence.action.is_none() {
            markings(sentence, &mut result);
        }
        if result.drafted_by.is_empty() && result.approved_by.is_empty() && result.cleared_by.is_empty() {
            people::read(sentence, &mut result.drafted_by, &mut result.cleared_by, &mut result.approved_by);
        }
        copies(sentence, &mut result.info);
    }
    result
}

/// Takes a sentence of markings: a class first, then urgency and captions. A
/// sentence that begins otherwise has none.
pub(super) fn markings(sentence: &str, result: &mut SourceNote) {
    let mut parts = sentence.trim().trim_end_matches('.').split([';', ',']).map(str::trim);
    let Some(first) = parts.next() else { return };
    let lower = first.to_lowercase();
    let found = CLASSIFICATIONS.iter().find(|(name, _)| *name == lower).map(|(_, class)| *class);
    if found.is_none() && lower != "no classification marking" {
        return;
    }
    result.classification = found;
    for part in parts {
        let lower = part.trim_start_matches("and ").to_lowercase();
        match PRECEDENCES.iter().find(|(name, _)| *name == lower) {
            Some((_, precedence)) => {
                let higher = result.precedence.action.max(Some(*precedence));
                result.precedence = PrecedencePair { action: higher, info: higher };
            }
            None if !part.is_empty() && part.split_whitespace().count() <= 3 => {
                result.captions.push(part.to_uppercase());
            }
            None => return,
        }
    }
}

/// The marking block of the volumes of 1949-54: `top secret priority`,
/// `confidential`, `us urgent`, each word group by itself.
pub(super) fn block(text: &str, result: &mut SourceNote) {
    let mut rest = text.to_lowercase().replace('\n', " ");
    for (name, class) in CLASSIFICATIONS {
        if result.classification.is_none() && rest.contains(name) {
            result.classification = Some(class);
            rest = rest.replacen(name, " ", 1);
        }
    }
    for (name, precedence) in PRECEDENCES {
        if rest.contains(name) {
            let higher = result.precedence.action.max(Some(precedence));
            result.precedence = PrecedencePair { action: higher, info: higher };
            rest = rest.replacen(name, " ", 1);
        }
    }
}

/// Whether a line holds nothing but a class, an urgency or a number.
pub(super) fn is_marking_line(line: &str) -> bool {
    let lower = line.trim_end_matches('.').to_lowercase();
    CLASSIFICATIONS.iter().any(|(name, _)| *name == lower)
        || PRECEDENCES.iter().any(|(name, _)| *name == lower)
        || lower.strip_prefix("no. ").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `Repeated to A, B, and C`, `Sent for information Immediate to A; and
/// Priority to B`.
fn copies(sentence: &str, info: &mut Vec<Addressee>) {
    let lower = sentence.to_ascii_lowercase();
    let Some(begin) = ["repeated", "sent for information", "pouched"].iter().filter_map(|word| lower.find(word)).min()
    else {
        return;
    };
    let mut rest = &sentence[begin..];
    while let Some(at) = super::head::find_word(rest, "to", 0) {
        // What stands before: the urgency, not another verb's object.
        let precedence = rest[..at].split_whitespace().next_back().and_then(|word| {
            let word = word.to_ascii_lowercase();
            PRECEDENCES.iter().find(|(name, _)| *name == word).map(|(_, precedence)| *precedence)
        });
        let list = &rest[at + 2..];
        let end = [";", " and passed", " and pouched", " and repeated", " for the personal", " on ", " at ", ". "]
            .iter()
            .filter_map(|stop| list.find(stop))
            .min()
            .unwrap_or(list.len());
        for name in people::list(&list[..end]) {
            let name = name.trim_start_matches("the ").trim_end_matches('.');
            if name.starts_with(|c: char| c.is_uppercase()) || name.starts_with("all ") {
                info.push(Addressee { name: name.to_owned(), precedence, ..Addressee::default() });
            }
        }
        rest = &list[end..];
        let goes_on = rest.starts_with(';') || rest.starts_with(" and pouched") || rest.starts_with(" and repeated");
        if !goes_on || rest.trim_start_matches([';', ' ']).to_ascii_lowercase().starts_with("drafted") {
            break;
        }
    }
}

/// The sentences of a note. A full stop after an initial or an abbreviation
/// ends none.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let mut from = 0;
    core::iter::from_fn(move || {
        loop {
            let Some(dot) = text[from..].find('.').map(|at| from + at) else {
                let rest = text[start..].trim();
                start = text.len();
                from = text.len();
                return (!rest.is_empty()).then_some(rest);
            };
            from = dot + 1;
            let after = text[from..].trim_start_matches(['”', '"', ')', ']']);
            let ends = after.is_empty()
                || after.strip_prefix(|c: char| c.is_whitespace()).is_some_and(|rest| {
                    rest.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '(' | '[' | '“'))
                });
            let word =
                text[start..dot].rsplit(|c: char| c.is_whitespace() || c == '.' || c == '(').next().unwrap_or("");
            // `Secret. 2 pp.` ends a sentence, `vol. 2` does not.
            let before_figure = after.trim_start().starts_with(|c: char| c.is_ascii_digit());
            let ends = ends || (before_figure && after.starts_with(' ') && word.len() > 3);
            let is_short = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
            let is_title = ["Jr", "Sr", "Mr", "Mrs", "Dr", "Gen", "Col", "Adm", "Amb", "Vol", "No", "St", "Lt", "Capt"]
                .contains(&word);
            if ends && !is_short && !is_title {
                let sentence = text[start..from].trim();
                start = from;
                return Some(sentence);
            }
        }
    })
}

#[cfg(test)]
mod tests {
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
