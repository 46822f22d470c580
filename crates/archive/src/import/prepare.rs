//! From a unit to rows: what the parsing threads do.

use std::panic::{AssertUnwindSafe, catch_unwind};

use formats::{Problem, Record, Unit};

use crate::Error;
use crate::blobs::{Hash, Staging};
use crate::holdings::{Catalogue, ReadUnit, ReadWitness, UnitContent};
use crate::numbers::CollectionNumber;
use crate::reading::{Origin, READER, Reading};
use crate::search::Entry;
use crate::series;
use crate::witnesses::Sketch;

/// After the reader's name where programs read scans: what was read without
/// them is read again with them.
const WITH_OCR: &str = " ocr";

/// A unit ready to be written, with what the index keeps of each record.
pub(super) struct Prepared {
    pub(super) rows: ReadUnit,
    pub(super) entries: Vec<Option<Entry>>,
}

/// What is the same for all units of an import.
pub(super) struct Desk<'a> {
    pub(super) collection: CollectionNumber,
    pub(super) catalogue: &'a Catalogue,
    pub(super) blobs: &'a dyn Staging,
    /// What the user says of the columns of tables.
    pub(super) columns: String,
    /// Programs that may help to read.
    pub(super) tools: &'a formats::Tools,
}

/// Reads a unit, unless it is known, and keeps its bytes. `kept` is the blob
/// of the table that the unit is a part of.
pub(super) fn prepare(unit: Unit, kept: Option<Hash>, desk: &Desk<'_>) -> Result<Prepared, Error> {
    let blob = kept.unwrap_or_else(|| Hash::of(&unit.bytes));
    let keep = || if kept.is_none() { desk.blobs.put(blob, &unit.bytes) } else { Ok(()) };
    let first = unit.part.as_ref().filter(|_| kept.is_some()).map_or(0, |part| part.offset);
    let (name, reader) = match &unit.part {
        // The parts of a table are known one by one.
        Some(part) => (format!("{}@{}", unit.name, part.offset), format!("{READER} {}", desk.columns)),
        None if desk.tools.matter_to(&unit.bytes) => (unit.name.clone(), format!("{READER}{WITH_OCR}")),
        None => (unit.name.clone(), READER.to_owned()),
    };
    let rows = |content, problems, is_final| ReadUnit {
        file: unit.file.clone(),
        name: name.clone(),
        blob,
        place: first..first + unit.bytes.len() as u64,
        reader: reader.trim_end().to_owned(),
        content,
        problems,
        is_final,
    };
    let known = |reader: &str| desk.catalogue.known_unit(desk.collection, blob, &name, reader);
    let known = match known(reader.trim_end())? {
        // What was read with more help is not read again with less.
        None if reader == READER => known(&format!("{READER}{WITH_OCR}"))?,
        found => found,
    };
    if let Some(records) = known {
        // Restores a blob that was lost or cut short.
        keep()?;
        let problems = unit.part.as_ref().map(|part| part.problems(&unit.file)).unwrap_or_default();
        return Ok(Prepared { rows: rows(UnitContent::Known(records), problems, true), entries: Vec::new() });
    }
    // Reading does not panic; should it do so after all, one file is lost to
    // the import and not the import.
    let reading = catch_unwind(AssertUnwindSafe(|| formats::read_with(&unit, desk.tools)));
    let Ok(reading) = reading else {
        let problem = Problem::new(&unit.file, "the reader failed on this file; please report it");
        return Ok(Prepared { rows: rows(UnitContent::Read(Vec::new()), vec![problem], false), entries: Vec::new() });
    };
    let mut problems = reading.problems;
    if reading.records.is_empty() && problems.is_empty() {
        problems.push(Problem::new(&unit.file, "no telegram or document found"));
    }
    // Which rows of a table are broken is seen whenever it is cut.
    let is_final = !reading.records.is_empty()
        && match &unit.part {
            Some(part) => part.problems(&unit.file).len() == problems.len(),
            None => problems.is_empty(),
        };
    if !reading.records.is_empty() {
        keep()?;
    }
    let mut witnesses = Vec::with_capacity(reading.records.len());
    let mut entries = Vec::with_capacity(reading.records.len());
    for record in reading.records {
        let (row, entry) = witness(record, &unit.bytes, (blob, first))?;
        witnesses.push(row);
        entries.push(Some(entry));
    }
    Ok(Prepared { rows: rows(UnitContent::Read(witnesses), problems, is_final), entries })
}

/// Makes the rows of a record. The unit begins at `first` of `blob`.
fn witness(record: Record, unit: &[u8], (blob, first): (Hash, u64)) -> Result<(ReadWitness, Entry), Error> {
    let end = record.bytes.end.min(unit.len());
    let bytes = record.bytes.start.min(end)..end;
    let content = match unit.get(bytes.clone()) {
        // A row that is all of its part is still not the table.
        Some(own) if own.len() < unit.len() || first > 0 => Hash::of(own),
        _ => blob,
    };
    let bytes = first + bytes.start as u64..first + bytes.end as u64;
    let facts = &record.telegram;
    let stated = facts.date.map(|date| date.year());
    let (post, year) = match facts.id.as_deref().and_then(series::of) {
        Some(series) => (Some(series.post), Some(series.year)),
        None => (facts.from.as_ref().and_then(|from| from.post.clone()), stated),
    };
    let length = record.text.len();
    let sketch = Sketch::of(facts).to_bytes();
    let mut reading = Reading { telegram: record.telegram, elements: record.elements, text: record.text };
    let encoded = reading.encode(Some(&Origin { bytes: unit, first, map: &record.map }))?;
    // What is encoded need not wait for the writer a second time.
    let entry = Entry::take(&mut reading.telegram, &reading.text, post, year);
    reading.telegram.diagnostics = Vec::new();
    Ok((ReadWitness { telegram: reading.telegram, reading: encoded, bytes, content, length, sketch }, entry))
}
