//! Cuts the next row off a table, also where rows are damaged.
//!
//! A row is sound when it scans, has the right number of fields, and is
//! followed by the end or by the start of a row. Where that is not so, the
//! next start of a row is looked for; what stands before it is reported as one
//! broken row, and reading goes on there. A mark that is not escaped at the
//! end of a line looks like the end of its row: then what follows is no row,
//! and has too few fields to be the rest of one; it belongs to the row before.
//!
//! Where the first column counts the rows, what stands between two sound rows
//! is so many rows as the numbers say ([`count`]).

use super::scan::{Scan, scan};
use super::shape::{Shape, begins_row, next_row};
use super::{Layout, count};
use crate::table::{Cut, Fault};

const STRAY: &str = "a quotation mark that is not escaped at the end of a line";

/// Cuts the row at the start of `bytes`, which are not empty. `last` says that
/// nothing follows after them; `before` is the number of the row before, where
/// rows are counted.
pub(super) fn cut(layout: &Layout, bytes: &[u8], last: bool, before: &mut Option<u64>) -> Cut {
    match bytes {
        [b'\n', ..] => return Cut::Skip(1),
        [b'\r', b'\n', ..] => return Cut::Skip(2),
        [b'\r'] if !last => return Cut::More,
        [b'\r', ..] => return Cut::Skip(1),
        // The end of file of old systems.
        [0x1A] if last => return Cut::Skip(1),
        _ => {}
    }
    let row = Place { layout, bytes, last };
    match scan(bytes, layout.dialect, last, &mut |_| {}) {
        Scan::More => Cut::More,
        Scan::Broken(at, why) => row.broken(1, format!("{why} ({at} bytes into the row)"), before),
        // Where all rows are counted, one without its number lost its start.
        Scan::Row { next, .. }
            if layout.shapes.first() == Some(&Shape::Number) && bytes[0] == layout.dialect.delimiter =>
        {
            row.broken(next.saturating_sub(1).max(1), "its number is missing".to_owned(), before)
        }
        Scan::Row { fields, end, next } if fields == layout.columns.len() => row.sound(end, next, before),
        Scan::Row { fields, end, next } => {
            let reason = format!("{fields} fields where {} are expected", layout.columns.len());
            // Without marks a row ends with its line; where no column tells
            // rows from text, the next line is looked at for itself.
            let is_plain = memchr::memchr(b'"', &bytes[..end]).is_none();
            if is_plain && layout.shapes.iter().all(|shape| *shape == Shape::Any) {
                *before = None;
                return Cut::Row { end, next, fault: Some(reason.into()) };
            }
            // It may end where it seems to end.
            row.broken(next.saturating_sub(1).max(1), reason, before)
        }
    }
}

/// The row at the start of some bytes.
#[derive(Clone, Copy)]
struct Place<'a> {
    layout: &'a Layout,
    bytes: &'a [u8],
    last: bool,
}

impl Place<'_> {
    /// A row that scans: looks at what follows.
    fn sound(self, end: usize, next: usize, before: &mut Option<u64>) -> Cut {
        let Self { layout, bytes, last } = self;
        let own = if layout.counted { count::number(bytes, layout) } else { None };
        let mut row = || {
            *before = own;
            Cut::Row { end, next, fault: None }
        };
        let skipped = bytes[next..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r' | 0x1A)).count();
        let rest = &bytes[next + skipped..];
        if rest.is_empty() {
            return if last { row() } else { Cut::More };
        }
        match begins_row(rest, layout.dialect, &layout.shapes, layout.columns.len(), last) {
            None => return Cut::More,
            Some(true) => return row(),
            Some(false) => {}
        }
        // Not a usual begin: it may be a sound row with an unusual value.
        match scan(rest, layout.dialect, last, &mut |_| {}) {
            Scan::Row { fields, .. } if fields == layout.columns.len() => return row(),
            Scan::More => return Cut::More,
            _ => {}
        }
        let begin = next + skipped;
        if let Some(own) = own {
            return match count::next(layout, bytes, begin, Some(own), last) {
                Err(false) => Cut::More,
                // Text of this row stands after its seeming end: no number is
                // left for it, or a row begins after it.
                Ok((at, Some(number))) if number == own + 1 => damaged(bytes, 0, at, STRAY, own, before),
                Ok((at, Some(number))) if count::begins_within(layout, &bytes[begin..at], own + 1, number) => {
                    *before = Some(number - 1);
                    Cut::Damaged { rows: count::rows(layout, &bytes[..at], own, Some(number), STRAY), next: at }
                }
                Ok((_, Some(_))) => row(),
                found => {
                    let until = found.map_or(bytes.len(), |(at, _)| at);
                    if is_row_of_its_own(layout, &bytes[begin..until]) {
                        return row();
                    }
                    damaged(bytes, 0, until, STRAY, own, before)
                }
            };
        }
        match next_row(bytes, begin, layout.dialect, &layout.shapes, layout.columns.len(), last) {
            Err(false) => Cut::More,
            found => {
                let until = found.unwrap_or(bytes.len());
                if is_row_of_its_own(layout, &bytes[begin..until]) {
                    return row();
                }
                fault(bytes, until, STRAY.to_owned())
            }
        }
    }

    /// A row that does not scan, or has not its fields; the next begins after
    /// `from`.
    fn broken(self, from: usize, reason: String, before: &mut Option<u64>) -> Cut {
        let Self { layout, bytes, last } = self;
        if layout.counted {
            let expected = before.map(|before| before + 1);
            let own = count::number(bytes, layout);
            // Its number where that is one to come, else the one to come.
            let this = match (expected, own) {
                (Some(expected), Some(own)) if own > expected && own - expected < count::MOST => Some(own),
                (None, own) => own,
                (expected, _) => expected,
            };
            return match (count::next(layout, bytes, 1, this, last), this) {
                (Err(false), _) => Cut::More,
                (Ok((at, Some(number))), Some(this)) => {
                    *before = Some(number - 1);
                    Cut::Damaged { rows: count::rows(layout, &bytes[..at], this, Some(number), &reason), next: at }
                }
                (Err(true), Some(this)) => {
                    let rows = count::rows(layout, bytes, this, None, &reason);
                    *before = Some(this + rows.len() as u64 - 1);
                    Cut::Damaged { rows, next: bytes.len() }
                }
                (found, _) => {
                    *before = None;
                    fault(bytes, found.map_or(bytes.len(), |(at, _)| at), reason)
                }
            };
        }
        if layout.shapes.first() == Some(&Shape::Number) && layout.tells() {
            return match count::next(layout, bytes, 1, None, last) {
                Err(false) => Cut::More,
                found => {
                    let next = found.map_or(bytes.len(), |(at, _)| at);
                    Cut::Damaged { rows: count::split(layout, &bytes[..next], &reason), next }
                }
            };
        }
        match next_row(bytes, from, layout.dialect, &layout.shapes, layout.columns.len(), last) {
            Err(false) => Cut::More,
            found => {
                let next = found.unwrap_or(bytes.len());
                if memchr::memchr(b'"', &bytes[..next]).is_some() {
                    return fault(bytes, next, reason);
                }
                Cut::Damaged { rows: lines(layout, &bytes[..next], &reason), next }
            }
        }
    }
}

/// Cuts a damaged stretch without marks at the lines that start as a row does:
/// any other is the rest of the row before, in which a line end stands.
fn lines(layout: &Layout, bytes: &[u8], reason: &str) -> Vec<Fault> {
    let shape = layout.shapes.first().copied().unwrap_or(Shape::Any);
    let begins = |at: usize| {
        let line = &bytes[at..];
        let ends = |byte: &u8| *byte == layout.dialect.delimiter || matches!(byte, b'\n' | b'\r');
        let first = &line[..line.iter().position(ends).unwrap_or(line.len())];
        !first.is_empty() && shape.fits(first)
    };
    let starts = memchr::memchr_iter(b'\n', bytes).map(|at| at + 1).filter(|at| *at < bytes.len() && begins(*at));
    let mut faults = Vec::new();
    let mut start = 0;
    for end in starts.chain([bytes.len()]) {
        let reason = if faults.is_empty() { reason } else { "no sound row" };
        faults.push(Fault { start, end: start + bytes[start..end].trim_ascii_end().len(), reason: reason.into() });
        start = end;
    }
    faults
}

/// One damaged row with a number.
fn damaged(bytes: &[u8], start: usize, next: usize, reason: &str, number: u64, before: &mut Option<u64>) -> Cut {
    *before = Some(number);
    let end = end_of(bytes, next);
    Cut::Damaged { rows: vec![Fault { start, end, reason: reason.into() }], next }
}

fn end_of(bytes: &[u8], next: usize) -> usize {
    bytes[..next].iter().rposition(|byte| !matches!(byte, b'\n' | b'\r')).map_or(next, |at| at + 1)
}

fn fault(bytes: &[u8], next: usize, reason: String) -> Cut {
    Cut::Row { end: end_of(bytes, next), next, fault: Some(reason.into()) }
}

/// Whether a damaged stretch is a row: it begins as one, is a hole, or has at least half
/// of the separators of one. Else it is the rest of the row before.
fn is_row_of_its_own(layout: &Layout, bytes: &[u8]) -> bool {
    if bytes.iter().all(|byte| *byte == 0 || byte.is_ascii_whitespace()) {
        return true;
    }
    let delimiter = layout.dialect.delimiter;
    let end = bytes.iter().position(|byte| *byte == delimiter || matches!(byte, b'\n' | b'\r')).unwrap_or(bytes.len());
    let first = bytes[..end].trim_ascii();
    let first = first.strip_prefix(b"\"").unwrap_or(first);
    let first = first.strip_suffix(b"\"").unwrap_or(first);
    let shape = layout.shapes.first().copied().unwrap_or(Shape::Any);
    (shape != Shape::Any && shape.fits(first)) || separators(layout, bytes) * 2 >= layout.columns.len()
}

/// How many separators stand in what may be the rest of a row.
fn separators(layout: &Layout, bytes: &[u8]) -> usize {
    let delimiter = layout.dialect.delimiter;
    if layout.dialect.all_quoted {
        return memchr::memmem::find_iter(bytes, &[b'"', delimiter, b'"']).count();
    }
    let line = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len());
    memchr::memchr_iter(delimiter, &bytes[..line]).count()
}
