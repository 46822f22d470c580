//! The lines of a record, also of one that a carrier joined to a single line (rule N149): the two lines that part a record, and
//! the attributes, are told by their words then.

use core::ops::Range;

use memchr::memmem;

use super::attributes;

/// The line before the telegram, and the line before the attributes.
const TEXT: &str = "Message Text";
const ATTRIBUTES: &str = "Message Attributes";

/// The lines with their ends; the parting lines inside others are lines of their own.
pub(super) fn lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut cut = |end: usize| {
        if end > start {
            lines.push(start..end);
            start = end;
        }
    };
    let mut parting = inside(text).into_iter().peekable();
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1).chain([text.len()]) {
        while let Some(place) = parting.next_if(|place| place.start < end) {
            cut(place.start);
            cut(place.end);
        }
        cut(end);
    }
    lines
}

/// The parting lines that stand inside lines: one with attributes after it, and the other at the start of such a line.
fn inside(text: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    for at in memmem::find_iter(text.as_bytes(), ATTRIBUTES.as_bytes()) {
        let end = at + ATTRIBUTES.len();
        if !is_parting(text.get(end..).unwrap_or_default()) {
            continue;
        }
        let begin = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |before| before + 1);
        let line = text.get(begin..at).unwrap_or_default();
        let head = line.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        if head.strip_prefix(TEXT).is_some_and(|rest| rest.starts_with(' ')) {
            let from = at - head.len();
            places.push(from..from + TEXT.len());
        }
        places.push(at..end);
    }
    places
}

/// Whether attributes follow on the line of their heading.
pub(super) fn is_parting(after: &str) -> bool {
    after.strip_prefix(' ').is_some_and(|rest| attributes::key_at(rest.trim_start()).is_some())
}
