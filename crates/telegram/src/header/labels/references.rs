//! The label of the references: `REF:`, `REFTEL`, `Reference(s):`, and what its misprints leave (rules N100, N193).

use super::{Label, spaced, trim_after, word_and_separator};
use crate::spelling;
use crate::text::shape::{is_upper, starts_with_fold, starts_with_word};

/// Its words, longest first where one is the start of another.
const REFERENCES: [&str; 12] = [
    "REFERENCES",
    "REFERENCE",
    "REFTELS",
    "REFTEL",
    "REF(S)",
    "REFS",
    "REF",
    "RETELS",
    "RETEL",
    "REFAIRS",
    "REFAIR",
    "RE",
];

/// As much as an entry can take, in bytes; nothing further on decides whether one begins here.
const LONGEST_ENTRY: usize = 200;

/// The label at the start of the line and how many bytes it takes.
pub(super) fn references(text: &str) -> Option<(Label, usize)> {
    if let Some(length) = spaced(text, "REFERENCES").or_else(|| spaced(text, "REFS")).or_else(|| spaced(text, "REF")) {
        return Some((Label::References, length));
    }
    // `REF'S:`, `Ref(s):`
    if text.bytes().take(14).any(|byte| matches!(byte, b'(' | b'\'' | 0xe2))
        && let Some(found) = misspelt_references(text)
    {
        return Some(found);
    }
    // `REF TEL:`, and misprints that keep their colon: `REFF:`, `REFRENCE:`.
    for word in ["REF TELS", "REF TEL", "REFF", "REFSS", "REFF", "REFERNCE", "REFRENCE", "REFERENCS", "REFTLE"] {
        if let Some(length) = word_and_separator(text, word).filter(|&length| text[..length].contains([':', ';'])) {
            return Some((Label::References, length));
        }
    }
    for word in REFERENCES {
        if word == "RE" {
            // Only `RE:`; the word alone begins too many sentences.
            if text.get(..3).is_some_and(|head| head.eq_ignore_ascii_case("RE:")) {
                return Some((Label::References, trim_after(text, 3)));
            }
            continue;
        }
        if let Some(length) = word_and_separator(text, word) {
            return Some((Label::References, length));
        }
        if starts_with_word(text, word)
            && !is_upper(&text[..word.len()])
            && text.len() < 160
            && text[word.len()..].starts_with(' ')
        {
            // `Ref Suva 617`, re-typed small: only before an entry.
            let rest = text[word.len()..].trim_start();
            let entry = rest.bytes().any(|byte| byte.is_ascii_digit()) && crate::header::references::is_entry(rest);
            if entry {
                return Some((Label::References, text.len() - rest.len()));
            }
        }
        if starts_with_word(text, word) && is_upper(&text[..word.len()]) {
            let rest = text[word.len()..].trim_start();
            // The line may be one that a carrier joined, with many labels in it.
            let near = &rest[..rest.floor_char_boundary(LONGEST_ENTRY)];
            // `REF A. SUVA 617`, `REF(A) SUVA 617`, `REF SUVA 617`: a letter, or capitals and a number.
            let is_entry = !is_sentence(near)
                && (rest.is_empty()
                    || rest.starts_with(['(', '['])
                    || rest.split_whitespace().next().is_some_and(|first| is_letter_or_year(first, near))
                    || (rest.len() < 60
                        && is_upper(rest)
                        && (rest.bytes().any(|b| b.is_ascii_digit()) || ends_in_kind(rest)))
                    || crate::header::references::looks_like_entry(rest)
                    || is_upper(near) && crate::header::references::is_entry(rest));
            if is_entry {
                return Some((Label::References, text.len() - rest.len()));
            }
        }
    }
    misspelt_references(text)
}

/// `A. REF LIMA 771`, `(a) Ref: Lima 771`: the label after the first letter (rule N177). It takes no bytes, for the
/// letter before it is that of the entry.
pub(super) fn after_letter(text: &str) -> Option<(Label, usize)> {
    const LONGEST: usize = 80;
    let bytes = text.as_bytes();
    let open = usize::from(matches!(bytes.first(), Some(b'(' | b'[')));
    let letter =
        matches!(bytes.get(open), Some(b'A' | b'a')) && matches!(bytes.get(open + 1), Some(b'.' | b')' | b']' | b':'));
    let inner = text.get(open + 2..).filter(|_| letter && text.len() <= LONGEST)?.trim_start_matches(['.', ' ']);
    let word = REFERENCES.iter().filter(|word| word.len() >= 3).find(|word| starts_with_word(inner, word))?;
    let entry = inner.get(word.len()..)?.trim_start_matches([':', '.', '-', ' ']);
    crate::header::references::is_entry(entry).then_some((Label::References, 0))
}

/// Whether a line goes on after `REFTEL` as a sentence does: `AND EMBASSY'S NOTE …`, `SUVA 612 REPORTED THAT …`. A title in
/// brackets is none of it.
fn is_sentence(rest: &str) -> bool {
    const VERBS: [&str; 14] = [
        "ARE",
        "CONTAINS",
        "DESCRIBED",
        "DID",
        "DOES",
        "HAD",
        "HAS",
        "INDICATED",
        "IS",
        "REPORTED",
        "STATED",
        "THAT",
        "WAS",
        "WERE",
    ];
    let outside = rest.split('(').next().unwrap_or_default();
    let mut words = outside.split(' ').filter(|word| !word.is_empty());
    outside.starts_with("AND ") || words.any(|word| VERBS.contains(&word))
}

/// `ROE-DOE TELCON`: what a reference without a number ends in.
fn ends_in_kind(rest: &str) -> bool {
    const KINDS: [&str; 12] = [
        "CONVERSATION",
        "CONVERSATIONS",
        "E-MAIL",
        "E-MAILS",
        "EMAIL",
        "EMAILS",
        "MEMCON",
        "MEMCONS",
        "PHONECON",
        "TELCON",
        "TELCONS",
        "TELECON",
    ];
    rest.rsplit(' ').next().is_some_and(|word| KINDS.contains(&word.trim_end_matches('.')))
}

/// `A.`, `A)`, `04`: what begins an entry after a label without its mark; `REFERENCE TO FERRIES` does not.
fn is_letter_or_year(first: &str, rest: &str) -> bool {
    match first.as_bytes() {
        [letter] => letter.is_ascii_digit() || rest.bytes().any(|byte| byte.is_ascii_digit()),
        [a, b] => !(a.is_ascii_alphabetic() && b.is_ascii_alphabetic()),
        _ => false,
    }
}

/// `RFE; STATE 12345`, `REFTL: …`, `REF'S: …`, `Reference(s): …`: a word near to the label, with its mark, before an entry.
fn misspelt_references(text: &str) -> Option<(Label, usize)> {
    const WORDS: [&str; 7] = ["REF", "REFS", "REFTEL", "REFTELS", "RETEL", "REFERENCE", "REFERENCES"];
    let length = text.bytes().take(12).take_while(u8::is_ascii_alphabetic).count();
    let word = text.get(..length).filter(|word| word.len() >= 3)?;
    let after = text.get(length..)?;
    let plural = ["(S)", "'S", "\u{2019}S"].into_iter().find(|plural| starts_with_fold(after, plural));
    let after = after.get(plural.map_or(0, str::len)..)?.trim_start_matches(' ');
    let rest = after.trim_start_matches([':', ';']);
    let most = if word.len() >= 8 { 2 } else { 1 };
    let near = WORDS.iter().any(|known| spelling::distance(word, known, most).is_some());
    let entry = rest.trim_start();
    (near && rest.len() < after.len() && (plural.is_some() || crate::header::references::looks_like_entry(entry)))
        .then_some((Label::References, text.len() - entry.len()))
}
