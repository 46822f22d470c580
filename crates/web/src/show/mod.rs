//! Facts of telegrams in the words and shapes that pages show.

pub(crate) mod coded;
pub(crate) mod date;
pub(crate) mod kinds;
pub(crate) mod lines;
pub(crate) mod marks;
pub(crate) mod number;
pub(crate) mod reading;
pub(crate) mod summary;

/// The text as a sentence without its full stop: messages of other crates
/// begin small.
pub(crate) fn sentence(text: &str) -> String {
    let text = text.trim().trim_end_matches('.');
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
