//! Writing what was read: witnesses, their telegrams, their references.

use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::imports::{Tally, save_problems};
use super::shown::{AtHand, Home, create, refresh};
use super::{alike, decisions, *};
use crate::address;
use crate::holdings::Rank;

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
    number: WitnessNumber,
    telegram: TelegramNumber,
    ordinal: i64,
    version: i64,
    reader: String,
    rank: Rank,
}

/// The witnesses under a key that no later version has replaced, for [`Present::of`].
const PRESENT: &str = "SELECT number, telegram, ordinal, version, reader, rank FROM witness
     WHERE collection = ?1 AND base_key = ?2 AND superseded = 0";

impl Present {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            number: row.get(0)?,
            telegram: row.get(1)?,
            ordinal: row.get(2)?,
            version: row.get(3)?,
            reader: row.get(4)?,
            rank: row.get(5)?,
        })
    }
}

impl Batch<'_> {
    fn unit(&mut self, index: usize, unit: &UnitRows) -> Result<(), Error> {
        save_problems(self.tx, self.import.number, &unit.problems)?;
        self.tally.failed += unit.problems.iter().filter(|problem| !problem.aside).count() as u64;
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
        let base_key = &row.telegram.source.key;
        let last_ordinal = self.last_ordinal(base_key)?;
        let is_there = last_ordinal > 0;
        let same = if is_there { self.same(base_key, &content)? } else { None };
        if let Some(same) = same {
            self.tally.known += 1;
            self.tx
                .prepare_cached("UPDATE witness SET seen = ?2 WHERE number = ?1")?
                .execute(params![same.number, self.import.number])?;
            if same.reader != unit.reader {
                self.renew(place, &same, (unit, row))?;
            }
            return Ok(());
        }
        let earlier = if is_there { self.not_met(base_key)? } else { None };
        let (ordinal, version) = match &earlier {
            Some(earlier) => {
                self.tally.changed += 1;
                self.tx
                    .prepare_cached("UPDATE witness SET superseded = 1, rank = ?2 WHERE number = ?1")?
                    .execute(params![earlier.number, earlier.rank.replaced()])?;
                (earlier.ordinal, earlier.version + 1)
            }
            None => {
                self.tally.new += 1;
                (last_ordinal + 1, 1)
            }
        };
        let earlier = earlier.map(|earlier| earlier.telegram);
        let key = if ordinal == 1 { base_key.clone() } else { format!("{base_key}~{ordinal}") };
        let home = self.telegram_for(row, earlier, &key)?;
        let telegram = home.telegram;
        self.tx
            .prepare_cached(
                "INSERT INTO witness (telegram, collection, base_key, key, ordinal, version, blob, first_byte, end_byte,
                   content, carrier, file, text_state, length, released, reader, reading, imported, seen, import, sketch,
                   copy, rank)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?19, ?20,
                   ?21, ?22)",
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
                row.telegram.source.carrier.as_str(),
                unit.file,
                row.telegram.text_state.key(),
                number(row.length as u64),
                row.telegram.source.released.map(|date| date.to_string()),
                unit.reader,
                row.reading,
                self.import.now.to_string(),
                self.import.number,
                row.sketch,
                numbering::next(self.tx, telegram)?,
                rank(row),
            ])?;
        let witness = WitnessNumber(self.tx.last_insert_rowid());
        self.settle(home, earlier, AtHand { witness, row, place })
    }

    /// Brings the telegram a witness came to in line, and those it, or others with it, came from.
    fn settle(&mut self, home: Home, before: Option<TelegramNumber>, at_hand: AtHand<'_>) -> Result<(), Error> {
        for &joined in &home.joined {
            numbering::move_all(self.tx, joined, home.telegram)?;
        }
        self.changes.push(refresh(self.tx, &home, Some(at_hand))?);
        for left in home.joined.into_iter().chain(before.filter(|&before| before != home.telegram)) {
            self.changes.push(refresh(self.tx, &Home::existing(left), None)?);
        }
        Ok(())
    }

    /// The highest number of a witness among those that came under a key; 0 where none did.
    fn last_ordinal(&self, base_key: &str) -> Result<i64, Error> {
        Ok(self
            .tx
            .prepare_cached("SELECT coalesce(max(ordinal), 0) FROM witness WHERE collection = ?1 AND base_key = ?2")?
            .query_row(params![self.import.collection, base_key], |row| row.get(0))?)
    }

    /// The witness of these bytes under a key.
    fn same(&self, base_key: &str, content: &str) -> Result<Option<Present>, Error> {
        Ok(self
            .tx
            .prepare_cached(&format!(
                "{PRESENT} AND substr(content, 1, 8) = substr(?3, 1, 8) AND content = ?3 ORDER BY ordinal LIMIT 1"
            ))?
            .query_row(params![self.import.collection, base_key, content], Present::of)
            .optional()?)
    }

    /// The first witness under a key that this import has not met yet.
    fn not_met(&self, base_key: &str) -> Result<Option<Present>, Error> {
        Ok(self
            .tx
            .prepare_cached(&format!("{PRESENT} AND seen < ?3 ORDER BY seen, number LIMIT 1"))?
            .query_row(params![self.import.collection, base_key, self.import.number], Present::of)
            .optional()?)
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
        let home = self.telegram_for(row, Some(known.telegram), &key)?;
        numbering::move_to(self.tx, known.number, home.telegram)?;
        self.tx
            .prepare_cached(
                "UPDATE witness SET carrier = ?2, text_state = ?3, length = ?4, released = ?5, reader = ?6, reading = ?7,
                   sketch = ?8, rank = ?9 WHERE number = ?1",
            )?
            .execute(params![
                known.number,
                row.telegram.source.carrier.as_str(),
                row.telegram.text_state.key(),
                number(row.length as u64),
                row.telegram.source.released.map(|date| date.to_string()),
                unit.reader,
                row.reading,
                row.sketch,
                rank(row),
            ])?;
        self.settle(home, Some(known.telegram), AtHand { witness: known.number, row, place })
    }

    /// The telegram a witness belongs to, made where it is not there.
    ///
    /// A person's decision comes first, then the id, then, for a witness
    /// without id, the telegram of its earlier version, then day and words.
    fn telegram_for(&self, row: &WitnessRow, earlier: Option<TelegramNumber>, key: &str) -> Result<Home, Error> {
        if let Some(decided) = decisions::decided(self.tx, self.import.collection, &self.collection, key)? {
            return Ok(decided);
        }
        let found: Option<TelegramNumber> = match (&row.telegram.id, earlier) {
            (Some(id), _) => self
                .tx
                .prepare_cached("SELECT number FROM telegram WHERE id = ?1")?
                .query_row([&**id], |row| row.get(0))
                .optional()?,
            (None, Some(earlier)) => self
                .tx
                .prepare_cached("SELECT number FROM telegram WHERE number = ?1 AND id IS NULL")?
                .query_row([earlier], |row| row.get(0))
                .optional()?,
            (None, None) => None,
        };
        if let Some(number) = found {
            return Ok(Home::existing(number));
        }
        // Of several texts that fit none is taken: a wrong merge is worse than two pages.
        let alike = alike::telegrams(self.tx, row)?;
        if row.telegram.id.is_none()
            && let [only] = alike[..]
        {
            return Ok(Home::existing(only));
        }
        let address = address::telegram(row.telegram.id.as_deref(), &self.collection, key);
        let telegram = create(self.tx, row.telegram.id.as_deref(), &address)?;
        // A copy without id may have come first.
        let joined = if row.telegram.id.is_some() && alike.len() == 1 { alike } else { Vec::new() };
        Ok(Home { telegram, fresh: true, joined })
    }
}

/// Of a witness that no later version has replaced.
fn rank(row: &WitnessRow) -> Rank {
    Rank::of(false, row.telegram.text_state, row.length as u64)
}
