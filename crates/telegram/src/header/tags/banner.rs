//! Page banners that a merge of pages left inside the list (rule N168).

use crate::lexicon::classes;
use crate::text::shape::is_upper;

/// A part of the value that is no list, from the classification or `PAGE` to
/// the last word of the page line.
pub(super) fn find(text: &str, from: usize) -> Option<core::ops::Range<usize>> {
    let mut words = words(text, from).peekable();
    let mut class: Option<usize> = None;
    while let Some((at, word)) = words.next() {
        if word.eq_ignore_ascii_case("PAGE") && words.peek().is_some_and(|(_, next)| is_number(next)) {
            let begin = class.unwrap_or(at);
            let mut end = at + word.len();
            let mut seen_number = false;
            // `02  SUVA 00617  01 OF 03  020532Z`: at most four words of the post's name before the number.
            for (index, (at, word)) in words.enumerate() {
                let word_is_number = is_number(word);
                let is_part = match index {
                    0 => word_is_number,
                    _ if !seen_number => index <= 5 && word.bytes().all(|byte| byte.is_ascii_alphanumeric()),
                    _ => word_is_number || word == "OF" || is_time(word),
                };
                if !is_part {
                    break;
                }
                seen_number |= index > 0 && word_is_number;
                end = at + word.len();
                if is_time(word) {
                    break;
                }
            }
            return Some(begin..end);
        }
        class = if is_class(word) { class.or(Some(at)) } else { None };
    }
    None
}

/// Words with their places.
fn words(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let rest = text.get(from..).unwrap_or_default();
    rest.split(' ')
        .scan(from, |at, word| {
            let begin = *at;
            *at += word.len() + 1;
            Some((begin, word))
        })
        .filter(|(_, word)| !word.is_empty())
}

fn is_number(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';']);
    (1..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_time(word: &str) -> bool {
    word.trim_end_matches([',', ';'])
        .strip_suffix('Z')
        .is_some_and(|digits| digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether the word is one of a classification.
pub(super) fn is_class(word: &str) -> bool {
    let word = word.trim_end_matches([',', '.', ';']);
    is_upper(word) && classes::is_word(word)
}
