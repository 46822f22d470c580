//! What the grammars say of a line, remembered: many rules look ahead at the same lines.

use std::cell::Cell;

use super::envelope;
use crate::ElementKind;
use crate::header::labels::{self, Label};
use crate::header::{captions, classification_line};

/// So many lines are remembered: as many as a look ahead can reach, and a few more.
const SLOTS: usize = 64;

/// What of a classification line tells how the lines around it are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClassShape {
    /// It has the telegram's number.
    pub(super) has_number: bool,
    /// The number of the section.
    pub(super) section: Option<u32>,
    /// It says the class and nothing else.
    pub(super) is_banner: bool,
}

/// The answers for one stretch of the source; `None` what was not asked yet.
#[derive(Clone, Copy)]
struct Answers {
    at: u32,
    length: u32,
    label: Option<Option<(Label, u32)>>,
    class: Option<Option<ClassShape>>,
    format_line: Option<Option<ElementKind>>,
    is_envelope: Option<bool>,
    is_caption: Option<bool>,
}

/// The answers for the lines that were asked about last.
pub(super) struct Memo<'a> {
    source: &'a str,
    slots: [Cell<Answers>; SLOTS],
}

impl<'a> Memo<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, slots: [const { Cell::new(EMPTY) }; SLOTS] }
    }

    /// [`labels::label`].
    pub(super) fn label(&self, text: &str) -> Option<(Label, usize)> {
        let found = self.ask(
            text,
            |answers| &mut answers.label,
            || labels::label(text).map(|(label, length)| (label, length as u32)),
        );
        found.map(|(label, length)| (label, length as usize))
    }

    /// [`classification_line::parse`].
    pub(super) fn class_line(&self, text: &str) -> Option<ClassShape> {
        if !classification_line::may_begin(text) {
            return None;
        }
        self.ask(
            text,
            |answers| &mut answers.class,
            || {
                classification_line::parse(text).map(|line| ClassShape {
                    has_number: line.number.is_some(),
                    section: line.section.map(|section| section.number),
                    is_banner: line.banner,
                })
            },
        )
    }

    /// [`envelope::kind`].
    pub(super) fn format_line(&self, text: &str) -> Option<ElementKind> {
        self.ask(text, |answers| &mut answers.format_line, || envelope::kind(text))
    }

    /// [`envelope::is_certain`].
    pub(super) fn is_envelope(&self, text: &str) -> bool {
        self.ask(text, |answers| &mut answers.is_envelope, || envelope::is_certain(text))
    }

    /// Whether the line has captions and nothing else.
    pub(super) fn is_caption(&self, text: &str) -> bool {
        self.ask(text, |answers| &mut answers.is_caption, || captions::captions(text).is_some())
    }

    /// The answer that `place` finds, else the one that `read` gives, which is kept.
    fn ask<T: Copy>(&self, text: &str, place: impl Fn(&mut Answers) -> &mut Option<T>, read: impl FnOnce() -> T) -> T {
        let Some(slot) = self.slot(text) else { return read() };
        let mut answers = slot.get();
        if let Some(answer) = *place(&mut answers) {
            return answer;
        }
        let answer = read();
        // `read` may have asked about the same line.
        let mut answers = slot.get();
        *place(&mut answers) = Some(answer);
        slot.set(answers);
        answer
    }

    /// Where the answers for `text` are, emptied if they were another's; `None` where it is no part of the source.
    fn slot(&self, text: &str) -> Option<&Cell<Answers>> {
        let at = text.as_ptr().addr().checked_sub(self.source.as_ptr().addr())?;
        let (at, length) = (u32::try_from(at).ok()?, u32::try_from(text.len()).ok()?);
        if at as usize + text.len() > self.source.len() {
            return None;
        }
        // Fibonacci hashing spreads neighbours over the slots.
        let index = at.wrapping_mul(0x9e37_79b9) >> (u32::BITS - SLOTS.ilog2());
        let slot = self.slots.get(index as usize)?;
        let known = slot.get();
        if (known.at, known.length) != (at, length) {
            slot.set(Answers { at, length, ..EMPTY });
        }
        Some(slot)
    }
}

const EMPTY: Answers =
    Answers { at: 0, length: 0, label: None, class: None, format_line: None, is_envelope: None, is_caption: None };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_of_each_stretch_its_own_answer() {
        let source = "TAGS: PGOV\nUNCLAS SUVA 617\n";
        let memo = Memo::new(source);
        for _ in 0..2 {
            assert_eq!(memo.label(&source[..10]), Some((Label::Tags, 6)));
            assert_eq!(memo.label(&source[6..10]), None);
            assert_eq!(memo.label(&source[11..26]), None);
            assert!(memo.class_line(&source[11..26]).is_some_and(|line| line.has_number));
            assert!(!memo.is_caption(&source[11..26]));
            // A text from elsewhere is read anew.
            assert_eq!(memo.label(&String::from("TAGS: PGOV")), Some((Label::Tags, 6)));
        }
    }
}
