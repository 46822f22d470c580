//! The SMART form: labels on the left, values on the right, the fields of the
//! close below the text (rule SMART). Copies released under FOIA have stamps
//! between any two lines and page breaks inside a value (5.6).

use super::cursor::Cursor;
use super::head::tags_continue;
use super::{body, envelope};
use crate::ElementKind;
use crate::header::labels::Label;
use crate::header::labels::form::smart_label;
use crate::header::pass_line;

/// A value that begins this far to the right stands in a column of its own.
const COLUMN: u32 = 12;

/// A numbered line with more after its number is none of the close.
const TEXT: usize = 40;

/// How far a new page may shift the column.
const SHIFT: u32 = 10;

/// A labelled line with its wrapped lines; `false` where there is no label.
pub(crate) fn field(cursor: &mut Cursor<'_>, text: &str) -> bool {
    let Some((label, value_at)) = smart_label(text) else { return false };
    let Some(first) = cursor.peek() else { return false };
    let kind = kind(label);
    let mut empty = value_at >= text.len();
    let column = first.indent() + value_at as u32;
    let head = !cursor.has_subject && label != Label::Subject;
    let place = Place { label, column: if empty { 0 } else { column }, head };
    cursor.take(kind, true);
    loop {
        let (broken, next) = cursor.beyond_gap();
        // In double-spaced text one blank line is none.
        let spaced = cursor.double_spaced
            && cursor.peek_any().is_some_and(|line| line.is_blank())
            && cursor.ahead().next().is_some_and(|line| !line.is_blank());
        let Some(next) = next else { return true };
        let direct = spaced || cursor.peek_any().is_some_and(|line| line.at == next.at);
        if !place.goes_on(cursor, next.text, next.indent(), direct, broken, empty) {
            return true;
        }
        while cursor.peek().is_some_and(|line| line.is_blank()) {
            cursor.take(ElementKind::Blank, false);
        }
        let opens = kind == ElementKind::Pass && pass_line::is_pass(next.text);
        cursor.take(kind, opens);
        empty = false;
    }
}

/// The fields that the form prints below the text.
pub(crate) fn close(cursor: &mut Cursor<'_>, text: &str) -> bool {
    let is_close = |kind| matches!(kind, ElementKind::Signature | ElementKind::Drafting | ElementKind::Label);
    let closing = cursor.closing;
    let Some((label, value_at)) = smart_label(text) else {
        let in_column = cursor.peek().is_some_and(|line| line.indent() >= COLUMN);
        // Numbered text: then what looked like a label was none.
        let is_text = !in_column
            && body::paragraph_start(text)
                .is_some_and(|start| start.mark.is_some() || text[start.text_at..].len() > TEXT);
        if !closing || is_text {
            cursor.closing = false;
            return false;
        }
        // The end of a value whose start stood on the page before.
        let last = cursor.last_kind();
        let wrapped = in_column
            && last.is_some_and(|kind| is_close(kind) || matches!(kind, ElementKind::Info | ElementKind::Exempt));
        match last {
            Some(kind) if wrapped => cursor.take(kind, false),
            _ => cursor.take(ElementKind::Chrome, false),
        }
        return true;
    };
    let opens = match label {
        Label::Signature | Label::Released | Label::Rule => true,
        // Words that start a sentence too: only with their value in the form's shape.
        Label::Drafted | Label::Cleared | Label::Approved => {
            text.get(value_at..).is_some_and(|value| value.len() < 120)
        }
        _ => false,
    };
    if !closing && !opens {
        return false;
    }
    cursor.closing = true;
    field(cursor, text)
}

fn kind(label: Label) -> ElementKind {
    match label {
        Label::ExecutiveOrder => ElementKind::ExecutiveOrder,
        Label::Tags => ElementKind::Tags,
        Label::Subject => ElementKind::Subject,
        Label::References => ElementKind::References,
        Label::From => ElementKind::From,
        Label::Action => ElementKind::To,
        Label::Info => ElementKind::Info,
        Label::Exempt => ElementKind::Exempt,
        Label::Captions => ElementKind::Caption,
        Label::Pass => ElementKind::Pass,
        Label::Date => ElementKind::DateTimeGroup,
        Label::Signature => ElementKind::Signature,
        Label::Drafted | Label::Cleared | Label::Approved | Label::Released => ElementKind::Drafting,
        _ => ElementKind::Label,
    }
}

/// Where a field stands, for the question whether a line goes on with it.
struct Place {
    label: Label,
    /// The column of its value; 0 where it is not known.
    column: u32,
    /// Above the subject: everything there belongs to a field.
    head: bool,
}

impl Place {
    /// `direct`: no blank line and no stamp stands before the line; `broken`:
    /// a stamp or page line does.
    fn goes_on(&self, cursor: &Cursor<'_>, text: &str, indent: u32, direct: bool, broken: bool, empty: bool) -> bool {
        if smart_label(text).is_some() || envelope::is_station_line(text) {
            return false;
        }
        let other = cursor.label(text).is_some();
        // In the same column, as far as a new page keeps it.
        let slack = if broken { SHIFT } else { 4 };
        let aligned = self.column >= COLUMN && indent >= COLUMN - 2 && indent + slack >= self.column;
        if aligned {
            let numbered = body::is_marked_paragraph(text);
            return match self.label {
                Label::Subject => (direct || broken) && !numbered,
                Label::Signature => direct,
                _ => !numbered,
            };
        }
        if other || !(direct || empty) {
            return false;
        }
        match self.label {
            _ if empty => !body::is_first_paragraph(text, None),
            Label::Subject => (self.column < COLUMN || indent >= 8) && !body::is_first_paragraph(text, None),
            Label::Signature | Label::Rule => indent >= 8,
            Label::MessageNumber | Label::Date | Label::From | Label::ExecutiveOrder => indent >= 8,
            Label::Tags => tags_continue(cursor, false, text),
            _ if self.head => !body::is_marked_paragraph(text),
            _ => indent >= 8 || self.column < COLUMN,
        }
    }
}
