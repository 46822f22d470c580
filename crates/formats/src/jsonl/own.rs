//! An object of our own contract, as `chancery parse` prints it: read again
//! from its text where it holds one, else taken as stated.

use core::ops::Range;

use serde_json::Value;
use telegram::{Element, ElementKind, Fold, Paragraph, Reference, Source, Span, Spans, Telegram};

use super::object::{Object, words, write};
use crate::carrier::Inner;
use crate::source_map::MapBuilder;
use crate::stated;
use crate::{Carrier, Record, SourceMap, Unit};

/// Whether an object has the keys of the contract.
pub(super) fn is_ours(names: &[String]) -> bool {
    let has = |wanted: &str| {
        names.iter().any(|name| name == wanted || name.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.')))
    };
    let is_failure = has("error") && has("file") && names.len() <= 3;
    is_failure || (has("kind") && has("source") && has("paragraphs"))
}

/// What a line says that could not be read when it was written.
pub(super) fn stated_error(object: &Object<'_>) -> Option<String> {
    let error = object.get("error").and_then(words)?;
    if object.get("kind").is_some() {
        return None;
    }
    let file = object.get("file").and_then(words).unwrap_or_default();
    Some(format!("it says that {file} could not be read: {error}"))
}

/// Reads an object.
///
/// # Errors
/// When its facts are not those of the contract.
pub(super) fn read(
    object: &Object<'_>,
    unit: &Unit,
    bytes: Range<usize>,
    number: u64,
    inner: &Inner<'_>,
) -> Result<Record, String> {
    let mut stated = facts_of(object.text)?;
    let elements = core::mem::take(&mut stated.1);
    let mut telegram = stated.0;
    source(&mut telegram, unit, number);
    let text = object.get("text").filter(|value| value.get().starts_with('"') && value.get().len() > 2);
    let Some(value) = text else { return Ok(from_facts(telegram, bytes)) };
    let mut builder = MapBuilder::new("UTF-8");
    write(value.get(), bytes.start + object.place(value), &mut builder);
    let (text, map) = builder.finish();
    Ok(from_text(telegram, elements, text, map, bytes, inner))
}

/// The facts of an object; keys that are absent have no value.
fn facts_of(text: &str) -> Result<(Telegram, Vec<Element>), String> {
    let failed = |error: serde_json::Error| format!("not as `chancery parse` prints it: {error}");
    let Value::Object(mut object) = serde_json::from_str(text).map_err(failed)? else {
        return Err("no object".to_owned());
    };
    let elements = object.remove("elements").and_then(|elements| serde_json::from_value(elements).ok());
    for key in ["text", "error"] {
        object.remove(key);
    }
    if let Value::Object(empty) = serde_json::to_value(Telegram::default()).map_err(failed)? {
        complete(&mut object, empty);
    }
    let mut telegram: Telegram = serde_json::from_value(Value::Object(object)).map_err(failed)?;
    // Objects of earlier versions have no anchors.
    Paragraph::name_all(&mut telegram.paragraphs);
    Ok((telegram, elements.unwrap_or_default()))
}

/// Adds the keys that are absent or null where there must be a value.
fn complete(object: &mut serde_json::Map<String, Value>, empty: serde_json::Map<String, Value>) {
    for (key, value) in empty {
        match (object.get_mut(&key), value) {
            (Some(Value::Object(inner)), Value::Object(value)) => complete(inner, value),
            (Some(found), value) if found.is_null() => *found = value,
            (Some(_), _) => {}
            (None, value) => {
                object.insert(key, value);
            }
        }
    }
}

fn source(telegram: &mut Telegram, unit: &Unit, number: u64) {
    let source: &mut Source = &mut telegram.source;
    if source.key.is_empty() {
        source.key = telegram.id.as_deref().map_or_else(|| format!("{}/{number}", unit.name), str::to_owned);
    }
    let carrier = core::mem::replace(&mut source.carrier, Carrier::Jsonl.name());
    let carrier = carrier.as_str().to_owned();
    if !carrier.is_empty()
        && carrier != Carrier::Jsonl.key()
        && !source.attributes.iter().any(|(name, _)| name == "carrier")
    {
        source.attributes.push(("carrier".to_owned(), carrier));
    }
}

/// Reads the text anew; what it does not give is taken as stated. A text whose
/// facts came from markup that it does not hold any more keeps them.
fn from_text(
    stated: Telegram,
    elements: Vec<Element>,
    text: String,
    map: SourceMap,
    bytes: Range<usize>,
    inner: &Inner<'_>,
) -> Record {
    let was = stated.source.attributes.iter().find(|(name, _)| name == "carrier").map(|(_, carrier)| carrier.as_str());
    let fits = tiles(&elements, &text) && spans(&stated).all(|span| text.get(span.range()).is_some());
    if was == Some("frus") && fits {
        return Record { telegram: stated, elements, text, map, bytes };
    }
    let name = stated.id.as_deref().unwrap_or(&stated.source.key);
    let mut reading = inner.again(&Unit::new(name, text.clone().into_bytes()));
    if let Some(read) = reading.records.pop().filter(|read| reading.records.is_empty() && read.text == text) {
        let telegram = stated::complete(read.telegram, without_places(stated));
        return Record { telegram, elements: read.elements, text, map, bytes };
    }
    if fits {
        return Record { telegram: stated, elements, text, map, bytes };
    }
    let whole = Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX));
    let elements = if text.is_empty() { vec![] } else { vec![Element { kind: ElementKind::Text, span: whole }] };
    Record { telegram: without_places(stated), elements, text, map, bytes }
}

/// Everything that points into a text.
fn spans(telegram: &Telegram) -> impl Iterator<Item = Span> + '_ {
    let references = telegram.references.iter().chain(&telegram.mentions).flat_map(Reference::places);
    let paragraphs = telegram.paragraphs.iter().map(|paragraph| paragraph.span);
    let diagnostics = telegram.diagnostics.iter().map(|diagnostic| diagnostic.span);
    references.chain(paragraphs).chain(diagnostics).chain(telegram.blocks.iter().map(|block| block.span))
}

fn tiles(elements: &[Element], text: &str) -> bool {
    let mut end = 0;
    for element in elements {
        if element.span.start != end || text.get(element.span.range()).is_none() {
            return false;
        }
        end = element.span.end;
    }
    end as usize == text.len()
}

/// The facts without what points into a text that is not there.
fn without_places(mut telegram: Telegram) -> Telegram {
    for reference in &mut telegram.references {
        reference.span = Span::default();
        reference.spans.clear();
    }
    for paragraph in &mut telegram.paragraphs {
        paragraph.span = Span::default();
        paragraph.map = Fold::default();
    }
    for diagnostic in &mut telegram.diagnostics {
        diagnostic.span = Span::default();
    }
    telegram.subject_map = Fold::default();
    telegram.spans = Spans::default();
    telegram.mentions.clear();
    telegram.blocks.clear();
    telegram
}

/// A telegram whose text is not there: the text is made of its paragraphs.
fn from_facts(stated: Telegram, bytes: Range<usize>) -> Record {
    let mut telegram = without_places(stated);
    let mut builder = MapBuilder::new("UTF-8");
    let mut elements: Vec<Element> = Vec::new();
    let mut put = |builder: &mut MapBuilder, kind: ElementKind, text: &str| {
        let from = builder.len();
        builder.whole(text, bytes.clone());
        let span = Span::new(from, builder.len());
        if !span.is_empty() {
            elements.push(Element { kind, span });
        }
        span
    };
    for paragraph in &mut telegram.paragraphs {
        if let Some(heading) = &paragraph.heading {
            put(&mut builder, ElementKind::Heading, heading);
            put(&mut builder, ElementKind::Blank, "\n\n");
        }
        let number = paragraph.number.as_ref().map(|number| format!("{number}. ")).unwrap_or_default();
        let portion = paragraph.portion.as_ref().map(|portion| format!("({portion}) ")).unwrap_or_default();
        let text = format!("{number}{portion}{}", paragraph.text);
        paragraph.span = put(&mut builder, ElementKind::Paragraph, &text);
        put(&mut builder, ElementKind::Blank, "\n\n");
    }
    let (text, map) = builder.finish();
    Record { telegram, elements, text, map, bytes }
}
