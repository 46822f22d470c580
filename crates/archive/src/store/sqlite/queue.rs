//! The queue of changes.

use rusqlite::{Connection, OptionalExtension, params};

use super::values::number;
use crate::Error;
use crate::numbers::{Sequence, TelegramNumber};

pub(super) fn after(
    connection: &Connection,
    after: Sequence,
    limit: usize,
) -> Result<Vec<(Sequence, TelegramNumber)>, Error> {
    let mut statement = connection
        .prepare_cached("SELECT sequence, telegram FROM index_queue WHERE sequence > ?1 ORDER BY sequence LIMIT ?2")?;
    let rows = statement.query_map(params![after, number(limit as u64)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// SQLite keeps it when rows go.
pub(super) fn last(connection: &Connection) -> Result<Sequence, Error> {
    let found = connection
        .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = 'index_queue'")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(found.unwrap_or_default())
}

pub(super) fn add(connection: &Connection, telegram: TelegramNumber) -> Result<Sequence, Error> {
    connection.prepare_cached("INSERT INTO index_queue (telegram) VALUES (?1)")?.execute([telegram])?;
    Ok(Sequence(connection.last_insert_rowid()))
}

pub(super) fn trim(connection: &Connection, sequence: Sequence) -> Result<(), Error> {
    connection.prepare_cached("DELETE FROM index_queue WHERE sequence <= ?1")?.execute([sequence])?;
    Ok(())
}
