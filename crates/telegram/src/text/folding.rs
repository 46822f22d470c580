//! Unfolding with the way back: copies lines of the decoded text into one text and notes where they stood.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::{Hyphen, Look, Vocabulary, hyphen, old_fold, stretches, unescape};
use crate::Span;
use crate::model::Fold;

/// A hyphen before a blank.
static AFTER_HYPHEN: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("- "));

/// The longest that an entity or an escaped sign is, in bytes; one of another is longer.
const LONGEST_ESCAPE: usize = 24;

/// A text that is being unfolded.
pub(crate) struct Folding<'v, 'a> {
    vocabulary: &'v Vocabulary<'a>,
    text: String,
    map: Fold,
    /// Where in the decoded text ends what was copied last; the most there is where what comes needs a step.
    end: usize,
    /// How long the text was then.
    copied: usize,
    /// The folds at which divided words were joined.
    divided: Vec<Span>,
}

impl<'v, 'a> Folding<'v, 'a> {
    /// Nothing yet; `vocabulary` is that of the decoded text.
    pub(crate) fn new(vocabulary: &'v Vocabulary<'a>) -> Self {
        Self { vocabulary, text: String::new(), map: Fold::default(), end: 0, copied: 0, divided: Vec::new() }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Makes room for `length` bytes more.
    pub(crate) fn reserve(&mut self, length: usize) {
        self.text.reserve(length);
    }

    /// What the hyphen is that the text ends with, if `next` comes in the next line; and its length.
    pub(crate) fn hyphen(&self, next: &str) -> Option<(Hyphen, usize)> {
        hyphen(&self.text, next, self.vocabulary)
    }

    /// The length of the hyphen that the text ends with, if it divides a word that goes on with `next` in the same line.
    pub(crate) fn old_fold(&self, next: &str) -> Option<usize> {
        old_fold(&self.text, next)
    }

    /// Takes the hyphen of `length` bytes away: the word goes on with what stands at `at`.
    pub(crate) fn divide(&mut self, length: usize, at: usize) {
        self.text.truncate(self.text.len() - length);
        let from = self.end.saturating_sub(length).min(at);
        self.divided.push(Span::new(from as u32, at as u32));
        self.end = usize::MAX;
    }

    /// Appends blanks or line ends, which stand for those between two lines.
    pub(crate) fn separate(&mut self, blanks: &str) {
        self.text.push_str(blanks);
    }

    /// Appends the words that stand at `at` in the decoded text with one blank between two.
    pub(crate) fn copy_words(&mut self, text: &str, at: usize, look: Look) {
        if look.is_single_spaced() {
            let begin = text.len() - text.trim_ascii_start().len();
            let stretch = text[begin..].trim_ascii_end();
            return self.copy_stretch(stretch, at + begin, look);
        }
        for (index, (offset, stretch)) in stretches(text, look).enumerate() {
            if index > 0 {
                self.separate(" ");
            }
            self.copy_stretch(stretch, at + offset, look);
        }
    }

    fn copy_stretch(&mut self, text: &str, at: usize, look: Look) {
        if look.has_hyphen() { self.copy_rejoined(text, at) } else { self.copy(text, at) }
    }

    /// Appends what stands at `at`, with words whole that an older copy divided: `rea- sons`.
    fn copy_rejoined(&mut self, text: &str, at: usize) {
        let mut rest = text;
        while let Some(sign) = AFTER_HYPHEN.find(rest.as_bytes()) {
            let place = at + (text.len() - rest.len());
            let (head, next) = (&rest[..=sign], &rest[sign + 2..]);
            self.copy(head, place);
            match self.old_fold(next) {
                Some(length) => self.divide(length, place + sign + 2),
                None => self.separate(" "),
            }
            rest = next;
        }
        self.copy(rest, at + (text.len() - rest.len()));
    }

    /// Appends what stands at `at` in the decoded text, escapes resolved.
    pub(crate) fn copy(&mut self, text: &str, at: usize) {
        if !self.vocabulary.has_escapes() {
            return self.run(text, at);
        }
        let mut rest = text;
        while let Some(sign) = memchr::memchr2(b'\\', b'&', rest.as_bytes()) {
            let escape = &rest[sign..];
            let length = escape_length(escape);
            let plain = unescape(&escape[..length]);
            let place = at + (text.len() - rest.len()) + sign;
            self.run(&rest[..sign], place - sign);
            if plain.as_ref() == &escape[..length] {
                self.run(&plain, place);
            } else {
                self.map.step(self.text.len(), place as u32);
                self.text.push_str(&plain);
                // What comes next stands further on than it seems.
                self.end = usize::MAX;
            }
            rest = &escape[length..];
        }
        self.run(rest, at + text.len() - rest.len());
    }

    /// Appends what stands so in the decoded text at `at`.
    fn run(&mut self, text: &str, at: usize) {
        if text.is_empty() {
            return;
        }
        let goes_on = match self.text.len().checked_sub(self.copied) {
            Some(0) => at == self.end,
            Some(_) => {
                let gap = self.vocabulary.source().get(self.end..at);
                gap.is_some_and(is_gap)
            }
            None => false,
        };
        if !goes_on || self.map.is_empty() {
            self.map.step(self.text.len(), at as u32);
        }
        self.text.push_str(text);
        self.copied = self.text.len();
        self.end = at + text.len();
    }

    /// The text without blanks at its end, and the way back; the next text begins.
    pub(crate) fn finish(&mut self) -> (String, Fold) {
        let divided = core::mem::take(&mut self.divided);
        let done = core::mem::replace(self, Self { divided, ..Self::new(self.vocabulary) });
        let mut text = done.text;
        text.truncate(text.trim_end().len());
        (text, done.map)
    }

    /// The folds at which divided words were joined, in all texts.
    pub(crate) fn divided(&self) -> &[Span] {
        &self.divided
    }
}

/// Whether there are blanks and nothing else; nearly always they are of one byte.
fn is_gap(gap: &str) -> bool {
    !gap.is_empty() && (gap.bytes().all(|byte| byte.is_ascii_whitespace()) || gap.trim_start().is_empty())
}

/// How long the escape that the text begins with may be: a backslash with the sign after it, an entity or one of an
/// entity (`&amp;amp;`) with its stop.
fn escape_length(text: &str) -> usize {
    let length = match text.as_bytes() {
        [b'\\', b'"' | b'\'', ..] => 2,
        [b'\\', ..] => 1,
        _ => {
            let near = &text[..text.floor_char_boundary(LONGEST_ESCAPE)];
            let mut length = near.find(';').map_or(1, |at| at + 1);
            while let Some(more) = near[length..].find(';').filter(|&more| {
                more > 0 && near[length..length + more].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
            }) {
                length += more + 1;
            }
            length
        }
    };
    text.ceil_char_boundary(length.min(text.len()))
}
