//! From a unit to rows: what the parsing threads do.

use std::panic::{AssertUnwindSafe, catch_unwind};

use formats::{Problem, Record, Unit};

use crate::Error;
use crate::blobs::{Blobs, Hash};
use crate::catalogue::{Catalogue, UnitContent, UnitRows, WitnessRow};
use crate::reading::Reading;
use crate::search::Entry;
use crate::series;
use crate::witnesses::Sketch;

/// A unit ready to be written, with what the index keeps of each record.
pub(super) struct Prepared {
    pub(super) rows: UnitRows,
    pub(super) entries: Vec<Option<Entry>>,
}

/// Reads a unit, unless it is known, and keeps its bytes.
pub(super) fn prepare(
    unit: Unit,
    collection: i64,
    catalogue: &dyn Catalogue,
    blobs: &dyn Blobs,
    tools: &formats::Tools,
) -> Result<Prepared, Error> {
    let blob = Hash::of(&unit.bytes);
    let rows =
        |content, problems| UnitRows { file: unit.file.clone(), name: unit.name.clone(), blob, content, problems };
    if let Some(records) = catalogue.known_unit(collection, blob, &unit.name)? {
        // Restores a blob that was lost or cut short.
        blobs.put(blob, &unit.bytes)?;
        return Ok(Prepared { rows: rows(UnitContent::Known(records), Vec::new()), entries: Vec::new() });
    }
    // Reading does not panic; should it do so after all, one file is lost to
    // the import and not the import.
    let reading = catch_unwind(AssertUnwindSafe(|| formats::read_with(&unit, tools)));
    let Ok(reading) = reading else {
        let problem = Problem::new(&unit.file, "the reader failed on this file; please report it");
        return Ok(Prepared { rows: rows(UnitContent::Read(Vec::new()), vec![problem]), entries: Vec::new() });
    };
    let mut problems = reading.problems;
    if reading.records.is_empty() && problems.is_empty() {
        problems.push(Problem::new(&unit.file, "no telegram or document found"));
    }
    if !reading.records.is_empty() {
        blobs.put(blob, &unit.bytes)?;
    }
    let mut witnesses = Vec::with_capacity(reading.records.len());
    let mut entries = Vec::with_capacity(reading.records.len());
    for record in reading.records {
        let (row, entry) = witness(record, &unit.bytes, blob)?;
        witnesses.push(row);
        entries.push(Some(entry));
    }
    Ok(Prepared { rows: rows(UnitContent::Read(witnesses), problems), entries })
}

fn witness(record: Record, unit: &[u8], blob: Hash) -> Result<(WitnessRow, Entry), Error> {
    let end = record.bytes.end.min(unit.len());
    let bytes = record.bytes.start.min(end)..end;
    let content = match unit.get(bytes.clone()) {
        Some(own) if own.len() < unit.len() => Hash::of(own),
        _ => blob,
    };
    let facts = &record.telegram;
    let stated = facts.date.map(|date| date.year());
    let (post, year) = match facts.id.as_deref().and_then(series::of) {
        Some(series) => (Some(series.post), Some(series.year)),
        None => (facts.from.as_ref().and_then(|from| from.post.clone()), stated),
    };
    let length = record.text.len();
    let sketch = Sketch::of(facts).to_bytes();
    let mut reading = Reading { telegram: record.telegram, elements: record.elements, text: record.text };
    let encoded = reading.encode()?;
    // What is encoded need not wait for the writer a second time.
    let entry = Entry::take(&mut reading.telegram, &reading.text, post, year);
    reading.telegram.diagnostics = Vec::new();
    Ok((WitnessRow { telegram: reading.telegram, reading: encoded, bytes, content, length, sketch }, entry))
}
