//! Dates as rows state them. A time without a zone is taken as Greenwich
//! time: rows repeat the date-time group (FORMAT.md 5.2, 5.3).

use jiff::civil::{Date, Time};
use telegram::MessageDate;

/// Reads `12/28/1966 18:48`, `2003-01-01T04:59:00Z`, `01 JAN 2003`,
/// `January 1, 2003`, `010459Z JAN 03`, `2003-01`, `2003`.
///
/// Of two small numbers with slashes the first is the month, as in the dump;
/// where it cannot be one, it is the day.
pub(crate) fn read(text: &str) -> Option<MessageDate> {
    let text = text.trim();
    if text.is_empty() || text.len() > 40 || !text.is_ascii() {
        return None;
    }
    if text.len() <= 7
        && let Ok(date) = text.parse()
    {
        return Some(date);
    }
    let text = text.replace([',', '|'], " ");
    let (day, rest) = day(&text)?;
    match rest {
        Rest::Time(time) => Some(MessageDate::Zulu(day.to_datetime(time))),
        Rest::Clock(rest) => clock(day, rest),
    }
}

enum Rest<'a> {
    /// The time stood before the day.
    Time(Time),
    /// What stands after the day.
    Clock(&'a str),
}

fn day(text: &str) -> Option<(Date, Rest<'_>)> {
    let first = text.split_whitespace().next()?;
    if let Some((group, rest)) = date_time_group(text, first) {
        return Some((group.0, Rest::Time(group.1))).filter(|_| rest.trim().is_empty());
    }
    if first.contains(['/', '.', '-']) && first.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        let (date, after) = match first.split_once('T') {
            Some((date, _)) => (date, date.len() + 1),
            None => (first, first.len()),
        };
        return Some((numeric(date)?, Rest::Clock(text.get(after..)?)));
    }
    let mut words = text.split_whitespace();
    let three = [words.next()?, words.next()?, words.next()?];
    let end = three[2].as_ptr() as usize + three[2].len() - text.as_ptr() as usize;
    let number = |word: &str| word.parse::<i16>().ok();
    let date = match (month(three[0]), month(three[1])) {
        (Some(month), _) => Date::new(year(three[2])?, month, i8::try_from(number(three[1])?).ok()?),
        (_, Some(month)) if three[0].len() == 4 => {
            Date::new(number(three[0])?, month, i8::try_from(number(three[2])?).ok()?)
        }
        (_, Some(month)) => Date::new(year(three[2])?, month, i8::try_from(number(three[0])?).ok()?),
        _ => return None,
    };
    Some((date.ok()?, Rest::Clock(text.get(end..)?)))
}

/// `010459Z JAN 03`.
fn date_time_group<'a>(text: &'a str, first: &str) -> Option<((Date, Time), &'a str)> {
    let digits = first.strip_suffix(['Z', 'z']).filter(|digits| digits.len() == 6)?;
    let number = |from: usize| digits.get(from..from + 2).and_then(|two| two.parse::<i8>().ok());
    let mut words = text.split_whitespace().skip(1);
    let (month, year) = (month(words.next()?)?, year(words.next()?)?);
    let date = Date::new(year, month, number(0)?).ok()?;
    Some(((date, Time::new(number(2)?, number(4)?, 0, 0).ok()?), words.next().unwrap_or("")))
}

/// Three numbers: the year first, or last after month and day.
fn numeric(text: &str) -> Option<Date> {
    let mut parts = text.split(['/', '.', '-']);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    if parts.next().is_some() {
        return None;
    }
    if three[0].len() == 4 {
        return Date::new(three[0].parse().ok()?, three[1].parse().ok()?, three[2].parse().ok()?).ok();
    }
    // `01-JAN-2003`.
    if let Some(month) = month(three[1]) {
        return Date::new(year(three[2])?, month, three[0].parse().ok()?).ok();
    }
    let (first, second): (i8, i8) = (three[0].parse().ok()?, three[1].parse().ok()?);
    let year = year(three[2])?;
    // Dots are written where the day comes first.
    let day_first = first > 12 || (text.contains('.') && second <= 12);
    let (month, day) = if day_first { (second, first) } else { (first, second) };
    Date::new(year, month, day).ok()
}

/// Two figures mean the years 1945 to 2044.
fn year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 if year >= 45 => Some(1900 + year),
        2 => Some(2000 + year),
        _ => None,
    }
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word))?;
    i8::try_from(at + 1).ok()
}

/// `18:48`, `18:48:12.5`, `6:48 PM`, `T18:48:00+01:00`, `(Friday)`.
fn clock(day: Date, rest: &str) -> Option<MessageDate> {
    let rest = rest.trim();
    let figures = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.'))).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(figures);
    let Some((hour, minutes)) = time.split_once(':') else { return Some(MessageDate::Day(day)) };
    let mut minutes = minutes.split(':');
    let minute: i8 = minutes.next()?.parse().ok()?;
    let second: i8 = minutes.next().and_then(|text| text.split('.').next()?.parse().ok()).unwrap_or(0);
    let mut hour: i8 = hour.parse().ok()?;
    let zone = zone.trim().to_ascii_uppercase();
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
    use super::read;

    #[test]
    fn forms() {
        for (form, date) in [
            ("12/28/1966 18:48", "1966-12-28T18:48:00Z"),
            ("1/1/2003 4:59", "2003-01-01T04:59:00Z"),
            ("1/1/2003 4:59:30 PM", "2003-01-01T16:59:30Z"),
            ("12/28/1966", "1966-12-28"),
            ("28/12/1966", "1966-12-28"),
            ("2.4.1975", "1975-04-02"),
            ("2003-01-01 04:59", "2003-01-01T04:59:00Z"),
            ("2003-01-01T04:59:00Z", "2003-01-01T04:59:00Z"),
            ("2003-01-01T04:59:00.000+01:00", "2003-01-01T03:59:00Z"),
            ("2003-01-01", "2003-01-01"),
            ("01 JAN 2003", "2003-01-01"),
            ("01-JAN-75", "1975-01-01"),
            ("January 1, 2003", "2003-01-01"),
            ("1979 November 16, 01:06 (Friday)", "1979-11-16T01:06:00Z"),
            ("010459Z JAN 03", "2003-01-01T04:59:00Z"),
            ("1976-09", "1976-09"),
            ("1976", "1976"),
        ] {
            assert_eq!(read(form).map(|date| date.to_string()).as_deref(), Some(date), "{form}");
        }
        for bad in ["", "13/13/1966", "yesterday", "2003-02-30", "99", "1/1", "a/b/c", "–"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
