//! How the text points at its references: `(ref A)`, `refs A and B`, `reftel`.

use core::ops::Range;

use crate::id::token::{Token, push_tokens};
use crate::text::triples;

/// A place in the text that points at an entry of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LetterMention {
    /// The words, without brackets around them.
    pub(crate) range: Range<usize>,
    /// The letter; `None` for `reftel` alone, which means the only entry (or all).
    pub(crate) letter: Option<char>,
}

/// The longest range of letters: `refs A-H`.
const MOST_LETTERS: usize = 26;

/// Finds where `text` points at references by letter.
///
/// The first letter of a group covers the word too (`refs A`), the others themselves.
pub(crate) fn ref_letters(text: &str) -> Vec<LetterMention> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut next = 0;
    for at in triples(bytes, *b"REF") {
        if at < next || !begins_word(bytes, at) || !is_word(&bytes[at..]) {
            continue;
        }
        let mut end = (at + 120).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let mut tokens = Vec::with_capacity(16);
        push_tokens(&mut tokens, &text[at..end], at as u32);
        next = read(&tokens, at, &mut found).max(at + 1);
    }
    found
}

/// Whether a word can begin at `at`.
fn begins_word(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| bytes.get(before)).is_none_or(|before| !before.is_ascii_alphanumeric())
}

/// Whether one of the words for a reference begins the text, as far as its letters tell.
fn is_word(bytes: &[u8]) -> bool {
    const ENDS: [&[u8]; 6] = [b"", b"S", b"TEL", b"TELS", b"ERENCE", b"ERENCES"];
    let letters = bytes.iter().take(12).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let (begin, end) = bytes[..letters].split_at(3.min(letters));
    begin.eq_ignore_ascii_case(b"REF") && ENDS.iter().any(|known| known.eq_ignore_ascii_case(end))
}

/// Reads one group; where the search goes on.
fn read(tokens: &[Token<'_>], at: usize, found: &mut Vec<LetterMention>) -> usize {
    let Some(word) = tokens.first() else { return at };
    let telegram = word.says_any(&["REFTEL", "REFTELS"]);
    if !telegram && !word.says_any(&["REF", "REFS", "REFERENCE", "REFERENCES"]) {
        return at;
    }
    let mut here = 1;
    let mut whole = word.end() as usize;
    if tokens
        .get(here)
        .is_some_and(|token| token.says_any(&["TEL", "TELS", "TELEGRAM", "TELEGRAMS", "CABLE", "CABLES"]))
    {
        whole = tokens[here].end() as usize;
        here += 1;
    }
    here += usize::from(is_abbreviation(tokens, here) || opens_group(tokens, here));
    let before = found.len();
    let mut begin = at;
    let mut last: Option<char> = None;
    while let Some((letter, end)) = letter(tokens, here) {
        if found.len() - before >= MOST_LETTERS {
            break;
        }
        let range = begin.max(tokens[here].at as usize * usize::from(last.is_some()))..tokens[end - 1].end() as usize;
        // `refs A-C`: the letters between have the place of the last.
        let through = here > 1 && (tokens[here - 1].is_any("-–") || tokens[here - 1].says_any(&["THROUGH", "THRU"]));
        if let Some(first) = last.filter(|&first| through && first < letter) {
            for between in (first..letter).skip(1) {
                found.push(LetterMention { range: range.clone(), letter: Some(between) });
            }
        }
        whole = range.end;
        found.push(LetterMention { range, letter: Some(letter) });
        last = Some(letter);
        let Some(next) = separator(tokens, end) else { break };
        here = next;
        begin = whole;
    }
    if last.is_none() && (telegram || whole > word.end() as usize) {
        found.push(LetterMention { range: at..whole, letter: None });
    }
    whole
}

/// Whether the stop at `at` only ends the abbreviation: `ref. B`. `ref. A ferry` begins a sentence, `REFTEL. B. FUEL` a
/// part of one.
fn is_abbreviation(tokens: &[Token<'_>], at: usize) -> bool {
    let is_short = at == 1 && tokens.first().is_some_and(|word| word.says_any(&["REF", "REFS"]));
    let stop = tokens.get(at).is_some_and(|token| token.is(".") && token.glued);
    let Some(letter) = tokens.get(at + 1).filter(|token| !token.glued && token.letter().is_some()) else {
        return false;
    };
    let is_word = letter.says_any(&["A", "I"])
        && tokens.get(at + 2).is_some_and(|next| next.is_word() && !next.says_any(&["AND", "OR"]));
    is_short && stop && letter.text.starts_with(char::is_uppercase) && !is_word
}

/// Whether a bracket at `at` holds several letters and nothing else: `refs (A, B and C)`, `refs [A-C]`.
fn opens_group(tokens: &[Token<'_>], at: usize) -> bool {
    if !tokens.get(at).is_some_and(|token| token.is_any("([")) {
        return false;
    }
    let mut here = at + 1;
    for _ in 0..MOST_LETTERS {
        let Some((_, end)) = letter(tokens, here) else { return false };
        if tokens.get(end).is_some_and(|token| token.is_any(")]")) {
            return here > at + 1;
        }
        let Some(next) = separator(tokens, end) else { return false };
        here = next;
    }
    false
}

/// A single letter, maybe in brackets; one past it.
fn letter(tokens: &[Token<'_>], at: usize) -> Option<(char, usize)> {
    let first = tokens.get(at)?;
    if first.is_any("([") {
        let letter = tokens.get(at + 1)?.letter()?;
        return tokens.get(at + 2)?.is_any(")]").then_some((letter, at + 3));
    }
    // `ref a.m.` and `ref I'd` are not letters of the list.
    let letter = first.letter()?;
    let apart = tokens.get(at + 1).is_none_or(|next| {
        !(next.glued && (next.is_any("'’") || (next.is(".") && tokens.get(at + 2).is_some_and(|token| token.glued))))
    });
    apart.then_some((letter, at + 1))
}

/// One past `,`, `AND`, `/`, `-` between letters.
fn separator(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let mut end = at;
    while tokens
        .get(end)
        .is_some_and(|token| token.is_any(",/&-–+") || token.says_any(&["AND", "OR", "THROUGH", "THRU", "REF"]))
        && end < at + 3
    {
        end += 1;
    }
    (end > at).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters() {
        for (text, expected) in [
            ("as stated (ref A) before", "A:ref A"),
            ("REFS A AND B", "A:REFS A B:B"),
            ("refs A, C, and D", "A:refs A C:C D:D"),
            ("REF (A) and REF (B)", "A:REF (A) B:(B)"),
            ("refs a-c", "A:refs a B:c C:c"),
            ("refs (A-C) agree", "A:refs (A B:C C:C"),
            ("refs (A, B and C)", "A:refs (A B:B C:C"),
            ("ref. B is longer", "B:ref. B"),
            ("see ref. A, para 2", "A:ref. A"),
            ("with no ref. A ferry came (a boat)", ""),
            ("AS IN REFTEL. B. FUEL", "-:REFTEL"),
            ("per reftel, we", "-:reftel"),
            ("REFTEL B, EVEN", "B:REFTEL B"),
            ("REF TEL", "-:REF TEL"),
            ("the referee and a ref and prefs", ""),
            ("refugees", ""),
        ] {
            let found: Vec<String> = ref_letters(text)
                .iter()
                .map(|m| format!("{}:{}", m.letter.unwrap_or('-'), &text[m.range.clone()]))
                .collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
