//! Moves the spans of a telegram that stands inside a longer text.

use super::{Reference, Telegram};
use crate::{Element, Span};

impl Telegram {
    /// Moves every span by `by` bytes: for a telegram that was read from a
    /// part of a text which begins at `by`.
    pub fn shift(&mut self, by: u32) {
        for reference in self.references.iter_mut().chain(&mut self.mentions) {
            reference.shift(by);
        }
        for set in &mut self.sets {
            set.span.shift(by);
        }
        for block in &mut self.blocks {
            block.span.shift(by);
        }
        for paragraph in &mut self.paragraphs {
            paragraph.span.shift(by);
            paragraph.map.shift(by);
        }
        self.subject_map.shift(by);
        for span in self.spans.iter_mut() {
            span.shift(by);
        }
        for note in &mut self.notes {
            note.span.shift(by);
            note.map.shift(by);
            note.at.shift(by);
        }
        for span in self.envelope.spans_mut() {
            span.shift(by);
        }
        for diagnostic in &mut self.diagnostics {
            diagnostic.span.shift(by);
        }
    }
}

impl Reference {
    /// Moves its places by `by` bytes.
    pub fn shift(&mut self, by: u32) {
        self.places_mut().for_each(|span| span.shift(by));
    }
}

impl Element {
    /// Moves the span by `by` bytes.
    pub fn shift(&mut self, by: u32) {
        self.span.shift(by);
    }
}

impl Span {
    /// Moves the span by `by` bytes.
    pub fn shift(&mut self, by: u32) {
        self.start = self.start.saturating_add(by);
        self.end = self.end.saturating_add(by);
    }
}
