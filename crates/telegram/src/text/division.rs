//! Words divided at the end of a line: `NEGO-` / `TIATE`.
//!
//! Typists of the 1970s divided words by syllables, and a compound such as `LONG-` / `TERM` ends a line in the same way.
//! Which it is, the words tell: NEGOTIATE is an English word, LONGTERM is none. In doubt the hyphen stays.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashSet;

use crate::lexicon::{english, small_words};

/// What a hyphen at the end of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hyphen {
    /// It divides a word and is no part of it: the word goes on in the next line.
    Division,
    /// It belongs to a compound (`LONG-TERM`, `F-16`), which takes no blank.
    Compound,
    /// A dash, or one that stands for a left-out word: `SHORT-` / `AND LONG-TERM`.
    Apart,
}

/// Signs that are read as a hyphen: hyphen-minus, hyphen, non-breaking hyphen, and the [`SOFT`] ones.
const HYPHENS: [char; 5] = ['-', '\u{2010}', '\u{2011}', SOFT[0], SOFT[1]];

/// A hyphen that a program put where a word may be divided, and the sign that scanners print for it: never part of the
/// word.
const SOFT: [char; 2] = ['\u{ad}', '\u{ac}'];

/// A half that is longer is no half of a word.
const LONGEST_HALF: usize = 24;

/// What follows a stem that is no word, though it is one itself: `UNIMPEACH-` / `ABILITY`.
const ENDINGS: [&str; 16] = [
    "ABLE", "ABILITY", "ABLY", "AGE", "AL", "ANCE", "ANT", "ED", "ER", "EST", "IBLE", "ING", "ISM", "IST", "SHIP",
    "TIES",
];

/// The words of a text, gathered when they are asked for.
#[derive(Debug)]
pub(crate) struct Vocabulary<'a> {
    source: &'a str,
    /// Whether a backslash or an ampersand stands in it.
    has_escapes: bool,
    words: OnceCell<HashSet<Cow<'a, str>>>,
}

impl<'a> Vocabulary<'a> {
    pub(crate) fn of(source: &'a str) -> Self {
        let has_escapes = memchr::memchr2(b'\\', b'&', source.as_bytes()).is_some();
        Self { source, has_escapes, words: OnceCell::new() }
    }

    /// The text whose words they are.
    pub(crate) fn source(&self) -> &'a str {
        self.source
    }

    /// Whether the text may have escaped signs or entities.
    pub(crate) fn has_escapes(&self) -> bool {
        self.has_escapes
    }

    /// Whether the word, in capitals, stands in the text: alone, or two of them as a compound within a line.
    fn has(&self, word: &str) -> bool {
        self.words.get_or_init(|| gather(self.source)).contains(word)
    }
}

/// Every word in capitals, and every compound of two. The first of a line may be the end of a divided one, and one before
/// a hyphen at a line end its start: they do not count.
fn gather(source: &str) -> HashSet<Cow<'_, str>> {
    let mut words = HashSet::new();
    for line in source.lines() {
        let line = line.trim_end();
        let mut before: Option<(usize, usize)> = None;
        for (index, (from, to)) in letters(line).enumerate() {
            let is_last_half = line[to..].starts_with(HYPHENS) && line[to..].chars().nth(1).is_none();
            if index > 0 && !is_last_half {
                words.insert(capitals(&line[from..to]));
            }
            if let Some((first, end)) = before
                && &line[end..from] == "-"
                && !is_last_half
            {
                words.insert(capitals(&line[first..to]));
            }
            before = Some((from, to));
        }
    }
    words
}

fn capitals(word: &str) -> Cow<'_, str> {
    if word.bytes().any(|byte| byte.is_ascii_lowercase() || !byte.is_ascii()) {
        Cow::Owned(word.to_uppercase())
    } else {
        Cow::Borrowed(word)
    }
}

/// The ranges of the words of a line: runs of letters.
fn letters(line: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut rest = 0;
    core::iter::from_fn(move || {
        let from = rest + line[rest..].find(char::is_alphabetic)?;
        let to = line[from..].find(|c: char| !c.is_alphabetic()).map_or(line.len(), |length| from + length);
        rest = to;
        Some((from, to))
    })
}

/// What the hyphen is that ends `before`, with `next` in the next line; and the length of the hyphen.
/// `None` where `before` does not end in one.
pub(crate) fn hyphen(before: &str, next: &str, vocabulary: &Vocabulary<'_>) -> Option<(Hyphen, usize)> {
    let sign = before.chars().next_back().filter(|sign| HYPHENS.contains(sign))?;
    let stem = &before[..before.len() - sign.len_utf8()];
    Some((judge(stem, sign, next, vocabulary), sign.len_utf8()))
}

/// Whether a word is divided inside a line, `rea- sons`: an older copy had the end of its line there. Only an English word
/// whose first half is none is sure; gives the length of the hyphen that ends `before`.
pub(crate) fn old_fold(before: &str, next: &str) -> Option<usize> {
    let sign = before.chars().next_back().filter(|sign| HYPHENS.contains(sign))?;
    let (first, second) = (last_letters(&before[..before.len() - sign.len_utf8()])?, first_letters(next)?);
    let halves = Halves::new(first, second);
    let is_sure = halves.first.len() > 1
        && !is_joining(&halves.second)
        && !english::is_word(&halves.first)
        && english::is_word(&halves.joined);
    is_sure.then_some(sign.len_utf8())
}

fn judge(stem: &str, sign: char, next: &str, vocabulary: &Vocabulary<'_>) -> Hyphen {
    // `U.S.-` / `FIJI`
    let ends_initials = matches!(stem.as_bytes(), [.., b'.', b'A'..=b'Z', b'.']);
    if !(stem.ends_with(char::is_alphanumeric) || ends_initials) || !next.starts_with(char::is_alphanumeric) {
        return Hyphen::Apart;
    }
    if SOFT.contains(&sign) {
        return Hyphen::Division;
    }
    let (Some(first), Some(second)) = (last_letters(stem), first_letters(next)) else { return Hyphen::Compound };
    if first.chars().nth(1).is_none() {
        return Hyphen::Compound;
    }
    let halves = Halves::new(first, second);
    if is_joining(&halves.second) {
        // `ISL-` / `AND`
        let divides = !halves.is_word(&halves.first, vocabulary) && english::is_word(&halves.joined);
        return if divides { Hyphen::Division } else { Hyphen::Apart };
    }
    // `Anglo-` / `American`
    if first.ends_with(char::is_lowercase) && second.starts_with(char::is_uppercase) {
        return Hyphen::Compound;
    }
    if halves.are_one_word(vocabulary) { Hyphen::Division } else { Hyphen::Compound }
}

/// Whether a hyphen before the word stands for a left-out one: `SHORT-` / `AND LONG-TERM`.
fn is_joining(word: &str) -> bool {
    small_words::is_conjunction(word) || word == "TO"
}

/// The letters that the text ends with; `None` where a figure or a stop stands there, or too many do.
fn last_letters(text: &str) -> Option<&str> {
    let near = &text[text.ceil_char_boundary(text.len().saturating_sub(LONGEST_HALF + 1))..];
    let from = near
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + near[at..].chars().next().map_or(1, char::len_utf8));
    let half = &near[from..];
    let before = near[..from].chars().next_back();
    let is_half = !half.is_empty() && half.len() <= LONGEST_HALF && !before.is_some_and(|c| c.is_alphanumeric());
    is_half.then_some(half)
}

/// The letters that the text begins with; `None` where a figure stands there, or after them, or they are too many.
fn first_letters(text: &str) -> Option<&str> {
    let near = &text[..text.floor_char_boundary(LONGEST_HALF + 1)];
    let half = &near[..near.find(|c: char| !c.is_alphabetic()).unwrap_or(near.len())];
    let after = near[half.len()..].chars().next();
    let is_half = !half.is_empty() && half.len() <= LONGEST_HALF && !after.is_some_and(|c| c.is_alphanumeric());
    is_half.then_some(half)
}

/// What stands before and after a hyphen, in capitals.
struct Halves<'a> {
    first: Cow<'a, str>,
    second: Cow<'a, str>,
    joined: String,
}

impl<'a> Halves<'a> {
    fn new(first: &'a str, second: &'a str) -> Self {
        let (first, second) = (capitals(first), capitals(second));
        let joined = format!("{first}{second}");
        Self { first, second, joined }
    }

    fn are_one_word(&self, vocabulary: &Vocabulary<'_>) -> bool {
        let is_compound = || vocabulary.has(&format!("{}-{}", self.first, self.second));
        let (first, second) = (english::is_word(&self.first), english::is_word(&self.second));
        if english::is_word(&self.joined) {
            // `CO-` / `OPERATION`: as the text has it elsewhere.
            return !(first && second && is_compound());
        }
        if is_compound() {
            return false;
        }
        if vocabulary.has(&self.joined) {
            return true;
        }
        // `CORP-` / `PRATION`: a misprint.
        let is_second = second || vocabulary.has(&self.second);
        if !is_second && english::is_near_word(&self.joined) {
            return true;
        }
        if first || vocabulary.has(&self.first) {
            return false;
        }
        if ENDINGS.contains(&self.second.as_ref()) {
            return true;
        }
        // Neither is a word: a name, a word of another language, a misspelt one.
        !is_second && is_spoken(&self.first) && is_spoken(&self.second)
    }

    fn is_word(&self, half: &str, vocabulary: &Vocabulary<'_>) -> bool {
        english::is_word(half) || vocabulary.has(half)
    }
}

/// Whether the half of a word can be spoken; most initials cannot: `MNRI`. A vowel is among its first three letters, or
/// what it begins with takes three consonants: `STRUC`, `CHRO`.
fn is_spoken(half: &str) -> bool {
    let is_vowel = |c: char| "AEIOUY".contains(c) || !c.is_ascii();
    let has_cluster = half.starts_with('S') || half.chars().nth(1) == Some('H');
    half.chars().take(if has_cluster { 4 } else { 3 }).any(is_vowel)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the hyphen between the two is, in a text that has also `elsewhere`.
    fn read(first: &str, second: &str, elsewhere: &str) -> Option<Hyphen> {
        hyphen(first, second, &Vocabulary::of(elsewhere)).map(|(hyphen, _)| hyphen)
    }

    #[test]
    fn words_are_joined() {
        for (first, second) in [
            ("THE AMBASSA-", "DOR WAITED"),
            ("NEGO-", "TIATE"),
            ("THE LIGHT-", "HOUSE"),
            ("IN-", "CREASED"),
            ("THE MINIS-", "TRY'S"),
            ("NON-NEGO-", "TIABLE"),
            ("an ambassa-", "dor"),
            ("ISL-", "AND"),
            ("ORGANI-", "SATIONS"),
            ("REVOLUCIO-", "NARIO"),
            ("UNIMPEACH-", "ABILITY"),
            ("CORP-", "PRATION"),
            ("OUT-", "FLOWS"),
            ("NEGO\u{ad}", "XX"),
            ("NEGO\u{2010}", "TIATE"),
        ] {
            assert_eq!(read(first, second, ""), Some(Hyphen::Division), "{first} {second}");
        }
        let name = "WITH MR KARABELLAS TODAY";
        assert_eq!(read("KARA-", "BELLAS", name), Some(Hyphen::Division));
        assert_eq!(read("CARA-", "VANLAKE", "THE CARAVANLAKE"), Some(Hyphen::Division));
    }

    #[test]
    fn compounds_keep_their_hyphen() {
        for (first, second) in [
            ("LONG-", "TERM"),
            ("POLITICAL-", "MILITARY"),
            ("WELL-", "KNOWN"),
            ("INTER-", "ISLAND"),
            ("U.S.-", "FIJI"),
            ("F-", "16"),
            ("1973-", "74"),
            ("A-", "BOUT"),
            ("MIG-", "21S"),
            ("Anglo-", "American"),
            ("PRA-", "MNRI"),
            ("BANZER-", "PILOT"),
        ] {
            assert_eq!(read(first, second, ""), Some(Hyphen::Compound), "{first} {second}");
        }
        for (first, second, elsewhere) in [
            ("CO-", "OPERATION", "x THEIR CO-OPERATION WAS"),
            ("UNITA-", "SWAPO", "x AND SWAPO SAID"),
            ("BAMBO-", "RELLA", "THE BAMBO-RELLA PACT"),
        ] {
            assert_eq!(read(first, second, elsewhere), Some(Hyphen::Compound), "{first} {second}");
        }
    }

    #[test]
    fn dashes_stand_apart() {
        for (first, second) in
            [("SHORT-", "AND LONG-TERM"), ("IT CAME -", "LATE"), ("CAME--", "LATE"), ("IT-", "(SIC)")]
        {
            assert_eq!(read(first, second, ""), Some(Hyphen::Apart), "{first} {second}");
        }
        assert_eq!(read("IT CAME", "LATE", ""), None);
        assert_eq!(read("", "", ""), None);
    }
}
