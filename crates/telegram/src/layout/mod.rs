//! Which line is what: from lines to rows with a kind.
//!
//! A telegram is read from the outside in. [`apparatus`] first marks what may
//! stand between any two lines (page lines, stamps, section marks); then a
//! [`Cursor`] walks over the rest once, through [`opening`] (what stands before
//! the telegram), [`head`] (relay envelope, addresses, header fields),
//! [`body`] and [`close`].

pub(crate) mod apparatus;
mod aside;
mod authority;
mod body;
mod chrome;
mod class_lines;
mod close;
mod cursor;
mod end;
pub(crate) mod envelope;
mod flat_envelope;
mod head;
mod inline_mark;
mod joined;
mod label_in_prose;
mod memo;
pub(crate) mod message;
mod opening;
mod prose;
mod recognised;
mod record;
mod release;
mod smart;

pub(crate) use body::heading_words;
pub(crate) use class_lines::ClassLines;

use crate::text::Line;
use crate::{Element, ElementKind, Span};
use recognised::Recognised;

/// A line, or a piece of one, with what it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    /// The line.
    pub(crate) line: Line<'a>,
    /// What it is.
    pub(crate) kind: ElementKind,
    /// Whether an element begins here even if the row before has the same kind.
    pub(crate) opens: bool,
    /// What stands on it.
    pub(crate) recognised: Recognised<'a>,
}

impl<'a> Row<'a> {
    /// A row of which only the kind is known.
    fn new(line: Line<'a>, kind: ElementKind, opens: bool) -> Self {
        Self { line, kind, opens, recognised: Recognised::Plain }
    }
}

/// What each line of a text is.
pub(crate) struct Layout<'a> {
    /// The rows, in order; their lines tile the text.
    pub(crate) rows: Vec<Row<'a>>,
    /// The rows without running text and blank lines: most questions are asked of these few.
    pub(crate) outside: Vec<Row<'a>>,
    /// What the classification lines say.
    pub(crate) classes: ClassLines,
    /// The text is in sets ([`message::is_message`]).
    pub(crate) is_message: bool,
    /// Every line is followed by a blank one (rule N15): single blanks mean nothing.
    pub(crate) double_spaced: bool,
}

/// Tells what each line of the text is. What stands `aside` is what the carrier says that it is
/// ([`Context::aside`](crate::Context::aside)); `is_message` says that the text is in sets ([`message::is_message`]).
pub(crate) fn lay_out<'a>(source: &'a str, aside: &[Element], is_message: bool) -> Layout<'a> {
    let mut cursor = cursor::Cursor::new(source, aside);
    cursor.message = is_message;
    if is_message {
        message::read(&mut cursor);
    } else if opening::read(&mut cursor) {
        head::read(&mut cursor);
    }
    body::read(&mut cursor);
    let double_spaced = cursor.double_spaced;
    let mut rows = cursor.finish();
    chrome::between(&mut rows);
    close::mark(&mut rows);
    recognised::note(&mut rows);
    let mut outside = Vec::with_capacity(rows.len() / 2);
    outside.extend(rows.iter().filter(|row| !matches!(row.kind, ElementKind::Paragraph | ElementKind::Blank)).copied());
    let classes = ClassLines::of(&outside);
    Layout { rows, outside, classes, is_message, double_spaced }
}

/// Joins rows to elements: a run of rows of one kind up to the next that opens.
pub(crate) fn elements(rows: &[Row<'_>]) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::with_capacity(rows.len() / 3 + 1);
    for row in rows {
        match elements.last_mut() {
            Some(last) if last.kind == row.kind && !row.opens => last.span.end = row.line.whole.end,
            _ => elements.push(Element { kind: row.kind, span: Span::new(row.line.whole.start, row.line.whole.end) }),
        }
    }
    elements
}
