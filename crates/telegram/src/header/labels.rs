//! Labels of header fields inside a line, where a line break was lost (N65,
//! N79, N95, N149, N172).

use super::classified_by::extent;
use crate::spelling;

/// Labels that open a field; the flag says whether one may be glued to the
/// word before (`RESUMESREF: SUVA 617`).
const LABELS: &[(&str, bool)] = &[
    ("TAGS", true),
    ("SUBJECT", true),
    ("SUBJ", true),
    ("REFTELS", true),
    ("REFTEL", true),
    ("REFERENCES", true),
    ("REFERENCE", true),
    ("REFS", true),
    ("REF", true),
    ("CLASSIFIED BY", true),
    ("E.O.", false),
    ("EO", false),
    ("E. O.", false),
    ("SUMMARY", false),
];

/// Where in `text`, from `from` on, the label of another field begins.
pub(crate) fn next_label(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let colon = memchr::memrchr(b':', bytes).unwrap_or(0);
    (from..bytes.len()).find(|&at| {
        // The first letters of all labels, to skip quickly over other text.
        let first = bytes[at].to_ascii_uppercase();
        if !matches!(first, b'T' | b'S' | b'R' | b'C' | b'D' | b'E') {
            return false;
        }
        let begins_word = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        // Most labels end with a colon; those that need none begin a word.
        if at > colon && !begins_word {
            return false;
        }
        let rest = &text[at..];
        if begins_word && matches!(first, b'C' | b'D' | b'R') && extent::opens_inside(rest) {
            return true;
        }
        LABELS.iter().any(|&(label, glues)| {
            if !(begins_word || glues) || !label.starts_with(char::from(first)) {
                return false;
            }
            let Some(after) = spelling::strip_prefix(rest, label) else { return false };
            if !(begins_word || is_glued(text, at, label)) {
                return false;
            }
            opens_field(label, after)
        })
    })
}

/// A label inside a word counts only where the case changes there
/// (`resumesREF:`) or the label is all capitals after capitals.
fn is_glued(text: &str, at: usize, label: &str) -> bool {
    let printed = &text[at..at + label.len()];
    let capital = printed.as_bytes()[0].is_ascii_uppercase();
    let before_small = text.as_bytes()[at - 1].is_ascii_lowercase();
    // `RESUMESClassified By:`: small letters begin behind the first letter of the label.
    let turns_small = printed.as_bytes().get(1).is_some_and(u8::is_ascii_lowercase);
    capital && (before_small || turns_small || printed.bytes().all(|byte| !byte.is_ascii_lowercase()))
}

/// Whether what follows the label is as after a label.
fn opens_field(label: &str, after: &str) -> bool {
    let bytes = after.trim_start_matches(' ').as_bytes();
    match label {
        "E.O." | "EO" | "E. O." => bytes.first().is_some_and(u8::is_ascii_digit),
        _ => bytes.first() == Some(&b':'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_next_label() {
        for (text, want) in [
            ("N/A TAGS: PGOV", Some("TAGS: PGOV")),
            ("FERRY SERVICE RESUMESREF: SUVA 617", Some("REF: SUVA 617")),
            ("FERRY SERVICE RESUMESClassified By: DCM", Some("Classified By: DCM")),
            ("Ferry Service ResumesClassified By: DCM", Some("Classified By: DCM")),
            ("FJ SUBJ: FERRY", Some("SUBJ: FERRY")),
            ("N/A EO 12958: N/A", Some("EO 12958: N/A")),
            ("PRICE TAGS AND REFERENCES", None),
            ("BRIEF SUMMARY OF TALKS", None),
        ] {
            assert_eq!(next_label(text, 0).map(|at| &text[at..]), want, "{text}");
        }
    }
}
