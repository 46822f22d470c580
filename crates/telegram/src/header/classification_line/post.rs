//! Words of the post and the number on a classification line (CLASS, N43, N51).

use crate::lexicon::small_words;
use crate::spelling;

/// Words that follow a class in prose but are no post, besides the small words of sentences.
const NO_POST: &[&str] = &[
    "AGREEMENT",
    "ANNEX",
    "BALLOT",
    "DECREE",
    "DOCUMENT",
    "DOCUMENTS",
    "ENTIRE",
    "FILE",
    "INFORMATION",
    "LAW",
    "LETTER",
    "MEETING",
    "MEMO",
    "MEMORANDUM",
    "NOT",
    "NOTE",
    "PAGE",
    "PARA",
    "PARAS",
    "PROTOCOL",
    "REPORT",
    "RESOLUTION",
    "TALKS",
    "TEXT",
    "TREATY",
];

/// Whether what stands where the post does is prose: `SECRET TALKS 1975`.
pub(super) fn is_prose(post: &str) -> bool {
    let is_no_post = |word: &str| spelling::is_one_of(word, NO_POST) || small_words::is_small_word(word);
    post.split(' ').any(|word| is_no_post(word.trim_end_matches('.'))) && !post_with_small_words(post)
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
