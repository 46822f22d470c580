//! The index follows the catalogue.
//!
//! Every change of a telegram stands in a queue that is written in the same
//! transaction. The index notes with each commit up to where it has the queue.
//! So after a kill at any moment the rest of the queue is what it lacks.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::Error;
use crate::holdings::{Catalogue, Change, ReadUnit, UnitContent};
use crate::numbers::{Sequence, TelegramNumber};
use crate::search::{Entry, Index, IndexWriter};

/// After what time an import commits to the index first, so that something is
/// found soon. Each commit leaves small segments to be merged, so the time
/// doubles, up to the longest.
const COMMIT_FIRST: Duration = Duration::from_secs(20);
const COMMIT_LONGEST: Duration = Duration::from_secs(80);
/// After how many changes it commits in any case.
const COMMIT_CHANGES: usize = 100_000;
/// How many entries of the queue are read at once.
const STRIDE: usize = 1_000;

/// Writes changes of the catalogue to the index.
pub(crate) struct Follower<'a> {
    catalogue: &'a Catalogue,
    writer: Box<dyn IndexWriter + 'a>,
    /// Up to where the writer has the queue.
    sequence: Sequence,
    /// Changes since the last commit.
    open: usize,
    committed: Instant,
    /// How long after that it commits again.
    pause: Duration,
}

impl<'a> Follower<'a> {
    /// Begins to follow, first with what the index lacks. An index that knows
    /// more than the catalogue (which then comes from a backup) is built anew,
    /// and so is one that knows nothing yet: its building may have been killed,
    /// and the queue no longer names what earlier imports brought.
    pub(crate) fn new(catalogue: &'a Catalogue, index: &'a dyn Index, threads: usize) -> Result<Self, Error> {
        let sequence = index.sequence()?;
        let last = catalogue.last_sequence()?;
        let is_to_be_built = sequence > last || sequence == Sequence::default() && last > sequence;
        let mut follower = Self::begin(catalogue, index, threads)?;
        if is_to_be_built {
            follower.rebuild(&mut |_| {})?;
        }
        follower.catch_up()?;
        Ok(follower)
    }

    /// Fills an empty index, and says how many telegrams it has then.
    pub(crate) fn build(
        catalogue: &'a Catalogue,
        index: &'a dyn Index,
        threads: usize,
        done: &mut dyn FnMut(u64),
    ) -> Result<u64, Error> {
        let mut follower = Self::begin(catalogue, index, threads)?;
        let count = follower.rebuild(done)?;
        follower.finish()?;
        Ok(count)
    }

    fn begin(catalogue: &'a Catalogue, index: &'a dyn Index, threads: usize) -> Result<Self, Error> {
        Ok(Self {
            catalogue,
            writer: index.writer(threads)?,
            sequence: index.sequence()?,
            open: 0,
            committed: Instant::now(),
            pause: COMMIT_FIRST,
        })
    }

    /// Whether the index lacks nothing.
    pub(crate) fn is_level(catalogue: &Catalogue, index: &dyn Index) -> Result<bool, Error> {
        Ok(index.sequence()? == catalogue.last_sequence()?)
    }

    fn catch_up(&mut self) -> Result<(), Error> {
        loop {
            let entries = self.catalogue.queue(self.sequence, STRIDE)?;
            if entries.is_empty() {
                break;
            }
            for (sequence, telegram) in entries {
                self.take(telegram, false)?;
                self.sequence = sequence;
                self.commit_when_due()?;
            }
        }
        self.commit()
    }

    /// Takes a telegram from the catalogue as it is now.
    fn take(&mut self, telegram: TelegramNumber, fresh: bool) -> Result<(), Error> {
        self.open += 1;
        match self.catalogue.index_source(telegram)? {
            None => self.writer.remove(telegram),
            Some(mut source) => {
                let mut entry = Entry::take(&mut source.telegram, &source.text, source.post, source.year);
                entry.revision = source.revision;
                entry.collections = source.collections;
                self.writer.put(telegram, fresh, &entry)
            }
        }
    }

    /// Follows a batch that the catalogue has written.
    pub(crate) fn follow(
        &mut self,
        collection: &str,
        units: &[ReadUnit],
        entries: &mut [Vec<Option<Entry>>],
        changes: &[Change],
    ) -> Result<(), Error> {
        // Thousands of copies of one telegram may stand in a batch: it is taken once, in its last state.
        let last: HashMap<TelegramNumber, Sequence> =
            changes.iter().map(|change| (change.telegram, change.sequence)).collect();
        for change in changes.iter().filter(|change| last.get(&change.telegram) == Some(&change.sequence)) {
            let at_hand = change.facts.and_then(|(unit, record)| {
                let UnitContent::Read(_) = units.get(unit)?.content else { return None };
                entries.get_mut(unit)?.get_mut(record)?.take()
            });
            match at_hand {
                Some(mut entry) => {
                    entry.revision = change.sequence;
                    entry.collections = vec![collection.to_owned()];
                    self.open += 1;
                    self.writer.put(change.telegram, change.fresh, &entry)?;
                }
                None => self.take(change.telegram, false)?,
            }
            self.sequence = self.sequence.max(change.sequence);
        }
        self.commit_when_due()
    }

    fn commit_when_due(&mut self) -> Result<(), Error> {
        if self.open >= COMMIT_CHANGES || (self.open > 0 && self.committed.elapsed() >= self.pause) {
            self.commit()?;
            self.pause = COMMIT_LONGEST.min(self.pause * 2);
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<(), Error> {
        if self.open > 0 {
            self.catalogue.settle()?;
            self.writer.commit(self.sequence)?;
            self.open = 0;
        }
        self.catalogue.trim_queue(self.sequence)?;
        self.committed = Instant::now();
        Ok(())
    }

    /// Takes everything anew from the catalogue.
    fn rebuild(&mut self, done: &mut dyn FnMut(u64)) -> Result<u64, Error> {
        self.writer.clear()?;
        // What changes meanwhile stands in the queue after this.
        let sequence = self.catalogue.last_sequence()?;
        let mut last = TelegramNumber::default();
        let mut count = 0;
        loop {
            let telegrams = self.catalogue.revisions(last, STRIDE)?;
            if telegrams.is_empty() {
                break;
            }
            for (telegram, _) in telegrams {
                self.take(telegram, true)?;
                last = telegram;
                count += 1;
            }
            done(count);
        }
        self.sequence = sequence;
        self.open = self.open.max(1);
        self.commit()?;
        Ok(count)
    }

    /// Commits and waits for what the engine has still to do.
    pub(crate) fn finish(mut self) -> Result<(), Error> {
        self.commit()?;
        self.writer.finish()
    }
}
