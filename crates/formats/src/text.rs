//! Plain text and labelled text: one telegram, or a part of one, in one file;
//! sometimes several.

use core::ops::Range;

use telegram::{Context, Element, ElementKind, Role, Source, Span, Telegram};

use crate::charset::Decoded;
use crate::page::statements;
use crate::{Problem, Reading, Record, Unit, decode, facts_row, quoted, several};

/// Reads a text as the telegrams it holds.
pub(crate) fn read(unit: &Unit, reading: &mut Reading) {
    let decoded = decode(&unit.bytes);
    one(unit, Found { decoded, aside: Vec::new(), attributes: Vec::new() }, reading);
}

/// A decoded text and what its carrier tells of it.
pub(crate) struct Found {
    pub(crate) decoded: Decoded,
    /// The stretches of the text that are no text of a telegram, in its order.
    pub(crate) aside: Vec<Range<usize>>,
    /// What the carrier states.
    pub(crate) attributes: Vec<(String, String)>,
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

/// Adds the telegrams that a decoded text holds, nearly always one, or says
/// that it holds none.
pub(crate) fn one(unit: &Unit, found: Found, reading: &mut Reading) {
    let Found { decoded, mut aside, attributes } = found;
    let decoded = quoted::unquote(decoded, &mut aside);
    let source =
        || Source { carrier: reading.carrier.key().to_owned(), attributes: attributes.clone(), ..Source::default() };
    let parts = several::split(&decoded.text);
    let found: Vec<Record> = match parts.as_slice() {
        [] | [_] => {
            let whole = 0..unit.bytes.len();
            let source = Source { key: unit.name.clone(), ..source() };
            record(decoded, &aside, source, Some(&unit.name), whole).into_iter().collect()
        }
        parts => {
            let parts = parts.iter().enumerate().map(|(number, part)| {
                let bytes = decoded.map.bytes(span(part));
                let key = format!("{}/{}", unit.name, number + 1);
                let aside = within(&aside, part);
                record(decoded.part(part.clone()), &aside, Source { key, ..source() }, None, bytes)
            });
            parts.flatten().collect()
        }
    };
    if found.is_empty() {
        reading.problems.push(Problem::new(&unit.file, NONE_FOUND));
    }
    reading.records.extend(found);
}

fn span(range: &Range<usize>) -> Span {
    let limit = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(limit(range.start), limit(range.end))
}

/// What of the places lies in a part of the text, as places of the part.
fn within(places: &[Range<usize>], part: &Range<usize>) -> Vec<Range<usize>> {
    let cut = |place: &Range<usize>| {
        let (start, end) = (place.start.max(part.start), place.end.min(part.end));
        (start < end).then(|| start - part.start..end - part.start)
    };
    places.iter().filter_map(cut).collect()
}

/// The telegram that a text holds, `None` where it holds none. A name of the
/// file counts as a statement of the id.
fn record(
    decoded: Decoded,
    aside: &[Range<usize>],
    mut source: Source,
    name: Option<&str>,
    bytes: Range<usize>,
) -> Option<Record> {
    let text = &decoded.text;
    if !facts_row::fill(text, &mut source) {
        source.created = source.created.or_else(|| facts_row::dated_line(text));
    }
    let created = source.created;
    let mut aside: Vec<Element> =
        aside.iter().map(|place| Element { kind: ElementKind::Chrome, span: span(place) }).collect();
    if let Some(found) = statements::find(text) {
        aside = around(&found.place, text.len(), aside);
        found.fill(&mut source);
    }
    let stated = source.reference_id.as_deref().map(without_suffix).or_else(|| title(text));
    let context = Context {
        id_hint: stated.or(name).map(str::to_owned),
        year_hint: source.created.map(|date| date.year()),
        aside,
    };
    let mut parsed = telegram::parse_with(text, &context);
    // A file of data may bear a name that reads as an id (`1998-rome-01.xml`).
    let is_data = text.trim_start().starts_with(['<', '{', '[']);
    let is_named = stated.is_none() && name.is_some() && parsed.telegram.id.is_some() && !is_data;
    let holds = || {
        holds_telegram(&parsed.telegram)
            || is_bare_field(text, &parsed.elements)
            || is_signed_tail(&parsed.telegram, &parsed.elements)
    };
    if !is_named && source.reference_id.is_none() && !holds() {
        return None;
    }
    parsed.telegram.source = source;
    facts_row::complete(&mut parsed.telegram, created);
    Some(Record { telegram: parsed.telegram, elements: parsed.elements, text: decoded.text, map: decoded.map, bytes })
}

/// What stands aside where a page states keys and values at `place`, which read like a header: these, all that lies on
/// the shorter side of them, and of `aside` what lies on the longer.
fn around(place: &Range<usize>, end: usize, aside: Vec<Element>) -> Vec<Element> {
    let chrome = |range: Range<usize>| Element { kind: ElementKind::Chrome, span: span(&range) };
    let facts = Element { kind: ElementKind::SourceFacts, span: span(place) };
    let above = place.start > end.saturating_sub(place.end);
    let kept = aside.into_iter().filter(|element| match above {
        true => element.span.end <= facts.span.start,
        false => element.span.start >= facts.span.end,
    });
    let around: Vec<Element> = if above {
        kept.chain([facts, chrome(place.end..end)]).collect()
    } else {
        [chrome(0..place.start), facts].into_iter().chain(kept).collect()
    };
    around.into_iter().filter(|element| !element.span.is_empty()).collect()
}

/// So many lines are looked at for a title.
const TITLE: usize = 40;

/// The id in a title above the text: `05SUVA617, FERRY SERVICE`, `Viewing
/// cable 05SUVA617` (FORMAT.md N2, N17). A list of references has ids too.
fn title(text: &str) -> Option<&str> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_header = |line: &str| {
        let head = line.get(..line.len().min(4)).unwrap_or_default().to_ascii_uppercase();
        ["REF", "RE:", "SUBJ", "TAGS", "E.O.", "EO ", "FM ", "TO ", "INFO", "1. ", "A. ", "(A)"]
            .iter()
            .any(|word| head.starts_with(word))
    };
    lines.take(TITLE).take_while(|line| !is_header(line)).filter(|line| line.len() < 200).find_map(|line| {
        let mut words = line.split([' ', ',', ':', '\t']).filter(|word| !word.is_empty());
        let first = words.next()?;
        let rest = first.eq_ignore_ascii_case("viewing").then(|| words.nth(1)).flatten();
        core::iter::once(first).chain(rest).find(|word| several::is_id(word))
    })
}

/// The id without the collection that an archive's page adds: `1979SUVA00617_e`.
fn without_suffix(id: &str) -> &str {
    match id.rsplit_once('_') {
        Some((id, suffix)) if suffix.len() == 1 => id,
        _ => id,
    }
}

/// Whether anything of a telegram was found in a text besides an id, which the
/// file's name may have given. A part of one is enough: a list of references, a TAGS line, the tail of a body.
///
/// Unnumbered text alone is not, any text has that; nor are numbers alone, any
/// list has those: they count with a portion mark, a summary or a comment, or
/// where the text is in capitals as all telegrams were before about 2005.
pub(crate) fn holds_telegram(telegram: &Telegram) -> bool {
    telegram.date.is_some()
        || telegram.classification.is_some()
        || telegram.from.is_some()
        || telegram.subject.is_some()
        || telegram.executive_order.is_some()
        || !telegram.captions.is_empty()
        || !telegram.pass.is_empty()
        || !telegram.action.is_empty()
        || !telegram.info.is_empty()
        || !telegram.tags.is_empty()
        || telegram.diagnostics.iter().any(|diagnostic| diagnostic.code == "tags-not-applicable")
        || !telegram.references.is_empty()
        || !telegram.classified_by.is_empty()
        || has_body(telegram)
}

/// Whether the text is the label of a header field and hardly more: `SUBJECT:` alone, `REF: NONE`.
fn is_bare_field(text: &str, elements: &[Element]) -> bool {
    const MOST: usize = 3;
    let is_field = |element: &Element| {
        matches!(
            element.kind,
            ElementKind::Subject | ElementKind::Tags | ElementKind::References | ElementKind::ClassifiedBy
        )
    };
    text.lines().filter(|line| !line.trim().is_empty()).take(MOST + 1).count() <= MOST
        && elements.iter().find(|element| element.kind != ElementKind::Blank).is_some_and(is_field)
}

/// Whether the text is the tail of a telegram: signed, with end marks after the signature.
fn is_signed_tail(telegram: &Telegram, elements: &[Element]) -> bool {
    let ended = || {
        elements
            .iter()
            .skip_while(|element| element.kind != ElementKind::Signature)
            .any(|element| element.kind == ElementKind::End)
    };
    !telegram.signature.is_empty() && !telegram.paragraphs.is_empty() && ended()
}

fn has_body(telegram: &Telegram) -> bool {
    let paragraphs = &telegram.paragraphs;
    let is_marked = paragraphs.iter().any(|paragraph| paragraph.portion.is_some());
    let is_numbered = paragraphs.iter().any(|paragraph| paragraph.number.is_some());
    let is_signed = !telegram.signature.is_empty();
    // Numbered text with a summary or a comment is drafted as telegrams are, in whatever letters.
    let has_block = paragraphs.iter().any(|paragraph| {
        let of_block = matches!(paragraph.role, Some(Role::Summary | Role::Comment | Role::ActionRequest));
        of_block && (paragraph.number.is_some() || is_numbered && paragraph.text.to_uppercase().contains("END SUMMARY"))
    });
    is_marked
        || has_block
        || ((is_numbered || is_signed) && is_in_capitals(telegram))
        || (is_signed && has_formula(telegram))
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
