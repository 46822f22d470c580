//! Cuts the next row off a table, also where rows are damaged.
//!
//! A row is sound when it scans, has the right number of fields, and is
//! followed by the end or by the begin of a row. Where that is not so, the
//! next begin of a row is looked for; what stands before it is reported as one
//! broken row, and reading goes on there. A mark that is not escaped at the
//! end of a line looks like the end of its row: then what follows is no row,
//! and has too few fields to be the rest of one; it belongs to the row before.

use super::Layout;
use super::scan::{Scan, scan};
use super::shape::{Shape, begins_row, next_row};
use crate::table::Cut;

/// Cuts the row at the begin of `bytes`, which are not empty. `last` says that
/// nothing follows behind them.
pub(crate) fn cut(layout: &Layout, bytes: &[u8], last: bool) -> Cut {
    match bytes {
        [b'\n', ..] => return Cut::Skip(1),
        [b'\r', b'\n', ..] => return Cut::Skip(2),
        [b'\r'] if !last => return Cut::More,
        [b'\r', ..] => return Cut::Skip(1),
        // The end of file of old systems.
        [0x1A] if last => return Cut::Skip(1),
        _ => {}
    }
    match scan(bytes, layout.dialect, last, &mut |_| {}) {
        Scan::More => Cut::More,
        Scan::Broken(at, why) => broken(layout, bytes, 1, last, format!("{why} ({at} bytes into the row)")),
        // Where all rows are counted, one without its number lost its begin.
        Scan::Row { next, .. }
            if layout.shapes.first() == Some(&Shape::Number) && bytes[0] == layout.dialect.delimiter =>
        {
            broken(layout, bytes, next.saturating_sub(1).max(1), last, "its number is missing".to_owned())
        }
        Scan::Row { fields, end, next } if fields == layout.columns.len() => sound(layout, bytes, end, next, last),
        Scan::Row { fields, next, .. } => {
            let reason = format!("{fields} fields where {} are expected", layout.columns.len());
            // It may end where it seems to end.
            broken(layout, bytes, next.saturating_sub(1).max(1), last, reason)
        }
    }
}

/// A row that scans: looks at what follows.
fn sound(layout: &Layout, bytes: &[u8], end: usize, next: usize, last: bool) -> Cut {
    let row = Cut::Row { end, next, fault: None };
    let skipped = bytes[next..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r' | 0x1A)).count();
    let rest = &bytes[next + skipped..];
    if rest.is_empty() {
        return if last { row } else { Cut::More };
    }
    match begins_row(rest, layout.dialect, &layout.shapes, layout.columns.len(), last) {
        None => return Cut::More,
        Some(true) => return row,
        Some(false) => {}
    }
    // Not a usual begin: it may be a sound row with an unusual value.
    match scan(rest, layout.dialect, last, &mut |_| {}) {
        Scan::Row { fields, .. } if fields == layout.columns.len() => return row,
        Scan::More => return Cut::More,
        _ => {}
    }
    let begin = next + skipped;
    match next_row(bytes, begin, layout.dialect, &layout.shapes, layout.columns.len(), last) {
        Err(false) => Cut::More,
        found => {
            let until = found.unwrap_or(bytes.len());
            if is_row_of_its_own(layout, &bytes[begin..until]) {
                return row;
            }
            let reason = "a quotation mark that is not escaped at the end of a line";
            fault(bytes, until, reason.to_owned())
        }
    }
}

fn broken(layout: &Layout, bytes: &[u8], from: usize, last: bool, reason: String) -> Cut {
    match next_row(bytes, from, layout.dialect, &layout.shapes, layout.columns.len(), last) {
        Err(false) => Cut::More,
        found => fault(bytes, found.unwrap_or(bytes.len()), reason),
    }
}

fn fault(bytes: &[u8], next: usize, reason: String) -> Cut {
    let end = bytes[..next].iter().rposition(|byte| !matches!(byte, b'\n' | b'\r')).map_or(next, |at| at + 1);
    Cut::Row { end, next, fault: Some(reason.into()) }
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
