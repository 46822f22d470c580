//! Which lines below a TAGS line still belong to it (rules TAGS, N79, N170).

use crate::header::captions;

use super::{Token, code, is_not_applicable, is_small_word, table, token};

/// What stands around a line that may go on with the list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around<'a> {
    /// The last line of the list so far.
    pub(crate) last: &'a str,
    /// Whether a bracket is open.
    pub(crate) open: bool,
    /// Whether a labelled line follows the line in question.
    pub(crate) label_follows: bool,
}

/// No longer code is put together over the end of a line.
pub(super) const LONGEST_CUT: usize = 6;

/// A list is folded at about this length.
const FULL: usize = 50;

/// Whether a line goes on with the list: it holds only items, or the line
/// before it cannot be the last.
pub(crate) fn continues(around: Around<'_>, text: &str) -> bool {
    if text.len() > 120 || text.is_empty() {
        return false;
    }
    let is_upper = !text.chars().any(char::is_lowercase);
    let both_small = || !around.last.bytes().chain(text.bytes()).any(|byte| byte.is_ascii_uppercase());
    if around.open && (is_upper || both_small()) {
        return true;
    }
    let tokens = token::tokens(text);
    let (mut exact, mut weak, mut unknown, mut groups) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut begins_with_code = false;
    let (mut words, mut longest_unknown) = (0_usize, 0_usize);
    for token in &tokens {
        match token {
            Token::Word(range) => {
                let word = text.get(range.clone()).unwrap_or_default();
                let upper = word.to_ascii_uppercase();
                // `/ UNSC SIPDIS`
                if captions::at_start(word).is_some_and(|(_, length)| length == word.len()) && !code::is_exact(word) {
                    continue;
                }
                words += 1;
                if is_not_applicable(&upper) {
                    exact += 1;
                } else if code::is_exact(word) {
                    if is_small_word(&upper) {
                        weak += 1;
                    } else {
                        exact += 1;
                    }
                    begins_with_code |= words == 1;
                } else {
                    unknown += 1;
                    longest_unknown = longest_unknown.max(word.len());
                }
            }
            Token::Group(_) => groups += 1,
            Token::Separator | Token::Close | Token::Banner(_) => {}
        }
    }
    let open_end = around.last.ends_with([',', ';', '/', '-']);
    // `LAW OF THE` / `SEA`: the phrase is not at its end.
    let last_word = around.last.rsplit(' ').next().unwrap_or_default();
    if is_upper && unknown <= 1 && is_cut_code(last_word, text) {
        return true;
    }
    if is_upper && matches!(last_word, "OF" | "THE" | "AND" | "FOR" | "&") && words <= 8 {
        return true;
    }
    if around.label_follows && is_upper && ends_in_phrase(around.last) && words <= 3 && exact == 0 && weak == 0 {
        return true;
    }
    if unknown == 0 {
        return exact > 0 || groups > 0 && words == 0 || weak > 0 && (open_end || words <= 2 && is_upper);
    }
    if !is_upper {
        let is_small = !text.bytes().any(|byte| byte.is_ascii_uppercase());
        // `eroz, eagr, ec`: one misprinted code among sure ones.
        let begins = begins_with_code || is_small && longest_unknown <= 5;
        return open_end && begins && exact + weak > unknown;
    }
    // `ETRD EC LABOR UNIONS` before SUBJECT: codes, then a phrase.
    if around.label_follows && begins_with_subject(text) && exact >= 2 {
        return true;
    }
    // A subject without a label may follow: where a label follows the line, it is no subject.
    let is_list = exact + groups > unknown && begins_with_code;
    is_list
        || open_end && (begins_with_code || groups > 0 || around.label_follows)
        // `QE ZJ IAEA` before SUBJECT: codes that no table has, beside one that is sure.
        || around.label_follows
            && (exact + groups > 0 || around.last.len() >= FULL)
            && weak == 0
            && (2..=4).contains(&longest_unknown)
        || around.label_follows && words == 1 && text.len() <= 6 && code::read(text.trim_end_matches('.')).is_some()
}

/// Whether the line is nothing but codes that are sure, with names in brackets beside them: a list of TAGS without its label.
/// One code alone must be in the table.
pub(crate) fn is_list(text: &str) -> bool {
    if text.len() > 120 || text.bytes().any(|byte| byte.is_ascii_lowercase() || matches!(byte, b':' | b'.')) {
        return false;
    }
    let mut outside = String::with_capacity(text.len());
    for part in text.split('(') {
        outside.push_str(part.rsplit_once(')').map_or(part, |(_, after)| after));
    }
    let words = || outside.split([' ', ',', ';', '/']).filter(|word| !word.is_empty());
    let is_sure = |word: &str| !is_small_word(word) && table_word(word);
    match words().count() {
        0 => false,
        1 => words().all(|word| word.len() >= 4 && table::is_known(word)),
        _ => words().all(code::is_exact) && words().any(is_sure),
    }
}

/// `PGOV, F` / `J`, `PREL, PTE` / `R, FJ`: whether a code is folded, which neither half is.
fn is_cut_code(last_word: &str, text: &str) -> bool {
    let rest = text.split([' ', ',', ';', '/']).next().unwrap_or_default();
    let whole = [last_word, rest].concat();
    (2..=LONGEST_CUT).contains(&whole.len())
        && table::is_known(&whole)
        && !table::is_known(last_word)
        && !table::is_known(rest)
}

/// Whether the text begins with a tag, as the value of a label does: for
/// labels that are misprinted or lack their colon.
pub(crate) fn is_first_code(text: &str) -> bool {
    let first = text.trim_start_matches(['(', '[', '"', '\'', ' ']);
    let end = first.find([' ', ',', ';', '(', ')', ']']).unwrap_or(first.len());
    let word = first.get(..end).unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
    if word.bytes().any(|byte| byte.is_ascii_lowercase()) && word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return false;
    }
    let upper = word.to_ascii_uppercase();
    is_not_applicable(&upper) || code::is_exact(word) && !is_small_word(&upper) && table_word(&upper)
}

/// Whether the text is a misprint of a code before a code or nothing, or what may be one before two codes: the value
/// of a label that is misprinted too.
pub(crate) fn begins_with_misspelt_code(text: &str) -> bool {
    let mut words = text.split([' ', ',', ';', '/']).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    if !first.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) {
        return false;
    }
    let is_code = |word: &str| code::is_exact(word) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let mut after = words.take(2);
    if code::read(first).is_some() {
        return after.next().is_none_or(is_code);
    }
    (3..=5).contains(&first.len()) && after.next().is_some_and(is_code) && after.next().is_some_and(is_code)
}

/// Whether the list ends in a word of a phrase that may go on below: no code, no misprint of one, no name.
fn ends_in_phrase(last: &str) -> bool {
    let word = last.rsplit([' ', ',', ';', ':']).next().unwrap_or_default();
    word.len() >= 5 && word.bytes().all(|byte| byte.is_ascii_uppercase()) && code::read(word).is_none()
}

/// Whether the first two words are codes, the first of them a subject.
fn begins_with_subject(text: &str) -> bool {
    let mut words = text.split([' ', ',', ';']).filter(|word| !word.is_empty());
    words.next().is_some_and(code::is_subject) && words.next().is_some_and(code::is_exact)
}

/// Whether the word is a code by the table, not by its form alone.
fn table_word(word: &str) -> bool {
    table::is_known(word) || word.len() >= 4
}
