//! The executive order line: `E.O. 12958: DECL: 03/17/2029` (rule ORDER,
//! N58-N65, N162).

pub(crate) mod date;

use jiff::civil::Date;

use super::labels;
use crate::spelling;
use crate::tables::orders::{self, Order};
use crate::text::Unfolded;
use crate::{Diagnostic, ExecutiveOrder};

/// What an executive order line says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct OrderLine {
    /// The order and until when the telegram is classified.
    pub(crate) order: ExecutiveOrder,
    /// The classifier of a line under order 12065, as printed: `VEST, GEORGE S.`
    pub(crate) classifier: Option<String>,
    /// Exemption codes, upper case: `X1`, `25X1`, `XGDS-2`, `OADR`.
    pub(crate) exemptions: Vec<String>,
    /// Whether an event stands in place of a date (N63).
    pub(crate) event: bool,
    /// Where another field begins in the value, when a line break was lost (N65).
    pub(crate) rest: Option<usize>,
}

/// Reads what follows `E.O.`; `sent` is the day of the telegram.
pub(crate) fn parse(value: &Unfolded, sent: Option<Date>, diagnostics: &mut Vec<Diagnostic>) -> OrderLine {
    let rest = labels::next_label(&value.text, 0).filter(|&at| at > 0);
    let text = &value.text[..rest.unwrap_or(value.text.len())];
    let (printed, after) = number(text);
    let mut line = OrderLine { rest, ..OrderLine::default() };
    let order = printed.as_deref().and_then(|printed| {
        let span = value.span(0..after);
        meant(printed, sent, |message, code| diagnostics.push(Diagnostic::warning(code, span, message)))
    });
    line.order.number = order.map(|order| order.number.to_owned()).or(printed);
    let from = after + separators(&text[after..]);
    let tail = text[from..].trim_end_matches([' ', ';', ',']);
    line.order.text = tail.to_owned();
    read_value(tail, from, value, sent, order, &mut line, diagnostics);
    line
}

/// The printed number, with letters for figures repaired, and the offset after it.
fn number(text: &str) -> (Option<String>, usize) {
    let start = text.len() - text.trim_start_matches([' ', '.', ':', '#', '-']).len();
    let mut figures = String::new();
    let mut at = start;
    for (index, byte) in text[start..].bytes().enumerate() {
        let next_is_figure = text.as_bytes().get(start + index + 1).is_some_and(u8::is_ascii_digit);
        match byte {
            b'0'..=b'9' if figures.len() < 8 => figures.push(char::from(byte)),
            b'O' | b'o' if !figures.is_empty() && next_is_figure => figures.push('0'),
            b'I' | b'l' if next_is_figure => figures.push('1'),
            // `12 958`, `12,958`
            b' ' | b',' if figures.len() == 2 && next_is_figure => {}
            _ => break,
        }
        at = start + index + 1;
    }
    if figures.len() < 4 {
        return (None, start);
    }
    (Some(figures), at)
}

/// The order that a printed number means; says so where they differ (N59).
fn meant(printed: &str, sent: Option<Date>, mut report: impl FnMut(String, &'static str)) -> Option<&'static Order> {
    if let Some(order) = orders::find(printed) {
        if let Some(day) = sent.filter(|&day| !order.may_be_cited(day)) {
            report(format!("order {printed} was not in force on {day}"), "executive-order-not-in-force");
        }
        return Some(order);
    }
    let near = |limit: usize, only_in_force: bool| {
        let mut found = orders::all().iter().filter(|order| {
            let in_force = sent.is_none_or(|day| order.may_be_cited(day));
            spelling::distance(printed, order.number, limit).is_some() && (in_force || !only_in_force)
        });
        let first = found.next();
        first.filter(|_| found.next().is_none())
    };
    let order = near(1, false).or_else(|| near(1, true)).or_else(|| sent.and_then(|_| near(2, true)));
    match order {
        Some(order) => {
            let message = format!("there is no order {printed}; {} was meant", order.number);
            report(message, "executive-order-misprinted");
        }
        None => report(format!("there is no order {printed} on classification"), "executive-order-unknown"),
    }
    order
}

/// The length of what stands between number and value: punctuation, an
/// amendment note.
fn separators(text: &str) -> usize {
    let mut rest = text;
    loop {
        let before = rest.len();
        rest = rest.trim_start_matches([' ', ':', ';', ',', '.', '-', '=']);
        for note in ["(AS AMENDED)", "AS AMENDED", "(AMENDED)"] {
            rest = spelling::strip_prefix(rest, note).unwrap_or(rest);
        }
        if rest.len() == before {
            return text.len() - rest.len();
        }
    }
}

fn read_value(
    tail: &str,
    from: usize,
    value: &Unfolded,
    sent: Option<Date>,
    order: Option<&Order>,
    line: &mut OrderLine,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if is_none(tail) {
        return;
    }
    let span = value.span(from..from + tail.len());
    line.exemptions = exemptions(tail);
    let has = |code: &str| line.exemptions.iter().any(|found| found.starts_with(code));
    // `XGDS-1 DECLAS DATE 12/31/94` is a day of declassification all the same.
    let declassified = || memchr::memmem::find(tail.to_ascii_uppercase().as_bytes(), b"DECLAS").is_some();
    let review = has("RDS") || has("XDS") || has("XGDS") && !declassified();
    let base = sent.or(order.map(|order| order.from));
    let found = date::find(tail, base);
    if let Some(found) = &found {
        let span = value.span(from + found.range.start..from + found.range.end);
        let printed = &tail[found.range.clone()];
        match found.day {
            Some(_) if review => {
                let message = format!("{printed} is the day of review, not of declassification");
                diagnostics.push(Diagnostic::note("review-date", span, message));
            }
            Some(day) => {
                line.order.declassify_on = Some(day.to_string());
                if sent.is_some_and(|sent| day <= sent) {
                    let message = format!("{day} is not later than the telegram itself");
                    diagnostics.push(Diagnostic::warning("declassification-date-past", span, message));
                }
            }
            None => {
                let message = format!("{printed} is no day of the calendar");
                diagnostics.push(Diagnostic::error("declassification-date-impossible", span, message));
            }
        }
        if found.unusual {
            let message = format!("the date is printed {printed:?}");
            diagnostics.push(Diagnostic::note("declassification-date-form", span, message));
        }
    }
    let (keyword, event) = keyword(tail);
    if keyword.is_some_and(|misspelt| misspelt) {
        let message = "the keyword DECL is misspelt";
        diagnostics.push(Diagnostic::note("declassification-keyword", span, message));
    }
    if found.is_none() && line.exemptions.is_empty() && keyword.is_some() && event.len() > 3 {
        line.event = true;
        let message = "an event stands in place of a date";
        diagnostics.push(Diagnostic::note("declassification-event", span, message));
    }
    if found.is_none() && keyword.is_some() && !line.exemptions.is_empty() {
        let late = has("OADR") && sent.is_some_and(|sent| sent >= jiff::civil::date(1995, 10, 14));
        if late {
            let message = "OADR is of order 12356, which ended on 13 October 1995";
            diagnostics.push(Diagnostic::warning("declassification-oadr-late", span, message));
        } else {
            let message = format!("an exemption stands in place of a date: {}", line.exemptions.join(", "));
            diagnostics.push(Diagnostic::note("declassification-exemption", span, message));
        }
    }
    if has("GDS") || has("RDS") || has("XDS") || has("XGDS") {
        line.classifier = classifier(tail, found.map_or(0, |found| found.range.end));
    }
}

/// `N/A` and its misprints.
fn is_none(tail: &str) -> bool {
    let letters: String = tail
        .bytes()
        .filter(u8::is_ascii_alphabetic)
        .take(20)
        .map(|byte| char::from(byte.to_ascii_uppercase()))
        .collect();
    matches!(letters.as_str(), "NA" | "A" | "NONE" | "NOTAPPLICABLE" | "DECLNA")
        && !tail.contains(|c: char| c.is_ascii_digit())
}

/// Whether DECL stands at the start, whether it is misspelt, and what follows.
fn keyword(tail: &str) -> (Option<bool>, &str) {
    let text = tail.trim_start_matches(['(', ' ']);
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = &text[..length];
    let rest = text[length..].trim_start_matches([' ', ':', ';', '.', ',', '-']);
    const RIGHT: &[&str] = &["DECL", "DECLAS", "DECLASS", "DECLASSIFY", "DECLASSIFIED", "DECLASSIFICATION"];
    let misspelt = if RIGHT.iter().any(|right| right.eq_ignore_ascii_case(word)) {
        false
    } else if length >= 3 && RIGHT.iter().any(|right| spelling::distance(word, right, 1).is_some()) {
        true
    } else {
        return (None, text);
    };
    // `DECLASSIFY ON:`, `DECLAS DATE`
    let after = ["ON", "DATE"].iter().find_map(|word| spelling::strip_prefix(rest, word)).unwrap_or(rest);
    (Some(misspelt), after.trim_start_matches([' ', ':']))
}

/// The codes among the words of `tail`.
fn exemptions(tail: &str) -> Vec<String> {
    let outside = tail.split('(').next().unwrap_or(tail);
    let words = if outside.trim().is_empty() { tail } else { outside };
    let mut found: Vec<String> = Vec::new();
    let mut before = "";
    for word in words.split([' ', ',', ';', ':', '(', ')', '.', '/']).filter(|word| !word.is_empty()) {
        let upper = word.to_ascii_uppercase();
        let code = match upper.as_str() {
            "GDS" | "ADS" | "OADR" | "MR" | "XGDS" | "RDS" | "XDS" => Some(upper.clone()),
            _ if is_code(&upper) => Some(upper.clone()),
            // `XGDS 2`
            "1" | "2" | "3" | "4" if matches!(before, "XGDS" | "RDS" | "XDS") => {
                if let Some(last) = found.last_mut() {
                    last.push('-');
                    last.push_str(&upper);
                }
                None
            }
            _ => None,
        };
        before = match upper.as_str() {
            "XGDS" => "XGDS",
            "RDS" => "RDS",
            "XDS" => "XDS",
            _ => "",
        };
        if let Some(code) = code
            && !found.contains(&code)
        {
            found.push(code);
        }
    }
    found
}

/// `X1` to `X8`, `25X1`, `25X1-HUMAN`, `50X1-HUM`, `75X`, `XGDS-1`, `RDS-3`.
fn is_code(word: &str) -> bool {
    let stem = word.split('-').next().unwrap_or_default();
    let series = ["XGDS", "RDS", "XDS"].contains(&stem) && word.len() <= stem.len() + 2;
    let figures = stem.strip_prefix("25X").or_else(|| stem.strip_prefix("50X")).or_else(|| stem.strip_prefix("75X"));
    let long = figures.is_some_and(|rest| rest.len() <= 1 && rest.bytes().all(|byte| byte.is_ascii_digit()));
    let short = matches!(stem.as_bytes(), [b'X', b'1'..=b'8']);
    series || long || short
}

/// The name in parentheses, or after the date, under order 12065.
fn classifier(tail: &str, after_date: usize) -> Option<String> {
    let (printed, closed) = match tail[after_date..].split_once('(') {
        Some((_, inside)) => (inside.split(')').next().unwrap_or(inside), inside.contains(')')),
        None => (&tail[after_date..], false),
    };
    let mut name = printed.trim();
    if !closed {
        // Without the organisation: `… OR-M`.
        name = name.split(" OR-").next().unwrap_or(name);
    }
    let name = name.trim_matches([' ', ',', ';', ':']);
    let letters = name.bytes().filter(u8::is_ascii_alphabetic).count();
    let is_name = letters >= 3
        && name.bytes().all(|byte| !byte.is_ascii_digit())
        && (closed || name.contains(','))
        && !name.contains("OR-")
        && spelling::strip_prefix(name, "GDS").is_none();
    is_name.then(|| name.to_owned())
}

#[cfg(test)]
mod tests;
