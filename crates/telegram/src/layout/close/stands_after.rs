//! Whether the text above a line is at its end, so that the line can be a signature.

use super::classifier::is_classifier;
use super::is_content;
use super::names::is_for_whom;
use super::sentence::{ends_sentence, is_entry, is_left_open};
use crate::ElementKind;
use crate::layout::Row;
use crate::people::signature::{self, Shape, Signature};
use crate::text::shape::{is_table_row, is_upper};

/// Whether the text before row `at` is at its end, so that the line is not its
/// last word or the last of a list.
pub(super) fn stands_after_text(rows: &[Row<'_>], at: usize, read: &Signature, last: bool, ended: bool) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| rows.get(at)) else { return true };
    let above = rows[..at].iter().rev().find(|row| is_content(row));
    let closed = above.is_none_or(|row| {
        row.kind != ElementKind::Paragraph || ends_sentence(row.line.text) || is_table_row(row.line.text)
    });
    if read.shape == Shape::Small {
        let is_lower = !rows[at].line.text.starts_with(char::is_uppercase);
        // Above a page's own words a name in small letters looks like one of them.
        // `Small.` below a heading is its text.
        let under_heading = match above.map(|row| row.kind) {
            Some(ElementKind::Heading) => true,
            // The rule of a heading; one that closes a box is not.
            Some(ElementKind::Rule) => rows[..at]
                .iter()
                .rev()
                .filter(|row| is_content(row))
                .find(|row| row.kind != ElementKind::Rule)
                .is_none_or(|row| row.kind == ElementKind::Heading),
            _ => false,
        };
        let name = rows[at].line.text.trim_end_matches(['.', ' ']);
        let is_text = rows[at].line.text.ends_with('.') && !ended && !is_classifier(rows, name) || under_heading;
        // Alone below a list, or on a line of its own although the one above had room.
        let apart = || {
            let below_list = before.kind == ElementKind::Blank || ended;
            let text = above.map_or("", |row| row.line.text);
            !rows[at].line.text.contains(' ')
                && (below_list && is_entry(text)
                    || !is_left_open(text) && !text.ends_with([':', ',', ';']) && has_room(rows, at, 50))
        };
        return (closed || apart())
            && last
            && !is_text
            && (ended || !is_lower || above.is_some_and(|row| !is_upper(row.line.text)));
    }
    // The last word of a sentence that goes on over a fold or a page: `ASSISTANCE IN` / `MIAMI.`
    if !closed && above.is_some_and(|row| is_left_open(row.line.text) || rows[at].line.text.ends_with('.')) {
        return false;
    }
    if before.kind != ElementKind::Paragraph {
        return closed || read.shape <= Shape::Surname;
    }
    // `AMBASSADOR ROE` may end a sentence, `ROE, ACTING` does not.
    let marked = read.shape == Shape::Marked && read.title.as_deref().is_none_or(signature::is_of_office);
    if closed || marked || is_for_whom(before.line.text) {
        return true;
    }
    if read.shape > Shape::Surname || !last {
        return false;
    }
    // Below a line that is a name itself, `DOE` / `ROE`, what counts is the line above that.
    if signature::read(before.line.text).is_some_and(|above| above.shape == Shape::Surname)
        && at
            .checked_sub(2)
            .and_then(|at| rows.get(at))
            .is_none_or(|row| row.kind != ElementKind::Paragraph || ends_sentence(row.line.text))
    {
        return true;
    }
    // `THE PRODUCTS ARE:` and `MORE INFORMATION ON` go on with the word.
    if is_left_open(before.line.text) || (!ended && before.line.text.ends_with([':', ',', ';'])) {
        return false;
    }
    // The text above has no end. A list of short lines goes on with the word.
    let short = |row: Option<&Row<'_>>| {
        row.is_some_and(|row| {
            row.kind == ElementKind::Paragraph && row.line.text.len() < 30 && !ends_sentence(row.line.text)
        })
    };
    let above_it = at.checked_sub(2).and_then(|above| rows.get(above));
    let word = |row: Option<&Row<'_>>| row.is_some_and(|row| !row.line.text.contains(' '));
    // A name in capitals is none of a list in small letters.
    let of_list = is_upper(before.line.text) || rows[at].line.text.len() < 3;
    if of_list && short(Some(before)) && short(above_it) && (!ended || (word(Some(before)) && word(above_it))) {
        // Two who signed stand below a sentence, not in a list.
        return false;
    }
    // A name in capitals below a text in small letters.
    if !is_upper(before.line.text) && is_upper(rows[at].line.text) && before.line.text.len() > rows[at].line.text.len()
    {
        return true;
    }
    // A word that had room on the line above was put on one of its own; no text is drafted in lines under 55 letters.
    ended || has_room(rows, at, 0)
}

/// Whether the line above, where it is of the text, had room for the words of row `at`. `least` is the length that some
/// line near must have so that the width of the text is known.
fn has_room(rows: &[Row<'_>], at: usize, least: usize) -> bool {
    let mut lines = rows[at.saturating_sub(12)..at].iter().filter(|row| row.kind == ElementKind::Paragraph);
    let widest = lines.clone().map(|row| row.line.text.len()).max().unwrap_or(0);
    let above = lines.next_back().map_or(0, |row| row.line.text.len());
    widest >= least && above + rows[at].line.text.len() + 4 <= widest.max(55)
}
