//! Imports and their reports.

use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::*;

impl SqliteCatalogue {
    pub(super) fn begin(&self, options: &ImportOptions) -> Result<ImportKey, Error> {
        self.change(|tx| {
            let collection = tx.query_row(
                "INSERT INTO collection (name, label, licence) VALUES (?1, ?2, ?3)
                 ON CONFLICT (name) DO UPDATE SET label = coalesce(?2, label), licence = coalesce(?3, licence)
                 RETURNING number",
                params![options.collection, options.label, options.licence],
                |row| row.get(0),
            )?;
            let number = tx.query_row(
                "INSERT INTO import (collection, started, state) VALUES (?1, ?2, ?3) RETURNING number",
                params![collection, options.now.to_string(), ImportState::Running.key()],
                |row| row.get(0),
            )?;
            Ok(ImportKey { number, collection, now: options.now })
        })
    }

    pub(super) fn end(&self, import: &ImportKey, finished: Timestamp, state: ImportState) -> Result<(), Error> {
        self.change(|tx| {
            tx.execute(
                "UPDATE import SET finished = ?2, state = ?3 WHERE number = ?1",
                params![import.number, finished.to_string(), state.key()],
            )?;
            Ok(())
        })
    }

    pub(super) fn progress(&self, import: &ImportKey, progress: &Progress) -> Result<(), Error> {
        self.change(|tx| {
            tx.prepare_cached(
                "UPDATE import SET units = ?2, bytes = ?3, units_total = ?4, bytes_total = ?5 WHERE number = ?1",
            )?
            .execute(params![
                import.number,
                number(progress.units),
                number(progress.bytes),
                progress.units_total.map(number),
                progress.bytes_total.map(number),
            ])?;
            Ok(())
        })
    }

    pub(super) fn all_imports(&self) -> Result<Vec<ImportSummary>, Error> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(&format!("{IMPORT} ORDER BY i.number DESC"))?;
            let rows = statement.query_map([], import_summary)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    pub(super) fn one_import(&self, number: ImportNumber) -> Result<Option<ImportReport>, Error> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(&format!("{IMPORT} WHERE i.number = ?1"))?;
            let Some(summary) = statement.query_row([number], import_summary).optional()? else { return Ok(None) };
            let mut statement = tx.prepare_cached(
                "SELECT file, position, reason, aside FROM import_problem WHERE import = ?1 ORDER BY ordinal",
            )?;
            let (left_aside, problems) = statement
                .query_map([number], |row| {
                    Ok(Problem { file: row.get(0)?, position: row.get(1)?, reason: row.get(2)?, aside: row.get(3)? })
                })?
                .collect::<Result<Vec<_>, _>>()?
                .into_iter()
                .partition(|problem: &Problem| problem.aside);
            Ok(Some(ImportReport { summary, problems, left_aside }))
        })
    }
}

pub(super) const IMPORT: &str =
    "SELECT i.number, c.name, i.started, i.finished, i.state, i.read, i.new, i.known, i.changed, i.failed,
       i.units, i.units_total, i.bytes, i.bytes_total
     FROM import i JOIN collection c ON c.number = i.collection";

pub(super) fn import_summary(row: &Row<'_>) -> rusqlite::Result<ImportSummary> {
    let time = |text: Option<String>| text.and_then(|text| text.parse().ok());
    Ok(ImportSummary {
        number: row.get(0)?,
        collection: row.get(1)?,
        started: time(row.get(2)?).unwrap_or(Timestamp::UNIX_EPOCH),
        finished: time(row.get(3)?),
        state: ImportState::from_key(&row.get::<_, String>(4)?),
        read: count(row.get(5)?),
        new: count(row.get(6)?),
        known: count(row.get(7)?),
        changed: count(row.get(8)?),
        failed: count(row.get(9)?),
        units: count(row.get(10)?),
        units_total: row.get::<_, Option<i64>>(11)?.map(count),
        bytes: count(row.get(12)?),
        bytes_total: row.get::<_, Option<i64>>(13)?.map(count),
    })
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
    pub(super) fn save(&self, tx: &Transaction<'_>, import: ImportNumber) -> Result<(), Error> {
        tx.prepare_cached(
            "UPDATE import SET read = read + ?2, new = new + ?3, known = known + ?4, changed = changed + ?5,
             failed = failed + ?6 WHERE number = ?1",
        )?
        .execute(params![
            import,
            number(self.read),
            number(self.new),
            number(self.known),
            number(self.changed),
            number(self.failed)
        ])?;
        Ok(())
    }
}

/// Keeps problems with their import, after those already kept.
pub(super) fn save_problems(tx: &Transaction<'_>, import: ImportNumber, problems: &[Problem]) -> Result<(), Error> {
    if problems.is_empty() {
        return Ok(());
    }
    let first: i64 = tx
        .prepare_cached("SELECT coalesce(max(ordinal), 0) + 1 FROM import_problem WHERE import = ?1")?
        .query_row([import], |row| row.get(0))?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO import_problem (import, ordinal, file, position, reason, aside) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (ordinal, problem) in (first..).zip(problems) {
        insert.execute(params![import, ordinal, problem.file, problem.position, problem.reason, problem.aside])?;
    }
    Ok(())
}
