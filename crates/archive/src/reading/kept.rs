//! A reading as it is kept: what it says, and where that stands.
//!
//! A text that the decoded text gives is left out, and what leads into the text leads on from what stands before it: so
//! what is kept is mostly what one would expect, and takes next to no room (`packed/`).

use std::borrow::Cow;
use std::mem::take;

use serde::{Deserialize, Serialize};
use telegram::{Block, Diagnostic, Element, Envelope, MessageSet, Note, Paragraph, Role, Span, Spans, Telegram};

use super::folded::{KeptText, Step, Steps};
use super::tiles::Tiles;

/// What of a telegram leads into its text, but for the paragraphs.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Places<'a> {
    envelope: Envelope,
    spans: Spans,
    subject: Vec<Step>,
    tiles: Tiles,
    blocks: Vec<Block>,
    notes: Vec<KeptNote<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sets: Vec<MessageSet>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Places<'a> {
    /// Takes out of a telegram what leads into its text. The paragraphs and notes have been taken out.
    pub(super) fn out_of(telegram: &mut Telegram, elements: &[Element], notes: &'a [Note], text: &str) -> Self {
        Self {
            envelope: take(&mut telegram.envelope),
            spans: take(&mut telegram.spans),
            subject: Steps::of(&telegram.subject_map).0,
            tiles: Tiles::of(elements),
            blocks: take(&mut telegram.blocks),
            notes: notes.iter().map(|note| KeptNote::of(note, text)).collect(),
            sets: take(&mut telegram.sets),
            diagnostics: take(&mut telegram.diagnostics),
        }
    }

    /// Puts all back but the notes, which still are where they were.
    pub(super) fn back_into(self, telegram: &mut Telegram) {
        let Self { envelope, spans, blocks, sets, diagnostics, .. } = self;
        telegram.envelope = envelope;
        telegram.spans = spans;
        telegram.blocks = blocks;
        telegram.sets = sets;
        telegram.diagnostics = diagnostics;
    }

    /// Puts all where it was in the telegram, and gives the elements.
    pub(super) fn read_into(mut self, telegram: &mut Telegram, text: &str) -> Result<Vec<Element>, String> {
        telegram.subject_map = Steps(take(&mut self.subject)).to_fold();
        telegram.notes =
            take(&mut self.notes).into_iter().map(|note| note.into_note(text)).collect::<Result<_, _>>()?;
        let elements = take(&mut self.tiles).into_elements();
        self.back_into(telegram);
        Ok(elements)
    }
}

/// A paragraph.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptParagraph<'a> {
    anchor: Cow<'a, str>,
    number: Option<Cow<'a, str>>,
    portion: Option<Cow<'a, str>>,
    role: Option<Role>,
    heading: Option<Cow<'a, str>>,
    span: Span,
    text: KeptText<'a>,
}

impl<'a> KeptParagraph<'a> {
    pub(super) fn of(paragraph: &'a Paragraph, text: &str) -> Self {
        let Paragraph { anchor, number, portion, role, heading, text: own, map, span } = paragraph;
        Self {
            anchor: anchor.into(),
            number: number.as_deref().map(Cow::Borrowed),
            portion: portion.as_deref().map(Cow::Borrowed),
            role: *role,
            heading: heading.as_deref().map(Cow::Borrowed),
            span: *span,
            text: KeptText::of(own, map, *span, text),
        }
    }

    pub(super) fn into_paragraph(self, text: &str) -> Result<Paragraph, String> {
        let (own, map) = self
            .text
            .unfolded(self.span, text)
            .ok_or_else(|| format!("the text of the paragraph {} is not where it should be", self.anchor))?;
        Ok(Paragraph {
            anchor: self.anchor.into_owned(),
            number: self.number.map(Cow::into_owned),
            portion: self.portion.map(Cow::into_owned),
            role: self.role,
            heading: self.heading.map(Cow::into_owned),
            text: own,
            map,
            span: self.span,
        })
    }
}

/// A footnote or source note.
#[derive(Debug, Serialize, Deserialize)]
struct KeptNote<'a> {
    mark: Cow<'a, str>,
    span: Span,
    text: KeptText<'a>,
    at: Span,
}

impl<'a> KeptNote<'a> {
    fn of(note: &'a Note, text: &str) -> Self {
        let Note { mark, text: own, map, span, at } = note;
        Self { mark: mark.into(), span: *span, text: KeptText::of(own, map, *span, text), at: *at }
    }

    fn into_note(self, text: &str) -> Result<Note, String> {
        let (own, map) = self
            .text
            .unfolded(self.span, text)
            .ok_or_else(|| format!("the text of the note {} is not where it should be", self.mark))?;
        Ok(Note { mark: self.mark.into_owned(), text: own, map, span: self.span, at: self.at })
    }
}
