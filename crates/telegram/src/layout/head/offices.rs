//! The Department's own lines above the date-time group in archive copies: distribution, drafting, clearances, the dash
//! line (rule RECORD-TEXT). They are looked for until the block or the date-time group was read.

use super::Step;
use super::addresses::address_keyword;
use super::ahead::fields_seen;
use crate::ElementKind;
use crate::header::labels::Label;
use crate::layout::cursor::Cursor;
use crate::layout::record::{is_dash_line, is_distribution, is_drafting, kind_of, opens_entry};
use crate::layout::{Row, body, envelope};
use crate::text::Line;
use crate::text::shape::is_digits;

/// No block has more lines.
const MOST_LINES: usize = 60;

/// The block below a page line.
pub(super) fn below_page_line<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    let text = line.text;
    // A field of the header below the line of a later page is no line for the offices.
    let is_field = |cursor: &Cursor<'_>| cursor.label(text).is_some() && fields_seen(cursor);
    if cursor.dated
        || !cursor.page_line_before()
        || address_keyword(text).is_some()
        || !opens_below_page_line(cursor, text)
        || is_field(cursor)
    {
        return Step::Declined;
    }
    block(cursor)
}

/// Copies for offices can stand without the page line above them. `REF: SUVA-507` is a field.
pub(super) fn without_page_line<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    let text = line.text;
    let is_rule = is_dash_line(text);
    let is_drafting = || text.starts_with("DRAFTED BY") && is_drafting(text);
    if cursor.dated
        || !(is_rule || is_distribution(text) || is_drafting())
        || cursor.label(text).is_some()
        // Below the subject a rule is that of the first heading.
        || is_rule && fields_seen(cursor)
    {
        return Step::Declined;
    }
    block(cursor)
}

/// Whether the block begins here: always below the line of page 1, below that of a later page only with a line of its own;
/// else a part of a telegram begins with that page.
fn opens_below_page_line(cursor: &Cursor<'_>, text: &str) -> bool {
    let page = cursor.rows().iter().rev().find(|row| row.kind == ElementKind::PageLine).and_then(Row::page_line);
    page.is_none_or(|page| page.page <= 1)
        || is_distribution(text)
        || is_dash_line(text)
        || is_digits(text)
        || is_drafting(text)
}

/// Reads the block up to the date-time group, the FM line or the classification line, whichever comes first.
fn block(cursor: &mut Cursor<'_>) -> Step {
    // Whatever ends the block is no line of it: asked once, so that the walk goes on.
    cursor.dated = true;
    let mut kind = ElementKind::Distribution;
    let mut lines = 0;
    while let Some(line) = cursor.peek_content() {
        let text = line.text;
        lines += 1;
        if lines > MOST_LINES || ends(cursor, text) {
            return Step::Took;
        }
        let next = kind_of(text, kind);
        cursor.take(next, next != kind || opens_entry(text));
        kind = next;
    }
    Step::Took
}

/// Whether the block ends before this line.
fn ends(cursor: &Cursor<'_>, text: &str) -> bool {
    let ends_in_format_line = || {
        let kind = cursor.format_line(text);
        matches!(kind, Some(ElementKind::DateTimeGroup | ElementKind::MessageId | ElementKind::Security))
    };
    let is_paragraph = || body::is_first_paragraph(text, cursor.next_content().map(|line| line.text));
    ends_in_format_line()
        || envelope::is_from(text)
        || cursor.class_line(text).is_some_and(|line| line.has_number)
        || matches!(cursor.label(text), Some((Label::ExecutiveOrder | Label::Tags, _)))
        || text.len() > 30 && is_paragraph()
}
