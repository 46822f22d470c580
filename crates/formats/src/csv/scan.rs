//! Where the fields of one row stand. Strict: whatever does not fit the
//! dialect is said, so that the row can be reported and the next be found.

use core::ops::Range;

/// How a table writes its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    /// Quotation marks within a field are escaped by a backslash, else they
    /// are doubled.
    pub(crate) backslash: bool,
    /// Every field that holds anything is quoted.
    pub(crate) all_quoted: bool,
}

/// A field within its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its content, without quotation marks around.
    pub(crate) content: Range<usize>,
    /// Whether it stands in quotation marks.
    pub(crate) quoted: bool,
}

/// What scanning found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scan {
    /// A row of so many fields that ends at `end`; the next begins at `next`.
    Row { fields: usize, end: usize, next: usize },
    /// At this byte the dialect is broken.
    Broken(usize, &'static str),
    /// The row goes on after the bytes at hand.
    More,
}

const STRAY: &str = "a quotation mark that is not escaped";
const OPEN: &str = "a quoted field that does not end";
const UNQUOTED: &str = "a field that does not begin with a quotation mark";

/// Scans the row at the start of `bytes` and tells its fields. `last` says
/// that nothing follows after `bytes`.
pub(crate) fn scan(bytes: &[u8], dialect: Dialect, last: bool, field: &mut impl FnMut(Field)) -> Scan {
    let mut at = 0;
    let mut fields = 0;
    loop {
        let after = match bytes.get(at) {
            Some(b'"') => match close(bytes, at + 1, dialect, last) {
                Ok(close) => {
                    field(Field { content: at + 1..close, quoted: true });
                    close + 1
                }
                Err(scan) => return scan,
            },
            _ => {
                let found = memchr::memchr3(dialect.delimiter, b'\n', b'\r', bytes.get(at..).unwrap_or_default());
                let end = match found {
                    Some(length) => at + length,
                    None if last => bytes.len(),
                    None => return Scan::More,
                };
                let content = bytes.get(at..end).unwrap_or_default();
                if dialect.all_quoted && !matches!(content, b"" | b"\\N" | b"NULL" | b"null") {
                    return Scan::Broken(at, UNQUOTED);
                }
                field(Field { content: at..end, quoted: false });
                end
            }
        };
        fields += 1;
        match bytes.get(after) {
            Some(byte) if *byte == dialect.delimiter => at = after + 1,
            None if !last => return Scan::More,
            None => return Scan::Row { fields, end: after, next: after },
            Some(b'\n') => return Scan::Row { fields, end: after, next: after + 1 },
            Some(b'\r') => match bytes.get(after + 1) {
                Some(b'\n') => return Scan::Row { fields, end: after, next: after + 2 },
                None if !last => return Scan::More,
                _ => return Scan::Row { fields, end: after, next: after + 1 },
            },
            Some(_) => return Scan::Broken(after - 1, STRAY),
        }
    }
}

/// The quotation mark that ends a field whose content begins at `at`.
fn close(bytes: &[u8], mut at: usize, dialect: Dialect, last: bool) -> Result<usize, Scan> {
    let open = if last { Scan::Broken(at.saturating_sub(1), OPEN) } else { Scan::More };
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        if dialect.backslash {
            let Some(found) = memchr::memchr2(b'"', b'\\', rest) else { return Err(open) };
            match rest.get(found) {
                Some(b'"') => return Ok(at + found),
                _ => at += found + 2,
            }
        } else {
            let Some(found) = memchr::memchr(b'"', rest) else { return Err(open) };
            match rest.get(found + 1) {
                Some(b'"') => at += found + 2,
                // Whether the mark is doubled shows the next byte.
                None if !last => return Err(Scan::More),
                _ => return Ok(at + found),
            }
        }
    }
}

/// The fields of a whole row.
pub(crate) fn fields(row: &[u8], dialect: Dialect) -> Vec<Field> {
    let mut fields = Vec::with_capacity(8);
    scan(row, dialect, true, &mut |field| fields.push(field));
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUMP: Dialect = Dialect { delimiter: b',', backslash: true, all_quoted: true };
    const PLAIN: Dialect = Dialect { delimiter: b',', backslash: false, all_quoted: false };

    fn contents(bytes: &[u8], dialect: Dialect) -> (Scan, Vec<String>) {
        let mut found = Vec::new();
        let scan = scan(bytes, dialect, true, &mut |field| {
            found.push(String::from_utf8_lossy(&bytes[field.content]).into_owned());
        });
        (scan, found)
    }

    #[test]
    fn rows() {
        let (scan, fields) = contents(b"\"1\",\"a \\\"b\\\"\n\\\\\",\"\"\r\nmore", DUMP);
        assert_eq!(scan, Scan::Row { fields: 3, end: 19, next: 21 });
        assert_eq!(fields, ["1", "a \\\"b\\\"\n\\\\", ""]);
        let (scan, fields) = contents(b"1,\"a \"\"b\"\"\",,c\nmore", PLAIN);
        assert_eq!(scan, Scan::Row { fields: 4, end: 14, next: 15 });
        assert_eq!(fields, ["1", "a \"\"b\"\"", "", "c"]);
    }

    #[test]
    fn what_is_broken() {
        assert_eq!(contents(b"\"a\"b\",\"c\"\n", DUMP).0, Scan::Broken(2, STRAY));
        assert_eq!(contents(b"\"a\",b\n", DUMP).0, Scan::Broken(4, UNQUOTED));
        assert_eq!(contents(b"\"a\",\"b\n", DUMP).0, Scan::Broken(4, OPEN));
        assert_eq!(scan(b"\"a\",\"b\n", DUMP, false, &mut |_| {}), Scan::More);
        assert_eq!(scan(b"a,\"b\"", PLAIN, false, &mut |_| {}), Scan::More);
        assert_eq!(scan(b"a,b\r", PLAIN, false, &mut |_| {}), Scan::More);
    }
}
