//! What the search index still has to learn.

use std::collections::BTreeSet;

use telegram::Telegram;

use super::{Catalogue, identity};
use crate::Error;
use crate::numbers::{Sequence, TelegramNumber};
use crate::reading::Reading;
use crate::store::{Part, Telegrams, Witnesses};

/// The revision of what is indexed without its text, because its original is lost.
const WITHOUT_TEXT: Sequence = Sequence(-1);

/// What the index keeps of a telegram.
#[derive(Debug, Clone)]
pub(crate) struct IndexSource {
    pub(crate) revision: Sequence,
    pub(crate) post: Option<String>,
    pub(crate) year: Option<i16>,
    pub(crate) collections: Vec<String>,
    pub(crate) telegram: Telegram,
    pub(crate) text: String,
}

impl Catalogue {
    /// Entries of the index queue after `after`: sequence and telegram.
    pub(crate) fn queue(&self, after: Sequence, limit: usize) -> Result<Vec<(Sequence, TelegramNumber)>, Error> {
        self.read(|rows| rows.queue(after, limit))
    }

    /// The highest sequence the queue ever had.
    pub(crate) fn last_sequence(&self) -> Result<Sequence, Error> {
        self.read(|rows| rows.last_sequence())
    }

    /// Forgets the queue up to a sequence that the index has for good.
    pub(crate) fn trim_queue(&self, sequence: Sequence) -> Result<(), Error> {
        self.change(|tx| tx.trim_queue(sequence))
    }

    /// What the index keeps of a telegram, `None` when it is gone; of one whose original is lost without text, under a
    /// revision that is not the telegram's.
    pub(crate) fn index_source(&self, telegram: TelegramNumber) -> Result<Option<IndexSource>, Error> {
        let found = self.read(|rows| {
            let Some(row) = identity::numbered(rows, telegram)? else { return Ok(None) };
            let Some(kept) = rows.readings(&[row.shown])?.pop() else { return Ok(None) };
            let names = super::collections(rows)?;
            let present: BTreeSet<String> = rows
                .witnesses(Witnesses::Of(telegram), Part::ALL)?
                .into_iter()
                .filter(|witness| !witness.superseded)
                .filter_map(|witness| Some(names.get(&witness.collection)?.name.clone()))
                .collect();
            Ok(Some((row, kept, present)))
        })?;
        let Some((row, kept, collections)) = found else { return Ok(None) };
        let (Reading { telegram, text, .. }, is_whole) = self.texts.what_is_there(&kept)?;
        Ok(Some(IndexSource {
            // Verification finds that the index has an earlier state, and keeps finding it until the index is built from
            // the text again.
            revision: if is_whole { row.revision } else { WITHOUT_TEXT },
            post: row.post,
            year: row.year,
            collections: collections.into_iter().collect(),
            telegram,
            text,
        }))
    }

    /// Telegrams after `after` with their revision, by number.
    pub(crate) fn revisions(
        &self,
        after: TelegramNumber,
        limit: usize,
    ) -> Result<Vec<(TelegramNumber, Sequence)>, Error> {
        self.read(|rows| {
            let found = rows.telegrams(Telegrams::After(after), Part::first(limit as u64))?;
            Ok(found.into_iter().map(|row| (row.number, row.revision)).collect())
        })
    }
}
