//! Sections and letters of the reasons: `1.4 (b) and (d)` (rules REASON, N67).

use core::ops::Range;

use super::keyword::{phrase, word};
use super::letters::{blanks, letters};
use super::links;
use crate::spelling;
use crate::tables::orders;

/// Reasons under one section, as the telegram cites them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cited {
    /// The section, for example `1.4`; `None` where only letters are given.
    pub(super) section: Option<String>,
    /// The letters, small.
    pub(super) letters: Vec<u8>,
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// The section is printed with a stop lost or a letter for a figure.
    pub(super) misprinted: bool,
    /// A range of letters was printed: `(b-d)`.
    pub(super) ranged: bool,
    /// A figure stands for a letter: `(6)`.
    pub(super) misread: bool,
}

/// Reads a section at `at` with its letters.
pub(super) fn cited(text: &str, at: usize) -> Option<Cited> {
    let (section, after, misprinted) = section(text, at)?;
    let mut found = letters(text, after, true);
    if found.letters.is_empty() {
        // `1.4 of E.O. 12958, (b) and (d)`
        let mut from = after + blanks(&text[after..]);
        for link in ["OF", "UNDER"] {
            from += phrase(&text[from..], link).unwrap_or(0);
        }
        from += text[from..].len() - text[from..].trim_start_matches([' ', ',']).len();
        if let Some(end) = order(text, from) {
            found = letters(text, end, true);
        }
    }
    let end = if found.letters.is_empty() { after } else { found.end };
    Some(Cited {
        section: Some(section),
        letters: found.letters,
        range: at..end,
        misprinted,
        ranged: found.ranged,
        misread: found.misread,
    })
}

/// Reads letters alone at `at`, and the section where it follows them:
/// `(b) and (d) of section 1.4`.
pub(super) fn letters_first(text: &str, at: usize) -> Option<Cited> {
    let found = letters(text, at, false);
    if found.letters.is_empty() {
        return None;
    }
    let mut cited = Cited {
        section: None,
        letters: found.letters,
        range: at..found.end,
        misprinted: false,
        ranged: found.ranged,
        misread: found.misread,
    };
    let from = skip_links(text, found.end);
    if let Some((number, end, misprinted)) = section(text, from)
        && letters(text, end, true).letters.is_empty()
    {
        cited.section = Some(number);
        cited.misprinted = misprinted;
        cited.range.end = end;
    }
    Some(cited)
}

/// Skips the words between `reasons` and the section: `under section`, an order.
pub(super) fn skip_links(text: &str, mut at: usize) -> usize {
    for _ in 0..12 {
        let start =
            at + (text[at..].len() - text[at..].trim_start_matches([' ', ':', ',', '-', '.', ';', '\u{a7}']).len());
        if let Some(end) = order(text, start) {
            at = end;
            continue;
        }
        let next = word(&text[start..]);
        if next.is_empty()
            || !(links::is_link(next) || spelling::is_one_of(next, &["IS", "ARE", "PARAS", "PARAGRAPHS"]))
        {
            return start;
        }
        at = start + next.len();
    }
    at
}

/// `1.4`, `1. 4`, `l.4`, `1,4`, `1-301`, `14(b)`: the section, the offset
/// after it, and whether it is misprinted.
fn section(text: &str, at: usize) -> Option<(String, usize, bool)> {
    let bytes = text.as_bytes();
    let first = *bytes.get(at)?;
    if !matches!(first, b'1' | b'l' | b'I' | b'i') || at > 0 && bytes[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let byte = |index: usize| bytes.get(index).copied().unwrap_or(b' ');
    let mut next = at + 1;
    let mut stop = false;
    let mut odd = first != b'1';
    while next < at + 4 && matches!(byte(next), b'.' | b',' | b'-' | b':' | b' ') {
        stop |= byte(next) != b' ';
        odd |= byte(next) != b'.' || next > at + 1;
        next += 1;
    }
    let figure = byte(next);
    if !(b'1'..=b'9').contains(&figure) {
        return None;
    }
    // `1-301` of order 12065.
    if byte(at + 1) == b'-' && byte(next + 1).is_ascii_digit() && byte(next + 2).is_ascii_digit() {
        let end = next + 3;
        return (!byte(end).is_ascii_digit()).then(|| (text[at..end].to_owned(), end, false));
    }
    let end = next + 1;
    // Not `1.45`, `1.4.05`, `1/4`, `1.4%`.
    if byte(end).is_ascii_digit()
        || matches!(byte(end), b'.' | b'/' | b',') && byte(end + 1).is_ascii_digit()
        || byte(end) == b'%'
    {
        return None;
    }
    if !stop {
        // `14(b)`, `1 4 (b)`, `15 b`: the stop was lost; a letter must follow.
        if first != b'1' || !(b'3'..=b'6').contains(&figure) || !bracketed_letter(text, end) {
            return None;
        }
        return Some((format!("1.{}", char::from(figure)), end, true));
    }
    if odd && byte(at + 1) != b'.' && letters(text, end, true).letters.is_empty() {
        return None;
    }
    if first != b'1' && !(b'3'..=b'6').contains(&figure) {
        return None;
    }
    Some((format!("1.{}", char::from(figure)), end, odd && (first != b'1' || byte(at + 1) != b'.')))
}

/// Whether a single letter in brackets follows.
fn bracketed_letter(text: &str, at: usize) -> bool {
    let rest = text[at..].trim_start();
    let Some(inside) = rest.strip_prefix(['(', '[', '{']) else { return false };
    word(inside.trim_start()).len() == 1
}

/// The executive order cited at `at`: the offset after it.
pub(super) fn order(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    // `FOR 12958 1.4 (B)`
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    let is_order =
        |number: &str| orders::all().iter().any(|order| spelling::distance(number, order.number, 1).is_some());
    if figures == 5 && is_order(&rest[..figures]) {
        return Some(at + figures);
    }
    let mut after = if let Some(length) = phrase(rest, "EXECUTIVE ORDER") {
        &rest[length..]
    } else {
        let inner = rest.strip_prefix(['E', 'e'])?.trim_start_matches([' ', '.']);
        inner.strip_prefix(['O', 'o', '0'])?
    };
    after = after.trim_start_matches([' ', '.', ':', ',', '-', '#']);
    let figures = after.bytes().take_while(|byte| byte.is_ascii_digit()).count();
    if !(4..=6).contains(&figures) {
        return None;
    }
    after = &after[figures..];
    let amended = after.trim_start_matches([' ', ',', '(']);
    if let Some(length) = phrase(amended, "AS AMENDED").or_else(|| phrase(amended, "AMENDED")) {
        after = amended[length..].trim_start_matches(')');
    }
    Some(text.len() - after.len())
}
