//! Cuts the next object off a file.

use super::{Form, Layout, keyed, rows};
use crate::table::Cut;

/// Cuts the object at the start of `bytes`, which are not empty.
pub(super) fn cut(layout: &Layout, bytes: &[u8], last: bool) -> Cut {
    match layout.form {
        Form::Lines => line(bytes, last),
        Form::Values => value(bytes, last),
        Form::Wrapped => wrapped(bytes, last),
        Form::Keyed => keyed::cut(bytes, last),
        Form::Rows => rows::cut(bytes, last),
    }
}

/// As [`value`], up to the end of the array: what the object around it says after that is no record.
fn wrapped(bytes: &[u8], last: bool) -> Cut {
    let between = bytes.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b',').count();
    match bytes.get(between) {
        _ if between > 0 => Cut::Skip(between),
        Some(b'{') => value(bytes, last),
        // One array is read; another one is told, so that nothing is lost in silence.
        _ if holds_array(bytes) => {
            let fault = "a further array of objects stands after the records; it is not read: cut it out";
            Cut::Row { end: bytes.len(), next: bytes.len(), fault: Some(fault.into()) }
        }
        _ => Cut::Skip(bytes.len()),
    }
}

/// Whether an array of objects begins somewhere in the bytes.
fn holds_array(bytes: &[u8]) -> bool {
    let begins = |at: usize| bytes.get(at + 1..).is_some_and(|rest| rest.trim_ascii_start().first() == Some(&b'{'));
    memchr::memchr_iter(b'[', bytes).any(begins)
}

/// Where the arrays of objects in an object begin: after the `[` of each, in their order. So many bytes are looked at, so
/// deep, and so many arrays.
pub(super) fn arrays(body: &[u8]) -> Vec<usize> {
    const NEAR: usize = 64 << 10;
    const DEPTH: usize = 12;
    const MOST: usize = 32;
    let near = &body[..body.len().min(NEAR)];
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(byte) = near.get(at).filter(|_| found.len() < MOST) {
        at += 1;
        match byte {
            b'"' => {
                while let Some(skipped) = memchr::memchr2(b'"', b'\\', near.get(at..).unwrap_or_default()) {
                    at += skipped + 1;
                    if near.get(at - 1) == Some(&b'"') {
                        break;
                    }
                    at += 1;
                }
            }
            b'[' if depth <= DEPTH && near.get(at..).unwrap_or_default().trim_ascii_start().first() == Some(&b'{') => {
                depth += 1;
                found.push(at);
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => match depth {
                0 | 1 => break,
                _ => depth -= 1,
            },
            _ => {}
        }
    }
    found
}

fn line(bytes: &[u8], last: bool) -> Cut {
    let (end, next) = match memchr::memchr(b'\n', bytes) {
        Some(end) => (end, end + 1),
        None if last => (bytes.len(), bytes.len()),
        None => return Cut::More,
    };
    let content = bytes[..end].trim_ascii_end();
    let blank = content.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    if blank == content.len() {
        return Cut::Skip(next);
    }
    Cut::Row { end: content.len(), next, fault: None }
}

/// What stands between objects: blanks, commas, the brackets of the array.
fn is_between(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b',' | b'[' | b']' | 0x1E)
}

fn value(bytes: &[u8], last: bool) -> Cut {
    let between = bytes.iter().take_while(|byte| is_between(**byte)).count();
    if between > 0 {
        return Cut::Skip(between);
    }
    match end(bytes) {
        _ if bytes.first() != Some(&b'{') => broken(bytes, last, "no object"),
        End::At(end) => Cut::Row { end, next: end, fault: None },
        End::Open if !last => Cut::More,
        End::Open => broken(bytes, last, "an object that does not end"),
        End::Broken(reason) => broken(bytes, last, reason),
    }
}

pub(super) enum End {
    At(usize),
    Open,
    Broken(&'static str),
}

/// Where the object or array at the start of `bytes` ends.
pub(super) fn end(bytes: &[u8]) -> End {
    if !matches!(bytes.first(), Some(b'{' | b'[')) {
        return End::Broken("no object");
    }
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return End::At(at);
                }
            }
            b'"' => loop {
                let rest = bytes.get(at..).unwrap_or_default();
                match memchr::memchr3(b'"', b'\\', b'\n', rest) {
                    None => return End::Open,
                    Some(found) => {
                        at += found + 1;
                        match rest.get(found) {
                            Some(b'"') => break,
                            Some(b'\\') => at += 1,
                            // JSON has no line break within a string.
                            _ => return End::Broken("a string that does not end on its line"),
                        }
                    }
                }
            },
            _ => {}
        }
    }
    End::Open
}

/// Reports what stands before the next object: one that begins a line with no
/// more blanks before it than this one had, or follows `},`.
fn broken(bytes: &[u8], last: bool, reason: &str) -> Cut {
    let mut at = 1;
    while let Some(found) = memchr::memchr(b'{', bytes.get(at..).unwrap_or_default()) {
        at += found;
        let before = bytes[..at].trim_ascii_end();
        let blank = &bytes[before.len()..at];
        let follows = match before.last() {
            Some(b'}') => blank.contains(&b'\n'),
            Some(b',') => before[..before.len() - 1].trim_ascii_end().last() == Some(&b'}'),
            _ => blank.ends_with(b"\n"),
        };
        if follows {
            let end = before.strip_suffix(b",").unwrap_or(before).len().max(1);
            return Cut::Row { end, next: at, fault: Some(reason.into()) };
        }
        at += 1;
    }
    if !last {
        return Cut::More;
    }
    let end = bytes.iter().rposition(|byte| !is_between(*byte)).map_or(bytes.len(), |at| at + 1);
    Cut::Row { end, next: bytes.len(), fault: Some(reason.into()) }
}

/// The first objects that are whole of the array that `body` begins within.
pub(super) fn values_of_array(body: &[u8], most: usize) -> Vec<&[u8]> {
    let mut values = Vec::new();
    let mut at = 0;
    while let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty() && values.len() < most) {
        at += rest.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b',').count();
        let rest = body.get(at..).unwrap_or_default();
        if rest.first() != Some(&b'{') {
            break;
        }
        match end(rest) {
            End::At(end) => values.extend(rest.get(..end)),
            End::Open | End::Broken(_) => break,
        }
        at += values.last().map_or(0, |value| value.len());
    }
    values
}

/// The first objects of a file that are whole.
pub(super) fn values(body: &[u8], complete: bool, most: usize) -> Vec<&[u8]> {
    pieces(body, complete, most, value)
}

/// The first pieces of a file that are whole, as `cut` cuts them.
pub(super) fn pieces(body: &[u8], complete: bool, most: usize, cut: fn(&[u8], bool) -> Cut) -> Vec<&[u8]> {
    let mut values = Vec::new();
    let mut at = 0;
    while values.len() < most && at < body.len() {
        match cut(&body[at..], complete) {
            Cut::Skip(count) => at += count,
            Cut::Row { end, next, fault } => {
                if fault.is_none() {
                    values.push(&body[at..at + end]);
                }
                at += next;
            }
            Cut::More | Cut::Damaged { .. } => break,
        }
    }
    values
}
