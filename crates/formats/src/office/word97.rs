//! The text of documents of Word 6 to 2003 (`.doc`, MS-DOC): a compound file, whose list of pieces says where in the stream
//! `WordDocument` each stretch of the text stands, and in which of two character sets.

use std::io::{Cursor, Read};

use cfb::CompoundFile;

/// With what a compound file begins.
pub(crate) const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The stream that holds the text, and with what it begins: Word 97 and later, Word 6 and 95.
const STREAM: &str = "WordDocument";
const WORD_97: u16 = 0xA5EC;
const WORD_6: u16 = 0xA5DC;

/// Marks among the letters: the start of a field's instruction, the end of it, the end of the field.
const FIELD: [char; 3] = ['\u{13}', '\u{14}', '\u{15}'];

/// Whether bytes are such a document: other documents are compound files too. The names in it are UTF-16.
pub(super) fn is_document(bytes: &[u8]) -> bool {
    let name: Vec<u8> = STREAM.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(COMPOUND) && memchr::memmem::find(bytes, &name).is_some()
}

/// The text of a document.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn text_of(bytes: &[u8]) -> Result<String, String> {
    const FAILED: &str = "a Word document that cannot be read";
    let file = CompoundFile::open(Cursor::new(bytes));
    let mut file = file.map_err(|error| format!("{FAILED}: {error}"))?;
    let document = stream(&mut file, STREAM, bytes.len()).map_err(|error| format!("{FAILED}: {error}"))?;
    let head = Head::read(&document).ok_or_else(|| format!("{FAILED}: it is cut off"))?;
    if head.is_encrypted {
        return Err("a Word document that is protected by a password, not read: save it without".to_owned());
    }
    let letters = match head.kind {
        WORD_6 if head.is_complex => return Err(format!("{FAILED}: it was saved in parts; save it anew")),
        WORD_6 => head.plain(&document),
        WORD_97 => {
            let table = stream(&mut file, head.table, bytes.len()).map_err(|error| format!("{FAILED}: {error}"))?;
            head.pieces(&document, &table)
        }
        _ => None,
    };
    Ok(shown(&letters.ok_or_else(|| format!("{FAILED}: where its text stands is damaged"))?))
}

/// A stream, of no more bytes than the file has.
fn stream(file: &mut CompoundFile<Cursor<&[u8]>>, name: &str, most: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.open_stream(name)?.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What the start of the stream says.
struct Head {
    kind: u16,
    is_complex: bool,
    is_encrypted: bool,
    /// The stream with the list of pieces.
    table: &'static str,
    /// Where the text stands that is in one piece.
    plain: (usize, usize),
    /// How many letters the text has, without notes and headers.
    count: usize,
    /// Where in the other stream the list of pieces stands, and how long it is.
    list: (usize, usize),
}

impl Head {
    fn read(bytes: &[u8]) -> Option<Self> {
        let flags = number16(bytes, 0x0A)?;
        let place = |at: usize| number(bytes, at);
        let kind = number16(bytes, 0)?;
        Some(Self {
            kind,
            is_complex: flags & 0x0004 != 0,
            is_encrypted: flags & 0x0100 != 0,
            table: if flags & 0x0200 == 0 { "0Table" } else { "1Table" },
            plain: (place(0x18)?, place(0x1C)?),
            count: place(if kind == WORD_6 { 0x34 } else { 0x4C })?,
            list: if kind == WORD_6 { (0, 0) } else { (place(0x01A2)?, place(0x01A6)?) },
        })
    }

    /// The text of Word 6: a stretch of bytes.
    fn plain(&self, document: &[u8]) -> Option<String> {
        let (start, end) = self.plain;
        let bytes = document.get(start..end.min(start.saturating_add(self.count)))?;
        Some(encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned())
    }

    /// The text as the list of pieces puts it together.
    fn pieces(&self, document: &[u8], table: &[u8]) -> Option<String> {
        let (start, length) = self.list;
        let mut list = table.get(start..start.checked_add(length)?)?;
        // Changes of the layout stand before the list.
        while let [0x01, rest @ ..] = list {
            list = rest.get(2 + usize::from(number16(rest, 0)?)..)?;
        }
        let list = list.strip_prefix(&[0x02])?;
        let list = list.get(4..4_usize.checked_add(number(list, 0)?)?)?;
        // A place in the text for the start of each piece and the end of the last, then eight bytes for each.
        let count = list.len().checked_sub(4)? / 12;
        let pieces = list.get((count + 1) * 4..)?;
        let mut text = String::new();
        for (at, piece) in pieces.chunks_exact(8).take(count).enumerate() {
            let (from, to) = (number(list, at * 4)?, number(list, at * 4 + 4)?.min(self.count));
            let Some(letters) = to.checked_sub(from).filter(|letters| *letters > 0) else { continue };
            let place = number(piece, 2)?;
            let (narrow, place) = (place & 0x4000_0000 != 0, place & 0x3FFF_FFFF);
            let (start, length, set) = match narrow {
                true => (place / 2, letters, encoding_rs::WINDOWS_1252),
                false => (place, letters.checked_mul(2)?, encoding_rs::UTF_16LE),
            };
            let bytes = document.get(start..start.checked_add(length)?)?;
            text.push_str(&set.decode_without_bom_handling(bytes).0);
            // Pieces may not name one stretch again and again.
            if text.len() > document.len().saturating_mul(4) {
                return None;
            }
        }
        Some(text)
    }
}

fn number16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).and_then(|bytes| bytes.try_into().ok()).map(u16::from_le_bytes)
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let value = bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_le_bytes)?;
    usize::try_from(value).ok()
}

/// The letters as a reader sees them: paragraphs as lines, cells apart, of a field what it shows.
fn shown(letters: &str) -> String {
    let mut text = String::with_capacity(letters.len());
    // For each field that is open, whether its instruction goes on.
    let mut fields: Vec<bool> = Vec::new();
    let mut silent = 0_usize;
    for letter in letters.chars() {
        match letter {
            _ if letter == FIELD[0] => {
                fields.push(true);
                silent += 1;
            }
            _ if letter == FIELD[1] => {
                silent -= usize::from(fields.last_mut().is_some_and(core::mem::take));
            }
            _ if letter == FIELD[2] => silent -= usize::from(fields.pop().unwrap_or_default()),
            _ if silent > 0 => {}
            '\r' | '\u{0B}' => text.push('\n'),
            '\u{0C}' => text.push_str("\n\u{0C}"),
            // The end of a cell; that of the row is another one right after it.
            '\u{07}' if text.ends_with('\t') => {
                text.pop();
                text.push('\n');
            }
            '\u{07}' => text.push('\t'),
            '\u{1E}' => text.push('-'),
            // Hyphens that are not shown; marks of notes, pictures, drawings.
            '\u{1F}' | '\0'..='\u{08}' => {}
            letter => text.push(letter),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn letters_as_they_are_shown() {
        for (letters, expected) in [
            ("A\rB\u{0B}C\r", "A\nB\nC\n"),
            ("Levuka\u{07}12\u{07}\u{07}Savusavu\u{07}3\u{07}\u{07}", "Levuka\t12\nSavusavu\t3\n"),
            ("see \u{13}HYPERLINK \"x\"\u{14}Suva\u{15}.", "see Suva."),
            ("\u{13}A \u{13}B\u{14}b\u{15}\u{14}a\u{15}\u{15}", "a"),
            ("co\u{1F}op\u{1E}ed\u{01}\u{08}", "coop-ed"),
        ] {
            assert_eq!(shown(letters), expected, "{letters:?}");
        }
    }
}
