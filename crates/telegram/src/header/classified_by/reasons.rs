//! Sections and letters of the reasons: `1.4 (b) and (d)` (FORMAT.md 3.11.5, N67).

use core::ops::Range;

use super::keyword::{phrase, word};
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
    const LINKS: [&str; 22] = [
        "FOR",
        "UNDER",
        "OF",
        "IN",
        "PER",
        "THE",
        "FOLLOWING",
        "SECTION",
        "SECTIONS",
        "SECT",
        "SEC",
        "PARA",
        "PARAS",
        "PARAGRAPH",
        "PARAGRAPHS",
        "ARTICLE",
        "IS",
        "ARE",
        "EO",
        "LISTED",
        "PURSUANT",
        "TO",
    ];
    for _ in 0..12 {
        let start =
            at + (text[at..].len() - text[at..].trim_start_matches([' ', ':', ',', '-', '.', ';', '\u{a7}']).len());
        if let Some(end) = order(text, start) {
            at = end;
            continue;
        }
        let next = word(&text[start..]);
        if next.is_empty() || !LINKS.iter().any(|link| link.eq_ignore_ascii_case(next)) {
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

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Letters and where they end.
#[derive(Debug, Default)]
struct Letters {
    letters: Vec<u8>,
    end: usize,
    ranged: bool,
    misread: bool,
}

/// What stands between two letters.
#[derive(Debug, Default, Clone, Copy)]
struct Gap {
    at: usize,
    bracket: bool,
    linked: bool,
    range: bool,
    stop: bool,
}

const OPEN: [u8; 4] = [b'(', b'[', b'{', b'<'];
const CLOSE: [u8; 4] = [b')', b']', b'}', b'>'];

/// Reads letters in all styles: `(b) and (d)`, `(b, d)`, `b/d`, `(B)(D)`, `B & D`,
/// `(b+d)`, `{b}`, `(b-d)`, `bd`; `sectioned`: directly after a section.
fn letters(text: &str, at: usize, sectioned: bool) -> Letters {
    let mut found = Letters { end: at, ..Letters::default() };
    let bytes = text.as_bytes();
    let mut bracketed = false;
    let mut inside = false;
    while found.letters.len() < 26 {
        let gap = gap(text, found.end, found.letters.is_empty(), inside);
        let run = word(&text[gap.at..]);
        let after = gap.at + run.len();
        let next = bytes.get(after).copied().unwrap_or(b' ');
        if run.is_empty() {
            // `1.4 (6)`: an OCR engine's figure for the letter.
            let figure = bytes.get(gap.at).copied().unwrap_or(b' ');
            if gap.bracket && matches!(figure, b'6' | b'8') && CLOSE.contains(&next_byte(bytes, gap.at)) && sectioned {
                push(&mut found, b'b', false);
                found.misread = true;
                found.end = gap.at + 2;
                bracketed = true;
                continue;
            }
            break;
        }
        if next.is_ascii_digit() {
            break;
        }
        let closed = CLOSE.contains(&text[after..].trim_start().as_bytes().first().copied().unwrap_or(b' '));
        let in_brackets = gap.bracket || closed || inside;
        let first = found.letters.is_empty();
        let allowed = if in_brackets {
            run.len() == 1 || is_run(run)
        } else {
            let named = (gap.linked
                || gap.at > found.end && !bracketed
                || gap.stop && first
                || gap.at == found.end && first && sectioned)
                || first;
            named && is_bare(text, run, after, first, sectioned, bracketed)
        };
        if !allowed || gap.stop && !first && !in_brackets {
            break;
        }
        for letter in run.bytes() {
            let range = gap.range && !first && run.len() == 1;
            push(&mut found, letter.to_ascii_lowercase(), range);
        }
        bracketed |= in_brackets;
        let mut end = after;
        while bytes.get(end).is_some_and(|byte| CLOSE.contains(byte) || matches!(byte, b'"' | b'\'')) {
            end += 1;
        }
        // `(b(` and `(b )`
        if end == after && closed {
            end += blanks(&text[end..]) + 1;
        }
        inside = in_brackets && end == after;
        // `(b)(1)`: a subdivision of the letter.
        while let Some(rest) = text.get(end..).and_then(|rest| rest.trim_start_matches(' ').strip_prefix('('))
            && let figures = rest.bytes().take_while(u8::is_ascii_digit).count()
            && figures > 0
            && rest.as_bytes().get(figures) == Some(&b')')
        {
            end = text.len() - rest.len() + figures + 1;
        }
        found.end = end;
    }
    found
}

fn next_byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at + 1).copied().unwrap_or(b' ')
}

fn push(found: &mut Letters, letter: u8, range: bool) {
    if range && let Some(&last) = found.letters.last() {
        found.ranged = true;
        for between in last.saturating_add(1)..letter {
            if !found.letters.contains(&between) {
                found.letters.push(between);
            }
        }
    }
    if !found.letters.contains(&letter) {
        found.letters.push(letter);
    }
}

/// Letters run together: `bd`, `BCD`; ascending, so that words do not count.
fn is_run(run: &str) -> bool {
    let lower = run.to_ascii_lowercase();
    (2..=5).contains(&lower.len())
        && lower.bytes().all(|byte| (b'a'..=b'h').contains(&byte))
        && lower.as_bytes().windows(2).all(|pair| pair[0] < pair[1])
}

/// Whether a word without brackets is a reason: a single letter that begins no
/// sentence and no name.
fn is_bare(text: &str, run: &str, after: usize, first: bool, sectioned: bool, bracketed: bool) -> bool {
    let letter = run.as_bytes()[0].to_ascii_lowercase();
    if run.len() > 1 {
        return first && sectioned && is_run(run);
    }
    if !(b'a'..=b'j').contains(&letter) {
        return false;
    }
    let rest = &text[after..];
    // The article, with the next word on another line.
    if letter == b'a' && bracketed {
        return false;
    }
    // An initial: `B. ROE`; `E.O.`
    if let Some(after) = rest.strip_prefix('.') {
        if after.starts_with(|c: char| c.is_alphabetic()) {
            return false;
        }
        let next = word(after.trim_start());
        if after.starts_with(' ') && next.len() > 2 && (bracketed || !sectioned) {
            return false;
        }
    }
    // The article: `1.4 (b), a summary follows`.
    let next = word(rest.trim_start());
    let goes_on = rest.starts_with(' ') && next.len() > 1 && !is_link(next);
    !(goes_on && (letter == b'a' || bracketed || !sectioned))
}

fn is_link(word: &str) -> bool {
    ["AND", "OR", "TO", "THRU", "THROUGH", "PLUS", "OF", "UNDER", "AN", "DECL", "REASON"]
        .iter()
        .any(|link| link.eq_ignore_ascii_case(word))
}

/// Skips what separates letters.
fn gap(text: &str, from: usize, first: bool, inside: bool) -> Gap {
    let bytes = text.as_bytes();
    let mut gap = Gap { at: from, ..Gap::default() };
    for _ in 0..10 {
        let Some(&byte) = bytes.get(gap.at) else { break };
        match byte {
            b' ' | b'"' | b'\'' => gap.at += 1,
            b',' | b';' | b'/' | b'&' | b'+' | b'\\' => {
                gap.linked = true;
                gap.at += 1;
            }
            b'-' | b'~' => {
                gap.range = true;
                gap.linked = true;
                gap.at += 1;
            }
            b':' | b'=' if first => gap.at += 1,
            // `(b. d)`
            b'.' if inside => {
                gap.linked = true;
                gap.at += 1;
            }
            b'.' => {
                gap.stop = true;
                gap.at += 1;
            }
            byte if OPEN.contains(&byte) => {
                gap.bracket = true;
                gap.at += 1;
            }
            b')' if first || inside => gap.at += 1,
            0xe2 if text[gap.at..]
                .starts_with(['\u{2013}', '\u{2014}', '\u{2010}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}']) =>
            {
                let dash = text[gap.at..].starts_with(['\u{2013}', '\u{2014}', '\u{2010}']);
                gap.range |= dash;
                gap.linked |= dash;
                gap.at += 3;
            }
            _ => {
                let Some((length, range)) = connective(&text[gap.at..], first) else { break };
                gap.range |= range;
                gap.linked = true;
                gap.stop = false;
                gap.at += length;
            }
        }
    }
    gap
}

/// `and`, `or`, `through`; between section and letters also `paragraphs`.
fn connective(text: &str, first: bool) -> Option<(usize, bool)> {
    let next = word(text);
    if first {
        const NOUNS: [&str; 15] = [
            "PARAGRAPH",
            "PARAGRAPHS",
            "PARA",
            "PARAS",
            "SUBPARAGRAPH",
            "SUBPARAGRAPHS",
            "SUBPARA",
            "SUBSECTION",
            "SUBSECTIONS",
            "SUBPARTS",
            "SUB",
            "LETTER",
            "LETTERS",
            "ITEMS",
            "REASONS",
        ];
        return NOUNS.iter().any(|noun| noun.eq_ignore_ascii_case(next)).then_some((next.len(), false));
    }
    for (link, range) in
        [("AND", false), ("THROUGH", true), ("THRU", true), ("PLUS", false), ("OR", false), ("TO", true)]
    {
        if next.eq_ignore_ascii_case(link) {
            return Some((next.len(), range));
        }
    }
    // `an` / `d (d)`: cut by a wrap; `ad`, `adn`: misprinted.
    let end = spelling::match_spaced(text, "AND");
    if let Some(end) = end
        && !text.as_bytes().get(end).is_some_and(u8::is_ascii_alphabetic)
    {
        return Some((end, false));
    }
    ["ADN", "NAD", "AMD", "ANC"].iter().any(|slip| slip.eq_ignore_ascii_case(next)).then_some((next.len(), false))
}
