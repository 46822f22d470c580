//! Steps of the schema, applied once each, in order.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior, params};

use crate::Error;
use crate::blobs::Hash;
use crate::error::Reason;

/// A step: its name and its statements. The number is its place, from 1.
type Step = (&'static str, &'static str);

const STEPS: &[Step] = &[
    ("initial", include_str!("../../../migrations/0001_initial.sql")),
    ("witnesses", include_str!("../../../migrations/0002_witnesses.sql")),
    ("parts of blobs", include_str!("../../../migrations/0003_parts.sql")),
    ("texts in blobs", include_str!("../../../migrations/0004_texts_in_blobs.sql")),
    ("left aside", include_str!("../../../migrations/0005_left_aside.sql")),
    ("numbers of copies", include_str!("../../../migrations/0006_copies.sql")),
    ("ranks of witnesses", include_str!("../../../migrations/0007_rank.sql")),
    ("modelled readings", include_str!("../../../migrations/0008_modelled_readings.sql")),
    ("compact rows", include_str!("../../../migrations/0009_rows.sql")),
    ("likeness", include_str!("../../../migrations/0010_likeness.sql")),
];

/// Brings the schema up to date. Refuses a catalogue of a newer version and
/// one whose applied steps are not ours.
pub(super) fn run(connection: &mut Connection, path: &Path) -> Result<(), Error> {
    apply(connection, path, STEPS)
}

fn apply(connection: &mut Connection, path: &Path, steps: &[Step]) -> Result<(), Error> {
    // One transaction: two processes that open a new archive at once take turns.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(
        "CREATE TABLE IF NOT EXISTS schema_step (
           version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied TEXT NOT NULL
         ) STRICT",
    )?;
    let applied = applied(&transaction, path, steps)?;
    for (version, (name, sql)) in (1..).zip(steps).skip(applied) {
        transaction.execute_batch(sql)?;
        // SQLite's clock: libraries of ours do not read one.
        transaction.execute(
            "INSERT INTO schema_step (version, name, sha256, applied)
             VALUES (?1, ?2, ?3, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
            params![version, name, Hash::of(sql.as_bytes()).to_string()],
        )?;
    }
    transaction.commit()?;
    Ok(())
}

/// Whether a catalogue that must not be changed has the present schema.
pub(super) fn check(connection: &Connection, path: &Path, why: &str) -> Result<(), Error> {
    if applied(connection, path, STEPS)? < STEPS.len() {
        return Err(Reason::Earlier { path: path.to_owned(), why: why.to_owned() }.into());
    }
    Ok(())
}

/// How many steps were applied, which are the first of ours.
fn applied(connection: &Connection, path: &Path, steps: &[Step]) -> Result<usize, Error> {
    let applied = connection
        .prepare("SELECT version, sha256 FROM schema_step ORDER BY version")?
        .query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    if let Some((found, _)) = applied.last().filter(|(version, _)| *version > known) {
        return Err(Reason::Newer { path: path.to_owned(), found: *found, known }.into());
    }
    for ((version, (name, sql)), (_, was)) in (1..).zip(steps).zip(&applied) {
        if *was != Hash::of(sql.as_bytes()).to_string() {
            return Err(Reason::EditedMigration { path: path.to_owned(), version, name: (*name).to_owned() }.into());
        }
    }
    Ok(applied.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Step = ("one", "CREATE TABLE one (a INTEGER) STRICT");
    const TWO: Step = ("two", "ALTER TABLE one ADD COLUMN b TEXT");

    #[test]
    fn steps_run_once_and_in_order() {
        let mut connection = Connection::open_in_memory().unwrap();
        apply(&mut connection, Path::new("x"), &[ONE]).unwrap();
        apply(&mut connection, Path::new("x"), &[ONE, TWO]).unwrap();
        apply(&mut connection, Path::new("x"), &[ONE, TWO]).unwrap();
        connection.execute("INSERT INTO one (a, b) VALUES (1, 'x')", []).unwrap();
    }

    #[test]
    fn refuses_newer_and_edited() {
        let mut connection = Connection::open_in_memory().unwrap();
        apply(&mut connection, Path::new("x"), &[ONE, TWO]).unwrap();
        let newer = apply(&mut connection, Path::new("x"), &[ONE]).unwrap_err();
        assert!(newer.to_string().contains("newer"), "{newer}");
        let edited = apply(&mut connection, Path::new("x"), &[ONE, ("two", "SELECT 1")]).unwrap_err();
        assert!(edited.to_string().contains("(two)"), "{edited}");
    }

    #[test]
    fn a_failing_step_leaves_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        apply(&mut connection, Path::new("x"), &[ONE, ("bad", "CREATE TABLE t (a); no sql")]).unwrap_err();
        let tables: i64 = connection
            .query_row("SELECT count(*) FROM sqlite_schema WHERE name IN ('one', 't')", [], |row| row.get(0))
            .unwrap();
        assert_eq!(tables, 0);
    }
}
