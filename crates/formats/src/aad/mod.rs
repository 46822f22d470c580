//! NARA's Access to Archival Databases, Central Foreign Policy Files 1973-79:
//! `Message Text`, the telegram, `Message Attributes`, the attributes that the
//! archive keyed (rule RECORD). A file may hold several records.
//!
//! The telegram's facts come from its text. The attributes are kept beside it
//! as the source's own statement, in their order; they give the facts that the
//! text does not state, and all of them where the text is lost or withdrawn.
//! [`xml`] is the same record as an XML element.

mod attributes;
mod joined;
mod lost;
mod sniff;
mod xml;

use core::ops::Range;

use telegram::{Context, Element, ElementKind, MessageDate, Source, Span};

use crate::carrier::{Form, Inner, Sample};
use crate::source_map::MapBuilder;
use crate::stated::{self, By};
use crate::{Carrier, Problem, Reading, Record, Unit, decode};
use attributes::Attribute;

/// Records of the National Archives' Access to Archival Databases.
pub(crate) struct Aad;

impl Form for Aad {
    fn key(&self) -> &'static str {
        "aad"
    }

    fn lists_each_once(&self) -> bool {
        true
    }

    fn word(&self) -> &'static str {
        "NARA record"
    }

    fn sniff(&self, sample: &Sample<'_>) -> bool {
        sniff::is_aad(sample.lower(), sample.bytes) || xml::is_xml(sample.lower())
    }

    fn read(&self, unit: &Unit, _: &Inner<'_>, reading: &mut Reading) {
        read(unit, reading);
    }
}

/// Reads all records of a unit.
fn read(unit: &Unit, reading: &mut Reading) {
    let head = unit.bytes.get(..unit.bytes.len().min(SAMPLE)).unwrap_or_default();
    if xml::is_xml(&head.to_ascii_lowercase()) {
        return xml::read(unit, reading);
    }
    read_text(unit, reading);
}

/// So much of a file tells whether it is XML.
const SAMPLE: usize = 64 << 10;

/// Reads all records of a file in the text form.
fn read_text(unit: &Unit, reading: &mut Reading) {
    let decoded = decode(&unit.bytes);
    let lines = joined::lines(&decoded.text);
    let is = |line: &Range<usize>, name: &str| decoded.text[line.clone()].trim().trim_start_matches('\u{FEFF}') == name;
    // A record that lost its text may begin with its attributes.
    let marks: Vec<(usize, bool)> = (0..lines.len())
        .filter_map(|at| {
            let is_text = is(&lines[at], "Message Text");
            (is_text || is(&lines[at], "Message Attributes")).then_some((at, is_text))
        })
        .collect();
    if marks.is_empty() {
        reading.problems.push(Problem::new(&unit.file, "a record without the line `Message Attributes`"));
    }
    let mut from = 0;
    let mut next = 0;
    while let Some((first, is_text)) = marks.get(next) {
        let attributes = match (is_text, marks.get(next + 1)) {
            (false, _) => Some(*first),
            (true, Some((at, false))) => Some(*at),
            (true, _) => None,
        };
        next += if *is_text && attributes.is_some() { 2 } else { 1 };
        let until = marks.get(next).map_or(lines.len(), |(at, _)| first_of_page(&decoded.text, &lines, *at));
        let end = lines.get(until).map_or(decoded.text.len(), |line| line.start).max(from);
        let Some(attributes) = attributes else {
            let byte = decoded.map.bytes(span(from..from)).start;
            let reason = "a record without the line `Message Attributes`, cut off";
            reading.problems.push(Problem::at_byte(&unit.file, byte, reason));
            from = end;
            continue;
        };
        let shift = |at: usize| at.saturating_sub(from);
        // The line above the text may be lost.
        let body = match is_text {
            true => lines[*first].end,
            false if has_sender(&decoded.text[from..lines[attributes].start]) => from,
            false => lines[attributes].start,
        };
        let parts =
            Parts { body: shift(body)..shift(lines[attributes].start), attributes: shift(lines[attributes].end) };
        let mut builder = MapBuilder::over(&decoded.map);
        builder.copy(&decoded.text[from..end], from);
        let (text, map) = builder.finish_over(&decoded.map);
        let bytes = decoded.map.bytes(span(from..end));
        reading.records.push(record(unit, text, map, bytes, &parts, |text| attributes::read(text, parts.attributes)));
        from = end;
    }
}

/// Whether a line names a sender, as every telegram does and no stamp of a page.
fn has_sender(text: &str) -> bool {
    // In a record of one line it stands before the addressees.
    let is_joined = || text.split_once(" FM ").is_some_and(|(_, after)| after.contains(" TO "));
    text.starts_with("FM ") || text.contains("\nFM ") || is_joined()
}

/// Where the two parts of a record stand.
struct Parts {
    body: Range<usize>,
    attributes: usize,
}

/// Makes a record of its text; `attributes` finds the attributes there.
fn record<'a>(
    unit: &Unit,
    text: String,
    map: crate::SourceMap,
    bytes: Range<usize>,
    parts: &Parts,
    attributes: impl FnOnce(&str) -> Vec<Attribute<'a>>,
) -> Record {
    let attributes = attributes(&text);
    let mut source = source(unit, &attributes);
    source.released = released(&text, &attributes).map(MessageDate::Day);
    let body = text.get(parts.body.clone()).unwrap_or_default();
    let year_hint = source.reference_id.as_deref().and_then(year_of);
    let context = Context { id_hint: source.reference_id.clone(), year_hint, ..Context::default() };
    let mut parsed = telegram::parse_with(body, &context);
    let at = span(parts.body.clone()).start;
    parsed.telegram.shift(at);
    for element in &mut parsed.elements {
        element.shift(at);
    }
    if let Some(state) = lost::state(body, &attributes) {
        parsed.telegram = lost::telegram(parsed.telegram.id, state, span(parts.body.clone()), &attributes);
        parsed.elements = vec![Element { kind: ElementKind::Note, span: span(parts.body.clone()) }];
    }
    source.facts = stated::merge(&mut parsed.telegram, By::Record, &attributes::statements(&attributes));
    let elements = around(&text, parts, parsed.elements);
    parsed.telegram.source = source;
    Record { telegram: parsed.telegram, elements, text, map, bytes }
}

/// What the archive states of the record.
fn source(unit: &Unit, attributes: &[Attribute<'_>]) -> Source {
    let get = |key: &str| attributes.iter().find(|found| found.key == key).and_then(Attribute::stated);
    let number = get("Document Number");
    Source {
        carrier: Carrier::Aad.name(),
        key: number.map_or_else(|| unit.name.clone(), str::to_owned),
        reference_id: number.map(str::to_owned),
        // The 1977 file calls it Sent Date.
        created: get("Draft Date").or_else(|| get("Sent Date")).and_then(attributes::date).map(MessageDate::Day),
        released: None,
        classification: get("Original Classification").map(str::to_owned),
        origin: get("From").map(|from| attributes::without_group(from).to_owned()),
        attributes: attributes.iter().map(|found| (found.key.to_owned(), found.value.clone())).collect(),
        ..Source::default()
    }
}

/// When the record was released: the latest stamp of its pages, else what the attributes state.
fn released(text: &str, attributes: &[Attribute<'_>]) -> Option<jiff::civil::Date> {
    let stamps = text.lines().filter(|line| attributes::is_stamp(line)).filter_map(attributes::stamp_date);
    let stated = |key: &str| attributes.iter().find(|found| found.key == key).and_then(Attribute::stated);
    stamps
        .max()
        .or_else(|| stated("Markings").and_then(attributes::stamp_date))
        .or_else(|| stated("Review Release Date").and_then(attributes::date))
}

/// The year that a document number begins with.
fn year_of(number: &str) -> Option<i16> {
    number.get(..4)?.parse().ok().filter(|year| (1960..2100).contains(year))
}

/// The telegram's elements with those before and after, so that they tile the
/// text of the record.
fn around(text: &str, parts: &Parts, body: Vec<Element>) -> Vec<Element> {
    let before = Element { kind: ElementKind::Chrome, span: span(0..parts.body.start) };
    let mut elements = vec![before];
    elements.extend(body);
    elements.push(Element { kind: ElementKind::SourceFacts, span: span(parts.body.end..text.len()) });
    elements.retain(|element| !element.span.is_empty());
    elements
}

/// The first line of the page on which the line `at` stands: blank lines and
/// one release stamp may stand above it.
fn first_of_page(text: &str, lines: &[Range<usize>], at: usize) -> usize {
    let mut first = at;
    let mut stamps = 0;
    for line in (0..at).rev() {
        let content = text[lines[line].clone()].trim();
        if attributes::is_stamp(content) {
            stamps += 1;
            if stamps > 1 {
                break;
            }
            first = line;
        } else if !content.is_empty() {
            break;
        }
    }
    first
}

fn span(range: Range<usize>) -> Span {
    let limit = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(limit(range.start), limit(range.end))
}

#[cfg(test)]
mod tests;
