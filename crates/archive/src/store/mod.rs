//! Where rows are kept.
//!
//! A store keeps the rows of an archive and finds them again; it knows nothing of what they mean. Which witnesses are of
//! one telegram, which is shown, what a page has: these are rules above it, in [`holdings`](crate::holdings), written
//! once for all stores. A further store is one folder beside `sqlite/`, which passes [`conformance::check`]; with `memory/`
//! tests show that nothing else is needed.

#[cfg(test)]
mod conformance;
#[cfg(test)]
mod memory;
mod rows;
mod sqlite;

use std::fmt;
use std::ops::Range;

use formats::Problem;

#[cfg(test)]
pub(crate) use memory::MemoryStore;
pub(crate) use rows::{
    CollectionRow, CountRow, DecisionRow, FormerCopyRow, ImportRow, KeptReading, PairRow, ReferenceRow, TelegramRow,
    UnitRow, WitnessRow,
};
pub(crate) use sqlite::{ReadOnlyStore, SqliteStore};

use crate::Error;
use crate::blobs::Hash;
use crate::error::Reason;
use crate::key::TelegramKey;
use crate::numbers::{CollectionNumber, ImportNumber, Sequence, TelegramNumber, WitnessNumber};
use crate::series::Series;

/// What is done with rows as they are at one moment.
pub(crate) type Reading<'a> = dyn FnMut(&dyn Rows) -> Result<(), Error> + 'a;
/// What is done to rows, all or nothing.
pub(crate) type Writing<'a> = dyn FnMut(&dyn Transaction) -> Result<(), Error> + 'a;

/// A store of rows.
pub(crate) trait Store: Send + Sync + fmt::Debug {
    /// Calls `read` once: all that it reads is one state, whatever is written meanwhile.
    fn read(&self, read: &mut Reading<'_>) -> Result<(), Error>;
    /// Calls `write` once, when no other writes. What it wrote is seen and kept when it returns `Ok`; else it never was.
    fn write(&self, write: &mut Writing<'_>) -> Result<(), Error>;
    /// Makes everything that was written survive a loss of power.
    fn settle(&self) -> Result<(), Error>;
    /// What the engine itself finds wrong with what it keeps.
    fn integrity(&self) -> Result<Vec<String>, Error>;
}

impl dyn Store + '_ {
    /// Gives what is read in one state.
    pub(crate) fn reading<T>(&self, read: impl FnOnce(&dyn Rows) -> Result<T, Error>) -> Result<T, Error> {
        let mut read = Some(read);
        let mut result = None;
        self.read(&mut |rows| {
            result = read.take().map(|read| read(rows)).transpose()?;
            Ok(())
        })?;
        result.ok_or_else(|| Reason::Worker.into())
    }

    /// Writes all or nothing.
    pub(crate) fn writing<T>(&self, write: impl FnOnce(&dyn Transaction) -> Result<T, Error>) -> Result<T, Error> {
        let mut write = Some(write);
        let mut result = None;
        self.write(&mut |rows| {
            result = write.take().map(|write| write(rows)).transpose()?;
            Ok(())
        })?;
        result.ok_or_else(|| Reason::Worker.into())
    }
}

/// Rows, as they are at one moment.
pub(crate) trait Rows {
    /// All collections, by name.
    fn collections(&self) -> Result<Vec<CollectionRow>, Error>;
    /// All imports, or one; the newest first.
    fn imports(&self, which: Option<ImportNumber>) -> Result<Vec<ImportRow>, Error>;
    /// What an import could not read or left aside, in the order found.
    fn problems(&self, import: ImportNumber, part: Part) -> Result<Vec<Problem>, Error>;
    /// How many records a file held when it was read for good, by this reader, into this collection, under this name.
    fn unit(&self, collection: CollectionNumber, blob: Hash, name: &str, reader: &str) -> Result<Option<u64>, Error>;
    /// Telegrams.
    fn telegrams(&self, which: Telegrams<'_>, part: Part) -> Result<Vec<TelegramRow>, Error>;
    /// Witnesses.
    fn witnesses(&self, which: Witnesses<'_>, part: Part) -> Result<Vec<WitnessRow>, Error>;
    /// What is kept of the reading of these witnesses, in their order; of one that is not here nothing.
    fn readings(&self, witnesses: &[WitnessNumber]) -> Result<Vec<KeptReading>, Error>;
    /// References.
    fn references(&self, which: References<'_>) -> Result<Vec<ReferenceRow>, Error>;
    /// Witnesses with this trace on a day that state a reference id, or that state none, the latest first.
    fn traced(&self, day: i64, trace: Trace, has_id: bool, limit: u64) -> Result<Vec<WitnessNumber>, Error>;
    /// Pairs of witnesses that may be of one telegram.
    fn pairs(&self, which: Pairs, part: Part) -> Result<Vec<PairRow>, Error>;
    /// What a person decided about a witness.
    fn decision(&self, collection: CollectionNumber, key: &str) -> Result<Option<DecisionRow>, Error>;
    /// Numbers of copies that have left a telegram.
    fn former_copies(&self, which: FormerCopies<'_>) -> Result<Vec<FormerCopyRow>, Error>;
    /// The queue of changes after a place, in order.
    fn queue(&self, after: Sequence, limit: usize) -> Result<Vec<(Sequence, TelegramNumber)>, Error>;
    /// The highest place the queue ever had.
    fn last_sequence(&self) -> Result<Sequence, Error>;
    /// Counts rows in groups, in no order.
    fn counts(&self, of: Counts<'_>) -> Result<Vec<CountRow>, Error>;
    /// All blobs that witnesses name, sorted.
    fn blobs(&self) -> Result<Vec<String>, Error>;
    /// Whether a witness, or a file that was read for good and held records, names a blob.
    fn names_blob(&self, blob: Hash) -> Result<bool, Error>;
}

/// Rows that are changed, all or nothing.
pub(crate) trait Transaction: Rows {
    /// The collection of this name, made where it is not there; its label and licence become these where they are some.
    fn put_collection(&self, name: &str, label: Option<&str>, licence: Option<&str>)
    -> Result<CollectionNumber, Error>;
    /// Adds an import; the number in the row does not count.
    fn add_import(&self, row: &ImportRow) -> Result<ImportNumber, Error>;
    /// Replaces what is kept of an import, but for its collection and when it began.
    fn put_import(&self, row: &ImportRow) -> Result<(), Error>;
    /// Adds problems to an import, after those that it has.
    fn add_problems(&self, import: ImportNumber, problems: &[Problem]) -> Result<(), Error>;
    /// Notes that a file was read for good.
    fn put_unit(&self, row: &UnitRow<'_>) -> Result<(), Error>;
    /// Adds a telegram; the number in the row does not count.
    fn add_telegram(&self, row: &TelegramRow) -> Result<TelegramNumber, Error>;
    /// Replaces what is kept of a telegram, but for its key.
    fn put_telegram(&self, row: &TelegramRow) -> Result<(), Error>;
    /// Removes a telegram, which has no witness, with the references it makes.
    fn remove_telegram(&self, telegram: TelegramNumber) -> Result<(), Error>;
    /// Adds a witness; the numbers in the rows do not count.
    fn add_witness(&self, row: &WitnessRow, reading: &[u8], sketch: &[u8]) -> Result<WitnessNumber, Error>;
    /// Replaces of a witness where it belongs and what was made of its bytes: its telegram and number there, its rank and
    /// whether it is superseded, when it was met, and the facts about its reading.
    fn put_witness(&self, row: &WitnessRow) -> Result<(), Error>;
    /// Replaces the reading of a witness.
    fn put_reading(&self, witness: WitnessNumber, reading: &[u8], sketch: &[u8]) -> Result<(), Error>;
    /// Notes that an import met the witnesses of a collection whose bytes begin in this part of a blob, and that no later
    /// version has replaced.
    fn meet(
        &self,
        collection: CollectionNumber,
        blob: Hash,
        part: &Range<u64>,
        import: ImportNumber,
    ) -> Result<(), Error>;
    /// Replaces the references that a telegram makes.
    fn put_references(&self, telegram: TelegramNumber, rows: &[ReferenceRow]) -> Result<(), Error>;
    /// Keeps what a person decided about a witness, or with `None` forgets it.
    fn put_decision(
        &self,
        collection: CollectionNumber,
        key: &str,
        decision: Option<&DecisionRow>,
    ) -> Result<(), Error>;
    /// Notes that a witness has a trace on a day, and whether it states a reference id.
    fn add_trace(&self, day: i64, trace: Trace, has_id: bool, witness: WitnessNumber) -> Result<(), Error>;
    /// Keeps a pair; one that is kept already becomes this.
    fn put_pair(&self, row: &PairRow) -> Result<(), Error>;
    /// Keeps that a number was once a witness's; where another is kept with it, that stays.
    fn add_former_copy(&self, row: &FormerCopyRow) -> Result<(), Error>;
    /// Adds a telegram to the queue of changes; places are never given twice.
    fn enqueue(&self, telegram: TelegramNumber) -> Result<Sequence, Error>;
    /// Forgets the queue up to a place.
    fn trim_queue(&self, sequence: Sequence) -> Result<(), Error>;
}

/// A part of many rows: so many after the first `offset`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) offset: u64,
    pub(crate) limit: u64,
}

impl Part {
    /// All rows.
    pub(crate) const ALL: Self = Self::first(u64::MAX);

    /// The first rows.
    pub(crate) const fn first(limit: u64) -> Self {
        Self { offset: 0, limit }
    }

    /// The part of a list.
    pub(crate) fn of<T>(self, all: &[T]) -> &[T] {
        let end = usize::try_from(self.offset.saturating_add(self.limit)).unwrap_or(usize::MAX).min(all.len());
        let first = usize::try_from(self.offset).unwrap_or(usize::MAX).min(end);
        all.get(first..end).unwrap_or_default()
    }
}

/// Which telegrams.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Telegrams<'a> {
    /// These, in this order; one that is not here is left out.
    Numbered(&'a [TelegramNumber]),
    /// The one with this key.
    Keyed(&'a TelegramKey),
    /// Those after a number, by number.
    After(TelegramNumber),
    /// Those of a post with this number in a series, by year and address.
    Serial(&'a str, i64),
    /// A series, by number; its airgrams after its telegrams.
    Series(&'a str, i16),
    /// The ones before a number in its series, the nearest first.
    Before(&'a Series),
    /// The ones after a number in its series, the nearest first.
    Next(&'a Series),
    /// Those with a date, the earliest first.
    Earliest,
    /// Those with a date, the latest first.
    Latest,
    /// Those with more than one witness that no later version has replaced, whose address comes after this, by address.
    WithCopies(&'a str),
}

/// A part of what tells that texts may be alike; see [`Sketch::traces`](crate::witnesses::Sketch::traces).
pub(crate) type Trace = [u8; 4];

/// Which pairs.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Pairs {
    /// Those that wait for a decision: no person decided, no later version has replaced either witness, and they are of
    /// different telegrams.
    Open,
    /// All that a witness is in.
    With(WitnessNumber),
}

/// Which witnesses.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Witnesses<'a> {
    /// The one with this number.
    Numbered(WitnessNumber),
    /// Those after a number, by number.
    After(WitnessNumber),
    /// Those of a telegram, by rank and number.
    Of(TelegramNumber),
    /// The one with this number among the copies of a telegram.
    Copy(TelegramNumber, u32),
    /// All versions of the one with this key, the latest first.
    Keyed(CollectionNumber, &'a str),
    /// Those with this key in any collection, by number.
    WithKey(&'a str),
    /// Those that came under a key of the source, the highest ordinal first.
    Under(CollectionNumber, &'a str),
    /// Of those under a key that no later version has replaced, the ones with this content, by ordinal.
    Same(CollectionNumber, &'a str, &'a str),
    /// Of those under a key that no later version has replaced, the ones last met before an import; those first that were
    /// not met for longest, then by number.
    NotMet(CollectionNumber, &'a str, ImportNumber),
    /// Those that an import brought, by number.
    Brought(ImportNumber),
}

/// Which references.
#[derive(Debug, Clone, Copy)]
pub(crate) enum References<'a> {
    /// Those that a telegram makes, in their order.
    From(TelegramNumber),
    /// Those to an id, by telegram and order.
    To(&'a str),
    /// Those to ids of a series that no telegram here has, by number of the target and telegram.
    Missing(&'a str, i16),
}

/// Which numbers of copies.
#[derive(Debug, Clone, Copy)]
pub(crate) enum FormerCopies<'a> {
    /// Those of a telegram, the highest first.
    Of(&'a TelegramKey),
    /// This number of a telegram.
    Numbered(&'a TelegramKey, u32),
    /// Those that a witness had with a telegram.
    Had(&'a TelegramKey, WitnessNumber),
}

/// What is counted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Counts<'a> {
    /// Telegrams by kind.
    Kinds,
    /// Telegrams by classification.
    Classifications,
    /// Telegrams that have a number in a series, by post and year; of all posts, or of one.
    Held(Option<&'a str>),
    /// Ids that are referred to and that no telegram here has, by post and year; of all posts, or of one.
    Missing(Option<&'a str>),
    /// Witnesses that no later version has replaced, by the name of their collection.
    Witnesses,
    /// Witnesses that an import brought.
    Brought(ImportNumber),
    /// Witnesses of a collection that no later version has replaced and that were last met before an import.
    NotMet(CollectionNumber, ImportNumber),
    /// Pairs that wait for a decision.
    OpenPairs,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_conforms() {
        conformance::check(&mut || Box::new(MemoryStore::default()));
    }

    #[test]
    fn sqlite_conforms() {
        let dir = tempfile::tempdir().unwrap();
        let mut count = 0;
        conformance::check(&mut || {
            count += 1;
            Box::new(SqliteStore::open(&dir.path().join(count.to_string())).unwrap())
        });
    }
}
