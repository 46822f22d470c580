//! A witness as read, in the form in which the catalogue keeps it.

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};
use telegram::{Element, Telegram};

use crate::error::Stored;

/// Which reader made a reading. When it changes, files that are known are
/// parsed again at the next import and their readings renewed.
pub(crate) const READER: &str = concat!(env!("CARGO_PKG_VERSION"), "-5");

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

impl Reading {
    pub(crate) fn encode(&self) -> Result<Vec<u8>, Stored> {
        let failed = Stored::new("a telegram");
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        let json = match serde_json::to_vec(self) {
            Ok(json) => json,
            Err(error) => return Err(failed(error.to_string())),
        };
        encoder.write_all(&json).and_then(|()| encoder.finish()).map_err(|error| failed(error.to_string()))
    }

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
        let back = Reading::decode(&reading.encode().unwrap()).unwrap();
        assert_eq!((back.telegram, back.elements, back.text), (reading.telegram, reading.elements, reading.text));
        assert!(Reading::decode(b"no such thing").is_err());
    }
}
