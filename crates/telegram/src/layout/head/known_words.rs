//! Lines that are told by their words: class, captions, notices, the facts of the page (rules CLASS, CAPTION, N55).

use super::Step;
use crate::ElementKind;
use crate::header::classification_line;
use crate::layout::cursor::Cursor;
use crate::layout::{joined, opening};
use crate::text::Line;
use crate::text::shape::starts_with_fold;

/// No classification line is longer.
const LONGEST_CLASS_LINE: usize = 140;

/// So many rows above are looked at for the classification line.
const CLASS_LINE_ABOVE: usize = 60;

/// No notice is longer.
const LONGEST_NOTICE: usize = 120;

/// The classification line; the part of it before the label where a carrier joined further fields to it (N149).
pub(super) fn classification<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    let text = line.text;
    if !classification_line::may_begin(text) {
        return Step::Declined;
    }
    let (part, joined) = joined::own_part(text);
    let Some(class) =
        Some(part).filter(|part| part.len() <= LONGEST_CLASS_LINE).and_then(|part| cursor.class_line(part))
    else {
        // Other lines than labelled ones were joined to it.
        let Some(length) = joined::classification_line_length(text) else { return Step::Declined };
        cursor.take_part(ElementKind::ClassificationLine, true, length);
        return Step::Took;
    };
    // `SBU` below the classification line is a caption.
    let above = || cursor.rows().iter().rev().take(CLASS_LINE_ABOVE);
    if cursor.is_caption(part) && above().any(|row| row.kind == ElementKind::ClassificationLine) {
        return Step::Declined;
    }
    // The class alone says nothing of number and post: only where no better line was seen.
    if class.is_banner && cursor.last_kind() == Some(ElementKind::Paragraph) {
        return Step::Declined;
    }
    cursor.take_part(ElementKind::ClassificationLine, true, joined.unwrap_or(text.len()));
    Step::Took
}

/// Captions and nothing else, or captions that a carrier joined another line of the header to.
pub(super) fn caption<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    if let Some(length) = joined::captions_length(line.text).filter(|_| !cursor.is_caption(line.text)) {
        cursor.take_part(ElementKind::Caption, true, length);
        return Step::Took;
    }
    take_if(cursor.is_caption(line.text), cursor, ElementKind::Caption, true)
}

/// `***CORRECTED COPY***`: a notice of a corrected or doubled copy and nothing else.
pub(super) fn notice<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    take_if(is_notice(line.text), cursor, ElementKind::Note, false)
}

/// The facts of the page's table, which a carrier left between the lines.
pub(super) fn source_facts<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    take_if(opening::is_source_facts(line.text), cursor, ElementKind::SourceFacts, true)
}

fn take_if(is_own: bool, cursor: &mut Cursor<'_>, kind: ElementKind, opens: bool) -> Step {
    if !is_own {
        return Step::Declined;
    }
    cursor.take(kind, opens);
    Step::Took
}

fn is_notice(text: &str) -> bool {
    text.len() <= LONGEST_NOTICE
        && (text.starts_with(['*', '(']) || starts_with_fold(text, "C"))
        && classification_line::notice_length(text).is_some_and(|length| {
            text.get(length..).is_some_and(|rest| !rest.contains(|c: char| c.is_alphanumeric())) && length >= 9
        })
}

#[cfg(test)]
mod tests {
    use super::is_notice;

    #[test]
    fn tells_notices() {
        assert!(is_notice("***CORRECTED COPY***"));
        assert!(is_notice("(CORRECTED COPY)"));
        assert!(!is_notice("CORRECTED COPY OF THE TIMETABLE"));
        assert!(!is_notice(""));
    }
}
