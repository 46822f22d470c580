//! What stands before the telegram: titles, menus, the carrier's own facts.

use super::cursor::Cursor;
use super::labels::{Label, label};
use super::shape::{is_digits, starts_with_fold};
use super::smart_label::smart_label;
use super::{apparatus, body, envelope};
use crate::ElementKind;
use crate::header::{captions, classification_line};
use crate::text::Line;

/// Records everything before the first line that only a telegram has. Returns
/// whether there is a head; `false` where the text is a body from its begin.
pub(crate) fn read(cursor: &mut Cursor<'_>) -> bool {
    let rows_before = cursor.rows().len();
    let mut found = None;
    // The labelled form begins with its number; an e-mail that brought it has a subject of its own above.
    if cursor.smart {
        let first =
            |label| cursor.unread().position(|line| smart_label(line.text).is_some_and(|(found, _)| found == label));
        found = first(Label::MessageNumber).or_else(|| first(Label::Date)).map(|index| (index, true));
    }
    // One look over the lines; nothing is recorded until the begin is known.
    for (index, line) in cursor.unread().enumerate() {
        if found.is_some() {
            break;
        }
        if let Some(is_head) = evidence(&line, cursor, index) {
            found = Some((index, is_head));
            break;
        }
    }
    let Some((begin, is_head)) = found else {
        cursor.head_rows = rows_before;
        return false;
    };
    for _ in 0..begin {
        let Some(line) = cursor.peek_any() else { break };
        let kind = if line.is_blank() {
            ElementKind::Blank
        } else if is_source_facts(line.text) {
            ElementKind::SourceFacts
        } else {
            ElementKind::Chrome
        };
        cursor.take_any(kind);
    }
    cursor.head_rows = cursor.rows().len();
    is_head
}

/// Whether the line can only be part of a telegram: `Some(true)` for a line of
/// the head, `Some(false)` for the begin of a body.
fn evidence(line: &Line<'_>, cursor: &Cursor<'_>, index: usize) -> Option<bool> {
    let text = line.text;
    if text.is_empty() || is_source_facts(text) {
        return None;
    }
    if apparatus::page_line(text).is_some_and(|page| page.number.is_some()) || envelope::is_certain(text) {
        return Some(true);
    }
    if text.len() <= 120
        && classification_line::parse(text).is_some_and(|line| line.number.is_some() || line.section.is_some())
    {
        return Some(true);
    }
    match label(text) {
        Some((Label::MessageNumber | Label::ExecutiveOrder | Label::ClassifiedBy, _)) => return Some(true),
        Some((Label::Tags | Label::Subject | Label::References, length)) => {
            // Only with its colon: the words alone occur in any page's prose.
            if text[..length].contains([':', ';', '-', '/', '.']) {
                return Some(true);
            }
        }
        _ => {}
    }
    if captions::captions(text).is_some() {
        return Some(true);
    }
    let next = cursor.unread().skip(index + 1).find(|line| !line.is_blank());
    if body::is_first_paragraph(text, next.map(|line| line.text)) {
        return Some(false);
    }
    None
}

/// The header row of a page's table or its value row:
/// `09ASTANA478 2009-03-17 08:04 2011-08-30 01:44 CONFIDENTIAL Embassy Astana`.
pub(crate) fn is_source_facts(text: &str) -> bool {
    if starts_with_fold(text, "Reference ID") {
        return true;
    }
    let mut words = text.split_whitespace();
    let (Some(id), Some(date), Some(time)) = (words.next(), words.next(), words.next()) else { return false };
    id.as_bytes()[0].is_ascii_digit()
        && date.len() == 10
        && date.as_bytes()[4] == b'-'
        && is_digits(date.get(..4).unwrap_or_default())
        && time.len() == 5
        && time.as_bytes()[2] == b':'
}
