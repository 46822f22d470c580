//! Lines in the middle of a paragraph: nearly all lines of a text (rule PARAGRAPH).

use super::Body;
use crate::ElementKind;
use crate::header::classified_by::extent;
use crate::layout::cursor::Cursor;
use crate::layout::end::is_end;
use crate::layout::envelope;
use crate::paragraph::{item_letter, paragraph_start};
use crate::text::Line;

/// Captions, end marks and other lines of known words are not longer.
const LONGEST_MARK: usize = 40;

/// A line of words below a line of the paragraph and above another line of words, which no rule can take. Asked first, so
/// that the rules are asked of the other lines alone: a rule that takes such a line must be named here.
pub(super) fn take(body: &mut Body, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
    if !body.open || line.text.len() <= LONGEST_MARK || !is_among_words(cursor, line) || may_be_other(line) {
        return false;
    }
    body.item = item_letter(line.text).or(body.item);
    body.take(cursor, false);
    true
}

/// Whether the line stands inside a paragraph and no heading, list or form begins or ends here.
fn is_among_words(cursor: &Cursor<'_>, line: &Line<'_>) -> bool {
    let is_form = cursor.smart || cursor.message || cursor.double_spaced;
    !is_form
        && begins_with_word(line.text)
        && cursor.rows().last().is_some_and(|row| row.kind == ElementKind::Paragraph)
        && cursor.next_unmarked().is_some_and(|next| begins_with_word(next.text))
}

/// Whether the line begins with a letter, and not with a letter that stands for the number of a paragraph or before one.
fn begins_with_word(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && paragraph_start(text).is_none()
}

/// Whether the line may be one of the head that a section repeats, an authority or an end mark.
fn may_be_other(line: &Line<'_>) -> bool {
    let is_class = line.look.has_figure() && line.text.starts_with(['C', 'S', 'U', 'L', 'T']);
    is_class || extent::may_open(line.text) || envelope::is_station_line(line.text) || is_end(line.text)
}
