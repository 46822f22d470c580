//! The next paragraph inside a line: a carrier joined the two (rule N149).

use memchr::memmem;

use super::Body;
use super::number::next_number;
use crate::layout::cursor::Cursor;
use crate::paragraph::paragraph_start;

/// Lines from this length on were not written by their author but joined by a carrier.
const LONG_LINE: usize = 120;

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

    /// Where the next paragraph begins inside a long line: after a full stop,
    /// with a mark, or where only its number is missing before the next line's.
    pub(super) fn joined_next(&self, cursor: &Cursor<'_>, text: &str) -> Option<usize> {
        if self.last == 0 {
            return None;
        }
        let next = self.last + 1;
        if text.len() < LONG_LINE && !self.cut && !cursor.is_rest_of_line() {
            return marked_next(text, next);
        }
        let needle = format!(" {next}. ");
        memmem::find_iter(text.as_bytes(), needle.as_bytes()).take(8).find_map(|at| {
            let ended = text[..at].trim_end().ends_with(['.', '?', '!', ')', '"']);
            let start = paragraph_start(&text[at + 1..]).filter(|_| ended)?;
            let value = &text[at + 1 + start.text_at..];
            let missing = || value.starts_with(char::is_uppercase) && next_number(cursor) == Some(next + 1);
            (start.mark.is_some() || missing()).then_some(at + 1)
        })
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
