//! Where a source and the text state different things (rules C1 to C20: keep both).

use telegram::{Diagnostic, Edtf, MessageDate, Telegram, catalogue};

use super::values::{canonical, classification, post_of, reference_ids, reference_items, tags};
use super::{By, Statement, Value};
use crate::table::Field;

/// What to say where the text states something else; the text's fact stays.
pub(super) fn from_text(telegram: &Telegram, statement: &Statement<'_>, by: By) -> Option<Diagnostic> {
    let words = match statement.value {
        Value::Date(date) => return (statement.field == Field::Date).then(|| day(telegram, date, statement, by))?,
        Value::Words(words) => words,
    };
    let differs = |code, what: &str, stated: &str, text: &str| {
        let message = format!("the {} {what} {stated}, the text says {text}; the text was believed", by.words());
        Some(Diagnostic::warning(code, statement.span, message))
    };
    match statement.field {
        Field::Id => {
            let (text, stated) = (telegram.id.as_ref()?, canonical(words)?);
            // The text's own warning says the same with its place there.
            let is_told = telegram.diagnostics.iter().any(|found| found.code == catalogue::SOURCE_ID_DIFFERS);
            (stated != *text && !is_told)
                .then(|| differs(catalogue::SOURCE_ID_DIFFERS, "calls the telegram", &stated, text))
                .flatten()
        }
        Field::Classification => {
            let (text, stated) = (telegram.classification?, classification(words)?);
            (stated != text)
                .then(|| differs("source-classification-differs", "classifies it", words, text.title()))
                .flatten()
        }
        Field::From | Field::Origin => {
            let from = telegram.from.as_ref()?;
            let (text, stated) = (from.post.as_deref()?, post_of(words)?);
            (stated != text).then(|| differs("source-origin-differs", "gives the origin", words, &from.name)).flatten()
        }
        Field::Subject => subject(telegram, words, statement, by),
        Field::Tags => of_tags(telegram, words, statement, by),
        Field::References => of_references(telegram, words, statement, by),
        _ => None,
    }
}

fn day(telegram: &Telegram, stated: Edtf, statement: &Statement<'_>, by: By) -> Option<Diagnostic> {
    let text = telegram.date?;
    let exact = stated.exact();
    let days = exact.and_then(|stated| stated.day()).zip(text.day());
    let apart = days.and_then(|(one, other)| Some(other.since(one).ok()?.get_days().abs()));
    let is_near = apart.is_some_and(|days| (1..=by.days()).contains(&days));
    if is_near || exact.map_or_else(|| stated.may_be(text), |stated| is_same(stated, text)) {
        return None;
    }
    let message = format!("the {} gives the date {stated}, the text says {text}; the text was believed", by.words());
    Some(Diagnostic::warning("source-date-differs", statement.span, message))
}

/// Equal as far as both are known. A database writes a day without its time as midnight.
fn is_same(stated: MessageDate, text: MessageDate) -> bool {
    match (stated, text) {
        (MessageDate::Year(_), _) | (_, MessageDate::Year(_)) => stated.year() == text.year(),
        (MessageDate::Month(..), _) | (_, MessageDate::Month(..)) => {
            let month = |date: MessageDate| (date.first_moment().year(), date.first_moment().month());
            month(stated) == month(text)
        }
        (MessageDate::Day(_), _) | (_, MessageDate::Day(_)) => stated.day() == text.day(),
        (MessageDate::Zulu(moment), _) if moment.time() == jiff::civil::Time::midnight() => stated.day() == text.day(),
        _ => stated.first_moment() == text.first_moment(),
    }
}

/// Letters and figures only: a keyed subject is shortened and set otherwise.
fn subject(telegram: &Telegram, words: &str, statement: &Statement<'_>, by: By) -> Option<Diagnostic> {
    let squash = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).take(24).collect()
    };
    // The clerks keyed the portion mark with it.
    let marked = words.split_once(')').filter(|(mark, _)| mark.starts_with('(') && mark.len() < 6);
    let (text, stated) = (squash(telegram.subject.as_deref()?), squash(marked.map_or(words, |(_, rest)| rest)));
    if text.starts_with(&stated) || stated.starts_with(&text) {
        return None;
    }
    let short: String = words.chars().take(40).collect();
    let message = format!("the {}'s subject begins {short:?}", by.words());
    Some(Diagnostic::note("source-subject-differs", statement.span, message))
}

fn of_tags(telegram: &Telegram, words: &str, statement: &Statement<'_>, by: By) -> Option<Diagnostic> {
    if telegram.tags.is_empty() {
        return None;
    }
    let stated = tags(words);
    let plain = |tag: &str| tag.trim_matches(['(', ')']).to_owned();
    let only = |one: &[String], other: &[String]| -> Vec<String> {
        let other: Vec<String> = other.iter().map(|tag| plain(tag)).collect();
        one.iter().map(|tag| plain(tag)).filter(|tag| !other.contains(tag)).collect()
    };
    let (missing, more) = (only(&stated, &telegram.tags), only(&telegram.tags, &stated));
    if missing.is_empty() && more.is_empty() {
        return None;
    }
    let say = |what: &str, tags: &[String]| match tags {
        [] => String::new(),
        tags => format!("; only in the {what}: {}", tags.join(", ")),
    };
    let (missing, more) = (say(by.words(), &missing), say("text", &more));
    let message = format!("{} and text differ in TAGS{missing}{more}", by.words());
    Some(Diagnostic::note("source-tags-differ", statement.span, message))
}

fn of_references(telegram: &Telegram, words: &str, statement: &Statement<'_>, by: By) -> Option<Diagnostic> {
    if telegram.references.is_empty() {
        return None;
    }
    let named = |id: &str| {
        telegram.references.iter().chain(&telegram.mentions).any(|reference| {
            reference.id.as_deref() == Some(id) || reference.candidates.iter().any(|candidate| candidate.id == id)
        })
    };
    // Most rows write the ids as they are found in the text, and need not be read as forms of ids.
    if reference_items(words).all(named) {
        return None;
    }
    let year = telegram.date.map(|date| date.year());
    let missing: Vec<_> = reference_ids(words, year).into_iter().filter(|id| !named(id)).collect();
    (!missing.is_empty()).then(|| {
        let missing = missing.iter().map(|id| id.as_ref()).collect::<Vec<&str>>().join(", ");
        let message = format!("the {} also refers to {missing}, which was not found in the text", by.words());
        Diagnostic::note("source-references-differ", statement.span, message)
    })
}
