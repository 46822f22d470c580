//! Rows counted in groups.

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, Row, ToSql};

use super::likeness::OPEN_PAIRS;
use super::values::count;
use crate::Error;
use crate::store::{CountRow, Counts};

/// What is counted, as the three columns of a [`CountRow`].
fn sql(of: Counts<'_>) -> &'static str {
    match of {
        Counts::Kinds => "SELECT kind, NULL, count(*) FROM telegram GROUP BY 1",
        Counts::Classifications => "SELECT classification, NULL, count(*) FROM telegram GROUP BY 1",
        Counts::Held(_) => {
            "SELECT post, year, count(*) FROM telegram WHERE serial IS NOT NULL AND (?1 IS NULL OR post = ?1) GROUP BY 1, 2"
        }
        Counts::Missing(_) => {
            "SELECT target_post, target_year, count(DISTINCT target) FROM reference r
             WHERE target_serial IS NOT NULL AND (?1 IS NULL OR target_post = ?1)
               AND NOT EXISTS (SELECT 1 FROM telegram t WHERE t.id = r.target) GROUP BY 1, 2"
        }
        Counts::Witnesses => {
            "SELECT c.name, NULL, (SELECT count(*) FROM witness w WHERE w.collection = c.number AND w.superseded = 0)
             FROM collection c"
        }
        Counts::Brought(_) => "SELECT NULL, NULL, count(*) FROM witness WHERE import = ?1",
        Counts::NotMet(..) => {
            "SELECT NULL, NULL, count(*) FROM witness WHERE collection = ?1 AND superseded = 0 AND seen < ?2"
        }
        Counts::OpenPairs => OPEN_PAIRS,
    }
}

pub(super) fn find(connection: &Connection, of: Counts<'_>) -> Result<Vec<CountRow>, Error> {
    let mut statement = connection.prepare_cached(sql(of))?;
    let bound: Vec<ToSqlOutput<'_>> = match &of {
        Counts::Kinds | Counts::Classifications | Counts::Witnesses | Counts::OpenPairs => Vec::new(),
        Counts::Held(post) | Counts::Missing(post) => vec![post.to_sql()?],
        Counts::Brought(import) => vec![import.to_sql()?],
        Counts::NotMet(collection, import) => vec![collection.to_sql()?, import.to_sql()?],
    };
    let read = |row: &Row<'_>| Ok(CountRow { value: row.get(0)?, year: row.get(1)?, count: count(row.get(2)?) });
    let rows = statement.query_map(rusqlite::params_from_iter(bound), read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}
