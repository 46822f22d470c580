//! Dates of declassification, in all their forms (rules ORDER, N62, N162).

use core::ops::Range;

use jiff::civil::Date;

use crate::envelope::date_time_group::month_at;

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// The day, `None` where the calendar has no such day.
    pub(crate) day: Option<Date>,
    /// Whether it is printed in an unusual form.
    pub(crate) unusual: bool,
}

/// The first date in `text`. A two-digit year is the first one not before
/// `base` (the day of the telegram), and at most 75 years after it.
pub(crate) fn find(text: &str, base: Option<Date>) -> Option<Found> {
    let bytes = text.as_bytes();
    let mut inside_word = false;
    for at in 0..bytes.len() {
        let byte = bytes[at];
        let candidate = !inside_word && byte.is_ascii_alphanumeric();
        // A figure after a letter begins a date too: `DECL04/02/2015`.
        let after_letter = byte.is_ascii_digit() && at > 0 && bytes[at - 1].is_ascii_alphabetic();
        if (candidate || after_letter)
            && let Some(found) = at_start(&text[at..], base)
        {
            return Some(Found { range: at + found.range.start..at + found.range.end, ..found });
        }
        inside_word = byte.is_ascii_alphanumeric();
    }
    None
}

fn at_start(text: &str, base: Option<Date>) -> Option<Found> {
    if text.as_bytes().first()?.is_ascii_digit() {
        numeric(text, base).or_else(|| day_first(text, base)).or_else(|| compact(text))
    } else {
        month_first(text, base)
    }
}

/// A run of figures at `at` and the offset after it.
fn run(text: &str, at: usize) -> Option<(&str, usize)> {
    let length = text.get(at..)?.bytes().take(9).take_while(u8::is_ascii_digit).count();
    (length > 0).then(|| (&text[at..at + length], at + length))
}

/// The offset after one separator with blanks around it.
fn separator(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let trimmed = rest.trim_start_matches(' ');
    let after = trimmed.strip_prefix(['/', '-', '.', '\\'])?;
    // `//` for `/`.
    let after = after.strip_prefix('/').unwrap_or(after).trim_start_matches(' ');
    Some(text.len() - after.len())
}

/// `03/17/2029`, `2019/04/02`, `2/4/5`, `17.03.2029`, `03/172029`.
fn numeric(text: &str, base: Option<Date>) -> Option<Found> {
    let (first, at) = run(text, 0)?;
    let at = separator(text, at)?;
    let (second, at) = run(text, at)?;
    let (third, end, glued) = match separator(text, at).and_then(|at| run(text, at)) {
        Some((third, end)) => (third, end, false),
        // The second separator was lost.
        None if second.len() == 6 => (&second[2..], at, true),
        None => return None,
    };
    let second = if glued { &second[..2] } else { second };
    if text[end..].starts_with(|c: char| c.is_ascii_alphanumeric()) || first.len() == 3 || second.len() > 2 {
        return None;
    }
    let number = |text: &str| text.parse::<i16>().ok();
    let found = |day: Option<Date>, unusual: bool| Some(Found { range: 0..end, day, unusual: unusual || glued });
    if first.len() == 4 {
        return found(date(number(first)?, number(second)?, number(third)?), true);
    }
    if first.len() > 2 || third.len() == 3 || third.len() > 4 {
        return found(None, true);
    }
    let (month, day) = (number(first)?, number(second)?);
    let year = full_year(number(third)?, third.len(), base);
    match date(year, month, day) {
        Some(day) => found(Some(day), third.len() == 1),
        // Day before month, where that is the only reading.
        None if month > 12 && day <= 12 => found(date(year, day, month), true),
        None => found(None, false),
    }
}

/// `17 MAR 2029`, `17-MAR-29`, `17MAR2029`, `17 March, 2029`.
fn day_first(text: &str, base: Option<Date>) -> Option<Found> {
    let (day, at) = run(text, 0)?;
    let at = at + ordinal(&text[at..]);
    let at = skip(text, at);
    let (month, length, _) = month_at(text.get(at..)?)?;
    let at = skip(text, at + length);
    let (year, end) = run(text, at)?;
    written(day, month, year, end, base)
}

/// `MARCH 17, 2029`.
fn month_first(text: &str, base: Option<Date>) -> Option<Found> {
    let (month, length, _) = month_at(text)?;
    let (day, at) = run(text, skip(text, length))?;
    let at = at + ordinal(&text[at..]);
    let (year, end) = run(text, skip(text, at))?;
    written(day, month, year, end, base)
}

fn written(day: &str, month: i8, year: &str, end: usize, base: Option<Date>) -> Option<Found> {
    if day.len() > 2 || !matches!(year.len(), 2 | 4) {
        return None;
    }
    let year = full_year(year.parse().ok()?, year.len(), base);
    Some(Found { range: 0..end, day: date(year, i16::from(month), day.parse().ok()?), unusual: false })
}

/// `20290317`.
fn compact(text: &str) -> Option<Found> {
    let (figures, end) = run(text, 0)?;
    if figures.len() != 8 || text[end..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let part = |range: Range<usize>| figures[range].parse::<i16>().ok();
    let day = date(part(0..4)?, part(4..6)?, part(6..8)?).or(date(part(4..8)?, part(0..2)?, part(2..4)?))?;
    Some(Found { range: 0..end, day: Some(day), unusual: true })
}

fn ordinal(text: &str) -> usize {
    let known = ["ST", "ND", "RD", "TH"].iter().any(|ending| crate::spelling::starts_with(text, ending));
    if known && !crate::spelling::goes_on(text, 2) { 2 } else { 0 }
}

fn skip(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches([' ', ',', '-', '.', '/']).len()
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    (1900..2200).contains(&year).then(|| Date::new(year, month, day).ok()).flatten()
}

/// The year that one or two figures mean: the first not before `base`; one
/// more than 75 years off is the one in the past.
fn full_year(year: i16, figures: usize, base: Option<Date>) -> i16 {
    if figures > 2 {
        return year;
    }
    let base = base.map_or(1973, Date::year);
    let ahead = base + (year - base).rem_euclid(100);
    if ahead - base > 75 { ahead - 100 } else { ahead }
}
