//! A value that was folded over several lines, read as one.

use super::Line;
use crate::Span;

/// Whether the text is words with single spaces between, as nearly every line is: it can be copied as it stands.
pub(crate) fn is_plain(text: &str) -> bool {
    // Also the space at which a line would begin or end.
    let mut space = true;
    let plain = text.bytes().all(|byte| {
        let again = space && byte == b' ';
        space = byte == b' ';
        (b' '..0x7f).contains(&byte) && !again
    });
    plain && !space
}

/// The text of several lines joined by one space, with the way back to where
/// each byte stood.
///
/// Runs of blanks become one space, so that parsers of values need not care
/// about the width of the paper. A line of one hyphen-broken word is *not*
/// joined: telegrams break at blanks, and a hyphen at a line end is usually
/// part of the word.
#[derive(Debug, Clone, Default)]
pub(crate) struct Unfolded {
    /// The joined text.
    pub(crate) text: String,
    /// `(offset in text, offset in source)` at the begin of each copied run,
    /// ascending.
    runs: Vec<(u32, u32)>,
}

impl Unfolded {
    /// Joins the contents of `lines`.
    pub(crate) fn new<'a>(lines: impl IntoIterator<Item = Line<'a>>) -> Self {
        let mut joined = Self::default();
        for line in lines {
            joined.push(line.text, line.at);
        }
        joined
    }

    /// Appends `text`, which stands at `at` in the source, after one space.
    pub(crate) fn push(&mut self, text: &str, at: u32) {
        if is_plain(text) {
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            self.runs.push((self.text.len() as u32, at));
            return self.text.push_str(text);
        }
        let mut end = None;
        for word in text.split_whitespace() {
            let offset = word.as_ptr().addr() - text.as_ptr().addr();
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            // A run goes on over single spaces: the distance stays the same.
            if end != Some(offset.wrapping_sub(1)) {
                self.runs.push((self.text.len() as u32, at + offset as u32));
            }
            self.text.push_str(word);
            end = Some(offset + word.len());
        }
    }

    /// Appends `text` without a space before it: a wrap cut a word in two.
    pub(crate) fn push_glued(&mut self, text: &str, at: u32) {
        let first = text.split_whitespace().next().unwrap_or_default();
        let begin = first.as_ptr().addr() - text.as_ptr().addr();
        self.runs.push((self.text.len() as u32, at + begin as u32));
        self.text.push_str(first);
        let rest = &text[begin + first.len()..];
        self.push(rest, at + (begin + first.len()) as u32);
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
