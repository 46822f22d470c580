//! From what a row states to a record.

use core::ops::Range;

use telegram::lexicon::doubt;
use telegram::{Context, Diagnostic, Edtf, Kind, MessageDate, Source, Span, Telegram, TextState};

use super::{DateOrders, Field};
use crate::stated::{self, By, Statement, canonical, is_null};
use crate::{Carrier, Record, SourceMap};

/// What a row states beside the text, as written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    /// The columns that state something, in the order of the row, each field once.
    pub(crate) stated: Vec<Cell>,
    /// Further columns, in their order.
    pub(crate) attributes: Vec<(String, String)>,
    /// How the table writes its dates.
    pub(crate) dates: DateOrders,
}

/// What a column of the row states.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub(crate) field: Field,
    pub(crate) name: String,
    pub(crate) value: String,
}

impl Facts {
    fn column(&self, field: Field) -> Option<(&str, &str)> {
        let found = self.stated.iter().find(|column| column.field == field)?;
        Some((found.name.as_str(), found.value.trim())).filter(|(_, value)| !is_null(value))
    }

    /// What a field states, `None` where it is absent or blank.
    fn get(&self, field: Field) -> Option<&str> {
        self.column(field).map(|(_, value)| value)
    }

    /// The date that a field states, with its doubts. A day of the year 1 is how databases write that there is none.
    fn stated_date(&self, field: Field) -> Option<Edtf> {
        let date = self.get(field).and_then(|value| self.dates.of_field(field).stated(value))?;
        Some(date).filter(|date| date.latest().is_none_or(|last| last.year() > 1))
    }

    /// The date that a field states without a doubt.
    fn date(&self, field: Field) -> Option<MessageDate> {
        self.stated_date(field).and_then(|date| date.exact())
    }

    /// The reference id, also where the column that names the rows holds document numbers.
    fn reference_id(&self) -> Option<(&str, &str)> {
        self.column(Field::Id).or_else(|| self.column(Field::Key).filter(|(_, key)| is_document_number(key)))
    }

    /// The origin in words. An address of the web says where a copy is from, never who sent the telegram.
    fn origin(&self) -> Option<(&str, &str)> {
        self.column(Field::Origin).filter(|(_, origin)| !is_web_address(origin))
    }

    /// What the row states of the telegram.
    fn statements(&self) -> Vec<Statement<'_>> {
        let date = self.column(Field::Date).zip(self.stated_date(Field::Date));
        let words = |field, stated: Option<(_, _)>| stated.map(|(name, value)| Statement::words(field, name, value));
        let own = |field| words(field, self.column(field));
        [
            words(Field::Id, self.reference_id()),
            date.map(|((name, _), date)| Statement::date(name, date)),
            own(Field::Classification),
            own(Field::From),
            words(Field::Origin, self.origin()),
            own(Field::To),
            own(Field::Subject),
            own(Field::Tags),
            own(Field::References),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Whether the name of a row is that of a telegram: `1975SUVA00212`.
pub(crate) fn is_document_number(key: &str) -> bool {
    let figures = key.bytes().take_while(u8::is_ascii_digit).count();
    matches!(figures, 2 | 4) && key.bytes().any(|byte| byte.is_ascii_alphabetic()) && canonical(key).is_some()
}

fn is_web_address(value: &str) -> bool {
    value.contains("://") || value.starts_with("www.")
}

/// Where a row stands and how it is called.
pub(crate) struct Place<'a> {
    pub(crate) carrier: Carrier,
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
    let mut source = source(&facts, &place);
    let context = Context {
        id_hint: source.reference_id.clone(),
        year_hint: source.created.map(|date| date.year()),
        ..Context::default()
    };
    let mut parsed = telegram::parse_with(&text, &context);
    if text.trim().is_empty() {
        parsed.telegram = Telegram { id: parsed.telegram.id, text_state: TextState::Missing, ..Telegram::default() };
    }
    let telegram = &mut parsed.telegram;
    source.facts = stated::merge(telegram, By::Row, &facts.statements());
    if telegram.kind == Kind::Telegram && telegram.id.is_none() && telegram.text_state == TextState::Missing {
        telegram.kind = Kind::Document;
    }
    unreadable_dates(&facts, &mut telegram.diagnostics);
    telegram.source = source;
    Record { telegram: parsed.telegram, elements: parsed.elements, text, map, bytes: place.bytes }
}

/// A date that was given and not understood is told with its value.
fn unreadable_dates(facts: &Facts, diagnostics: &mut Vec<Diagnostic>) {
    for field in [Field::Date, Field::Released] {
        let order = facts.dates.of_field(field);
        let Some(value) = facts.get(field).filter(|value| order.stated(value).is_none() && !doubt::is_undated(value))
        else {
            continue;
        };
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
    // What has no place of its own, and dates that leave a doubt or were not understood.
    for Cell { field, value, .. } in &facts.stated {
        let value = value.trim();
        let kept = match field {
            Field::To | Field::Subject | Field::Tags | Field::References => true,
            Field::From => facts.origin().is_some(),
            Field::Origin => facts.origin().is_none(),
            Field::Date | Field::Released => {
                facts.dates.of_field(*field).stated(value).is_none_or(|date| date.exact().is_none())
            }
            _ => false,
        };
        if kept && !is_null(value) {
            attributes.push((field.name().to_owned(), value.to_owned()));
        }
    }
    attributes.extend(facts.attributes.iter().cloned());
    Source {
        carrier: place.carrier.name(),
        key,
        reference_id: facts.reference_id().map(|(_, id)| id.to_owned()),
        created: facts.date(Field::Date),
        released: facts.date(Field::Released),
        classification: owned(Field::Classification),
        origin: facts.origin().map(|(_, origin)| origin.to_owned()).or_else(|| owned(Field::From)),
        attributes,
        ..Source::default()
    }
}
