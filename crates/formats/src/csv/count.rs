//! Tables whose first column counts the rows: there each row says which it is,
//! so that between two sound rows it is known how many are damaged, also where
//! the start of one is lost or its end runs into the next.

use super::Layout;
use super::scan::{Scan, scan};
use super::shape::{Shape, begins_row, next_row};
use super::traces::{has_leading, read, starts_line, traces};
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
