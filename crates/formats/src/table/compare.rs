//! Where a row and its text say different things (rules C1 to C20: keep both).

use telegram::{Diagnostic, MessageDate, Source, Span, Telegram};

use super::Field;
use super::facts::{Facts, canonical, classification, post_of, reference_ids, reference_items};

/// Adds a diagnostic for each difference. The text's facts stay.
pub(super) fn compare(telegram: &mut Telegram, source: &Source, facts: &Facts) {
    let mut found = Vec::new();
    if let (Some(row), Some(text)) = (&source.reference_id, &telegram.id)
        && row != text
        && let Some(row) = canonical(row)
        && row != *text
    {
        found.push(differs("source-id-differs", "the row calls the telegram", &row, text));
    }
    if let (Some(row), Some(text)) = (source.created, telegram.date)
        && !is_same(row, text)
    {
        found.push(differs("source-date-differs", "the row gives the date", &row.to_string(), &text.to_string()));
    }
    if let (Some(row), Some(text)) = (&source.classification, telegram.classification)
        && let Some(stated) = classification(row)
        && stated != text
    {
        found.push(differs("source-classification-differs", "the row classifies it", row, text.title()));
    }
    if let (Some(row), Some(from)) = (&source.origin, &telegram.from)
        && let (Some(stated), Some(post)) = (post_of(row), &from.post)
        && stated != *post
    {
        found.push(differs("source-origin-differs", "the row gives the origin", row, &from.name));
    }
    references(telegram, facts, &mut found);
    telegram.diagnostics.extend(found);
}

fn differs(code: &'static str, what: &str, row: &str, text: &str) -> Diagnostic {
    Diagnostic::warning(code, Span::default(), format!("{what} {row}, the text says {text}; the text was believed"))
}

/// Equal as far as both are known. A database writes a day without its time as midnight.
fn is_same(row: MessageDate, text: MessageDate) -> bool {
    match (row, text) {
        (MessageDate::Year(_), _) | (_, MessageDate::Year(_)) => row.year() == text.year(),
        (MessageDate::Month(..), _) | (_, MessageDate::Month(..)) => {
            let month = |date: MessageDate| (date.first_moment().year(), date.first_moment().month());
            month(row) == month(text)
        }
        (MessageDate::Day(_), _) | (_, MessageDate::Day(_)) => row.day() == text.day(),
        (MessageDate::Zulu(moment), _) if moment.time() == jiff::civil::Time::midnight() => row.day() == text.day(),
        _ => row.first_moment() == text.first_moment(),
    }
}

fn references(telegram: &Telegram, facts: &Facts, found: &mut Vec<Diagnostic>) {
    let Some(stated) = facts.get(Field::References).filter(|_| !telegram.references.is_empty()) else { return };
    let year = telegram.date.map(|date| date.year());
    let named = |id: &str| {
        telegram.references.iter().chain(&telegram.mentions).any(|reference| {
            reference.id.as_deref() == Some(id) || reference.candidates.iter().any(|candidate| candidate.id == id)
        })
    };
    // Most rows write the ids as they are found in the text, and need not be read as forms of ids.
    if reference_items(stated).all(named) {
        return;
    }
    let missing: Vec<String> = reference_ids(stated, year).into_iter().filter(|id| !named(id)).collect();
    if !missing.is_empty() {
        let message = format!("the row also refers to {}, which was not found in the text", missing.join(", "));
        found.push(Diagnostic::note("source-references-differ", Span::default(), message));
    }
}
