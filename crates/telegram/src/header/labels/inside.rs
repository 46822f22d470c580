//! Labels of header fields inside a line, where a line break was lost (N65,
//! N79, N95, N149, N172).

use crate::header::classified_by::extent;
use crate::header::tags::{begins_with_misspelt_code, is_first_code};
use crate::spelling;

/// Labels that open a field and begin with this letter; the flag says whether one may be glued to the
/// word before (`RESUMESREF: SUVA 617`).
fn labels(first: u8) -> &'static [(&'static str, bool)] {
    match first {
        b'T' => &[("TAGS", true)],
        b'S' => &[("SUBJECT", true), ("SUBJ", true), ("SUMMARY", false)],
        b'U' => &[("UBJECT", false), ("UBJ", false)],
        b'R' => &[
            ("REFERENCE(S)", true),
            ("REFTEL(S)", true),
            ("REF(S)", true),
            ("REFTELS", true),
            ("REFTEL", true),
            ("REFERENCES", true),
            ("REFERENCE", true),
            ("REFS", true),
            ("REF", true),
        ],
        b'C' => &[("CLASSIFIED BY", true)],
        b'E' => &[("E.O.", false), ("EO", false), ("E. O.", false)],
        _ => &[],
    }
}

/// Where in `text`, from `from` on, the label of another field begins.
pub(crate) fn next_label(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let colon = memchr::memrchr(b':', bytes).unwrap_or(0);
    (from..bytes.len()).find(|&at| {
        // The first letters of all labels, to skip quickly over other text.
        let first = bytes[at].to_ascii_uppercase();
        if !matches!(first, b'T' | b'S' | b'R' | b'C' | b'D' | b'E' | b'U') {
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
        // What stands after the first letter of a label.
        let second = bytes.get(at + 1).map(u8::to_ascii_uppercase);
        let may_be_label = match first {
            b'T' => second == Some(b'A'),
            b'S' => second == Some(b'U'),
            // The first letter of the label was lost.
            b'U' => begins_word && second == Some(b'B'),
            b'R' => second == Some(b'E'),
            b'C' => second == Some(b'L'),
            _ => matches!(second, Some(b'.' | b'O')),
        };
        may_be_label
            && labels(first).iter().any(|&(label, glues)| {
                if !(begins_word || glues) {
                    return false;
                }
                let Some(after) = spelling::strip_prefix(rest, label) else { return false };
                if !(begins_word || is_glued(text, at, label)) {
                    return false;
                }
                // `SUVA 617 (SUBJECT: FERRIES)`: the title of a reference.
                let title = label.starts_with("SUBJ")
                    && at > 0
                    && bytes[at - 1] == b'('
                    && after.bytes().take(TITLE).any(|byte| byte == b')');
                opens_field(label, after)
                    && !title
                    && !is_title_word(label, &text[..at], after)
                    && !is_in_terms(label, &text[..at])
                    || label == "REF" && is_apart(&text[..at]) && is_cited(after)
                    || label == "TAGS" && is_bare_tags(text, at, after)
                    || label.starts_with("REF") && begins_word && text[..at].ends_with(' ') && is_lettered(after)
            })
    })
}

/// Where the TAGS begin in the line of an order, from `from` on, whose label is misprinted: `DECL: 03/02/2019 AGS: EAGR, EC`.
pub(crate) fn misspelt_tags(text: &str, from: usize) -> Option<usize> {
    const COLONS: usize = 8;
    memchr::memchr_iter(b':', text.as_bytes()).filter(|&colon| colon > from).take(COLONS).find_map(|colon| {
        let word = text.get(from..colon)?.rsplit(|c: char| !c.is_ascii_alphanumeric()).next()?;
        let value = text.get(colon + 1..)?.trim_start();
        let is_label = (3..=5).contains(&word.len())
            && word.bytes().all(|byte| byte.is_ascii_uppercase())
            && !word.ends_with("TAGS")
            && spelling::distance(word, "TAGS", 1).is_some()
            && (is_first_code(value) || begins_with_misspelt_code(value));
        is_label.then_some(colon - word.len())
    })
}

/// How long the title of a reference can be.
const TITLE: usize = 300;

/// Whether the text before ends as that of a field does: `…; `, `….  `.
fn is_apart(before: &str) -> bool {
    before.ends_with("; ") || before.ends_with("  ")
}

/// `REF SUVA 617`: no colon, but an entry after the label.
fn is_cited(after: &str) -> bool {
    after.starts_with(' ') && crate::header::references::is_entry(after.trim_start())
}

/// `E.O. 12958: N/A TAGS PGOV PREL`: no colon, but codes after the label and an order before it.
fn is_bare_tags(text: &str, at: usize, after: &str) -> bool {
    let order = ["E.O.", "EO ", "E. O."].iter().any(|word| spelling::starts_with(text, word));
    order && text[..at].ends_with(' ') && text[at..].starts_with("TAGS ") && is_first_code(after.trim_start())
}

/// `TERMS OF REFERENCE: FERRIES`
fn is_in_terms(label: &str, before: &str) -> bool {
    let end = before.trim_end();
    let from = end.len().saturating_sub("TERMS OF".len());
    label == "REFERENCE" && end.get(from..).is_some_and(|end| end.eq_ignore_ascii_case("TERMS OF"))
}

/// `REF A. SUVA 617`, `REFS (A) SUVA 617`, `REF; SUVA 617`: a letter or another mark before an entry makes it a label.
fn is_lettered(after: &str) -> bool {
    let text = after.trim_start();
    let entry = match text.as_bytes() {
        [b';' | b'-', b' ', ..] => text.get(2..),
        [b'A', b'.' | b')' | b':', b' ', ..] if after.starts_with(' ') => text.get(3..),
        [b'(', b'A', b')', b' ', ..] => text.get(4..),
        _ => None,
    };
    entry.is_some_and(|entry| crate::header::references::is_entry(entry.trim_start()))
}

/// A label inside a word counts only where the case changes there
/// (`resumesREF:`) or the label is all capitals after capitals.
fn is_glued(text: &str, at: usize, label: &str) -> bool {
    let printed = &text[at..at + label.len()];
    let capital = printed.as_bytes()[0].is_ascii_uppercase();
    let before_small = text.as_bytes()[at - 1].is_ascii_lowercase();
    // `RESUMESClassified By:`: small letters begin after the first letter of the label.
    let turns_small = printed.as_bytes().get(1).is_some_and(u8::is_ascii_lowercase);
    capital && (before_small || turns_small || printed.bytes().all(|byte| !byte.is_ascii_lowercase()))
}

/// Whether what follows the label is as after a label.
fn opens_field(label: &str, after: &str) -> bool {
    let bytes = after.trim_start_matches(' ').as_bytes();
    match label {
        "E.O." | "EO" | "E. O." => names_order(bytes),
        "TAGS" => {
            let value = after.trim_start_matches([' ', ':']);
            let codes = value.is_empty() || is_first_code(value) || begins_with_misspelt_code(value);
            bytes.first() == Some(&b':') && codes
        }
        _ => bytes.first() == Some(&b':'),
    }
}

/// The number of an order and what a field has after it; not `E.O. 12345 AND FERRIES`, which a subject may say.
fn names_order(bytes: &[u8]) -> bool {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = bytes.get(digits..).unwrap_or_default();
    let value = rest.get(rest.iter().take_while(|byte| **byte == b' ').count()..).unwrap_or_default();
    let begins = |word: &&str| value.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word.as_bytes()));
    digits > 0
        && (value.is_empty()
            || !value[0].is_ascii_alphanumeric()
            || ["DECL", "DELC", "GDS", "XGDS", "ADS", "RDS", "XDS", "N/A", "NA", "OADR", "TAGS", "X"]
                .iter()
                .any(begins))
}

/// `WEEKLY SUMMARY: JUNE 12`: words of a subject, where what stands after is no sentence.
fn is_title_word(label: &str, before: &str, after: &str) -> bool {
    const KINDS: [&str; 10] =
        ["WEEKLY", "DAILY", "MONTHLY", "ANNUAL", "EXECUTIVE", "PRESS", "MEDIA", "NEWS", "POLITICAL", "ECONOMIC"];
    let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let short =
        after.len() < 60 && !after.trim_end().ends_with('.') && !after.bytes().any(|byte| byte.is_ascii_lowercase());
    label == "SUMMARY" && short && (word.ends_with(':') || KINDS.iter().any(|kind| word.eq_ignore_ascii_case(kind)))
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
