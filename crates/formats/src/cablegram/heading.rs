//! The line that a cablegram of another service begins with, and the line of place and date below it.

use jiff::civil::{DateTime, Time};
use telegram::MessageDate;

use crate::table::DateOrder;

/// What such telegrams are called, longer words before those that they begin with.
const WORDS: [&str; 8] = [
    "Cablegram",
    "Savingram",
    "Telegramm",
    "Telegrama",
    "Telegram",
    "T\u{e9}l\u{e9}gramme",
    "Drahtbericht",
    "Drahterlass",
];

/// Words before a number.
const NUMBER: [&str; 8] = ["No.", "No ", "Nr.", "Nr ", "N\u{b0}", "n\u{b0}", "N\u{ba}", "n\u{ba}"];

/// The longest line that is one, in bytes.
const LONGEST: usize = 120;

/// What the line says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heading<'a> {
    pub(super) word: &'a str,
    pub(super) number: Option<&'a str>,
    pub(super) place: Option<&'a str>,
    day: Option<MessageDate>,
    time: Option<Time>,
    /// It can be nothing else, without place and date too: `No. 12 (Telegraphic)`.
    is_certain: bool,
}

/// Reads `Cablegram 77, LISBOA NOVA, 4 March 1946, 8.20 p.m.`: word, number, then place, date and time in any order, and
/// `No. 204 (Telegraphic)`, `Nr. 12 vom 4.3.1946`.
pub(super) fn read(line: &str) -> Option<Heading<'_>> {
    if line.len() > LONGEST {
        return None;
    }
    let word = WORDS.iter().find_map(|word| starts_with(line, word));
    let (word, rest) = match word {
        Some((word, rest)) if rest.is_empty() || rest.starts_with([' ', ',']) => (word, rest),
        Some(_) => return None,
        None => ("telegram", NUMBER.iter().any(|word| line.starts_with(word)).then_some(line)?),
    };
    let lower = rest.to_ascii_lowercase();
    let is_telegraphic = lower.contains("telegraphic") || lower.contains("by telegraph");
    let is_dated = rest.contains(" vom ");
    if word == "telegram" && !is_telegraphic && !is_dated {
        return None;
    }
    let mut heading = Heading { word, number: None, place: None, day: None, time: None, is_certain: is_telegraphic };
    let parts = rest
        .split([',', '(', ')'])
        .flat_map(|part| part.split(" vom "))
        .map(|part| part.trim().trim_end_matches(['.', ' ']));
    for part in parts.filter(|part| !part.is_empty() && !part.eq_ignore_ascii_case("unnumbered")) {
        heading.take(part);
    }
    Some(heading)
}

/// The start of the line that is the word, in whatever letters, and what follows it.
fn starts_with<'a>(line: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let (head, rest) = line.split_at_checked(word.len())?;
    (head.to_lowercase() == word.to_lowercase()).then_some((head, rest))
}

impl<'a> Heading<'a> {
    fn take(&mut self, part: &'a str) {
        let bare =
            NUMBER.iter().find_map(|word| part.strip_prefix(word)).unwrap_or(part).trim_start_matches(['.', ' ']);
        let (first, rest) = bare.split_once([' ', '.']).unwrap_or((bare, ""));
        let rest = rest.trim();
        if self.number.is_none() && self.place.is_none() && is_number(bare) {
            self.number = Some(bare);
        } else if let Some(day) = day(part).filter(|_| self.day.is_none()) {
            self.day = Some(day);
        } else if let Some(time) = clock(part) {
            self.time = Some(time);
        } else if self.number.is_none()
            && self.place.is_none()
            && is_number(first)
            && (is_capitals(rest) || self.is_certain)
        {
            // `Cablegram 204 SUVA`, `No. 12. Telegraphic`.
            self.number = Some(first);
            self.place = Some(rest).filter(|rest| is_capitals(rest));
        } else if self.place.is_none() && is_place(part) && !self.is_certain {
            self.place = Some(part);
        }
    }

    /// Takes place and date from a line below: `London, March 4, 1946`, `Suva, le 4 mars 1946`.
    pub(super) fn takes_date(&mut self, line: &'a str) -> bool {
        if self.day.is_some() || line.len() > LONGEST {
            return false;
        }
        let line = line.trim_end_matches('.');
        let (place, date) = match line.split_once(',') {
            Some((place, date)) if day(line).is_none() => (Some(place).filter(|place| is_place(place)), date.trim()),
            _ => (None, line),
        };
        let date = date.strip_prefix("le ").or_else(|| date.strip_prefix("den ")).unwrap_or(date);
        self.day = day(date);
        self.place = self.place.or(place.filter(|_| self.day.is_some()));
        self.day.is_some()
    }

    /// What the Department's form says: the number with the day and time, `617, April 2, 1954, 4 p.m.`, the sender, and the day
    /// of receipt, whose year is that of the telegram.
    pub(super) fn of_form(number: &'a str, from: Option<&'a str>, received: Option<&str>) -> Self {
        let mut parts = number.split(',').map(|part| part.trim().trim_end_matches('.'));
        let number = parts.next().filter(|number| is_number(number));
        let mut heading = Self { word: "telegram", number, place: from, day: None, time: None, is_certain: true };
        let parts: Vec<&str> = parts.collect();
        heading.time = parts.iter().find_map(|part| clock(part));
        let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        let year = parts.iter().copied().find(is_year);
        let year = year.or_else(|| received?.split([' ', ',']).find(is_year));
        heading.day = parts.iter().find_map(|part| day(&format!("{part}, {}", year?)).or_else(|| day(part)));
        heading
    }

    /// Whether so much is said that it is the heading of a cablegram.
    pub(super) fn is_whole(&self) -> bool {
        let is_named = self.number.is_some() || self.place.is_some();
        let is_placed = self.day.is_some() || (self.number.is_some() && self.place.is_some_and(is_capitals));
        is_named && (is_placed || self.is_certain)
    }

    pub(super) fn date(&self) -> Option<MessageDate> {
        match (self.day?, self.time) {
            (MessageDate::Day(day), Some(time)) => Some(MessageDate::Local(DateTime::from_parts(day, time))),
            (date, _) => Some(date),
        }
    }
}

/// A whole day; nothing where month and day cannot be told apart.
fn day(text: &str) -> Option<MessageDate> {
    DateOrder::default().read(text).filter(|date| date.day().is_some())
}

/// `77`, `1103/4`, `D42`.
fn is_number(text: &str) -> bool {
    text.len() <= 10
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase() || matches!(byte, b'/' | b'-' | b'.'))
}

fn is_place(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && text.chars().all(|letter| letter.is_alphabetic() || " -'.".contains(letter))
}

/// A place in capitals, as headings of cablegrams have it.
fn is_capitals(text: &str) -> bool {
    is_place(text) && !text.chars().any(char::is_lowercase)
}

/// `8.20 p.m`, `10.05 a.m`, `noon`.
fn clock(part: &str) -> Option<Time> {
    let lower = part.to_ascii_lowercase();
    if lower == "noon" {
        return Time::new(12, 0, 0, 0).ok();
    }
    let half = if lower.contains("p.m") || lower.ends_with("pm") {
        12
    } else if lower.contains("a.m") || lower.ends_with("am") {
        0
    } else {
        return None;
    };
    let digits = lower.split(' ').next()?.trim_end_matches(['a', 'p', 'm']);
    let (hour, minute) = digits.split_once(['.', ':']).unwrap_or((digits, "0"));
    let hour: i8 = hour.parse().ok().filter(|hour| (1..=12).contains(hour))?;
    Time::new(hour % 12 + half, minute.parse().ok()?, 0, 0).ok()
}
