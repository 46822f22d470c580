//! Where a paragraph without a number begins (rules BLOCK, N128, N134).

use super::Body;
use super::before::{closes_document, ends_short, ends_with_end, inside_sentence};
use crate::ElementKind;
use crate::layout::cursor::Cursor;
use crate::paragraph::{item_letter, opens_block, portion_mark};
use crate::text::Line;
use crate::text::shape::has_columns;

pub(super) fn take(body: &mut Body, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
    if !cursor.after_gap_or_rule() || !body.opens_unnumbered(cursor, line.text, inside_sentence(cursor)) {
        return false;
    }
    body.begin(cursor);
    true
}

/// Below the end of a document with numbers of its own the telegram goes on: `UNQUOTE`, `END TEXT`.
pub(super) fn take_below_document(body: &mut Body, cursor: &mut Cursor<'_>, _: &Line<'_>) -> bool {
    if !body.quotes || !cursor.after_blank() || !cursor.last_text().is_some_and(closes_document) {
        return false;
    }
    body.quotes = false;
    body.last = body.outer.take().unwrap_or(0);
    body.begin(cursor);
    true
}

impl Body {
    /// Whether a line without a number, below a gap, begins a paragraph.
    fn opens_unnumbered(&self, cursor: &Cursor<'_>, text: &str, inside: bool) -> bool {
        // Below a heading without a blank line, too, as in the lists of two delegations.
        let under_heading =
            || cursor.rows().last().is_some_and(|row| matches!(row.kind, ElementKind::Heading | ElementKind::Rule));
        if !self.open || self.headed && under_heading() {
            return true;
        }
        // Rows of a table and bullets belong to the text that they stand below.
        let is_bullet = text.starts_with(['-', '*', '\u{2022}']);
        let is_item = is_bullet || item_letter(text).is_some() && cursor.after_page();
        let is_row = has_columns(text, 2) || has_columns(text, 1) && text.len() < 50 && !text.ends_with('.');
        if !self.headed && (is_row || is_item) {
            return false;
        }
        let mark = portion_mark(text).filter(|&(_, length)| text.starts_with('(') && text.len() > length);
        let is_marked = mark.is_some_and(|(mark, _)| !self.is_enumerated(cursor, mark));
        let goes_on = inside || (!self.headed && text.starts_with(|c: char| c.is_ascii_lowercase()));
        let fresh = (self.last == 0 || self.headed) && !goes_on && (mark.is_none() || is_marked);
        // After a page's edge nothing tells a new paragraph from the next sentence but a short line before.
        let new_block = cursor.after_blank() && fresh && (self.headed || !cursor.after_page() || ends_short(cursor));
        // `… END SUMMARY AND` / `COMMENT.` (N134): inside a sentence only a colon tells a new block.
        let opens = opens_block(text)
            && !ends_with_end(cursor)
            && (!inside || text.bytes().take(40).any(|b| matches!(b, b':')));
        new_block || (cursor.after_blank() && is_marked) || opens
    }

    /// Whether a letter in brackets is an item of a list, `(C)` between `(B)` and `(D)`.
    fn is_enumerated(&self, cursor: &Cursor<'_>, mark: &str) -> bool {
        let [letter] = mark.as_bytes() else { return false };
        let letter = letter.to_ascii_uppercase();
        self.item == Some(letter - 1)
            || cursor.ahead().take(30).filter_map(|line| item_letter(line.text)).next() == Some(letter + 1)
    }
}
