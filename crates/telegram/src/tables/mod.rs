//! Tables of what telegrams are written with: captions, subject tags, orders.
//!
//! Each table is a file of tab separated values under `data/`, every row with
//! its source; it is read once, at the first look-up.

pub(crate) mod captions;
pub(crate) mod orders;

/// The cells of the rows of a table file, without its head row and remarks.
pub(crate) fn rows(file: &'static str) -> impl Iterator<Item = impl Iterator<Item = &'static str>> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).skip(1).map(|line| line.split('\t'))
}
