//! What stands after the telegram: notes, annexes, the authority, the words of a page.

use super::is_body;
use crate::ElementKind;
use crate::header::labels;
use crate::layout::Row;
use crate::text::shape::starts_with_fold;

/// After the end marks the Department's notes are in capitals; menus and
/// comments are not.
pub(super) fn mark_after(rows: &mut [Row<'_>]) {
    for row in rows {
        if is_body(row) {
            let text = row.line.text;
            row.opens = is_classified_by(text);
            row.kind = match text {
                _ if row.opens => ElementKind::ClassifiedBy,
                _ if opens_note(text) => ElementKind::Note,
                _ => ElementKind::Chrome,
            };
        }
    }
}

/// The authority of the classification, where it stands at the very end.
pub(super) fn is_classified_by(text: &str) -> bool {
    matches!(labels::label(text), Some((labels::Label::ClassifiedBy, _)))
}

pub(super) fn opens_note(text: &str) -> bool {
    starts_with_fold(text, "NOTE BY")
        || starts_with_fold(text, "NOTE:")
        || starts_with_fold(text, "(NOTE BY")
        || starts_with_fold(text, "NOTE: ")
        || starts_with_fold(text, "*NOTE BY")
}

/// Words that open what is appended to a telegram.
pub(super) fn opens_annex(text: &str) -> bool {
    ["ANNEX", "APPENDIX", "ENCLOSURE", "ATTACHMENT"].iter().any(|word| {
        starts_with_fold(text, word)
            && text.len() < 70
            && text.get(..word.len()).is_some_and(|head| head.starts_with('A') || head.starts_with('E'))
            && !text[word.len()..].starts_with(|c: char| c.is_alphanumeric() && !matches!(c, 'S' | 'E' | 's' | 'e'))
    })
}
