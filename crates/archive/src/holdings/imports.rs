//! Imports and their reports.

use formats::Problem;
use jiff::Timestamp;

use super::{Catalogue, ImportKey};
use crate::blobs::Hash;
use crate::error::Stored;
use crate::numbers::{CollectionNumber, ImportNumber};
use crate::store::{ImportRow, Part, Rows, Transaction};
use crate::{Error, ImportOptions, ImportReport, ImportState, ImportSummary, ProblemList, Progress};

/// So many problems are read at a time.
const AT_A_TIME: u64 = 1_000;

impl Catalogue {
    /// Registers an import; gives the collection the label and licence of the
    /// options where they state any.
    pub(crate) fn begin_import(&self, options: &ImportOptions) -> Result<ImportKey, Error> {
        self.change(|tx| {
            let (label, licence) = (options.label.as_deref(), options.licence.as_deref());
            let collection = tx.put_collection(&options.collection, label, licence)?;
            let number = tx.add_import(&ImportRow {
                number: ImportNumber::default(),
                collection,
                started: options.now,
                finished: None,
                state: ImportState::Running,
                read: 0,
                new: 0,
                known: 0,
                changed: 0,
                failed: 0,
                units: 0,
                units_total: None,
                bytes: 0,
                bytes_total: None,
            })?;
            Ok(ImportKey { number, collection, now: options.now })
        })
    }

    /// Notes how far an import is.
    pub(crate) fn note_progress(&self, import: &ImportKey, progress: &Progress) -> Result<(), Error> {
        self.change(|tx| {
            let row = row(tx, import)?;
            let Progress { units, units_total, bytes, bytes_total, .. } = *progress;
            tx.put_import(&ImportRow { units, units_total, bytes, bytes_total, ..row })
        })
    }

    /// Notes how an import ended.
    pub(crate) fn end_import(&self, import: &ImportKey, finished: Timestamp, state: ImportState) -> Result<(), Error> {
        self.change(|tx| {
            let row = row(tx, import)?;
            tx.put_import(&ImportRow { finished: Some(finished), state, ..row })
        })
    }

    /// How many records the file held when it was read for good, by this
    /// reader, into this collection, under this name.
    pub(crate) fn known_unit(
        &self,
        collection: CollectionNumber,
        blob: Hash,
        name: &str,
        reader: &str,
    ) -> Result<Option<u64>, Error> {
        self.read(|rows| rows.unit(collection, blob, name, reader))
    }

    /// All imports, newest first.
    pub(crate) fn imports(&self) -> Result<Vec<ImportSummary>, Error> {
        self.read(|rows| summaries(rows, None))
    }

    /// One import.
    pub(crate) fn import_report(&self, number: ImportNumber) -> Result<Option<ImportReport>, Error> {
        self.read(|rows| {
            let Some(summary) = summaries(rows, Some(number))?.pop() else { return Ok(None) };
            let mut problems = ProblemList::default();
            let mut part = Part::first(AT_A_TIME);
            loop {
                let some = rows.problems(number, part)?;
                part.offset += AT_A_TIME;
                let is_last = (some.len() as u64) < AT_A_TIME;
                some.into_iter().for_each(|problem| problems.add(problem));
                if is_last {
                    return Ok(Some(ImportReport { summary, problems }));
                }
            }
        })
    }

    /// A part of what an import could not read or left aside, in the order found; `None` when there is no such import.
    pub(crate) fn import_problems(&self, number: ImportNumber, part: Part) -> Result<Option<Vec<Problem>>, Error> {
        self.read(|rows| {
            if rows.imports(Some(number))?.is_empty() {
                return Ok(None);
            }
            rows.problems(number, part).map(Some)
        })
    }
}

/// All imports or one, as they are told.
pub(super) fn summaries(rows: &dyn Rows, which: Option<ImportNumber>) -> Result<Vec<ImportSummary>, Error> {
    let collections = super::collections(rows)?;
    let summary = |row: ImportRow| ImportSummary {
        number: row.number,
        collection: collections.get(&row.collection).map(|collection| collection.name.clone()).unwrap_or_default(),
        started: row.started,
        finished: row.finished,
        state: row.state,
        read: row.read,
        new: row.new,
        known: row.known,
        changed: row.changed,
        failed: row.failed,
        units: row.units,
        units_total: row.units_total,
        bytes: row.bytes,
        bytes_total: row.bytes_total,
    };
    Ok(rows.imports(which)?.into_iter().map(summary).collect())
}

fn row(rows: &dyn Rows, import: &ImportKey) -> Result<ImportRow, Error> {
    rows.imports(Some(import.number))?.pop().ok_or_else(|| unknown(import))
}

/// The store has lost what it was given.
pub(super) fn unknown(import: &ImportKey) -> Error {
    let problem = format!("import {} into collection {} is not there", import.number, import.collection);
    Stored::new("an import")(problem).into()
}

/// What a batch adds to the counts of its import.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) read: u64,
    pub(super) new: u64,
    pub(super) known: u64,
    pub(super) changed: u64,
    pub(super) failed: u64,
}

impl Tally {
    pub(super) fn save(&self, tx: &dyn Transaction, import: &ImportKey) -> Result<(), Error> {
        let row = row(tx, import)?;
        tx.put_import(&ImportRow {
            read: row.read + self.read,
            new: row.new + self.new,
            known: row.known + self.known,
            changed: row.changed + self.changed,
            failed: row.failed + self.failed,
            ..row
        })
    }
}
