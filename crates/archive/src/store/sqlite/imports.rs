//! Collections, imports, and what these read.

use formats::Problem;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::values::{Hex, Named, Written, count, number};
use super::witnesses::blob_number;
use crate::Error;
use crate::blobs::Hash;
use crate::numbers::{CollectionNumber, ImportNumber};
use crate::store::{CollectionRow, ImportRow, Part, UnitRow};

pub(super) fn collections(connection: &Connection) -> Result<Vec<CollectionRow>, Error> {
    let mut statement =
        connection.prepare_cached("SELECT number, name, label, licence FROM collection ORDER BY name")?;
    let rows = statement.query_map([], |row| {
        Ok(CollectionRow { number: row.get(0)?, name: row.get(1)?, label: row.get(2)?, licence: row.get(3)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn put_collection(
    connection: &Connection,
    name: &str,
    label: Option<&str>,
    licence: Option<&str>,
) -> Result<CollectionNumber, Error> {
    Ok(connection
        .prepare_cached(
            "INSERT INTO collection (name, label, licence) VALUES (?1, ?2, ?3)
             ON CONFLICT (name) DO UPDATE SET label = coalesce(?2, label), licence = coalesce(?3, licence)
             RETURNING number",
        )?
        .query_row(params![name, label, licence], |row| row.get(0))?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<ImportRow> {
    let Written(started) = row.get(2)?;
    let finished: Option<Written<_>> = row.get(3)?;
    let Named(state) = row.get(4)?;
    let counted = |column| row.get(column).map(count);
    let stated = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(column)?.map(count));
    Ok(ImportRow {
        number: row.get(0)?,
        collection: row.get(1)?,
        started,
        finished: finished.map(|Written(finished)| finished),
        state,
        read: counted(5)?,
        new: counted(6)?,
        known: counted(7)?,
        changed: counted(8)?,
        failed: counted(9)?,
        units: counted(10)?,
        units_total: stated(11)?,
        bytes: counted(12)?,
        bytes_total: stated(13)?,
    })
}

pub(super) fn find(connection: &Connection, which: Option<ImportNumber>) -> Result<Vec<ImportRow>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT number, collection, started, finished, state, read, new, known, changed, failed, units, units_total, bytes,
           bytes_total FROM import WHERE ?1 IS NULL OR number = ?1 ORDER BY number DESC",
    )?;
    let rows = statement.query_map([which], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn add(connection: &Connection, row: &ImportRow) -> Result<ImportNumber, Error> {
    connection
        .prepare_cached("INSERT INTO import (collection, started, state) VALUES (?1, ?2, ?3)")?
        .execute(params![row.collection, row.started.to_string(), row.state.key()])?;
    let import = ImportNumber(connection.last_insert_rowid());
    put(connection, &ImportRow { number: import, ..row.clone() })?;
    Ok(import)
}

pub(super) fn put(connection: &Connection, row: &ImportRow) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE import SET finished = ?2, state = ?3, read = ?4, new = ?5, known = ?6, changed = ?7, failed = ?8,
               units = ?9, units_total = ?10, bytes = ?11, bytes_total = ?12 WHERE number = ?1",
        )?
        .execute(params![
            row.number,
            row.finished.map(|finished| finished.to_string()),
            row.state.key(),
            number(row.read),
            number(row.new),
            number(row.known),
            number(row.changed),
            number(row.failed),
            number(row.units),
            row.units_total.map(number),
            number(row.bytes),
            row.bytes_total.map(number),
        ])?;
    Ok(())
}

pub(super) fn problems(connection: &Connection, import: ImportNumber, part: Part) -> Result<Vec<Problem>, Error> {
    // Their ordinals count from 1 without gaps, so a part is found at once.
    let mut statement = connection.prepare_cached(
        "SELECT file, position, reason, aside FROM import_problem WHERE import = ?1 AND ordinal > ?2 ORDER BY ordinal LIMIT ?3",
    )?;
    let rows = statement.query_map(params![import, number(part.offset), number(part.limit)], |row| {
        Ok(Problem { file: row.get(0)?, position: row.get(1)?, reason: row.get(2)?, aside: row.get(3)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn add_problems(connection: &Connection, import: ImportNumber, problems: &[Problem]) -> Result<(), Error> {
    let first: i64 = connection
        .prepare_cached("SELECT coalesce(max(ordinal), 0) + 1 FROM import_problem WHERE import = ?1")?
        .query_row([import], |row| row.get(0))?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO import_problem (import, ordinal, file, position, reason, aside) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (ordinal, problem) in (first..).zip(problems) {
        insert.execute(params![import, ordinal, problem.file, problem.position, problem.reason, problem.aside])?;
    }
    Ok(())
}

pub(super) fn unit(
    connection: &Connection,
    collection: CollectionNumber,
    blob: Hash,
    name: &str,
    reader: &str,
) -> Result<Option<u64>, Error> {
    let found = connection
        .prepare_cached(
            "SELECT records FROM unit WHERE collection = ?1 AND blob = (SELECT number FROM blob WHERE hash = ?2)
               AND name = ?3 AND reader = ?4",
        )?
        .query_row(params![collection, Hex(blob.to_string()), name, reader], |row| row.get(0))
        .optional()?;
    Ok(found.map(count))
}

pub(super) fn put_unit(connection: &Connection, row: &UnitRow<'_>) -> Result<(), Error> {
    let blob = blob_number(connection, &row.blob.to_string())?;
    connection
        .prepare_cached(
            "INSERT INTO unit (collection, blob, name, reader, records) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET reader = ?4, records = ?5",
        )?
        .execute(params![row.collection, blob, row.name, row.reader, number(row.records)])?;
    Ok(())
}
