//! How much work a search makes, told while it makes it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::Error;
use crate::error::Reason;

/// Told how much work a search makes, and may hold it up or end it.
///
/// A query may be costly: a pattern that every word matches, or a phrase of words that all telegrams hold. Nobody can
/// tell before; so whoever asks hears of the work while it goes on.
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
///
/// /// Ends every search after so many steps.
/// #[derive(Debug)]
/// struct AtMost(u64, AtomicU64);
///
/// impl archive::SearchWatch for AtMost {
///     fn steps(&self, more: u64) -> bool {
///         self.1.fetch_add(more, Ordering::Relaxed) + more <= self.0
///     }
/// }
/// ```
pub trait SearchWatch: Send + Sync + fmt::Debug {
    /// So many steps more were made: telegrams, words of the index and places of words that were looked at, some ten
    /// nanoseconds each. Called every few thousand steps from the thread that searches, which waits for the answer;
    /// `false` ends the search.
    fn steps(&self, more: u64) -> bool;
}

impl SearchWatch for crate::Silent {
    fn steps(&self, _: u64) -> bool {
        true
    }
}

/// Whether a search goes on.
#[derive(Debug)]
pub(crate) struct Meter {
    watch: Arc<dyn SearchWatch>,
    is_over: AtomicBool,
}

impl Meter {
    pub(crate) fn new(watch: Arc<dyn SearchWatch>) -> Arc<Self> {
        Arc::new(Self { watch, is_over: AtomicBool::new(false) })
    }

    /// Tells of work; `false` when the search has ended.
    pub(crate) fn steps(&self, more: u64) -> bool {
        if !self.is_over.load(Ordering::Relaxed) && !self.watch.steps(more) {
            self.is_over.store(true, Ordering::Relaxed);
        }
        !self.is_over.load(Ordering::Relaxed)
    }

    /// Tells of work.
    ///
    /// # Errors
    /// When the search has ended.
    pub(crate) fn spend(&self, more: u64) -> Result<(), Error> {
        if self.steps(more) { Ok(()) } else { Err(Reason::GivenUp.into()) }
    }
}

/// Counts the steps of one part of a search and tells of many at a time.
#[derive(Debug)]
pub(crate) struct Steps {
    meter: Arc<Meter>,
    untold: u64,
}

impl Steps {
    /// So many are told of at a time.
    const MANY: u64 = 4_096;

    pub(crate) fn of(meter: &Arc<Meter>) -> Self {
        Self { meter: Arc::clone(meter), untold: 0 }
    }

    /// Counts steps; `false` when the search has ended.
    pub(crate) fn add(&mut self, more: u64) -> bool {
        self.untold += more;
        if self.untold < Self::MANY {
            return true;
        }
        self.meter.steps(std::mem::take(&mut self.untold))
    }
}
