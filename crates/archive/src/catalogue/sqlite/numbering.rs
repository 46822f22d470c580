//! The numbers of copies: `/75SUVA617/v/2`.
//!
//! A copy gets the next number when it comes to a telegram and keeps it. One that leaves takes another number where it
//! goes; the one it had leads to it, and is its own again when it comes back.

use rusqlite::{OptionalExtension, Transaction, params};

use super::*;

/// The number for a copy that comes to a telegram for the first time.
pub(super) fn next(tx: &Transaction<'_>, telegram: TelegramNumber) -> Result<u32, Error> {
    Ok(tx
        .prepare_cached("UPDATE telegram SET copies = copies + 1 WHERE number = ?1 RETURNING copies")?
        .query_row([telegram], |row| row.get(0))?)
}

/// Makes a witness a copy of this telegram; it may be one already.
pub(super) fn move_to(tx: &Transaction<'_>, witness: WitnessNumber, telegram: TelegramNumber) -> Result<(), Error> {
    let before: TelegramNumber =
        tx.prepare_cached("SELECT telegram FROM witness WHERE number = ?1")?.query_row([witness], |row| row.get(0))?;
    if before == telegram {
        return Ok(());
    }
    tx.prepare_cached(
        "INSERT OR IGNORE INTO former_copy (address, copy, witness)
         SELECT t.address, w.copy, w.number FROM witness w JOIN telegram t ON t.number = w.telegram WHERE w.number = ?1",
    )?
    .execute([witness])?;
    let had: Option<u32> = tx
        .prepare_cached(
            "SELECT f.copy FROM former_copy f JOIN telegram t ON t.address = f.address
             WHERE f.witness = ?1 AND t.number = ?2",
        )?
        .query_row(params![witness, telegram], |row| row.get(0))
        .optional()?;
    let copy = match had {
        Some(copy) => copy,
        None => next(tx, telegram)?,
    };
    tx.prepare_cached("UPDATE witness SET telegram = ?2, copy = ?3 WHERE number = ?1")?
        .execute(params![witness, telegram, copy])?;
    Ok(())
}

/// Makes all copies of a telegram copies of another.
pub(super) fn move_all(tx: &Transaction<'_>, from: TelegramNumber, to: TelegramNumber) -> Result<(), Error> {
    let witnesses = tx
        .prepare_cached("SELECT number FROM witness WHERE telegram = ?1 ORDER BY number")?
        .query_map([from], |row| row.get(0))?
        .collect::<Result<Vec<WitnessNumber>, _>>()?;
    witnesses.into_iter().try_for_each(|witness| move_to(tx, witness, to))
}

impl SqliteCatalogue {
    pub(super) fn numbered_copy(&self, address: &str, copy: u32) -> Result<Option<WitnessNumber>, Error> {
        self.read(|tx| {
            Ok(tx
                .prepare_cached(
                    "SELECT w.number FROM telegram t JOIN witness w ON w.telegram = t.number
                     WHERE t.address = ?1 AND w.copy = ?2
                     UNION ALL SELECT witness FROM former_copy WHERE address = ?1 AND copy = ?2 LIMIT 1",
                )?
                .query_row(params![address, copy], |row| row.get(0))
                .optional()?)
        })
    }
}
