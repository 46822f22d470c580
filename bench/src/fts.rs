//! What SQLite's FTS5 takes for a page of results.

use anyhow::Result;
use rusqlite::{Connection, params};

/// Texts in an FTS5 table in memory, with the stemmer of Porter.
pub(crate) struct Fts(Connection);

impl Fts {
    pub(crate) fn of(texts: &[String]) -> Result<Self> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch("CREATE VIRTUAL TABLE text USING fts5(body, tokenize = 'porter unicode61'); BEGIN")?;
        {
            let mut insert = connection.prepare("INSERT INTO text (body) VALUES (?1)")?;
            for text in texts {
                insert.execute([text])?;
            }
        }
        connection.execute_batch("COMMIT; INSERT INTO text (text) VALUES ('optimize')")?;
        Ok(Self(connection))
    }

    /// The number of hits, and the best ten with what stands around the words; no facets.
    pub(crate) fn page(&self, query: &str) -> Result<u64> {
        let total: i64 = self
            .0
            .prepare_cached("SELECT count(*) FROM text WHERE text MATCH ?1")?
            .query_row(params![query], |row| row.get(0))?;
        let mut page = self.0.prepare_cached(
            "SELECT rowid, snippet(text, 0, '[', ']', '…', 40) FROM text WHERE text MATCH ?1 ORDER BY rank LIMIT 10",
        )?;
        let hits = page.query_map(params![query], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
        for hit in hits {
            hit?;
        }
        Ok(u64::try_from(total)?)
    }
}
