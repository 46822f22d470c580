//! What a row was recognised as beyond its kind: the label before its value, the number and mark of a paragraph, what a
//! page line or section mark says. Read once here, for the rules that look back and for all facts.

use super::Row;
use crate::ElementKind;
use crate::envelope::page_line::{PageLine, page_line};
use crate::envelope::section_mark::{SectionMark, section_mark};
use crate::header::labels;
use crate::header::labels::form::smart_label;
use crate::header::labels::{Label, garbled_subject, strip_label};
use crate::paragraph::{ParagraphStart, paragraph_start};
use crate::text::Line;

/// What stands on a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Recognised<'a> {
    /// Nothing of the others, or a row of a kind that has none.
    #[default]
    Plain,
    /// A label of the SMART form (rule SMART).
    Form(Label, u32),
    /// The label of a header field.
    Field(u32),
    /// The number and the portion mark of the paragraph that begins.
    Start(ParagraphStart<'a>),
    /// A page line.
    Page(PageLine<'a>),
    /// A section mark.
    Section(SectionMark<'a>),
}

impl<'a> Row<'a> {
    /// A row that interrupts any other, read.
    pub(super) fn apparatus(line: Line<'a>, kind: ElementKind, opens: bool) -> Self {
        let recognised = match kind {
            ElementKind::PageLine => page_line(line.text).map(Recognised::Page),
            ElementKind::SectionMark => section_mark(line.text).map(Recognised::Section),
            _ => None,
        };
        Self { recognised: recognised.unwrap_or_default(), ..Self::new(line, kind, opens) }
    }

    /// Reads the number and mark with which the row begins a paragraph.
    pub(super) fn read_start(&mut self) {
        self.recognised = paragraph_start(self.line.text).map_or(Recognised::Plain, Recognised::Start);
    }

    /// The number and mark, where a paragraph begins with the row and has a number.
    pub(crate) fn start(&self) -> Option<ParagraphStart<'a>> {
        match self.recognised {
            Recognised::Start(start) => Some(start),
            _ => None,
        }
    }

    /// What the row says as a page line.
    pub(crate) fn page_line(&self) -> Option<PageLine<'a>> {
        match self.recognised {
            Recognised::Page(page) => Some(page),
            _ => None,
        }
    }

    /// What the row says as a section mark.
    pub(crate) fn section_mark(&self) -> Option<SectionMark<'a>> {
        match self.recognised {
            Recognised::Section(mark) => Some(mark),
            _ => None,
        }
    }

    /// The label of the SMART form, and where the value begins in the line's content.
    pub(crate) fn form_label(&self) -> Option<(Label, usize)> {
        match self.recognised {
            Recognised::Form(label, value_at) => Some((label, value_at as usize)),
            _ => None,
        }
    }

    /// Where the value begins in the line's content: 0 where no label stands before it.
    pub(crate) fn value_at(&self) -> usize {
        match self.recognised {
            Recognised::Form(_, value_at) | Recognised::Field(value_at) => value_at as usize,
            _ => 0,
        }
    }
}

/// Notes the labels of all rows that can have one, and the numbers that were not read with the row.
pub(super) fn note(rows: &mut [Row<'_>]) {
    let mut last = None;
    for row in rows.iter_mut() {
        // A row that goes on with a field has no label of its own.
        let begins = row.opens || last != Some(row.kind);
        let labelled = match row.kind {
            ElementKind::Paragraph | ElementKind::ClassifiedBy => {
                if row.opens && row.recognised == Recognised::Plain {
                    row.read_start();
                }
                continue;
            }
            ElementKind::PageLine | ElementKind::SectionMark => {
                if row.recognised == Recognised::Plain {
                    *row = Row::apparatus(row.line, row.kind, row.opens);
                }
                continue;
            }
            ElementKind::ExecutiveOrder | ElementKind::Tags | ElementKind::References | ElementKind::Subject => begins,
            ElementKind::From
            | ElementKind::To
            | ElementKind::Info
            | ElementKind::Exempt
            | ElementKind::DateTimeGroup
            | ElementKind::Pass => begins,
            ElementKind::Caption | ElementKind::Label | ElementKind::Signature | ElementKind::Drafting => true,
            _ => continue,
        };
        last = Some(row.kind);
        if labelled {
            row.recognised = of(row);
        }
    }
}

fn of<'a>(row: &Row<'_>) -> Recognised<'a> {
    let text = row.line.text;
    // A mark before the label of a subject is the subject's: its reader takes both off.
    let is_marked = row.kind == ElementKind::Subject && text.starts_with(['(', '[']);
    if !is_marked && let Some((label, value_at)) = smart_label(text) {
        return Recognised::Form(label, value_at as u32);
    }
    let value_at = match row.kind {
        ElementKind::ExecutiveOrder | ElementKind::Tags | ElementKind::References => field_label(text),
        ElementKind::Subject => {
            let length = if is_marked { 0 } else { field_label(text) };
            if length > 0 { length } else { garbled_subject(text).unwrap_or(0) }
        }
        _ => 0,
    };
    if value_at > 0 { Recognised::Field(value_at as u32) } else { Recognised::Plain }
}

/// How many bytes the label takes at the start of a field; a label printed twice counts whole.
fn field_label(text: &str) -> usize {
    let (label, length) = strip_label(text);
    let again = text.get(length..).and_then(labels::label).filter(|(again, _)| label == Some(*again));
    length + again.map_or(0, |(_, more)| more)
}
