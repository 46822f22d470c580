//! Tables in UTF-16: their rows are cut and read as UTF-8, their places are
//! those of the file. A record leads back to its row as a whole.

use core::ops::Range;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::charset;
use crate::source_map::MapBuilder;
use crate::{Reading, Record, Unit};

/// In which order the two bytes of a unit stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Little,
    Big,
}

impl Order {
    /// The order of a text in UTF-16, by its mark or by its NULs.
    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        let found = Encoding::for_bom(head).map(|(found, _)| found).or_else(|| charset::wide(head))?;
        match found {
            found if found == UTF_16LE => Some(Self::Little),
            found if found == UTF_16BE => Some(Self::Big),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Little => "UTF-16LE",
            Self::Big => "UTF-16BE",
        }
    }

    /// The text as UTF-8; half a letter at the end is left for later. What is no
    /// letter becomes U+FFFD, which is one unit too, so that
    /// [`length`](Self::length) counts right.
    pub(super) fn narrow(self, bytes: &[u8]) -> String {
        let units = bytes.chunks_exact(2).map(|pair| match (self, pair) {
            (Self::Little, [low, high]) => u16::from_le_bytes([*low, *high]),
            (Self::Big, [high, low]) => u16::from_be_bytes([*high, *low]),
            _ => 0,
        });
        let mut units: Vec<u16> = units.collect();
        if units.last().is_some_and(|unit| (0xD800..0xDC00).contains(unit)) {
            units.pop();
        }
        char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    }

    /// How many bytes of UTF-16 a text has.
    pub(super) fn length(text: &str) -> usize {
        text.chars().map(char::len_utf16).sum::<usize>() * 2
    }

    /// Reads a row as UTF-8 with `read`; its records get its place.
    pub(super) fn read<E>(
        self,
        unit: &Unit,
        bytes: Range<usize>,
        reading: &mut Reading,
        read: impl FnOnce(&Unit, Range<usize>, &mut Reading) -> Result<(), E>,
    ) -> Result<(), E> {
        let text = self.narrow(unit.bytes.get(bytes.clone()).unwrap_or_default());
        read_as(unit, bytes, text, self.name(), reading, read)
    }
}

/// Reads a row whose text was decoded; its records lead back to it as a whole.
pub(crate) fn read_as<E>(
    unit: &Unit,
    bytes: Range<usize>,
    text: String,
    encoding: &'static str,
    reading: &mut Reading,
    read: impl FnOnce(&Unit, Range<usize>, &mut Reading) -> Result<(), E>,
) -> Result<(), E> {
    let row = 0..text.len();
    let narrow = Unit { file: unit.file.clone(), name: unit.name.clone(), bytes: text.into_bytes(), part: None };
    let mut inner = Reading { carrier: reading.carrier, records: Vec::new(), problems: Vec::new() };
    let result = read(&narrow, row, &mut inner);
    reading.records.extend(inner.records.into_iter().map(|record| placed(record, bytes.clone(), encoding)));
    reading.problems.append(&mut inner.problems);
    result
}

fn placed(mut record: Record, bytes: Range<usize>, encoding: &'static str) -> Record {
    let mut builder = MapBuilder::new(encoding);
    builder.whole(&record.text, bytes.clone());
    record.map = builder.finish().1;
    record.bytes = bytes;
    record
}

/// Turns places in a text into places in UTF-16; asked for in rising order.
pub(super) struct Places<'a> {
    text: &'a str,
    at: usize,
    bytes: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, bytes: 0 }
    }

    pub(super) fn of(&mut self, at: usize) -> usize {
        let at = at.max(self.at);
        // A damaged row may be cut within a letter.
        let at = (at..=self.text.len()).find(|at| self.text.is_char_boundary(*at)).unwrap_or(self.text.len());
        self.bytes += Order::length(self.text.get(self.at..at).unwrap_or_default());
        self.at = at;
        self.bytes
    }
}
