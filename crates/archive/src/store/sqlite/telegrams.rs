//! Telegrams.

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};

use super::values::{Named, Written, number};
use crate::Error;
use crate::key::TelegramKey;
use crate::numbers::TelegramNumber;
use crate::store::{Part, TelegramRow, Telegrams};
use telegram::Classification;

const SELECT: &str = "SELECT t.number, t.id, t.address, t.kind, t.text_state, t.date, t.moment, t.classification,
     t.subject, t.sender, t.post, t.year, t.airgram, t.serial, t.shown, t.revision, t.copies FROM telegram t";

fn read(row: &Row<'_>) -> rusqlite::Result<TelegramRow> {
    let id: Option<String> = row.get(1)?;
    let key = match id {
        Some(id) => TelegramKey::Id(id),
        None => row.get(2)?,
    };
    let Named(kind) = row.get(3)?;
    let Named(text_state) = row.get(4)?;
    let date: Option<Written<_>> = row.get(5)?;
    let classification: Option<Named<Classification>> = row.get(7)?;
    Ok(TelegramRow {
        number: row.get(0)?,
        key,
        kind,
        text_state,
        date: date.map(|Written(date)| date),
        moment: row.get(6)?,
        classification: classification.map(|Named(classification)| classification),
        subject: row.get(8)?,
        sender: row.get(9)?,
        post: row.get(10)?,
        year: row.get(11)?,
        airgram: row.get(12)?,
        serial: row.get(13)?,
        shown: row.get(14)?,
        revision: row.get(15)?,
        copies: row.get(16)?,
    })
}

/// What is bound to a condition.
type Bound<'a> = Vec<ToSqlOutput<'a>>;

/// Which rows in which order, as SQL with what is bound to it; numbers are bound one by one.
fn condition<'a>(which: &'a Telegrams<'_>) -> rusqlite::Result<(&'static str, Bound<'a>)> {
    Ok(match which {
        Telegrams::Numbered(_) => ("t.number = ?1", Vec::new()),
        Telegrams::Keyed(TelegramKey::Id(id)) => ("t.id = ?1", vec![id.to_sql()?]),
        // Archives of before may have more than one telegram at an address.
        Telegrams::Keyed(key) => ("t.address = ?1 ORDER BY t.number", vec![key.to_sql()?]),
        Telegrams::After(after) => ("t.number > ?1 ORDER BY t.number", vec![after.to_sql()?]),
        Telegrams::Serial(post, serial) => (
            "t.post = ?1 AND t.serial = ?2 ORDER BY t.year, ifnull(t.address, '/' || t.id)",
            vec![post.to_sql()?, serial.to_sql()?],
        ),
        Telegrams::Series(post, year) => (
            "t.post = ?1 AND t.year = ?2 AND t.serial IS NOT NULL ORDER BY t.airgram, t.serial",
            vec![post.to_sql()?, year.to_sql()?],
        ),
        Telegrams::Before(series) => (
            "t.post = ?1 AND t.year = ?2 AND t.airgram = ?3 AND t.serial < ?4 ORDER BY t.serial DESC",
            vec![series.post.to_sql()?, series.year.to_sql()?, series.airgram.to_sql()?, series.serial.to_sql()?],
        ),
        Telegrams::Next(series) => (
            "t.post = ?1 AND t.year = ?2 AND t.airgram = ?3 AND t.serial > ?4 ORDER BY t.serial",
            vec![series.post.to_sql()?, series.year.to_sql()?, series.airgram.to_sql()?, series.serial.to_sql()?],
        ),
        Telegrams::Earliest => ("t.date IS NOT NULL ORDER BY t.moment", Vec::new()),
        Telegrams::Latest => ("t.date IS NOT NULL ORDER BY t.moment DESC", Vec::new()),
        Telegrams::WithCopies(after) => (
            "ifnull(t.address, '/' || t.id) > ?1 AND t.copies > 1
               AND (SELECT count(*) FROM witness w WHERE w.telegram = t.number AND w.superseded = 0) > 1
             ORDER BY ifnull(t.address, '/' || t.id)",
            vec![after.to_sql()?],
        ),
    })
}

pub(super) fn find(connection: &Connection, which: Telegrams<'_>, part: Part) -> Result<Vec<TelegramRow>, Error> {
    let (condition, mut bound) = condition(&which)?;
    if let Telegrams::Numbered(numbers) = which {
        let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE {condition}"))?;
        let mut rows = Vec::with_capacity(numbers.len());
        for telegram in part.of(numbers) {
            rows.extend(statement.query_row([telegram], read).optional()?);
        }
        return Ok(rows);
    }
    let place = bound.len() + 1;
    let mut statement =
        connection.prepare_cached(&format!("{SELECT} WHERE {condition} LIMIT ?{place} OFFSET ?{}", place + 1))?;
    bound.extend([number(part.limit).into(), number(part.offset).into()]);
    let rows = statement.query_map(rusqlite::params_from_iter(bound), read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn add(connection: &Connection, row: &TelegramRow) -> Result<TelegramNumber, Error> {
    connection
        .prepare_cached(
            "INSERT INTO telegram (kind, text_state, date, moment, classification, subject, sender, post, year, airgram,
               serial, shown, revision, copies, id, address)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            row.kind.key(),
            row.text_state.key(),
            row.date.map(|date| date.to_string()),
            row.moment,
            row.classification.map(Classification::key),
            row.subject,
            row.sender,
            row.post,
            row.year,
            row.airgram,
            row.serial,
            row.shown,
            row.revision,
            row.copies,
            row.key.id(),
            row.key.id().is_none().then_some(&row.key),
        ])?;
    Ok(TelegramNumber(connection.last_insert_rowid()))
}

pub(super) fn put(connection: &Connection, row: &TelegramRow) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE telegram SET kind = ?1, text_state = ?2, date = ?3, moment = ?4, classification = ?5, subject = ?6,
               sender = ?7, post = ?8, year = ?9, airgram = ?10, serial = ?11, shown = ?12, revision = ?13, copies = ?14
             WHERE number = ?15",
        )?
        .execute(params![
            row.kind.key(),
            row.text_state.key(),
            row.date.map(|date| date.to_string()),
            row.moment,
            row.classification.map(Classification::key),
            row.subject,
            row.sender,
            row.post,
            row.year,
            row.airgram,
            row.serial,
            row.shown,
            row.revision,
            row.copies,
            row.number,
        ])?;
    Ok(())
}

pub(super) fn remove(connection: &Connection, telegram: TelegramNumber) -> Result<(), Error> {
    connection.prepare_cached("DELETE FROM telegram WHERE number = ?1")?.execute([telegram])?;
    Ok(())
}
