//! The text below the grammar: lines with their places, and unfolded values.

mod division;
mod escape;
mod find;
mod folding;
mod line;
mod look;
mod numbered;
mod passage;
pub(crate) mod shape;
mod unfolded;

pub(crate) use division::{Hyphen, Vocabulary};
use division::{hyphen, old_fold};
pub(crate) use escape::unescape;
pub(crate) use find::{contains_folded, triples};
pub(crate) use folding::Folding;
pub(crate) use line::{Line, lines};
pub(crate) use look::Look;
pub use passage::Passage;
pub(crate) use unfolded::{Unfolded, single_spaced, stretches};
