//! A transaction on one connection: each question and change in the file of its table.

use std::ops::Range;

use formats::Problem;
use rusqlite::Connection;

use super::{counts, imports, likeness, placing, queue, references, telegrams, witnesses};
use crate::Error;
use crate::blobs::Hash;
use crate::numbers::{CollectionNumber, ImportNumber, Sequence, TelegramNumber, WitnessNumber};
use crate::store::{
    CollectionRow, CountRow, Counts, DecisionRow, FormerCopies, FormerCopyRow, ImportRow, KeptReading, PairRow, Pairs,
    Part, ReferenceRow, References, Rows, TelegramRow, Telegrams, Trace, Transaction, UnitRow, WitnessRow, Witnesses,
};

/// A connection in a transaction, which ends elsewhere.
pub(super) struct Session<'a>(pub(super) &'a Connection);

impl Rows for Session<'_> {
    fn collections(&self) -> Result<Vec<CollectionRow>, Error> {
        imports::collections(self.0)
    }

    fn imports(&self, which: Option<ImportNumber>) -> Result<Vec<ImportRow>, Error> {
        imports::find(self.0, which)
    }

    fn problems(&self, import: ImportNumber, part: Part) -> Result<Vec<Problem>, Error> {
        imports::problems(self.0, import, part)
    }

    fn unit(&self, collection: CollectionNumber, blob: Hash, name: &str, reader: &str) -> Result<Option<u64>, Error> {
        imports::unit(self.0, collection, blob, name, reader)
    }

    fn telegrams(&self, which: Telegrams<'_>, part: Part) -> Result<Vec<TelegramRow>, Error> {
        telegrams::find(self.0, which, part)
    }

    fn witnesses(&self, which: Witnesses<'_>, part: Part) -> Result<Vec<WitnessRow>, Error> {
        witnesses::find(self.0, which, part)
    }

    fn readings(&self, witnesses: &[WitnessNumber]) -> Result<Vec<KeptReading>, Error> {
        witnesses::readings(self.0, witnesses)
    }

    fn references(&self, which: References<'_>) -> Result<Vec<ReferenceRow>, Error> {
        references::find(self.0, which)
    }

    fn traced(&self, day: i64, trace: Trace, has_id: bool, limit: u64) -> Result<Vec<WitnessNumber>, Error> {
        likeness::traced(self.0, day, trace, has_id, limit)
    }

    fn pairs(&self, which: Pairs, part: Part) -> Result<Vec<PairRow>, Error> {
        likeness::pairs(self.0, which, part)
    }

    fn decision(&self, collection: CollectionNumber, key: &str) -> Result<Option<DecisionRow>, Error> {
        placing::decision(self.0, collection, key)
    }

    fn former_copies(&self, which: FormerCopies<'_>) -> Result<Vec<FormerCopyRow>, Error> {
        placing::former_copies(self.0, which)
    }

    fn queue(&self, after: Sequence, limit: usize) -> Result<Vec<(Sequence, TelegramNumber)>, Error> {
        queue::after(self.0, after, limit)
    }

    fn last_sequence(&self) -> Result<Sequence, Error> {
        queue::last(self.0)
    }

    fn counts(&self, of: Counts<'_>) -> Result<Vec<CountRow>, Error> {
        counts::find(self.0, of)
    }

    fn blobs(&self) -> Result<Vec<String>, Error> {
        witnesses::blobs(self.0)
    }

    fn names_blob(&self, blob: Hash) -> Result<bool, Error> {
        witnesses::names_blob(self.0, blob)
    }
}

impl Transaction for Session<'_> {
    fn put_collection(
        &self,
        name: &str,
        label: Option<&str>,
        licence: Option<&str>,
    ) -> Result<CollectionNumber, Error> {
        imports::put_collection(self.0, name, label, licence)
    }

    fn add_import(&self, row: &ImportRow) -> Result<ImportNumber, Error> {
        imports::add(self.0, row)
    }

    fn put_import(&self, row: &ImportRow) -> Result<(), Error> {
        imports::put(self.0, row)
    }

    fn add_problems(&self, import: ImportNumber, problems: &[Problem]) -> Result<(), Error> {
        imports::add_problems(self.0, import, problems)
    }

    fn put_unit(&self, row: &UnitRow<'_>) -> Result<(), Error> {
        imports::put_unit(self.0, row)
    }

    fn add_telegram(&self, row: &TelegramRow) -> Result<TelegramNumber, Error> {
        telegrams::add(self.0, row)
    }

    fn put_telegram(&self, row: &TelegramRow) -> Result<(), Error> {
        telegrams::put(self.0, row)
    }

    fn remove_telegram(&self, telegram: TelegramNumber) -> Result<(), Error> {
        references::put(self.0, telegram, &[])?;
        telegrams::remove(self.0, telegram)
    }

    fn add_witness(&self, row: &WitnessRow, reading: &[u8], sketch: &[u8]) -> Result<WitnessNumber, Error> {
        witnesses::add(self.0, row, reading, sketch)
    }

    fn put_witness(&self, row: &WitnessRow) -> Result<(), Error> {
        witnesses::put(self.0, row)
    }

    fn put_reading(&self, witness: WitnessNumber, reading: &[u8], sketch: &[u8]) -> Result<(), Error> {
        witnesses::put_reading(self.0, witness, reading, sketch)
    }

    fn meet(
        &self,
        collection: CollectionNumber,
        blob: Hash,
        part: &Range<u64>,
        import: ImportNumber,
    ) -> Result<(), Error> {
        witnesses::meet(self.0, collection, blob, part, import)
    }

    fn put_references(&self, telegram: TelegramNumber, rows: &[ReferenceRow]) -> Result<(), Error> {
        references::put(self.0, telegram, rows)
    }

    fn put_decision(
        &self,
        collection: CollectionNumber,
        key: &str,
        decision: Option<&DecisionRow>,
    ) -> Result<(), Error> {
        placing::put_decision(self.0, collection, key, decision)
    }

    fn add_trace(&self, day: i64, trace: Trace, has_id: bool, witness: WitnessNumber) -> Result<(), Error> {
        likeness::add_trace(self.0, day, trace, has_id, witness)
    }

    fn put_pair(&self, row: &PairRow) -> Result<(), Error> {
        likeness::put_pair(self.0, row)
    }

    fn add_former_copy(&self, row: &FormerCopyRow) -> Result<(), Error> {
        placing::add_former_copy(self.0, row)
    }

    fn enqueue(&self, telegram: TelegramNumber) -> Result<Sequence, Error> {
        queue::add(self.0, telegram)
    }

    fn trim_queue(&self, sequence: Sequence) -> Result<(), Error> {
        queue::trim(self.0, sequence)
    }
}
