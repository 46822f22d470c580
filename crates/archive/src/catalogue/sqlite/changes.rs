//! What an import brought.

use rusqlite::{OptionalExtension, params};

use super::imports::{IMPORT, import_summary};
use super::*;
use crate::address;
use crate::view;

impl SqliteCatalogue {
    pub(super) fn changes_of(
        &self,
        import: ImportNumber,
        offset: u64,
        limit: u64,
    ) -> Result<Option<ImportChanges>, Error> {
        self.read(|tx| {
            let mut statement = tx.prepare_cached(&format!("{IMPORT} WHERE i.number = ?1"))?;
            let Some(summary) = statement.query_row([import], import_summary).optional()? else { return Ok(None) };
            let total = tx
                .prepare_cached("SELECT count(*) FROM witness WHERE import = ?1")?
                .query_row([import], |row| row.get(0))
                .map(count)?;
            let not_met = tx
                .prepare_cached(
                    "SELECT count(*) FROM witness w JOIN import i ON i.number = ?1
                     WHERE w.collection = i.collection AND w.superseded = 0 AND w.seen < i.number",
                )?
                .query_row([import], |row| row.get(0))
                .map(count)?;
            let mut statement = tx.prepare_cached(
                "SELECT t.id, t.address, c.name, w.key, w.version, t.subject
                 FROM witness w JOIN telegram t ON t.number = w.telegram JOIN collection c ON c.number = w.collection
                 WHERE w.import = ?1 ORDER BY w.number LIMIT ?3 OFFSET ?2",
            )?;
            let rows = statement.query_map(params![import, number(offset), number(limit)], |row| {
                let version: u32 = row.get(4)?;
                Ok(view::WitnessChange {
                    change: if version > 1 { view::Change::Changed } else { view::Change::New },
                    id: row.get(0)?,
                    address: row.get(1)?,
                    witness: address::witness(&row.get::<_, String>(2)?, &row.get::<_, String>(3)?),
                    version,
                    subject: row.get(5)?,
                })
            })?;
            let witnesses = rows.collect::<Result<_, _>>()?;
            Ok(Some(ImportChanges { import: summary, total, witnesses, not_met }))
        })
    }
}
