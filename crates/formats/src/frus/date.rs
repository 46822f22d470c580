//! When a document was written: its dateline.

use telegram::MessageDate;

use super::capture::{Capture, Kind, Mark};

/// The date of the dateline, with the time of day where it is marked apart.
pub(super) fn date(text: &str, capture: &Capture) -> Option<MessageDate> {
    let own = || {
        capture.marks.iter().filter(|marked| {
            !marked.attached && !marked.in_note && matches!(marked.block, Some(Kind::Dateline | Kind::Head))
        })
    };
    let date = own().find_map(|marked| match &marked.mark {
        Mark::Date(when) => when_of(when),
        _ => None,
    })?;
    let time = own().find_map(|marked| match &marked.mark {
        Mark::Time(when) => when.parse::<jiff::civil::Time>().ok(),
        _ => None,
    });
    // `February 24, 1978, 1220Z`: the machine form does not always say so.
    let is_zulu = own().any(|marked| {
        matches!(marked.mark, Mark::Date(_)) && says_zulu(text.get(marked.span.range()).unwrap_or_default())
    });
    match (date, time) {
        (MessageDate::Local(moment), _) if is_zulu => Some(MessageDate::Zulu(moment)),
        (MessageDate::Day(day), Some(time)) => Some(MessageDate::Local(day.to_datetime(time))),
        (date, _) => Some(date),
    }
}

/// Whether a date in words ends in a time of four figures and Z.
fn says_zulu(words: &str) -> bool {
    words.match_indices(['Z', 'z']).any(|(at, _)| {
        let before = &words.as_bytes()[at.saturating_sub(4)..at];
        before.len() == 4 && before.iter().all(u8::is_ascii_digit)
    })
}

/// A machine date; the day alone where the time of day is none.
fn when_of(when: &str) -> Option<MessageDate> {
    let when = when.trim();
    when.parse().ok().or_else(|| when.get(..10)?.parse().ok()).or_else(|| when.get(..4)?.parse().ok())
}
