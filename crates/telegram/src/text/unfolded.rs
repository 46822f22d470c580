//! A value that was folded over several lines, read as one.

use super::look::double_space;
use super::{Hyphen, Line, Look, Vocabulary, hyphen};
use crate::Span;

/// The stretches of a text that have single spaces between their words, each with its offset: what can be copied as it
/// stands when runs of blanks become one space.
pub(crate) fn stretches(text: &str, look: Look) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    core::iter::from_fn(move || {
        let (begin, end) = if look.is_printed() { printed_stretch(text, look, at) } else { other_stretch(text, at) };
        at = end;
        text.get(begin..end).filter(|stretch| !stretch.is_empty()).map(|stretch| (begin, stretch))
    })
}

/// The words of the text with one space between each two.
pub(crate) fn single_spaced(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for (_, stretch) in stretches(text, Look::of(text)) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(stretch);
    }
    joined
}

/// The first stretch from `at` of a text of printed ASCII.
fn printed_stretch(text: &str, look: Look, at: usize) -> (usize, usize) {
    let rest = text[at..].trim_ascii_start();
    let begin = text.len() - rest.len();
    let doubled = if look.is_single_spaced() { None } else { double_space(rest.as_bytes()) };
    (begin, begin + doubled.unwrap_or(rest.trim_ascii_end().len()))
}

/// The first stretch from `at` of any text: its blanks are those of Unicode.
fn other_stretch(text: &str, at: usize) -> (usize, usize) {
    let rest = text[at..].trim_start();
    let begin = text.len() - rest.len();
    let mut end = begin;
    for word in rest.split_whitespace() {
        let offset = word.as_ptr().addr() - text.as_ptr().addr();
        if end > begin && (offset != end + 1 || text.as_bytes()[end] != b' ') {
            break;
        }
        end = offset + word.len();
    }
    (begin, end)
}

/// The text of several lines joined by one space, with the way back to where
/// each byte stood.
///
/// Runs of blanks become one space, so that parsers of values need not care
/// about the width of the paper. A hyphen at a line end stays, with a space after it: in the fields of a header it is part
/// of the word. Running text is joined by [`Unfolded::push_next`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Unfolded {
    /// The joined text.
    pub(crate) text: String,
    /// `(offset in text, offset in source)` at the start of each copied run,
    /// ascending.
    runs: Vec<(u32, u32)>,
    /// Whether what comes next goes on without a space.
    is_glued: bool,
}

impl Unfolded {
    /// Joins the contents of `lines`.
    pub(crate) fn new<'a>(lines: impl IntoIterator<Item = Line<'a>, IntoIter: Clone>) -> Self {
        let lines = lines.into_iter();
        let (length, count) =
            lines.clone().fold((0, 0), |(length, count), line| (length + line.text.len() + 1, count + 1));
        let mut joined = Self::with_capacity(length, count);
        for line in lines {
            joined.push_line(&line);
        }
        joined
    }

    /// Nothing yet, with room for `length` bytes of `count` lines.
    pub(crate) fn with_capacity(length: usize, count: usize) -> Self {
        Self { text: String::with_capacity(length), runs: Vec::with_capacity(count), is_glued: false }
    }

    /// Appends `text`, which stands at `at` in the source, after one space.
    pub(crate) fn push(&mut self, text: &str, at: u32) {
        self.push_looked(text, Look::of(text), at);
    }

    /// Appends the content of `line` after one space; where it stands in the joined text.
    pub(crate) fn push_line(&mut self, line: &Line<'_>) -> core::ops::Range<usize> {
        let before = self.text.len();
        let is_glued = self.is_glued;
        self.push_looked(line.text, line.look, line.at);
        let is_parted = before > 0 && self.text.len() > before && !is_glued;
        before + usize::from(is_parted)..self.text.len()
    }

    /// Appends the next line of running text: a word that was divided at the end of the text is whole, a compound has no
    /// space inside.
    pub(crate) fn push_next(&mut self, line: &Line<'_>, vocabulary: &Vocabulary<'_>) -> core::ops::Range<usize> {
        match hyphen(&self.text, line.text, vocabulary) {
            Some((Hyphen::Division, length)) => {
                self.text.truncate(self.text.len() - length);
                self.is_glued = true;
            }
            Some((Hyphen::Compound, _)) => self.is_glued = true,
            _ => {}
        }
        self.push_line(line)
    }

    fn push_looked(&mut self, text: &str, look: Look, at: u32) {
        if look.is_single_spaced() {
            let stretch = text.trim_ascii_start();
            self.push_stretch(stretch.trim_ascii_end(), at + (text.len() - stretch.len()) as u32);
            return;
        }
        for (offset, stretch) in stretches(text, look) {
            self.push_stretch(stretch, at + offset as u32);
        }
    }

    fn push_stretch(&mut self, stretch: &str, at: u32) {
        if !stretch.is_empty() {
            if !core::mem::take(&mut self.is_glued) && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.runs.push((self.text.len() as u32, at));
            self.text.push_str(stretch);
        }
    }

    /// Appends `text` without a space before it: a wrap cut a word in two.
    pub(crate) fn push_glued(&mut self, text: &str, at: u32) {
        self.is_glued = true;
        self.push(text, at);
    }

    /// Where `range` of the joined text stands in the source; the span covers
    /// everything between the first and the last byte.
    pub(crate) fn span(&self, range: core::ops::Range<usize>) -> Span {
        if range.is_empty() || self.runs.is_empty() {
            let at = self.source_offset(range.start.min(self.text.len()));
            return Span::new(at, at);
        }
        Span::new(self.source_offset(range.start), self.source_offset(range.end - 1) + 1)
    }

    /// The place of the whole value.
    pub(crate) fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }

    fn source_offset(&self, offset: usize) -> u32 {
        let offset = offset as u32;
        match self.runs.partition_point(|&(begin, _)| begin <= offset) {
            0 => 0,
            after => {
                let (begin, source) = self.runs[after - 1];
                source + (offset - begin)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_have_single_spaces() {
        for (text, want) in [
            ("", vec![]),
            ("  ", vec![]),
            ("one two", vec![(0, "one two")]),
            (" one two ", vec![(1, "one two")]),
            ("one.  Two three   four ", vec![(0, "one."), (6, "Two three"), (18, "four")]),
            ("one\ttwo three", vec![(0, "one"), (4, "two three")]),
            ("one\u{a0}\u{a0}two  \u{e9} x", vec![(0, "one"), (7, "two"), (12, "\u{e9} x")]),
            ("\u{e9}  ", vec![(0, "\u{e9}")]),
        ] {
            assert_eq!(stretches(text, Look::of(text)).collect::<Vec<_>>(), want, "{text:?}");
        }
    }
}
