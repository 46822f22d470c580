//! Blanks of web pages and word processors in plain text (rules N8, BLOG):
//! wide and thin blanks become blanks, the line ends of Unicode line ends; soft
//! hyphens within a line and marks without width are left out (one at the end of
//! a line divides a word); the entities of line ends and of the sign of a paragraph
//! become these where the markup around them was taken out (N5). No-break blanks stay: the parser of
//! telegrams reads them as blanks itself.

use core::ops::Range;

use crate::SourceMap;
use crate::source_map::{EditKind, MapBuilder};

/// What the letter becomes; `None` where it stays.
pub(crate) fn plainly(letter: char) -> Option<&'static str> {
    match letter {
        '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Some(" "),
        '\u{85}' | '\u{2028}' | '\u{2029}' => Some("\n"),
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' => Some(""),
        _ => None,
    }
}

const SOFT_HYPHEN: char = '\u{AD}';

/// Whether only blanks stand between here and the end of the line.
fn ends_line(rest: &str) -> bool {
    const FAR: usize = 8;
    let mut near = rest.chars().take(FAR).skip_while(|&letter| letter == ' ');
    near.next().is_some_and(|letter| matches!(letter, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}'))
}

/// Where the entity of a line feed (with the line end that may follow it) or of the sign of a paragraph stands, and what
/// it is: `&#x000A;`, `&#182;`, `&para;`. Both decide which line is what; the others are read with their words.
fn entities(text: &str) -> impl Iterator<Item = (Range<usize>, &'static str)> + '_ {
    memchr::memchr_iter(b'&', text.as_bytes()).filter_map(|at| {
        let rest = text.get(at + 1..)?;
        let end = rest.bytes().take(9).position(|byte| byte == b';')?;
        let place = at..at + 1 + end + 1;
        if &rest[..end] == "para" {
            return Some((place, "\u{b6}"));
        }
        let number = rest[..end].strip_prefix('#')?;
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        let after = &rest[end + 1..];
        let folded = after.len() - after.strip_prefix("\r\n").or(after.strip_prefix('\n')).unwrap_or(after).len();
        match code {
            Ok(10) => Some((place.start..place.end + folded, "\n")),
            Ok(0xB6) => Some((place, "\u{b6}")),
            _ => None,
        }
    })
}

/// The text with plain blanks and its map, `None` where there is nothing to do.
pub(super) fn plain(text: &str, map: &SourceMap) -> Option<(String, SourceMap)> {
    let entities: Vec<_> = entities(text).collect();
    if entities.is_empty() && (text.is_ascii() || !text.chars().any(|letter| plainly(letter).is_some())) {
        return None;
    }
    let letters = text.char_indices().filter_map(|(at, letter)| {
        let end = at + letter.len_utf8();
        Some((at..end, plainly(letter).filter(|_| letter != SOFT_HYPHEN || !ends_line(&text[end..]))?))
    });
    let mut places: Vec<(Range<usize>, &str)> = letters.chain(entities).collect();
    places.sort_by_key(|(place, _)| place.start);
    let mut builder = MapBuilder::over(map);
    let mut from = 0;
    for (place, written) in places {
        builder.copy(&text[from..place.start], from);
        let here = builder.len();
        from = place.end;
        builder.whole(written, place.clone());
        builder.edit(EditKind::Blank, here, place);
    }
    builder.copy(&text[from..], from);
    Some(builder.finish_over(map))
}

#[cfg(test)]
mod tests {
    use crate::decode;
    use crate::source_map::EditKind;
    use telegram::Span;

    #[test]
    fn blanks_are_plain_and_know_their_bytes() {
        let decoded = decode("E.O.\u{2003}12958: N/A\u{2028}TA\u{AD}GS: FJ".as_bytes());
        assert_eq!(decoded.text, "E.O. 12958: N/A\nTAGS: FJ");
        assert_eq!(decoded.map.bytes(Span::new(4, 5)), 4..7);
        assert_eq!(decoded.map.bytes(Span::new(5, 10)), 7..12);
        assert_eq!(decoded.map.edits().len(), 3);
        assert!(decoded.map.edits().iter().all(|edit| edit.kind == EditKind::Blank));
        assert_eq!(decode("MINIS\u{ad} \r\nTRY".as_bytes()).text, "MINIS\u{ad} \r\nTRY");
    }

    #[test]
    fn entities_of_line_ends_are_line_ends() {
        for (text, want) in [
            ("TAGS: FJ&#x000A;SUBJECT", "TAGS: FJ\nSUBJECT"),
            ("TAGS: FJ&#10;\r\nSUBJECT", "TAGS: FJ\nSUBJECT"),
            ("TAGS: FJ&#xa;\nSUBJECT\u{2028}", "TAGS: FJ\nSUBJECT\n"),
            ("AT&T &#100; &#x; &#10", "AT&T &#100; &#x; &#10"),
        ] {
            assert_eq!(decode(text.as_bytes()).text, want, "{text:?}");
        }
    }
}
