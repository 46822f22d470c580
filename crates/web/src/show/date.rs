//! Dates as people write them.

use telegram::{MONTHS, MessageDate};

/// A date for people beside the same date for machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Date {
    /// The day, month or year, for example `17 March 2009`.
    pub(crate) day: String,
    /// The time of day, for example `08:04`.
    pub(crate) time: Option<String>,
    /// Whether the time is Greenwich ("Zulu") time.
    pub(crate) zulu: bool,
    /// The value of a `datetime` attribute.
    pub(crate) machine: String,
}

impl Date {
    /// The date as exactly as the source states it, no more exactly.
    pub(crate) fn new(date: &MessageDate) -> Self {
        let first = date.first_moment();
        let month = usize::try_from(first.month() - 1).ok().and_then(|index| MONTHS.get(index)).unwrap_or(&"");
        let (year, day) = (first.year(), first.day());
        let (day, timed) = match date {
            MessageDate::Year(_) => (format!("{year}"), false),
            MessageDate::Month(..) => (format!("{month} {year}"), false),
            MessageDate::Day(_) => (format!("{day} {month} {year}"), false),
            _ => (format!("{day} {month} {year}"), true),
        };
        let time = timed.then(|| format!("{:02}:{:02}", first.hour(), first.minute()));
        let zulu = matches!(date, MessageDate::Zulu(_));
        Self { day, time, zulu, machine: date.to_string() }
    }

    /// The date of a day that stands as `YYYY-MM-DD`, for example that of
    /// declassification; `None` if it is no such day.
    pub(crate) fn of_day(day: &str) -> Option<Self> {
        day.parse().ok().map(|date| Self::new(&date))
    }

    /// A moment of this program's own, in Greenwich time.
    pub(crate) fn of_timestamp(moment: jiff::Timestamp) -> Self {
        Self::new(&MessageDate::Zulu(jiff::tz::TimeZone::UTC.to_datetime(moment)))
    }

    /// The date with at most the day.
    pub(crate) fn short(date: &MessageDate) -> String {
        Self::new(date).day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_never_more_exact_than_its_source() {
        let show = |text: &str| {
            let date = Date::new(&text.parse().unwrap());
            (date.day, date.time, date.zulu)
        };
        assert_eq!(show("1976"), ("1976".to_owned(), None, false));
        assert_eq!(show("1976-09"), ("September 1976".to_owned(), None, false));
        assert_eq!(show("1976-09-01"), ("1 September 1976".to_owned(), None, false));
        assert_eq!(show("1930-01-19T11:00:00"), ("19 January 1930".to_owned(), Some("11:00".to_owned()), false));
        assert_eq!(show("2009-03-17T08:04:00Z"), ("17 March 2009".to_owned(), Some("08:04".to_owned()), true));
        assert_eq!(Date::of_day("after reunification"), None);
    }
}
