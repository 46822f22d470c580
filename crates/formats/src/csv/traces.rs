//! What is left of rows whose leading columns are damaged: a number, or columns of other shapes.

use super::Layout;
use super::shape::Shape;

/// What tells that a row whose leading columns are damaged begins at a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trace {
    pub(super) at: usize,
    /// Its number, where that can be read.
    pub(super) number: Option<u64>,
}

/// The traces in a damaged stretch of rows after the one with number `first`
/// and before the one with number `end`.
///
/// At the end of the file, where none follows that is sound, only a number in
/// quotation marks that is the next counts.
pub(super) fn traces(layout: &Layout, bytes: &[u8], first: u64, end: Option<u64>) -> Vec<Trace> {
    let mut traces: Vec<Trace> = Vec::new();
    let mut above = first;
    let is_expected = |at: usize, number: u64, above: u64| match end {
        Some(end) => number < end,
        None => {
            let is_quoted = bytes.get(at) == Some(&b'"') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            let is_plain = !layout.dialect.all_quoted && bytes.get(at).is_some_and(u8::is_ascii_digit);
            number == above + 1 && (is_quoted || (is_plain && starts_line(bytes, at)))
        }
    };
    for found in memchr::memchr2_iter(b'\n', b'"', bytes) {
        let is_line = bytes.get(found) == Some(&b'\n');
        if found > 0 && bytes[found - 1] == b'\\' && layout.dialect.backslash {
            continue;
        }
        let at = if is_line { found + 1 } else { found };
        let number = after(bytes, found, layout).or_else(|| before(bytes, found, layout));
        match number {
            Some((at, number)) if number > above && is_expected(at, number, above) => {
                traces.retain(|trace| trace.number.is_some() || trace.at != at);
                traces.push(Trace { at, number: Some(number) });
                above = number;
            }
            _ if is_line && at < bytes.len() && has_leading(layout, &bytes[at..]) => {
                traces.push(Trace { at, number: None });
            }
            _ => {}
        }
    }
    traces
}

/// The number after a line end or a mark, up to something that is no figure.
fn after(bytes: &[u8], found: usize, layout: &Layout) -> Option<(usize, u64)> {
    let is_line = bytes.get(found) == Some(&b'\n');
    let mut from = found + 1;
    if is_line && bytes.get(from) == Some(&b'"') {
        from += 1;
    }
    let rest = bytes.get(from..)?;
    let digits = rest.iter().take(19).take_while(|byte| byte.is_ascii_digit()).count();
    let follows = rest.get(digits).copied();
    let is_end = matches!(follows, Some(b'"' | b'\n' | b'\r' | b';' | b'\\' | 0) | None)
        || follows == Some(layout.dialect.delimiter);
    if !is_end {
        return None;
    }
    Some((if is_line { found + 1 } else { found }, read(&rest[..digits])?))
}

/// The number before a mark that is followed by a separator: the mark before
/// the number was lost.
fn before(bytes: &[u8], found: usize, layout: &Layout) -> Option<(usize, u64)> {
    let is_closing = bytes.get(found) == Some(&b'"')
        && bytes.get(found + 1) == Some(&layout.dialect.delimiter)
        && bytes.get(found + 2) == Some(&b'"');
    if !is_closing {
        return None;
    }
    let digits = bytes[..found].iter().rev().take(19).take_while(|byte| byte.is_ascii_digit()).count();
    Some((found - digits, read(&bytes[found - digits..found])?))
}

/// Whether the first pieces of a line have the shape of leading columns, though
/// not in their order: some are lost.
pub(super) fn has_leading(layout: &Layout, line: &[u8]) -> bool {
    let line = &line[..line.len().min(200)];
    let line = &line[..memchr::memchr(b'\n', line).unwrap_or(line.len())];
    let quoted = [b'"', layout.dialect.delimiter, b'"'];
    if layout.dialect.all_quoted && memchr::memmem::find(line, &quoted).is_none() {
        return false;
    }
    let is_between = |byte: &u8| matches!(byte, b'"' | b';') || *byte == layout.dialect.delimiter;
    let mut pieces = line.split(is_between).filter(|piece| !piece.is_empty()).take(3);
    // A date is rarer in text than a word with a figure.
    let tells = if layout.shapes.contains(&Shape::Date) { Shape::Date } else { Shape::Token };
    layout.shapes.contains(&tells) && pieces.any(|piece| tells.fits(piece))
}

/// Whether a place is the start of a line.
pub(super) fn starts_line(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| bytes.get(before)).is_none_or(|byte| *byte == b'\n')
}

/// Figures as the number of a row.
pub(super) fn read(digits: &[u8]) -> Option<u64> {
    core::str::from_utf8(digits).ok()?.parse().ok().filter(|_| digits.len() <= 18)
}
