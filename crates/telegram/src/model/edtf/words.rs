//! Dates with their doubts as people write them: `about March 1953`, `3 March to 5 March 1953`.

use jiff::civil;

use super::{Bound, Certainty, Edtf, Stated};
use crate::{MONTHS, MessageDate};

impl Edtf {
    /// The date in English words, without the time of day.
    ///
    /// ```
    /// let words = |text: &str| text.parse::<telegram::Edtf>().unwrap().in_words();
    /// assert_eq!(words("1975-03-03~"), "about 3 March 1975");
    /// assert_eq!(words("1953-03/1953-05"), "March 1953 to May 1953");
    /// assert_eq!(words("../1953"), "1953 or before");
    /// ```
    #[must_use]
    pub fn in_words(&self) -> String {
        match (self.from, self.to) {
            (Bound::Date(date, certainty), None) => one(date, certainty),
            (Bound::Date(from, certain), Some(Bound::Date(to, surely))) => {
                format!("{} to {}", one(from, certain), one(to, surely))
            }
            (Bound::Date(from, certainty), Some(_)) => format!("{} or later", one(from, certainty)),
            (_, Some(Bound::Date(to, certainty))) => format!("{} or before", one(to, certainty)),
            // No date has two open ends.
            _ => String::new(),
        }
    }
}

fn one(date: Stated, certainty: Certainty) -> String {
    let plain = match date {
        Stated::Plain(MessageDate::Year(year)) | Stated::AnyMonth(year) => year.to_string(),
        Stated::Plain(MessageDate::Month(year, month)) => month_of(year, month),
        Stated::AnyDay(year, month) => format!("some day of {}", month_of(year, month)),
        Stated::Plain(date) => date.day().map(day_of).unwrap_or_default(),
        Stated::Years(year, 1) => format!("the {year}s"),
        Stated::Years(year, _) => format!("{year} to {}", year.saturating_add(99)),
        Stated::Season(year, season) => {
            let name = ["spring", "summer", "autumn"].get(usize::try_from(season - 21).unwrap_or(usize::MAX));
            format!("{} {year}", name.unwrap_or(&"winter"))
        }
    };
    let doubt = match certainty {
        Certainty::Sure => "",
        Certainty::Uncertain => "probably ",
        Certainty::Approximate => "about ",
        Certainty::Both => "probably about ",
    };
    format!("{doubt}{plain}")
}

fn day_of(day: civil::Date) -> String {
    format!("{} {}", day.day(), month_of(day.year(), day.month()))
}

fn month_of(year: i16, month: i8) -> String {
    let name = usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).unwrap_or(&"");
    format!("{name} {year}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        for (date, words) in [
            ("1953", "1953"),
            ("1953-03", "March 1953"),
            ("1953-03-04?", "probably 4 March 1953"),
            ("1953%", "probably about 1953"),
            ("1953-03-XX", "some day of March 1953"),
            ("195X", "the 1950s"),
            ("19XX", "1900 to 1999"),
            ("1953-21", "spring 1953"),
            ("1953-24~", "about winter 1953"),
            ("1953-03-03/1953-03-05", "3 March 1953 to 5 March 1953"),
            ("1953-03-04/..", "4 March 1953 or later"),
            ("/1953", "1953 or before"),
            ("2009-03-17T08:04:00Z", "17 March 2009"),
        ] {
            assert_eq!(date.parse::<Edtf>().unwrap().in_words(), words, "{date}");
        }
    }
}
