//! Records whose text was lost in the Department's computers or is withheld:
//! the facts then come from the attributes.

use telegram::{Addressee, Context, Diagnostic, MessageDate, Originator, Source, Span, Telegram, TextState};

use super::attributes::{self, Attribute};
use super::span;

/// What stands in place of a lost text (rule RECORD, Locator).
const LOST: [&str; 7] = [
    "ERROR READING TEXT INDEX",
    "EXPAND ERROR ENCOUNTERED",
    "TEXT UNAVAILABLE",
    "TEXT NOT AVAILABLE",
    "MESSAGE TEXT UNAVAILABLE",
    "TEXT UNRETRIEVABLE",
    "TEXT NOT CONVERTED",
];

/// A placeholder stands in a text of so many letters at the most.
const SHORT: usize = 240;

/// Whether the text is lost or withheld; `None` when it is there.
pub(super) fn state(body: &str, attributes: &[Attribute<'_>]) -> Option<TextState> {
    let mut words = String::new();
    for line in body.lines().map(str::trim).filter(|line| !line.is_empty() && !attributes::is_stamp(line)) {
        if words.len() > SHORT {
            return None;
        }
        words.push_str(line);
        words.push(' ');
    }
    if words.len() > SHORT {
        return None;
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_uppercase();
    let withdrawn = |text: &str| text.to_ascii_uppercase().contains("WITHDRAWN") || text.contains("WITHHELD");
    let stated = ["Review Action", "Disposition Action", "Locator"];
    let by_attribute = attributes.iter().any(|found| stated.contains(&found.key) && withdrawn(&found.value));
    let is_placeholder = LOST.iter().any(|lost| words.contains(lost));
    let is_banner_only = words.split(' ').all(|word| !word.bytes().any(|byte| byte.is_ascii_digit()))
        && words.split(' ').count() <= 6
        && words.split(' ').all(|word| CLASSIFICATION_WORDS.contains(&word));
    // A short telegram may say that something was withdrawn; a placeholder has no addresses.
    let is_telegram = words.contains(" FM ") && words.contains(" TO ");
    if withdrawn(&words) && !is_telegram || (by_attribute && (is_placeholder || is_banner_only)) {
        Some(TextState::Withdrawn)
    } else if is_placeholder || is_banner_only {
        Some(TextState::Missing)
    } else {
        None
    }
}

/// Words of a page without text.
const CLASSIFICATION_WORDS: [&str; 10] =
    ["", "UNCLASSIFIED", "CONFIDENTIAL", "SECRET", "LIMITED", "OFFICIAL", "USE", "NNN", "NNNN", "N/A"];

/// Replaces the facts by those that the attributes state.
pub(super) fn fill(telegram: &mut Telegram, state: TextState, attributes: &[Attribute<'_>], source: &Source) {
    let find = |key: &str| attributes.iter().find(|found| found.key == key);
    let get = |key: &str| find(key).and_then(Attribute::stated);
    let id = telegram.id.take();
    *telegram = Telegram { id, text_state: state, ..Telegram::default() };
    telegram.date = source.created.and_then(|date| date.day()).map(MessageDate::Day);
    telegram.classification = get("Original Classification").and_then(attributes::classification);
    telegram.from = source.origin.clone().map(|name| Originator { name, ..Originator::default() });
    telegram.action =
        get("To").into_iter().map(|name| Addressee { name: name.to_owned(), ..Addressee::default() }).collect();
    telegram.subject = get("Subject").map(str::to_owned);
    telegram.tags = get("TAGS").map(attributes::tags).unwrap_or_default();
    telegram.captions =
        get("Handling Restrictions").into_iter().flat_map(str::split_whitespace).map(str::to_owned).collect();
    if let Some(reference) = find("Reference")
        && let Some(value) = reference.stated()
    {
        let context = Context { year_hint: telegram.date.map(|date| date.year()), ..Context::default() };
        telegram.references = telegram::parse_with(&format!("REF: {value}\n"), &context).telegram.references;
        for found in &mut telegram.references {
            found.span = span(reference.range.clone());
        }
    }
}

/// Says why there is no text, in the record's own words where it has some.
pub(super) fn reason(state: TextState, body: Span, attributes: &[Attribute<'_>]) -> Diagnostic {
    let keys = match state {
        TextState::Withdrawn => ["Review Action", "Review Exemptions", "Disposition Reason", "Locator"].as_slice(),
        _ => ["Locator", "Errors"].as_slice(),
    };
    let stated: Vec<String> = attributes
        .iter()
        .filter(|found| keys.contains(&found.key))
        .filter_map(|found| found.stated().map(|value| format!("{}: {value}", found.key)))
        .collect();
    let (code, what) = match state {
        TextState::Withdrawn => ("text-withdrawn", "the text is withheld"),
        _ => ("text-missing", "the text was lost before the record came to the archive"),
    };
    let why = if stated.is_empty() { String::new() } else { format!(" ({})", stated.join("; ")) };
    Diagnostic::warning(code, body, format!("{what}{why}; the facts are those that the record states"))
}
