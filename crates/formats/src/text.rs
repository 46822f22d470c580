//! Plain text and labelled text: one telegram, or a part of one, in one file.

use telegram::{Context, Source, Telegram};

use crate::charset::Decoded;
use crate::{Problem, Reading, Record, Unit, decode, facts_row, split};

/// Reads a text as one telegram.
pub(crate) fn read(unit: &Unit, reading: &mut Reading) {
    let decoded = decode(&unit.bytes);
    let pieces = split::telegrams(&decoded.text);
    if pieces.len() == 1 {
        return one(unit, decoded, Vec::new(), reading);
    }
    // Each is a witness of its own: the name of the file is not its id.
    for (index, range) in pieces.into_iter().enumerate() {
        let piece = split::cut(&decoded, range.clone());
        let bytes = decoded.map.bytes(telegram::Span::new(narrow(range.start), narrow(range.end)));
        let parsed = telegram::parse_with(&piece.text, &Context::default());
        if !holds_telegram(&parsed.telegram) {
            reading.problems.push(Problem::at_byte(&unit.file, bytes.start, NONE_FOUND));
            continue;
        }
        let mut telegram = parsed.telegram;
        telegram.source = Source {
            carrier: reading.carrier.key().to_owned(),
            key: format!("{}/{}", unit.name, index + 1),
            ..Source::default()
        };
        let (text, map) = (piece.text, piece.map);
        reading.records.push(Record { telegram, elements: parsed.elements, text, map, bytes });
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Why a text gives nothing.
pub(crate) const NONE_FOUND: &str = "no telegram found";

/// Whether so much of a telegram was found that a text which may be about
/// anything, such as a message, holds one: an id or a record message, or three
/// of its facts.
pub(crate) fn is_sure(telegram: &Telegram) -> bool {
    let facts = [
        telegram.id.is_some(),
        telegram.date.is_some(),
        telegram.classification.is_some(),
        telegram.from.is_some(),
        !telegram.action.is_empty(),
        telegram.executive_order.is_some(),
        !telegram.tags.is_empty(),
        telegram.references.iter().any(|reference| reference.id.is_some()),
        telegram.paragraphs.iter().any(|paragraph| paragraph.portion.is_some()),
    ];
    let count = facts.into_iter().filter(|fact| *fact).count();
    count >= 3 || telegram.kind == telegram::Kind::RecordMessage && count >= 1
}

/// Adds the telegram that a decoded text holds, or says that it holds none.
/// `attributes` are what the carrier states of it.
pub(crate) fn one(unit: &Unit, decoded: Decoded, attributes: Vec<(String, String)>, reading: &mut Reading) {
    let mut source =
        Source { carrier: reading.carrier.key().to_owned(), key: unit.name.clone(), attributes, ..Source::default() };
    facts_row::fill(&decoded.text, &mut source);
    let context = Context {
        id_hint: source.reference_id.clone().or_else(|| Some(unit.name.clone())),
        year_hint: source.created.map(|date| date.year()),
    };
    let mut parsed = telegram::parse_with(&decoded.text, &context);
    // A file of data may bear a name that reads as an id (`1998-rome-01.xml`).
    let is_data = decoded.text.trim_start().starts_with(['<', '{', '[']);
    let is_named = parsed.telegram.id.is_some() && !is_data;
    if !is_named && !holds_telegram(&parsed.telegram) && source.reference_id.is_none() {
        reading.problems.push(Problem::new(&unit.file, NONE_FOUND));
        return;
    }
    parsed.telegram.source = source;
    reading.records.push(Record {
        telegram: parsed.telegram,
        elements: parsed.elements,
        text: decoded.text,
        map: decoded.map,
        bytes: 0..unit.bytes.len(),
    });
}

/// Whether anything of a telegram was found in a text besides an id, which the
/// file's name may have given. A part of one is enough: a list of references, a TAGS line, the tail of a body.
///
/// Unnumbered text alone is not, any text has that; nor are numbers alone, any
/// list has those: they count with a portion mark, or where the text is in
/// capitals as all telegrams were before about 2005.
pub(crate) fn holds_telegram(telegram: &Telegram) -> bool {
    telegram.date.is_some()
        || telegram.classification.is_some()
        || telegram.from.is_some()
        || telegram.subject.is_some()
        || telegram.executive_order.is_some()
        || !telegram.captions.is_empty()
        || !telegram.action.is_empty()
        || !telegram.info.is_empty()
        || !telegram.tags.is_empty()
        || telegram.diagnostics.iter().any(|diagnostic| diagnostic.code == "tags-not-applicable")
        || !telegram.references.is_empty()
        || !telegram.classified_by.is_empty()
        || has_body(telegram)
}

fn has_body(telegram: &Telegram) -> bool {
    let paragraphs = &telegram.paragraphs;
    let is_marked = paragraphs.iter().any(|paragraph| paragraph.portion.is_some());
    let is_numbered = paragraphs.iter().any(|paragraph| paragraph.number.is_some());
    let is_signed = !telegram.signature.is_empty();
    is_marked || ((is_numbered || is_signed) && is_in_capitals(telegram)) || (is_signed && has_formula(telegram))
}

/// Whether the last paragraph holds one of the formulas that telegrams end with.
fn has_formula(telegram: &Telegram) -> bool {
    let last = telegram.paragraphs.last().map(|paragraph| paragraph.text.to_uppercase()).unwrap_or_default();
    ["END COMMENT", "END SUMMARY", "END TEXT", "END NOTE", "MINIMIZE CONSIDERED"]
        .iter()
        .any(|words| last.contains(words))
}

/// Whether nine of ten letters of the body are capitals.
fn is_in_capitals(telegram: &Telegram) -> bool {
    let letters = || telegram.paragraphs.iter().flat_map(|paragraph| paragraph.text.bytes());
    let capitals = letters().filter(u8::is_ascii_uppercase).count();
    let small = letters().filter(u8::is_ascii_lowercase).count();
    capitals > 0 && capitals >= small.saturating_mul(9)
}
