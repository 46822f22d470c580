//! Fields that open with a label, and the lines that belong to them (rules ORDER to AUTHORITY).

use super::continued::{continues, continues_after_blank, ends_soon};
use super::{Step, first_paragraph};
use crate::ElementKind;
use crate::header::classified_by::extent;
use crate::header::labels::{self, Label};
use crate::header::labels::{misspelt_tags, next_label};
use crate::header::tags;
use crate::layout::cursor::Cursor;
use crate::layout::{authority, joined, record, smart};
use crate::text::Line;

/// A field with its label.
pub(super) fn labelled<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    let text = line.text;
    let Some((label, length)) = cursor.label(text) else { return Step::Declined };
    // `SUBJECT FERRY SAILED …`: the second one is a word of the text.
    if label == Label::Subject && cursor.has_subject && !text[..length].contains(':') && cursor.after_blank() {
        return Step::TextBegins;
    }
    let kind = match label {
        Label::ExecutiveOrder => ElementKind::ExecutiveOrder,
        Label::Tags => ElementKind::Tags,
        Label::Subject => ElementKind::Subject,
        Label::References => ElementKind::References,
        Label::ClassifiedBy => {
            authority::read(cursor);
            return Step::Took;
        }
        // Only the SMART form has the other labels, and this one first.
        _ => {
            cursor.smart = true;
            if !smart::field(cursor, text) {
                cursor.take(ElementKind::Label, true);
            }
            return Step::Took;
        }
    };
    // A label read twice (`SUBJECT: SUBJECT:`) is one field.
    let again = labels::label(&text[length..]).filter(|(again, _)| *again == label);
    take(cursor, kind, line, length + again.map_or(0, |(_, more)| more));
    Step::Took
}

/// TAGS without their label, between the order and the subject: `EAGR, ETRD, BL`.
pub(super) fn tags_without_label<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    let is_tags = cursor.last_kind() == Some(ElementKind::ExecutiveOrder)
        && tags::is_list(line.text)
        && cursor.next_content().is_some_and(|next| matches!(cursor.label(next.text), Some((Label::Subject, _))));
    if !is_tags {
        return Step::Declined;
    }
    take(cursor, ElementKind::Tags, line, 0);
    Step::Took
}

/// `CLASSIFIED` / `BY: DCM JANE ROE`: an authority whose label is folded.
pub(super) fn folded_authority<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    if !extent::opens_folded(line.text, cursor.ahead()) {
        return Step::Declined;
    }
    authority::read(cursor);
    Step::Took
}

/// Takes the field of this kind that `first` opens, its value beginning at byte `from`.
pub(super) fn take<'a>(cursor: &mut Cursor<'a>, kind: ElementKind, first: Line<'a>, from: usize) {
    if let Some(at) = joined_end(cursor, first.text, from, kind) {
        cursor.take_part(kind, true, at);
        return;
    }
    let mut value = first.text.len().saturating_sub(from);
    let mut last = first;
    cursor.take(kind, true);
    while let Some(line) = cursor.peek() {
        let text = line.text;
        let next = if line.is_blank() { cursor.next_content().map_or("", |next| next.text) } else { text };
        // The head of a further section's first page ends the field (rule BREAK).
        if cursor.page_line_before() && record::is_distribution(next) {
            return;
        }
        if line.is_blank() {
            // Blank lines below the line of a new page end nothing.
            let at_page_edge = cursor.after_page() && last.text.len() >= 40 && ends_soon(cursor, kind);
            if !at_page_edge && !continues_after_blank(cursor, kind, value, &last) {
                return;
            }
            cursor.take(ElementKind::Blank, false);
            continue;
        }
        let end = joined_end(cursor, text, 1, kind);
        // `EC SUBJECT: ROSES`: the end of the list with the next field joined to it.
        let own = match end {
            Some(at) if kind == ElementKind::Tags && cursor.label(text).is_none() => {
                line.with(text[..at].trim_end(), line.whole)
            }
            _ => line,
        };
        if !continues(cursor, kind, &last, &own, value) {
            return;
        }
        value += text.len();
        last = line;
        if let Some(at) = end {
            cursor.take_part(kind, false, at);
            return;
        }
        cursor.take(kind, false);
    }
}

/// Where the next field or the first paragraph begins in the same line, if a carrier joined them.
fn joined_end(cursor: &Cursor<'_>, text: &str, from: usize, kind: ElementKind) -> Option<usize> {
    let misspelt = if kind == ElementKind::ExecutiveOrder { misspelt_tags(text, from) } else { None };
    let next = next_label(text, from).into_iter().chain(misspelt).min().or_else(|| {
        // `TAGS: PGOV, FJ SUBJ FERRIES`: no tag is called so.
        let label = |word: &str| text.find(word).filter(|&at| at >= from && at + word.len() + 2 < text.len());
        if kind != ElementKind::Tags {
            return None;
        }
        label(" SUBJECT ").or_else(|| label(" SUBJ ")).map(|at| at + 1)
    });
    // `STATE 12345, SUBJECT: FERRY` names the subject of what is cited.
    let label = next.filter(|&at| kind != ElementKind::References || !text[..at].trim_end().ends_with(','));
    let header =
        Some(kind).filter(|kind| *kind == ElementKind::Subject).and_then(|_| joined::header_inside(text, from));
    let paragraph = first_paragraph::joined(cursor, text, from, next.unwrap_or(text.len()), kind);
    paragraph.into_iter().chain(label).chain(header).min()
}
