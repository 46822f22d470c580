//! The search index, which follows the catalogue and is made anew from it when it is damaged.

use std::sync::Arc;

use super::Archive;
use crate::error::Reason;
use crate::import::{Follower, Silent};
use crate::search::effort::Meter;
use crate::search::query::Resolved;
use crate::search::{Found, TantivyIndex};
use crate::view::Page;
use crate::{Error, VerifyWatch};

impl Archive {
    /// Whether changes of telegrams wait for the search index, which does not find them yet: somebody imports now, or an
    /// import was killed and what it left undone could not be done.
    ///
    /// # Errors
    /// When catalogue or index cannot be read.
    pub fn search_lags(&self) -> Result<bool, Error> {
        Ok(!Follower::is_level(&self.catalogue, &*self.index.get()?)?)
    }

    /// Why the search index cannot be used as it is; `None` where nothing is known to be wrong with it. Whoever searches or
    /// imports then has it made anew first.
    #[must_use]
    pub fn index_problem(&self) -> Option<String> {
        self.index.get().err().map(|error| error.to_string())
    }

    /// What was found wrong with the search index while it was searched, since this was asked last. It was made anew then.
    #[must_use]
    pub fn index_mended(&self) -> Option<String> {
        self.index.take_damage().filter(|_| self.index.get().is_ok())
    }

    /// Builds the search index anew from the catalogue, beside the one that
    /// is there, which is searched meanwhile.
    ///
    /// # Errors
    /// When the catalogue cannot be read or the index not be written.
    pub fn rebuild_index(&self, watch: &dyn VerifyWatch) -> Result<u64, Error> {
        let _turn = self.turn()?;
        self.build_index(1, watch)
    }

    /// Builds the search index anew if it cannot be used as it is.
    ///
    /// # Errors
    /// As [`rebuild_index`](Self::rebuild_index); [`Error::is_index_unusable`] where the archive cannot be written, now
    /// or at all.
    pub fn mend_index(&self, watch: &dyn VerifyWatch) -> Result<(), Error> {
        let Some(problem) = self.index_problem() else { return Ok(()) };
        let _turn = self.turn().map_err(|error| {
            let what = if error.is_locked() {
                "it is being made anew or an import is at work; try again when that has ended".to_owned()
            } else {
                format!("it cannot be made anew: {error}")
            };
            Reason::NoIndex(format!("{problem}; {what}"))
        })?;
        // Another may have done it meanwhile.
        if self.index.get().is_err() {
            self.build_index(1, watch)?;
        }
        Ok(())
    }

    /// Searches the index; one that turns out to be damaged is made anew first.
    pub(super) fn find(&self, query: &Resolved<'_>, page: &Page, meter: &Arc<Meter>) -> Result<Found, Error> {
        match self.index.search(query, page, meter) {
            Err(error) if self.index.is_damaged_after(&error) => {
                self.mend_index(&Silent)?;
                self.index.search(query, page, meter)
            }
            found => found,
        }
    }

    /// Builds the index. The caller holds the lock.
    pub(super) fn build_index(&self, threads: usize, watch: &dyn VerifyWatch) -> Result<u64, Error> {
        let total = self.catalogue.overview()?.telegrams;
        let mut done = |count| watch.progress(count, total);
        self.index.rebuild(|index| Follower::build(&self.catalogue, index, threads, &mut done))
    }

    /// Has the index take up what it lacks; a damaged one lacks everything, and is made anew when it is wanted.
    pub(super) fn follow(&self, index: &TantivyIndex) -> Result<(), Error> {
        match Follower::new(&self.catalogue, index, 1).and_then(Follower::finish) {
            Err(error) if self.is_spoiled_by(&error) => Ok(()),
            followed => followed,
        }
    }

    /// Looks whether an error of writing to the index was damage. Then the index is made anew when it is wanted next.
    pub(super) fn is_spoiled_by(&self, error: &Error) -> bool {
        let is_damaged = self.index.is_damaged_after(error);
        if is_damaged {
            self.index.spoil();
        }
        is_damaged
    }
}
