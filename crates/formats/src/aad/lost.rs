//! Records whose text was lost in the Department's computers or is withheld:
//! the facts then come from the attributes.

use telegram::id::CanonicalId;
use telegram::{Diagnostic, Span, Telegram, TextState};

use super::attributes::{self, Attribute};
use crate::placeholder;

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
    let is_placeholder = placeholder::is_in(&words);
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

/// A telegram whose text is not there, with a diagnostic that says why; what the attributes state is for
/// [`stated`](crate::stated).
pub(super) fn telegram(
    id: Option<CanonicalId>,
    state: TextState,
    body: Span,
    attributes: &[Attribute<'_>],
) -> Telegram {
    let handling = attributes.iter().find(|found| found.key == "Handling Restrictions").and_then(Attribute::stated);
    let captions = handling.into_iter().flat_map(str::split_whitespace).map(str::to_owned).collect();
    let diagnostics = vec![reason(state, body, attributes)];
    Telegram { id, text_state: state, captions, diagnostics, ..Telegram::default() }
}

/// Says why there is no text, in the record's own words where it has some.
fn reason(state: TextState, body: Span, attributes: &[Attribute<'_>]) -> Diagnostic {
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
