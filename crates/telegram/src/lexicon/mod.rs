//! Words that many rules share, and what they mean: each has its one owner here.
//!
//! Which list of words is where, those of single rules too, is told in `docs/format/words.md`.

pub(crate) mod block_names;
pub(crate) mod citing;
pub(crate) mod classes;
pub mod dates;
pub mod doubt;
pub mod english;
pub(crate) mod institutions;
pub(crate) mod months;
pub mod small_words;
pub mod telegram_words;

pub use months::MONTHS;
