//! The year of a telegram that was sent around New Year (rule N27).

use crate::id::ReferenceId;
use crate::model::MessageDate;

/// How the date-time group and the id that the carrier states are brought together.
pub(super) struct Settled {
    /// The date; another than that of the date-time group where its year was written by habit.
    pub(super) date: MessageDate,
    /// The year that the number counts in.
    pub(super) year: u16,
    /// Whether the date was changed.
    pub(super) is_corrected: bool,
}

/// Settles what a date-time group and the id of the same post and number say of the year; `None` where they agree, or
/// differ otherwise than writers err in the weeks around New Year.
///
/// In January last year's figures are written by habit, in December next year's by mistake: the id's year holds. On
/// 1 January (and 31 December, ahead of Greenwich) a telegram can bear a number of the other year: both hold.
pub(super) fn settle(date: MessageDate, stated: &ReferenceId) -> Option<Settled> {
    let day = date.day()?;
    let year = i16::try_from(stated.year).ok()?;
    let is_corrected = match (day.month(), year - day.year()) {
        (1, 1) | (12, -1) => true,
        (1, -1) if day.day() == 1 => false,
        (12, 1) if day.day() == 31 => false,
        _ => return None,
    };
    let date = if is_corrected { with_year(date, year)? } else { date };
    Some(Settled { date, year: stated.year, is_corrected })
}

fn with_year(date: MessageDate, year: i16) -> Option<MessageDate> {
    let moment = |moment: jiff::civil::DateTime| moment.with().year(year).build().ok();
    Some(match date {
        MessageDate::Zulu(at) => MessageDate::Zulu(moment(at)?),
        MessageDate::Local(at) => MessageDate::Local(moment(at)?),
        MessageDate::Day(day) => MessageDate::Day(day.with().year(year).build().ok()?),
        MessageDate::Year(_) | MessageDate::Month(..) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settles_the_weeks_around_new_year() {
        for (date, year, want) in [
            ("2005-01-03T03:05:00Z", 2006, Some("2006-01-03T03:05:00Z")),
            ("2006-12-30T03:05:00Z", 2005, Some("2005-12-30T03:05:00Z")),
            ("2006-01-01T01:05:00Z", 2005, Some("2006-01-01T01:05:00Z")),
            ("2005-12-31T13:05:00Z", 2006, Some("2005-12-31T13:05:00Z")),
            ("2005-12-30T13:05:00Z", 2006, None),
            ("2006-01-10T01:05:00Z", 2005, None),
            ("2005-07-15T03:05:00Z", 2006, None),
            ("2005-07-15T03:05:00Z", 2005, None),
        ] {
            let stated = ReferenceId::telegram(year, "SUVA".to_owned(), 17);
            let settled = settle(date.parse().unwrap(), &stated);
            assert_eq!(settled.map(|settled| settled.date.to_string()).as_deref(), want, "{date} {year}");
        }
    }
}
