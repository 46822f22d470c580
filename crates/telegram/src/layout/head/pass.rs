//! Pass and attention lines (PASS, N56, N57).

use super::Step;
use super::ahead::{fields_ahead, is_above_fields};
use crate::ElementKind;
use crate::header::pass_line;
use crate::layout::cursor::Cursor;
use crate::layout::{body, joined};
use crate::text::Line;

/// `TO ALL CHIEFS OF MISSION FROM THE SECRETARY`: the words of an address block, below the classification line.
pub(super) fn with_both_ends<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    take_if(pass_line::names_both_ends(line.text) && is_above_fields(cursor), cursor)
}

/// A line for someone between the last field and paragraph 1.
pub(super) fn below_fields<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    let opens_text = || cursor.next_content().is_some_and(|next| body::is_first_paragraph(next.text, None));
    let is_pass =
        cursor.has_subject && cursor.after_blank() && pass_line::is_pass_below_fields(line.text) && opens_text();
    take_if(is_pass, cursor)
}

/// A pass line and the lines that go on with it: told by its words, above the fields by its place.
pub(super) fn line<'a>(cursor: &mut Cursor<'a>, first: Line<'a>) -> Step {
    let (own, label) = joined::own_part(first.text);
    let in_place = || {
        pass_line::is_pass_in_place(own) && is_above_fields(cursor) && (label.is_some() || fields_ahead(cursor, false))
    };
    take_if(pass_line::is_pass(own) || in_place(), cursor)
}

/// Takes the line and those that go on with it, up to the next field where a carrier joined that to one of them.
fn take_if(is_pass: bool, cursor: &mut Cursor<'_>) -> Step {
    if !is_pass {
        return Step::Declined;
    }
    let mut last = "";
    while let Some(line) = cursor.peek() {
        let (own, label) = joined::own_part(line.text);
        let opens = last.is_empty();
        if !opens && !goes_on(cursor, last, own, &line) {
            break;
        }
        if let Some(at) = label {
            cursor.take_part(ElementKind::Pass, opens, at);
            break;
        }
        cursor.take(ElementKind::Pass, opens);
        last = line.text;
    }
    Step::Took
}

fn goes_on(cursor: &Cursor<'_>, last: &str, own: &str, line: &Line<'_>) -> bool {
    let text = line.text;
    !(line.is_blank()
        || cursor.label(text).is_some()
        || cursor.is_caption(text)
        || cursor.is_envelope(text)
        || cursor.class_line(text).is_some()
        || body::is_first_paragraph(text, None))
        && pass_line::continues(last, own, line.indent())
}
