//! References whose label is not at the start of a line or missing, and lists that were interrupted (rule N190,
//! N193).

use super::Step;
use super::continued::continues;
use crate::ElementKind;
use crate::header::references;
use crate::layout::cursor::Cursor;
use crate::layout::{body, opening};
use crate::text::Line;

/// So many rows a header has at most.
const HEADER: usize = 60;

/// So many rows lie between the two parts of a list at most.
const INTERRUPTION: usize = 20;

/// What stands before the label: `(REF: SUVA 617)`. The label's line is the next one then.
pub(super) fn label_inside<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    let Some(at) = opening::reference_label_inside(line.text) else { return Step::Declined };
    cursor.take_part(ElementKind::Note, true, at);
    Step::Took
}

/// The rest of a list after the head of a new section.
pub(super) fn resumed<'a>(cursor: &mut Cursor<'a>, first: Line<'a>) -> Step {
    if !resumes(cursor, first.text) {
        return Step::Declined;
    }
    let mut last = first;
    cursor.take(ElementKind::References, false);
    while let Some(line) = cursor.peek() {
        if line.is_blank() || !continues(cursor, ElementKind::References, &last, &line, 1) {
            break;
        }
        last = line;
        cursor.take(ElementKind::References, false);
    }
    Step::Took
}

/// A list without its label, between the subject or the TAGS and what ends the header: `LIMA 0771; QUITO 0410`.
pub(super) fn without_label<'a>(cursor: &mut Cursor<'a>, first: Line<'a>) -> Step {
    let seen = cursor.rows().iter().rev().take(HEADER).any(|row| row.kind == ElementKind::References);
    let below_field = matches!(cursor.last_kind(), Some(ElementKind::Subject | ElementKind::Tags));
    // `UNCLAS SUVA 617` is the telegram's own line.
    let is_own = || cursor.class_line(first.text).is_some();
    if seen
        || !below_field
        || !(cursor.after_blank() || references::is_long_list(first.text))
        || is_own()
        || !references::is_whole_list(first.text)
    {
        return Step::Declined;
    }
    let more = cursor.ahead().take_while(|line| references::is_whole_list(line.text)).count();
    let after = cursor.ahead().skip(more).find(|line| !line.is_blank());
    let ends_header = after.is_some_and(|line| {
        cursor.label(line.text).is_some()
            || cursor.is_caption(line.text)
            || body::is_first_paragraph(line.text, None)
            || body::is_marked_paragraph(line.text)
    });
    if !ends_header {
        return Step::Declined;
    }
    for index in 0..=more {
        cursor.take(ElementKind::References, index == 0);
        // What stands between the lines is recorded on the way.
        cursor.peek();
    }
    Step::Took
}

fn resumes(cursor: &Cursor<'_>, text: &str) -> bool {
    let rows = cursor.rows();
    let rows = &rows[rows.len().saturating_sub(INTERRUPTION)..];
    let Some(last) = rows.iter().rposition(|row| row.kind == ElementKind::References) else { return false };
    let between = &rows[last + 1..];
    between.iter().any(|row| row.kind == ElementKind::ClassificationLine)
        && !between.iter().any(|row| matches!(row.kind, ElementKind::Subject | ElementKind::ClassifiedBy))
        && !body::is_marked_paragraph(text)
        && (references::looks_like_entry(text) || references::goes_on(rows[last].line.text, text))
}
