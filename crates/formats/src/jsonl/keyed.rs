//! Objects that are the values of an object around them, each under its own name: `{"05SUVA617": {…}, "05SUVA618": {…}}`,
//! also within others and in groups: `{"1974": {"74SUVA1": {…}}, "1975": {…}}`. A name of a record or of a group has a
//! figure, which the name of a field has not.

use super::cut::{End, end};
use crate::table::Cut;

/// So many bytes are looked at for the start of the records.
const NEAR: usize = 64 << 10;

/// Whether a name is that of a record or of a group of records.
pub(super) fn is_name(name: &str) -> bool {
    name.bytes().any(|byte| byte.is_ascii_digit())
}

/// What stands at the start of some bytes.
enum At<'a> {
    /// An object with its name: the name as written, and where the object begins.
    Named(&'a [u8], usize),
    /// So many bytes that are no object with a name.
    Other(usize),
    /// More bytes are needed to tell.
    Open,
}

fn look(bytes: &[u8]) -> At<'_> {
    if bytes.first() != Some(&b'"') {
        return At::Other(memchr::memchr(b'"', bytes).unwrap_or(bytes.len()));
    }
    let Some(name) = string(bytes) else { return At::Open };
    let mut at = name;
    let blank = |at: &mut usize| {
        *at += bytes[*at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        bytes.get(*at).copied()
    };
    match blank(&mut at) {
        None => return At::Open,
        Some(b':') => at += 1,
        Some(_) => return At::Other(name),
    }
    match blank(&mut at) {
        None => At::Open,
        Some(b'{') => At::Named(bytes.get(1..name - 1).unwrap_or_default(), at),
        Some(_) => At::Other(at),
    }
}

/// The length of the string at the start of `bytes`, with its quotation marks.
fn string(bytes: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        let found = at + memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[found] == b'"' {
            return Some(found + 1);
        }
        at = found + 2;
    }
}

/// Whether an object holds records under their names, and is none itself; `None` where more bytes are needed.
fn is_group(object: &[u8]) -> Option<bool> {
    let first = object.get(1..)?.trim_ascii_start();
    match first.first()? {
        b'"' => match look(first) {
            At::Named(name, _) => Some(core::str::from_utf8(name).is_ok_and(is_name)),
            At::Other(_) => Some(false),
            At::Open => None,
        },
        _ => Some(false),
    }
}

/// Cuts the next record, with its name, off `bytes`.
pub(super) fn cut(bytes: &[u8], last: bool) -> Cut {
    let open = || if last { Cut::Skip(bytes.len()) } else { Cut::More };
    let (name, at) = match look(bytes) {
        At::Other(count) => return Cut::Skip(count),
        At::Open => return open(),
        At::Named(name, at) => (name, at),
    };
    let object = &bytes[at..];
    let inside = Cut::Skip(at + 1);
    if !core::str::from_utf8(name).is_ok_and(is_name) {
        return inside;
    }
    match is_group(object) {
        None if !last => return Cut::More,
        Some(true) => return inside,
        _ => {}
    }
    let (end, fault) = match end(object) {
        End::At(end) => (at + end, None),
        End::Open if !last => return Cut::More,
        End::Open => (bytes.len(), Some("an object that does not end")),
        End::Broken(reason) => {
            let line = memchr::memchr(b'\n', object).map_or(bytes.len(), |line| at + line + 1);
            (line, Some(reason))
        }
    };
    Cut::Row { end, next: end, fault: fault.map(Into::into) }
}

/// The first records of a file that are whole, without their names, and where the first stands.
pub(super) fn records(body: &[u8], most: usize) -> (usize, Vec<&[u8]>) {
    let near = &body[..body.len().min(NEAR)];
    let (mut found, mut first, mut at) = (Vec::new(), 0, 0);
    while let Some(rest) = near.get(at..).filter(|rest| !rest.is_empty() && found.len() < most) {
        match cut(rest, true) {
            Cut::Skip(count) => at += count.max(1),
            Cut::Row { end, next, fault: None } => {
                if found.is_empty() {
                    first = at;
                }
                found.push(&rest[object_at(&rest[..end])..end]);
                at += next;
            }
            _ => break,
        }
    }
    (first, found)
}

/// The name of the record at the start of `bytes`, as written.
pub(super) fn name(bytes: &[u8]) -> Option<&str> {
    match look(bytes) {
        At::Named(name, _) => core::str::from_utf8(name).ok(),
        _ => None,
    }
}

/// The name of a record, as written with its quotation marks, and its object.
pub(super) fn split(row: &str) -> (&str, &str) {
    let (name, object) = row.split_at_checked(object_at(row.as_bytes())).unwrap_or(("", row));
    (name.trim_end().trim_end_matches(':').trim_end(), object)
}

fn object_at(row: &[u8]) -> usize {
    match look(row) {
        At::Named(_, at) => at,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_under_their_names() {
        let file = br#"{"count": 2, "x": "\"1\": {", "docs": {"1974": {"74SUVA1": {"body": "a {"}, "74SUVA2": {"meta": {"v": 1}}},
            "1975": {"75SUVA1": {}}}, "facets": [{"posts": 3}]}"#;
        let (first, found) = records(file, 9);
        assert!(file[first..].starts_with(b"\"74SUVA1\""));
        assert_eq!(found, [&br#"{"body": "a {"}"#[..], br#"{"meta": {"v": 1}}"#, b"{}"]);
    }

    #[test]
    fn what_is_cut_off() {
        for end in 0..30 {
            let part = &br#""74SUVA1": {"body": "a", "b": 1}"#[..end];
            assert!(end == 0 || matches!(cut(part, false), Cut::More), "{end}");
        }
        assert!(matches!(cut(br#""74SUVA1": {"body": "a"#, true), Cut::Row { fault: Some(_), .. }));
    }
}
