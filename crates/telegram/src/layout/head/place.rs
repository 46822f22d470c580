//! Lines of the relay envelope and of the SMART form, which nothing else looks like.

use super::Step;
use crate::ElementKind;
use crate::layout::cursor::Cursor;
use crate::layout::{envelope, smart};
use crate::text::Line;

/// A label of the SMART form with its value, where the text is in that form.
pub(super) fn form_field<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    if cursor.smart && smart::field(cursor, line.text) { Step::Took } else { Step::Declined }
}

/// A format line of the relay envelope, and the lines of FL2 that go on with it.
pub(super) fn format_line<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    let text = line.text;
    let Some(kind) = cursor.format_line(text) else { return Step::Declined };
    let is_dated = kind == ElementKind::DateTimeGroup;
    cursor.dated |= is_dated;
    // `P 021530Z SEP 04 FM AMEMBASSY SUVA`: two lines in one (rule FL5).
    let from = text.find(" FM ").map(|at| at + 1).filter(|&at| is_dated && envelope::is_from(&text[at..]));
    if let Some(at) = from {
        cursor.take_part(kind, true, at);
        return Step::Took;
    }
    cursor.take(kind, true);
    while kind == ElementKind::Routing
        && cursor.peek().is_some_and(|line| !line.is_blank() && envelope::is_routing_continued(line.text))
    {
        cursor.take(kind, false);
    }
    Step::Took
}
