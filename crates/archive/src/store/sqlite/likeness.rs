//! Traces of texts that may be alike, and pairs of witnesses that may be of one telegram.

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, Row, ToSql, params};

use super::values::{Written, number};
use crate::Error;
use crate::numbers::WitnessNumber;
use crate::store::{PairRow, Pairs, Part, Trace};

/// What makes a pair one that waits for a decision.
macro_rules! open {
    () => {
        "doubtful_pair p JOIN witness a ON a.number = p.one JOIN witness b ON b.number = p.other
         WHERE p.decided IS NULL AND a.telegram <> b.telegram AND a.superseded = 0 AND b.superseded = 0"
    };
}

/// Counts the pairs that wait for a decision.
pub(super) const OPEN_PAIRS: &str = concat!("SELECT NULL, NULL, count(*) FROM ", open!());

pub(super) fn traced(
    connection: &Connection,
    day: i64,
    trace: Trace,
    has_id: bool,
    limit: u64,
) -> Result<Vec<WitnessNumber>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT witness FROM trace WHERE day = ?1 AND hash = ?2 AND has_id = ?3 ORDER BY witness DESC LIMIT ?4",
    )?;
    let rows = statement.query_map(params![day, &trace[..], has_id, number(limit)], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn add_trace(
    connection: &Connection,
    day: i64,
    trace: Trace,
    has_id: bool,
    witness: WitnessNumber,
) -> Result<(), Error> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO trace (day, hash, has_id, witness) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![day, &trace[..], has_id, witness])?;
    Ok(())
}

pub(super) fn pairs(connection: &Connection, which: Pairs, part: Part) -> Result<Vec<PairRow>, Error> {
    let read = |row: &Row<'_>| {
        let decided: Option<Written<_>> = row.get(2)?;
        Ok(PairRow {
            pair: (row.get(0)?, row.get(1)?),
            decided: decided.map(|Written(decided)| decided),
            reason: row.get(3)?,
        })
    };
    let (from, mut bound): (_, Vec<ToSqlOutput<'_>>) = match &which {
        Pairs::Open => (open!(), Vec::new()),
        Pairs::With(witness) => ("doubtful_pair p WHERE p.one = ?1 OR p.other = ?1", vec![witness.to_sql()?]),
    };
    let place = bound.len() + 1;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT p.one, p.other, p.decided, p.reason FROM {from} ORDER BY p.one, p.other LIMIT ?{place} OFFSET ?{}",
        place + 1
    ))?;
    bound.extend([number(part.limit).into(), number(part.offset).into()]);
    let rows = statement.query_map(rusqlite::params_from_iter(bound), read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn put_pair(connection: &Connection, row: &PairRow) -> Result<(), Error> {
    let (one, other) = row.pair;
    connection
        .prepare_cached(
            "INSERT INTO doubtful_pair (one, other, decided, reason) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET decided = ?3, reason = ?4",
        )?
        .execute(params![one, other, row.decided.map(|moment| moment.to_string()), row.reason])?;
    Ok(())
}
