//! The letters of the reasons in all styles: `(b) and (d)`, `b/d`, `(b-d)`, `BCD`
//! (rules REASON, N67).

use super::keyword::word;
use crate::spelling;

/// Letters and where they end.
#[derive(Debug, Default)]
pub(super) struct Letters {
    pub(super) letters: Vec<u8>,
    pub(super) end: usize,
    pub(super) ranged: bool,
    pub(super) misread: bool,
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
pub(super) fn letters(text: &str, at: usize, sectioned: bool) -> Letters {
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

/// How many bytes of blanks stand at the start of the text.
pub(super) fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}
