//! The next paragraph inside a line: a carrier joined the two (rule N149).

use memchr::memmem;

use super::Body;
use super::number::next_number;
use crate::layout::cursor::Cursor;
use crate::layout::end::is_end;
use crate::paragraph::{ends_at_number, first_numbered_inside, numbered_inside, paragraph_start};

/// Lines from this length on were not written by their author but joined by a carrier.
const LONG_LINE: usize = 120;

/// End marks take no more bytes at the end of a line.
const END_MARKS: usize = 40;

impl Body {
    /// `END SUMMARY.1. THE FERRY …`: where the next paragraph begins after the end of a block.
    pub(super) fn after_closer(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        // `D` is rarer than `E`, and a blank after it rarer still.
        let from = memchr::memchr_iter(b'D', bytes).filter(|&at| bytes.get(at + 1) == Some(&b' ')).find_map(|at| {
            let rest = text.get(at.checked_sub(2)?..)?;
            ["END SUMMARY", "END COMMENT"].iter().find(|end| rest.starts_with(**end)).map(|end| at - 2 + end.len())
        })?;
        let rest = text.get(from..)?.trim_start_matches(['.', ' ', ')']);
        let start = paragraph_start(rest).filter(|start| start.number == self.last + 1 && start.stop == Some('.'))?;
        rest[start.text_at..].starts_with(|c: char| c.is_uppercase() || c == '(').then(|| text.len() - rest.len())
    }

    /// Where the next paragraph begins inside a line: with a mark after the end of a sentence, or by its number alone where
    /// more says that the carrier joined the lines ([`Body::is_flat`]).
    pub(super) fn joined_next(&mut self, cursor: &Cursor<'_>, text: &str) -> Option<usize> {
        if self.last == 0 {
            return None;
        }
        let next = self.last + 1;
        let is_long = text.len() >= LONG_LINE || self.cut || cursor.is_rest_of_line();
        let marked = if is_long { marked_in_long(text, next) } else { marked_next(text, next) };
        marked.or_else(|| self.numbered_next(cursor, text, next))
    }

    /// Where the next paragraph begins inside a line by its number alone.
    fn numbered_next(&mut self, cursor: &Cursor<'_>, text: &str, next: u32) -> Option<usize> {
        let at = numbered_inside(text, next);
        let Some(at) = at else { return ends_at_number(text, next).filter(|_| self.flat && is_folded(cursor)) };
        let (before, after) = text.split_at_checked(at)?;
        let follows = || match numbered_inside(after, next + 1) {
            Some(_) => true,
            None => text.len() >= LONG_LINE && next_number(cursor) == Some(next + 1),
        };
        let is_list = goes_on_with_list(before, next);
        self.flat |= !is_list && follows();
        (self.flat && !is_list).then_some(at)
    }

    /// Where the end marks begin that a carrier joined to the last line: `… will report. LARCH BT #0617 NNNN`.
    pub(super) fn end_marks(&self, text: &str) -> Option<usize> {
        let near = text.floor_char_boundary(text.len().saturating_sub(END_MARKS));
        let places = text.get(near..)?.match_indices(' ').map(|(at, _)| near + at + 1);
        places.take(END_MARKS).filter(|_| self.flat).find(|&at| is_end(&text[at..]))
    }
}

/// `… End summary.  2. (SBU) The mayor …` in a line of common length: only a portion mark is sure there.
fn marked_next(text: &str, next: u32) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'(', bytes).filter(|&at| at > 4).take(4).find_map(|at| {
        let before = text.get(..at)?.trim_end().strip_suffix('.')?;
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let begin = before.len() - digits;
        let number = before.get(begin..)?.parse::<u32>().ok()?;
        let head = before.get(..begin)?;
        let ended = head.ends_with(' ') && head.trim_end().ends_with(['.', '?', '!', ')', '"']);
        (number == next && ended && paragraph_start(text.get(begin..)?)?.mark.is_some()).then_some(begin)
    })
}

/// ` 2. (SBU) The mayor …` after the end of a sentence in a long line.
fn marked_in_long(text: &str, next: u32) -> Option<usize> {
    let needle = format!(" {next}. ");
    memmem::find_iter(text.as_bytes(), needle.as_bytes()).take(8).map(|at| at + 1).find(|&at| {
        let ended = text[..at].trim_end().ends_with(['.', '?', '!', ')', '"']);
        ended && paragraph_start(&text[at..]).is_some_and(|start| start.mark.is_some())
    })
}

/// Whether the number goes on with a list inside the paragraph, which began with a first number of its own.
fn goes_on_with_list(before: &str, next: u32) -> bool {
    let value = paragraph_start(before).map_or(before, |start| &before[start.text_at..]);
    first_numbered_inside(value).is_some() && (next == 2 || numbered_inside(value, next - 1).is_some())
}

/// Whether the next line begins as the text of a paragraph does whose number stands at the end of the line above.
fn is_folded(cursor: &Cursor<'_>) -> bool {
    cursor.next_unmarked().is_some_and(|next| next.text.starts_with(char::is_uppercase))
}
