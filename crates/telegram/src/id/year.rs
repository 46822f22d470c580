//! Which year a reference means (rule YEAR).

use jiff::civil::Date;

use super::ReferenceId;

/// From this year on the Department and its posts numbered their telegrams by calendar year in one series, so that post,
/// year and number make an id. Before, numbers ran by fiscal year, and the Department had a series for each post.
pub const NUMBERED_BY_YEAR: u16 = 1969;

/// What is known of the telegram in which a reference stands.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct When<'a> {
    pub(crate) year: Option<u16>,
    pub(crate) date: Option<Date>,
    pub(crate) id: Option<&'a ReferenceId>,
}

impl<'a> When<'a> {
    pub(crate) fn new(id: Option<&'a ReferenceId>, date: Option<Date>) -> Self {
        let year = id.map(|id| id.year).or(date.and_then(|date| u16::try_from(date.year()).ok()));
        Self { year, date, id }
    }
}

/// A year as it is written in an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WrittenYear {
    /// `2005`.
    Full(u16),
    /// `05`.
    Short(u8),
    /// `004`, `094`: a figure too many, the first or the last; without the first, without the last.
    Spoilt(u8, u8),
}

impl WrittenYear {
    /// Reads two digits, four digits of a plausible year, or three that begin with a zero (`004`, `094`).
    pub(crate) fn read(digits: &str) -> Option<Self> {
        let value: u16 = digits.parse().ok()?;
        match digits.len() {
            2 => Some(Self::Short(value as u8)),
            3 if digits.starts_with('0') => Some(Self::Spoilt(value as u8, (value / 10) as u8)),
            4 if (1789..=2099).contains(&value) => Some(Self::Full(value)),
            _ => None,
        }
    }

    /// Reads five digits of which one is too many, where without it they are one of the ten years up to `citing`
    /// (`20009`).
    pub(crate) fn without_one(digits: &str, citing: u16) -> Option<Self> {
        let is_year = |year: &u16| (citing.saturating_sub(10)..=citing).contains(year);
        let without = |at: usize| {
            let kept = digits.bytes().enumerate().filter(|&(other, _)| other != at).map(|(_, digit)| digit);
            kept.take(4).try_fold(0_u16, |year, digit| year.checked_mul(10)?.checked_add(u16::from(digit - b'0')))
        };
        let figures = digits.len() == 5 && digits.bytes().all(|digit| digit.is_ascii_digit());
        (0..5).filter(|_| figures).filter_map(without).filter(is_year).max().map(Self::Full)
    }
}

/// How a year was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum YearNote {
    /// Written with four digits, or with two and a context that leaves no doubt.
    Plain,
    /// Written with two digits and no citing telegram: the century is the usual one.
    CenturyAssumed,
    /// After the year of the citing telegram.
    Later,
    /// Not written: the year of the citing telegram.
    Citing,
    /// Not written; the number is too high for the citing telegram's year so far.
    Before,
}

/// No reference goes back further than this with two digits; beyond, the digits are garbled.
const LONGEST_MEMORY: u16 = 60;

/// The year that `written` means.
pub(crate) fn resolve(written: WrittenYear, when: When<'_>) -> Option<(u16, YearNote)> {
    let short = match written {
        WrittenYear::Full(year) => {
            let later = when.year.is_some_and(|citing| year > citing + u16::from(year_ends(when)));
            return Some((year, if later { YearNote::Later } else { YearNote::Plain }));
        }
        WrittenYear::Short(short) => u16::from(short),
        WrittenYear::Spoilt(first, second) => {
            // The later of the two years that can be meant.
            let read = |short| resolve(WrittenYear::Short(short), when);
            let [first, second] = [first, second].map(read);
            let fits = |found: &(u16, YearNote)| found.1 == YearNote::Plain;
            return match (first.filter(fits), second.filter(fits)) {
                (Some(first), Some(second)) => Some(if first.0 >= second.0 { first } else { second }),
                (one, other) => one.or(other).or(first),
            };
        }
    };
    let Some(citing) = when.year else {
        // The electronic collections begin in 1966 and end after 2008 (rule YEAR).
        let year = if short >= 50 { 1900 + short } else { 2000 + short };
        return Some((year, YearNote::CenturyAssumed));
    };
    let newest = citing + u16::from(year_ends(when));
    let year = newest - (newest + 100 - short) % 100;
    if newest - year <= LONGEST_MEMORY {
        return Some((year, YearNote::Plain));
    }
    // A reference to a later telegram: a corrected copy, or a slip of the pen; not one of a century before.
    let later = year + 100;
    (later <= citing + 2).then_some((later, YearNote::Later))
}

/// The last days of December: telegrams of the next year's series may be cited already.
fn year_ends(when: When<'_>) -> bool {
    when.date.is_some_and(|date| date.month() == 12 && date.day() >= 26)
}

/// The year of a reference that states none: that of the citing telegram, or the year before where the post cannot have
/// come so far yet.
pub(crate) fn infer(post: &str, number: u32, airgram: bool, when: When<'_>) -> Option<(u16, YearNote)> {
    let citing = when.year?;
    let own_series = when.id.filter(|id| id.post == post && (id.series == super::Series::Airgram) == airgram);
    if let Some(own) = own_series
        && number > own.number
    {
        return Some((citing - 1, YearNote::Before));
    }
    if own_series.is_none()
        && let Some(date) = when.date
        && u16::try_from(date.year()) == Ok(citing)
        && number > reach(post, airgram, date)
        && !is_beyond_all(post, number, date)
    {
        return Some((citing - 1, YearNote::Before));
    }
    Some((citing, YearNote::Citing))
}

/// Whether no post has sent so many in any year of the electronic collections, so that the number tells nothing of the
/// year. At the turn of the year the year before is likelier all the same (rule YEAR, b).
fn is_beyond_all(post: &str, number: u32, date: Date) -> bool {
    const MOST: u32 = 9_000;
    date.year() >= 1990 && date.month() > 2 && number > MOST && post != "STATE"
}

/// More telegrams than a post has ever sent by that day of a year: no post reached a hundred a day, and the Department
/// stayed below thirteen hundred (rule RECORD: 335,000 in its busiest year).
fn reach(post: &str, airgram: bool, date: Date) -> u32 {
    let day = u32::try_from(date.day_of_year()).unwrap_or(1);
    match (post, airgram) {
        // Numbers of a secretary's journey begin anew with each.
        ("TOSEC" | "SECTO", _) => u32::MAX,
        ("STATE", false) => 3_000 + 1_300 * day,
        (_, false) => 300 + 100 * day,
        ("STATE", true) => 1_000 + 30 * day,
        (_, true) => 60 + 5 * day,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn citing(id: &ReferenceId, day: Date) -> When<'_> {
        When::new(Some(id), Some(day))
    }

    #[test]
    fn two_digits() {
        let id = ReferenceId::telegram(2005, "SUVA", 617);
        let when = citing(&id, date(2005, 3, 1));
        for (short, expected) in [
            (5, Some((2005, YearNote::Plain))),
            (4, Some((2004, YearNote::Plain))),
            (99, Some((1999, YearNote::Plain))),
            (73, Some((1973, YearNote::Plain))),
            (6, Some((2006, YearNote::Later))),
            (19, None),
        ] {
            assert_eq!(resolve(WrittenYear::Short(short), when), expected, "{short}");
        }
        let newyear = citing(&id, date(2005, 12, 30));
        assert_eq!(resolve(WrittenYear::Short(6), newyear), Some((2006, YearNote::Plain)));
        assert_eq!(resolve(WrittenYear::Short(94), When::default()), Some((1994, YearNote::CenturyAssumed)));
        assert_eq!(resolve(WrittenYear::Short(9), When::default()), Some((2009, YearNote::CenturyAssumed)));
    }

    #[test]
    fn no_digits() {
        let id = ReferenceId::telegram(1974, "LAPAZ", 15);
        let when = citing(&id, date(1974, 1, 3));
        for (post, number, year) in [
            ("LAPAZ", 7697, 1973),
            ("LAPAZ", 14, 1974),
            ("STATE", 250_108, 1973),
            ("STATE", 848, 1974),
            ("QUITO", 59, 1974),
        ] {
            assert_eq!(infer(post, number, false, when).map(|(year, _)| year), Some(year), "{post} {number}");
        }
        assert_eq!(infer("SUVA", 1, false, When::default()), None);
        let march = ReferenceId::telegram(2009, "SUVA", 15);
        let march = citing(&march, date(2009, 3, 3));
        assert_eq!(infer("APIA", 8_500, false, march), Some((2008, YearNote::Before)));
        assert_eq!(infer("APIA", 9_500, false, march), Some((2009, YearNote::Citing)));
    }

    #[test]
    fn a_digit_too_many() {
        let read = |digits, year| {
            let id = ReferenceId::telegram(year, "SUVA", 617);
            let written = WrittenYear::read(digits).or_else(|| WrittenYear::without_one(digits, year))?;
            resolve(written, citing(&id, date(year as i16, 5, 1))).map(|(year, _)| year)
        };
        assert_eq!(read("004", 2005), Some(2004));
        assert_eq!(read("094", 2009), Some(2009));
        assert_eq!(read("099", 2009), Some(2009));
        assert_eq!(read("098", 2005), Some(1998));
        assert_eq!(read("20009", 2009), Some(2009));
        assert_eq!(read("22008", 2009), Some(2008));
        assert_eq!(read("12345", 2009), None);
    }
}
