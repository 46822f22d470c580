//! What the archive keyed against what the text says. The text's facts stay;
//! a difference is shown at the attribute.

use telegram::id::{IdContext, canonicalise};
use telegram::{Diagnostic, Telegram};

use super::attributes::{self, Attribute};
use super::span;

/// Adds a note for each fact that record and text state differently.
pub(super) fn notes(telegram: &mut Telegram, attributes: &[Attribute<'_>]) {
    let mut notes = Vec::new();
    for found in attributes {
        let Some(stated) = found.stated() else { continue };
        let difference = match found.key {
            "Document Number" => id(telegram, stated),
            "Original Classification" => classification(telegram, stated),
            "Draft Date" | "Sent Date" => date(telegram, stated),
            "Subject" => subject(telegram, stated),
            "TAGS" => tags(telegram, stated),
            _ => None,
        };
        if let Some((code, message)) = difference {
            notes.push(Diagnostic::note(code, span(found.range.clone()), message));
        }
    }
    telegram.diagnostics.extend(notes);
    telegram.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
}

type Difference = Option<(&'static str, String)>;

fn id(telegram: &Telegram, stated: &str) -> Difference {
    let own = telegram.id.as_deref()?;
    let read = canonicalise(stated, &IdContext::default()).ok()?.id.to_string();
    // The text's own warning says the same with its place there.
    let known = telegram.diagnostics.iter().any(|diagnostic| diagnostic.code == "source-id-differs");
    (read != own && !known)
        .then(|| ("source-id-differs", format!("the record calls the telegram {read}, its text says {own}")))
}

fn classification(telegram: &Telegram, stated: &str) -> Difference {
    let own = telegram.classification?;
    let read = attributes::classification(stated)?;
    (read != own).then(|| {
        ("source-classification-differs", format!("the record says {}, the text {}", read.title(), own.title()))
    })
}

/// A telegram is drafted on the day it is sent, or a few days before.
fn date(telegram: &Telegram, stated: &str) -> Difference {
    let own = telegram.date?.day()?;
    let read = attributes::date(stated)?;
    let days = own.since(read).ok()?.get_days().abs();
    (days > 3).then(|| ("source-date-differs", format!("the record says {read}, the text {own}")))
}

/// Letters and figures only: the keyed subject is shortened and set otherwise.
fn subject(telegram: &Telegram, stated: &str) -> Difference {
    let squash = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).take(24).collect()
    };
    // The clerks keyed the portion mark with it.
    let marked = stated.split_once(')').filter(|(mark, _)| mark.starts_with('(') && mark.len() < 6);
    let (own, read) = (squash(telegram.subject.as_deref()?), squash(marked.map_or(stated, |(_, rest)| rest)));
    (!own.starts_with(&read) && !read.starts_with(&own))
        .then(|| ("source-subject-differs", format!("the record's subject begins {:?}", short(stated))))
}

fn tags(telegram: &Telegram, stated: &str) -> Difference {
    if telegram.tags.is_empty() {
        return None;
    }
    let read = attributes::tags(stated);
    let plain = |tag: &String| tag.trim_matches(['(', ')']).to_owned();
    let missing: Vec<String> =
        read.iter().map(plain).filter(|tag| !telegram.tags.iter().map(plain).any(|own| own == *tag)).collect();
    let more: Vec<String> =
        telegram.tags.iter().map(plain).filter(|tag| !read.iter().map(plain).any(|other| other == *tag)).collect();
    if missing.is_empty() && more.is_empty() {
        return None;
    }
    let say = |what: &str, tags: &[String]| match tags {
        [] => String::new(),
        tags => format!("; only in the {what}: {}", tags.join(", ")),
    };
    let message = format!("record and text differ in TAGS{}{}", say("record", &missing), say("text", &more));
    Some(("source-tags-differ", message))
}

fn short(text: &str) -> &str {
    &text[..text.floor_char_boundary(text.len().min(40))]
}
