//! Documents of word processors: `.rtf`, `.doc`, `.docx` and `.odt`. Their running text is read, a paragraph a line.

mod package;
mod rtf;
mod word97;
mod words;

use core::ops::Range;

use crate::carrier::{Form, Inner, Sample};
use crate::charset::Decoded;
use crate::source_map::MapBuilder;
use crate::{Problem, Reading, Unit, text};

pub(crate) use package::Package;
pub(crate) use word97::COMPOUND;

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
        sample.bytes.trim_ascii_start().starts_with(rtf::MARK)
    }

    fn read(&self, unit: &Unit, _: &Inner<'_>, reading: &mut Reading) {
        let documents = rtf::documents(&unit.bytes);
        let end = documents.last().map_or(0, |last| last.end);
        let is_one = documents.len() == 1;
        for (number, place) in (1..).zip(documents) {
            let decoded = rtf::decode(&unit.bytes, place.clone());
            if is_one {
                one(unit, decoded, reading);
                continue;
            }
            let file = Unit::new(&*unit.file, Vec::new());
            let part = Unit { name: format!("{}/{number}", unit.name), ..file };
            let mut own = Reading::of(reading.carrier);
            one(&part, decoded, &mut own);
            for record in own.records.iter_mut().filter(|record| record.bytes.is_empty()) {
                record.bytes = place.clone();
            }
            let found =
                own.problems.into_iter().map(|problem| Problem::at_byte(problem.file, place.start, problem.reason));
            reading.problems.extend(found);
            reading.records.append(&mut own.records);
        }
        let rest = unit.bytes.get(end..).unwrap_or_default();
        if rest.iter().any(|byte| !byte.is_ascii_whitespace() && *byte != 0) {
            reading.problems.push(Problem::at_byte(
                &unit.file,
                end,
                "what stands after the end of the document is not read",
            ));
        }
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
        sample.head(4) == b"PK\x03\x04" && package::is_document(sample.bytes)
    }

    fn read(&self, unit: &Unit, _: &Inner<'_>, reading: &mut Reading) {
        match words::text_of(&unit.bytes) {
            Ok(text) => one(unit, whole(text, 0..unit.bytes.len()), reading),
            Err(reason) => reading.problems.push(Problem::new(&unit.file, reason)),
        }
    }
}

/// `.doc` of Word 6 to 2003.
pub(crate) struct Word97;

impl Form for Word97 {
    fn key(&self) -> &'static str {
        "doc"
    }

    fn word(&self) -> &'static str {
        "Word document"
    }

    fn ending(&self) -> &'static str {
        "doc"
    }

    fn sniff(&self, sample: &Sample<'_>) -> bool {
        word97::is_document(sample.bytes)
    }

    fn read(&self, unit: &Unit, _: &Inner<'_>, reading: &mut Reading) {
        match word97::text_of(&unit.bytes) {
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
