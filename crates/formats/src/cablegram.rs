//! Cablegrams of other services: `Cablegram 77, LISBOA NOVA, 4 March 1946, 8.20 p.m.`, a class and a precedence below it.
//! They have numbers of their own and no reference id.

use core::ops::Range;

use jiff::civil::{DateTime, Time};
use telegram::{Classification, MessageDate, Originator, Precedence, Telegram};

use crate::table::dates;

/// So many lines of a page may stand above the line.
const ABOVE: usize = 40;

/// So many lines below it may hold the class.
const BELOW: usize = 6;

/// What the line and those below it say.
pub(crate) struct Cablegram<'a> {
    word: &'a str,
    number: Option<&'a str>,
    place: Option<&'a str>,
    date: MessageDate,
    classification: Option<Classification>,
    precedence: Option<Precedence>,
    /// The line, and that of the class.
    pub(crate) lines: Vec<Range<usize>>,
}

/// The heading of a cablegram near the start of the text.
pub(crate) fn find(text: &str) -> Option<Cablegram<'_>> {
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').map(|line| {
        let place = at..at + line.len();
        at = place.end;
        (place, line.trim().trim_matches(['*', '#', ' ']))
    });
    let (place, mut found) = lines
        .by_ref()
        .take(ABOVE)
        .filter(|(_, line)| !line.is_empty())
        .find_map(|(place, line)| Some((place, heading(line)?)))?;
    found.lines.push(place);
    for (place, line) in lines.filter(|(_, line)| !line.is_empty()).take(BELOW) {
        if let Some((class, precedence)) = marking(line) {
            found.classification = class;
            found.precedence = precedence;
            found.lines.push(place);
            break;
        }
    }
    Some(found)
}

/// `Cablegram 77, LISBOA NOVA, 4 March 1946, 8.20 p.m.`: word, number, then place, date and time in any order.
fn heading(line: &str) -> Option<Cablegram<'_>> {
    const WORDS: [&str; 3] = ["Cablegram", "Telegram", "Savingram"];
    let word = line.get(..9).or_else(|| line.get(..8)).unwrap_or_default();
    let word =
        WORDS.iter().find(|known| word.get(..known.len()).is_some_and(|head| head.eq_ignore_ascii_case(known)))?;
    let (word, rest) = line.split_at_checked(word.len())?;
    if line.len() > 120 || !rest.starts_with([' ', ',']) {
        return None;
    }
    let mut parts =
        rest.split(',').map(|part| part.trim().trim_end_matches(['.', ' '])).filter(|part| !part.is_empty());
    let (mut number, mut place, mut date, mut time) = (None, None, None, None);
    for part in parts.by_ref().filter(|part| !part.eq_ignore_ascii_case("unnumbered")) {
        let digits = part.trim_start_matches("No").trim_start_matches(['.', ' ']);
        if number.is_none() && place.is_none() && !digits.is_empty() && is_number(digits) {
            number = Some(digits);
        } else if date.is_none()
            && let Some(day) = dates::read(part).filter(|day| day.day().is_some())
        {
            date = Some(day);
        } else if let Some(found) = clock(part) {
            time = Some(found);
        } else if place.is_none() && part.chars().all(|letter| letter.is_alphabetic() || " -'.".contains(letter)) {
            place = Some(part);
        }
    }
    let date = match (date?, time) {
        (MessageDate::Day(day), Some(time)) => MessageDate::Local(DateTime::from_parts(day, time)),
        (date, _) => date,
    };
    let lines = Vec::new();
    (number.is_some() || place.is_some()).then_some(Cablegram {
        word,
        number,
        place,
        date,
        classification: None,
        precedence: None,
        lines,
    })
}

/// `77`, `1103/4`, `D42`.
fn is_number(text: &str) -> bool {
    text.len() <= 10
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase() || matches!(byte, b'/' | b'-' | b'.'))
}

/// `8.20 p.m`, `10.05 a.m`, `2120`, `noon`.
fn clock(part: &str) -> Option<Time> {
    let lower = part.to_ascii_lowercase();
    if lower == "noon" {
        return Time::new(12, 0, 0, 0).ok();
    }
    let half = if lower.contains("p.m") || lower.ends_with("pm") {
        Some(12)
    } else if lower.contains("a.m") || lower.ends_with("am") {
        Some(0)
    } else {
        None
    }?;
    let digits = lower.split(' ').next()?.trim_end_matches(['a', 'p', 'm']);
    let (hour, minute) = digits.split_once(['.', ':']).unwrap_or((digits, "0"));
    let hour: i8 = hour.parse().ok().filter(|hour| (1..=12).contains(hour))?;
    Time::new(hour % 12 + half, minute.parse().ok()?, 0, 0).ok()
}

/// A line of nothing but a class and a precedence: `SECRET IMMEDIATE`.
fn marking(line: &str) -> Option<(Option<Classification>, Option<Precedence>)> {
    let (mut class, mut precedence) = (None, None);
    if line.is_empty() || line.len() > 60 {
        return None;
    }
    // `MOST IMMEDIATE` is a precedence, `MOST SECRET` a class.
    let line = line.replace("MOST IMMEDIATE", "EMERGENCY");
    for word in line.split([' ', ',', '.']).filter(|word| !word.is_empty()) {
        match word {
            "SECRET" => class = Some(if class.is_some() { Classification::TopSecret } else { Classification::Secret }),
            "TOP" | "MOST" => class = Some(Classification::TopSecret),
            "CONFIDENTIAL" => class = Some(Classification::Confidential),
            "UNCLASSIFIED" => class = Some(Classification::Unclassified),
            "RESTRICTED" => {}
            "IMMEDIATE" | "IMPORTANT" => precedence = Some(Precedence::Immediate),
            "PRIORITY" => precedence = Some(Precedence::Priority),
            "ROUTINE" => precedence = Some(Precedence::Routine),
            "EMERGENCY" => precedence = Some(Precedence::Flash),
            "GUARD" | "PERSONAL" | "AUSTEO" => {}
            _ => return None,
        }
    }
    // A class that is none of ours is said by the source alone.
    Some((class, precedence))
}

impl Cablegram<'_> {
    /// Gives the telegram what its heading says.
    pub(crate) fn fill(self, telegram: &mut Telegram) {
        let numbering = format!("{} of the sender", self.word.to_ascii_lowercase());
        telegram.id = None;
        telegram.date = telegram.date.or(Some(self.date));
        telegram.classification = self.classification.or(telegram.classification);
        telegram.precedence.action = telegram.precedence.action.or(self.precedence);
        if let Some(place) = self.place {
            telegram.from.get_or_insert_with(|| Originator { name: place.to_owned(), ..Originator::default() });
            telegram.source.origin.get_or_insert_with(|| place.to_owned());
        }
        telegram.source.attributes.push(("numbering".to_owned(), numbering));
        telegram.source.attributes.extend(self.number.map(|number| ("number".to_owned(), number.to_owned())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings() {
        for (line, number, place, date) in [
            (
                "Cablegram 77, LISBOA NOVA, 4 March 1946, 8.20 p.m.\n\nSECRET",
                Some("77"),
                Some("LISBOA NOVA"),
                "1946-03-04T20:20:00",
            ),
            ("CABLEGRAM 1103, PORT MERIDIAN, 12 May 1948\n", Some("1103"), Some("PORT MERIDIAN"), "1948-05-12"),
            (
                "Cablegram unnumbered, LISBOA NOVA, 4 March 1946, 12.05 a.m.\n",
                None,
                Some("LISBOA NOVA"),
                "1946-03-04T00:05:00",
            ),
            ("**Telegram D42, LISBOA NOVA, 4 March 1946**\n", Some("D42"), Some("LISBOA NOVA"), "1946-03-04"),
        ] {
            let found = find(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.number, found.place), (number, place), "{line}");
            assert_eq!(found.date.to_string(), date, "{line}");
        }
        for line in ["Cablegram 77 was late.\n", "Cablegrams, a history, 4 March 1946\n", "Telegram for you\n", ""] {
            assert!(find(line).is_none(), "{line}");
        }
    }
}
