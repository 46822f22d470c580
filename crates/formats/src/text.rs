//! Plain text and labelled text: one telegram, or a part of one, in one file;
//! sometimes several.

use core::ops::Range;

use telegram::{Context, Diagnostic, Element, ElementKind, Source, Span};

use crate::carrier::{Form, Inner, Sample};
use crate::charset::Decoded;
use crate::evidence::{self, Evidence, Weight};
use crate::page::statements;
use crate::stated::{self, By};
use crate::{
    Problem, Reading, Record, Unit, cablegram, decode, document, facts_row, front_matter, markdown, placeholder,
    quoted, several, title,
};

/// Plain text: what no other form is.
pub(crate) struct Text;

impl Form for Text {
    fn key(&self) -> &'static str {
        "text"
    }

    fn word(&self) -> &'static str {
        "plain text"
    }

    fn sniff(&self, sample: &Sample<'_>) -> bool {
        !sample.is_blank()
    }

    fn read(&self, unit: &Unit, _: &Inner<'_>, reading: &mut Reading) {
        read(unit, reading);
    }
}

/// Reads a text as the telegrams it holds.
pub(crate) fn read(unit: &Unit, reading: &mut Reading) {
    let decoded = decode(&unit.bytes);
    one(unit, Found { decoded, aside: Vec::new(), attributes: Vec::new(), titled: None }, reading);
}

/// A decoded text and what its carrier tells of it.
pub(crate) struct Found {
    pub(crate) decoded: Decoded,
    /// The stretches of the text that are no text of a telegram, in its order.
    pub(crate) aside: Vec<Range<usize>>,
    /// What the carrier states.
    pub(crate) attributes: Vec<(String, String)>,
    /// The id that the carrier's title names.
    pub(crate) titled: Option<String>,
}

/// Why a text gives nothing.
pub(crate) const NONE_FOUND: &str = "no telegram found";

/// Adds the telegrams that a decoded text holds, nearly always one, or says
/// that it holds none.
pub(crate) fn one(unit: &Unit, found: Found, reading: &mut Reading) {
    let Found { decoded, mut aside, attributes, titled } = found;
    let decoded = markdown::plain(quoted::unquote(decoded, &mut aside), &mut aside);
    let source = || Source { carrier: reading.carrier.name(), attributes: attributes.clone(), ..Source::default() };
    let parts = several::split(&decoded.text, &aside);
    let found: Vec<Record> = match parts.as_slice() {
        [] | [_] => {
            let whole = 0..unit.bytes.len();
            let source = Source { key: unit.name.clone(), ..source() };
            let names = Names { titled: titled.as_deref(), file: Some(&unit.name) };
            record(decoded, &aside, source, names, whole).into_iter().collect()
        }
        parts => {
            let parts = parts.iter().enumerate().map(|(number, part)| {
                let bytes = decoded.map.bytes(span(part));
                let key = format!("{}/{}", unit.name, number + 1);
                let aside = within(&aside, part);
                record(decoded.part(part.clone()), &aside, Source { key, ..source() }, Names::default(), bytes)
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

/// What names a telegram from outside its text.
#[derive(Default)]
struct Names<'a> {
    /// The title of its page.
    titled: Option<&'a str>,
    /// The name of its file counts as a statement of the id.
    file: Option<&'a str>,
}

/// The telegram that a text holds, `None` where it holds none.
fn record(
    decoded: Decoded,
    aside: &[Range<usize>],
    mut source: Source,
    names: Names<'_>,
    bytes: Range<usize>,
) -> Option<Record> {
    let text = &decoded.text;
    if !facts_row::fill(text, &mut source) {
        source.created = source.created.or_else(|| facts_row::dated_line(text));
    }
    let mut aside: Vec<Element> =
        aside.iter().map(|place| Element { kind: ElementKind::Chrome, span: span(place) }).collect();
    let front = front_matter::find(text);
    let stated_at = front.as_ref().map(|front| front.place.clone());
    let mut doubt = None;
    if let Some(found) = front {
        let own = Element { kind: ElementKind::SourceFacts, span: span(&found.place) };
        aside.retain(|element| element.span.start >= own.span.end);
        aside.insert(0, own);
        doubt = found.fill(&mut source);
    }
    let cablegram = cablegram::find(text);
    if let Some(cablegram) = &cablegram {
        let lines = cablegram.lines.iter();
        aside.extend(lines.map(|line| Element { kind: ElementKind::SourceFacts, span: span(line) }));
        aside.sort_by_key(|element| (element.span.start, element.span.end));
    }
    let page = statements::find(text);
    let is_keyed = page.is_some();
    if let Some(found) = page {
        aside = around(&found.place, text.len(), aside);
        found.fill(&mut source);
    }
    let stated = source.reference_id.as_deref().map(without_suffix);
    let stated = stated.or(names.titled).or_else(|| title::of_text(text));
    let context = Context {
        id_hint: stated.or(names.file).map(str::to_owned),
        year_hint: source.created.map(|date| date.year()),
        aside,
    };
    let lost = placeholder::read(text, &context);
    let is_lost = lost.is_some();
    let mut parsed = lost.unwrap_or_else(|| telegram::parse_with(text, &context));
    // A file of data may bear a name that reads as an id (`1998-rome-01.xml`).
    let is_data = text.trim_start().starts_with(['<', '{', '[']);
    let is_named = stated.is_none() && names.file.is_some() && parsed.telegram.id.is_some() && !is_data;
    let evidence = match &cablegram {
        Some(_) => Evidence::of_form("heading of a cablegram"),
        None => evidence::of(&parsed.telegram, text, &parsed.elements),
    };
    // Who writes a file's name as an id means it; only what calls itself something else is none then.
    let found = match evidence.weight() {
        _ if is_lost => None,
        Weight::None | Weight::Weak if is_named && names.file.is_some_and(is_id_of_post) => {
            document::calling_itself_one(text)
        }
        weight => document::of(text, weight),
    };
    if source.reference_id.is_none()
        && let Some(document) =
            found.or_else(|| stated_at.filter(|_| evidence.weight() < Weight::Marked).map(document::stated))
    {
        let (mut telegram, elements) = document.telegram(text, source, &evidence.stated());
        telegram.diagnostics.extend(doubt);
        return Some(Record { telegram, elements, text: decoded.text, map: decoded.map, bytes });
    }
    if !is_named && !is_lost && source.reference_id.is_none() && evidence.weight() == Weight::None {
        return None;
    }
    parsed.telegram.diagnostics.extend(doubt);
    if evidence.is_thin() && !is_lost && source.reference_id.is_none() {
        let message = format!("a telegram by little evidence ({})", evidence.stated());
        parsed.telegram.diagnostics.push(Diagnostic::note("little-evidence", Span::default(), message));
    }
    parsed.telegram.source = source.clone();
    if let Some(cablegram) = cablegram {
        cablegram.fill(&mut parsed.telegram);
    }
    let mut statements = stated::of_source(&source);
    if is_keyed {
        statements.extend(stated::of_attributes(&source));
    }
    parsed.telegram.source.facts = stated::merge(&mut parsed.telegram, By::Page, &statements);
    Some(Record { telegram: parsed.telegram, elements: parsed.elements, text: decoded.text, map: decoded.map, bytes })
}

/// Whether a file is named by the id of a listed post and nothing else: `05SUVA617.txt`, `1975SUVA00617`.
fn is_id_of_post(name: &str) -> bool {
    let stem = name.rsplit('/').next().and_then(|last| last.split('.').next()).unwrap_or_default();
    let is_plain = stem.starts_with(|letter: char| letter.is_ascii_digit())
        && stem.ends_with(|letter: char| letter.is_ascii_digit())
        && stem.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_plain && evidence::is_of_post(stem)
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

/// The id without the collection that an archive's page adds: `1979SUVA00617_e`.
fn without_suffix(id: &str) -> &str {
    match id.rsplit_once('_') {
        Some((id, suffix)) if suffix.len() == 1 => id,
        _ => id,
    }
}
