//! A witness as read, in the form in which the catalogue keeps it.

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use memchr::{memchr2, memmem, memrchr, memrchr3};
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};
use telegram::{Element, ElementKind, Paragraph, Span, Telegram};

use crate::error;

/// Which reader made a reading. When it changes, files that are known are
/// parsed again at the next import and their readings renewed.
pub(crate) const READER: &str = concat!(env!("CARGO_PKG_VERSION"), "-7");

/// How much room for JSON is kept from one reading to the next, in bytes.
const LONG: usize = 1 << 20;

/// How much room a reading gets first, compressed.
const ROOM: usize = 8 << 10;

/// A witness as read: the facts, the elements, the decoded text.
///
/// Kept as deflated JSON. A paragraph whose text is its stretch of the decoded
/// text in one line, as nearly all are, is kept without it, and of an element
/// only its kind and where it begins and ends.
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
    text: &'a str,
    in_text: &'a [(usize, usize)],
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
    text: String,
    /// The paragraphs that are kept without their text, and where it begins in
    /// the decoded one.
    #[serde(default)]
    in_text: Vec<(usize, usize)>,
}

/// An element as it is kept, without the names of its fields.
type Tile = (ElementKind, Span);

/// Where the text of a paragraph begins, if from there to its end it is the
/// decoded text with one blank between words. Its number, mark and heading
/// stand before.
fn begin_of(text: &str, paragraph: &Paragraph) -> Option<usize> {
    let (span, mut own) = (paragraph.span.range(), paragraph.text.as_bytes());
    if own.first().is_none_or(is_blank) || !is_one_line(own) {
        return None;
    }
    let mut before = without_blanks(text.get(span.clone())?.as_bytes());
    let (mut line, mut by_words) = (before.len(), false);
    loop {
        if before.len() <= line {
            line = memrchr(b'\n', before).map_or(0, |end| end + 1);
            // Line by line, which is fast; word by word where more than one blank stands between two of its words, or
            // where the text begins inside.
            by_words = before[line..].starts_with(b" ") || !own.ends_with(&before[line..]);
        }
        let word = || memrchr3(b' ', b'\n', b'\r', before).map_or(0, |blank| blank + 1);
        let begin = if by_words { word() } else { line };
        let words = &before[begin..];
        if own.len() <= words.len() {
            return words.ends_with(own).then_some(span.start + before.len() - own.len());
        }
        own = own.strip_suffix(words)?.strip_suffix(b" ")?;
        before = without_blanks(&before[..begin]);
        if before.is_empty() {
            return None;
        }
    }
}

/// What stands between words.
const BLANKS: [u8; 3] = *b" \n\r";

fn is_blank(byte: &u8) -> bool {
    BLANKS.contains(byte)
}

/// Without the blanks at the end.
fn without_blanks(text: &[u8]) -> &[u8] {
    text.iter().rposition(|byte| !is_blank(byte)).map_or(&[], |last| &text[..=last])
}

/// Whether nothing but one blank ever stands between words.
fn is_one_line(text: &[u8]) -> bool {
    memchr2(b'\n', b'\r', text).is_none() && memmem::find(text, b"  ").is_none()
}

/// The text with one blank between words.
fn in_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(BLANKS.map(char::from)).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Encodes readings one after the other. Making the compressor anew takes as
/// long as compressing a short telegram.
#[derive(Debug)]
pub(crate) struct Encoder {
    json: Vec<u8>,
    compressor: ZlibEncoder<Vec<u8>>,
}

impl Default for Encoder {
    fn default() -> Self {
        Self { json: Vec::new(), compressor: ZlibEncoder::new(Vec::new(), Compression::fast()) }
    }
}

impl Encoder {
    /// The reading is the same afterwards.
    pub(crate) fn encode(&mut self, reading: &mut Reading) -> Result<Vec<u8>, error::Stored> {
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
        let written = Written { telegram, tiles, text, in_text: &in_text };
        let written = serde_json::to_writer(&mut self.json, &written).map_err(io::Error::from);
        for ((at, _), own) in in_text.into_iter().zip(taken) {
            if let Some(paragraph) = telegram.paragraphs.get_mut(at) {
                paragraph.text = own;
            }
        }
        let compressed = written.and_then(|()| {
            self.compressor.write_all(&self.json)?;
            // The room is for the next one, of which nothing is known.
            self.compressor.reset(Vec::with_capacity(ROOM))
        });
        // One large text does not hold its memory for all that follow.
        self.json.clear();
        self.json.shrink_to(LONG);
        compressed.map_err(|error| error::Stored::new("a telegram")(error.to_string()))
    }
}

impl Reading {
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, error::Stored> {
        let failed = |error: String| error::Stored::new("a telegram")(error);
        let mut json = Vec::new();
        ZlibDecoder::new(bytes).read_to_end(&mut json).map_err(|error| failed(error.to_string()))?;
        let stored = serde_json::from_slice(&json).map_err(|error| failed(error.to_string()))?;
        let Stored { mut telegram, mut elements, tiles, text, in_text } = stored;
        elements.extend(tiles.into_iter().map(|(kind, span)| Element { kind, span }));
        for (at, begin) in in_text {
            let paragraph = telegram.paragraphs.get_mut(at);
            let paragraph = paragraph.ok_or_else(|| failed(format!("it has no paragraph {at}")))?;
            let own = text.get(begin..paragraph.span.range().end);
            paragraph.text = in_one_line(own.ok_or_else(|| failed(format!("paragraph {at} is not in its text")))?);
        }
        Ok(Self { telegram, elements, text })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Reading {
        let parsed = telegram::parse(text);
        Reading { telegram: parsed.telegram, elements: parsed.elements, text: text.to_owned() }
    }

    fn assert_kept(encoder: &mut Encoder, mut reading: Reading) -> Vec<u8> {
        let before = reading.clone();
        let bytes = encoder.encode(&mut reading).unwrap();
        for after in [reading, Reading::decode(&bytes).unwrap()] {
            assert_eq!((after.telegram, after.elements), (before.telegram.clone(), before.elements.clone()));
            assert_eq!(after.text, before.text);
        }
        bytes
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
        assert!(Reading::decode(b"no such thing").is_err());
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
        let mut compressor = ZlibEncoder::new(Vec::new(), Compression::fast());
        compressor.write_all(json.to_string().as_bytes()).unwrap();
        let back = Reading::decode(&compressor.finish().unwrap()).unwrap();
        assert_eq!(back.telegram, reading.telegram);
    }

    proptest! {
        #[test]
        fn any_text_is_kept(text in "(1\\. |\n\n2\\. |[A-Z]{1,6}| |  |\n|\u{a0}|\u{85}|\\PC|\\(U\\) ){0,40}") {
            assert_kept(&mut Encoder::default(), read(&text));
        }
    }
}
