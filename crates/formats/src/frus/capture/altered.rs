//! What an edition altered: printed mistakes (`choice`), words struck out (`del`). The reading is the corrected text; the
//! original is told in a remark, so that nothing is lost.

use core::ops::Range;

use telegram::Span;

use super::Capture;

/// An element that alters the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Altered {
    /// `choice`: one text for another, and where it begins in the text.
    Choice { from: u32 },
    /// `sic`, `orig` in a choice: what is not read where there is something better.
    Original,
    /// `del`: struck out by its author.
    Deleted,
}

/// Text that is left out for now.
#[derive(Debug, Default)]
pub(super) struct Originals {
    /// How many elements are open whose text is left out.
    silent: usize,
    /// The text, and where it begins in the volume.
    text: String,
    start: usize,
    /// The original of the choice that is open.
    of_choice: Option<(String, usize)>,
}

/// Something that the reader is told about a place.
#[derive(Debug, Clone)]
pub(in crate::frus) struct Remark {
    pub(in crate::frus) code: &'static str,
    pub(in crate::frus) span: Span,
    pub(in crate::frus) message: String,
    pub(in crate::frus) in_note: bool,
}

impl Capture {
    pub(super) fn open_altered(&mut self, name: &str) -> Option<Altered> {
        let in_choice = self.stack.last().is_some_and(|open| open.name == "choice");
        match name {
            "choice" => {
                self.originals.of_choice = None;
                Some(Altered::Choice { from: self.writer().at() })
            }
            "del" => {
                self.originals.silent += 1;
                Some(Altered::Deleted)
            }
            // Without a choice there is nothing better to read.
            _ if in_choice => {
                self.originals.silent += 1;
                Some(Altered::Original)
            }
            _ => None,
        }
    }

    pub(super) fn close_altered(&mut self, altered: Altered) {
        let at = self.writer().at();
        match altered {
            Altered::Original | Altered::Deleted => {
                self.originals.silent = self.originals.silent.saturating_sub(1);
                if self.originals.silent > 0 {
                    return;
                }
                let text = core::mem::take(&mut self.originals.text);
                if altered == Altered::Original {
                    self.originals.of_choice = Some((text, self.originals.start));
                } else if !text.trim().is_empty() {
                    let message = format!("Struck out in the original: “{}”.", text.trim());
                    self.remark("words-struck-out", Span::new(at, at), message);
                }
            }
            Altered::Choice { from } => {
                let Some((original, start)) = self.originals.of_choice.take() else { return };
                if at > from {
                    let message = format!("The original has “{}” here; the edition corrects it.", original.trim());
                    self.remark("corrected-by-edition", Span::new(from, at), message);
                } else {
                    self.writer().text(&original, start);
                }
            }
        }
    }

    fn remark(&mut self, code: &'static str, span: Span, message: String) {
        let in_note = self.note_depth > 0;
        self.remarks.push(Remark { code, span, message, in_note });
    }

    /// Text of the document, unless it is left out.
    pub(super) fn text(&mut self, text: &str, start: usize) {
        if self.originals.silent > 0 {
            self.keep(text, start);
            return;
        }
        // Between the readings of a choice only the XML has blanks.
        let between = self.stack.last().is_some_and(|open| open.name == "choice") && text.trim().is_empty();
        if !between {
            self.writer().text(text, start);
        }
    }

    /// A letter that an entity stands for.
    pub(super) fn letter(&mut self, letter: char, range: Range<usize>) {
        if self.originals.silent > 0 {
            self.keep(letter.encode_utf8(&mut [0; 4]), range.start);
        } else {
            self.writer().letter(letter, range);
        }
    }

    fn keep(&mut self, text: &str, start: usize) {
        if self.originals.text.is_empty() {
            self.originals.start = start;
        }
        self.originals.text.push_str(text);
    }
}
