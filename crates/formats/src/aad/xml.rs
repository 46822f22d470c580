//! NARA's XML form of the same records: `<doc><doc_nbr>…<msgtext>…</doc>`, one
//! record for each `doc`, with or without a text.
//!
//! The decoded text of a record is that of `msgtext`; its other elements follow
//! as lines `Key: value`, with the keys of the text form.

use super::attributes::{self, Attribute};
use super::{Parts, record};
use crate::source_map::MapBuilder;
use crate::table::folded;
use crate::xml::content::{self, Element, Elements};
use crate::xml::markup;
use crate::{Problem, Reading, SourceMap, Unit, charset, page};

/// Whether the start of a file, in small letters, is of this form.
pub(crate) fn is_xml(sample: &[u8]) -> bool {
    let has = |mark: &str| memchr::memmem::find(sample, mark.as_bytes()).is_some();
    (has("<doc>") || has("<doc ")) && (has("<doc_nbr>") || has("<msgtext>") || has("<docnbr>"))
}

/// Reads all records of a unit.
pub(super) fn read(unit: &Unit, reading: &mut Reading) {
    let decoded = charset::decode_declared(&unit.bytes, page::declared(&unit.bytes));
    let text = decoded.text.as_str();
    let byte = |at: usize| decoded.map.bytes(super::span(at..at)).start;
    let mut at = 0;
    while let Some(tag) = markup::next_tag(text, at) {
        at = tag.range.end;
        if tag.is_end || !tag.is("doc") {
            continue;
        }
        let doc = content::elements(text, at, "doc");
        if !doc.is_whole {
            let reason = "a `doc` that is not closed; what is there was read";
            reading.problems.push(Problem::at_byte(&unit.file, byte(tag.range.start), reason));
        }
        at = doc.end;
        if doc.all.is_empty() {
            reading.problems.push(Problem::at_byte(&unit.file, byte(tag.range.start), "a `doc` without elements"));
            continue;
        }
        let bytes = decoded.map.bytes(super::span(tag.range.start..doc.end));
        let (text, map, parts, attributes) = compose(text, &decoded.map, &doc);
        reading.records.push(record(unit, text, map, bytes, &parts, |_| attributes));
    }
    if reading.records.is_empty() {
        reading.problems.push(Problem::new(&unit.file, "no record found in the XML"));
    }
}

/// The record's text with its map, and where its parts and attributes stand.
fn compose<'a>(text: &'a str, base: &SourceMap, doc: &Elements<'a>) -> (String, SourceMap, Parts, Vec<Attribute<'a>>) {
    let mut builder = MapBuilder::over(base);
    // What stands within an element is its content.
    let fields = || doc.all.iter().filter(|field| field.path == field.name);
    for field in fields().filter(|field| is_text(field)) {
        content::copy(&mut builder, text, field.content.clone());
    }
    let body = 0..builder.text.len();
    let mut found = Vec::new();
    for field in fields().filter(|field| !is_text(field)) {
        let place = field.content.start;
        if !builder.text.is_empty() && !builder.text.ends_with('\n') {
            builder.whole("\n", place..place);
        }
        let start = builder.text.len();
        let key = attributes::key_of_element(field.name);
        builder.whole(key, place..place);
        builder.whole(": ", place..place);
        let from = builder.text.len();
        content::copy(&mut builder, text, content::trimmed(text, field.content.clone()));
        let printed = builder.text.get(from..).unwrap_or_default();
        let value = printed.split_whitespace().collect::<Vec<_>>().join(" ");
        found.push(Attribute { key, value, range: start..builder.text.len() });
    }
    let end = builder.text.len();
    let (text, map) = builder.finish_over(base);
    (text, map, Parts { body, attributes: end }, found)
}

fn is_text(field: &Element<'_>) -> bool {
    folded(field.name) == "msgtext" || folded(field.name) == "messagetext"
}

#[cfg(test)]
mod tests;
