//! Readings as earlier versions kept them: JSON, compressed.

use serde::Deserialize;
use telegram::{Element, ElementKind, Paragraph, Span, Telegram};

use super::packed::earlier::unpack;
use super::paragraphs::in_one_line;
use super::stretches::Parts;

/// What is read back.
#[derive(Deserialize)]
pub(super) struct Stored {
    pub(super) telegram: Telegram,
    #[serde(default)]
    elements: Vec<Element>,
    /// The elements without the names of their fields.
    #[serde(default)]
    tiles: Vec<(ElementKind, Span)>,
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

impl Stored {
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let json = unpack(bytes)?;
        let mut stored: Self = serde_json::from_slice(&json).map_err(|error| error.to_string())?;
        // The first versions kept no anchors.
        if stored.telegram.paragraphs.first().is_some_and(|paragraph| paragraph.anchor.is_empty()) {
            Paragraph::name_all(&mut stored.telegram.paragraphs);
        }
        Ok(stored)
    }

    /// What the text is joined of; the first versions kept it whole.
    pub(super) fn take_parts(self) -> Parts {
        let Self { parts, text, .. } = self;
        parts.unwrap_or_else(|| Parts::of(&text, None))
    }

    /// All of it, with the decoded text.
    pub(super) fn whole(self, text: &str) -> Result<(Telegram, Vec<Element>), String> {
        let Self { mut telegram, mut elements, tiles, in_text, folded, .. } = self;
        elements.extend(tiles.into_iter().map(|(kind, span)| Element { kind, span }));
        let missing = |at| format!("it has no paragraph {at}");
        let misplaced = |at| format!("paragraph {at} is not in its text");
        for (at, begin) in in_text {
            let paragraph = telegram.paragraphs.get_mut(at).ok_or_else(|| missing(at))?;
            let own = text.get(begin..paragraph.span.range().end).ok_or_else(|| misplaced(at))?;
            paragraph.text = in_one_line(own);
        }
        for at in folded {
            let paragraph = telegram.paragraphs.get_mut(at).ok_or_else(|| missing(at))?;
            paragraph.text = paragraph.map.unfold(text, paragraph.span.end).ok_or_else(|| misplaced(at))?;
        }
        Ok((telegram, elements))
    }
}
