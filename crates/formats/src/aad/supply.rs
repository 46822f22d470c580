//! Facts that the text does not state and an attribute does: TAGS of records
//! without a TAGS line, which the archive's clerks gave, a subject, and the like
//! (rule RECORD).

use telegram::{Addressee, Diagnostic, MessageDate, Originator, Telegram};

use super::attributes::{self, Attribute};
use super::span;

/// Gives the telegram what its text lacks; a note at each attribute says so.
pub(super) fn facts(telegram: &mut Telegram, attributes: &[Attribute<'_>]) {
    for found in attributes {
        let Some(stated) = found.stated() else { continue };
        let Some(fact) = supply(telegram, found.key, stated) else { continue };
        let message = format!("the text does not state the {fact}; taken from the record's attribute {}", found.key);
        telegram.diagnostics.push(Diagnostic::note("fact-from-attribute", span(found.range.clone()), message));
    }
    telegram.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
}

/// Takes the attribute as a fact where the text has none; its name for the note.
fn supply(telegram: &mut Telegram, key: &str, stated: &str) -> Option<&'static str> {
    match key {
        "TAGS" if telegram.tags.is_empty() => {
            telegram.tags = attributes::tags(stated);
            (!telegram.tags.is_empty()).then_some("TAGS")
        }
        "Subject" if telegram.subject.is_none() => {
            telegram.subject = Some(stated.to_owned());
            Some("subject")
        }
        "Original Classification" if telegram.classification.is_none() => {
            telegram.classification = attributes::classification(stated);
            telegram.classification.map(|_| "classification")
        }
        "Draft Date" | "Sent Date" if telegram.date.is_none() => {
            telegram.date = attributes::date(stated).map(MessageDate::Day);
            telegram.date.map(|_| "date")
        }
        "From" if telegram.from.is_none() => {
            let name = attributes::without_group(stated).to_owned();
            telegram.from = Some(Originator { name, ..Originator::default() });
            Some("sender")
        }
        "To" if telegram.action.is_empty() && telegram.info.is_empty() => {
            telegram.action = vec![Addressee { name: stated.to_owned(), ..Addressee::default() }];
            Some("addressee")
        }
        _ => None,
    }
}
