//! What no rule knows: a note if fields of the header follow, else the text.

use super::Step;
use super::ahead::fields_ahead;
use crate::ElementKind;
use crate::layout::cursor::Cursor;
use crate::text::Line;

/// No line of a pass line is longer.
const LONGEST_PASS: usize = 75;

/// A note between the fields, or the end of a pass line whose start is above.
pub(super) fn note<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    if !fields_ahead(cursor, false) {
        return Step::Declined;
    }
    let follows_pass = cursor.rows().last().is_some_and(|row| row.kind == ElementKind::Pass);
    let is_pass = follows_pass && line.text.len() < LONGEST_PASS;
    cursor.take(if is_pass { ElementKind::Pass } else { ElementKind::Note }, false);
    Step::Took
}

/// Nothing of a header follows.
pub(super) fn text<'a>(_: &mut Cursor<'a>, _: Line<'a>) -> Step {
    Step::TextBegins
}
