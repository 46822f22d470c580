//! Tables whose first column counts the rows: there each row says which it is,
//! so that between two sound rows it is known how many are damaged, also where
//! the start of one is lost or its end runs into the next.

use super::Layout;
use super::scan::{Scan, scan};
use super::shape::{Shape, begins_row, next_row};
use crate::table::Fault;

/// So many rows in a row may be damaged; a larger step is a gap of the table.
pub(super) const MOST: u64 = 64;
/// How far a row with an expected number is looked for, where the other columns
/// do not tell a row from text.
const NEAR: usize = 64 << 10;
const DAMAGED: &str = "its first columns are damaged";
/// So many rows show whether they are counted.
const ROWS: usize = 50;

/// Whether the rows at the start of `body` are numbered one after another.
pub(super) fn is_counted(layout: &Layout, body: &[u8], complete: bool) -> bool {
    if layout.shapes.first() != Some(&Shape::Number) {
        return false;
    }
    let (mut steps, mut jumps, mut damaged, mut at) = (0, 0, 0, 0);
    let mut before: Option<u64> = None;
    while steps + jumps < ROWS && damaged < 8 && at < body.len() {
        let rest = &body[at..];
        match scan(rest, layout.dialect, complete, &mut |_| {}) {
            Scan::Row { fields, next, .. } if fields == layout.columns.len() => {
                let number = number(rest, layout);
                match (before, number) {
                    (Some(before), Some(number)) if number == before + 1 => steps += 1,
                    (Some(_), Some(_)) => jumps += 1,
                    _ => {}
                }
                before = number;
                at += next;
            }
            Scan::More => break,
            _ => {
                damaged += 1;
                before = None;
                match next_row(body, at + 1, layout.dialect, &layout.shapes, layout.columns.len(), complete) {
                    Ok(next) => at = next,
                    Err(_) => break,
                }
            }
        }
    }
    jumps * 20 <= steps
}

/// The number at the start of a row.
pub(super) fn number(row: &[u8], layout: &Layout) -> Option<u64> {
    let quoted = row.strip_prefix(b"\"");
    if quoted.is_none() && layout.dialect.all_quoted {
        return None;
    }
    let row = quoted.unwrap_or(row);
    let digits = row.iter().take(19).take_while(|byte| byte.is_ascii_digit()).count();
    let ends = match row.get(digits..) {
        Some([b'"', next, ..]) => *next == layout.dialect.delimiter,
        Some([next, ..]) if quoted.is_none() => *next == layout.dialect.delimiter,
        _ => false,
    };
    if !ends {
        return None;
    }
    read(&row[..digits])
}

fn read(digits: &[u8]) -> Option<u64> {
    core::str::from_utf8(digits).ok()?.parse().ok().filter(|_| digits.len() <= 18)
}

/// The next row whose leading columns are sound, with its number where that is
/// one to come soon after `expected`. `Err(true)` where there is none,
/// `Err(false)` where more bytes are needed to tell.
pub(super) fn next(
    layout: &Layout,
    bytes: &[u8],
    from: usize,
    expected: Option<u64>,
    last: bool,
) -> Result<(usize, Option<u64>), bool> {
    let tells = layout.tells();
    let is_near = |number: u64| expected.is_some_and(|expected| number > expected && number - expected <= MOST);
    let mut other: Option<usize> = None;
    for at in begins(layout, bytes, from) {
        if other.is_some_and(|other| at > other + NEAR) {
            break;
        }
        let Some(number) = number(&bytes[at..], layout) else {
            // Its number goes on after what is at hand.
            if !last && bytes.len() - at < 32 {
                return Err(false);
            }
            continue;
        };
        let near = is_near(number);
        if !near && !tells && (other.is_some() || !starts_line(bytes, at)) {
            continue;
        }
        match begins_row(&bytes[at..], layout.dialect, &layout.shapes, layout.columns.len(), last) {
            Some(true) if near => return Ok((at, Some(number))),
            Some(true) if tells => return Ok((at, None)),
            Some(true) => other = Some(at),
            Some(false) => {}
            None => return Err(false),
        }
    }
    match other {
        Some(at) if last || bytes.len() > at + NEAR => Ok((at, None)),
        Some(_) => Err(false),
        None => Err(last),
    }
}

fn starts_line(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| bytes.get(before)).is_none_or(|byte| *byte == b'\n')
}

/// Where a row may begin: on a line of its own or, where a line end was lost,
/// at a mark that is not escaped.
fn begins<'a>(layout: &Layout, bytes: &'a [u8], from: usize) -> impl Iterator<Item = usize> + use<'a> {
    let dialect = layout.dialect;
    memchr::memchr2_iter(b'\n', b'"', bytes.get(from..).unwrap_or_default()).filter_map(move |found| {
        let at = from + found;
        match (bytes.get(at), at.checked_sub(1).and_then(|before| bytes.get(before))) {
            (Some(b'\n'), _) => Some(at + 1).filter(|at| *at < bytes.len()),
            (_, Some(b'\n')) => None,
            (_, Some(b'\\')) if dialect.backslash => None,
            _ => Some(at),
        }
    })
}

/// What tells that a row whose leading columns are damaged begins at a place.
#[derive(Debug, Clone, Copy)]
struct Trace {
    at: usize,
    /// Its number, where that can be read.
    number: Option<u64>,
}

/// The traces in a damaged stretch of rows after the one with number `first`
/// and before the one with number `end`.
///
/// At the end of the file, where none follows that is sound, only a number in
/// quotation marks that is the next counts.
fn traces(layout: &Layout, bytes: &[u8], first: u64, end: Option<u64>) -> Vec<Trace> {
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
fn has_leading(layout: &Layout, line: &[u8]) -> bool {
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

/// Cuts a damaged stretch, which begins with the row `first` and ends before
/// the row `end` (or at the end of the file), into its rows.
pub(super) fn rows(layout: &Layout, stretch: &[u8], first: u64, end: Option<u64>, reason: &str) -> Vec<Fault> {
    let traces = traces(layout, stretch, first, end);
    let highest = traces.iter().rev().find_map(|trace| trace.number).unwrap_or(first);
    let end = end.unwrap_or(highest + 1);
    let hidden = usize::try_from(end.saturating_sub(first + 1)).unwrap_or(0);
    // A row that left nothing is a gap in the numbers.
    let hidden = if stretch.len() < 2 * hidden { 0 } else { hidden };
    let mut begins: Vec<Option<usize>> = vec![None; hidden];
    for trace in &traces {
        let place = trace.number.and_then(|number| usize::try_from(number - first - 1).ok());
        if let Some(begin) = place.and_then(|place| begins.get_mut(place)) {
            *begin = Some(trace.at);
        }
    }
    // Where no number is left, other columns tell, between those that are known.
    let mut unnumbered = traces.iter().filter(|trace| trace.number.is_none()).map(|trace| trace.at).peekable();
    let mut from = 0;
    for place in 0..hidden {
        if let Some(at) = begins[place] {
            from = at;
            continue;
        }
        let until = begins[place..].iter().flatten().next().copied().unwrap_or(stretch.len());
        while unnumbered.next_if(|at| *at <= from).is_some() {}
        if let Some(at) = unnumbered.next_if(|at| *at < until) {
            begins[place] = Some(at);
            from = at;
        }
    }
    let mut faults = Vec::with_capacity(hidden + 1);
    let mut at = 0;
    let mut reason = reason.to_owned();
    for place in 0..=hidden {
        let known = begins.get(place..).unwrap_or_default().iter().flatten().next().copied();
        let until = match begins.get(place) {
            // The start of the next is lost; it stands somewhere before the
            // one after it.
            Some(None) => known.unwrap_or(stretch.len()),
            Some(Some(begin)) => *begin,
            None => stretch.len(),
        };
        let until = until.max(at);
        faults.push(Fault { start: at, end: ends(stretch, at, until), reason: reason.into() });
        reason = if begins.get(place).is_some_and(Option::is_none) {
            "the row is lost in the damaged one before it".to_owned()
        } else {
            DAMAGED.to_owned()
        };
        at = until;
    }
    faults
}

/// Cuts a damaged stretch of rows that are numbered, not one after another:
/// there a line that begins as rows do tells.
pub(super) fn split(layout: &Layout, stretch: &[u8], reason: &str) -> Vec<Fault> {
    let lines = memchr::memchr_iter(b'\n', stretch).map(|end| end + 1).filter(|at| *at < stretch.len());
    let begins = lines.filter(|at| number(&stretch[*at..], layout).is_some() || has_leading(layout, &stretch[*at..]));
    let mut faults = Vec::new();
    let mut at = 0;
    for until in begins.chain([stretch.len()]) {
        let reason = if faults.is_empty() { reason } else { DAMAGED };
        faults.push(Fault { start: at, end: ends(stretch, at, until), reason: reason.into() });
        at = until;
    }
    faults
}

/// Whether the row of this number begins within a stretch after text that
/// belongs to the row before.
pub(super) fn begins_within(layout: &Layout, stretch: &[u8], first: u64, end: u64) -> bool {
    if has_leading(layout, stretch) || number(stretch, layout) == Some(first) {
        return false;
    }
    let traces = traces(layout, stretch, first - 1, Some(end));
    let Some(trace) = traces.first() else { return false };
    // Without its number it may be a later one, and the text before it a row.
    let is_first = match trace.number {
        Some(number) => number == first,
        None => traces.len() as u64 >= end - first,
    };
    is_first && !stretch[..trace.at].trim_ascii().is_empty()
}

/// The end of a damaged row without its line end.
fn ends(bytes: &[u8], start: usize, until: usize) -> usize {
    let row = bytes.get(start..until).unwrap_or_default();
    start + row.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r')).map_or(0, |at| at + 1)
}
