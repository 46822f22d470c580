//! A witness as read, in the form in which the catalogue keeps it.

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};
use telegram::{Element, Telegram};

use crate::error::Stored;

/// Which reader made a reading. When it changes, files that are known are
/// parsed again at the next import and their readings renewed.
pub(crate) const READER: &str = concat!(env!("CARGO_PKG_VERSION"), "-5");

/// How much room for JSON is kept from one reading to the next, in bytes.
const LONG: usize = 1 << 20;

/// A witness as read: the facts, the elements, the decoded text.
///
/// Kept as deflated JSON: the paragraphs repeat the text, so together they
/// take little more room than the text alone.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Reading {
    pub(crate) telegram: Telegram,
    pub(crate) elements: Vec<Element>,
    pub(crate) text: String,
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
    pub(crate) fn encode(&mut self, reading: &Reading) -> Result<Vec<u8>, Stored> {
        self.json.clear();
        let written = serde_json::to_writer(&mut self.json, reading).map_err(io::Error::from);
        let compressed = written.and_then(|()| {
            self.compressor.write_all(&self.json)?;
            self.compressor.reset(Vec::with_capacity(self.json.len() / 4))
        });
        // One large text does not hold its memory for all that follow.
        self.json.shrink_to(LONG);
        compressed.map_err(|error| Stored::new("a telegram")(error.to_string()))
    }
}

impl Reading {
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, Stored> {
        let mut json = Vec::new();
        let read = ZlibDecoder::new(bytes).read_to_end(&mut json);
        read.map_err(|error| Stored::new("a telegram")(error.to_string()))?;
        serde_json::from_slice(&json).map_err(|error| Stored::new("a telegram")(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_what_it_wrote() {
        let text = "SUBJECT: FERRY SERVICE".to_owned();
        let parsed = telegram::parse(&text);
        let reading = Reading { telegram: parsed.telegram, elements: parsed.elements, text };
        let mut encoder = Encoder::default();
        for _ in 0..3 {
            let back = Reading::decode(&encoder.encode(&reading).unwrap()).unwrap();
            assert_eq!((&back.telegram, &back.elements), (&reading.telegram, &reading.elements));
            assert_eq!(back.text, reading.text);
        }
        assert!(Reading::decode(b"no such thing").is_err());
    }
}
