//! When a telegram or document was sent.

use core::fmt;
use core::str::FromStr;

use jiff::civil;

/// The date of a telegram or document, as exactly as the source states it.
///
/// Written as ISO 8601: `2009-03-17T08:04:00Z` for a date-time group,
/// `1930-01-19T11:00:00` for a time of day without a zone, `1976-09-01`,
/// `1976-09`, `1976` where less is known.
///
/// ```
/// use telegram::MessageDate;
///
/// let date: MessageDate = "2009-03-17T08:04:00Z".parse().unwrap();
/// assert_eq!(date.year(), 2009);
/// assert_eq!(date.to_string(), "2009-03-17T08:04:00Z");
/// assert!("2009-02-30".parse::<MessageDate>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MessageDate {
    /// Only the year is known.
    Year(i16),
    /// Year and month are known.
    Month(i16, i8),
    /// The day is known.
    Day(civil::Date),
    /// Day and time of day, at the place of sending.
    Local(civil::DateTime),
    /// Day and time of day, Greenwich ("Zulu") time.
    Zulu(civil::DateTime),
}

impl MessageDate {
    /// The year.
    #[must_use]
    pub fn year(&self) -> i16 {
        self.first_moment().year()
    }

    /// The earliest moment the date can mean, without a zone; what dates are
    /// sorted by.
    #[must_use]
    pub fn first_moment(&self) -> civil::DateTime {
        let day = |year, month| civil::Date::new(year, month, 1).unwrap_or(civil::Date::ZERO);
        match *self {
            Self::Year(year) => day(year, 1).at(0, 0, 0, 0),
            Self::Month(year, month) => day(year, month).at(0, 0, 0, 0),
            Self::Day(date) => date.at(0, 0, 0, 0),
            Self::Local(moment) | Self::Zulu(moment) => moment,
        }
    }

    /// The day, where at least that is known.
    #[must_use]
    pub fn day(&self) -> Option<civil::Date> {
        match *self {
            Self::Year(_) | Self::Month(..) => None,
            Self::Day(date) => Some(date),
            Self::Local(moment) | Self::Zulu(moment) => Some(moment.date()),
        }
    }
}

impl fmt::Display for MessageDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(date) => write!(f, "{date}"),
            Self::Local(moment) => write!(f, "{moment}"),
            Self::Zulu(moment) => write!(f, "{moment}Z"),
        }
    }
}

/// The text is not a date in one of the forms of [`MessageDate`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidDate(String);

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a date such as 1976-09-01 or 2009-03-17T08:04:00Z, but found {:?}", self.0)
    }
}

impl core::error::Error for InvalidDate {}

impl FromStr for MessageDate {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let invalid = || InvalidDate(text.to_owned());
        let number = |digits: &str| digits.parse::<i16>().map_err(|_| invalid());
        match text.len() {
            4 => civil::Date::new(number(text)?, 1, 1).map(|date| Self::Year(date.year())).map_err(|_| invalid()),
            7 if text.is_char_boundary(4) && text.is_char_boundary(5) => {
                let month = i8::try_from(number(&text[5..])?).map_err(|_| invalid())?;
                let date = civil::Date::new(number(&text[..4])?, month, 1).map_err(|_| invalid())?;
                Ok(Self::Month(date.year(), date.month()))
            }
            10 => text.parse().map(Self::Day).map_err(|_| invalid()),
            _ => match text.strip_suffix('Z') {
                Some(moment) => moment.parse().map(Self::Zulu).map_err(|_| invalid()),
                None => text.parse().map(Self::Local).map_err(|_| invalid()),
            },
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for MessageDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for MessageDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <String as serde::Deserialize>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
