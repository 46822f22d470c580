//! From the bytes of a field to its text, with the way back.

use core::ops::Range;

use super::scan::{Dialect, Field};
use crate::charset;
use crate::source_map::{EditKind, MapBuilder};

/// How a row writes its letters. Copies of the dump are in either; one file
/// may hold rows of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Letters {
    Utf8,
    Windows1252,
}

impl Letters {
    pub(crate) fn of(row: &[u8]) -> Self {
        if core::str::from_utf8(row).is_ok() || charset::mostly_utf8(row) { Self::Utf8 } else { Self::Windows1252 }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows1252 => "windows-1252",
        }
    }

    fn write(self, bytes: &[u8], at: usize, builder: &mut MapBuilder) {
        match self {
            Self::Utf8 => charset::utf8(bytes, at, builder),
            Self::Windows1252 => charset::windows_1252(bytes, at, builder),
        }
    }
}

/// Writes the text of a field. `unit` holds the field's row; places are those
/// of the unit.
pub(crate) fn write(
    unit: &[u8],
    content: Range<usize>,
    quoted: bool,
    how: (Dialect, Letters),
    builder: &mut MapBuilder,
) {
    let (dialect, letters) = how;
    let bytes = unit.get(content.clone()).unwrap_or_default();
    let escape = if dialect.backslash { b'\\' } else { b'"' };
    if !quoted && !dialect.backslash {
        return letters.write(bytes, content.start, builder);
    }
    let breaks = dialect.backslash && breaks_are_escaped(bytes);
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr(escape, bytes.get(at..).unwrap_or_default()) {
        let mark = at + found;
        let length = bytes.get(mark + 1).map_or(0, |next| escaped(*next, dialect, breaks).len());
        if length == 0 {
            at = mark + 1;
            continue;
        }
        letters.write(&bytes[from..mark], content.start + from, builder);
        let here = builder.len();
        let next = bytes[mark + 1];
        let place = content.start + mark..content.start + mark + 2;
        builder.whole(escaped(next, dialect, breaks), place.clone());
        builder.edit(EditKind::Escape, here, place);
        at = mark + 2;
        from = at;
    }
    letters.write(bytes.get(from..).unwrap_or_default(), content.start + from, builder);
}

/// What a byte after the escape stands for; nothing where it is none.
fn escaped(byte: u8, dialect: Dialect, breaks: bool) -> &'static str {
    match byte {
        b'"' => "\"",
        _ if !dialect.backslash => "",
        b'\\' => "\\",
        b'\'' => "'",
        b'\n' => "\n",
        b'\r' => "\r",
        b',' if dialect.delimiter == b',' => ",",
        b'\t' if dialect.delimiter == b'\t' => "\t",
        b'n' if breaks => "\n",
        b'r' if breaks => "\r",
        b't' if breaks => "\t",
        _ => "",
    }
}

/// Whether line breaks are written as `\n`: the field has several of these
/// and no real line break.
fn breaks_are_escaped(bytes: &[u8]) -> bool {
    memchr::memchr(b'\n', bytes).is_none() && memchr::memmem::find_iter(bytes, b"\\n").take(2).count() == 2
}

/// The text of a short field.
pub(crate) fn value(unit: &[u8], field: &Field, how: (Dialect, Letters)) -> String {
    let mut builder = MapBuilder::new(how.1.name());
    write(unit, field.content.clone(), field.quoted, how, &mut builder);
    builder.text
}
