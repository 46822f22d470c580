//! Captions and controls, with what they mean (FORMAT.md 3.11.2).

use std::sync::LazyLock;

/// A row of `data/captions.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Caption {
    /// The canonical text, upper case.
    pub(crate) text: &'static str,
    /// `distribution`, `control`, `channel`, `program`, `restriction`, `notice`, `series`.
    pub(crate) kind: &'static str,
    /// Whether a misprint of one letter is still read as this caption.
    pub(crate) fuzzy: bool,
    /// First year or month of use, empty where unknown.
    pub(crate) from: &'static str,
    /// Last year or month of use, empty where unknown or still in use.
    pub(crate) to: &'static str,
    /// What it means.
    pub(crate) meaning: &'static str,
    /// Who says so.
    pub(crate) source: &'static str,
}

static CAPTIONS: LazyLock<Vec<Caption>> = LazyLock::new(|| {
    let mut all: Vec<Caption> = super::rows(include_str!("../../data/captions.tsv"))
        .filter_map(|mut cells| {
            let (text, kind, _rank, fuzzy) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
            let (from, to, meaning, source) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
            Some(Caption { text, kind, fuzzy: fuzzy == "y", from, to, meaning, source })
        })
        .collect();
    // The longest first, so that `SPECAT EXCLUSIVE` is found before `SPECAT`.
    all.sort_by_key(|caption| (std::cmp::Reverse(caption.text.len()), caption.text));
    all
});

/// All captions, the longest text first.
pub(crate) fn all() -> &'static [Caption] {
    &CAPTIONS
}
