//! The text of a document in the making, with its map.

use core::ops::Range;

use telegram::Span;

use super::super::offset;
use crate::source_map::MapBuilder;

/// A text in the making.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) builder: MapBuilder,
    /// How many line ends are due; 0 with `blank` for a blank.
    pub(super) lines: usize,
    pub(super) blank: bool,
    /// Whether a label has just been written, whose item follows on the same line.
    pub(super) follows: bool,
}

impl Writer {
    pub(super) fn settle(&mut self, at: usize) {
        let text = &self.builder.text;
        if !text.is_empty() {
            let have = text.len() - text.trim_end_matches('\n').len();
            if self.lines > 0 {
                for _ in have..self.lines {
                    self.builder.whole("\n", at..at);
                }
            } else if self.blank && have == 0 && !text.ends_with(' ') {
                self.builder.whole(" ", at..at);
            }
        }
        self.lines = 0;
        self.blank = false;
        self.follows = false;
    }

    /// Text with blanks collapsed.
    pub(super) fn text(&mut self, text: &str, start: usize) {
        let mut at = 0;
        for word in text.split([' ', '\n', '\r', '\t']) {
            if at > 0 {
                self.blank = true;
            }
            if !word.is_empty() {
                // Blanks that only the layout of the XML puts there.
                let text_so_far = &self.builder.text;
                if word.starts_with([',', ';', ')']) || text_so_far.ends_with('(') {
                    self.blank = false;
                }
                // A single blank between words is copied with them.
                if self.blank && self.lines == 0 && at > 0 && text.as_bytes()[at - 1] == b' ' && self.ends_in_word() {
                    self.builder.copy(&text[at - 1..at + word.len()], start + at - 1);
                    self.blank = false;
                } else {
                    self.settle(start + at);
                    self.builder.copy(word, start + at);
                }
            }
            at += word.len() + 1;
        }
    }

    /// What comes next follows on the same line, after a blank.
    pub(super) fn follow(&mut self) {
        self.lines = 0;
        self.blank = true;
        self.follows = true;
    }

    pub(super) fn ends_in_word(&self) -> bool {
        self.builder.text.as_bytes().last().is_some_and(|byte| !matches!(byte, b' ' | b'\n'))
    }

    pub(super) fn letter(&mut self, letter: char, range: Range<usize>) {
        self.settle(range.start);
        self.builder.whole(letter.encode_utf8(&mut [0; 4]), range);
    }

    pub(super) fn at(&self) -> u32 {
        self.builder.len()
    }
}

/// A span without blanks at its ends.
pub(in crate::frus) fn trimmed(text: &str, span: Span) -> Span {
    let found = text.get(span.range()).unwrap_or_default();
    let from = span.start + offset(found.len() - found.trim_start().len());
    Span::new(from, from + offset(found.trim().len()))
}
