//! Dates as rows state them.

use jiff::civil::{Date, DateTime};
use telegram::lexicon::dates::{self, Read};
use telegram::lexicon::doubt;
use telegram::{Edtf, MessageDate};

use super::{Column, Columns, Field};

/// Which of two small numbers is the month. A table says it once: by a date in which one of them exceeds twelve, or through
/// its user (`--map Date=%d/%m/%Y`). Nobody guesses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Order {
    /// No date of the column tells.
    #[default]
    Unknown,
    /// `12/28/1966`, as in the dump (rule DUMP).
    MonthFirst,
    /// `28/12/1966`.
    DayFirst,
    /// As the user says, in the conversions of `strptime`.
    Format(String),
}

impl Order {
    /// What the dates of a column tell; nothing where they contradict each other.
    pub(crate) fn of<'a>(values: impl Iterator<Item = &'a str>) -> Self {
        let (mut days, mut months) = (0, 0);
        for (first, second) in values.filter_map(figures) {
            days += u32::from(first > 12 && second <= 12);
            months += u32::from(second > 12 && first <= 12);
        }
        match (days, months) {
            (1.., 0) => Self::DayFirst,
            (0, 1..) => Self::MonthFirst,
            _ => Self::Unknown,
        }
    }

    /// Reads a date of the column; with dots between its numbers the day is first, as where dots are written.
    pub(crate) fn read(&self, text: &str) -> Option<MessageDate> {
        if let Self::Format(format) = self {
            let has_time = ["%H", "%I", "%T", "%R", "%k"].iter().any(|conversion| format.contains(conversion));
            return match has_time {
                true => DateTime::strptime(format, text.trim()).map(MessageDate::Zulu).ok(),
                false => Date::strptime(format, text.trim()).map(MessageDate::Day).ok(),
            }
            // `%Y` takes `75` for the year 75.
            .filter(|date| date.year() >= 1000);
        }
        if let Some(date) = compact(text.trim()) {
            return Some(date);
        }
        let found = dates::read(text)?;
        let Read::Ambiguous { month_first, day_first } = found else { return found.certain() };
        let dots = text.split([' ', 'T']).next().is_some_and(|day| day.contains('.'));
        match self {
            _ if dots || month_first == day_first => Some(day_first),
            Self::DayFirst => Some(day_first),
            Self::MonthFirst => Some(month_first),
            _ => None,
        }
    }

    /// Reads a date with its doubts: `ca. 1953`, `March-May 1953`.
    pub(crate) fn stated(&self, text: &str) -> Option<Edtf> {
        match self {
            Self::Format(_) => self.read(text).map(Edtf::from),
            _ => doubt::read(text, &|day| self.read(day)),
        }
    }

    /// Whether `format` says how a day is written: what it writes it reads again.
    pub(crate) fn is_format(format: &str) -> bool {
        let day = jiff::civil::date(1975, 4, 13);
        let written = jiff::fmt::strtime::format(format, day.at(21, 45, 0, 0)).unwrap_or_default();
        let read = Self::Format(format.to_owned()).read(&written);
        read.and_then(|date| date.day()) == Some(day)
    }

    /// Whether a value is a date whose day and month cannot be told apart.
    pub(crate) fn is_ambiguous(&self, text: &str) -> bool {
        !matches!(self, Self::Format(_)) && self.read(text).is_none() && dates::read(text).is_some()
    }
}

/// How a table writes the dates of its columns.
#[derive(Debug, Clone, Default)]
pub(crate) struct DateOrders {
    date: Order,
    released: Order,
}

impl DateOrders {
    /// The same order for all columns.
    pub(crate) fn all(order: &Order) -> Self {
        Self { date: order.clone(), released: order.clone() }
    }

    /// What the dates of each column tell; where those of a column tell nothing, what all dates of the table do.
    pub(crate) fn of(values: &[(Field, String)]) -> Self {
        let all = || values.iter().map(|(_, value)| value.as_str());
        let own = |field| {
            let own = values.iter().filter(|(known, _)| *known == field).map(|(_, value)| value.as_str());
            Some(Order::of(own)).filter(|order| *order != Order::Unknown).unwrap_or_else(|| Order::of(all()))
        };
        Self { date: own(Field::Date), released: own(Field::Released) }
    }

    /// The order of the column of a field.
    pub(super) fn of_field(&self, field: Field) -> &Order {
        if field == Field::Released { &self.released } else { &self.date }
    }

    /// What the user says of columns goes before what their values tell.
    pub(crate) fn told<'a>(mut self, told: &Columns, columns: impl IntoIterator<Item = &'a Column>) -> Self {
        for column in columns {
            let Some(format) = told.format(&column.name) else { continue };
            match column.field {
                Some(Field::Date) => self.date = Order::Format(format.to_owned()),
                Some(Field::Released) => self.released = Order::Format(format.to_owned()),
                _ => {}
            }
        }
        self
    }
}

/// The first two of three numbers with slashes or hyphens between.
fn figures(value: &str) -> Option<(u8, u8)> {
    let day = value.trim().split([' ', 'T', ',']).next()?;
    let mut parts = day.split(['/', '-']);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let small = |part: &str| part.parse().ok().filter(|_| part.len() <= 2);
    (parts.next().is_none() && matches!(third.len(), 2 | 4)).then(|| Some((small(first)?, small(second)?)))?
}

/// `20030101`, `20030101045900`, as databases and web archives write it (ISO 8601, basic format, without the `T`).
fn compact(text: &str) -> Option<MessageDate> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let date = match text.len() {
        8 => Date::strptime("%Y%m%d", text).map(MessageDate::Day).ok(),
        14 => DateTime::strptime("%Y%m%d%H%M%S", text).map(MessageDate::Zulu).ok(),
        _ => None,
    };
    date.filter(|date| (1800..=2100).contains(&date.year()))
}

/// Reads a date of a source that writes the month first.
pub(crate) fn read(text: &str) -> Option<MessageDate> {
    Order::MonthFirst.read(text)
}

#[cfg(test)]
mod tests {
    use super::{Order, read};

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
            ("20030101", "2003-01-01"),
            ("20030101045930", "2003-01-01T04:59:30Z"),
            ("1976-09", "1976-09"),
            ("1976", "1976"),
        ] {
            assert_eq!(read(form).map(|date| date.to_string()).as_deref(), Some(date), "{form}");
        }
        for bad in [
            "",
            "13/13/1966",
            "yesterday",
            "2003-02-30",
            "99",
            "1/1",
            "20031301",
            "10030101",
            "1142313600",
            "a/b/c",
            "–",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_column_tells_its_order() {
        let order = |values: &[&str]| Order::of(values.iter().copied());
        let column = ["05/03/1976", "09/03/1976", "31/03/1976", "02/04/1976"];
        assert_eq!(order(&column), Order::DayFirst);
        assert_eq!(order(&column).read(column[0]).unwrap().to_string(), "1976-03-05");
        assert_eq!(order(&["5/3/1976 18:48", "3/31/1976 4:00"]), Order::MonthFirst);
        assert_eq!(order(&["05/03/1976", "1976-03-31"]), Order::Unknown);
        assert_eq!(order(&["31/03/1976", "03/31/1976"]), Order::Unknown, "they contradict each other");
        assert_eq!(Order::Unknown.read("05/03/1976"), None);
        assert!(Order::Unknown.is_ambiguous("05/03/1976"));
        assert_eq!(Order::Unknown.read("05/05/1976").unwrap().to_string(), "1976-05-05");
        assert_eq!(Order::Unknown.read("31/03/1976").unwrap().to_string(), "1976-03-31");
        let told = Order::Format("%d/%m/%y".to_owned());
        assert_eq!(told.read("05/03/76").unwrap().to_string(), "1976-03-05");
        assert_eq!(told.read("1976-03-05"), None);
        assert!(!told.is_ambiguous("1976-03-05"));
        assert_eq!(Order::Format("%d/%m/%Y".to_owned()).read("05/03/76"), None);
        for good in ["%d/%m/%Y", "%m/%d/%y %H:%M", "%d %B %Y", "%Y%m%d"] {
            assert!(Order::is_format(good), "{good}");
        }
        for bad in ["%Q", "%", "%d/%m", "%Y", "%:::z"] {
            assert!(!Order::is_format(bad), "{bad}");
        }
    }
}
