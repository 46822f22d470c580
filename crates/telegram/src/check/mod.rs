//! Whether a telegram agrees with itself (rules C1 to C20).
//!
//! A telegram says many things twice: its number in the relay's serial and on
//! the classification line, its day in the date-time group and as the day of
//! the year, its class in letters and in words. [`check`] compares them. What
//! agrees makes the reading trustworthy; what contradicts shows a damaged, a
//! mixed-up or an invented telegram. [`continuity`] compares telegrams of one
//! sender with each other.

mod case;
mod classes;
mod continuity;
mod copies;
mod country;
mod dates;
mod lines;
mod markings;
mod numbers;
mod paragraphs;
mod precedence;
mod record;
mod references;
mod report;
mod rules;
mod sections;

pub use continuity::continuity;
pub use report::{Check, Evidence, Report, Verdict};
pub use rules::{RULES, Rule};

use crate::Parsed;

/// Compares what the telegram says in different places.
///
/// `text` is what was parsed, or the decoded text of the carrier that the
/// elements of `parsed` tile. Every check of [`RULES`] but the one over several
/// telegrams is in the report, in their order. Never fails; time is linear.
///
/// ```
/// use telegram::{Verdict, check, parse};
///
/// let text = "DE RUEHSV #0617/01 0920415\nZNR UUUUU ZZH\nP 020415Z APR 05\nFM AMEMBASSY SUVA\n\
///             TO RUEHC/SECSTATE WASHDC PRIORITY 4928\nBT\nUNCLAS SUVA 000617\n\nSUBJECT: FERRY SERVICE\n";
/// assert_eq!(check(text, &parse(text)).verdict, Verdict::Agrees);
///
/// // The 92nd day of 2005 is 2 April, not 2 May.
/// let text = text.replace("APR", "MAY");
/// let report = check(&text, &parse(&text));
/// assert_eq!(report.verdict, Verdict::Contradicts);
/// assert_eq!(report.contradictions().next().map(|check| check.number), Some("C1"));
/// ```
#[must_use]
pub fn check(text: &str, parsed: &Parsed) -> Report {
    let lines = lines::Lines::new(text, &parsed.elements);
    let telegram = &parsed.telegram;
    Report::new(vec![
        dates::filing(&lines, telegram),
        numbers::serial(&lines, telegram),
        sections::of_station(&lines, telegram),
        classes::stated(&lines, telegram),
        numbers::sender(&lines, telegram),
        dates::stated(&lines, telegram),
        precedence::routing(&lines, telegram),
        precedence::prosign(telegram),
        sections::complete(&lines),
        paragraphs::numbers(telegram),
        classes::portions(telegram),
        references::letters(&lines, telegram),
        markings::declassification(&lines, telegram),
        markings::reasons(&lines, telegram),
        markings::order(&lines, telegram),
        copies::distribution(&lines),
        record::counts(&lines, telegram),
        references::dates(telegram),
        country::tags(telegram),
    ])
}

#[cfg(test)]
mod tests;
