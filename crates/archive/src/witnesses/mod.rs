//! Copies of one telegram: how it is known that they are, what each says, and
//! where their texts differ.
//!
//! Identity is told by the reference id; where a copy states none, by its words
//! ([`Sketch`]) and all else that both state ([`judge`]). A person may decide otherwise
//! ([`Archive::split_witness`](crate::Archive::split_witness),
//! [`Archive::join_witness`](crate::Archive::join_witness)), and every
//! decision can be taken back.

mod comparison;
mod evidence;
mod facts;
mod misprint;
mod parties;
mod sketch;
mod stated;
mod verdict;
mod wording;

pub use comparison::{Comparison, ComparisonRow, Stretch};
pub use evidence::{Decision, Evidence, Identity};
pub use facts::{FactRow, FactValue};
pub use verdict::{Ground, Judgement, Point, Verdict};

pub(crate) use comparison::compare;
pub(crate) use evidence::{ALIKE, evidence};
pub(crate) use facts::{fill, rows};
pub(crate) use sketch::Sketch;
pub(crate) use stated::may_be_one;
pub(crate) use verdict::{Side, judge};
