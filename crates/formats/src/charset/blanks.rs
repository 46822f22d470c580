//! Blanks of web pages and word processors in plain text (FORMAT.md N8, 5.7):
//! wide and thin blanks become blanks, the line ends of Unicode line ends; soft
//! hyphens and marks without width are left out. No-break blanks stay: the
//! parser of telegrams reads them as blanks itself.

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

/// The text with plain blanks and its map, `None` where there is nothing to do.
pub(super) fn plain(text: &str, map: &SourceMap) -> Option<(String, SourceMap)> {
    if text.is_ascii() || !text.chars().any(|letter| plainly(letter).is_some()) {
        return None;
    }
    let mut builder = MapBuilder::over(map);
    let mut from = 0;
    for (at, letter) in text.char_indices() {
        let Some(written) = plainly(letter) else { continue };
        builder.copy(&text[from..at], from);
        let (place, here) = (at..at + letter.len_utf8(), builder.len());
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
    }
}
