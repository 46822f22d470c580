//! Documents of word processors: `.rtf`, `.docx` and `.odt`. Their running text is read, a paragraph a line.

mod rtf;
mod words;

use core::ops::Range;

use crate::carrier::{Form, Inner, Sample};
use crate::charset::Decoded;
use crate::source_map::MapBuilder;
use crate::{Problem, Reading, Unit, text};

pub(crate) use words::is_document;

/// Rich Text Format (version 1.9.1 of its specification).
pub(crate) struct Rtf;

impl Form for Rtf {
    fn key(&self) -> &'static str {
        "rtf"
    }

    fn word(&self) -> &'static str {
        "rich text"
    }

    fn ending(&self) -> &'static str {
        "rtf"
    }

    fn sniff(&self, sample: &Sample<'_>) -> bool {
        sample.head(5) == b"{\\rtf"
    }

    fn read(&self, unit: &Unit, _: &Inner<'_>, reading: &mut Reading) {
        one(unit, rtf::decode(&unit.bytes), reading);
    }
}

/// `.docx` (ECMA-376) and `.odt` (ISO 26300): XML in a ZIP archive.
pub(crate) struct Words;

impl Form for Words {
    fn key(&self) -> &'static str {
        "document"
    }

    fn word(&self) -> &'static str {
        "text document"
    }

    fn ending(&self) -> &'static str {
        "zip"
    }

    fn sniff(&self, sample: &Sample<'_>) -> bool {
        sample.head(4) == b"PK\x03\x04" && is_document(sample.bytes)
    }

    fn read(&self, unit: &Unit, _: &Inner<'_>, reading: &mut Reading) {
        match words::text_of(&unit.bytes) {
            Ok(text) => one(unit, whole(text, 0..unit.bytes.len()), reading),
            Err(reason) => reading.problems.push(Problem::new(&unit.file, reason)),
        }
    }
}

fn one(unit: &Unit, decoded: Decoded, reading: &mut Reading) {
    text::one(unit, text::Found { decoded, aside: Vec::new(), attributes: Vec::new(), titled: None }, reading);
}

/// A text that leads to all of the file: what is packed has no places of its own.
fn whole(text: String, bytes: Range<usize>) -> Decoded {
    let mut builder = MapBuilder::new("UTF-8");
    builder.whole(&text, bytes);
    let (text, map) = builder.finish();
    Decoded { text, map }
}

#[cfg(test)]
mod tests;
