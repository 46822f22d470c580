//! Writing what was read: witnesses and their versions, their telegrams.

use super::alike::{self, Newcomer};
use super::identity::{self, Home};
use super::imports::Tally;
use super::shown::{AtHand, refresh};
use super::{Catalogue, Change, ImportKey, Rank, ReadUnit, ReadWitness, UnitContent, Written, numbering};
use super::{decisions, pairs};
use crate::Error;
use crate::numbers::{TelegramNumber, WitnessNumber};
use crate::store::{Part, Transaction, UnitRow, WitnessRow, Witnesses};
use crate::texts::Texts;

impl Catalogue {
    /// Writes what was read, all or nothing. The blobs must be settled.
    pub(crate) fn write(&self, import: &ImportKey, units: &[ReadUnit]) -> Result<Written, Error> {
        self.change(|tx| {
            let collection = super::collections(tx)?.remove(&import.collection);
            let collection = collection.ok_or_else(|| super::imports::unknown(import))?.name;
            let texts = &self.texts;
            let mut batch = Batch { tx, texts, import, collection, tally: Tally::default(), changes: Vec::new() };
            for (index, unit) in units.iter().enumerate() {
                batch.unit(index, unit)?;
            }
            batch.tally.save(tx, import)?;
            Ok(Written { changes: batch.changes })
        })
    }
}

/// A batch being written.
struct Batch<'a> {
    tx: &'a dyn Transaction,
    texts: &'a Texts,
    import: &'a ImportKey,
    /// The collection's name.
    collection: String,
    tally: Tally,
    changes: Vec<Change>,
}

impl Batch<'_> {
    fn unit(&mut self, index: usize, unit: &ReadUnit) -> Result<(), Error> {
        if !unit.problems.is_empty() {
            self.tx.add_problems(self.import.number, &unit.problems)?;
        }
        self.tally.failed += unit.problems.iter().filter(|problem| !problem.aside).count() as u64;
        match &unit.content {
            UnitContent::Known(records) => {
                self.tally.read += records;
                self.tally.known += records;
                self.tx.meet(self.import.collection, unit.blob, &unit.place, self.import.number)?;
            }
            UnitContent::Read(records) => {
                for (record, read) in records.iter().enumerate() {
                    self.witness((index, record), unit, read)?;
                }
                // A file with problems is read again next time, so that the
                // next report names them too.
                if unit.is_final {
                    self.tx.put_unit(&UnitRow {
                        collection: self.import.collection,
                        blob: unit.blob,
                        name: &unit.name,
                        reader: &unit.reader,
                        records: records.len() as u64,
                    })?;
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
    fn witness(&mut self, place: (usize, usize), unit: &ReadUnit, read: &ReadWitness) -> Result<(), Error> {
        self.tally.read += 1;
        let content = read.content.to_string();
        let (collection, import) = (self.import.collection, self.import.number);
        let base_key = &*read.telegram.source.key;
        let last = self.first(Witnesses::Under(collection, base_key))?;
        let (same, earlier) = match &last {
            None => (None, None),
            Some(_) => match self.first(Witnesses::Same(collection, base_key, &content))? {
                None => (None, self.first(Witnesses::NotMet(collection, base_key, import))?),
                same => (same, None),
            },
        };
        if let Some(mut same) = same {
            self.tally.known += 1;
            same.seen = import;
            return if same.reader == unit.reader {
                self.tx.put_witness(&same)
            } else {
                self.renew(place, same, (unit, read))
            };
        }
        let (ordinal, version, earlier) = match earlier {
            Some(mut earlier) => {
                self.tally.changed += 1;
                earlier.superseded = true;
                earlier.rank = earlier.rank.replaced();
                self.tx.put_witness(&earlier)?;
                (earlier.ordinal, earlier.version + 1, Some(earlier.telegram))
            }
            None => {
                self.tally.new += 1;
                (last.map_or(0, |last| last.ordinal) + 1, 1, None)
            }
        };
        let key = if ordinal == 1 { base_key.to_owned() } else { format!("{base_key}~{ordinal}") };
        let blob = unit.blob.to_string();
        let mut home = self.home(read, earlier, (&blob, base_key, &key))?;
        let mut row = WitnessRow {
            number: WitnessNumber::default(),
            telegram: home.telegram.number,
            collection,
            base_key: base_key.to_owned(),
            key,
            ordinal,
            version,
            superseded: false,
            copy: numbering::next(&mut home.telegram),
            rank: Rank::default(),
            blob,
            bytes: read.bytes.clone(),
            content,
            carrier: String::new(),
            file: unit.file.clone(),
            text_state: read.telegram.text_state,
            length: 0,
            released: None,
            reader: String::new(),
            imported: self.import.now,
            import: Some(import),
            seen: import,
        };
        state(&mut row, unit, read);
        let witness = self.tx.add_witness(&row, &read.reading, &read.sketch)?;
        alike::trace(self.tx, witness, read)?;
        self.settle(home, earlier, AtHand { witness, read, place })
    }

    /// Replaces the reading of known bytes by that of the present reader.
    fn renew(
        &mut self,
        place: (usize, usize),
        mut known: WitnessRow,
        (unit, read): (&ReadUnit, &ReadWitness),
    ) -> Result<(), Error> {
        let before = known.telegram;
        let mut home = self.home(read, Some(before), (&known.blob, &known.base_key, &known.key))?;
        numbering::place(self.tx, &mut known, &mut home.telegram)?;
        state(&mut known, unit, read);
        self.tx.put_witness(&known)?;
        self.tx.put_reading(known.number, &read.reading, &read.sketch)?;
        alike::trace(self.tx, known.number, read)?;
        self.settle(home, Some(before), AtHand { witness: known.number, read, place })
    }

    /// The telegram that a witness belongs to.
    fn home(
        &self,
        read: &ReadWitness,
        earlier: Option<TelegramNumber>,
        (blob, base_key, key): (&str, &str, &str),
    ) -> Result<Home, Error> {
        let (collection, name) = (self.import.collection, &*self.collection);
        let versions = match earlier {
            Some(_) => self.tx.witnesses(Witnesses::Keyed(collection, key), Part::ALL)?,
            None => Vec::new(),
        };
        let versions: Vec<_> = versions.iter().map(|witness| witness.number).collect();
        let newcomer = Newcomer { read, blob, collection, name, key, base_key, versions: &versions };
        identity::home(self.tx, self.texts, newcomer, earlier)
    }

    /// Brings the telegram a witness came to in line, and those it, or others with it, came from.
    fn settle(&mut self, mut home: Home, before: Option<TelegramNumber>, at_hand: AtHand<'_>) -> Result<(), Error> {
        let telegram = home.telegram.number;
        for &joined in &home.joined {
            numbering::place_all(self.tx, joined, &mut home.telegram)?;
        }
        let (doubtful, between) = (std::mem::take(&mut home.doubtful), std::mem::take(&mut home.between));
        let left = home.joined.clone().into_iter().chain(before.filter(|&before| before != telegram));
        self.changes.push(refresh(self.tx, home, Some(at_hand))?);
        for left in left {
            if let Some(left) = identity::numbered(self.tx, left)? {
                self.changes.push(refresh(self.tx, Home::existing(left), None)?);
            }
        }
        for other in doubtful {
            pairs::offer(self.tx, at_hand.witness, other)?;
        }
        for witness in &between {
            self.changes.extend(decisions::freed(self.tx, witness)?);
        }
        for witness in between {
            pairs::offer(self.tx, witness.number, at_hand.witness)?;
            if let Some(left) = identity::numbered(self.tx, witness.telegram)? {
                pairs::offer(self.tx, witness.number, left.shown)?;
            }
        }
        Ok(())
    }

    fn first(&self, which: Witnesses<'_>) -> Result<Option<WitnessRow>, Error> {
        Ok(self.tx.witnesses(which, Part::first(1))?.pop())
    }
}

/// What the present reader says of a witness that no later version has replaced.
fn state(row: &mut WitnessRow, unit: &ReadUnit, read: &ReadWitness) {
    let source = &read.telegram.source;
    row.carrier = source.carrier.as_str().to_owned();
    row.text_state = read.telegram.text_state;
    row.length = read.length as u64;
    row.released = source.released;
    row.reader.clone_from(&unit.reader);
    row.rank = Rank::of(false, row.text_state, row.length);
}
