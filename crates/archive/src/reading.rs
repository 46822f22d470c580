//! A witness as read, in the form in which the catalogue keeps it.

mod packed;
mod paragraphs;
mod stretches;

use serde::{Deserialize, Serialize};
use std::io;
use telegram::{Element, ElementKind, Paragraph, Span, Telegram};

use crate::Error;
use crate::blobs::{self, Blobs, Hash};
use crate::error;
use paragraphs::{begin_of, in_one_line};
pub(crate) use stretches::Origin;
use stretches::Parts;

/// Which reader made a reading. When it changes, files that are known are
/// parsed again at the next import and their readings renewed.
pub(crate) const READER: &str = concat!(env!("CARGO_PKG_VERSION"), "-10");

/// How much room for JSON is kept from one reading to the next, in bytes.
const LONG: usize = 1 << 20;

/// A witness as read: the facts, the elements, the decoded text.
///
/// Kept as compressed JSON. A paragraph whose text is its stretch of the decoded
/// text in one line, as nearly all are, is kept without it, and of an element
/// only its kind and where it begins and ends. Of the text itself only what
/// the blob does not have as it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    pub(crate) telegram: Telegram,
    pub(crate) elements: Vec<Element>,
    pub(crate) text: String,
}

/// What is written.
#[derive(Serialize)]
struct Written<'a> {
    telegram: &'a Telegram,
    tiles: Vec<Tile>,
    parts: Parts,
    in_text: &'a [(usize, usize)],
    folded: &'a [usize],
}

/// What is read back.
#[derive(Deserialize)]
struct Stored {
    telegram: Telegram,
    /// As earlier versions kept them.
    #[serde(default)]
    elements: Vec<Element>,
    #[serde(default)]
    tiles: Vec<Tile>,
    /// As earlier versions kept it.
    #[serde(default)]
    text: String,
    parts: Option<Parts>,
    /// The paragraphs that are kept without their text, and where it begins in
    /// the decoded one.
    #[serde(default)]
    in_text: Vec<(usize, usize)>,
    /// The paragraphs that are kept without their text because their map makes it of the decoded one.
    #[serde(default)]
    folded: Vec<usize>,
}

/// An element as it is kept, without the names of its fields.
type Tile = (ElementKind, Span);

/// Encodes readings one after the other.
#[derive(Debug, Default)]
pub(crate) struct Encoder {
    json: Vec<u8>,
}

impl Encoder {
    /// The reading is the same afterwards. Without an origin all of its text is kept.
    pub(crate) fn encode(
        &mut self,
        reading: &mut Reading,
        origin: Option<&Origin<'_>>,
    ) -> Result<Vec<u8>, error::Stored> {
        self.json.clear();
        let Reading { telegram, elements, text } = reading;
        let tiles = elements.iter().map(|element| (element.kind, element.span)).collect();
        let paragraphs = telegram.paragraphs.iter_mut().enumerate();
        let (in_text, taken): (Vec<_>, Vec<_>) = paragraphs
            .filter_map(|(at, paragraph)| {
                let begin = begin_of(text, paragraph)?;
                Some(((at, begin), std::mem::take(&mut paragraph.text)))
            })
            .unzip();
        let rest = telegram.paragraphs.iter_mut().enumerate().filter(|(_, paragraph)| !paragraph.text.is_empty());
        let (folded, unfolded): (Vec<_>, Vec<_>) = rest
            .filter_map(|(at, paragraph)| {
                let made = paragraph.map.unfold(text, paragraph.span.end)?;
                (made == paragraph.text).then(|| (at, std::mem::take(&mut paragraph.text)))
            })
            .unzip();
        let written = Written { telegram, tiles, parts: Parts::of(text, origin), in_text: &in_text, folded: &folded };
        let written = serde_json::to_writer(&mut self.json, &written).map_err(io::Error::from);
        let taken = in_text.iter().map(|(at, _)| *at).zip(taken).chain(folded.iter().copied().zip(unfolded));
        for (at, own) in taken {
            if let Some(paragraph) = telegram.paragraphs.get_mut(at) {
                paragraph.text = own;
            }
        }
        let packed = written.map(|()| packed::pack(&self.json));
        // One large text does not hold its memory for all that follow.
        self.json.clear();
        self.json.shrink_to(LONG);
        packed.map_err(|error| failed(error.to_string()))
    }
}

impl Stored {
    fn from_bytes(bytes: &[u8]) -> Result<Self, error::Stored> {
        let json = packed::unpack(bytes).map_err(failed)?;
        let mut stored: Self = serde_json::from_slice(&json).map_err(|error| failed(error.to_string()))?;
        // Earlier versions kept no anchors.
        if stored.telegram.paragraphs.first().is_some_and(|paragraph| paragraph.anchor.is_empty()) {
            Paragraph::name_all(&mut stored.telegram.paragraphs);
        }
        Ok(stored)
    }
}

fn failed(problem: String) -> error::Stored {
    error::Stored::new("a telegram")(problem)
}

impl Reading {
    /// The facts alone, without the texts of paragraphs that are kept in the text.
    pub(crate) fn facts(bytes: &[u8]) -> Result<Telegram, error::Stored> {
        Ok(Stored::from_bytes(bytes)?.telegram)
    }

    /// The whole, and `true`; or the facts alone where the blob no longer has the text.
    pub(crate) fn decode_what_is_there(bytes: &[u8], blobs: &dyn Blobs, blob: &str) -> Result<(Self, bool), Error> {
        match Self::decode(bytes, blobs, blob) {
            Ok(whole) => Ok((whole, true)),
            Err(error) if error.is_original_lost() => {
                let mut telegram = Self::facts(bytes)?;
                // Some may be kept whole; what is shown of a text without the others would pass for all of it.
                telegram.paragraphs.iter_mut().for_each(|paragraph| paragraph.text.clear());
                Ok((Self { telegram, ..Self::default() }, false))
            }
            Err(error) => Err(error),
        }
    }

    /// The whole; `blob` is the one that the witness was read from.
    pub(crate) fn decode(bytes: &[u8], blobs: &dyn Blobs, blob: &str) -> Result<Self, Error> {
        let Stored { mut telegram, mut elements, tiles, text, parts, in_text, folded } = Stored::from_bytes(bytes)?;
        let text = match parts {
            Some(parts) => joined(&parts, blobs, blob)?,
            None => text,
        };
        elements.extend(tiles.into_iter().map(|(kind, span)| Element { kind, span }));
        for (at, begin) in in_text {
            let paragraph = telegram.paragraphs.get_mut(at);
            let paragraph = paragraph.ok_or_else(|| failed(format!("it has no paragraph {at}")))?;
            let own = text.get(begin..paragraph.span.range().end);
            paragraph.text = in_one_line(own.ok_or_else(|| failed(format!("paragraph {at} is not in its text")))?);
        }
        for at in folded {
            let paragraph = telegram.paragraphs.get_mut(at);
            let paragraph = paragraph.ok_or_else(|| failed(format!("it has no paragraph {at}")))?;
            let made = paragraph.map.unfold(&text, paragraph.span.end);
            paragraph.text = made.ok_or_else(|| failed(format!("paragraph {at} is not in its text")))?;
        }
        Ok(Self { telegram, elements, text })
    }
}

/// The text of which the blob has stretches.
fn joined(parts: &Parts, blobs: &dyn Blobs, blob: &str) -> Result<String, Error> {
    let hash = Hash::parse(blob).ok_or_else(|| failed(format!("its blob {blob} is no SHA-256")))?;
    let bytes = match parts.place() {
        Some(place) => blobs::expected(blobs, hash, blobs.range(hash, place)?)?,
        None => Vec::new(),
    };
    parts.join(&bytes).map_err(|_| blobs::changed(blobs, hash))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::blobs::FileBlobs;

    fn read(text: &str) -> Reading {
        let parsed = telegram::parse(text);
        Reading { telegram: parsed.telegram, elements: parsed.elements, text: text.to_owned() }
    }

    fn no_blobs() -> (tempfile::TempDir, FileBlobs) {
        let dir = tempfile::tempdir().unwrap();
        let blobs = FileBlobs::open(dir.path()).unwrap();
        (dir, blobs)
    }

    fn no_blob() -> String {
        Hash::of(b"").to_string()
    }

    fn assert_kept(encoder: &mut Encoder, mut reading: Reading) {
        let before = reading.clone();
        let bytes = encoder.encode(&mut reading, None).unwrap();
        for after in [reading, Reading::decode(&bytes, &no_blobs().1, &no_blob()).unwrap()] {
            assert_eq!((after.telegram, after.elements), (before.telegram.clone(), before.elements.clone()));
            assert_eq!(after.text, before.text);
        }
    }

    /// Lines of other ends, a byte order mark, a blank that is made plain: the text is not its file.
    fn file() -> Vec<u8> {
        format!("\u{feff}{}", TELEGRAM.replace('\n', "\r\n").replace("NO ONE WAS", "NO\u{2003}ONE WAS")).into_bytes()
    }

    /// Reads a file that stands in a blob after other bytes, and keeps it.
    fn kept_of(bytes: &[u8], before: &[u8]) -> (Reading, Vec<u8>) {
        let record = formats::read(&formats::Unit::new("ferry.txt", bytes.to_vec())).records.remove(0);
        let origin = Origin { bytes, first: before.len() as u64, map: &record.map };
        let mut reading = Reading { telegram: record.telegram, elements: record.elements, text: record.text };
        let kept = Encoder::default().encode(&mut reading, Some(&origin)).unwrap();
        (reading, kept)
    }

    #[test]
    fn a_text_that_the_blob_has_is_not_kept_again() {
        let (before, bytes) = (b"other rows\n", file());
        let (reading, kept) = kept_of(&bytes, before);
        let (_dir, blobs) = no_blobs();
        let all = [&before[..], &bytes].concat();
        let hash = Hash::of(&all);
        blobs.put(hash, &all).unwrap();
        blobs.settle().unwrap();
        let blob = hash.to_string();
        let back = Reading::decode(&kept, &blobs, &blob).unwrap();
        assert_eq!((&back.telegram, &back.elements, &back.text), (&reading.telegram, &reading.elements, &reading.text));

        // Facts that stand apart from the text need no blob.
        let (facts, is_whole) = Reading::decode_what_is_there(&kept, &no_blobs().1, &blob).unwrap();
        assert_eq!(
            (&facts.telegram.subject, &facts.telegram.from),
            (&reading.telegram.subject, &reading.telegram.from)
        );
        assert!(!is_whole && facts.text.is_empty());
        let missing = Reading::decode(&kept, &no_blobs().1, &blob).unwrap_err().to_string();
        assert!(missing.contains("is missing or too short") && missing.contains(&blob), "{missing}");
        let damaged = String::from_utf8(all).unwrap().replace("REPAIRED IN APIA", "REPAIRED IN SUVA");
        std::fs::write(blobs.place(hash), damaged).unwrap();
        let changed = Reading::decode(&kept, &blobs, &blob).unwrap_err().to_string();
        assert!(changed.contains("was changed on the disk"), "{changed}");
    }

    const TELEGRAM: &str = "R 020315Z APR 75\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC\nUNCLAS SUVA 0617\n\nSUBJECT: FERRY\n\n\
                            1. SUMMARY: THE FERRY  SAILS\n   AGAIN.\n\n2. (U) REPAIRS. IT WAS\nUNCLASSIFIED\n\nPAGE 02  SUVA 00617\n\n\
                            REPAIRED IN APIA.\n\n3. NO ONE WAS HURT.\nROE\n";

    #[test]
    fn reads_back_what_it_wrote() {
        let mut encoder = Encoder::default();
        for text in [TELEGRAM, "SUBJECT: FERRY SERVICE", "", TELEGRAM] {
            assert_kept(&mut encoder, read(text));
        }
        assert!(Reading::decode(b"no such thing", &no_blobs().1, &no_blob()).is_err());
    }

    #[test]
    fn paragraphs_are_kept_once() {
        let mut reading = read(TELEGRAM);
        assert_eq!(reading.telegram.paragraphs.len(), 3, "{:?}", reading.telegram.paragraphs);
        let begins: Vec<_> = reading.telegram.paragraphs.iter().map(|it| begin_of(TELEGRAM, it)).collect();
        let of = |words| TELEGRAM.find(words);
        assert_eq!(begins, [of("SUMMARY"), None, of("NO ONE")], "a page line stands in the second");
        // Words of its own are kept, wherever its span leads.
        reading.telegram.paragraphs[2].text = "NO ONE".to_owned();
        reading.telegram.paragraphs[0].text = String::new();
        assert_kept(&mut Encoder::default(), reading);
    }

    /// As earlier versions wrote it: each paragraph with its text.
    #[test]
    fn reads_what_was_written_whole() {
        let reading = read(TELEGRAM);
        let json = serde_json::json!({
            "telegram": reading.telegram, "elements": reading.elements, "text": reading.text,
        });
        let back = Reading::decode(&packed::deflated(json.to_string().as_bytes()), &no_blobs().1, &no_blob()).unwrap();
        assert_eq!(back.telegram, reading.telegram);
    }

    proptest! {
        #[test]
        fn any_text_is_kept(text in "(1\\. |\n\n2\\. |[A-Z]{1,6}| |  |\n|\u{a0}|\u{85}|\\PC|\\(U\\) ){0,40}") {
            assert_kept(&mut Encoder::default(), read(&text));
        }
    }
}
