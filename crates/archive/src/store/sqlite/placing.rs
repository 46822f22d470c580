//! What was decided about witnesses, and the numbers of copies that have left.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::values::Written;
use crate::Error;
use crate::numbers::CollectionNumber;
use crate::store::{DecisionRow, FormerCopies, FormerCopyRow};

pub(super) fn decision(
    connection: &Connection,
    collection: CollectionNumber,
    key: &str,
) -> Result<Option<DecisionRow>, Error> {
    let found = connection
        .prepare_cached("SELECT telegram, reason, decided FROM witness_decision WHERE collection = ?1 AND key = ?2")?
        .query_row(params![collection, key], |row| {
            let Written(decided) = row.get(2)?;
            Ok(DecisionRow { joined_to: row.get(0)?, reason: row.get(1)?, decided })
        })
        .optional()?;
    Ok(found)
}

pub(super) fn put_decision(
    connection: &Connection,
    collection: CollectionNumber,
    key: &str,
    decision: Option<&DecisionRow>,
) -> Result<(), Error> {
    match decision {
        Some(row) => connection
            .prepare_cached(
                "INSERT INTO witness_decision (collection, key, telegram, reason, decided) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT DO UPDATE SET telegram = ?3, reason = ?4, decided = ?5",
            )?
            .execute(params![collection, key, row.joined_to, row.reason, row.decided.to_string()])?,
        None => connection
            .prepare_cached("DELETE FROM witness_decision WHERE collection = ?1 AND key = ?2")?
            .execute(params![collection, key])?,
    };
    Ok(())
}

pub(super) fn former_copies(connection: &Connection, which: FormerCopies<'_>) -> Result<Vec<FormerCopyRow>, Error> {
    let read = |row: &Row<'_>| Ok(FormerCopyRow { telegram: row.get(0)?, copy: row.get(1)?, witness: row.get(2)? });
    let select = |condition: &str| format!("SELECT address, copy, witness FROM former_copy WHERE {condition}");
    let rows = match which {
        FormerCopies::Of(telegram) => connection
            .prepare_cached(&select("address = ?1 ORDER BY copy DESC"))?
            .query_map([telegram], read)?
            .collect::<Result<_, _>>()?,
        FormerCopies::Numbered(telegram, copy) => connection
            .prepare_cached(&select("address = ?1 AND copy = ?2"))?
            .query_map(params![telegram, copy], read)?
            .collect::<Result<_, _>>()?,
        FormerCopies::Had(telegram, witness) => connection
            .prepare_cached(&select("witness = ?2 AND address = ?1 ORDER BY copy"))?
            .query_map(params![telegram, witness], read)?
            .collect::<Result<_, _>>()?,
    };
    Ok(rows)
}

pub(super) fn add_former_copy(connection: &Connection, row: &FormerCopyRow) -> Result<(), Error> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO former_copy (address, copy, witness) VALUES (?1, ?2, ?3)")?
        .execute(params![row.telegram, row.copy, row.witness])?;
    Ok(())
}
