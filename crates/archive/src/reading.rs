//! A witness as read, in the form in which the catalogue keeps it.

mod folded;
mod json;
mod kept;
mod packed;
mod paragraphs;
mod stretches;
mod tiles;

use std::mem::take;

use telegram::{Element, Paragraph, Telegram};

use crate::error;
use json::Stored;
use kept::{KeptParagraph, Places};
use packed::{Reader, Record, Unpackable, Writer, section, with_model};
use stretches::KeptParts;
pub(crate) use stretches::{Origin, Parts};

/// Which reader made a reading. When it changes, files that are known are
/// parsed again at the next import and their readings renewed.
pub(crate) const READER: &str = concat!(env!("CARGO_PKG_VERSION"), "-12");

/// A witness as read: the facts, the elements, the decoded text.
///
/// Of the text only what the blob does not have as it is is kept; and all that is made of it (paragraphs, elements) as the way
/// to make it again. The facts that stand apart from the text are kept in full.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    pub(crate) telegram: Telegram,
    pub(crate) elements: Vec<Element>,
    pub(crate) text: String,
}

impl Reading {
    /// What is kept of it. Without an origin that is all of its text. The reading is the same afterwards.
    pub(crate) fn encode(&mut self, origin: Option<&Origin<'_>>) -> Result<Vec<u8>, error::Stored> {
        let parts = Parts::of(&self.text, origin);
        self.encode_parts(&parts)
    }

    fn encode_parts(&mut self, parts: &Parts) -> Result<Vec<u8>, error::Stored> {
        let record = self.taken_apart(|facts, paragraphs, places, text| {
            with_model(|model| {
                let mut writer = Writer::new(model);
                writer.value(facts, section::FACTS)?;
                let facts = writer.finish();
                model.forget();
                let mut writer = Writer::new(model);
                writer.value(&parts.to_kept(), section::PARTS)?;
                writer.set_text(text);
                writer.value(&paragraphs, section::PARAGRAPHS)?;
                let body = writer.finish();
                model.forget();
                let mut writer = Writer::new(model);
                writer.set_text(text);
                writer.value(places, section::PLACES)?;
                Ok(Record { facts, body, places: writer.finish() })
            })
        });
        record.map(|record| record.to_bytes()).map_err(failed)
    }

    /// Hands on what is kept: the facts, the paragraphs, the other places, and the text that these lead into.
    fn taken_apart<T>(&mut self, work: impl FnOnce(&Telegram, &[KeptParagraph<'_>], &Places<'_>, &str) -> T) -> T {
        let Self { telegram, elements, text } = self;
        let paragraphs = take(&mut telegram.paragraphs);
        let notes = take(&mut telegram.notes);
        let places = Places::out_of(telegram, elements, &notes, text);
        let subject_map = take(&mut telegram.subject_map);
        let kept: Vec<_> = paragraphs.iter().map(|paragraph| KeptParagraph::of(paragraph, text)).collect();
        let result = work(telegram, &kept, &places, text);
        places.back_into(telegram);
        telegram.subject_map = subject_map;
        telegram.paragraphs = paragraphs;
        telegram.notes = notes;
        result
    }

    /// The facts alone, without what leads into the text.
    pub(crate) fn facts(bytes: &[u8]) -> Result<Telegram, error::Stored> {
        if !packed::is_of_this_form(bytes) {
            return Ok(Stored::from_bytes(bytes).map_err(failed)?.telegram);
        }
        facts_of(&Record::from_bytes(bytes).map_err(failed)?).map_err(failed)
    }

    /// Whether what is kept is what was written: tells by its checksum, of what earlier versions wrote by reading it.
    pub(crate) fn check(bytes: &[u8]) -> Result<(), error::Stored> {
        if packed::is_of_this_form(bytes) {
            Record::from_bytes(bytes).map(|_| ()).map_err(failed)
        } else {
            Self::facts(bytes).map(|_| ())
        }
    }

    /// What the text is joined of.
    pub(crate) fn parts(bytes: &[u8]) -> Result<Parts, error::Stored> {
        if !packed::is_of_this_form(bytes) {
            return Ok(Stored::from_bytes(bytes).map_err(failed)?.take_parts());
        }
        let record = Record::from_bytes(bytes).map_err(failed)?;
        let parts: KeptParts<'_> =
            with_model(|model| Reader::new(model, record.body).value(section::PARTS)).map_err(failed)?;
        Ok(parts.into())
    }

    /// The text and the paragraphs, without other facts.
    pub(crate) fn body(bytes: &[u8], text: String) -> Result<Self, error::Stored> {
        let paragraphs = if packed::is_of_this_form(bytes) {
            body_of(&Record::from_bytes(bytes).map_err(failed)?, &text)?
        } else {
            Stored::from_bytes(bytes).map_err(failed)?.whole(&text).map_err(failed)?.0.paragraphs
        };
        Ok(Self { telegram: Telegram { paragraphs, ..Telegram::default() }, text, elements: Vec::new() })
    }

    /// The whole, with its text.
    pub(crate) fn decode(bytes: &[u8], text: String) -> Result<Self, error::Stored> {
        if !packed::is_of_this_form(bytes) {
            let (telegram, elements) = Stored::from_bytes(bytes).map_err(failed)?.whole(&text).map_err(failed)?;
            return Ok(Self { telegram, elements, text });
        }
        let record = Record::from_bytes(bytes).map_err(failed)?;
        let mut telegram = facts_of(&record).map_err(failed)?;
        telegram.paragraphs = body_of(&record, &text)?;
        let places: Places<'_> = with_model(|model| {
            let mut reader = Reader::new(model, record.places);
            reader.set_text(&text);
            reader.value(section::PLACES)
        })
        .map_err(failed)?;
        let elements = places.read_into(&mut telegram, &text).map_err(failed)?;
        Ok(Self { telegram, elements, text })
    }
}

fn facts_of(record: &Record<&[u8]>) -> Result<Telegram, Unpackable> {
    with_model(|model| Reader::new(model, record.facts).value(section::FACTS))
}

/// The paragraphs, of which the text has the words.
fn body_of(record: &Record<&[u8]>, text: &str) -> Result<Vec<Paragraph>, error::Stored> {
    let kept: Vec<KeptParagraph<'_>> = with_model(|model| {
        let mut reader = Reader::new(model, record.body);
        reader.value::<KeptParts<'_>>(section::PARTS)?;
        reader.set_text(text);
        reader.value(section::PARAGRAPHS)
    })
    .map_err(failed)?;
    kept.into_iter().map(|paragraph| paragraph.into_paragraph(text)).collect::<Result<_, _>>().map_err(failed)
}

fn failed(problem: impl std::fmt::Display) -> error::Stored {
    error::Stored::new("a telegram")(problem.to_string())
}

#[cfg(test)]
mod tests;
