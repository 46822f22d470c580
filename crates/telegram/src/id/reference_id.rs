//! The value that names a telegram, and its canonical form.

use core::fmt;
use core::str::FromStr;

/// Telegrams and airgrams of a post are numbered apart (rule COLLISION).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Series {
    /// By wire.
    #[default]
    Telegram,
    /// In telegram form, by pouch.
    Airgram,
}

/// The name of a telegram: year, post, series, number.
///
/// Ordered by year, post, series, number. The canonical form has a two-digit year for 1950 to 2049 and a four-digit year
/// otherwise, so that 1894 and 1994 stay apart.
///
/// ```
/// use telegram::id::{ReferenceId, Series};
///
/// let id: ReferenceId = "09ASTANA478".parse().unwrap();
/// assert_eq!((id.year, id.post.as_str(), id.series, id.number), (2009, "ASTANA", Series::Telegram, 478));
/// assert_eq!(id.to_string(), "09ASTANA478");
/// let old = ReferenceId { year: 1894, ..id };
/// assert_eq!(old.to_string(), "1894ASTANA478");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReferenceId {
    /// The year, four digits.
    pub year: u16,
    /// The key of the post as printed: letters in upper case, no blanks.
    pub post: String,
    /// Telegram or airgram.
    pub series: Series,
    /// The number within the post's year, from 1.
    pub number: u32,
}

impl ReferenceId {
    /// A telegram's id.
    #[must_use]
    pub fn telegram(year: u16, post: impl Into<String>, number: u32) -> Self {
        Self { year, post: post.into(), series: Series::Telegram, number }
    }

    /// An airgram's id.
    #[must_use]
    pub fn airgram(year: u16, post: impl Into<String>, number: u32) -> Self {
        Self { year, post: post.into(), series: Series::Airgram, number }
    }
}

impl fmt::Display for ReferenceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if (1950..=2049).contains(&self.year) {
            write!(f, "{:02}", self.year % 100)?;
        } else {
            write!(f, "{:04}", self.year)?;
        }
        f.write_str(&self.post)?;
        match self.series {
            Series::Telegram => write!(f, "{}", self.number),
            Series::Airgram => write!(f, "-A{}", self.number),
        }
    }
}

/// The text is not a reference id in canonical form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseIdError(());

impl fmt::Display for ParseIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a reference id such as 09ASTANA478")
    }
}

impl core::error::Error for ParseIdError {}

/// Reads the canonical form and nothing else; [`crate::id::canonicalise`] reads the others.
///
/// # Errors
///
/// Fails on everything that [`ReferenceId`]'s `Display` would not have written.
pub fn parse_canonical(text: &str) -> Result<ReferenceId, ParseIdError> {
    read(text).ok_or(ParseIdError(()))
}

fn read(text: &str) -> Option<ReferenceId> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let year: u16 = text.get(..digits)?.parse().ok()?;
    let year = match digits {
        2 if year >= 50 => 1900 + year,
        2 => 2000 + year,
        4 if !(1950..=2049).contains(&year) => year,
        _ => return None,
    };
    let rest = text.get(digits..)?;
    let letters = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let (post, rest) = rest.split_at(letters);
    let (series, number) = match rest.strip_prefix("-A") {
        Some(number) => (Series::Airgram, number),
        None => (Series::Telegram, rest),
    };
    if post.is_empty() || number.len() > 9 || !number.bytes().all(|b| b.is_ascii_digit()) || number.starts_with('0') {
        return None;
    }
    Some(ReferenceId { year, post: post.to_owned(), series, number: number.parse().ok()? })
}

impl FromStr for ReferenceId {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse_canonical(text)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for ReferenceId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for ReferenceId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        parse_canonical(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_canonical_form() {
        for good in ["09ASTANA478", "73BANGKOK-A50", "1894PARIS12", "50SUVA1", "49SUVA1", "2050SUVA1"] {
            assert_eq!(parse_canonical(good).unwrap().to_string(), good);
        }
        for bad in [
            "",
            "09",
            "09ASTANA",
            "ASTANA478",
            "09ASTANA0478",
            "2009ASTANA478",
            "9ASTANA478",
            "09astana478",
            "09A-A",
            "09ASTANA 4",
        ] {
            assert!(parse_canonical(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn ordered_by_year_post_number() {
        let mut ids: Vec<ReferenceId> = ["09SUVA2", "09APIA10", "98SUVA1", "09APIA9", "09APIA-A1"]
            .iter()
            .map(|text| text.parse().unwrap())
            .collect();
        ids.sort();
        let sorted: Vec<String> = ids.iter().map(ToString::to_string).collect();
        assert_eq!(sorted, ["98SUVA1", "09APIA9", "09APIA10", "09APIA-A1", "09SUVA2"]);
    }

    proptest! {
        #[test]
        fn written_and_read_again(year in 1800u16..2200, post in "[A-Z]{3,17}", number in 1u32..10_000_000, airgram: bool) {
            let series = if airgram { Series::Airgram } else { Series::Telegram };
            let id = ReferenceId { year, post, series, number };
            prop_assert_eq!(parse_canonical(&id.to_string()), Ok(id));
        }
    }
}
