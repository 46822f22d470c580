//! What refers to what. Resolved by the id of the target, so it does not matter which came first.

use rusqlite::{Connection, Row, params};

use crate::Error;
use crate::numbers::TelegramNumber;
use crate::series::Series;
use crate::store::{ReferenceRow, References};

const SELECT: &str = "SELECT r.telegram, r.ordinal, r.target, r.target_post, r.target_year, r.target_airgram,
     r.target_serial, r.letter, r.in_text FROM reference r";

fn read(row: &Row<'_>) -> rusqlite::Result<ReferenceRow> {
    let post: Option<String> = row.get(3)?;
    let series = match post {
        Some(post) => Some(Series { post, year: row.get(4)?, airgram: row.get(5)?, serial: row.get(6)? }),
        None => None,
    };
    Ok(ReferenceRow {
        telegram: row.get(0)?,
        ordinal: row.get(1)?,
        target: row.get(2)?,
        series,
        letter: row.get(7)?,
        in_text: row.get(8)?,
    })
}

pub(super) fn find(connection: &Connection, which: References<'_>) -> Result<Vec<ReferenceRow>, Error> {
    let select = |condition: &str| format!("{SELECT} WHERE {condition}");
    let rows = match which {
        References::From(telegram) => connection
            .prepare_cached(&select("r.telegram = ?1 ORDER BY r.ordinal"))?
            .query_map([telegram], read)?
            .collect::<Result<_, _>>()?,
        References::To(id) => connection
            .prepare_cached(&select("r.target = ?1 ORDER BY r.telegram, r.ordinal"))?
            .query_map([id], read)?
            .collect::<Result<_, _>>()?,
        References::Missing(post, year) => connection
            .prepare_cached(&select(
                "r.target_post = ?1 AND r.target_year = ?2 AND NOT EXISTS (SELECT 1 FROM telegram t WHERE t.id = r.target)
                 ORDER BY r.target_airgram, r.target_serial, r.target, r.telegram, r.ordinal",
            ))?
            .query_map(params![post, year], read)?
            .collect::<Result<_, _>>()?,
    };
    Ok(rows)
}

pub(super) fn put(connection: &Connection, telegram: TelegramNumber, rows: &[ReferenceRow]) -> Result<(), Error> {
    connection.prepare_cached("DELETE FROM reference WHERE telegram = ?1")?.execute([telegram])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO reference (telegram, ordinal, target, target_post, target_year, target_airgram, target_serial, letter,
           in_text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for row in rows {
        let series = row.series.as_ref();
        insert.execute(params![
            telegram,
            row.ordinal,
            row.target,
            series.map(|series| &series.post),
            series.map(|series| series.year),
            series.map(|series| series.airgram),
            series.map(|series| series.serial),
            row.letter,
            row.in_text,
        ])?;
    }
    Ok(())
}
