//! The class at the start of a classification line, in all its spellings.

use std::borrow::Cow;

use crate::Classification;
use crate::posts;
use crate::spelling;

/// A class found at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Class {
    pub(super) classification: Classification,
    /// The offset after it.
    pub(super) end: usize,
    /// Sent letter by letter.
    pub(super) spaced: bool,
    /// Sent letter by letter, but not evenly (`S E C R ET`).
    pub(super) broken_spacing: bool,
    /// A letter is wrong, missing or too many.
    pub(super) misprinted: bool,
    /// The next word follows without a blank.
    pub(super) glued: bool,
    /// A word that English prose does not have (`UNCLAS`).
    pub(super) never_prose: bool,
}

/// Letters of each class, the longer of two with the same begin first, and
/// whether another word may be glued to it.
const NAMES: &[(&str, Classification, bool)] = &[
    ("UNCLASSIFIED", Classification::Unclassified, true),
    ("UNCLASS", Classification::Unclassified, false),
    ("UNCLAS", Classification::Unclassified, true),
    ("LIMITEDOFFICIALUSEONLY", Classification::LimitedOfficialUse, false),
    ("LIMITEDOFFICIALUSE", Classification::LimitedOfficialUse, true),
    ("LOU", Classification::LimitedOfficialUse, false),
    ("CONFIDENTIAL", Classification::Confidential, true),
    ("TOPSECRET", Classification::TopSecret, true),
    ("SENSITIVEBUTUNCLASSIFIED", Classification::SensitiveButUnclassified, true),
    ("SECRET", Classification::Secret, true),
    ("SBU", Classification::SensitiveButUnclassified, false),
];

/// Length and letters of each name, for [`spelling::may_be_near`].
const SETS: [(usize, u32); NAMES.len()] = {
    let mut sets = [(0, 0); NAMES.len()];
    let mut at = 0;
    while at < NAMES.len() {
        sets[at] = (NAMES[at].0.len(), spelling::letters(NAMES[at].0.as_bytes()));
        at += 1;
    }
    sets
};

/// What may follow a glued class in one word and makes it another word.
const SUFFIXES: &[&str] = &["ARY", "ARI", "AT", "LY", "ITY", "ION", "IVE", "ED", "ES", "S ", "S,", "S.", "'S"];

pub(super) fn at_start(text: &str) -> Option<Class> {
    whole(text).or_else(|| glued(text)).or_else(|| misprinted(text)).or_else(|| misprinted_and_glued(text))
}

/// `CONFIDENTALSUVA 000617`: a long name misspelt, and a post or `SECTION` after it without a blank.
fn misprinted_and_glued(text: &str) -> Option<Class> {
    const LONG: [(&str, &str, Classification); 2] =
        [("CON", "CONFIDENTIAL", Classification::Confidential), ("UNC", "UNCLASSIFIED", Classification::Unclassified)];
    let length = text.bytes().take(40).take_while(u8::is_ascii_uppercase).count();
    let word = text.get(..length).filter(|word| word.len() >= 13)?;
    let (_, name, classification) = LONG.into_iter().find(|(begin, ..)| word.starts_with(begin))?;
    [11, 12, 13].into_iter().find_map(|cut| {
        let (head, rest) = word.split_at_checked(cut)?;
        let known = rest == "SECTION" || rest.len() >= 3 && posts::is_post_words(&[rest]).is_some();
        spelling::distance(head, name, 1).filter(|_| known)?;
        Some(Class { misprinted: true, glued: true, ..describe(head, name, classification) })
    })
}

fn whole(text: &str) -> Option<Class> {
    NAMES.iter().find_map(|&(name, classification, _)| {
        let end = spelling::match_spaced(text, name)?;
        if spelling::goes_on(text, end) || text[end..].starts_with('\'') {
            return None;
        }
        let printed = &text[..end];
        Some(Class { misprinted: has_other_signs(printed), glued: false, ..describe(printed, name, classification) })
    })
}

/// Whether figures or a small L stand for letters: `C 0 N F I D E N T l A L`.
fn has_other_signs(printed: &str) -> bool {
    printed.bytes().any(|byte| byte.is_ascii_digit() || byte == b'|')
        || printed.starts_with(|c: char| c.is_ascii_uppercase()) && printed.contains('l') && {
            let small = printed.bytes().filter(u8::is_ascii_lowercase);
            small.clone().count() < 3 && small.into_iter().all(|byte| byte == b'l')
        }
}

/// What the printed form says of the spacing.
fn describe(printed: &str, name: &str, classification: Classification) -> Class {
    let pieces = printed.split_whitespace().count();
    let words = word_count(name);
    let spaced = pieces > words + 1;
    Class {
        classification,
        end: printed.len(),
        spaced,
        broken_spacing: pieces != words && pieces != name.len() && !(pieces == 1 && words > 1),
        misprinted: false,
        glued: false,
        never_prose: name.starts_with("UNCLAS") || name.starts_with("LIMITED") || name == "LOU" || name == "SBU",
    }
}

fn glued(text: &str) -> Option<Class> {
    NAMES.iter().filter(|name| name.2).find_map(|&(name, classification, _)| {
        let end = spelling::match_spaced(text, name)?;
        let rest = &text[end..];
        if SUFFIXES.iter().any(|suffix| spelling::starts_with(rest, suffix)) || rest.starts_with('\'') {
            return None;
        }
        // One or two letters too many are a misprint, no post.
        if rest.bytes().take(3).any(|byte| !byte.is_ascii_alphabetic()) || rest.len() < 3 {
            return None;
        }
        // `UNCLAS SI..`: the blank inside the word must not be a word boundary.
        let printed = &text[..end];
        if printed.contains(' ') && !describe(printed, name, classification).spaced && !name.contains("USE") {
            return None;
        }
        Some(Class { glued: true, ..describe(printed, name, classification) })
    })
}

/// A misspelt class: as many words as the class has, or letters sent singly.
fn misprinted(text: &str) -> Option<Class> {
    let (letters, end) = spelling::spaced_word(text).or_else(|| pieces(text)).unwrap_or_default();
    if letters.len() >= 5
        && let Some((name, classification)) = nearest(&letters, true)
    {
        return Some(Class { misprinted: true, spaced: true, ..describe(&text[..end], name, classification) });
    }
    [1, 2, 3].into_iter().find_map(|count| {
        let (joined, end) = words(text, count)?;
        let (name, classification) = nearest(&joined, count > 1)?;
        let expected = describe(&text[..end], name, classification);
        (word_count(name) == count).then_some(Class {
            misprinted: true,
            spaced: false,
            broken_spacing: false,
            ..expected
        })
    })
}

/// A run of words of one or two letters, joined: `C O N F DE N T I A L`.
fn pieces(text: &str) -> Option<(String, usize)> {
    let mut joined = String::new();
    let mut end = 0;
    for word in text.split(' ') {
        if word.len() > 2 || !word.bytes().all(|byte| byte.is_ascii_uppercase()) || joined.len() > 24 {
            break;
        }
        joined.push_str(word);
        end += word.len() + 1;
    }
    let end = text[..end.min(text.len())].trim_end().len();
    (joined.len() >= 5).then_some((joined, end))
}

/// How many words a name has.
fn word_count(name: &str) -> usize {
    match name {
        "LIMITEDOFFICIALUSEONLY" => 4,
        "LIMITEDOFFICIALUSE" | "SENSITIVEBUTUNCLASSIFIED" => 3,
        "TOPSECRET" => 2,
        _ => 1,
    }
}

/// How many letters of a name can be wrong; `None` where it is too short for any.
fn limit(name: &str) -> Option<usize> {
    match name.len() {
        10.. => Some(2),
        6.. => Some(1),
        _ => None,
    }
}

/// Whether `count` words with these letters can be a misprint of a class: a cheap question.
fn may_be_name(words: &[&str], count: usize) -> bool {
    let own = words
        .iter()
        .fold((0, 0), |(length, letters), word| (length + word.len(), letters | spelling::letters(word.as_bytes())));
    NAMES.iter().zip(SETS).any(|(&(name, ..), set)| {
        word_count(name) == count && limit(name).is_some_and(|limit| spelling::may_be_near(own, set, limit))
    })
}

/// The first `count` words of the text, joined, and the offset after them; `None` where they cannot be a class.
fn words(text: &str, count: usize) -> Option<(Cow<'_, str>, usize)> {
    let mut words = [""; 3];
    let mut at = 0;
    for word in words.iter_mut().take(count) {
        at += text[at..].bytes().take_while(|&byte| byte == b' ').count();
        let length = text[at..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        if length == 0 {
            return None;
        }
        *word = &text[at..at + length];
        at += length;
    }
    if !may_be_name(&words, count) {
        return None;
    }
    let joined = if count == 1 { Cow::Borrowed(words[0]) } else { Cow::Owned(words.concat()) };
    Some((joined, at))
}

/// The class that `letters` is a misprint of. Short names and names that are
/// one letter from an English word need more certainty.
fn nearest(letters: &str, spaced: bool) -> Option<(&'static str, Classification)> {
    const WORDS: &[&str] = &["CONFIDENTIALLY", "CONFIDENTIALITY", "CONFIDENTLY", "SECRETS", "SECRETE", "SACRED"];
    if WORDS.iter().any(|word| word.eq_ignore_ascii_case(letters)) {
        return None;
    }
    let own = (letters.len(), spelling::letters(letters.as_bytes()));
    NAMES.iter().zip(SETS).find_map(|(&(name, classification, _), set)| {
        let limit = limit(name)?;
        if !spelling::may_be_near(own, set, limit) {
            return None;
        }
        if name == "SECRET" && !spaced && letters.len() != 6 {
            return None;
        }
        spelling::distance(letters, name, limit)?;
        Some((name, classification))
    })
}
