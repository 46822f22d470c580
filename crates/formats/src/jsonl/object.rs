//! An object whose values are still as written, so that each keeps its place.

use core::fmt;
use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::source_map::{EditKind, MapBuilder};

/// The keys and values of an object in their order.
#[derive(Debug)]
pub(super) struct Object<'a> {
    pub(super) text: &'a str,
    entries: Vec<(Cow<'a, str>, &'a RawValue)>,
}

/// So deep objects in objects are looked into.
const DEPTH: usize = 4;

impl<'a> Object<'a> {
    /// Reads an object.
    ///
    /// # Errors
    /// What is wrong with it, with the place in it.
    pub(super) fn read(text: &'a str) -> Result<Self, String> {
        let entries: Entries<'a> = serde_json::from_str(text).map_err(|error| {
            let said = error.to_string();
            let said = said.split(" at line ").next().unwrap_or(&said);
            format!("no sound JSON object: {said} (line {}, column {} of it)", error.line(), error.column())
        })?;
        Ok(Self { text, entries: entries.0 })
    }

    /// The values of a row under the names of their columns.
    pub(super) fn of_row(text: &'a str, entries: impl Iterator<Item = (String, &'a RawValue)>) -> Self {
        Self { text, entries: entries.map(|(key, value)| (Cow::Owned(key), value)).collect() }
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(key, _)| &**key)
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a RawValue> {
        self.entries.iter().find(|(known, _)| known == key).map(|(_, value)| *value)
    }

    /// All values that are no objects, those within objects as `outer.inner`.
    pub(super) fn leaves(&self) -> Vec<(String, &'a RawValue)> {
        let mut leaves = Vec::with_capacity(self.entries.len());
        collect(&self.entries, "", DEPTH, &mut leaves);
        leaves
    }

    /// Where a value stands in the object.
    pub(super) fn place(&self, value: &RawValue) -> usize {
        (value.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }
}

fn collect<'a>(
    entries: &[(Cow<'a, str>, &'a RawValue)],
    before: &str,
    depth: usize,
    leaves: &mut Vec<(String, &'a RawValue)>,
) {
    for (key, value) in entries {
        let name = format!("{before}{key}");
        let inner = value.get().starts_with('{') && depth > 0;
        match inner.then(|| serde_json::from_str::<Entries<'a>>(value.get())) {
            Some(Ok(inner)) => collect(&inner.0, &format!("{name}."), depth - 1, leaves),
            _ => leaves.push((name, value)),
        }
    }
}

struct Entries<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, &'de RawValue>()? {
                    entries.push((Cow::Owned(key), value));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

/// A value in words: a string's content, a number as written, the items of an
/// array with `|` between them; `None` for null.
pub(super) fn words(value: &RawValue) -> Option<String> {
    let raw = value.get();
    match raw.as_bytes().first()? {
        b'"' => serde_json::from_str(raw).ok(),
        b'n' => None,
        b'[' => {
            let items: Vec<&RawValue> = serde_json::from_str(raw).ok()?;
            Some(items.into_iter().filter_map(words).collect::<Vec<_>>().join("|"))
        }
        _ => Some(raw.to_owned()),
    }
}

/// Writes the content of a string that stands, with its quotation marks, at
/// `at`. Escapes are recorded as changes.
pub(super) fn write(raw: &str, at: usize, builder: &mut MapBuilder) {
    let content = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')).unwrap_or(raw);
    let at = at + usize::from(raw.starts_with('"'));
    let mut from = 0;
    while let Some(found) = memchr::memchr(b'\\', content.as_bytes().get(from..).unwrap_or_default()) {
        let mark = from + found;
        builder.copy(&content[from..mark], at + from);
        let (letter, length) = escape(&content.as_bytes()[mark..]);
        let here = builder.len();
        let place = at + mark..at + mark + length;
        builder.whole(letter.encode_utf8(&mut [0; 4]), place.clone());
        builder.edit(EditKind::Escape, here, place);
        from = mark + length;
    }
    builder.copy(content.get(from..).unwrap_or_default(), at + from);
}

/// The letter that an escape stands for, and its length. JSON is read before,
/// so escapes are sound but for lone surrogates.
fn escape(bytes: &[u8]) -> (char, usize) {
    let unit = |at: usize| {
        let digits = bytes.get(at..at + 4).and_then(|digits| core::str::from_utf8(digits).ok())?;
        u32::from_str_radix(digits, 16).ok()
    };
    match bytes.get(1) {
        Some(b'n') => ('\n', 2),
        Some(b'r') => ('\r', 2),
        Some(b't') => ('\t', 2),
        Some(b'b') => ('\u{8}', 2),
        Some(b'f') => ('\u{C}', 2),
        Some(b'u') => match (unit(2), bytes.get(6..8), unit(8)) {
            (Some(high @ 0xD800..0xDC00), Some(b"\\u"), Some(low @ 0xDC00..0xE000)) => {
                let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                (char::from_u32(code).unwrap_or('\u{FFFD}'), 12)
            }
            (Some(code), ..) => (char::from_u32(code).unwrap_or('\u{FFFD}'), 6),
            _ => ('\u{FFFD}', 2.min(bytes.len())),
        },
        Some(byte) if byte.is_ascii() => (char::from(*byte), 2),
        _ => ('\\', 1),
    }
}
