//! The form of the Department's telegrams up to the 1960s: `INCOMING TELEGRAM`, then `FROM:`, `TO:`, `NO: 617, April 2, 4 p.m.`

use core::ops::Range;

use telegram::Classification;

use super::heading::Heading;
use super::{Cablegram, marking};

/// What the form is called.
const TITLES: [&str; 4] = ["INCOMING TELEGRAM", "OUTGOING TELEGRAM", "INCOMING AIRGRAM", "OUTGOING AIRGRAM"];

/// So many lines may stand above the title, blank ones aside.
const ABOVE: usize = 10;

/// So many lines are the form's at most.
const LINES: usize = 24;

/// Its labels.
const LABELS: [&str; 10] = ["FROM", "TO", "NO", "NUMBER", "CONTROL", "REC'D", "RECEIVED", "DATE", "SENT", "ACTION"];

/// The form that the lines begin with, and its lines.
pub(super) fn find<'a>(mut lines: impl Iterator<Item = (Range<usize>, &'a str)>) -> Option<Cablegram<'a>> {
    let (place, title) = lines.by_ref().take(ABOVE).find(|(_, line)| title(line).is_some())?;
    let is_outgoing = title.to_ascii_uppercase().starts_with("OUTGOING");
    let (mut from, mut to, mut number, mut received) = (None, None, None, None);
    let mut classification: Option<Classification> = None;
    let mut places = vec![place];
    // What stands above the first label is the form's: the Department's name, the clerk's figures.
    let mut above = Vec::new();
    let mut labels = 0;
    for (place, line) in lines.take(LINES) {
        if let Some((label, value)) = label(line) {
            places.append(&mut above);
            labels += 1;
            match label {
                "FROM" => from = Some(value),
                "TO" => to = Some(value),
                "NO" | "NUMBER" => number = Some(value),
                "REC'D" | "RECEIVED" | "DATE" | "SENT" => received = received.or(Some(value)),
                _ => {}
            }
            places.push(place);
        } else if let Some((Some(class), _)) = marking(line) {
            classification = classification.or(Some(class));
            places.push(place);
        } else if labels == 0 {
            above.push(place);
        } else {
            break;
        }
    }
    let from = from.or_else(|| is_outgoing.then_some("Department of State"));
    places.sort_by_key(|place| place.start);
    let heading = Heading::of_form(number?, from, received);
    (labels >= 2).then_some(Cablegram { heading, to, is_form: true, classification, precedence: None, lines: places })
}

/// `INCOMING TELEGRAM    Department of State`: the title, with or without the Department's name.
fn title(line: &str) -> Option<&str> {
    let upper = line.to_ascii_uppercase();
    let (title, rest) = TITLES.iter().find_map(|title| Some((*title, upper.strip_prefix(title)?)))?;
    matches!(rest.trim_matches([' ', '-', ',']), "" | "DEPARTMENT OF STATE").then_some(title)
}

/// `NO: 617, April 2, 4 p.m.`: one of the form's labels and its value.
fn label(line: &str) -> Option<(&'static str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim().trim_end_matches('.');
    let known = LABELS.iter().find(|known| name.eq_ignore_ascii_case(known))?;
    Some((known, value.trim()))
}
