//! From bytes to text, with a map back and the list of changes.
//!
//! Order of evidence: a byte order mark; valid UTF-8; NULs that lie as in
//! UTF-16; the declaration of the page or volume; mostly valid UTF-8; else the
//! guess of `chardetng`, which must not overrule Windows-1252 on a few bytes
//! (the usual case: quotation marks and dashes in English text).

mod binary;
mod blanks;
mod mojibake;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

pub(crate) use binary::binary;

use crate::SourceMap;
use crate::source_map::{EditKind, MapBuilder};

/// A decoded text with its way back to the bytes.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// From the text to the bytes.
    pub map: SourceMap,
}

impl Decoded {
    /// A stretch of the text with its own map.
    pub(crate) fn part(&self, range: core::ops::Range<usize>) -> Self {
        let (text, map) = self.map.part(&self.text, range);
        Self { text, map }
    }
}

/// So many bytes are looked at to guess a character set.
const SAMPLE: usize = 4 << 20;
/// With fewer letters than this outside ASCII a guess is a toss.
const ENOUGH_TO_GUESS: usize = 12;

/// Decodes bytes of any character set. Total: what is no character becomes
/// U+FFFD. Changes beyond the character set are listed in the map.
///
/// ```
/// let decoded = formats::decode(b"CAF\xC9 \x93SUVA\x94");
/// assert_eq!(decoded.text, "CAFÉ “SUVA”");
/// assert_eq!(decoded.map.encoding(), "windows-1252");
/// ```
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded {
    plain_blanks(decode_declared(bytes, None))
}

/// The same with plain blanks: what is no markup has no others.
pub(crate) fn plain_blanks(decoded: Decoded) -> Decoded {
    match blanks::plain(&decoded.text, &decoded.map) {
        Some((text, map)) => Decoded { text, map },
        None => decoded,
    }
}

/// [`decode`], with the character set that the content itself declares and with
/// all blanks as they are: markup has its own rules for them.
pub(crate) fn decode_declared(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (choose(bytes, declared), 0),
    };
    let mut builder = MapBuilder::new(encoding.name());
    if mark > 0 {
        builder.edit(EditKind::ByteOrderMark, 0, 0..mark);
    }
    if encoding == UTF_8 {
        utf8(bytes.get(mark..).unwrap_or_default(), mark, &mut builder);
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        utf16(bytes, mark, encoding == UTF_16LE, &mut builder);
    } else {
        legacy(bytes, 0, encoding, &mut builder);
    }
    repaired(builder)
}

/// The character set of bytes without a byte order mark.
fn choose(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    if let Some(wide) = wide(bytes) {
        return wide;
    }
    let Err(error) = core::str::from_utf8(bytes) else { return UTF_8 };
    if let Some(declared) = declared.filter(|encoding| *encoding != UTF_8 && encoding.is_ascii_compatible()) {
        return declared;
    }
    let sample = &bytes[error.valid_up_to().min(bytes.len())..];
    let sample = &sample[..sample.len().min(SAMPLE)];
    if mostly_utf8(&bytes[..bytes.len().min(SAMPLE.max(error.valid_up_to() + 1024))]) {
        return UTF_8;
    }
    let letters = sample.iter().filter(|byte| **byte >= 0xC0).count();
    if letters < ENOUGH_TO_GUESS {
        return WINDOWS_1252;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// UTF-16 without a mark: in English text every second byte is NUL.
pub(crate) fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let nuls = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (nuls(0), nuls(1), sample.len() / 2);
    if half < 2 {
        None
    } else if odd * 10 >= half * 7 && even * 10 <= half {
        Some(UTF_16LE)
    } else if even * 10 >= half * 7 && odd * 10 <= half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether there are four sound letters outside ASCII for each unsound byte.
pub(crate) fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut unsound) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        unsound += usize::from(!chunk.invalid().is_empty());
    }
    sound >= unsound * 4
}

/// UTF-8 that stands at `from` of the unit.
pub(crate) fn utf8(bytes: &[u8], from: usize, builder: &mut MapBuilder) {
    // Nearly all of it is whole, which is found out faster than where it is not.
    if let Ok(text) = std::str::from_utf8(bytes) {
        return plain(text, from, builder);
    }
    let mut at = from;
    for chunk in bytes.utf8_chunks() {
        plain(chunk.valid(), at, builder);
        at += chunk.valid().len();
        let invalid = chunk.invalid().len();
        if invalid > 0 {
            let start = builder.len();
            builder.whole("\u{FFFD}", at..at + invalid);
            builder.edit(EditKind::Replacement, start, at..at + invalid);
            at += invalid;
        }
    }
}

/// Copies text, leaving out NULs, which no text has but some exports put in.
fn plain(text: &str, at: usize, builder: &mut MapBuilder) {
    let mut from = 0;
    for nul in memchr::memchr_iter(0, text.as_bytes()) {
        builder.copy(&text[from..nul], at + from);
        let here = builder.len();
        builder.edit(EditKind::Nul, here, at + nul..at + nul + 1);
        from = nul + 1;
    }
    builder.copy(&text[from..], at + from);
}

fn utf16(bytes: &[u8], from: usize, little: bool, builder: &mut MapBuilder) {
    let unit = |at: usize| -> Option<u16> {
        let pair = [*bytes.get(at)?, *bytes.get(at + 1)?];
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let mut at = from;
    while at < bytes.len() {
        let first = unit(at);
        let (letter, length) = match first {
            None => (None, 1),
            Some(high @ 0xD800..0xDC00) => match unit(at + 2) {
                Some(low @ 0xDC00..0xE000) => {
                    let code = 0x1_0000 + (u32::from(high - 0xD800) << 10) + u32::from(low - 0xDC00);
                    (char::from_u32(code), 4)
                }
                _ => (None, 2),
            },
            Some(other) => (char::from_u32(u32::from(other)), 2),
        };
        let here = builder.len();
        match letter {
            Some('\0') => builder.edit(EditKind::Nul, here, at..at + length),
            Some(letter) if letter.is_ascii() => builder.wide(letter.encode_utf8(&mut [0; 4]), at),
            Some(letter) => builder.whole(letter.encode_utf8(&mut [0; 4]), at..at + length),
            None => {
                builder.whole("\u{FFFD}", at..at + length);
                builder.edit(EditKind::Replacement, here, at..at + length);
            }
        }
        at += length;
    }
}

/// Windows-1252 that stands at `from` of the unit.
pub(crate) fn windows_1252(bytes: &[u8], from: usize, builder: &mut MapBuilder) {
    legacy(bytes, from, WINDOWS_1252, builder);
}

/// Repairs a text of letters that were decoded wrongly once already.
pub(crate) fn repaired(builder: MapBuilder) -> Decoded {
    let (text, map) = builder.finish();
    match mojibake::repair(&text, &map) {
        Some((text, map)) => Decoded { text, map },
        None => Decoded { text, map },
    }
}

/// Any other character set, letter by letter outside ASCII, so that each
/// letter knows its bytes.
fn legacy(bytes: &[u8], from: usize, encoding: &'static Encoding, builder: &mut MapBuilder) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut letter = String::with_capacity(16);
    let mut at = 0;
    // The first byte whose letter is not finished.
    let mut open = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        if open == at && encoding.is_ascii_compatible() {
            let ascii = Encoding::ascii_valid_up_to(rest);
            if let Ok(text) = core::str::from_utf8(&rest[..ascii])
                && ascii > 0
            {
                plain(text, from + at, builder);
                at += ascii;
                open = at;
                continue;
            }
        }
        letter.clear();
        let last = at + 1 == bytes.len();
        let (_, _, replaced) = decoder.decode_to_string(&bytes[at..=at], &mut letter, last);
        at += 1;
        if !letter.is_empty() {
            let here = builder.len();
            builder.whole(&letter, from + open..from + at);
            if replaced {
                builder.edit(EditKind::Replacement, here, from + open..from + at);
            }
            open = at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use telegram::Span;

    #[test]
    fn marks_and_widths() {
        let mut bytes = b"\xEF\xBB\xBF".to_vec();
        bytes.extend("SÃO".as_bytes());
        let decoded = decode(&bytes);
        assert_eq!(decoded.text, "SÃO");
        assert_eq!(decoded.map.bytes(Span::new(0, 1)), 3..4);
        assert_eq!(decoded.map.edits()[0].kind, EditKind::ByteOrderMark);

        for little in [true, false] {
            for mark in [true, false] {
                let bytes: Vec<u8> = mark
                    .then_some(0xFEFF)
                    .into_iter()
                    .chain("REF: SÃO 12 \u{1F600}.".encode_utf16())
                    .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
                    .collect();
                let decoded = decode(&bytes);
                assert_eq!(decoded.text, "REF: SÃO 12 \u{1F600}.");
                let shift = if mark { 2 } else { 0 };
                assert_eq!(decoded.map.bytes(Span::new(6, 8)), 12 + shift..14 + shift);
                assert_eq!(decoded.map.bytes(Span::new(13, 17)), 24 + shift..28 + shift);
            }
        }
    }

    #[test]
    fn unsound_bytes_are_listed() {
        let decoded = decode("éééé and ".bytes().chain(*b"\xFF.").collect::<Vec<_>>().as_slice());
        assert_eq!(decoded.text, "éééé and \u{FFFD}.");
        assert_eq!(decoded.map.edits().len(), 1);
        assert_eq!(decoded.map.edits()[0].bytes, 13..14);
    }

    #[test]
    fn a_few_bytes_are_windows_1252() {
        let decoded = decode(b"R\xE9union \x96 12");
        assert_eq!(decoded.text, "Réunion – 12");
        assert_eq!(decoded.map.bytes(Span::new(1, 3)), 1..2);
    }

    #[test]
    fn letters_of_two_bytes_know_their_bytes() {
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode("東京の大使館からの電報です。東京の大使館からの電報です。");
        let decoded = decode(&bytes);
        assert_eq!(decoded.map.encoding(), "Shift_JIS");
        assert!(decoded.text.starts_with("東京"));
        assert_eq!(decoded.map.bytes(Span::new(3, 6)), 2..4);
    }
}
