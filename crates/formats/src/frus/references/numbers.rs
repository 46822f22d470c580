//! What follows the word that names a telegram: numbers, direction, date.

use telegram::Span;

use crate::frus::{head, offset};

/// `No. 12`, `12, 13, and 14`: the numbers at the start of `text[at..]` with their places, and where they end.
pub(super) fn numbers(text: &str, at: usize) -> (Vec<(String, Span)>, usize) {
    let mut at = after_label(text, at);
    let mut found = Vec::new();
    while let Some(rest) = text.get(at..) {
        let skipped = after_mark(rest);
        let skipped = skipped.strip_prefix("and ").unwrap_or(skipped);
        let begin = text.len() - skipped.len();
        let digits = skipped.bytes().take_while(u8::is_ascii_digit).count();
        let after = skipped.get(digits..).unwrap_or_default();
        let is_number = (1..=6).contains(&digits)
            && !after.starts_with(|c: char| c.is_alphanumeric())
            && !continues(after)
            && (found.is_empty() || !is_day(after));
        // Between the word and its number stands a blank; between numbers a comma and `and`.
        if !is_number || begin == at || (begin - at) > 6 {
            break;
        }
        found.push((skipped[..digits].to_owned(), Span::new(offset(begin), offset(begin + digits))));
        at = begin + digits;
    }
    (found, at)
}

/// After a comma and a blank or the end of a line; not past the end of a block.
fn after_mark(text: &str) -> &str {
    let rest = text.strip_prefix(',').unwrap_or(text);
    rest.strip_prefix([' ', '\n']).unwrap_or(rest)
}

/// Past `No.`, `Nos.`, `number` before a number.
fn after_label(text: &str, at: usize) -> usize {
    let Some(rest) = text.get(at..) else { return at };
    let bare = after_mark(rest);
    let label = ["Nos. ", "No. ", "nos. ", "no. ", "number ", "numbers ", "numbered ", "Number "]
        .iter()
        .find(|label| bare.starts_with(**label));
    match label {
        // The blank before the number stays.
        Some(label) if rest.len() - bare.len() <= 2 => at + (rest.len() - bare.len()) + label.len() - 1,
        _ => at,
    }
}

/// Whether a number goes on: `1,200`, `3.5`, `5:30`, `24%`, `12–14`.
fn continues(after: &str) -> bool {
    let mut letters = after.chars();
    match (letters.next(), letters.next()) {
        (Some('%' | '$' | '/' | '°'), _) => true,
        (Some(',' | '.' | ':' | '–' | '-'), Some(next)) => next.is_ascii_digit(),
        _ => false,
    }
}

/// Whether a month stands after a number, which is then a day.
fn is_day(after: &str) -> bool {
    after.strip_prefix(' ').is_some_and(|rest| head::month(rest).is_some())
}

/// The date after a number, and where it ends: `, May 3, 1978`, ` of March 2`, ` Dec. 4`, ` dated 2 March`.
pub(super) fn date(text: &str, at: usize) -> Option<(Option<i16>, usize)> {
    let rest = text.get(at..)?;
    let lead = [" of ", ", dated ", " dated ", ", ", " "].iter().find(|lead| rest.starts_with(**lead))?;
    let mut end = at + lead.len();
    let date = text.get(end..)?;
    let days = date.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&days) {
        // `2 March`
        let name = head::any_month(date.get(days..)?.strip_prefix(' ')?)?;
        end += days + 1 + name;
    } else {
        let name = head::any_month(date)?;
        let day = date.get(name..)?.strip_prefix(' ')?;
        let digits = day.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=2).contains(&digits) {
            return None;
        }
        end += name + 1 + digits;
    }
    let stated = text.get(end..)?.strip_prefix(", ").and_then(|rest| rest.get(..4));
    match stated.and_then(|stated| stated.parse::<i16>().ok()).filter(|year| *year > 1900) {
        Some(year) => Some((Some(year), end + 6)),
        None => Some((None, end)),
    }
}
