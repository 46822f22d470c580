//! Repairs UTF-8 that was decoded as Windows-1252 (or ISO 8859-1), once or
//! several times: `â€œ` becomes `“` again.
//!
//! Every repair is an edit. A sequence of three or four letters is never
//! written on purpose and is always repaired; one of two letters could be
//! (`É»` ends a quotation in French), so it is repaired only where it gives a
//! letter or sign of western European languages and where the text has no
//! other letters that would have been spoilt as well.

use core::ops::Range;

use crate::SourceMap;
use crate::source_map::{EditKind, MapBuilder};

/// Spoilt more often than this is not repaired.
const ROUNDS: usize = 3;

/// A letter and the place in the spoilt text that it comes from.
type Letter = (char, Range<usize>);

/// The repaired text and its map, `None` where there is nothing to repair.
pub(super) fn repair(text: &str, map: &SourceMap) -> Option<(String, SourceMap)> {
    let runs: Vec<Range<usize>> = runs(text).collect();
    let bold = runs.iter().all(|run| is_all_spoilt(&text[run.clone()]));
    let mut edits: Vec<Vec<Letter>> = Vec::new();
    for run in runs {
        let mut letters: Vec<Letter> = text[run.clone()]
            .char_indices()
            .map(|(at, c)| (c, run.start + at..run.start + at + c.len_utf8()))
            .collect();
        let mut changed = false;
        for _ in 0..ROUNDS {
            changed |= match once(&letters, bold) {
                Some(better) => {
                    letters = better;
                    true
                }
                None => break,
            };
        }
        if changed {
            edits.push(letters);
        }
    }
    if edits.is_empty() {
        return None;
    }
    let mut builder = MapBuilder::over(map);
    let mut at = 0;
    for letters in edits {
        for (letter, place) in letters {
            // Letters that kept their place were not changed.
            if text[place.clone()].chars().eq([letter]) {
                continue;
            }
            builder.copy(&text[at..place.start], at);
            let from = builder.len();
            builder.whole(letter.encode_utf8(&mut [0; 4]), place.clone());
            builder.edit(EditKind::Mojibake, from, place.clone());
            at = place.end;
        }
    }
    builder.copy(&text[at..], at);
    Some(builder.finish_over(map))
}

/// The runs of letters outside ASCII, at least two letters each.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    core::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at + encoding_rs::Encoding::ascii_valid_up_to(&bytes[at..]);
            let mut end = start;
            while bytes.get(end).is_some_and(|byte| *byte >= 0x80) {
                end += 1;
            }
            at = end;
            // Two letters outside ASCII take four bytes at least.
            if end - start >= 4 {
                return Some(start..end);
            }
        }
        None
    })
}

/// The Windows-1252 byte of a letter outside ASCII.
fn byte(letter: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match letter {
        '\u{80}'..='\u{FF}' => u8::try_from(u32::from(letter)).ok(),
        _ => HIGH.iter().position(|high| *high == letter).and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

fn is_all_spoilt(run: &str) -> bool {
    let bytes: Option<Vec<u8>> = run.chars().map(byte).collect();
    bytes.is_some_and(|bytes| core::str::from_utf8(&bytes).is_ok())
}

/// One round: the letters with each spoilt sequence put right.
fn once(letters: &[Letter], bold: bool) -> Option<Vec<Letter>> {
    let mut result = Vec::with_capacity(letters.len());
    let mut changed = false;
    let mut at = 0;
    while let Some((letter, place)) = letters.get(at) {
        match sequence(&letters[at..], bold) {
            Some((repaired, length)) => {
                let end = letters.get(at + length - 1).map_or(place.end, |(_, last)| last.end);
                result.push((repaired, place.start..end));
                changed = true;
                at += length;
            }
            None => {
                result.push((*letter, place.clone()));
                at += 1;
            }
        }
    }
    changed.then_some(result)
}

/// The letter that a spoilt sequence at the start of `letters` stands for.
fn sequence(letters: &[Letter], bold: bool) -> Option<(char, usize)> {
    let length = match byte(letters.first()?.0)? {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [0u8; 4];
    for (slot, (letter, _)) in bytes.iter_mut().zip(letters.get(..length)?) {
        *slot = byte(*letter)?;
    }
    let repaired = core::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    let plausible = match length {
        2 => bytes[0] == 0xC2 || (bold && matches!(repaired, '\u{80}'..='\u{17F}')),
        _ => true,
    };
    plausible.then_some((repaired, length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use telegram::Span;

    fn repaired(text: &str) -> String {
        let mut builder = MapBuilder::new("UTF-8");
        builder.copy(text, 0);
        let (text, map) = builder.finish();
        repair(&text, &map).map_or(text, |(text, map)| {
            assert!(!map.edits().is_empty());
            assert_eq!(map.bytes(Span::new(0, text.len() as u32)).start, 0);
            text
        })
    }

    #[test]
    fn once_and_twice() {
        assert_eq!(repaired("â€œSUVAâ€\u{9d} CafÃ© Â¶1."), "“SUVA” Café ¶1.");
        assert_eq!(repaired("cafÃƒÂ©"), "café");
        assert_eq!(repaired("\u{e2}\u{80}\u{93} dash"), "– dash");
    }

    #[test]
    fn honest_letters_stay() {
        for text in ["« CAFÉ»", "“É”", "São Tomé", "東京", "É»", ""] {
            assert_eq!(repaired(text), text);
        }
    }

    #[test]
    fn the_map_points_at_all_bytes_of_the_spoilt_letter() {
        let mut builder = MapBuilder::new("UTF-8");
        builder.copy("x â€œy", 0);
        let (text, map) = builder.finish();
        let (text, map) = repair(&text, &map).unwrap();
        assert_eq!(text, "x “y");
        assert_eq!(map.bytes(Span::new(2, 5)), 2..9);
        assert_eq!(map.edits()[0].bytes, 2..9);
        assert_eq!(map.edits()[0].span, Span::new(2, 5));
    }
}
