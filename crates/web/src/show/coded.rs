//! What codes meant on the day of the telegram, in a few words, to stand beside them.
//!
//! All of it is from the dated tables of [`telegram::tables`]; nothing is explained here a second time.

use jiff::civil::Date;
use telegram::tables::{Kind, explain};
use telegram::{Classification, Precedence};

/// A code as printed, with its meaning where it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Coded {
    /// As printed.
    pub(crate) code: String,
    /// What it meant, in a few words.
    pub(crate) meaning: Option<String>,
}

impl Coded {
    /// A caption such as `NODIS`.
    pub(crate) fn caption(caption: &str, day: Option<Date>) -> Self {
        let meaning = meaning(caption, day, &[Kind::Caption, Kind::Marking]);
        Self { code: caption.to_owned(), meaning }
    }

    /// A reason such as `1.4(b)`. Its section names the order, so that it means the same on any day.
    pub(crate) fn reason(reason: &str, day: Option<Date>) -> Self {
        Self { code: reason.to_owned(), meaning: meaning(reason, day, &[Kind::Reason]) }
    }
}

/// What a code of one of these kinds meant on a day, what was in force first.
fn meaning(code: &str, day: Option<Date>, kinds: &[Kind]) -> Option<String> {
    explain(code, day)
        .into_iter()
        .find(|meaning| kinds.contains(&meaning.kind))
        .map(|meaning| meaning.title.into_owned())
}

/// What a classification said about the harm of disclosure.
pub(crate) fn classification_meaning(class: Classification, day: Option<Date>) -> Option<String> {
    let code = class.key().replace('_', " ");
    meaning(&code, day, &[Kind::Marking])
}

/// The word for a precedence.
pub(crate) const fn precedence_word(precedence: Precedence) -> &'static str {
    match precedence {
        Precedence::Routine => "Routine",
        Precedence::Priority => "Priority",
        Precedence::Immediate => "Immediate",
        Precedence::NiactImmediate => "Niact immediate",
        Precedence::Flash => "Flash",
        Precedence::Emergency => "Emergency",
    }
}

/// What a precedence asked of those who received the telegram.
pub(crate) fn precedence_meaning(precedence: Precedence) -> Option<String> {
    let code = match precedence {
        Precedence::Emergency => "Y",
        other => precedence_word(other),
    };
    let meaning = meaning(code, None, &[Kind::Precedence])?;
    // `PRIORITY: before routine traffic`: the word stands on the page already.
    Some(
        meaning
            .split_once(": ")
            .filter(|(word, _)| word.chars().all(char::is_uppercase))
            .map_or(meaning.clone(), |(_, rest)| rest.to_owned()),
    )
}

/// The words after a portion mark such as `SBU/NF`; `None` if a part of it is
/// not known.
pub(crate) fn portion_meaning(mark: &str, day: Option<Date>) -> Option<String> {
    let parts = mark.split(['/', '-', ' ']).filter(|part| !part.is_empty());
    let words: Option<Vec<_>> = parts.map(|part| meaning(part, day, &[Kind::Marking])).collect();
    words.filter(|words| !words.is_empty()).map(|words| words.join(", "))
}

/// What an executive order line asked for, where its words have a fixed meaning.
pub(crate) fn declassification_meaning(text: &str, day: Option<Date>) -> Option<String> {
    let code = text.trim().trim_start_matches("DECL:").trim();
    meaning(code, day, &[Kind::Exemption])
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn reasons_are_those_of_the_section_named() {
        let meaning = |reason| Coded::reason(reason, Some(date(2004, 5, 1))).meaning;
        assert_eq!(meaning("1.4(h)").as_deref(), Some("weapons of mass destruction"));
        assert_eq!(meaning("1.5(h)"), None, "weapons of mass destruction are a reason only since 2003");
        assert_eq!(meaning("1.4(i)"), None);
        assert_eq!(meaning(""), None);
        assert_ne!(meaning("1.4(e)"), meaning("1.5(e)"));
    }

    #[test]
    fn marks_are_spelt_out_or_left_alone() {
        let meaning = |mark| portion_meaning(mark, None);
        assert_eq!(
            meaning("SBU/NF").as_deref(),
            Some("SENSITIVE BUT UNCLASSIFIED, not releasable to foreign nationals")
        );
        assert_eq!(meaning("C//NF").as_deref(), Some("CONFIDENTIAL, not releasable to foreign nationals"));
        assert_eq!(meaning("QQ"), None);
        assert_eq!(meaning(""), None);
    }

    #[test]
    fn codes_mean_what_they_meant_on_the_day() {
        let meaning = |code, day| declassification_meaning(code, day).unwrap_or_default();
        assert!(meaning("GDS", Some(date(1975, 3, 1))).starts_with("general declassification schedule"));
        assert!(meaning("GDS", Some(date(1979, 3, 1))).starts_with("declassified on the date that follows"));
        assert!(meaning("DECL: OADR", Some(date(1985, 3, 1))).contains("originating agency"));
        assert!(meaning("N/A", Some(date(1985, 3, 1))).contains("not classified"));
    }

    #[test]
    fn every_classification_and_precedence_is_explained() {
        for class in Classification::ALL {
            assert!(classification_meaning(class, Some(date(1990, 1, 1))).is_some(), "{class:?}");
        }
        use Precedence::{Emergency, Flash, Immediate, NiactImmediate, Priority, Routine};
        for precedence in [Routine, Priority, Immediate, NiactImmediate, Flash, Emergency] {
            assert!(precedence_meaning(precedence).is_some(), "{precedence:?}");
        }
        assert_eq!(precedence_meaning(Priority).as_deref(), Some("before routine traffic"));
    }
}
