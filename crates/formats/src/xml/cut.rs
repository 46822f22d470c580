//! Cuts the next record off a file.

use super::Layout;
use super::markup::{CDATA, CDATA_END};
use crate::table::Cut;

/// Cuts the record at the start of `bytes`, which are not empty.
pub(super) fn cut(layout: &Layout, bytes: &[u8], last: bool) -> Cut {
    let mut walk = Walk { bytes, row: layout.row.as_bytes(), at: 0 };
    let start = match walk.next() {
        Some((at, Mark::Start)) => at,
        Some((_, Mark::End)) => return Cut::Skip(walk.at),
        // What may be the start of a mark is kept until more is at hand.
        None if last => return Cut::Skip(bytes.len()),
        None if walk.at > 0 => return Cut::Skip(walk.at),
        None => return Cut::More,
    };
    if start > 0 {
        return Cut::Skip(start);
    }
    if matches!(bytes.get(walk.at.wrapping_sub(2)), Some(b'/')) {
        return Cut::Row { end: walk.at, next: walk.at, fault: None };
    }
    let is_not_closed = |end| Cut::Row { end, next: end, fault: Some("a record that is not closed".into()) };
    match walk.next() {
        Some((_, Mark::End)) => Cut::Row { end: walk.at, next: walk.at, fault: None },
        Some((at, Mark::Start)) => is_not_closed(at),
        None if last => is_not_closed(bytes.len()),
        None => Cut::More,
    }
}

enum Mark {
    Start,
    End,
}

/// Looks for the tags of the records.
struct Walk<'a> {
    bytes: &'a [u8],
    row: &'a [u8],
    /// After what was looked at; before what cannot be told without more bytes.
    at: usize,
}

impl Walk<'_> {
    /// The next tag and where it begins; `at` is after it.
    fn next(&mut self) -> Option<(usize, Mark)> {
        loop {
            let Some(found) = memchr::memchr(b'<', self.bytes.get(self.at..)?) else {
                self.at = self.bytes.len();
                return None;
            };
            self.at += found;
            let rest = self.bytes.get(self.at..)?;
            let passed =
                [(CDATA, CDATA_END), ("<!--", "-->")].into_iter().find(|(begin, _)| rest.starts_with(begin.as_bytes()));
            if let Some((_, end)) = passed {
                self.at += memchr::memmem::find(rest, end.as_bytes())? + end.len();
                continue;
            }
            let is_end = rest.get(1) == Some(&b'/');
            let named = rest.get(1 + usize::from(is_end)..)?;
            if named.len() <= self.row.len() {
                // The name may go on.
                return None;
            }
            let is_row = named.starts_with(self.row)
                && named
                    .get(self.row.len())
                    .is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
            if !is_row {
                self.at += 1;
                continue;
            }
            let start = self.at;
            self.at += memchr::memchr(b'>', rest)? + 1;
            return Some((start, if is_end { Mark::End } else { Mark::Start }));
        }
    }
}
