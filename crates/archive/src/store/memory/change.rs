//! Rows changed in memory.

use std::ops::Range;

use formats::Problem;

use super::{Changing, Kept};
use crate::Error;
use crate::blobs::Hash;
use crate::numbers::{CollectionNumber, ImportNumber, Sequence, TelegramNumber, WitnessNumber};
use crate::store::{
    CollectionRow, CountRow, Counts, DecisionRow, FormerCopies, FormerCopyRow, ImportRow, KeptReading, PairRow, Pairs,
    Part, ReferenceRow, References, Rows, TelegramRow, Telegrams, Trace, Transaction, UnitRow, WitnessRow, Witnesses,
};

impl Transaction for Changing {
    fn put_collection(
        &self,
        name: &str,
        label: Option<&str>,
        licence: Option<&str>,
    ) -> Result<CollectionNumber, Error> {
        let collections = &mut self.0.borrow_mut().collections;
        let (label, licence) = (label.map(str::to_owned), licence.map(str::to_owned));
        if let Some(row) = collections.iter_mut().find(|row| row.name == name) {
            row.label = label.or(row.label.take());
            row.licence = licence.or(row.licence.take());
            return Ok(row.number);
        }
        let number = CollectionNumber(collections.len() as i64 + 1);
        collections.push(CollectionRow { number, name: name.to_owned(), label, licence });
        Ok(number)
    }

    fn add_import(&self, row: &ImportRow) -> Result<ImportNumber, Error> {
        let imports = &mut self.0.borrow_mut().imports;
        let number = ImportNumber(imports.len() as i64 + 1);
        imports.push(ImportRow { number, ..row.clone() });
        Ok(number)
    }

    fn put_import(&self, row: &ImportRow) -> Result<(), Error> {
        if let Some(kept) = self.0.borrow_mut().imports.iter_mut().find(|kept| kept.number == row.number) {
            *kept = ImportRow { collection: kept.collection, started: kept.started, ..row.clone() };
        }
        Ok(())
    }

    fn add_problems(&self, import: ImportNumber, problems: &[Problem]) -> Result<(), Error> {
        self.0.borrow_mut().problems.entry(import).or_default().extend_from_slice(problems);
        Ok(())
    }

    fn put_unit(&self, row: &UnitRow<'_>) -> Result<(), Error> {
        let key = (row.collection, row.blob.to_string(), row.name.to_owned());
        self.0.borrow_mut().units.insert(key, (row.reader.to_owned(), row.records));
        Ok(())
    }

    fn add_telegram(&self, row: &TelegramRow) -> Result<TelegramNumber, Error> {
        let state = &mut *self.0.borrow_mut();
        state.last_telegram.0 += 1;
        let number = state.last_telegram;
        state.telegrams.insert(number, TelegramRow { number, ..row.clone() });
        Ok(number)
    }

    fn put_telegram(&self, row: &TelegramRow) -> Result<(), Error> {
        if let Some(kept) = self.0.borrow_mut().telegrams.get_mut(&row.number) {
            *kept = TelegramRow { key: kept.key.clone(), ..row.clone() };
        }
        Ok(())
    }

    fn remove_telegram(&self, telegram: TelegramNumber) -> Result<(), Error> {
        let state = &mut *self.0.borrow_mut();
        state.telegrams.remove(&telegram);
        state.references.remove(&telegram);
        Ok(())
    }

    fn add_witness(&self, row: &WitnessRow, reading: &[u8], sketch: &[u8]) -> Result<WitnessNumber, Error> {
        let state = &mut *self.0.borrow_mut();
        state.last_witness.0 += 1;
        let number = state.last_witness;
        let row = WitnessRow { number, ..row.clone() };
        state.witnesses.insert(number, Kept { row, reading: reading.to_vec(), sketch: sketch.to_vec() });
        Ok(number)
    }

    fn put_witness(&self, row: &WitnessRow) -> Result<(), Error> {
        if let Some(kept) = self.0.borrow_mut().witnesses.get_mut(&row.number) {
            let was = kept.row.clone();
            kept.row = WitnessRow {
                telegram: row.telegram,
                superseded: row.superseded,
                copy: row.copy,
                rank: row.rank,
                carrier: row.carrier.clone(),
                text_state: row.text_state,
                length: row.length,
                released: row.released,
                reader: row.reader.clone(),
                seen: row.seen,
                ..was
            };
        }
        Ok(())
    }

    fn put_reading(&self, witness: WitnessNumber, reading: &[u8], sketch: &[u8]) -> Result<(), Error> {
        if let Some(kept) = self.0.borrow_mut().witnesses.get_mut(&witness) {
            (kept.reading, kept.sketch) = (reading.to_vec(), sketch.to_vec());
        }
        Ok(())
    }

    fn meet(
        &self,
        collection: CollectionNumber,
        blob: Hash,
        part: &Range<u64>,
        import: ImportNumber,
    ) -> Result<(), Error> {
        let blob = blob.to_string();
        for row in self.0.borrow_mut().witnesses.values_mut().map(|kept| &mut kept.row) {
            // One that begins at the end has no bytes.
            let is_within = (part.start..=part.end).contains(&row.bytes.start);
            if row.collection == collection && row.blob == blob && !row.superseded && is_within {
                row.seen = import;
            }
        }
        Ok(())
    }

    fn put_references(&self, telegram: TelegramNumber, rows: &[ReferenceRow]) -> Result<(), Error> {
        self.0.borrow_mut().references.insert(telegram, rows.to_vec());
        Ok(())
    }

    fn put_decision(
        &self,
        collection: CollectionNumber,
        key: &str,
        decision: Option<&DecisionRow>,
    ) -> Result<(), Error> {
        let decisions = &mut self.0.borrow_mut().decisions;
        let key = (collection, key.to_owned());
        match decision {
            Some(row) => decisions.insert(key, row.clone()),
            None => decisions.remove(&key),
        };
        Ok(())
    }

    fn add_trace(&self, day: i64, trace: Trace, has_id: bool, witness: WitnessNumber) -> Result<(), Error> {
        self.0.borrow_mut().traces.insert((day, trace, has_id, witness));
        Ok(())
    }

    fn put_pair(&self, row: &PairRow) -> Result<(), Error> {
        self.0.borrow_mut().pairs.insert(row.pair, row.clone());
        Ok(())
    }

    fn add_former_copy(&self, row: &FormerCopyRow) -> Result<(), Error> {
        let key = (row.telegram.address(), row.copy);
        self.0.borrow_mut().former_copies.entry(key).or_insert(row.witness);
        Ok(())
    }

    fn enqueue(&self, telegram: TelegramNumber) -> Result<Sequence, Error> {
        let state = &mut *self.0.borrow_mut();
        state.last_sequence.0 += 1;
        let sequence = state.last_sequence;
        state.queue.insert(sequence, telegram);
        Ok(sequence)
    }

    fn trim_queue(&self, sequence: Sequence) -> Result<(), Error> {
        self.0.borrow_mut().queue.retain(|place, _| *place > sequence);
        Ok(())
    }
}

/// What is being changed is read as what it will be.
impl Rows for Changing {
    fn collections(&self) -> Result<Vec<CollectionRow>, Error> {
        self.0.borrow().collections()
    }

    fn imports(&self, which: Option<ImportNumber>) -> Result<Vec<ImportRow>, Error> {
        self.0.borrow().imports(which)
    }

    fn problems(&self, import: ImportNumber, part: Part) -> Result<Vec<Problem>, Error> {
        self.0.borrow().problems(import, part)
    }

    fn unit(&self, collection: CollectionNumber, blob: Hash, name: &str, reader: &str) -> Result<Option<u64>, Error> {
        self.0.borrow().unit(collection, blob, name, reader)
    }

    fn telegrams(&self, which: Telegrams<'_>, part: Part) -> Result<Vec<TelegramRow>, Error> {
        self.0.borrow().telegrams(which, part)
    }

    fn witnesses(&self, which: Witnesses<'_>, part: Part) -> Result<Vec<WitnessRow>, Error> {
        self.0.borrow().witnesses(which, part)
    }

    fn readings(&self, witnesses: &[WitnessNumber]) -> Result<Vec<KeptReading>, Error> {
        self.0.borrow().readings(witnesses)
    }

    fn references(&self, which: References<'_>) -> Result<Vec<ReferenceRow>, Error> {
        self.0.borrow().references(which)
    }

    fn traced(&self, day: i64, trace: Trace, has_id: bool, limit: u64) -> Result<Vec<WitnessNumber>, Error> {
        self.0.borrow().traced(day, trace, has_id, limit)
    }

    fn pairs(&self, which: Pairs, part: Part) -> Result<Vec<PairRow>, Error> {
        self.0.borrow().pairs(which, part)
    }

    fn decision(&self, collection: CollectionNumber, key: &str) -> Result<Option<DecisionRow>, Error> {
        self.0.borrow().decision(collection, key)
    }

    fn former_copies(&self, which: FormerCopies<'_>) -> Result<Vec<FormerCopyRow>, Error> {
        self.0.borrow().former_copies(which)
    }

    fn queue(&self, after: Sequence, limit: usize) -> Result<Vec<(Sequence, TelegramNumber)>, Error> {
        self.0.borrow().queue(after, limit)
    }

    fn last_sequence(&self) -> Result<Sequence, Error> {
        Ok(self.0.borrow().last_sequence)
    }

    fn counts(&self, of: Counts<'_>) -> Result<Vec<CountRow>, Error> {
        self.0.borrow().counts(of)
    }

    fn blobs(&self) -> Result<Vec<String>, Error> {
        self.0.borrow().blobs()
    }

    fn names_blob(&self, blob: Hash) -> Result<bool, Error> {
        self.0.borrow().names_blob(blob)
    }
}
