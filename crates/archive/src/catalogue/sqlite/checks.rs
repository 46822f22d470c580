//! What verification and raw downloads read.

use rusqlite::{OptionalExtension, params};

use super::*;
use crate::address;
use crate::error::Stored;

impl SqliteCatalogue {
    pub(super) fn bytes_of(&self, witness: WitnessNumber) -> Result<Option<(Hash, Range<u64>)>, Error> {
        self.read(|tx| {
            let row = tx
                .prepare_cached("SELECT blob, first_byte, end_byte FROM witness WHERE number = ?1")?
                .query_row([witness], |row| Ok((row.get::<_, String>(0)?, count(row.get(1)?), count(row.get(2)?))))
                .optional()?;
            let Some((hex, first, end)) = row else { return Ok(None) };
            match Hash::parse(&hex) {
                Some(hash) => Ok(Some((hash, first..end))),
                None => Err(Stored::new("the hash of a blob")(hex).into()),
            }
        })
    }

    pub(super) fn witnesses_after(&self, after: WitnessNumber, limit: usize) -> Result<Vec<WitnessCheck>, Error> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(
                "SELECT w.number, c.name, w.key, w.blob, w.first_byte, w.end_byte, w.content
                 FROM witness w JOIN collection c ON c.number = w.collection
                 WHERE w.number > ?1 ORDER BY w.number LIMIT ?2",
            )?;
            let rows = statement.query_map(params![after, number(limit as u64)], |row| {
                Ok(WitnessCheck {
                    number: row.get(0)?,
                    address: address::witness(&row.get::<_, String>(1)?, &row.get::<_, String>(2)?),
                    blob: row.get(3)?,
                    bytes: count(row.get(4)?)..count(row.get(5)?),
                    content: row.get(6)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    pub(super) fn all_blobs(&self) -> Result<Vec<String>, Error> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached("SELECT DISTINCT blob FROM witness ORDER BY blob")?;
            let rows = statement.query_map([], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    pub(super) fn names_blob(&self, blob: Hash) -> Result<bool, Error> {
        self.read(|tx| {
            // Units are found by collection first; of these there are few.
            Ok(tx
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM witness WHERE blob = ?1)
                       OR EXISTS (SELECT 1 FROM collection c JOIN unit u ON u.collection = c.number AND u.blob = ?1
                                  WHERE u.records > 0)",
                )?
                .query_row([blob.to_string()], |row| row.get(0))?)
        })
    }

    pub(super) fn engine_check(&self) -> Result<Vec<String>, Error> {
        self.read(|tx| {
            let mut found = Vec::new();
            let mut statement = tx.prepare("PRAGMA integrity_check")?;
            for line in statement.query_map([], |row| row.get::<_, String>(0))? {
                let line = line?;
                if line != "ok" {
                    found.push(line);
                }
            }
            let mut statement = tx.prepare("PRAGMA foreign_key_check")?;
            for row in statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?)))? {
                let (table, row) = row?;
                found.push(format!("row {} of table {table} names something that is not there", row.unwrap_or(0)));
            }
            let mut statement = tx.prepare(
                "SELECT t.address FROM telegram t LEFT JOIN witness w ON w.number = t.shown AND w.telegram = t.number
                 WHERE w.number IS NULL",
            )?;
            for address in statement.query_map([], |row| row.get::<_, String>(0))? {
                found.push(format!("{} shows a witness that it does not have", address?));
            }
            Ok(found)
        })
    }
}
