//! Which line is the signature (rules CLOSE, N143 to N146).

use super::follows::stands_after;
use super::is_content;
use super::sentence::{ends_sentence, is_entry, is_group_mark};
use super::stands_after::stands_after_text;
use crate::ElementKind;
use crate::layout::Row;
use crate::paragraph::item_letter;
use crate::people::signature;
use crate::text::shape::is_upper;

/// How many lines of text may stand after a signature or be looked at for one.
const FURTHEST: usize = 400;

/// How many lines up from the end of the text a signature in capitals goes before one in small letters.
const SMALL_PRINT: usize = 12;

pub(super) fn find_signature(rows: &[Row<'_>], first: usize, end: usize, ended: bool) -> Option<usize> {
    let mut later: Option<&Row<'_>> = None;
    let mut looked = 0;
    // A name in small letters may be a word of the page below the telegram: one in capitals above it goes first.
    let mut small: Option<usize> = None;
    for at in (first..end).rev() {
        let row = &rows[at];
        if !is_content(row) {
            continue;
        }
        let text = row.line.text;
        if looked > FURTHEST || (small.is_some() && looked > SMALL_PRINT) {
            return small;
        }
        looked += 1;
        // A title below the name belongs to it, and `GP-3` may stand there.
        if matches!(row.kind, ElementKind::Paragraph | ElementKind::Heading) {
            let numbered = row.start().is_some();
            if later.is_none() && (signature::is_title(text) || is_group_mark(text)) && at > first {
                continue;
            }
            if !numbered
                && let Some(read) = signature::parse(text)
                && !is_next_item(rows, at)
                && stands_after(rows, at, &read, later)
                && stands_after_text(rows, at, &read, later.is_none(), ended)
                && signature::read(text).is_some()
            {
                if is_upper(text) {
                    return Some(at);
                }
                small = small.or(Some(at));
            }
        }
        later = Some(row);
    }
    small
}

/// `A. ROE, MINISTER` / `B. DOE, DIRECTOR`: whether the line goes on with the letters of the one above.
fn is_next_item(rows: &[Row<'_>], at: usize) -> bool {
    let above = at.checked_sub(1).and_then(|at| rows.get(at)).and_then(|row| item_letter(row.line.text));
    above.is_some_and(|above| item_letter(rows[at].line.text) == Some(above + 1))
}

/// A surname that is a common word or a place, `WEST`: alone on the last line, below the end of a sentence.
pub(super) fn word_alone(rows: &[Row<'_>], first: usize, end: usize, ended: bool) -> Option<usize> {
    let at = first + rows.get(first..end)?.iter().rposition(is_content)?;
    let row = rows.get(at).filter(|row| matches!(row.kind, ElementKind::Paragraph | ElementKind::Heading))?;
    let above = rows[..at].iter().rev().find(|row| is_content(row))?;
    let closed = ends_sentence(above.line.text) || ended && is_entry(above.line.text);
    (above.kind == ElementKind::Paragraph && closed && signature::is_word(row.line.text)).then_some(at)
}
