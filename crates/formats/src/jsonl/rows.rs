//! Rows that are arrays, with the names of their columns in an array before them: `[["id", "text"], ["05SUVA617", "…"]]`,
//! `{"columns": ["id", "text"], "data": [["05SUVA617", "…"]]}`, or an array on each line.

use serde_json::value::RawValue;

use super::cut::{End, end, pieces};
use super::object::Object;
use crate::table::Cut;

/// So many bytes are looked at for the names.
const NEAR: usize = 64 << 10;

/// So many rows are looked at.
const SAMPLE: usize = 20;

/// Keys of the object around the rows whose value names the columns.
const NAMES: [&str; 5] = ["columns", "fields", "header", "headers", "names"];

/// The names of the columns, and where the first row stands; `None` where no array of names, with a row after it, is at hand.
pub(super) fn find(body: &[u8]) -> Option<(Vec<String>, usize)> {
    let near = body.get(..body.len().min(NEAR)).unwrap_or_default();
    let (names, at) = match near.first()? {
        b'[' => names(near).or_else(|| {
            let at = near.len() - near.get(1..)?.trim_ascii_start().len();
            names(near.get(at..)?).map(|(names, length)| (names, at + length))
        })?,
        b'{' => {
            let (names, after) = NAMES.iter().find_map(|key| stated(near, key))?;
            // The rows may stand before their names.
            (names, array_of_rows(near.get(after..)?).map(|at| after + at).or_else(|| array_of_rows(near))?)
        }
        _ => return None,
    };
    let first = at + near.get(at..)?.iter().take_while(|byte| is_between(**byte)).count();
    let rows = near.get(first..).filter(|rows| rows.first() == Some(&b'['))?;
    // Rows that are damaged may stand before a sound one; one may be longer than what is at hand.
    let is_as_long = |row: &[u8]| {
        let text = core::str::from_utf8(row).map_err(|error| error.to_string());
        text.and_then(cells).is_ok_and(|cells| cells.len() == names.len())
    };
    let found = pieces(rows, false, SAMPLE, cut);
    (found.is_empty() && matches!(end(rows), End::Open) || found.into_iter().any(is_as_long)).then_some((names, first))
}

/// The array of names under a key of the object around the rows, and where it ends.
fn stated(body: &[u8], key: &str) -> Option<(Vec<String>, usize)> {
    let key = format!("\"{key}\"");
    let at = memchr::memmem::find(body, key.as_bytes())? + key.len();
    let rest = body.get(at..)?.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start();
    let at = body.len() - rest.len();
    names(rest).map(|(names, length)| (names, at + length))
}

/// Where the rows begin of the first array that begins with an array: after its bracket.
fn array_of_rows(body: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b':', body).find_map(|at| {
        let rest = body.get(at + 1..)?.trim_ascii_start().strip_prefix(b"[")?;
        (rest.trim_ascii_start().first() == Some(&b'[')).then_some(body.len() - rest.len())
    })
}

/// The strings of the array at the start of `bytes`, two at least, and its length.
fn names(bytes: &[u8]) -> Option<(Vec<String>, usize)> {
    let End::At(end) = end(bytes) else { return None };
    let names: Vec<String> =
        serde_json::from_slice(bytes.get(..end).filter(|array| array.first() == Some(&b'['))?).ok()?;
    (names.len() > 1).then_some((names, end))
}

/// Cuts the next row off `bytes`, up to the end of their array.
pub(super) fn cut(bytes: &[u8], last: bool) -> Cut {
    let between = bytes.iter().take_while(|byte| is_between(**byte)).count();
    if between > 0 {
        return Cut::Skip(between);
    }
    if bytes.first() != Some(&b'[') {
        return Cut::Skip(bytes.len());
    }
    let reason = match end(bytes) {
        End::At(end) => return Cut::Row { end, next: end, fault: None },
        End::Open if !last => return Cut::More,
        End::Open => "a row that does not end",
        End::Broken(reason) => reason,
    };
    // The next row begins after a comma.
    let begins = |at: &usize| *at > 0 && bytes[..*at].trim_ascii_end().ends_with(b",");
    let next = memchr::memchr_iter(b'[', bytes).find(begins);
    match next {
        None if !last => Cut::More,
        next => {
            let next = next.unwrap_or(bytes.len());
            let end = bytes[..next].trim_ascii_end().strip_suffix(b",").map_or(next, <[u8]>::len);
            Cut::Row { end, next, fault: Some(reason.into()) }
        }
    }
}

/// A row as an object with the names of the columns.
///
/// # Errors
/// What is wrong with it.
pub(super) fn object<'a>(text: &'a str, names: &[String]) -> Result<Object<'a>, String> {
    let cells = cells(text)?;
    if cells.len() != names.len() {
        return Err(format!("{} values in a row of a table with {} columns", cells.len(), names.len()));
    }
    Ok(Object::of_row(text, names.iter().cloned().zip(cells)))
}

fn cells(text: &str) -> Result<Vec<&RawValue>, String> {
    serde_json::from_str(text).map_err(|error| format!("no sound JSON array: {error}"))
}

/// What stands between rows.
fn is_between(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b','
}
