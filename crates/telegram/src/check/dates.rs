//! C1 and C6: the date-time group against filing times and the source's dates.

use jiff::civil::{Date, DateTime};

use super::case::Case;
use super::lines::{Lines, Row};
use super::report::Check;
use crate::ElementKind;
use crate::envelope::date_time_group::month_at;
use crate::id::CanonicalId;
use crate::model::{Filed, MessageDate, Telegram};

/// Minutes in an hour and in a day.
const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// C1: a message is filed when its date-time group is set or soon after.
pub(super) fn filing(lines: &Lines<'_>, telegram: &Telegram) -> Check {
    let mut case = Case::new("C1");
    let Some(MessageDate::Zulu(sent)) = telegram.date else {
        return case.close("no date-time group with a year");
    };
    case.saw(
        "date-time group",
        format!("{}Z", sent.strftime("%Y-%m-%d %H:%M")),
        lines.place(ElementKind::DateTimeGroup),
    );
    // Further sections are filed as the station comes to them.
    if let Some(filed) = telegram.envelope.message_id.as_ref().and_then(|line| line.filed.as_ref()) {
        of_station(&mut case, sent, filed);
    }
    for row in lines.of(ElementKind::DashLine) {
        if let Some((day, hour, minute)) = dash_time(row.text) {
            of_dash_line(&mut case, sent, (day, hour, minute), row);
        }
    }
    case.close("no filing time")
}

fn of_station(case: &mut Case, sent: DateTime, filed: &Filed) {
    let clock = filed.time.as_deref().and_then(clock);
    let shown = match (filed.day_of_year, filed.day) {
        (Some(day), _) => format!("day {day:03} of the year, {}", filed.time.as_deref().unwrap_or("no time")),
        (None, Some(day)) => format!("day {day:02} of the month, {}", filed.time.as_deref().unwrap_or("no time")),
        (None, None) => "no day".to_owned(),
    };
    case.saw("filing time", shown, filed.span);
    let (hour, minute) = clock.unwrap_or((sent.hour(), sent.minute()));
    let candidates: Vec<DateTime> = match (filed.day_of_year, filed.day) {
        (Some(day), _) => (-1..=1)
            .filter_map(|years| {
                Some(day_of_year(sent.year() + years, i16::try_from(day).ok()?)?.at(hour, minute, 0, 0))
            })
            .collect(),
        (None, Some(day)) => i8::try_from(day).map(|day| in_months(sent, day, hour, minute)).unwrap_or_default(),
        (None, None) => {
            case.contradicts("the filing time names a day that no year has");
            return;
        }
    };
    let Some(filed_at) = nearest_to(sent, &candidates) else {
        case.contradicts(format!("no year near {} has that filing day", sent.year()));
        return;
    };
    let lag = minutes(sent, filed_at);
    let day = filed_at.date();
    if (-HOUR..=2 * DAY).contains(&lag) {
        case.agrees(match lag {
            0 => "the filing time is that of the date-time group".to_owned(),
            ..0 => format!("filed {} before the date-time group", span_of(lag)),
            _ => format!("filed {} after the date-time group", span_of(lag)),
        });
        return;
    }
    // Counted in a year of the other length, the day fits: a slip that stations made.
    let in_leap_year = sent.date().in_leap_year();
    let slipped = filed.day_of_year.filter(|&day| day >= 60).and_then(|day| {
        let shifted = i16::try_from(day).ok()? + if in_leap_year { 1 } else { -1 };
        day_of_year(sent.year(), shifted)
            .filter(|day| (-HOUR..=2 * DAY).contains(&minutes(sent, day.at(hour, minute, 0, 0))))
    });
    if slipped.is_some() {
        let length = if in_leap_year { 365 } else { 366 };
        case.slips(format!("the filing day is {day}, one off as if the year had {length} days"));
    } else if lag > 0 && lag <= 10 * DAY {
        case.doubts(format!("filed {} after the date-time group, on {day}: late, or sent again", span_of(lag)));
    } else {
        let side = if lag < 0 { "before" } else { "after" };
        case.contradicts(format!("filed on {day}, {} {side} the date-time group of {}", span_of(lag), sent.date()));
    }
}

/// `08:04`.
fn clock(time: &str) -> Option<(i8, i8)> {
    let (hour, minute) = time.split_once(':')?;
    let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some((hour, minute))
}

/// The relay in Washington noted the day of the month only, and took its time.
fn of_dash_line(case: &mut Case, sent: DateTime, (day, hour, minute): (i8, i8, i8), row: Row<'_>) {
    case.saw("filing time of the dash line", format!("day {day:02} of the month, {hour:02}{minute:02}Z"), row.span);
    let candidates = in_months(sent, day, hour, minute);
    let Some(lag) = candidates.iter().map(|filed| minutes(sent, *filed)).filter(|lag| *lag >= -HOUR).min() else {
        return;
    };
    let early = candidates.iter().map(|filed| minutes(sent, *filed)).filter(|lag| *lag < -HOUR).max();
    if lag <= 8 * DAY {
        case.agrees(format!("filed with the relay {} after the date-time group", span_of(lag)));
    } else if let Some(early) = early.filter(|early| *early > -3 * DAY) {
        case.slips(format!("filed with the relay {} before the date-time group", span_of(early)));
    } else {
        case.doubts(format!("filed with the relay {} after the date-time group, or in another month", span_of(lag)));
    }
}

/// `------------------201212Z 109980 /20`.
fn dash_time(line: &str) -> Option<(i8, i8, i8)> {
    let word = line.trim_start_matches('-').split([' ', '-']).find(|word| word.len() == 7 && word.ends_with('Z'))?;
    let part = |from: usize| word.get(from..from + 2).and_then(|two| two.parse::<i8>().ok());
    let (day, hour, minute) = (part(0)?, part(2)?, part(4)?);
    ((1..=31).contains(&day) && (0..24).contains(&hour) && (0..60).contains(&minute)).then_some((day, hour, minute))
}

/// C6: the year of the id and the dates that the source states.
pub(super) fn stated(lines: &Lines<'_>, telegram: &Telegram) -> Check {
    let mut case = Case::new("C6");
    let Some(date) = telegram.date else { return case.close("no date") };
    let place = lines.place(ElementKind::DateTimeGroup);
    let near_new_year =
        date.day().is_some_and(|day| (day.month(), day.day()) >= (12, 30) || (day.month(), day.day()) <= (1, 3));
    let mut years = Vec::new();
    if let Some(id) = telegram.id.as_ref().and_then(CanonicalId::reference_id) {
        // Where the text states no id, the year was taken from the date itself.
        let own = lines.of(ElementKind::Label).find(|row| row.text.starts_with("MRN"));
        years.extend(own.map(|row| ("message number", id.to_string(), i16::try_from(id.year), Some(row.span))));
    }
    if let Some(stated) = &telegram.source.reference_id {
        let year = year_of_statement(stated).and_then(|year| i16::try_from(year).ok());
        years.extend(year.map(|year| ("id of the source", stated.clone(), Ok(year), None)));
    }
    for (what, value, year, span) in years {
        let Ok(year) = year else { continue };
        case.saw("date", date.to_string(), place);
        case.saw(what, value, span);
        if year == date.year() {
            case.agrees(format!("{what} and date are of {year}"));
        } else if near_new_year && (year - date.year()).abs() == 1 {
            case.doubts(format!("{what} is of {year}, the date {date}, at the turn of the year"));
        } else {
            case.contradicts(format!("{what} is of {year}, the date is {date}"));
        }
    }
    if let (Some(created), Some(day)) = (telegram.source.created, date.day()) {
        case.saw("date", date.to_string(), place);
        case.saw("date of the source", created.to_string(), None);
        if let Some(stated) = created.day() {
            compare_days(&mut case, "the source", day, stated);
        }
    }
    for row in lines.of(ElementKind::DateTimeGroup) {
        if let (Some(written), Some(day)) = (written_day(row.text), date.day()) {
            case.saw("date in words", written.to_string(), row.span);
            compare_days(&mut case, "the date in words", day, written);
        }
    }
    case.close("the source states no date or id to compare with")
}

fn compare_days(case: &mut Case, who: &str, day: Date, stated: Date) {
    let days = (minutes(day.at(0, 0, 0, 0), stated.at(0, 0, 0, 0)) / DAY).abs();
    match days {
        0..=1 => case.agrees(format!("{who} gives the day, {stated}")),
        // An archive's date may be that of a draft or of the arrival.
        2..=31 => case.doubts(format!("{who} says {stated}, the date-time group {day}")),
        _ => case.contradicts(format!("{who} says {stated}, the date-time group {day}")),
    }
}

/// The year at the start of an id as a source writes it: `1979LAPAZ07538`, `09ASTANA478`.
fn year_of_statement(stated: &str) -> Option<u16> {
    let digits = stated.bytes().take_while(u8::is_ascii_digit).count();
    let year: u16 = stated.get(..digits)?.parse().ok()?;
    match digits {
        4 => Some(year),
        2 => Some(if year >= 50 { 1900 + year } else { 2000 + year }),
        _ => None,
    }
}

/// `Date/DTG: Aug 03, 2010 / 031406Z AUG 10`: the day in words.
fn written_day(line: &str) -> Option<Date> {
    let value = line.split_once(':')?.1.trim_start();
    let (month, length, _) = month_at(value)?;
    let mut words = value[length..].split([' ', ',', '.', '/']).filter(|word| !word.is_empty());
    let day = words.next()?.parse().ok()?;
    let year = words.next().filter(|year| year.len() == 4)?.parse().ok()?;
    Date::new(year, month, day).ok()
}

fn day_of_year(year: i16, day: i16) -> Option<Date> {
    let last = Date::new(year, 12, 31).ok()?;
    let first = Date::new(year, 1, 1).ok()?;
    let days = jiff::Span::new().try_days(i64::from(day) - 1).ok()?;
    first.checked_add(days).ok().filter(|date| (1..=last.day_of_year()).contains(&day) && date.year() == year)
}

/// The moment in the month of the telegram and in the two around it.
fn in_months(sent: DateTime, day: i8, hour: i8, minute: i8) -> Vec<DateTime> {
    (-1..=1)
        .filter_map(|months: i64| {
            let first = sent.date().first_of_month();
            let month = first.checked_add(jiff::Span::new().try_months(months).ok()?).ok()?;
            Some(Date::new(month.year(), month.month(), day).ok()?.at(hour, minute, 0, 0))
        })
        .collect()
}

fn nearest_to(sent: DateTime, candidates: &[DateTime]) -> Option<DateTime> {
    candidates.iter().copied().min_by_key(|candidate| minutes(sent, *candidate).abs())
}

/// Minutes from one moment to another.
fn minutes(from: DateTime, to: DateTime) -> i64 {
    from.duration_until(to).as_secs() / 60
}

/// `3 h`, `5 days`: the length of a span of minutes, whatever its sign.
fn span_of(lag: i64) -> String {
    match lag.abs() {
        minutes @ 0..HOUR => format!("{minutes} min"),
        minutes if minutes < 2 * DAY => format!("{} h {:02} min", minutes / HOUR, minutes % HOUR),
        minutes => format!("{} days", minutes / DAY),
    }
}
