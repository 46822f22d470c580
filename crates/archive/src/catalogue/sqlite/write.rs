//! Writing what was read: witnesses, their telegrams, their references.

use rusqlite::{OptionalExtension, Transaction, params};

use super::imports::{Tally, save_problems};
use super::*;
use crate::{address, series};

impl SqliteCatalogue {
    pub(super) fn write_batch(&self, import: &ImportKey, units: &[UnitRows]) -> Result<Written, Error> {
        self.change(|tx| {
            let collection =
                tx.query_row("SELECT name FROM collection WHERE number = ?1", [import.collection], |row| row.get(0))?;
            let mut batch = Batch { tx, import, collection, tally: Tally::default(), changes: Vec::new() };
            for (index, unit) in units.iter().enumerate() {
                batch.unit(index, unit)?;
            }
            batch.tally.save(tx, import.number)?;
            Ok(Written { changes: batch.changes })
        })
    }
}

/// A batch being written.
struct Batch<'a> {
    tx: &'a Transaction<'a>,
    import: &'a ImportKey,
    /// The collection's name.
    collection: String,
    tally: Tally,
    changes: Vec<Change>,
}

/// A witness that is there already under the same key.
struct Present {
    number: i64,
    telegram: i64,
    ordinal: i64,
    version: i64,
    content: String,
    reader: String,
    seen: i64,
}

impl Batch<'_> {
    fn unit(&mut self, index: usize, unit: &UnitRows) -> Result<(), Error> {
        save_problems(self.tx, self.import.number, &unit.problems)?;
        self.tally.failed += unit.problems.len() as u64;
        match &unit.content {
            UnitContent::Known(records) => {
                self.tally.read += records;
                self.tally.known += records;
                self.tx
                    .prepare_cached(
                        "UPDATE witness SET seen = ?3 WHERE collection = ?1 AND blob = ?2 AND superseded = 0
                           AND first_byte >= ?4 AND first_byte <= ?5",
                    )?
                    .execute(params![
                        self.import.collection,
                        unit.blob.to_string(),
                        self.import.number,
                        number(unit.place.start),
                        number(unit.place.end)
                    ])?;
            }
            UnitContent::Read(records) => {
                for (record, row) in records.iter().enumerate() {
                    self.witness((index, record), unit, row)?;
                }
                // A file with problems is read again next time, so that the
                // next report names them too.
                if unit.is_final {
                    self.tx
                        .prepare_cached(
                            "INSERT INTO unit (collection, blob, name, reader, records) VALUES (?1, ?2, ?3, ?4, ?5)
                             ON CONFLICT DO UPDATE SET reader = ?4, records = ?5",
                        )?
                        .execute(params![
                            self.import.collection,
                            unit.blob.to_string(),
                            unit.name,
                            unit.reader,
                            number(records.len() as u64)
                        ])?;
                }
            }
        }
        Ok(())
    }

    /// Writes one witness.
    ///
    /// The same bytes under the same key are known. Other bytes are a new
    /// version of a witness that this import has not met yet; when all of that
    /// key were met already, two files share the key and this is one more
    /// witness, `key~2`.
    fn witness(&mut self, place: (usize, usize), unit: &UnitRows, row: &WitnessRow) -> Result<(), Error> {
        self.tally.read += 1;
        let content = row.content.to_string();
        let present = self.present(&row.telegram.source.key)?;
        if let Some(same) = present.iter().find(|witness| witness.content == content) {
            self.tally.known += 1;
            self.tx
                .prepare_cached("UPDATE witness SET seen = ?2 WHERE number = ?1")?
                .execute(params![same.number, self.import.number])?;
            if same.reader != unit.reader {
                self.renew(place, same, (unit, row))?;
            }
            return Ok(());
        }
        let (ordinal, version, earlier) = match present.iter().find(|witness| witness.seen != self.import.number) {
            Some(earlier) => {
                self.tally.changed += 1;
                self.tx
                    .prepare_cached("UPDATE witness SET superseded = 1 WHERE number = ?1")?
                    .execute([earlier.number])?;
                (earlier.ordinal, earlier.version + 1, Some(earlier))
            }
            None => {
                self.tally.new += 1;
                (present.iter().map(|witness| witness.ordinal).max().unwrap_or(0) + 1, 1, None)
            }
        };
        let base_key = &row.telegram.source.key;
        let key = if ordinal == 1 { base_key.clone() } else { format!("{base_key}~{ordinal}") };
        let (telegram, fresh) = self.telegram_for(row, earlier.map(|earlier| earlier.telegram), &key)?;
        self.tx
            .prepare_cached(
                "INSERT INTO witness (telegram, collection, base_key, key, ordinal, version, blob, first_byte, end_byte,
                   content, carrier, file, text_state, length, released, reader, reading, imported, seen)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
            )?
            .execute(params![
                telegram,
                self.import.collection,
                base_key,
                key,
                ordinal,
                version,
                unit.blob.to_string(),
                number(row.bytes.start),
                number(row.bytes.end),
                content,
                row.telegram.source.carrier,
                unit.file,
                row.telegram.text_state.key(),
                number(row.length as u64),
                row.telegram.source.released.map(|date| date.to_string()),
                unit.reader,
                row.reading,
                self.import.now.to_string(),
                self.import.number,
            ])?;
        let witness = self.tx.last_insert_rowid();
        self.refresh(telegram, fresh, Some((place, witness, row)))?;
        if let Some(earlier) = earlier
            && earlier.telegram != telegram
        {
            self.refresh(earlier.telegram, false, None)?;
        }
        Ok(())
    }

    /// The witnesses under a key that no later version has replaced.
    fn present(&self, base_key: &str) -> Result<Vec<Present>, Error> {
        let mut statement = self.tx.prepare_cached(
            "SELECT number, telegram, ordinal, version, content, reader, seen FROM witness
             WHERE collection = ?1 AND base_key = ?2 AND superseded = 0 ORDER BY ordinal",
        )?;
        let rows = statement.query_map(params![self.import.collection, base_key], |row| {
            Ok(Present {
                number: row.get(0)?,
                telegram: row.get(1)?,
                ordinal: row.get(2)?,
                version: row.get(3)?,
                content: row.get(4)?,
                reader: row.get(5)?,
                seen: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Replaces the reading of known bytes by that of the present reader.
    fn renew(
        &mut self,
        place: (usize, usize),
        known: &Present,
        (unit, row): (&UnitRows, &WitnessRow),
    ) -> Result<(), Error> {
        let key: String = self
            .tx
            .prepare_cached("SELECT key FROM witness WHERE number = ?1")?
            .query_row([known.number], |row| row.get(0))?;
        let (telegram, fresh) = self.telegram_for(row, Some(known.telegram), &key)?;
        self.tx
            .prepare_cached(
                "UPDATE witness SET telegram = ?2, carrier = ?3, text_state = ?4, length = ?5, released = ?6, reader = ?7,
                   reading = ?8 WHERE number = ?1",
            )?
            .execute(params![
                known.number,
                telegram,
                row.telegram.source.carrier,
                row.telegram.text_state.key(),
                number(row.length as u64),
                row.telegram.source.released.map(|date| date.to_string()),
                unit.reader,
                row.reading,
            ])?;
        self.refresh(telegram, fresh, Some((place, known.number, row)))?;
        if telegram != known.telegram {
            self.refresh(known.telegram, false, None)?;
        }
        Ok(())
    }

    /// The telegram a witness belongs to, made where it is not there; whether
    /// it was made. A witness without id stays with the telegram of its
    /// earlier version when that has no id either.
    fn telegram_for(&self, row: &WitnessRow, earlier: Option<i64>, key: &str) -> Result<(i64, bool), Error> {
        let found: Option<i64> = match (&row.telegram.id, earlier) {
            (Some(id), _) => self
                .tx
                .prepare_cached("SELECT number FROM telegram WHERE id = ?1")?
                .query_row([id], |row| row.get(0))
                .optional()?,
            (None, Some(earlier)) => self
                .tx
                .prepare_cached("SELECT number FROM telegram WHERE number = ?1 AND id IS NULL")?
                .query_row([earlier], |row| row.get(0))
                .optional()?,
            (None, None) => None,
        };
        if let Some(number) = found {
            return Ok((number, false));
        }
        let address = address::telegram(row.telegram.id.as_deref(), &self.collection, key);
        self.tx
            .prepare_cached(
                "INSERT INTO telegram (id, address, kind, text_state, shown, revision) VALUES (?1, ?2, '', '', 0, 0)",
            )?
            .execute(params![row.telegram.id, address])?;
        Ok((self.tx.last_insert_rowid(), true))
    }

    /// Brings a telegram in line with its witnesses: which is shown, the
    /// facts, the references; and queues it for the index. A telegram without
    /// witnesses goes.
    fn refresh(
        &mut self,
        telegram: i64,
        fresh: bool,
        at_hand: Option<((usize, usize), i64, &WitnessRow)>,
    ) -> Result<(), Error> {
        // Present text before lost or withdrawn, then the longest.
        let (shown, witnesses): (Option<i64>, i64) = self
            .tx
            .prepare_cached(
                "SELECT number, count(*) OVER () FROM witness WHERE telegram = ?1
                 ORDER BY superseded, text_state <> 'present', length DESC, number LIMIT 1",
            )?
            .query_row([telegram], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?
            .unwrap_or((None, 0));
        self.tx.prepare_cached("INSERT INTO index_queue (telegram) VALUES (?1)")?.execute([telegram])?;
        let sequence = self.tx.last_insert_rowid();
        self.tx.prepare_cached("DELETE FROM reference WHERE telegram = ?1")?.execute([telegram])?;
        let mut change = Change { sequence, telegram, fresh, facts: None };
        match (shown, at_hand) {
            (None, _) => {
                self.tx.prepare_cached("DELETE FROM telegram WHERE number = ?1")?.execute([telegram])?;
            }
            (Some(shown), Some((place, witness, row))) if shown == witness => {
                self.facts(telegram, shown, sequence, &row.telegram)?;
                if witnesses == 1 {
                    change.facts = Some(place);
                }
            }
            (Some(shown), _) => {
                let reading = self
                    .tx
                    .prepare_cached("SELECT reading FROM witness WHERE number = ?1")?
                    .query_row([shown], |row| Ok(Reading::decode(row.get_ref(0)?.as_blob()?)))??;
                self.facts(telegram, shown, sequence, &reading.telegram)?;
            }
        }
        self.changes.push(change);
        Ok(())
    }

    /// Repeats what the shown witness says in the telegram's own row.
    fn facts(&self, telegram: i64, shown: i64, revision: i64, facts: &Telegram) -> Result<(), Error> {
        let stated_year = facts.date.map(|date| date.year());
        let series = facts.id.as_deref().and_then(series::of);
        let from = facts.from.as_ref();
        let (post, year, airgram, serial) = match series {
            Some(series) => (Some(series.post), Some(series.year), Some(series.airgram), Some(series.serial)),
            None => (from.and_then(|from| from.post.clone()), stated_year, None, None),
        };
        self.tx
            .prepare_cached(
                "UPDATE telegram SET kind = ?2, text_state = ?3, date = ?4, moment = ?5, classification = ?6, subject = ?7,
                   sender = ?8, post = ?9, year = ?10, serial = ?11, shown = ?12, revision = ?13, airgram = ?14 WHERE number = ?1",
            )?
            .execute(params![
                telegram,
                facts.kind.key(),
                facts.text_state.key(),
                facts.date.map(|date| date.to_string()),
                facts.date.map(|date| crate::moment::first(&date)),
                facts.classification.map(Classification::key),
                facts.subject,
                from.map(|from| &from.name),
                post,
                year,
                serial,
                shown,
                revision,
                airgram,
            ])?;
        self.references(telegram, facts)
    }

    fn references(&self, telegram: i64, facts: &Telegram) -> Result<(), Error> {
        let mut insert = self.tx.prepare_cached(
            "INSERT INTO reference (telegram, ordinal, target, target_post, target_year, target_serial, letter, kind, text,
               first_byte, end_byte, in_text, target_airgram) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?;
        for (ordinal, reference) in (0_i64..).zip(&facts.references) {
            let Some(target) = &reference.id else { continue };
            let series = series::of(target);
            let (post, year, airgram, serial) = series.map_or((None, None, None, None), |it| {
                (Some(it.post), Some(it.year), Some(it.airgram), Some(it.serial))
            });
            insert.execute(params![
                telegram,
                ordinal,
                target,
                post,
                year,
                serial,
                reference.letter,
                format!("{:?}", reference.kind).to_lowercase(),
                reference.text,
                reference.span.start,
                reference.span.end,
                reference.in_text,
                airgram,
            ])?;
        }
        Ok(())
    }
}
