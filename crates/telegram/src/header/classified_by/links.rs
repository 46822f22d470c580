//! The words between an authority and its reasons: `for`, `under section`,
//! `based upon`, `pursuant to E.O. 12958` (rules AUTHORITY, N67, N68).

use crate::paragraph::portion_mark;
use crate::people::{authority, name, title};
use crate::spelling;
use crate::tables::orders;

/// Words that link a person to the reasons; no name and no title ends in one.
const LINKS: [&str; 45] = [
    "ACCORDANCE",
    "AND",
    "ARTICLE",
    "AS",
    "AUTHORITY",
    "BASED",
    "BASIS",
    "BECAUSE",
    "BY",
    "CITED",
    "CITING",
    "CRITERIA",
    "DUE",
    "EO",
    "FOLLOWING",
    "FOR",
    "GIVEN",
    "GROUNDS",
    "IAW",
    "IN",
    "INVOKING",
    "LISTED",
    "OF",
    "ON",
    "OR",
    "ORDER",
    "OUTLINED",
    "PARA",
    "PARAGRAPH",
    "PER",
    "PROVISION",
    "PROVISIONS",
    "PURSUANT",
    "SEC",
    "SECT",
    "SECTION",
    "SECTIONS",
    "STATED",
    "TERMS",
    "THE",
    "TO",
    "UNDER",
    "UPON",
    "USING",
    "WITH",
];

/// Misprints of FOR. They are short enough to be a surname or an office, so they link only after a whole name.
const SLIPS_OF_FOR: [&str; 22] = [
    "DOR", "F", "FER", "FFOR", "FIR", "FO", "FOD", "FOE", "FOER", "FOF", "FOI", "FOOR", "FORE", "FORR", "FOT", "FPR",
    "FR", "FRO", "FRR", "GOR", "OFR", "ROR",
];

/// As many words stand between an authority and its reasons at most.
const MOST_WORDS: usize = 12;

/// The authority's text without what links it to the reasons:
/// `DCM R. Doe, for` gives `DCM R. Doe`.
pub(super) fn without_links(text: &str) -> &str {
    let mut text = without_lead(text);
    for _ in 0..MOST_WORDS {
        let Some(shorter) = without_last_link(text) else { break };
        text = shorter;
    }
    // Stops are left for abbreviations: `a.i.`, `Jr.`; not after `III`.
    let numeral =
        [" II", " III", " IV"].into_iter().any(|numeral| text.trim_end_matches(['.', ' ']).ends_with(numeral));
    let text = if numeral { text.trim_end_matches(['.', ' ']) } else { text };
    text.trim_end_matches([' ', ',', ';', ':', '-', '(', '[', '{', '=', '/', '"', '\u{2013}', '\u{2014}'])
}

/// Without the marks and words between the keyword and the authority: `(U) DCM Roe`, `BY: DCM Roe`.
fn without_lead(text: &str) -> &str {
    let text = text.trim_start_matches([' ', ':', ';', '-']);
    let mark = portion_mark(text).filter(|_| text.starts_with(['(', '['])).map_or(0, |(_, length)| length);
    let text = &text[mark..];
    let mut text = text.trim_start_matches([' ', ':', ';', ',', '.', '-', '=', '(', '[', '/', '\u{2013}', '\u{2014}']);
    for first in ["BY", "THE"] {
        if let Some(rest) = spelling::strip_prefix(text, first)
            && rest.starts_with([' ', ':'])
        {
            text = rest.trim_start_matches([' ', ':']);
        }
    }
    text
}

/// The text without its last word, where this is a link.
fn without_last_link(text: &str) -> Option<&str> {
    let marks = [' ', ',', ';', ':', '.', '-', '(', '[', '{', '=', '/', '"', '\u{a7}', '\u{2013}', '\u{2014}'];
    let trimmed = text.trim_end_matches(marks);
    let last = trimmed.rsplit([' ', ',', '.', '(', ')']).next().unwrap_or_default();
    let head = &trimmed[..trimmed.len() - last.len()];
    // `f or`, `fo r`: a wrap cut the word in two.
    for (first, second) in [(" f", "or"), (" fo", "r")] {
        let before = head.trim_end();
        if last.eq_ignore_ascii_case(second)
            && let Some(at) = before.len().checked_sub(first.len())
            && before.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(first))
        {
            return before.get(..at);
        }
    }
    let word = &*last.replace('0', "O");
    if is_link(word) && !is_section_of(head, word) || orders::find(last).is_some() {
        return Some(head);
    }
    ((is_slip_of_for(last, text) || is_misprinted_link(word)) && is_whole_name(head)).then_some(head)
}

/// Whether the text ends in a name that needs no further word: not in a given name or an initial.
fn is_whole_name(text: &str) -> bool {
    let text = text.trim_end_matches([' ', ',', ';', ':', '-']);
    let last = text.rsplit(' ').next().unwrap_or_default();
    let needs_more = name::is_initial(last) || name::is_given(last) && !text.contains(", ");
    !needs_more && authority::read(without_links_at_end(text)).certainty >= 2
}

/// The text without the links that stand last, as far as they are spelt right.
fn without_links_at_end(text: &str) -> &str {
    let mut text = text;
    for _ in 0..MOST_WORDS {
        let trimmed = text.trim_end();
        let last = trimmed.rsplit(' ').next().unwrap_or_default();
        if !is_link(last) {
            return trimmed;
        }
        text = trimmed.get(..trimmed.len() - last.len()).unwrap_or_default();
    }
    text
}

/// `SECITON`, `PURSANT`: a link with one slip. Not of all links: `STATE` is near to STATED.
fn is_misprinted_link(word: &str) -> bool {
    const LONG: [&str; 9] =
        ["ACCORDANCE", "BASED", "FOLLOWING", "PARAGRAPH", "PROVISIONS", "PURSUANT", "SECTION", "SECTIONS", "UNDER"];
    word.len() >= 4 && LONG.iter().any(|link| spelling::distance(word, link, 1) == Some(1)) && !is_link(word)
}

/// Whether the word links a person to the reasons, or the word `reasons` to the section.
pub(super) fn is_link(word: &str) -> bool {
    spelling::is_one_of(word, &LINKS)
}

/// Whether the word is FOR misprinted; `text` tells by its other letters whether it can be a name.
fn is_slip_of_for(word: &str, text: &str) -> bool {
    let small =
        word.bytes().all(|byte| byte.is_ascii_lowercase()) && text.bytes().any(|byte| byte.is_ascii_uppercase());
    // `F` is an initial, except in small letters.
    (word.len() > 1 || small) && spelling::is_one_of(word, &SLIPS_OF_FOR)
        || small && (2..=4).contains(&word.len()) && spelling::distance(word, "for", 1).is_some()
}

/// `Political Section, for reasons …`: a section of the post, not of the order.
fn is_section_of(head: &str, last: &str) -> bool {
    let head = head.trim_end();
    let before = head.rsplit([' ', ',']).next().unwrap_or_default();
    head.ends_with(|c: char| c.is_alphabetic())
        && spelling::starts_with(last, "SECT")
        && !is_link(before)
        && title::is_title_word(before)
        && !title::is_rank(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_links_away() {
        for (text, want) in [
            ("DCM R. Doe, for", "DCM R. Doe"),
            ("DCM R. Doe under Section", "DCM R. Doe"),
            ("R. Doe, Political Section, for", "R. Doe, Political Section"),
            ("CDA JANE ROE BASED UPON", "CDA JANE ROE"),
            ("CDA JANE ROE F0R", "CDA JANE ROE"),
            ("CDA JANE ROE AS PER 12958,", "CDA JANE ROE"),
            ("CDA Jane Roe fo", "CDA Jane Roe"),
            ("CDA Jane Roe fo r", "CDA Jane Roe"),
            ("CDA JANE FO", "CDA JANE FO"),
            ("CDA JANE ROE BASED 0N", "CDA JANE ROE"),
            ("CDA JANE ROE UNDER SECITON", "CDA JANE ROE"),
            ("CDA JANE Q. UNGER", "CDA JANE Q. UNGER"),
            ("JANE ROE, DCM, DEPARTMENT OF STATE", "JANE ROE, DCM, DEPARTMENT OF STATE"),
            (": (U) DCM Doe a.i., for", "DCM Doe a.i."),
        ] {
            assert_eq!(without_links(text), want, "{text}");
        }
    }
}
