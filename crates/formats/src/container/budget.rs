//! Keeps expansion within bounds: what comes out of an archive may only be so
//! much larger than what went in.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use crate::Limits;

/// How much went in and came out of one outermost file.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    consumed: Rc<Cell<u64>>,
    produced: Rc<Cell<u64>>,
    ratio: u64,
    floor: u64,
}

/// The error that a reader gives when the budget is used up.
#[derive(Debug)]
struct UsedUp;

impl core::fmt::Display for UsedUp {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("expands too much")
    }
}

impl core::error::Error for UsedUp {}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { consumed: Rc::default(), produced: Rc::default(), ratio: limits.max_ratio, floor: limits.ratio_floor }
    }

    pub(super) fn consume(&self, bytes: u64) {
        self.consumed.set(self.consumed.get().saturating_add(bytes));
    }

    pub(super) fn used_up(&self) -> bool {
        let produced = self.produced.get();
        produced > self.floor && produced > self.consumed.get().saturating_mul(self.ratio)
    }

    /// Why reading stopped.
    pub(super) fn reason(&self, error: &io::Error) -> String {
        if self.used_up() {
            return format!("expands to more than {} times its size, stopped", self.ratio);
        }
        match error.kind() {
            io::ErrorKind::UnexpectedEof => "ends too early, the file is cut off".to_owned(),
            _ => format!("cannot be read: {error}"),
        }
    }

    /// Counts what is read from the outermost file.
    pub(super) fn count_input<R: Read>(&self, inner: R) -> Counter<R> {
        Counter { inner, count: Rc::clone(&self.consumed), budget: None }
    }

    /// Counts what comes out of a decompressor, and stops it in time.
    pub(super) fn count_output<R: Read>(&self, inner: R) -> Counter<R> {
        Counter { inner, count: Rc::clone(&self.produced), budget: Some(self.clone()) }
    }
}

/// A reader that counts.
pub(super) struct Counter<R> {
    inner: R,
    count: Rc<Cell<u64>>,
    budget: Option<Budget>,
}

impl<R: Read> Read for Counter<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.budget.as_ref().is_some_and(Budget::used_up) {
            return Err(io::Error::other(UsedUp));
        }
        let count = self.inner.read(buffer)?;
        self.count.set(self.count.get().saturating_add(count as u64));
        Ok(count)
    }
}
