//! What the search index still has to learn.

use rusqlite::types::FromSql;
use rusqlite::{OptionalExtension, ToSql, Transaction, params};

use super::*;

/// The revision of what is indexed without its text, because its original is lost.
const WITHOUT_TEXT: Sequence = Sequence(-1);

impl SqliteCatalogue {
    pub(super) fn queue_after(&self, after: Sequence, limit: usize) -> Result<Vec<(Sequence, TelegramNumber)>, Error> {
        self.read(|tx| {
            pairs(
                tx,
                "SELECT sequence, telegram FROM index_queue WHERE sequence > ?1 ORDER BY sequence LIMIT ?2",
                after,
                limit,
            )
        })
    }

    pub(super) fn highest_sequence(&self) -> Result<Sequence, Error> {
        self.read(last_sequence)
    }

    pub(super) fn trim(&self, sequence: Sequence) -> Result<(), Error> {
        self.change(|tx| {
            tx.execute("DELETE FROM index_queue WHERE sequence <= ?1", [sequence])?;
            Ok(())
        })
    }

    pub(super) fn source(&self, telegram: TelegramNumber) -> Result<Option<IndexSource>, Error> {
        self.read(|tx| {
            let row = tx
                .prepare_cached(
                    "SELECT t.revision, t.post, t.year, w.reading, w.blob FROM telegram t JOIN witness w ON w.number = t.shown
                     WHERE t.number = ?1",
                )?
                .query_row([telegram], |row| {
                    Ok((row.get::<_, Sequence>(0)?, row.get(1)?, row.get(2)?, what_is_there(row, 3, &*self.blobs)?))
                })
                .optional()?;
            let Some((revision, post, year, reading)) = row else { return Ok(None) };
            let (Reading { telegram: facts, text, .. }, is_whole) = reading?;
            // Verification finds that the index has an earlier state, and keeps finding it until the index is built from the
            // text again.
            let revision = if is_whole { revision } else { WITHOUT_TEXT };
            let collections = tx
                .prepare_cached(
                    "SELECT DISTINCT c.name FROM witness w JOIN collection c ON c.number = w.collection
                     WHERE w.telegram = ?1 AND w.superseded = 0 ORDER BY c.name",
                )?
                .query_map([telegram], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            Ok(Some(IndexSource { revision, post, year, collections, telegram: facts, text }))
        })
    }

    pub(super) fn revisions_after(
        &self,
        after: TelegramNumber,
        limit: usize,
    ) -> Result<Vec<(TelegramNumber, Sequence)>, Error> {
        self.read(|tx| {
            pairs(tx, "SELECT number, revision FROM telegram WHERE number > ?1 ORDER BY number LIMIT ?2", after, limit)
        })
    }
}

fn pairs<A: ToSql, B: FromSql, C: FromSql>(
    tx: &Transaction<'_>,
    sql: &str,
    after: A,
    limit: usize,
) -> Result<Vec<(B, C)>, Error> {
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map(params![after, number(limit as u64)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The highest sequence the queue ever had; SQLite keeps it when rows go.
pub(super) fn last_sequence(tx: &Transaction<'_>) -> Result<Sequence, Error> {
    let found = tx
        .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = 'index_queue'")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(found.unwrap_or_default())
}
