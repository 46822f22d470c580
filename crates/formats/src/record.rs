//! What a unit holds.

use core::ops::Range;

use crate::{Carrier, Problem, SourceMap};

/// One telegram or document as one witness gives it.
#[derive(Debug, Clone)]
pub struct Record {
    /// The facts, with `source` filled; spans point into `text`.
    pub telegram: telegram::Telegram,
    /// What each stretch of `text` is; they tile it.
    pub elements: Vec<telegram::Element>,
    /// The decoded text.
    pub text: String,
    /// From places in `text` to places in the unit's bytes.
    pub map: SourceMap,
    /// The witness's own bytes within the unit: a document within its volume.
    pub bytes: Range<usize>,
}

/// What a unit holds, and what of it could not be read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The form the unit was read as.
    pub carrier: Carrier,
    /// The telegrams and documents, in the order of the unit.
    pub records: Vec<Record>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// A reading of this form that holds nothing yet.
    pub(crate) fn of(carrier: Carrier) -> Self {
        Self { carrier, records: Vec::new(), problems: Vec::new() }
    }
}
