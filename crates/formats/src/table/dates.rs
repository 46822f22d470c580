//! Dates as rows state them.

use telegram::MessageDate;
use telegram::lexicon::dates::{self, Read};

/// Reads a date as [`dates::read`] does. Of two small numbers the first is the month, as in the dump (FORMAT.md 5.3); with
/// dots between them it is the day, as where dots are written.
pub(crate) fn read(text: &str) -> Option<MessageDate> {
    let found = dates::read(text)?;
    let dots = || text.split([' ', 'T']).next().is_some_and(|day| day.contains('.'));
    Some(match found {
        Read::Ambiguous { .. } if dots() => found.day_first(),
        found => found.month_first(),
    })
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
