//! What kind of name the words of a line make.

use std::borrow::Cow;

use super::Shape;
use crate::people::name::is_suffix;
use crate::people::words::{is_no_name, is_particle};

/// The text in capitals; most is.
pub(super) fn upper(text: &str) -> Cow<'_, str> {
    let is_upper = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_lowercase());
    if is_upper { Cow::Borrowed(text) } else { Cow::Owned(text.to_uppercase()) }
}

/// What kind of name the words make; `None` for none.
pub(super) fn name_shape(text: &str) -> Option<Shape> {
    if text.len() < 2 || !text.starts_with(char::is_alphabetic) {
        return None;
    }
    let is_caps = upper(text) == text;
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    if words.is_empty() || words.len() > 5 {
        return None;
    }
    let (mut plain, mut helpers) = (0_usize, 0_usize);
    for word in &words {
        let capital = upper(word);
        let bare = capital.trim_end_matches('.');
        if is_suffix(&capital) || is_particle(&capital) && words.len() > 1 || is_initials(word) {
            helpers += 1;
            continue;
        }
        // `LOU ROE`: some words are given names too.
        let given = bare == "LOU" && words.len() > 1;
        if is_no_name(bare) && !given || !is_name_word(word) {
            return None;
        }
        // In small letters every name begins with a capital, or all is small and one word.
        let elided = ["d'", "l'", "o'", "d\u{2019}"].iter().any(|elision| word.starts_with(elision));
        if !is_caps && !word.starts_with(char::is_uppercase) && words.len() > 1 && !elided {
            return None;
        }
        plain += 1;
    }
    match (plain, is_caps) {
        // `J.Q.D.`: initials alone, as some posts sign.
        (0, true) if words.len() == 1 && text.len() <= 7 && text.contains('.') => Some(Shape::Words),
        (0, _) => None,
        (_, false) if plain <= 3 && is_small_name(&words) => Some(Shape::Small),
        (_, false) => None,
        (1, true) => Some(Shape::Surname),
        (2, true) if helpers > 0 => Some(Shape::Surname),
        (2 | 3, true) => Some(Shape::Words),
        _ => None,
    }
}

/// Names in small letters are short; a sentence's last words are not taken for one.
fn is_small_name(words: &[&str]) -> bool {
    let letters: usize = words.iter().map(|word| word.len()).sum();
    letters <= 30 && words.iter().all(|word| word.chars().skip(1).any(char::is_lowercase) || word.len() <= 3)
}

/// `J.`, `J`, `J.Q.`.
fn is_initials(word: &str) -> bool {
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let stops = word.bytes().filter(|&byte| byte == b'.').count();
    letters + stops == word.len() && (letters == 1 || (letters <= 3 && stops == letters))
}

/// Letters, with hyphen, apostrophe and at most a stop inside; with a vowel, so
/// that abbreviations are none.
fn is_name_word(word: &str) -> bool {
    let mut vowel = false;
    let (mut letters, mut marks) = (0_usize, 0_usize);
    for c in word.chars() {
        match c {
            '\'' | '\u{2019}' | '-' | '\u{2010}' => marks += 1,
            _ if c.is_alphabetic() => {
                letters += 1;
                vowel |= !c.is_ascii() || matches!(c.to_ascii_uppercase(), 'A' | 'E' | 'I' | 'O' | 'U' | 'Y');
            }
            _ => return false,
        }
    }
    (2..=20).contains(&letters) && marks <= 2 && (vowel || word == "NG") && !word.ends_with(['-', '\''])
}
