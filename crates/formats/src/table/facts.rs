//! From what a row states to a record.

use core::ops::Range;

use telegram::id::{IdContext, canonicalise};
use telegram::{
    Addressee, Classification, Context, Diagnostic, Kind, MessageDate, Originator, Reference, ReferenceKind, Source,
    Span, Telegram, TextState, posts,
};

use super::dates::Order;
use super::{Columns, Field, compare};
use crate::{Record, SourceMap};

/// What a row states beside the text, as written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    /// Values of the fields in the order of the row, each field once.
    pub(crate) stated: Vec<(Field, String)>,
    /// Further columns, in their order.
    pub(crate) attributes: Vec<(String, String)>,
    /// How the table writes its dates.
    pub(crate) dates: DateOrders,
}

/// How a table writes the dates of its columns.
#[derive(Debug, Clone, Default)]
pub(crate) struct DateOrders {
    pub(crate) date: Order,
    pub(crate) released: Order,
}

impl DateOrders {
    /// The same order for all columns.
    pub(crate) fn all(order: &Order) -> Self {
        Self { date: order.clone(), released: order.clone() }
    }

    fn of(&self, field: Field) -> &Order {
        if field == Field::Released { &self.released } else { &self.date }
    }

    /// What the user says of a column goes before what its values tell.
    pub(crate) fn told(mut self, columns: &Columns, name: &str, field: Field) -> Self {
        if let Some(format) = columns.format(name) {
            let order = Order::Format(format.to_owned());
            match field {
                Field::Released => self.released = order,
                _ => self.date = order,
            }
        }
        self
    }
}

impl Facts {
    /// What a field states, `None` where it is absent or blank.
    pub(crate) fn get(&self, field: Field) -> Option<&str> {
        let found = self.stated.iter().find(|(known, _)| *known == field)?;
        Some(found.1.trim()).filter(|value| !is_null(value))
    }
}

impl Facts {
    /// The date that a field states. A day of the year 1 is how databases write that there is none.
    fn date(&self, field: Field) -> Option<MessageDate> {
        self.get(field).and_then(|value| self.dates.of(field).read(value)).filter(|date| date.year() > 1)
    }

    /// The reference id, also where the column that names the rows holds document numbers.
    fn reference_id(&self) -> Option<&str> {
        let is_number = |key: &&str| {
            let figures = key.bytes().take_while(u8::is_ascii_digit).count();
            matches!(figures, 2 | 4) && key.bytes().any(|byte| byte.is_ascii_alphabetic()) && canonical(key).is_some()
        };
        self.get(Field::Id).or_else(|| self.get(Field::Key).filter(is_number))
    }

    /// The origin in words. An address of the web says where a copy is from, never who sent the telegram.
    fn origin(&self) -> Option<&str> {
        self.get(Field::Origin).filter(|origin| !is_web_address(origin))
    }
}

fn is_web_address(value: &str) -> bool {
    value.contains("://") || value.starts_with("www.")
}

/// How exports write that there is nothing.
pub(crate) fn is_null(value: &str) -> bool {
    matches!(value, "" | "\\N" | "NULL" | "null" | "n/a" | "N/A" | "None")
}

/// Where a row stands and how it is called.
pub(crate) struct Place<'a> {
    pub(crate) carrier: &'a str,
    /// The name of the file.
    pub(crate) name: &'a str,
    /// The row's number in the file.
    pub(crate) number: u64,
    /// Its bytes within the unit.
    pub(crate) bytes: Range<usize>,
}

/// Makes a record of a row: the text is read with the row's facts as hints;
/// what the text lacks the row gives; where they differ, a diagnostic says so.
pub(crate) fn record(facts: Facts, text: String, map: SourceMap, place: Place<'_>) -> Record {
    let source = source(&facts, &place);
    let context = Context {
        id_hint: source.reference_id.clone(),
        year_hint: source.created.map(|date| date.year()),
        ..Context::default()
    };
    let is_lost = text.trim().is_empty();
    let mut parsed = telegram::parse_with(&text, &context);
    if is_lost {
        parsed.telegram = Telegram { id: parsed.telegram.id, text_state: TextState::Missing, ..Telegram::default() };
    } else {
        compare::compare(&mut parsed.telegram, &source, &facts);
    }
    fill(&mut parsed.telegram, &source, &facts);
    unreadable_dates(&facts, &mut parsed.telegram.diagnostics);
    parsed.telegram.source = source;
    Record { telegram: parsed.telegram, elements: parsed.elements, text, map, bytes: place.bytes }
}

/// A date that was given and not understood is told with its value.
fn unreadable_dates(facts: &Facts, diagnostics: &mut Vec<Diagnostic>) {
    for field in [Field::Date, Field::Released] {
        let order = facts.dates.of(field);
        let Some(value) = facts.get(field).filter(|value| order.read(value).is_none()) else { continue };
        let (shown, name): (String, _) = (value.chars().take(40).collect(), field.name());
        let (code, message) = if order.is_ambiguous(value) {
            let what =
                "nothing in the column tells which is the day and which the month; say so with `--map COLUMN=%d/%m/%Y`";
            ("source-date-ambiguous", format!("the source states {shown:?} as {name}: {what}"))
        } else {
            (
                "source-date-unreadable",
                format!("the source states {shown:?} as {name}, which is no date that can be read"),
            )
        };
        diagnostics.push(Diagnostic::warning(code, Span::default(), message));
    }
}

fn source(facts: &Facts, place: &Place<'_>) -> Source {
    let owned = |field| facts.get(field).map(str::to_owned);
    let key =
        owned(Field::Key).or_else(|| owned(Field::Id)).unwrap_or_else(|| format!("{}/{}", place.name, place.number));
    let mut attributes: Vec<(String, String)> = Vec::new();
    // What has no place of its own, and dates that were not understood.
    for (field, value) in &facts.stated {
        let value = value.trim();
        let kept = match field {
            Field::To | Field::Subject | Field::Tags | Field::References => true,
            Field::From => facts.origin().is_some(),
            Field::Origin => facts.origin().is_none(),
            Field::Date | Field::Released => facts.dates.of(*field).read(value).is_none(),
            _ => false,
        };
        if kept && !is_null(value) {
            attributes.push((field.name().to_owned(), value.to_owned()));
        }
    }
    attributes.extend(facts.attributes.iter().cloned());
    Source {
        carrier: place.carrier.to_owned(),
        key,
        reference_id: facts.reference_id().map(str::to_owned),
        created: facts.date(Field::Date),
        released: facts.date(Field::Released),
        classification: owned(Field::Classification),
        origin: facts.origin().map(str::to_owned).or_else(|| owned(Field::From)),
        attributes,
    }
}

/// Gives the telegram what its text lacks and the row states.
fn fill(telegram: &mut Telegram, source: &Source, facts: &Facts) {
    let mut taken = Vec::new();
    let year = telegram.date.or(source.created).map(|date| date.year());
    if telegram.id.is_none()
        && let Some(found) = source.reference_id.as_deref().and_then(canonical)
    {
        telegram.id = Some(found);
    }
    if telegram.date.is_none() && source.created.is_some() {
        telegram.date = source.created;
        taken.push("date");
    }
    if telegram.classification.is_none()
        && let Some(class) = source.classification.as_deref().and_then(classification)
    {
        telegram.classification = Some(class);
        taken.push("classification");
    }
    if telegram.from.is_none()
        && let Some(name) = facts.get(Field::From).or(facts.origin())
    {
        telegram.from = Some(Originator { name: name.to_owned(), routing_indicator: None, post: post_of(name) });
        taken.push("from");
    }
    if telegram.action.is_empty()
        && let Some(to) = facts.get(Field::To)
    {
        let addressee = |name: &str| Addressee { name: name.to_owned(), ..Addressee::default() };
        telegram.action = list(to, &[';', '|', '\n']).map(addressee).collect();
        taken.push("to");
    }
    if telegram.subject.is_none()
        && let Some(subject) = facts.get(Field::Subject)
    {
        telegram.subject = Some(subject.split_whitespace().collect::<Vec<_>>().join(" "));
        taken.push("subject");
    }
    if telegram.tags.is_empty()
        && let Some(tags) = facts.get(Field::Tags)
    {
        telegram.tags = tag_list(tags);
        taken.push("tags");
    }
    if telegram.references.is_empty()
        && let Some(references) = facts.get(Field::References)
    {
        telegram.references = reference_list(references, year);
        taken.push("references");
    }
    if telegram.kind == Kind::Telegram && telegram.id.is_none() && telegram.text_state == TextState::Missing {
        telegram.kind = Kind::Document;
    }
    if !taken.is_empty() && telegram.text_state == TextState::Present {
        let message = format!("the text does not state: {}; taken from the row", taken.join(", "));
        telegram.diagnostics.push(Diagnostic::note("fact-from-row", Span::default(), message));
    }
}

pub(crate) fn canonical(id: &str) -> Option<String> {
    canonicalise(id, &IdContext::default()).ok().map(|found| found.id.to_string())
}

/// The classification that a row states: its longest known beginning.
pub(crate) fn classification(value: &str) -> Option<Classification> {
    let words = value.split(['/', ' ', '\t', '-']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let words = words.to_ascii_uppercase();
    if words.starts_with("UNCLAS") {
        let sensitive = words.contains("OFFICIAL USE ONLY") || words.contains("SENSITIVE") || words.contains("SBU");
        return Some(match sensitive {
            true => Classification::SensitiveButUnclassified,
            false => Classification::Unclassified,
        });
    }
    if words == "SBU" {
        return Some(Classification::SensitiveButUnclassified);
    }
    if words == "LOU" {
        return Some(Classification::LimitedOfficialUse);
    }
    Classification::ALL
        .into_iter()
        .filter(|class| words.starts_with(&class.title().to_ascii_uppercase()))
        .max_by_key(|class| class.title().len())
}

/// The key of the post that words such as `Embassy Astana` or an address such
/// as `AMEMBASSY ASTANA` name.
pub(crate) fn post_of(name: &str) -> Option<String> {
    const OFFICES: [&str; 14] = [
        "embassy",
        "consulate",
        "general",
        "mission",
        "us",
        "american",
        "amembassy",
        "amconsul",
        "usmission",
        "office",
        "branch",
        "interests",
        "section",
        "of",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    let begin = words.iter().position(|word| !OFFICES.contains(&word.to_ascii_lowercase().as_str()))?;
    let place = words.get(begin..)?.join(" ");
    if let Some(post) = posts::find(&place).or_else(|| posts::find(name)) {
        return Some(post.key.to_owned());
    }
    let key = posts::key_of(&place);
    let state = ["SECRETARYOFSTATE", "DEPARTMENTOFSTATE", "STATE"].contains(&key.as_str());
    if state {
        return Some("STATE".to_owned());
    }
    Some(key).filter(|key| !key.is_empty() && begin > 0)
}

fn list<'a>(value: &'a str, separators: &'a [char]) -> impl Iterator<Item = &'a str> {
    value.split(separators).map(str::trim).filter(|item| !item.is_empty())
}

/// `PREL, FJ`, `PREL FJ`, `PREL - External relations | FJ - Fiji` (rule DUMP).
fn tag_list(value: &str) -> Vec<String> {
    let separators: &[char] = if value.contains('|') {
        &['|']
    } else if value.contains(';') {
        &[';']
    } else if value.contains(',') {
        &[',']
    } else {
        &[' ', '\n', '\t']
    };
    list(value, separators).map(|tag| tag.split(" - ").next().unwrap_or(tag).trim().to_uppercase()).collect()
}

/// The items of a column of references: `|`, `;`, `,` or line breaks stand
/// between them.
pub(super) fn reference_items(value: &str) -> impl Iterator<Item = &str> {
    list(value, &['|', ';', ',', '\n'])
}

/// What a column of references names: ids, else entries as a REF line has them.
fn reference_list(value: &str, year: Option<i16>) -> Vec<Reference> {
    let ids: Vec<Reference> = reference_items(value)
        .map(|text| {
            let id = canonical(text);
            let kind = if id.is_some() { ReferenceKind::Telegram } else { ReferenceKind::Other };
            Reference { kind, id, text: text.to_owned(), ..Reference::default() }
        })
        .collect();
    if ids.iter().all(|reference| reference.id.is_some()) {
        return ids;
    }
    let context = Context { year_hint: year, ..Context::default() };
    let mut read = telegram::parse_with(&format!("REF: {value}\n"), &context).telegram.references;
    for reference in &mut read {
        reference.span = Span::default();
    }
    if read.is_empty() { ids } else { read }
}

/// The ids that a column of references names.
pub(crate) fn reference_ids(value: &str, year: Option<i16>) -> Vec<String> {
    reference_list(value, year).into_iter().filter_map(|reference| reference.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classifications() {
        for (value, class) in [
            ("UNCLASSIFIED", Classification::Unclassified),
            ("UNCLASSIFIED//FOR OFFICIAL USE ONLY", Classification::SensitiveButUnclassified),
            ("Confidential//Noforn", Classification::Confidential),
            ("TOP SECRET", Classification::TopSecret),
            ("limited official use", Classification::LimitedOfficialUse),
        ] {
            assert_eq!(classification(value), Some(class), "{value}");
        }
        assert_eq!(classification("eyes only"), None);
    }

    #[test]
    fn posts_of_origins() {
        for (origin, post) in [
            ("Embassy Astana", Some("ASTANA")),
            ("AMEMBASSY SUVA", Some("SUVA")),
            ("Consulate Seinsuez", Some("SEINSUEZ")),
            ("Secretary of State", Some("STATE")),
            ("Somebody Else", None),
        ] {
            assert_eq!(post_of(origin).as_deref(), post, "{origin}");
        }
    }

    #[test]
    fn lists() {
        assert_eq!(tag_list("PREL, (ROE, JANE)".replace(", JANE", "").as_str()), ["PREL", "(ROE)"]);
        assert_eq!(tag_list("PREL - External relations | FJ - Fiji"), ["PREL", "FJ"]);
        assert_eq!(tag_list("PREL FJ"), ["PREL", "FJ"]);
        assert_eq!(reference_ids("05SUVA12|05APIA0042", None), ["05SUVA12", "05APIA42"]);
        assert!(reference_ids("memo of today", None).is_empty());
    }
}
