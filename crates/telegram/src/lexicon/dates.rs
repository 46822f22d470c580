//! One reader of dates as sources print them, for every carrier.
//!
//! All forms that name the month or put the year first are certain. Two small numbers with a year after them can be month
//! and day or day and month: where both are possible the date is [`Read::Ambiguous`], and the caller decides by what it
//! knows of the source (a column in which the first number exceeds twelve, a convention that the source states).

use jiff::civil::{Date, Time};

use super::months;
use crate::MessageDate;

/// The longest text that is taken for a date.
const LONGEST: usize = 60;

/// A date as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Read {
    /// It can only be this.
    Certain(MessageDate),
    /// Two numbers that can be month and day, or day and month.
    Ambiguous {
        /// With the month first, as Americans write: `3/4/2009` is 4 March.
        month_first: MessageDate,
        /// With the day first.
        day_first: MessageDate,
    },
}

impl Read {
    /// The date where it is certain.
    #[must_use]
    pub const fn certain(self) -> Option<MessageDate> {
        match self {
            Self::Certain(date) => Some(date),
            Self::Ambiguous { .. } => None,
        }
    }

    /// The date, with the month first where that is not told.
    #[must_use]
    pub const fn month_first(self) -> MessageDate {
        match self {
            Self::Certain(date) | Self::Ambiguous { month_first: date, .. } => date,
        }
    }

    /// The date, with the day first where that is not told.
    #[must_use]
    pub const fn day_first(self) -> MessageDate {
        match self {
            Self::Certain(date) | Self::Ambiguous { day_first: date, .. } => date,
        }
    }
}

/// Reads a date that is all of `text`; `None` where it is none, or no day of the calendar.
///
/// A time without a zone is Greenwich time, as telegrams state it. Two figures for the year mean 1945 to 2044.
///
/// ```
/// use telegram::lexicon::dates::{Read, read};
///
/// for form in ["4 March 1946", "March 4, 1946", "04 MAR 46", "1946-03-04", "Monday, 4th of March 1946"] {
///     assert_eq!(read(form).and_then(Read::certain).unwrap().to_string(), "1946-03-04", "{form}");
/// }
/// assert_eq!(read("03/17/2029").and_then(Read::certain).unwrap().to_string(), "2029-03-17");
/// assert!(matches!(read("03/04/2029"), Some(Read::Ambiguous { .. })));
/// assert_eq!(read("30 February 1946"), None);
/// ```
#[must_use]
pub fn read(text: &str) -> Option<Read> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    // `2003-01`, `2003`
    if text.len() <= 7
        && let Ok(date) = text.parse()
    {
        return Some(Read::Certain(date));
    }
    let text = text.replace([',', '|'], " ");
    let words = without_weekday(text.trim());
    let first = words.split_whitespace().next()?;
    if let Some(moment) = date_time_group(words, first) {
        return Some(Read::Certain(moment));
    }
    if first.trim_end_matches('.').contains(['/', '.', '-']) && first.as_bytes().first().is_some_and(u8::is_ascii_digit)
    {
        return numeric_first(words, first);
    }
    named(words)
}

/// `Monday 4 March`, `TUE 5 MAR`: the text after the name of the day.
fn without_weekday(text: &str) -> &str {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    if is_weekday(word.trim_end_matches('.')) { rest.trim_start() } else { text }
}

/// Whether the word, in any case, is the name of a day of the week, or three letters or more of its start.
#[must_use]
pub fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];
    let is_day = |day: &&str| day.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
    word.len() >= 3 && DAYS.iter().any(is_day)
}

/// `010459Z JAN 03`.
fn date_time_group(text: &str, first: &str) -> Option<MessageDate> {
    let digits = first.strip_suffix(['Z', 'z']).filter(|digits| digits.len() == 6)?;
    let number = |from: usize| digits.get(from..from + 2).and_then(|two| two.parse::<i8>().ok());
    let mut words = text.split_whitespace().skip(1);
    let (month, year) = (month(words.next()?)?, year(words.next()?)?);
    let day = Date::new(year, month, number(0)?).ok()?;
    let time = Time::new(number(2)?, number(4)?, 0, 0).ok()?;
    words.next().is_none().then(|| MessageDate::Zulu(day.to_datetime(time)))
}

/// `12/28/1966 18:48`, `2003-01-01T04:59:00Z`, `01-Jan-2003`.
fn numeric_first(text: &str, first: &str) -> Option<Read> {
    let (date, after) = match first.split_once('T') {
        Some((date, _)) => (date, date.len() + 1),
        None => (first, first.len()),
    };
    let rest = text.get(after..)?;
    match numeric(date)? {
        (day, None) => Some(Read::Certain(clock(day, rest)?)),
        (month_first, Some(day_first)) => {
            Some(Read::Ambiguous { month_first: clock(month_first, rest)?, day_first: clock(day_first, rest)? })
        }
    }
}

/// Three numbers, or two with a month between them: the date, and the one with the day first where both can be meant.
fn numeric(text: &str) -> Option<(Date, Option<Date>)> {
    let mut parts = text.split(['/', '.', '-']);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    if parts.next().is_some() {
        return None;
    }
    let [first, second, third] = three;
    if first.len() == 4 {
        let month = month(second).or_else(|| second.parse().ok())?;
        return Some((Date::new(first.parse().ok()?, month, third.parse().ok()?).ok()?, None));
    }
    if let Some(month) = month(second) {
        return Some((Date::new(year(third)?, month, first.parse().ok()?).ok()?, None));
    }
    let (first, second): (i8, i8) = (first.parse().ok()?, second.parse().ok()?);
    let year = year(third)?;
    match (Date::new(year, first, second).ok(), Date::new(year, second, first).ok()) {
        (Some(month_first), Some(day_first)) if month_first != day_first => Some((month_first, Some(day_first))),
        (Some(date), _) | (None, Some(date)) => Some((date, None)),
        (None, None) => None,
    }
}

/// `4 March 1946`, `March 4, 1946`, `1946 March 4`, `4th of March 1946`, with a time after it.
fn named(text: &str) -> Option<Read> {
    let mut words = text.split_whitespace().filter(|word| !word.eq_ignore_ascii_case("of"));
    let three = [words.next()?, words.next()?, words.next()?];
    let last = three[2];
    let end = last.as_ptr() as usize + last.len() - text.as_ptr() as usize;
    let day = match (month(three[0]), month(three[1])) {
        (Some(month), _) => Date::new(year(three[2])?, month, day_number(three[1])?),
        (_, Some(month)) if three[0].len() == 4 => Date::new(three[0].parse().ok()?, month, day_number(three[2])?),
        (_, Some(month)) => Date::new(year(three[2])?, month, day_number(three[0])?),
        _ => return None,
    };
    Some(Read::Certain(clock(day.ok()?, text.get(end..)?)?))
}

/// `4`, `04`, `4th`.
fn day_number(word: &str) -> Option<i8> {
    // `4. März`.
    let word = word.trim_end_matches('.');
    let figures = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = word.get(figures.len()..)?;
    let ordinal = ["", "st", "nd", "rd", "th", "er"].iter().any(|known| suffix.eq_ignore_ascii_case(known));
    figures.parse().ok().filter(|_| ordinal && figures.len() <= 2)
}

/// Two figures mean the years 1945 to 2044.
fn year(text: &str) -> Option<i16> {
    let year: i16 = text.trim_start_matches('\'').parse().ok()?;
    match text.trim_start_matches('\'').len() {
        4 => Some(year),
        2 if year >= 45 => Some(1900 + year),
        2 => Some(2000 + year),
        _ => None,
    }
}

/// A month by its name or the start of it, with a stop or without; in French or German by its name.
fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    months::of_word(word).or_else(|| months::of_foreign_word(word))
}

/// `18:48`, `18:48:12.5`, `6:48 PM`, `8.20 p.m.`, `T18:48:00+01:00`, `(Friday)`: the day with the time that follows it.
fn clock(day: Date, rest: &str) -> Option<MessageDate> {
    let rest = rest.trim();
    let figures = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.'))).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(figures);
    let zone = zone.trim().replace('.', "").to_ascii_uppercase();
    let half = zone.starts_with("PM") || zone.starts_with("AM");
    let mark = if time.contains(':') { ':' } else { '.' };
    if mark == '.' && !half {
        return Some(MessageDate::Day(day));
    }
    let Some((hour, minutes)) = time.split_once(mark) else { return Some(MessageDate::Day(day)) };
    let mut minutes = minutes.split(':');
    let minute: i8 = minutes.next()?.parse().ok()?;
    let second: i8 = minutes.next().and_then(|text| text.split('.').next()?.parse().ok()).unwrap_or(0);
    let mut hour: i8 = hour.parse().ok()?;
    if zone.starts_with("PM") && hour < 12 {
        hour += 12;
    } else if zone.starts_with("AM") && hour == 12 {
        hour = 0;
    }
    let moment = day.to_datetime(Time::new(hour, minute, second.min(59), 0).ok()?);
    let shift = offset(&zone).unwrap_or(0);
    let moment = moment.checked_sub(jiff::SignedDuration::from_mins(shift)).ok()?;
    Some(MessageDate::Zulu(moment))
}

/// `+01:00`, `-0500` in minutes.
fn offset(zone: &str) -> Option<i64> {
    let (sign, digits) = match zone.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let hours: i64 = digits.get(..2)?.parse().ok()?;
    let minutes: i64 = digits.get(2..4).and_then(|text| text.parse().ok()).unwrap_or(0);
    Some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::{Read, read};

    #[test]
    fn certain_forms() {
        for (form, date) in [
            ("12/28/1966 18:48", "1966-12-28T18:48:00Z"),
            ("12/28/1966", "1966-12-28"),
            ("28/12/1966", "1966-12-28"),
            ("28.12.1966", "1966-12-28"),
            ("5/5/2003", "2003-05-05"),
            ("2003-01-01 04:59", "2003-01-01T04:59:00Z"),
            ("2003-01-01T04:59:00Z", "2003-01-01T04:59:00Z"),
            ("2003-01-01T04:59:00.000+01:00", "2003-01-01T03:59:00Z"),
            ("2003-01-01", "2003-01-01"),
            ("01 JAN 2003", "2003-01-01"),
            ("01-JAN-75", "1975-01-01"),
            ("02-Jan-1974 12:00:00 am", "1974-01-02T00:00:00Z"),
            ("January 1, 2003", "2003-01-01"),
            ("Jan. 1, 2003", "2003-01-01"),
            ("1st of January 2003", "2003-01-01"),
            ("Wednesday, January 1st, 2003", "2003-01-01"),
            ("1979 November 16, 01:06 (Friday)", "1979-11-16T01:06:00Z"),
            ("4 March 1946, 8.20 p.m.", "1946-03-04T20:20:00Z"),
            ("010459Z JAN 03", "2003-01-01T04:59:00Z"),
            ("4 f\u{e9}vrier 1946", "1946-02-04"),
            ("4. M\u{e4}rz 1946", "1946-03-04"),
            ("1er mars 1946", "1946-03-01"),
            ("1976-09", "1976-09"),
            ("1976", "1976"),
        ] {
            let found = read(form).and_then(Read::certain);
            assert_eq!(found.map(|date| date.to_string()).as_deref(), Some(date), "{form}");
        }
    }

    #[test]
    fn ambiguous_forms() {
        for (form, month_first, day_first) in [
            ("3/4/2009", "2009-03-04", "2009-04-03"),
            ("2.4.1975", "1975-02-04", "1975-04-02"),
            ("01-02-75", "1975-01-02", "1975-02-01"),
            ("1/2/2003 4:59 PM", "2003-01-02T16:59:00Z", "2003-02-01T16:59:00Z"),
        ] {
            let found = read(form).unwrap();
            assert_eq!(found.certain(), None, "{form}");
            assert_eq!(found.month_first().to_string(), month_first, "{form}");
            assert_eq!(found.day_first().to_string(), day_first, "{form}");
        }
    }

    #[test]
    fn no_dates() {
        for bad in ["", "13/13/1966", "yesterday", "2003-02-30", "99", "1/1", "a/b/c", "Mayor 1 2003", "1 of", "of"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
