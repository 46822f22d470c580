//! Where the text begins: with sentences below the fields, or with the number or mark of paragraph 1.

use super::super::{body, prose};
use super::Step;
use super::ahead::fields_ahead;
use crate::header::{classified_by, pass_line};
use crate::layout::cursor::Cursor;
use crate::text::Line;

/// An unnumbered text begins here: sentences below the subject and a blank line. Their first word may be one that begins an
/// address, a field or a reference too: `TO COMPROMISE MEANS …`, `REFTEL AND NOTE 10 …`.
pub(super) fn below_fields<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    let text = line.text;
    let is_labelled = || cursor.label(text).is_some_and(|(_, length)| text[..length].contains([':', ';']));
    Step::text_if(
        cursor.has_subject
            && cursor.after_blank()
            && !is_labelled()
            && !pass_line::is_pass(text)
            && classified_by::extent::opens(text).is_none()
            && prose::begins_below_fields(cursor, text, cursor.unread())
            && !fields_ahead(cursor, true),
    )
}

/// Paragraph 1, a named block or a portion mark, and no field that follows.
pub(super) fn first_paragraph<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    let next = cursor.next_content().map(|line| line.text);
    Step::text_if(body::is_first_paragraph(line.text, next) && !fields_ahead(cursor, true))
}

/// Below the form's subject only a header that the text repeats can follow.
pub(super) fn below_form<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    Step::text_if(cursor.smart && cursor.has_subject && !pass_line::is_pass(line.text))
}
