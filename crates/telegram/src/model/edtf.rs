//! Dates with their certainty: the Extended Date/Time Format (ISO 8601-2, level 1).

use core::fmt;
use core::str::FromStr;

use jiff::civil;

use super::MessageDate;

mod words;

/// A date as a source states it, with what is uncertain of it.
///
/// Written in the Extended Date/Time Format, level 1: `1953-03-04`, `1953-03`, `1953-03~` (about), `1953-03-04?` (doubtful),
/// `1953-03-XX` (some day of the month), `195X`, `1953-03-03/1953-03-05` (an interval, `..` for an open end), and moments such
/// as `2009-03-17T08:04:00Z`.
///
/// ```
/// use telegram::Edtf;
///
/// let date: Edtf = "1953-03~/1953-05".parse().unwrap();
/// assert_eq!(date.to_string(), "1953-03~/1953-05");
/// assert_eq!(date.earliest().unwrap().to_string(), "1953-03-01");
/// assert_eq!(date.latest().unwrap().to_string(), "1953-05-31");
/// assert!(!date.is_exact());
/// assert!("March".parse::<Edtf>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Edtf {
    from: Bound,
    /// The end of an interval.
    to: Option<Bound>,
}

/// An end of an interval, or the one date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Bound {
    Date(Stated, Certainty),
    /// `..`
    Open,
    /// Nothing is known.
    Unknown,
}

/// A date in which figures can be unspecified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Stated {
    Plain(MessageDate),
    /// `195X` (one figure), `19XX` (two).
    Years(i16, u8),
    /// `1953-XX`
    AnyMonth(i16),
    /// `1953-03-XX`
    AnyDay(i16, i8),
    /// `1953-21`: spring to winter are 21 to 24.
    Season(i16, i8),
}

/// How sure a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Certainty {
    /// As stated.
    #[default]
    Sure,
    /// `?`: doubtful.
    Uncertain,
    /// `~`: about that time.
    Approximate,
    /// `%`: both.
    Both,
}

impl Certainty {
    const fn mark(self) -> &'static str {
        match self {
            Self::Sure => "",
            Self::Uncertain => "?",
            Self::Approximate => "~",
            Self::Both => "%",
        }
    }

    /// Both doubts together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Sure, one) | (one, Self::Sure) => one,
            (one, same) if one == same => one,
            _ => Self::Both,
        }
    }
}

impl From<MessageDate> for Edtf {
    fn from(date: MessageDate) -> Self {
        Self { from: Bound::Date(Stated::Plain(date), Certainty::Sure), to: None }
    }
}

impl Edtf {
    /// From the first date to the last; the one date where they are the same.
    #[must_use]
    pub fn interval(from: MessageDate, to: MessageDate) -> Self {
        let to = Some(Bound::Date(Stated::Plain(to), Certainty::Sure)).filter(|_| from != to);
        Self { to, ..Self::from(from) }
    }

    /// Not before a date, with no end known.
    #[must_use]
    pub fn since(from: MessageDate) -> Self {
        Self { to: Some(Bound::Open), ..Self::from(from) }
    }

    /// Not after a date, with no begin known.
    #[must_use]
    pub fn until(to: MessageDate) -> Self {
        Self { from: Bound::Open, to: Some(Bound::Date(Stated::Plain(to), Certainty::Sure)) }
    }

    /// The same dates, less sure.
    #[must_use]
    pub fn with(self, doubt: Certainty) -> Self {
        let with = |bound| match bound {
            Bound::Date(day, certainty) => Bound::Date(day, certainty.and(doubt)),
            other => other,
        };
        Self { from: with(self.from), to: self.to.map(with) }
    }

    /// Whether it is one date or moment without any doubt; a month or a year alone is one too.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.exact().is_some()
    }

    /// The date itself where it leaves no doubt.
    #[must_use]
    pub fn exact(&self) -> Option<MessageDate> {
        match (self.from, self.to) {
            (Bound::Date(Stated::Plain(date), Certainty::Sure), None) => Some(date),
            _ => None,
        }
    }

    /// Whether it can mean the other date, or a day of it.
    #[must_use]
    pub fn may_be(&self, other: MessageDate) -> bool {
        let other = Self::from(other);
        let is_before = |last: Option<civil::Date>, first: Option<civil::Date>| matches!((last, first), (Some(last), Some(first)) if last < first);
        !is_before(self.latest(), other.earliest()) && !is_before(other.latest(), self.earliest())
    }

    /// The first day that it can mean; `None` where it is open.
    #[must_use]
    pub fn earliest(&self) -> Option<civil::Date> {
        match self.from {
            Bound::Date(day, _) => day.range().map(|(first, _)| first),
            Bound::Open | Bound::Unknown => None,
        }
    }

    /// The last day that it can mean; `None` where it is open.
    #[must_use]
    pub fn latest(&self) -> Option<civil::Date> {
        match self.to.unwrap_or(self.from) {
            Bound::Date(day, _) => day.range().map(|(_, last)| last),
            Bound::Open | Bound::Unknown => None,
        }
    }
}

impl Stated {
    /// Its first and its last day.
    fn range(self) -> Option<(civil::Date, civil::Date)> {
        let months = |year: i16, first: i8, last: i8| {
            let first = civil::Date::new(year, first, 1).ok()?;
            Some((first, civil::Date::new(year, last, 1).ok()?.last_of_month()))
        };
        match self {
            Self::Plain(MessageDate::Year(year)) | Self::AnyMonth(year) => months(year, 1, 12),
            Self::Plain(MessageDate::Month(year, month)) | Self::AnyDay(year, month) => months(year, month, month),
            Self::Plain(date) => date.day().map(|day| (day, day)),
            Self::Years(first, figures) => {
                let last = first.checked_add(if figures > 1 { 99 } else { 9 })?;
                Some((months(first, 1, 12)?.0, months(last, 1, 12)?.1))
            }
            Self::Season(year, season) => {
                let month = (season - 21).checked_mul(3)?.checked_add(3)?;
                // Winter ends in the next year.
                match month {
                    12 => Some((months(year, 12, 12)?.0, months(year.checked_add(1)?, 2, 2)?.1)),
                    month => months(year, month, month.checked_add(2)?),
                }
            }
        }
    }
}

impl fmt::Display for Stated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Plain(date) => write!(f, "{date}"),
            Self::Years(year, 1) => write!(f, "{:03}X", year / 10),
            Self::Years(year, _) => write!(f, "{:02}XX", year / 100),
            Self::AnyMonth(year) => write!(f, "{year:04}-XX"),
            Self::AnyDay(year, month) => write!(f, "{year:04}-{month:02}-XX"),
            Self::Season(year, season) => write!(f, "{year:04}-{season}"),
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(day, certainty) => write!(f, "{day}{}", certainty.mark()),
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.from)?;
        match &self.to {
            Some(to) => write!(f, "/{to}"),
            None => Ok(()),
        }
    }
}

/// The text is no date in the Extended Date/Time Format, level 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidEdtf(String);

impl fmt::Display for InvalidEdtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a date such as 1953-03, 1953-03-04? or 1953-03-03/1953-03-05, but found {:?}", self.0)
    }
}

impl core::error::Error for InvalidEdtf {}

impl FromStr for Edtf {
    type Err = InvalidEdtf;

    fn from_str(text: &str) -> Result<Self, InvalidEdtf> {
        let invalid = || InvalidEdtf(text.chars().take(64).collect());
        let (from, to) = match text.split_once('/') {
            Some((from, to)) => (bound(from), Some(bound(to).ok_or_else(invalid)?)),
            None => (bound(text), None),
        };
        let from = from.ok_or_else(invalid)?;
        let says_nothing = |bound: &Bound| !matches!(bound, Bound::Date(..));
        if says_nothing(&from) && to.as_ref().is_none_or(says_nothing) {
            return Err(invalid());
        }
        Ok(Self { from, to })
    }
}

fn bound(text: &str) -> Option<Bound> {
    match text {
        "" => return Some(Bound::Unknown),
        ".." => return Some(Bound::Open),
        _ => {}
    }
    let (date, certainty) = match text.as_bytes().last()? {
        b'?' => (&text[..text.len() - 1], Certainty::Uncertain),
        b'~' => (&text[..text.len() - 1], Certainty::Approximate),
        b'%' => (&text[..text.len() - 1], Certainty::Both),
        _ => (text, Certainty::Sure),
    };
    Some(Bound::Date(day(date)?, certainty))
}

fn day(text: &str) -> Option<Stated> {
    if let Ok(date) = text.parse() {
        return Some(Stated::Plain(date));
    }
    let parts: Vec<&str> = text.splitn(4, '-').collect();
    let year = |text: &str| (text.len() == 4).then(|| text.parse::<i16>().ok()).flatten();
    match parts[..] {
        [years] if years.len() == 4 && years.is_ascii() => {
            let figures = if years.ends_with("XX") { 2 } else { 1 };
            let stated: i16 = years.get(..4 - figures)?.parse().ok()?;
            let scale = if figures == 2 { 100 } else { 10 };
            years.ends_with('X').then(|| Stated::Years(stated * scale, figures as u8))
        }
        [stated, "XX"] | [stated, "XX", "XX"] => year(stated).map(Stated::AnyMonth),
        [stated, season] => {
            let season = season.parse().ok().filter(|season| (21..=24).contains(season))?;
            Some(Stated::Season(year(stated)?, season))
        }
        [stated, month, "XX"] => {
            let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
            Some(Stated::AnyDay(year(stated)?, month))
        }
        _ => None,
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Edtf {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Edtf {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <String as serde::Deserialize>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_their_days() {
        for (text, first, last) in [
            ("1953", "1953-01-01", "1953-12-31"),
            ("1952-02", "1952-02-01", "1952-02-29"),
            ("1953-03-04?", "1953-03-04", "1953-03-04"),
            ("1953-03~", "1953-03-01", "1953-03-31"),
            ("1953-03-XX", "1953-03-01", "1953-03-31"),
            ("1953-XX", "1953-01-01", "1953-12-31"),
            ("195X", "1950-01-01", "1959-12-31"),
            ("19XX%", "1900-01-01", "1999-12-31"),
            ("1953-24", "1953-12-01", "1954-02-28"),
            ("1953-21", "1953-03-01", "1953-05-31"),
            ("1953-03-03/1953-03-05", "1953-03-03", "1953-03-05"),
            ("2009-03-17T08:04:00Z", "2009-03-17", "2009-03-17"),
        ] {
            let date: Edtf = text.parse().unwrap();
            assert_eq!(date.to_string(), text);
            assert_eq!(date.earliest().unwrap().to_string(), first, "{text}");
            assert_eq!(date.latest().unwrap().to_string(), last, "{text}");
        }
        for (text, open) in [("1953/..", (false, true)), ("../1953", (true, false)), ("/1953", (true, false))] {
            let date: Edtf = text.parse().unwrap();
            assert_eq!((date.earliest().is_none(), date.latest().is_none()), open, "{text}");
            assert_eq!(date.to_string(), text);
        }
        for text in
            ["", "..", "../..", "March", "1953-13", "1953-03-32", "X953", "19575-02-11", "1953-25", "ä953", "??"]
        {
            assert!(text.parse::<Edtf>().is_err(), "{text}");
        }
    }
}
