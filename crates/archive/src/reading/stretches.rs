//! Stretches of a text that are kept as places, because the original bytes have them.

use std::borrow::Cow;
use std::ops::Range;

use flate2::Crc;
use formats::SourceMap;
use serde::{Deserialize, Serialize};

/// From what a text was decoded.
pub(crate) struct Origin<'a> {
    /// The bytes of the unit.
    pub(crate) bytes: &'a [u8],
    /// Where in its blob the unit begins.
    pub(crate) first: u64,
    /// From the text to the bytes.
    pub(crate) map: &'a SourceMap,
}

/// What is shorter is kept as text: its place takes nearly as much room.
const SHORTEST: usize = 48;

/// A stretch of a text that stands in the blob as it is: how much text is kept
/// between the one before and this, where in the blob it begins, its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
struct Stretch(usize, u64, usize);

/// The same as it is kept: where it begins after the end of the one before.
#[derive(Debug, Serialize, Deserialize)]
struct KeptStretch {
    before: usize,
    gap: i64,
    length: usize,
}

/// [`Parts`] as they are kept.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptParts<'a> {
    first: u64,
    in_blob: Vec<KeptStretch>,
    kept: Cow<'a, str>,
    crc32: u32,
}

/// A text as it is kept: stretches of the blob, and what stands before,
/// between and after them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Parts {
    kept: String,
    in_blob: Vec<Stretch>,
    /// Of the whole text.
    crc32: u32,
}

/// The blob has no longer what was read from it.
#[derive(Debug)]
pub(crate) struct Changed;

impl From<KeptParts<'_>> for Parts {
    fn from(kept: KeptParts<'_>) -> Self {
        let KeptParts { first, in_blob, kept, crc32 } = kept;
        let mut end = first;
        let stretch = |KeptStretch { before, gap, length }: KeptStretch| {
            let byte = end.saturating_add_signed(gap);
            end = byte.saturating_add(length as u64);
            Stretch(before, byte, length)
        };
        Self { in_blob: in_blob.into_iter().map(stretch).collect(), kept: kept.into_owned(), crc32 }
    }
}

impl Parts {
    /// Takes from the text what the original bytes have.
    pub(super) fn of(text: &str, origin: Option<&Origin<'_>>) -> Self {
        let mut parts = Self { crc32: crc32(text), ..Self::default() };
        let mut end = 0;
        if let Some(Origin { bytes, first, map }) = origin {
            for (span, byte) in map.copied() {
                let range = span.range();
                let own = text.get(range.clone()).unwrap_or_default();
                let is_there = || bytes.get(byte..).is_some_and(|bytes| bytes.starts_with(own.as_bytes()));
                if own.len() >= SHORTEST && range.start >= end && is_there() {
                    parts.kept.push_str(&text[end..range.start]);
                    parts.in_blob.push(Stretch(range.start - end, first + byte as u64, own.len()));
                    end = range.end;
                }
            }
        }
        parts.kept.push_str(&text[end..]);
        parts
    }

    /// In the form that is kept.
    pub(super) fn to_kept(&self) -> KeptParts<'_> {
        let first = self.in_blob.first().map_or(0, |&Stretch(_, byte, _)| byte);
        let mut end = first;
        let stretch = |&Stretch(before, byte, length): &Stretch| {
            let gap = byte.wrapping_sub(end) as i64;
            end = byte.saturating_add(length as u64);
            KeptStretch { before, gap, length }
        };
        let in_blob = self.in_blob.iter().map(stretch).collect();
        KeptParts { first, in_blob, kept: (&*self.kept).into(), crc32: self.crc32 }
    }

    /// Which bytes of the blob hold all stretches; `None` where there are none.
    pub(crate) fn place(&self) -> Option<Range<u64>> {
        let first = self.in_blob.iter().map(|&Stretch(_, byte, _)| byte).min()?;
        let end = self.in_blob.iter().map(|&Stretch(_, byte, length)| byte.saturating_add(length as u64)).max()?;
        Some(first..end)
    }

    /// The text, from the bytes at [`place`](Self::place).
    pub(crate) fn join(&self, bytes: &[u8]) -> Result<String, Changed> {
        let first = self.place().map_or(0, |place| place.start);
        let mut text = Vec::with_capacity(self.kept.len() + bytes.len());
        let mut kept = self.kept.as_bytes();
        for &Stretch(before, byte, length) in &self.in_blob {
            let (before, after) = kept.split_at_checked(before).ok_or(Changed)?;
            let own = usize::try_from(byte - first).ok().and_then(|at| bytes.get(at..at.checked_add(length)?));
            text.extend_from_slice(before);
            text.extend_from_slice(own.ok_or(Changed)?);
            kept = after;
        }
        text.extend_from_slice(kept);
        String::from_utf8(text).ok().filter(|text| self.crc32 == crc32(text)).ok_or(Changed)
    }
}

fn crc32(text: &str) -> u32 {
    let mut crc = Crc::new();
    crc.update(text.as_bytes());
    crc.sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is kept of a file that stands at byte 1,000 of its blob, and its text.
    fn parts(bytes: &[u8]) -> Option<(Parts, String)> {
        let record = formats::read(&formats::Unit::new("ferry.txt", bytes.to_vec())).records.into_iter().next()?;
        let parts = Parts::of(&record.text, Some(&Origin { bytes, first: 1_000, map: &record.map }));
        Some((parts, record.text))
    }

    /// A wide blank of three bytes, which is made plain, ends each.
    const SHORT: &str = "UNCLAS SUVA 0617\u{2003}";
    const LONG: &str = "\n1. THE FERRY SAILS AGAIN AFTER REPAIRS IN APIA, AND THE HARBOUR MASTER IS RELIEVED.\u{2003}";

    #[test]
    fn only_long_stretches_are_places() {
        let file = [SHORT, LONG, LONG].concat();
        let (parts, text) = parts(file.as_bytes()).unwrap();
        let first = 1_000 + SHORT.len() as u64;
        let line = LONG.len() - 3;
        assert_eq!(parts.in_blob, [Stretch(SHORT.len() - 2, first, line), Stretch(1, first + LONG.len() as u64, line)]);
        assert_eq!(parts.kept, "UNCLAS SUVA 0617   ");
        let place = parts.place().unwrap();
        let within = |at: u64| usize::try_from(at - 1_000).unwrap();
        assert_eq!(parts.join(&file.as_bytes()[within(place.start)..within(place.end)]).unwrap(), text);
    }

    #[test]
    fn other_bytes_are_noticed() {
        let file = [SHORT, LONG, LONG].concat();
        let (parts, _) = parts(file.as_bytes()).unwrap();
        let bytes = &file.as_bytes()[SHORT.len()..file.len() - 3];
        assert!(parts.join(bytes).is_ok());
        for other in [&bytes[1..], &bytes[..bytes.len() - 1], &[], &bytes.to_ascii_lowercase()] {
            assert!(parts.join(other).is_err());
        }
    }

    proptest! {
        #[test]
        fn any_file_is_joined_again(file in "(1\\. |\r\n|\n|[A-Z ]{50,90}|\u{a0}|&amp;|>|\"|\\\\|\\PC){0,30}", latin in any::<bool>()) {
            let bytes = if latin {
                file.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(0xe9)).collect()
            } else {
                file.into_bytes()
            };
            if let Some((parts, text)) = parts(&bytes) {
                let place = parts.place().unwrap_or(1_000..1_000);
                let within = |at: u64| usize::try_from(at - 1_000).unwrap();
                prop_assert_eq!(parts.join(&bytes[within(place.start)..within(place.end)]).unwrap(), text);
            }
        }
    }
}
