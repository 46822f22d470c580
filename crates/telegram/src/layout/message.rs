//! Military record messages (USMTF, GENADMIN): the same envelope as telegrams,
//! then sets, `NAME/field/field//`, and the remarks (rules FL2, N39).

use memchr::memmem;

use super::cursor::Cursor;
use super::{body, envelope};
use crate::ElementKind;
use crate::header::labels;
use crate::text::lines;
use crate::text::shape::{is_digits, is_upper, starts_with_fold, starts_with_word};

/// Sets that occur above the remarks; others are known by their place.
const SETS: [&str; 17] = [
    "MSGID",
    "SUBJ",
    "REF",
    "AMPN",
    "NARR",
    "POC",
    "RMKS",
    "REMARKS",
    "GENTEXT",
    "URL",
    "OPER",
    "EXER",
    "CANX",
    "PERID",
    "DECL",
    "DOWNGRADE",
    "ORDTYP",
];

/// So many lines are looked at for the marks of a message.
const HORIZON: usize = 400;

/// Whether the text is a record message: a set stands at the start of a line
/// before any header field that only telegrams have.
pub(crate) fn is_message(source: &str) -> bool {
    let has = |needle: &[u8]| memmem::find(source.as_bytes(), needle).is_some();
    // Slashes are rare: of all texts nearly all end here.
    let before_slash =
        |word: &[u8]| memchr::memchr_iter(b'/', source.as_bytes()).any(|at| source.as_bytes()[..at].ends_with(word));
    let sets = before_slash(b"MSGID");
    if !sets && !before_slash(b"SUBJ") {
        return false;
    }
    let remarks = has(b"RMKS/") || has(b"GENTEXT/");
    for line in lines(source).iter().take(HORIZON) {
        let text = line.text;
        match set(text) {
            Some(("MSGID", _)) if sets => return true,
            Some(("SUBJ", _)) => {
                // A telegram's own `SUBJ/ text` is not closed by two slashes.
                let rest = &source[line.at as usize..];
                let near = rest.floor_char_boundary(rest.len().min(600));
                return sets || remarks || rest[..near].contains("//");
            }
            _ => {}
        }
        if matches!(labels::label(text), Some((labels::Label::Tags | labels::Label::ExecutiveOrder, _))) {
            return false;
        }
        // Both on a line whose break was lost.
        if sets && text.contains(" MSGID/") {
            return true;
        }
    }
    false
}

/// The name of the set at the start of the text, and how many bytes it takes
/// with its slash.
pub(crate) fn set(text: &str) -> Option<(&str, usize)> {
    let at = text.bytes().take(10).position(|byte| byte == b'/')?;
    let name = &text[..at];
    SETS.contains(&name).then_some((name, at + 1))
}

/// Sets that stand below the remarks and close the message: `AKNLDG/YES//`, `DECL/N/A//`.
const CLOSING_SETS: [&str; 7] = ["AKNLDG", "DECL", "DECLAS", "DERI", "DOWNGRADE", "DRVTN", "RTNCNTRL"];

/// Whether the line is nothing but a set that closes the message.
pub(super) fn is_closing_set(text: &str) -> bool {
    let name = text.split('/').next().unwrap_or_default();
    CLOSING_SETS.contains(&name) && text.len() < 100 && text.ends_with("//")
}

/// Reads the message up to its remarks; the body follows.
pub(crate) fn read(cursor: &mut Cursor<'_>) {
    let mut head = Head::default();
    while let Some(line) = cursor.peek() {
        let text = line.text;
        if line.is_blank() {
            head.set = None;
            cursor.take(ElementKind::Blank, false);
        } else if let Some((name, length)) = set(text) {
            if matches!(name, "RMKS" | "REMARKS" | "GENTEXT") {
                let more = set(&text[length..]).map_or(0, |(_, more)| more);
                let all = length + more;
                if all < text.len() {
                    cursor.take_part(ElementKind::Label, true, all);
                } else {
                    cursor.take(ElementKind::Label, true);
                }
                return;
            }
            let kind = match name {
                "SUBJ" => ElementKind::Subject,
                "REF" => ElementKind::References,
                "AMPN" | "NARR" => ElementKind::Note,
                _ => ElementKind::Label,
            };
            head.address = None;
            head.take_set(cursor, text, kind, true);
        } else if let Some(kind) = head.set {
            head.take_set(cursor, text, kind, false);
        } else if !head.line(cursor, text) {
            return;
        }
    }
}

#[derive(Default)]
struct Head {
    begun: bool,
    dated: bool,
    from: bool,
    /// The envelope is repeated.
    again: bool,
    address: Option<ElementKind>,
    set: Option<ElementKind>,
}

impl Head {
    /// Takes a line of a set, up to the next set on the same line.
    fn take_set(&mut self, cursor: &mut Cursor<'_>, text: &str, kind: ElementKind, opens: bool) {
        let next = next_set(text, 1);
        let part = next.map_or(text, |at| text[..at].trim_end());
        self.set = (!part.ends_with("//")).then_some(kind);
        match next {
            Some(at) => cursor.take_part(kind, opens, at),
            None => cursor.take(kind, opens),
        }
    }

    /// A line that is no set; `false` where the body begins.
    fn line(&mut self, cursor: &mut Cursor<'_>, text: &str) -> bool {
        let kind = self.kind(cursor, text);
        let Some(kind) = kind else {
            // A blank line inside a set, or a note between sets: the remarks still follow.
            let remarks_ahead = || {
                cursor.ahead().take(80).any(|line| matches!(set(line.text), Some(("RMKS" | "REMARKS" | "GENTEXT", _))))
            };
            if cursor.has_subject && (cursor.after_gap() || body::is_first_paragraph(text, None)) && !remarks_ahead() {
                return false;
            }
            let kind = if self.begun { ElementKind::Note } else { ElementKind::Chrome };
            match text.find(" FM ").filter(|_| !self.from && self.dated) {
                Some(at) => cursor.take_part(kind, false, at + 1),
                None => cursor.take(kind, false),
            }
            return true;
        };
        self.begun = true;
        let opens = self.address != Some(kind) || envelope_keyword(text);
        self.address = matches!(kind, ElementKind::To | ElementKind::Info).then_some(kind);
        // Breaks that were lost: the next keyword or set stands after a blank.
        let keyword = [" FM ", " BT"].iter().filter_map(|word| {
            let at = text.find(word).filter(|&at| at > 0)? + 1;
            (word.ends_with(' ') || at + 2 == text.len()).then_some(at)
        });
        let from = if kind == ElementKind::Subject { None } else { keyword.min() };
        match from.into_iter().chain(next_set(text, 1)).min() {
            Some(at) => cursor.take_part(kind, opens, at),
            None => cursor.take(kind, opens),
        }
        true
    }

    fn kind(&mut self, cursor: &Cursor<'_>, text: &str) -> Option<ElementKind> {
        if !self.dated && date_at(text).is_some() && text.len() < 160 {
            self.dated = true;
            return Some(ElementKind::DateTimeGroup);
        }
        if starts_with_word(text, "FM") && text.len() > 3 {
            self.address = None;
            self.again |= self.from;
            self.from = true;
            return Some(if self.again { ElementKind::RepeatedHeader } else { ElementKind::From });
        }
        if text == "BT" {
            return Some(ElementKind::Break);
        }
        if is_class(text) {
            return Some(ElementKind::ClassificationLine);
        }
        if starts_with_word(text, "PASS TO") {
            // The addresses with their offices follow once more.
            self.again = self.from;
            return Some(ElementKind::Pass);
        }
        for (word, kind) in [("TO", ElementKind::To), ("INFO", ElementKind::Info), ("XMT", ElementKind::Exempt)] {
            if starts_with_word(text, word) && is_upper(text) && text.len() < 140 {
                return Some(if self.again { ElementKind::RepeatedHeader } else { kind });
            }
        }
        if is_relay(text) || is_precedence(text) {
            return Some(ElementKind::Routing);
        }
        if let Some(kind) = envelope::kind(text).filter(|kind| *kind != ElementKind::DateTimeGroup) {
            return Some(kind);
        }
        if starts_with_fold(text, "SUBJ:") {
            return Some(ElementKind::Subject);
        }
        if is_series(text) {
            return Some(ElementKind::Label);
        }
        self.address.filter(|_| is_upper(text) && text.len() < 100 && !cursor.after_gap())
    }
}

fn envelope_keyword(text: &str) -> bool {
    ["FM", "TO", "INFO", "XMT"].iter().any(|word| starts_with_word(text, word))
}

/// Where the date-time group begins in a line that opens with it, a precedence,
/// or `DTG`.
pub(crate) fn date_at(text: &str) -> Option<usize> {
    let mut at = 0;
    for word in text.split(' ').take(5) {
        let figures = word.bytes().take_while(u8::is_ascii_digit).count();
        if figures == 6 {
            let rest = text[at + 6..].trim_start();
            let zone = rest.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
            return zone.then_some(at);
        }
        let opens =
            word.is_empty() || matches!(word, "DTG" | "DTG:" | "R" | "P" | "O" | "Z" | "Y" | "RR" | "PP" | "OO" | "ZZ");
        if !opens {
            return None;
        }
        at += word.len() + 1;
    }
    None
}

/// `RTTUZYUW RUEWMCS0000 0811828-UUUU--RUCRNAD.`
fn is_relay(text: &str) -> bool {
    text.len() < 140
        && (text.contains("-UUUU--")
            || text.contains("-CCCC--")
            || text.contains("-SSSS--")
            || text.contains("-EEEE--"))
}

fn is_precedence(text: &str) -> bool {
    matches!(text, "ROUTINE" | "PRIORITY" | "IMMEDIATE" | "FLASH" | "ADMINISTRATIVE MESSAGE")
}

/// `UNCLAS //N01420//`, `CLASSIFICATION: UNCLASSIFIED//`.
fn is_class(text: &str) -> bool {
    let rest =
        if starts_with_fold(text, "CLASSIFICATION:") { text["CLASSIFICATION:".len()..].trim_start() } else { text };
    classification(rest).is_some() && is_upper(text) && text.len() < 140
}

/// The class at the start of the text.
pub(crate) fn classification(text: &str) -> Option<crate::Classification> {
    use crate::Classification;
    let text =
        if starts_with_fold(text, "CLASSIFICATION:") { text["CLASSIFICATION:".len()..].trim_start() } else { text };
    let begins = |words: &[&str]| {
        words
            .iter()
            .any(|word| text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric())))
    };
    Some(if begins(&["UNCLAS", "UNCLASSIFIED", "UNCLASS"]) {
        Classification::Unclassified
    } else if begins(&["CONFIDENTIAL", "C O N F I D E N T I A L"]) {
        Classification::Confidential
    } else if begins(&["TOP SECRET", "T O P  S E C R E T"]) {
        Classification::TopSecret
    } else if begins(&["SECRET", "S E C R E T"]) {
        Classification::Secret
    } else {
        return None;
    })
}

/// `NAVADMIN 102/12`: series, number and year.
fn is_series(text: &str) -> bool {
    let Some((name, number)) = text.rsplit_once(' ') else { return false };
    let Some((number, year)) = number.split_once('/') else { return false };
    is_upper(name)
        && name.len() < 24
        && (1..=4).contains(&number.len())
        && is_digits(number)
        && matches!(year.len(), 2 | 4)
        && is_digits(year)
}

/// Where another set begins in the line, after the end of the one before or a blank.
fn next_set(text: &str, from: usize) -> Option<usize> {
    memchr::memchr_iter(b' ', text.as_bytes())
        .map(|at| at + 1)
        .filter(|&at| at > from && text.is_char_boundary(at))
        .find(|&at| {
            set(&text[at..])
                .is_some_and(|(name, _)| text[..at].trim_end().ends_with("//") || matches!(name, "MSGID" | "GENTEXT"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_messages_from_telegrams() {
        assert!(is_message("R 021200Z APR 05\nFM CNO X\nMSGID/GENADMIN/CNO/APR//\nSUBJ/FERRIES//\n"));
        assert!(is_message("NAVADMIN 1/05\nSUBJ/FERRIES\nAND MORE//\nRMKS/1. TEXT\n"));
        assert!(is_message("UNCLAS NAVADMIN 056/07 MSGID/GENADMIN/CNO/MAR//\n"));
        assert!(!is_message("E.O. 12958: N/A\nTAGS: EFIS, FJ\nSUBJ/ FERRY SERVICE\n1. THE TEXT//\n"));
        assert!(!is_message("SUBJ/ FERRY SERVICE\n\n1. THE TEXT.\n"));
        assert!(!is_message("E.O. 12958: N/A\n1. THE MESSAGE SAID:\nMSGID/GENADMIN/CNO//\n"));
    }

    #[test]
    fn finds_the_group() {
        for (text, want) in [
            ("R 021200Z APR 05 PSN 036648K27", Some(2)),
            ("P R 021200Z APR 05", Some(4)),
            ("DTG R 021200Z APR 05", Some(6)),
            ("021200Z APR 05", Some(0)),
            ("THE 021200Z APR 05", None),
            ("R 02", None),
        ] {
            assert_eq!(date_at(text), want, "{text}");
        }
    }
}
