//! Words of the post and the number on a classification line (CLASS, N43, N51).

use crate::spelling;

/// Words that follow a class in prose but are no post.
const NO_POST: &[&str] = &[
    "A",
    "AN",
    "AND",
    "ANNEX",
    "ARE",
    "AS",
    "AT",
    "BE",
    "BUT",
    "BY",
    "DURING",
    "ENTIRE",
    "FOR",
    "FROM",
    "HAD",
    "HAS",
    "HAVE",
    "IN",
    "INFORMATION",
    "IS",
    "IT",
    "LAW",
    "LETTER",
    "MEETING",
    "MEMO",
    "MEMORANDUM",
    "NOT",
    "NOTE",
    "OF",
    "ON",
    "OR",
    "PARA",
    "PARAS",
    "PROTOCOL",
    "REPORT",
    "RESOLUTION",
    "SINCE",
    "TALKS",
    "TEXT",
    "THAT",
    "THE",
    "THIS",
    "TO",
    "TREATY",
    "UNTIL",
    "WAS",
    "WERE",
    "WHICH",
    "WITH",
    "PAGE",
    "AGREEMENT",
    "BALLOT",
    "DECREE",
    "DOCUMENT",
    "DOCUMENTS",
    "FILE",
];

/// Whether what stands where the post does is prose: `SECRET TALKS 1975`.
pub(super) fn is_prose(post: &str) -> bool {
    post.split(' ').any(|word| spelling::is_one_of(word.trim_end_matches('.'), NO_POST)) && !post_with_small_words(post)
}

/// Posts whose names hold a word that is otherwise a sign of prose.
fn post_with_small_words(post: &str) -> bool {
    ["PORT OF SPAIN", "THE HAGUE", "DEPT OF STATE", "DEPARTMENT OF STATE", "PORT OF PRINCE"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(post))
}

/// The text up to the first blank.
pub(super) fn next_word(text: &str) -> &str {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    &text[..end]
}

/// A serial of three to eight figures; `O` counts as zero where figures
/// prevail. Without a post before it, four figures are needed.
pub(super) fn serial_number(word: &str, after_post: bool) -> Option<u32> {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    // `O26lO`: letters that a scanner took for figures.
    let misread =
        || after_post && digits >= 2 && word.bytes().all(|byte| byte.is_ascii_digit() || b"OoIl".contains(&byte));
    let fits = (if after_post { 3 } else { 4 }..=8).contains(&word.len()) && (digits * 2 > word.len() || misread());
    if !fits { None } else { spelling::figures(word) }
}

/// Where the figures begin in a word such as `SUVA000617`.
pub(super) fn glued_serial(word: &str) -> Option<usize> {
    let word = word.trim_end_matches(['.', ',']);
    let cut = word.find(|c: char| c.is_ascii_digit())?;
    let figures = &word[cut..];
    let letters = cut >= 3 && word[..cut].bytes().all(|byte| byte.is_ascii_alphabetic());
    (letters && (4..=8).contains(&figures.len()) && figures.bytes().all(|byte| byte.is_ascii_digit())).then_some(cut)
}

/// Whether a word can be one of a post's name.
pub(super) fn is_post_word(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',']);
    let first_is_letter = word.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
    first_is_letter
        && word.len() <= 16
        && word.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'\'' | b'/' | b'.'))
}
