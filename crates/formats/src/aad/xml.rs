//! NARA's XML form of the same records: `<doc><doc_nbr>…<msgtext>…</doc>`, one
//! record for each `doc`, with or without a text.
//!
//! The decoded text of a record is that of `msgtext`; its other elements follow
//! as lines `Key: value`, with the keys of the text form.

use core::ops::Range;

use super::attributes::{self, Attribute};
use super::markup::{self, Tag};
use super::{Parts, record};
use crate::page::entity;
use crate::source_map::MapBuilder;
use crate::table::folded;
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
        let doc = fields(text, at);
        if !doc.is_whole {
            let reason = "a `doc` that is not closed; what is there was read";
            reading.problems.push(Problem::at_byte(&unit.file, byte(tag.range.start), reason));
        }
        at = doc.end;
        if doc.fields.is_empty() {
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

/// An element of a record.
struct Field<'a> {
    name: &'a str,
    /// Its content in the file's text.
    content: Range<usize>,
}

struct Doc<'a> {
    fields: Vec<Field<'a>>,
    end: usize,
    is_whole: bool,
}

/// The elements of the `doc` that was opened before `from`. One that is not closed ends where the record does.
fn fields(text: &str, from: usize) -> Doc<'_> {
    let mut doc = Doc { fields: Vec::new(), end: text.len(), is_whole: false };
    let mut open: Option<(Tag<'_>, usize)> = None;
    let mut at = from;
    while let Some(tag) = markup::next_tag(text, at) {
        at = tag.range.end;
        if tag.is("doc") {
            // The next record begins where this one was cut off.
            doc.is_whole = tag.is_end;
            doc.end = if tag.is_end { tag.range.end } else { tag.range.start };
            close(&mut doc, &mut open, tag.range.start);
            return doc;
        }
        let is_end_of_open = tag.is_end && open.as_ref().is_some_and(|(opened, _)| tag.is(opened.name));
        if is_end_of_open {
            close(&mut doc, &mut open, tag.range.start);
        } else if !tag.is_end && !tag.is_empty && open.is_none() {
            let start = tag.range.end;
            open = Some((tag, start));
        }
    }
    close(&mut doc, &mut open, text.len());
    doc
}

fn close<'a>(doc: &mut Doc<'a>, open: &mut Option<(Tag<'a>, usize)>, end: usize) {
    if let Some((tag, start)) = open.take() {
        doc.fields.push(Field { name: tag.name, content: start..end.max(start) });
    }
}

/// The record's text with its map, and where its parts and attributes stand.
fn compose<'a>(text: &'a str, base: &SourceMap, doc: &Doc<'a>) -> (String, SourceMap, Parts, Vec<Attribute<'a>>) {
    let mut builder = MapBuilder::over(base);
    for field in doc.fields.iter().filter(|field| is_text(field)) {
        copy(&mut builder, text, field.content.clone());
    }
    let body = 0..builder.text.len();
    let mut found = Vec::new();
    for field in doc.fields.iter().filter(|field| !is_text(field)) {
        let place = field.content.start;
        if !builder.text.is_empty() && !builder.text.ends_with('\n') {
            builder.whole("\n", place..place);
        }
        let start = builder.text.len();
        let key = attributes::key_of_element(field.name);
        builder.whole(key, place..place);
        builder.whole(": ", place..place);
        let from = builder.text.len();
        copy(&mut builder, text, trimmed(text, field.content.clone()));
        let printed = builder.text.get(from..).unwrap_or_default();
        let value = printed.split_whitespace().collect::<Vec<_>>().join(" ");
        found.push(Attribute { key, value, range: start..builder.text.len() });
    }
    let end = builder.text.len();
    let (text, map) = builder.finish_over(base);
    (text, map, Parts { body, attributes: end }, found)
}

fn is_text(field: &Field<'_>) -> bool {
    folded(field.name) == "msgtext" || folded(field.name) == "messagetext"
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let content = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (content.len() - content.trim_start().len());
    start..(range.start + content.trim_end().len()).max(start)
}

/// Copies character data: entities and CDATA marks taken out, other markup left out.
fn copy(builder: &mut MapBuilder, text: &str, range: Range<usize>) {
    let content = text.get(..range.end).unwrap_or_default();
    let mut at = range.start;
    while let Some(rest) = content.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = memchr::memchr2(b'&', b'<', rest.as_bytes()).unwrap_or(rest.len());
        builder.copy(rest.get(..plain).unwrap_or_default(), at);
        at += plain;
        let Some(mark) = content.get(at..).filter(|mark| !mark.is_empty()) else { return };
        if let Some((letter, length)) = entity(mark) {
            builder.whole(letter.encode_utf8(&mut [0; 4]), at..at + length);
            at += length;
        } else if let Some(inside) = mark.strip_prefix(markup::CDATA) {
            let start = at + markup::CDATA.len();
            let length = memchr::memmem::find(inside.as_bytes(), markup::CDATA_END.as_bytes());
            let end = start + length.unwrap_or(inside.len());
            builder.copy(content.get(start..end).unwrap_or_default(), start);
            at = (end + markup::CDATA_END.len()).min(content.len());
        } else if let Some(tag) = markup::tag_at(content, at) {
            at = tag.range.end;
        } else {
            // A mark that begins nothing is a letter of the text.
            builder.copy(mark.get(..1).unwrap_or_default(), at);
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests;
