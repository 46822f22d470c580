//! Search: the query language, the index, the results page.

mod analysis;
#[cfg(test)]
mod conformance;
pub(crate) mod effort;
mod entry;
pub(crate) mod facets;
mod kept;
mod pattern;
pub(crate) mod query;
mod snippet;
mod tantivy;
mod words;

pub use effort::SearchWatch;
pub(crate) use entry::Entry;
pub(crate) use kept::KeptIndex;
pub use query::{Condition, Filter, Query, QueryError, quoted};
pub(crate) use snippet::Marker;
pub(crate) use tantivy::TantivyIndex;

use std::sync::Arc;

use self::effort::Meter;
use self::facets::Counts;
use self::query::Resolved;

use crate::Error;
use crate::numbers::{Sequence, TelegramNumber};
use crate::view::Page;

/// What the engine finds: telegrams by number, not yet what they say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    pub(crate) total: u64,
    pub(crate) telegrams: Vec<TelegramNumber>,
    /// How many of all of them have each value of a facet.
    pub(crate) counts: Counts,
}

/// A search index: telegrams by number, with the revision of the catalogue
/// that each reflects.
pub(crate) trait Index: Send + Sync {
    /// The last sequence of the queue that the index has for good.
    fn sequence(&self) -> Result<Sequence, Error>;
    /// Begins to write, with so many threads. One writer at a time.
    fn writer(&self, threads: usize) -> Result<Box<dyn IndexWriter + '_>, Error>;
    /// Finds one page of telegrams, the exact total and facets over all.
    ///
    /// # Errors
    /// Also when the meter ends the search.
    fn search(&self, query: &Resolved<'_>, page: &Page, meter: &Arc<Meter>) -> Result<Found, Error>;
    /// Every telegram with its revision, in no order; twice when the index
    /// holds it twice.
    fn revisions(&self) -> Result<Vec<(TelegramNumber, Sequence)>, Error>;
    /// What the engine itself finds wrong with its files.
    fn integrity(&self) -> Result<Vec<String>, Error>;
}

/// Writes to an index; nothing is seen or kept before a commit.
pub(crate) trait IndexWriter {
    /// Takes in a telegram in place of what was known of it. `fresh` says
    /// that the index cannot know it yet.
    fn put(&mut self, telegram: TelegramNumber, fresh: bool, entry: &Entry) -> Result<(), Error>;
    /// Forgets a telegram.
    fn remove(&mut self, telegram: TelegramNumber) -> Result<(), Error>;
    /// Forgets everything.
    fn clear(&mut self) -> Result<(), Error>;
    /// Makes all of it permanent and visible, as the state after `sequence`.
    fn commit(&mut self, sequence: Sequence) -> Result<(), Error>;
    /// Ends the writing once pending merges are done.
    fn finish(self: Box<Self>) -> Result<(), Error>;
}
