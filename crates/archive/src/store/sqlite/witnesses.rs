//! Witnesses and what was read from them.

use std::ops::Range;

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};

use super::values::{Hex, Named, Written, count, number, range};
use crate::Error;
use crate::blobs::Hash;
use crate::numbers::{CollectionNumber, ImportNumber, WitnessNumber};
use crate::store::{KeptReading, Part, WitnessRow, Witnesses};

const SELECT: &str = "SELECT w.number, w.telegram, w.collection, w.base_key, w.key, w.ordinal, w.version, w.superseded,
     w.copy, w.rank, b.hash, w.first_byte, w.end_byte, w.content, w.carrier, w.file, w.text_state, w.length, w.released,
     w.reader, ifnull(w.imported, (SELECT i.started FROM import i WHERE i.number = w.import)), w.import, w.seen
     FROM witness w JOIN blob b ON b.number = w.blob";

fn read(row: &Row<'_>) -> rusqlite::Result<WitnessRow> {
    let Named(text_state) = row.get(16)?;
    let released: Option<Written<_>> = row.get(18)?;
    let Written(imported) = row.get(20)?;
    let (Hex(blob), Hex(content)) = (row.get(10)?, row.get(13)?);
    Ok(WitnessRow {
        number: row.get(0)?,
        telegram: row.get(1)?,
        collection: row.get(2)?,
        base_key: row.get(3)?,
        key: row.get(4)?,
        ordinal: row.get(5)?,
        version: row.get(6)?,
        superseded: row.get(7)?,
        copy: row.get(8)?,
        rank: row.get(9)?,
        blob,
        bytes: range(row.get(11)?, row.get(12)?),
        content,
        carrier: row.get(14)?,
        file: row.get(15)?,
        text_state,
        length: count(row.get(17)?),
        released: released.map(|Written(date)| date),
        reader: row.get(19)?,
        imported,
        import: row.get(21)?,
        seen: row.get(22)?,
    })
}

/// A hash in hex as it is bound.
fn hashed(hex: &str) -> ToSqlOutput<'static> {
    match Hash::parse(hex) {
        Some(hash) => hash.to_bytes().to_vec().into(),
        None => hex.as_bytes().to_vec().into(),
    }
}

/// Which rows in which order, as SQL with what is bound to it.
fn condition<'a>(which: &'a Witnesses<'_>) -> rusqlite::Result<(&'static str, Vec<ToSqlOutput<'a>>)> {
    Ok(match which {
        Witnesses::Numbered(witness) => ("w.number = ?1", vec![witness.to_sql()?]),
        Witnesses::After(after) => ("w.number > ?1 ORDER BY w.number", vec![after.to_sql()?]),
        Witnesses::Of(telegram) => ("w.telegram = ?1 ORDER BY w.rank, w.number", vec![telegram.to_sql()?]),
        Witnesses::Copy(telegram, copy) => {
            ("w.telegram = ?1 AND w.copy = ?2", vec![telegram.to_sql()?, copy.to_sql()?])
        }
        Witnesses::Keyed(collection, key) => (
            "w.key = ?2 AND w.collection = ?1 ORDER BY w.superseded, w.version DESC",
            vec![collection.to_sql()?, key.to_sql()?],
        ),
        Witnesses::WithKey(key) => ("w.key = ?1 ORDER BY w.number", vec![key.to_sql()?]),
        Witnesses::Under(collection, base_key) => (
            "w.collection = ?1 AND w.base_key = ?2 ORDER BY w.ordinal DESC, w.version DESC",
            vec![collection.to_sql()?, base_key.to_sql()?],
        ),
        // The signs keep SQLite from putting the value into the indexed expression too, which then would find nothing,
        // and from going through all of a key in the order of their ordinals.
        Witnesses::Same(collection, base_key, content) => (
            "w.collection = ?1 AND w.base_key = ?2 AND w.superseded = 0
               AND substr(w.content, 1, 8) = substr(?3, 1, 8) AND +w.content = ?3 ORDER BY +w.ordinal",
            vec![collection.to_sql()?, base_key.to_sql()?, hashed(content)],
        ),
        Witnesses::NotMet(collection, base_key, import) => (
            "w.collection = ?1 AND w.base_key = ?2 AND w.superseded = 0 AND w.seen < ?3 ORDER BY w.seen, w.number",
            vec![collection.to_sql()?, base_key.to_sql()?, import.to_sql()?],
        ),
        Witnesses::Brought(import) => ("w.import = ?1 ORDER BY w.number", vec![import.to_sql()?]),
    })
}

pub(super) fn find(connection: &Connection, which: Witnesses<'_>, part: Part) -> Result<Vec<WitnessRow>, Error> {
    let (condition, mut bound) = condition(&which)?;
    let place = bound.len() + 1;
    let mut statement =
        connection.prepare_cached(&format!("{SELECT} WHERE {condition} LIMIT ?{place} OFFSET ?{}", place + 1))?;
    bound.extend([number(part.limit).into(), number(part.offset).into()]);
    let rows = statement.query_map(rusqlite::params_from_iter(bound), read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn readings(connection: &Connection, witnesses: &[WitnessNumber]) -> Result<Vec<KeptReading>, Error> {
    let mut statement =
        connection.prepare_cached(
            "SELECT w.number, b.hash, w.reading, w.sketch FROM witness w JOIN blob b ON b.number = w.blob WHERE w.number = ?1",
        )?;
    let mut found = Vec::with_capacity(witnesses.len());
    for witness in witnesses {
        let reading = statement.query_row([witness], |row| {
            let sketch: Option<Vec<u8>> = row.get(3)?;
            let Hex(blob) = row.get(1)?;
            Ok(KeptReading { witness: row.get(0)?, blob, reading: row.get(2)?, sketch: sketch.unwrap_or_default() })
        });
        found.extend(reading.optional()?);
    }
    Ok(found)
}

pub(super) fn blobs(connection: &Connection) -> Result<Vec<String>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT hash FROM blob b WHERE EXISTS (SELECT 1 FROM witness w WHERE w.blob = b.number) ORDER BY hash",
    )?;
    let rows = statement.query_map([], |row| row.get(0).map(|Hex(blob)| blob))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn names_blob(connection: &Connection, blob: Hash) -> Result<bool, Error> {
    // Units are found by collection first; of these there are few.
    Ok(connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM blob b WHERE b.hash = ?1
               AND (EXISTS (SELECT 1 FROM witness w WHERE w.blob = b.number)
                 OR EXISTS (SELECT 1 FROM collection c JOIN unit u ON u.collection = c.number AND u.blob = b.number
                            WHERE u.records > 0)))",
        )?
        .query_row([hashed(&blob.to_string())], |row| row.get(0))?)
}

/// The number of a blob; it gets one where it has none.
pub(super) fn blob_number(connection: &Connection, hex: &str) -> Result<i64, Error> {
    let find = |connection: &Connection| {
        connection
            .prepare_cached("SELECT number FROM blob WHERE hash = ?1")?
            .query_row([hashed(hex)], |row| row.get(0))
            .optional()
    };
    if let Some(number) = find(connection)? {
        return Ok(number);
    }
    connection.prepare_cached("INSERT INTO blob (hash) VALUES (?1)")?.execute([hashed(hex)])?;
    Ok(connection.last_insert_rowid())
}

pub(super) fn add(
    connection: &Connection,
    row: &WitnessRow,
    reading: &[u8],
    sketch: &[u8],
) -> Result<WitnessNumber, Error> {
    let blob = blob_number(connection, &row.blob)?;
    connection
        .prepare_cached(
            "INSERT INTO witness (telegram, collection, base_key, key, ordinal, version, superseded, copy, rank, blob,
               first_byte, end_byte, content, carrier, file, text_state, length, released, reader, imported, import, seen,
               reading, sketch)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
               nullif(?20, (SELECT started FROM import WHERE number = ?21)), ?21, ?22, ?23, ?24)",
        )?
        .execute(params![
            row.telegram,
            row.collection,
            row.base_key,
            row.key,
            row.ordinal,
            row.version,
            row.superseded,
            row.copy,
            row.rank,
            blob,
            number(row.bytes.start),
            number(row.bytes.end),
            Hex(&row.content),
            row.carrier,
            row.file,
            row.text_state.key(),
            number(row.length),
            row.released.map(|date| date.to_string()),
            row.reader,
            row.imported.to_string(),
            row.import,
            row.seen,
            reading,
            sketch,
        ])?;
    Ok(WitnessNumber(connection.last_insert_rowid()))
}

pub(super) fn put(connection: &Connection, row: &WitnessRow) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE witness SET telegram = ?2, superseded = ?3, copy = ?4, rank = ?5, carrier = ?6, text_state = ?7,
               length = ?8, released = ?9, reader = ?10, seen = ?11 WHERE number = ?1",
        )?
        .execute(params![
            row.number,
            row.telegram,
            row.superseded,
            row.copy,
            row.rank,
            row.carrier,
            row.text_state.key(),
            number(row.length),
            row.released.map(|date| date.to_string()),
            row.reader,
            row.seen,
        ])?;
    Ok(())
}

pub(super) fn put_reading(
    connection: &Connection,
    witness: WitnessNumber,
    reading: &[u8],
    sketch: &[u8],
) -> Result<(), Error> {
    connection
        .prepare_cached("UPDATE witness SET reading = ?2, sketch = ?3 WHERE number = ?1")?
        .execute(params![witness, reading, sketch])?;
    Ok(())
}

pub(super) fn meet(
    connection: &Connection,
    collection: CollectionNumber,
    blob: Hash,
    part: &Range<u64>,
    import: ImportNumber,
) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE witness SET seen = ?3
             WHERE collection = ?1 AND blob = (SELECT number FROM blob WHERE hash = ?2) AND superseded = 0
               AND first_byte >= ?4 AND first_byte <= ?5",
        )?
        .execute(params![collection, hashed(&blob.to_string()), import, number(part.start), number(part.end)])?;
    Ok(())
}
