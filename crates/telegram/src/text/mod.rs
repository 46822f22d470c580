//! The text below the grammar: lines with their places, and unfolded values.

mod escape;
mod line;
mod numbered;
mod unfolded;

pub(crate) use escape::unescape;
pub(crate) use line::{Line, lines};
pub(crate) use unfolded::{Unfolded, is_plain, stretches};
