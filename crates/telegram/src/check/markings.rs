//! C13, C14 and C15: declassification, reasons and executive order against the date.

use jiff::civil::{Date, date};

use super::case::Case;
use super::lines::Lines;
use super::report::Check;
use crate::ElementKind;
use crate::model::Telegram;
use crate::tables::orders;

/// The reasons moved from section 1.5 to 1.4 with the amendment that took
/// effect on this day (32 CFR 2001, 68 FR 55168).
const MOVED: Date = date(2003, 9, 22);
/// The order that first had reasons in section 1.5.
const FIRST_REASONS: Date = date(1995, 10, 14);

/// C13: later than the telegram, and at most 25 years, 75 with an exemption for that.
pub(super) fn declassification(lines: &Lines<'_>, telegram: &Telegram) -> Check {
    let mut case = Case::new("C13");
    let Some(order) = &telegram.executive_order else { return case.close("no executive order line") };
    let Some(day) = order.declassify_on.as_deref().and_then(|day| day.parse::<Date>().ok()) else {
        return case.close("no day of declassification");
    };
    let Some(sent) = telegram.date.and_then(|date| date.day()) else { return case.close("no date") };
    case.saw("day of declassification", day.to_string(), lines.place(ElementKind::ExecutiveOrder));
    case.saw("date", sent.to_string(), lines.place(ElementKind::DateTimeGroup));
    let years = i32::from(day.year()) - i32::from(sent.year());
    let long = ["25X", "50X", "75X"].iter().any(|code| order.text.to_ascii_uppercase().contains(code));
    if day <= sent {
        case.contradicts(format!("to be declassified on {day}, before it was sent"));
    } else if years > 75 {
        case.contradicts(format!("to be declassified on {day}, {years} years after it was sent"));
    } else if years > 25 && !long && !(years == 26 && (day.month(), day.day()) <= (sent.month(), sent.day())) {
        case.slips(format!(
            "to be declassified on {day}, {years} years after it was sent, without the exemption for that"
        ));
    } else {
        case.agrees(format!("to be declassified {years} years later"));
    }
    case.close("no day of declassification")
}

/// C14: 1.5 from 14 October 1995, 1.4 from 22 September 2003; nothing beyond (g) or (h).
pub(super) fn reasons(lines: &Lines<'_>, telegram: &Telegram) -> Check {
    let mut case = Case::new("C14");
    let place = lines.place(ElementKind::ClassifiedBy);
    let sent = telegram.date.and_then(|date| date.day());
    let parsed = telegram.classified_by.iter().flat_map(|by| &by.reasons).map(String::as_str);
    // A section without a letter is no reason, but it tells the time all the same.
    let printed = lines.of(ElementKind::ClassifiedBy).flat_map(|row| sections(row.text));
    let mut reasons: Vec<&str> = parsed.take(20).collect();
    if reasons.is_empty() {
        reasons.extend(printed.take(20));
    }
    for reason in reasons {
        let (section, letter) = reason.split_once('(').unwrap_or((reason, ""));
        let letter = letter.bytes().next().map(|letter| letter.to_ascii_lowercase());
        case.saw("reason", reason, place);
        let last = match section {
            "1.4" => b'h',
            "1.5" => b'g',
            _ => continue,
        };
        if let Some(letter) = letter.filter(|letter| letter.is_ascii_lowercase() && *letter > last) {
            case.contradicts(format!("section {section} has no reason ({})", char::from(letter)));
            continue;
        }
        let Some(sent) = sent else { continue };
        case.saw("date", sent.to_string(), lines.place(ElementKind::DateTimeGroup));
        match section {
            "1.4" if sent < MOVED => {
                case.contradicts(format!("the reasons stand in section 1.4 since {MOVED}, the telegram is of {sent}"));
            }
            "1.5" if sent < FIRST_REASONS => {
                case.contradicts(format!("there is no section 1.5 before {FIRST_REASONS}, the telegram is of {sent}"));
            }
            // Templates live long.
            "1.5" if sent >= MOVED => case.doubts(format!("section 1.5 was left on {MOVED}: an old template")),
            _ => case.agrees(format!("section {section} fits {sent}")),
        }
    }
    case.close("no reasons")
}

/// `1.4` and `1.5` where they stand as numbers of a section.
fn sections(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '.'))
        .map(|word| word.trim_matches('.'))
        .filter(|word| matches!(*word, "1.4" | "1.5"))
}

/// C15: an order can be cited only after it was given, and by habit a while after it was replaced.
pub(super) fn order(lines: &Lines<'_>, telegram: &Telegram) -> Check {
    let mut case = Case::new("C15");
    let number = telegram.executive_order.as_ref().and_then(|order| order.number.as_deref());
    let (Some(number), Some(sent)) = (number, telegram.date.and_then(|date| date.day())) else {
        return case.close("no executive order with a number, or no date");
    };
    case.saw("executive order", number, lines.place(ElementKind::ExecutiveOrder));
    case.saw("date", sent.to_string(), lines.place(ElementKind::DateTimeGroup));
    let Some(order) = orders::find(number) else {
        case.doubts(format!("no order {number} on classification is known"));
        return case.close("");
    };
    if sent < order.from {
        case.contradicts(format!("order {number} is of {}, the telegram of {sent}", order.from));
    } else if order.may_be_cited(sent) {
        case.agrees(format!("order {number} was in force on {sent}"));
    } else {
        let until = order.to.map(|to| to.to_string()).unwrap_or_default();
        case.slips(format!("order {number} was in force until {until}, the telegram is of {sent}: an old template"));
    }
    case.close("")
}
