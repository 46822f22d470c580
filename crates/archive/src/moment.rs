//! Dates as numbers, to sort by and to search ranges of.

use jiff::ToSpan;
use jiff::civil::DateTime;
use telegram::{Edtf, MessageDate};

/// Seconds since 1970 of a moment without regard to zones.
pub(crate) fn seconds(moment: DateTime) -> i64 {
    jiff::tz::TimeZone::UTC.to_timestamp(moment).map_or(0, |moment| moment.as_second())
}

/// The first second that a date can mean.
pub(crate) fn first(date: &MessageDate) -> i64 {
    seconds(date.first_moment())
}

/// The first second after all that a date can mean: of the next year, month,
/// day, or second.
pub(crate) fn end(date: &MessageDate) -> i64 {
    let first = date.first_moment();
    let span = match date {
        MessageDate::Year(_) => 1.year(),
        MessageDate::Month(..) => 1.month(),
        MessageDate::Day(_) => 1.day(),
        _ => 1.second(),
    };
    seconds(first.saturating_add(span))
}

/// The first second that a date with its doubts can mean, and the first after it; the least and greatest number where an
/// end is open.
pub(crate) fn range(date: &Edtf) -> (i64, i64) {
    if let Some(exact) = date.exact() {
        return (first(&exact), end(&exact));
    }
    let begin = date.earliest().map_or(i64::MIN, |day| seconds(day.at(0, 0, 0, 0)));
    let end = date.latest().map_or(i64::MAX, |day| seconds(day.at(0, 0, 0, 0).saturating_add(1.day())));
    (begin, end)
}

/// What a date with its doubts is sorted by: the first second that it can mean, of an open start the last.
pub(crate) fn sorted_by(date: &Edtf) -> i64 {
    match range(date) {
        (i64::MIN, end) => end.saturating_sub(1),
        (begin, _) => begin,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_ends() {
        let range = |text: &str| {
            let date = text.parse().unwrap();
            (first(&date), end(&date) - first(&date))
        };
        assert_eq!(range("1970-01-01T00:00:00Z"), (0, 1));
        assert_eq!(range("1970-01-02"), (86_400, 86_400));
        assert_eq!(range("1970-02"), (31 * 86_400, 28 * 86_400));
        assert_eq!(range("1972"), (730 * 86_400, 366 * 86_400));
        assert!(range("1861-04-12").0 < 0);
        let doubtful: Edtf = "1970-01-02~/1970-01-03".parse().unwrap();
        assert_eq!(super::range(&doubtful), (86_400, 3 * 86_400));
        assert_eq!(super::range(&"1970-01-02/..".parse().unwrap()), (86_400, i64::MAX));
    }
}
