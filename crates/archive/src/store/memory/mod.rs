//! The rows in memory: for tests, and to show that the rules above need nothing but a [`Store`].

mod change;
mod find;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use formats::Problem;

use super::{
    CollectionRow, DecisionRow, ImportRow, PairRow, Reading, ReferenceRow, Store, TelegramRow, Trace, WitnessRow,
    Writing,
};
use crate::Error;
use crate::numbers::{CollectionNumber, ImportNumber, Sequence, TelegramNumber, WitnessNumber};

/// The rows in memory. Who reads has the state of when the reading began; who writes has a copy of it, which becomes the
/// state when all is written.
#[derive(Debug, Default)]
pub(crate) struct MemoryStore {
    state: Mutex<Arc<State>>,
    /// Held by who writes.
    turn: Mutex<()>,
}

/// All rows.
#[derive(Debug, Clone, Default)]
struct State {
    collections: Vec<CollectionRow>,
    imports: Vec<ImportRow>,
    problems: BTreeMap<ImportNumber, Vec<Problem>>,
    /// By collection, blob and name: the reader, and how many records it read.
    units: BTreeMap<(CollectionNumber, String, String), (String, u64)>,
    telegrams: BTreeMap<TelegramNumber, TelegramRow>,
    witnesses: BTreeMap<WitnessNumber, Kept>,
    references: BTreeMap<TelegramNumber, Vec<ReferenceRow>>,
    decisions: BTreeMap<(CollectionNumber, String), DecisionRow>,
    /// By the address of the telegram, as its key has no order.
    former_copies: BTreeMap<(String, u32), WitnessNumber>,
    /// Day, trace, whether the witness states an id, and the witness.
    traces: BTreeSet<(i64, Trace, bool, WitnessNumber)>,
    pairs: BTreeMap<(WitnessNumber, WitnessNumber), PairRow>,
    queue: BTreeMap<Sequence, TelegramNumber>,
    /// The last numbers that were given; none is given twice.
    last_telegram: TelegramNumber,
    last_witness: WitnessNumber,
    last_sequence: Sequence,
}

/// A witness with what was read from it.
#[derive(Debug, Clone)]
struct Kept {
    row: WitnessRow,
    reading: Vec<u8>,
    sketch: Vec<u8>,
}

/// A copy of the state that is being changed.
struct Changing(RefCell<State>);

impl Store for MemoryStore {
    fn read(&self, read: &mut Reading<'_>) -> Result<(), Error> {
        let state = Arc::clone(&lock(&self.state));
        read(&*state)
    }

    fn write(&self, write: &mut Writing<'_>) -> Result<(), Error> {
        let _turn = lock(&self.turn);
        let state = State::clone(&lock(&self.state));
        let changing = Changing(RefCell::new(state));
        write(&changing)?;
        *lock(&self.state) = Arc::new(changing.0.into_inner());
        Ok(())
    }

    fn settle(&self) -> Result<(), Error> {
        Ok(())
    }

    fn integrity(&self) -> Result<Vec<String>, Error> {
        let state = Arc::clone(&lock(&self.state));
        let shows_what_it_has = |row: &&TelegramRow| {
            state.witnesses.get(&row.shown).is_some_and(|witness| witness.row.telegram == row.number)
        };
        let wrong = state.telegrams.values().filter(|row| !shows_what_it_has(row));
        Ok(wrong.map(|row| format!("{} shows a witness that it does not have", row.key.address())).collect())
    }
}

/// A thread that panicked has changed a copy alone.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
