//! Pass and attention lines (FORMAT.md 3.11.3).

use super::Step;
use crate::ElementKind;
use crate::header::pass_line;
use crate::layout::body;
use crate::layout::cursor::Cursor;
use crate::text::Line;

/// A pass line and the lines that go on with it.
pub(super) fn line<'a>(cursor: &mut Cursor<'a>, first: Line<'a>) -> Step {
    if !pass_line::is_pass(first.text) {
        return Step::Declined;
    }
    let mut last = first.text;
    cursor.take(ElementKind::Pass, true);
    while let Some(line) = cursor.peek() {
        if !goes_on(cursor, last, &line) {
            break;
        }
        last = line.text;
        cursor.take(ElementKind::Pass, false);
    }
    Step::Took
}

fn goes_on(cursor: &Cursor<'_>, last: &str, line: &Line<'_>) -> bool {
    let text = line.text;
    !(line.is_blank()
        || cursor.label(text).is_some()
        || cursor.is_caption(text)
        || cursor.is_envelope(text)
        || cursor.class_line(text).is_some()
        || body::is_first_paragraph(text, None))
        && pass_line::continues(last, text, line.indent())
}
