//! The text of a document in the making, with its map.

use core::ops::Range;

use telegram::Span;

use super::super::offset;
use crate::source_map::{EditKind, MapBuilder};

/// A text in the making.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) builder: MapBuilder,
    /// How many line ends are due; 0 with `blank` for a blank.
    pub(super) lines: usize,
    pub(super) blank: bool,
    /// Whether a label has just been written, whose item follows on the same line.
    pub(super) follows: bool,
    /// A hyphen at the end of a stretch of text that is not written yet, and its place: the word may go on on the next page.
    hyphen: Option<usize>,
    /// Whether a page or a line has ended within the word that is being written.
    joined: bool,
}

impl Writer {
    pub(super) fn settle(&mut self, at: usize) {
        self.flush();
        self.joined = false;
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
                let rest = text.as_bytes().get(at + word.len()..).unwrap_or_default();
                let ends_stretch = word.ends_with('-') && rest.iter().all(u8::is_ascii_whitespace);
                self.word(word, at.checked_sub(1).and_then(|blank| text.get(blank..at)), start + at, ends_stretch);
            }
            at += word.len() + 1;
        }
    }

    /// A word at `place` of the volume, after `before`, the byte before it in its stretch of text.
    fn word(&mut self, word: &str, before: Option<&str>, place: usize, ends_stretch: bool) {
        // A hyphen at the end waits for what follows.
        let held = word.strip_suffix('-').filter(|word| ends_stretch && word.ends_with(char::is_alphabetic));
        let written = held.unwrap_or(word);
        if self.joined {
            self.join(word, place);
        } else {
            self.flush();
        }
        // Blanks that only the layout of the XML puts there.
        if word.starts_with([',', ';', ')']) || self.builder.text.ends_with('(') {
            self.blank = false;
        }
        // A single blank between words is copied with them.
        if self.blank && self.lines == 0 && before == Some(" ") && self.ends_in_word() {
            self.builder.copy(" ", place - 1);
            self.builder.copy(written, place);
            self.blank = false;
        } else {
            self.settle(place);
            self.builder.copy(written, place);
        }
        self.hyphen = held.map(|held| place + held.len());
    }

    /// The word that was begun goes on: its hyphen is left out where a small letter follows.
    fn join(&mut self, word: &str, place: usize) {
        self.joined = false;
        self.blank = false;
        if let Some(hyphen) = self.hyphen.take_if(|_| self.lines == 0 && word.starts_with(char::is_lowercase)) {
            let at = self.builder.len();
            self.builder.edit(EditKind::Hyphen, at, hyphen..place);
        }
        self.flush();
    }

    /// Writes a hyphen that was held back.
    pub(super) fn flush(&mut self) {
        if let Some(place) = self.hyphen.take() {
            self.builder.copy("-", place);
        }
    }

    /// A page ends here: a word that was divided by a hyphen goes on after it.
    pub(super) fn end_page(&mut self) {
        self.joined |= self.hyphen.is_some();
    }

    /// A line ends here within a word (`<lb break="no"/>`).
    pub(super) fn end_line_in_word(&mut self) {
        self.joined = true;
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
