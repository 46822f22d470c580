//! Which section a reason is under, and whether the telegram's day agrees
//! (rule REASON).

use jiff::civil::{Date, date};

use super::reasons::Cited;
use crate::Diagnostic;
use crate::text::Unfolded;

/// From this day reasons are cited as section 1.5 (E.O. 12958).
const SECTION_1_5: Date = date(1995, 10, 14);
/// From this day as section 1.4 (E.O. 12958 as amended, E.O. 13526).
const SECTION_1_4: Date = date(2003, 9, 22);

/// The section of the letters: as cited, else as cited before, else by the
/// order that the field names, else by the day.
pub(super) fn of(
    cited: &Cited,
    before: Option<&str>,
    text: &str,
    value: &Unfolded,
    day: Option<Date>,
    diagnostics: &mut Vec<Diagnostic>,
) -> String {
    let span = value.span(cited.range.clone());
    if let Some(section) = &cited.section {
        if cited.misprinted {
            let message = format!("the section is misprinted; {section} was meant");
            diagnostics.push(Diagnostic::note("reason-section-misprinted", span, message));
        }
        return section.clone();
    }
    if let Some(before) = before {
        return before.to_owned();
    }
    let section = match day {
        Some(day) if day < SECTION_1_5 => "1.3",
        Some(day) if day < SECTION_1_4 => "1.5",
        Some(_) => "1.4",
        None if text.contains("12356") => "1.3",
        None => "1.4",
    };
    let message = format!("the reasons name no section; {section} was in force");
    diagnostics.push(Diagnostic::warning("reason-section-missing", span, message));
    section.to_owned()
}

/// Says what is odd about section and letters.
pub(super) fn check(
    cited: &Cited,
    section: &str,
    value: &Unfolded,
    day: Option<Date>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let span = value.span(cited.range.clone());
    let last = match section {
        "1.4" => b'h',
        "1.5" => b'g',
        "1.3" => b'j',
        _ if section.starts_with("1-3") => b'z',
        _ => {
            let message = format!("section {section} holds no reasons for classification");
            diagnostics.push(Diagnostic::warning("reason-section-unknown", span, message));
            b'z'
        }
    };
    let from = match section {
        "1.4" => Some((SECTION_1_4, None)),
        "1.5" => Some((SECTION_1_5, Some(SECTION_1_4))),
        "1.3" => Some((date(1982, 8, 1), Some(SECTION_1_5))),
        _ => None,
    };
    if let (Some(day), Some((from, to))) = (day, from)
        && cited.section.is_some()
        && (day < from || to.is_some_and(|to| day >= to))
    {
        let message = format!("reasons were not under section {section} on {day}; the section was kept as written");
        diagnostics.push(Diagnostic::note("reason-section-out-of-date", span, message));
    }
    for &letter in cited.letters.iter().filter(|&&letter| letter > last) {
        let message = format!("section {section} has no reason ({})", char::from(letter));
        diagnostics.push(Diagnostic::warning("reason-letter-invalid", span, message));
    }
    if cited.letters.is_empty() {
        let message = format!("section {section} is cited without a letter");
        diagnostics.push(Diagnostic::note("reason-letter-missing", span, message));
    }
    if cited.ranged {
        diagnostics.push(Diagnostic::note("reason-range", span, "a range of reasons was read as all letters in it"));
    }
    if cited.misread {
        diagnostics.push(Diagnostic::warning(
            "reason-letter-misread",
            span,
            "a figure in place of a letter was read as (b)",
        ));
    }
}
