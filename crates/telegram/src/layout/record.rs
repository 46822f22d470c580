//! What the Department's own lines in archive copies look like: distribution, drafting, clearances, the dash line
//! (rule RECORD-TEXT).

use crate::ElementKind;
use crate::people;
use crate::text::shape::{is_digits, is_upper, starts_with_word};

/// The kind of a line of the block, given the kind of the line before.
pub(crate) fn kind_of(text: &str, before: ElementKind) -> ElementKind {
    if is_dash_line(text) {
        ElementKind::DashLine
    } else if is_drafting(text) {
        ElementKind::Drafting
    } else if is_distribution(text) || is_digits(text) {
        ElementKind::Distribution
    } else if before == ElementKind::Drafting
        || (text.contains(':') && text.contains(['/', ':']) && before != ElementKind::DashLine)
    {
        // Clearances stand one on a line below the drafter: `EUR/EE:CWSCHMIDT`.
        ElementKind::Drafting
    } else if before == ElementKind::DashLine {
        ElementKind::Note
    } else {
        ElementKind::Distribution
    }
}

/// Whether an entry of the block begins with the line, even below one of its kind.
pub(super) fn opens_entry(text: &str) -> bool {
    is_drafting(text) || ["ACTION", "ORIGIN", "INFO"].iter().any(|word| starts_with_word(text, word))
}

/// `--------------------- 003317`, `------------------201212Z 109980 /20`.
pub(crate) fn is_dash_line(text: &str) -> bool {
    let dashes = text.bytes().take_while(|&b| b == b'-').count();
    dashes >= 6 || (text.ends_with("------") && dashes == 0 && text.contains("----------"))
}

/// `DRAFTED BY EUR/EE:RDJOHNSON:MJW` and the lines like it.
pub(super) fn is_drafting(text: &str) -> bool {
    people::names_people(text).is_some()
        || starts_with_word(text, "DESIRED DISTRIBUTION")
        || text.get(5..).is_some_and(|rest| is_digits(&text[..5]) && rest.trim_start().starts_with("DRAFTED BY"))
}

/// Whether the line begins like `DRAFTED BY: POL:ROE`: below a text only with
/// its colon, for the words begin sentences too.
pub(crate) fn is_labelled_drafting(text: &str) -> bool {
    people::names_people(text) == Some(true)
}

/// No line of the distribution is longer, even with all its lines joined.
const LONGEST: usize = 1000;

/// Pairs of office symbol and copies: `ACTION ARA-20`, `INFO OCT-01 ISO-00 /026 W`.
pub(crate) fn is_distribution(text: &str) -> bool {
    if text.len() > LONGEST || !is_upper(text) {
        return false;
    }
    let mut pairs = 0_usize;
    let mut words = 0_usize;
    for word in text.split_whitespace() {
        words += 1;
        let is_pair = word.rsplit_once('-').is_some_and(|(symbol, copies)| {
            !symbol.is_empty() && symbol.len() <= 6 && (1..=3).contains(&copies.len()) && is_digits(copies)
        });
        let is_total = word.strip_prefix('/').is_some_and(is_digits);
        pairs += usize::from(is_pair || is_total);
    }
    pairs * 2 >= words && pairs > 0
}
