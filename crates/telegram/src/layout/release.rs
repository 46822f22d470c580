//! Copies released under FOIA: stamps of case and document number, decisions,
//! codes of exemptions in the margin (rules SCAN, N14).

use memchr::memmem;

use crate::Span;
use crate::text::Line;
use crate::text::shape::{is_digits, starts_with_fold};

/// What the stamp of a page begins with.
const STAMPS: [&str; 4] =
    ["UNCLASSIFIED U.S. Dep", "UNCLASSIFIED US Dep", "UNCLASSIFIED U S Dep", "UNCLASSIFIED U.S Dep"];

/// The longest line of text that may have a stamp or code at its end.
const LONGEST: usize = 400;

/// Whether the line is a mark of the releasing office and nothing else.
pub(super) fn is_mark(text: &str) -> bool {
    text.len() <= 200 && (is_page_stamp(text) || is_decision(text) || are_codes(text) || is_authority(text))
}

/// `UNCLASSIFIED U.S. Department of State Case No. F-2011-00617 Doc No.
/// C05700617 Date: 08/31/2015`, whatever a scanner left of it: two of its four
/// parts at least.
fn is_page_stamp(text: &str) -> bool {
    let has = |needle: &str| memmem::find(text.as_bytes(), needle.as_bytes()).is_some();
    let office = has("epartment of State") || has("artment of Sta") || has("epartmentofState");
    let case = numbered(text, &["F-20", "F-19", "FL-20", "F-2O", "M-20"], 5);
    let document = numbered(text, &["C0", "C1", "CO5", "CO6"], 6);
    let words = has("Case No") || has("Doc No") || has("DOC NO") || has("Case N") || has("Doc. No");
    usize::from(office) + usize::from(case) + usize::from(document) + usize::from(words) >= 2
        && text.split_whitespace().count() <= 22
        && (office || words)
}

/// Whether one of the marks stands in the text with so many figures after it.
fn numbered(text: &str, marks: &[&str], figures: usize) -> bool {
    marks.iter().any(|mark| {
        memmem::find(text.as_bytes(), mark.as_bytes()).is_some_and(|at| {
            let rest = &text.as_bytes()[at + mark.len()..];
            let run =
                rest.iter().take(14).filter(|byte| byte.is_ascii_digit() || matches!(byte, b'O' | b'o' | b'l')).count();
            run >= figures
        })
    })
}

/// `RELEASE IN PART B6`, `RELEASED IN FULL`, `DENIED IN FULL`, `B5,B6 RELEASE IN PART`.
fn is_decision(text: &str) -> bool {
    let upper = [
        "RELEASE IN PART",
        "RELEASE IN FULL",
        "RELEASED IN PART",
        "RELEASED IN FULL",
        "DENIED IN FULL",
        "DENY IN FULL",
    ];
    text.len() < 60
        && upper.iter().any(|word| {
            memmem::find(text.as_bytes(), word.as_bytes())
                .is_some_and(|at| codes_or_nothing(&text[..at]) && codes_or_nothing(&text[at + word.len()..]))
        })
}

fn codes_or_nothing(text: &str) -> bool {
    text.trim().is_empty() || are_codes(text)
}

/// Who released it and why a part stays classified: `Classified by DAS,
/// A/GIS, DoS on 08/31/2015 ~ Class: CONFIDENTIAL ~ Reason: 1.4(D) ~ Declassify on: 04/02/2031`.
fn is_authority(text: &str) -> bool {
    let has = |needle: &str| memmem::find(text.as_bytes(), needle.as_bytes()).is_some();
    let mark = text.trim_start_matches(['~', '-', '\u{2014}', '\u{2013}', ' ', '=', '\u{2212}']);
    let part = mark.len() < text.len() || text.starts_with("Class: ");
    has("A/GIS")
        || (has("DAS, ") && has(" DoS"))
        || part && (mark.starts_with("Class: ") || mark.starts_with("Reason: ") || mark.starts_with("Declassify on: "))
}

/// Codes of exemptions and nothing else: `1.4(B) 1.4(D) B1`.
fn are_codes(text: &str) -> bool {
    let mut words = text.split([' ', '\t', ',', ';']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && text.len() <= 60 && words.all(is_code)
}

/// `B1`, `B7(C)`, `(b)(6)`, `1.4(D)`, `25X1`.
fn is_code(word: &str) -> bool {
    let mut plain = String::with_capacity(word.len());
    plain.extend(word.chars().filter(|c| !matches!(c, '(' | ')')).map(|c| c.to_ascii_uppercase()));
    if word.len() > 8 {
        return false;
    }
    matches!(
        plain.as_bytes(),
        [b'B', b'1'..=b'9']
            | [b'B', b'1'..=b'9', b'A'..=b'F']
            | [b'1', b'.', b'3'..=b'5', b'A'..=b'H']
            | [b'2', b'5', b'X', b'1'..=b'9']
    )
}

/// Cuts lines where a stamp or codes stand after a text.
pub(super) fn split<'a>(source: &'a str, lines: Vec<Line<'a>>) -> Vec<Line<'a>> {
    let mut cut = Vec::with_capacity(lines.len() + lines.len() / 8);
    for line in lines {
        match place(line.text) {
            Some(at) => {
                let middle = line.at + at as u32;
                cut.push(Line::new(source, Span::new(line.whole.start, middle)));
                cut.push(Line::new(source, Span::new(middle, line.whole.end)));
            }
            None => cut.push(line),
        }
    }
    cut
}

/// Where on a line of text a mark begins that goes to its end.
fn place(text: &str) -> Option<usize> {
    if text.len() > LONGEST {
        return None;
    }
    if let Some(at) = STAMPS.iter().find_map(|stamp| text.find(stamp)).filter(|&at| at > 0) {
        return is_page_stamp(&text[at..]).then_some(at);
    }
    // In the margin: a wide gap stands before the codes.
    let last = text.rsplit(' ').next().filter(|word| is_code(word))?;
    let mut at = text.len() - last.len();
    loop {
        let before = text[..at].trim_end_matches(' ');
        if before.is_empty() {
            return None;
        }
        if at - before.len() >= 3 {
            return (!is_digits(before)).then_some(at);
        }
        let word = before.rsplit(' ').next().filter(|word| is_code(word))?;
        at = before.len() - word.len();
    }
}

/// The stamp of the National Archives on a declassified paper: `DECLASSIFIED`, `Authority NND 877412`, `By JB NARA Date 4/2/99`.
pub(super) fn is_declassification(text: &str) -> bool {
    const LONGEST: usize = 60;
    text.len() <= LONGEST
        && (text == "DECLASSIFIED"
            || starts_with_fold(text, "AUTHORITY") && text.contains("NND")
            || text.starts_with("NND") && text.len() <= 12
            || starts_with_fold(text, "BY ") && text.contains("NARA"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_marks() {
        for text in [
            "UNCLASSIFIED U.S. Department of State Case No. F-2011-00617 Doc No. C05700617 Date: 08/31/2015",
            "UNCLASSIFIED US Department of State Case No F-2011-00617 Doc No C05700617",
            "U.S. Department of State Case No. F-2011-0O617",
            "Department of State Doc No. C05700617 Date",
            "RELEASE IN PART B6",
            "B5,B6 RELEASE IN PART",
            "RELEASED IN FULL",
            "1.4(B)",
            "1.4(D), B1",
            "(b)(6)",
            "B7(C)",
            "Classified by DAS, A/GIS, DoS on 08/31/2015",
            "~ Reason: 1.4(D)",
        ] {
            assert!(is_mark(text), "{text}");
        }
    }

    #[test]
    fn leaves_text_alone() {
        for text in [
            "",
            "He asked the Department of State to look at the case.",
            "B",
            "B10",
            "1.4 million",
            "Reason: 1.4(D)",
            "Classified By: DCM R. Roe. Reason: 1.4(B)",
            "The release in full of the report was welcome.",
        ] {
            assert!(!is_mark(text), "{text}");
        }
    }

    #[test]
    fn cuts_what_stands_in_the_margin() {
        let after = |text: &'static str| place(text).map(|at| &text[at..]);
        assert_eq!(after("the ferry sailed on      1.4(B) B1"), Some("1.4(B) B1"));
        assert_eq!(
            after("the harbour UNCLASSIFIED U.S. Department of State Case No. F-2011-00617"),
            Some("UNCLASSIFIED U.S. Department of State Case No. F-2011-00617")
        );
        assert_eq!(after("under E.O. 12958, 1.4(B)"), None);
        assert_eq!(after("      B1"), None);
        assert_eq!(after("UNCLASSIFIED U.S. Department of State Case No. F-2011-00617"), None);
    }
}
