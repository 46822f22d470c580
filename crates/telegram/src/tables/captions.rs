//! Captions and controls, with what they mean (rule CAPTION).

use std::sync::LazyLock;

use crate::spelling;

/// A row of `data/captions.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Caption {
    /// The canonical text, upper case.
    pub(crate) text: &'static str,
    /// `distribution`, `control`, `channel`, `program`, `restriction`, `notice`, `series`.
    pub(crate) kind: &'static str,
    /// The letters of the text as a set, to tell fast what is no misprint of it.
    pub(crate) letters: u32,
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
            let letters = spelling::letters(text.as_bytes());
            Some(Caption { text, letters, kind, fuzzy: fuzzy == "y", from, to, meaning, source })
        })
        .collect();
    // The longest first, so that `SPECAT EXCLUSIVE` is found before `SPECAT`.
    all.sort_by_key(|caption| (std::cmp::Reverse(caption.text.len()), caption.text));
    all
});

/// The captions by their first letter, the longest text first.
static BY_LETTER: LazyLock<[Vec<&'static Caption>; 26]> = LazyLock::new(|| {
    let mut by_letter: [Vec<&Caption>; 26] = Default::default();
    for caption in all() {
        if let Some(place) = letter(caption.text.as_bytes().first()).and_then(|at| by_letter.get_mut(at)) {
            place.push(caption);
        }
    }
    by_letter
});

fn letter(byte: Option<&u8>) -> Option<usize> {
    byte.filter(|byte| byte.is_ascii_alphabetic()).map(|byte| usize::from(byte.to_ascii_uppercase() - b'A'))
}

/// The captions that begin with this letter, case ignored, the longest text first.
pub(crate) fn beginning(first: u8) -> &'static [&'static Caption] {
    letter(Some(&first)).and_then(|at| BY_LETTER.get(at)).map_or(&[], Vec::as_slice)
}

/// All captions, the longest text first.
pub(crate) fn all() -> &'static [Caption] {
    &CAPTIONS
}
