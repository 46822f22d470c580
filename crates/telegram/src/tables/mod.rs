//! Tables of what telegrams are written with, with dates and sources: tags, posts, routing indicators, captions,
//! markings, orders, reasons, exemptions, offices, signals, acronyms.
//!
//! Each table is a file of tab separated values under `data/`, every row with its source; the files are read once, at
//! the first look-up. A code can mean different things in different years (rule COUNTRY), and several things in one:
//! [`explain`] tells all, what was in force on a day first. `docs/book/tables.md` says where the tables are from.

pub(crate) mod captions;
mod entry;
mod explain;
mod hash;
mod index;
mod kind;
pub(crate) mod offices;
pub(crate) mod orders;
pub mod tags;
#[cfg(test)]
mod tests;

pub use entry::Certainty;
pub use explain::{Explanation, explain, list};
pub(crate) use hash::TableMap;
pub use kind::Kind;

/// The cells of the rows of a table file, without its head row and remarks.
pub(crate) fn rows(file: &'static str) -> impl Iterator<Item = impl Iterator<Item = &'static str>> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).skip(1).map(|line| line.split('\t'))
}
