//! C16: the copies for offices add up (rule RECORD-TEXT).

use super::case::Case;
use super::lines::Lines;
use super::report::Check;
use crate::{ElementKind, Span};

/// C16: `ACTION NEA-10 INFO OCT-01 ISO-00 /011 W`: the total counts all copies.
pub(super) fn distribution(lines: &Lines<'_>) -> Check {
    let mut case = Case::new("C16");
    let mut sum = Sum::default();
    for row in lines.of(ElementKind::Distribution) {
        // A further telegram's copies begin anew.
        if sum.total.is_some() && (row.text.starts_with("ACTION ") || row.text.starts_with("ORIGIN ")) {
            break;
        }
        sum.add(row.text, row.span);
    }
    let Some(total) = sum.total else { return case.close("no total of copies") };
    case.saw("copies", format!("{} offices, {} copies", sum.offices, sum.copies), sum.place);
    case.saw("total", format!("/{total:03}"), sum.place);
    if sum.odd > 0 {
        case.doubts(format!(
            "{} of the entries cannot be read, the rest adds up to {} of {total}",
            sum.odd, sum.copies
        ));
    } else if sum.copies == total {
        case.agrees(format!("{} offices have {total} copies", sum.offices));
    } else {
        case.contradicts(format!("{} offices have {} copies, the line says {total}", sum.offices, sum.copies));
    }
    case.close("no total of copies")
}

#[derive(Default)]
struct Sum {
    offices: u32,
    copies: u32,
    /// Words that are no entry.
    odd: u32,
    total: Option<u32>,
    place: Option<Span>,
}

impl Sum {
    fn add(&mut self, line: &str, span: Span) {
        self.place = Some(self.place.map_or(span, |place| place.join(span)));
        for word in line.split_whitespace() {
            if self.total.is_some() {
                break;
            }
            if let Some(total) = word.strip_prefix('/') {
                let digits = total.trim_end_matches(|c: char| c.is_ascii_uppercase());
                match digits.parse() {
                    Ok(total) => self.total = Some(total),
                    Err(_) => self.odd += 1,
                }
            } else if let Some((symbol, copies)) = word.rsplit_once('-') {
                match copies.parse::<u32>() {
                    Ok(_) if symbol.bytes().all(|b| b.is_ascii_digit()) && self.offices == 0 => {
                        // `21-12`: a routing number of the years to 1974.
                    }
                    Ok(copies) if !symbol.is_empty() && copies < 1000 => {
                        self.offices += 1;
                        self.copies += copies;
                    }
                    _ => self.odd += 1,
                }
            } else if word.len() == 1 || matches!(word, "ACTION" | "ORIGIN" | "INFO") {
                // The letter after the total; the keywords.
            } else if word.bytes().all(|b| b.is_ascii_digit()) && self.offices == 0 {
                // The routing number stands on a line of its own above.
            } else {
                self.odd += 1;
            }
        }
    }
}
