//! What a page states of its telegram in cells of keys and values, above or
//! below the text (rule DUMP): `Canonical ID:  1979SUVA00617_e`.

use core::ops::Range;

use telegram::lexicon::dates::{self, Read};
use telegram::{MessageDate, Source};

use crate::archive_keys::{self, KEYS, LONGEST};

/// A text without any of these has no such block; looked for first.
const MARKS: [&str; 10] = [
    "lassification",
    "ocument",
    "anonical",
    "CANONICAL",
    "eference ID",
    "Release Date",
    "Release date",
    "dentifier",
    "Film Number",
    "Handling",
];

/// The statements and the stretch of text that they take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Statements {
    pub(crate) place: Range<usize>,
    pub(crate) values: Vec<(String, String)>,
}

/// The lengths of the keys with each first letter, a bit each: a cheap question that settles nearly all cells.
const LENGTHS: [u64; 26] = {
    let mut lengths = [0; 26];
    let mut at = 0;
    while at < KEYS.len() {
        let key = KEYS[at].name.as_bytes();
        lengths[(key[0].to_ascii_lowercase() - b'a') as usize] |= 1 << key.len();
        at += 1;
    }
    lengths
};

/// Whether a key has this first letter and this length.
fn may_be_key(text: &str) -> bool {
    let Some(first) = text.as_bytes().first() else { return false };
    let lengths = LENGTHS.get(usize::from(first.to_ascii_lowercase().wrapping_sub(b'a')));
    lengths.is_some_and(|lengths| text.len() <= LONGEST && lengths >> text.len() & 1 == 1)
}

/// A key is told by its cell.
fn key(cell: &str) -> Option<(String, bool, bool)> {
    let bare = cell.trim().trim_end_matches(':').trim_end();
    if !may_be_key(bare) {
        return None;
    }
    let found = archive_keys::find(bare)?;
    Some((bare.to_owned(), found.is_telling, cell.trim_end().ends_with(':')))
}

/// Whether a cell is a key.
pub(super) fn is_key(cell: &str) -> bool {
    key(cell).is_some()
}

/// Whether a cell is a key, or one with its value: `Key: value`.
fn begins_with_key(cell: &str) -> bool {
    key(cell).is_some() || memchr::memchr(b':', cell.as_bytes()).is_some_and(|at| key(&cell[..at]).is_some())
}

/// The cells of a line: two blanks lie between them.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.split("  ").map(str::trim).filter(|cell| !cell.is_empty())
}

/// The first cell of a line, which is not blank.
fn first_cell(line: &str) -> &str {
    let line = line.trim_start();
    let end = line.as_bytes().windows(2).position(|pair| pair == b"  ");
    line[..end.unwrap_or(line.len())].trim_end()
}

/// The first block of at least four keys, one of them an archive's own.
pub(crate) fn find(text: &str) -> Option<Statements> {
    if !MARKS.iter().any(|mark| memchr::memmem::find(text.as_bytes(), mark.as_bytes()).is_some()) {
        return None;
    }
    let mut block = Block::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let place = at..at + line.len();
        at = place.end;
        if line.trim().is_empty() {
            continue;
        }
        if !block.take(line, place.clone()) {
            if block.is_enough() {
                break;
            }
            block = Block::default();
            block.take(line, place);
        }
    }
    block.is_enough().then_some(Statements { place: block.place, values: block.values })
}

#[derive(Debug, Default)]
struct Block {
    place: Range<usize>,
    values: Vec<(String, String)>,
    own: bool,
    /// The last key has no value yet.
    open: bool,
}

impl Block {
    fn is_enough(&self) -> bool {
        self.own && self.values.len() >= 4
    }

    /// Takes the line if it belongs to the block.
    fn take(&mut self, line: &str, place: Range<usize>) -> bool {
        // Nearly every line of a page begins with no key and follows none.
        if !self.open && !begins_with_key(first_cell(line)) {
            return false;
        }
        let mut taken = false;
        // `Key: value` in one cell.
        let mut pieces: Vec<&str> = Vec::new();
        for cell in cells(line) {
            match cell.split_once(": ") {
                Some((before, value)) if key(before).is_some() && !value.trim().is_empty() => {
                    pieces.push(&cell[..=before.len()]);
                    pieces.push(value.trim());
                }
                _ => pieces.push(cell),
            }
        }
        let count = pieces.len();
        for (number, piece) in pieces.into_iter().enumerate() {
            // A value may be a word that is a key too: `Type:  Source`.
            let is_key =
                key(piece).filter(|(_, _, marked)| *marked || (!self.open && (number + 1 < count || count == 1)));
            match is_key {
                Some((name, own, _)) => {
                    self.own |= own;
                    self.values.push((name, String::new()));
                    self.open = true;
                    taken = true;
                }
                None if self.open || (taken && number > 0) => {
                    if let Some((_, value)) = self.values.last_mut() {
                        if !value.is_empty() {
                            value.push(' ');
                        }
                        value.push_str(piece);
                    }
                    self.open = false;
                    taken = true;
                }
                None => return taken && self.close(place),
            }
        }
        taken && self.close(place)
    }

    fn close(&mut self, place: Range<usize>) -> bool {
        if self.place.is_empty() {
            self.place = place;
        } else {
            self.place.end = place.end;
        }
        true
    }
}

impl Statements {
    fn get(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            self.values
                .iter()
                .find(|(key, value)| key.eq_ignore_ascii_case(name) && !value.is_empty())
                .map(|(_, value)| value.as_str())
        })
    }

    /// Tells the source what the page states.
    pub(crate) fn fill(self, source: &mut Source) {
        let own = |value: Option<&str>| value.map(str::to_owned);
        let id = self.get(&["Canonical ID", "Reference ID", "Document Number", "Identifier", "Document ID", "ID"]);
        source.reference_id = source.reference_id.take().or_else(|| own(id));
        source.created = source.created.or_else(|| self.get(&["Date", "Created", "Draft Date"]).and_then(date));
        source.released = source.released.or_else(|| self.get(&["Release Date", "Released"]).and_then(date));
        source.classification =
            source.classification.take().or_else(|| own(self.get(&["Original Classification", "Classification"])));
        source.origin = source.origin.take().or_else(|| own(self.get(&["Origin", "From", "Embassy"])));
        source.attributes.extend(self.values);
    }
}

/// `1979 November 16, 01:06 (Friday)`, `2005-04-02 04:10`, `16 NOV 1979`; none where the order of the numbers is not told.
fn date(value: &str) -> Option<MessageDate> {
    dates::read(value).and_then(Read::certain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_lines() {
        let cells = "Menu\n\nDate:  1979 November 16, 01:06 (Friday)  Canonical ID:  1979SUVA00617_e\n\
                     Original Classification:  SECRET\nTAGS:  FJ - Fiji\n\nFrom:  Fiji Suva\n\nRaw text here\n";
        let found = find(cells).unwrap();
        assert_eq!(found.values.len(), 5);
        assert_eq!(&cells[found.place.end..], "\nRaw text here\n");
        let mut source = Source::default();
        found.fill(&mut source);
        assert_eq!(source.reference_id.as_deref(), Some("1979SUVA00617_e"));
        assert_eq!(source.created.unwrap().to_string(), "1979-11-16T01:06:00Z");
        assert_eq!(source.classification.as_deref(), Some("SECRET"));
        assert_eq!(source.origin.as_deref(), Some("Fiji Suva"));

        let tall = "Canonical ID:\n1979SUVA00617_e\nDate:\n1979-11-16\nType:\nTE\nFrom:\nSuva\nThe text\n";
        assert_eq!(find(tall).unwrap().values.len(), 4);
    }

    #[test]
    fn a_header_is_no_statement() {
        assert_eq!(find("TAGS: FJ\nSUBJECT: FERRY\nREFERENCE: SUVA 617\nTO: X\nFROM: Y\n"), None);
        assert_eq!(find(""), None);
    }
}
