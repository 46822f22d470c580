//! Facts that the text does not state and its source does (rules N17, RECORD).

use telegram::{Addressee, Edtf, Fact, Originator, Telegram};

use super::values::{canonical, classification, post_of, references, tags};
use super::{Statement, Value};
use crate::table::Field;

/// The fact of the typed view that a field states, `None` where it states none.
pub(super) fn fact_of(field: Field) -> Option<Fact> {
    Some(match field {
        Field::Id => Fact::Id,
        Field::Date => Fact::Date,
        Field::Classification => Fact::Classification,
        Field::From | Field::Origin => Fact::From,
        Field::To => Fact::Action,
        Field::Subject => Fact::Subject,
        Field::Tags => Fact::Tags,
        Field::References => Fact::References,
        _ => return None,
    })
}

/// Takes what is stated where the telegram has none of it, and names the fact.
pub(super) fn fact(telegram: &mut Telegram, statement: &Statement<'_>) -> Option<Fact> {
    let is_taken = match statement.value {
        Value::Date(date) if statement.field == Field::Date => telegram.date.is_none() && date_of(telegram, date),
        Value::Date(_) => false,
        Value::Words(words) => in_words(telegram, statement, words),
    };
    is_taken.then(|| fact_of(statement.field)).flatten()
}

fn date_of(telegram: &mut Telegram, date: Edtf) -> bool {
    telegram.date = date.exact();
    take(&mut telegram.date_edtf, || Some(date))
}

fn in_words(telegram: &mut Telegram, statement: &Statement<'_>, words: &str) -> bool {
    match statement.field {
        Field::Id => take(&mut telegram.id, || canonical(words)),
        Field::Classification => take(&mut telegram.classification, || classification(words)),
        Field::From | Field::Origin => take(&mut telegram.from, || {
            Some(Originator { name: words.to_owned(), routing_indicator: None, post: post_of(words) })
        }),
        Field::To if telegram.info.is_empty() => take_list(&mut telegram.action, || {
            let names = words.split([';', '|', '\n']).map(str::trim).filter(|name| !name.is_empty());
            names.map(|name| Addressee { name: name.to_owned(), ..Addressee::default() }).collect()
        }),
        Field::Subject => take(&mut telegram.subject, || Some(words.split_whitespace().collect::<Vec<_>>().join(" "))),
        Field::Tags => take_list(&mut telegram.tags, || tags(words)),
        Field::References => {
            let year = telegram.date.map(|date| date.year());
            take_list(&mut telegram.references, || references(words, year, statement.span))
        }
        _ => false,
    }
}

pub(super) fn take<T>(fact: &mut Option<T>, stated: impl FnOnce() -> Option<T>) -> bool {
    if fact.is_some() {
        return false;
    }
    *fact = stated();
    fact.is_some()
}

pub(super) fn take_list<T>(facts: &mut Vec<T>, stated: impl FnOnce() -> Vec<T>) -> bool {
    if !facts.is_empty() {
        return false;
    }
    *facts = stated();
    !facts.is_empty()
}
