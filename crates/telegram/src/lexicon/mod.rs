//! Words that many rules share, and what they mean: each has its one owner here.

pub mod dates;
pub(crate) mod english;
pub(crate) mod months;
pub mod telegram_words;

pub use months::MONTHS;
