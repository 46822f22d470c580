//! One printed word of a TAGS line read as codes: as it stands, cut where the
//! separators were lost, or repaired where a rule and the table of known codes
//! leave one reading only (rules N75, N76, N80, N81, N167).

use super::table::{self, Kind};
use crate::tables::offices;

/// The longest word that is looked at closely.
const LONGEST: usize = 64;

/// What a word was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// A code as printed.
    Known(String),
    /// Several codes with a separator other than blank or comma between, or none.
    Several(Vec<String>),
    /// A misprint of this code.
    Repaired(String),
}

impl Reading {
    /// The codes.
    pub(super) fn into_codes(self) -> Vec<String> {
        match self {
            Self::Known(code) | Self::Repaired(code) => vec![code],
            Self::Several(codes) => codes,
        }
    }
}

/// Reads a word that has no blank in it; `printed` in its printed case.
pub(super) fn read(printed: &str) -> Option<Reading> {
    if printed.is_empty() || printed.len() > LONGEST {
        return None;
    }
    let word = printed.to_ascii_uppercase();
    if table::is_known(&word) || table::is_program(&word) {
        return Some(Reading::Known(word));
    }
    if let Some(codes) = separated(&word).or_else(|| glued(&word)) {
        return Some(Reading::Several(codes));
    }
    repair(printed, &word).map(Reading::Repaired)
}

/// Whether the word is a known subject code.
pub(super) fn is_subject(printed: &str) -> bool {
    table::kind(&printed.to_ascii_uppercase()) == Some(Kind::Subject)
}

/// Whether the word is a code as it stands, or several with lost separators.
pub(super) fn is_exact(printed: &str) -> bool {
    matches!(read(printed), Some(Reading::Known(_) | Reading::Several(_)))
}

/// `PGOV/PREL`, `PGOV.PREL`, `PGOV-PREL-FJ`: every part must be a code.
fn separated(word: &str) -> Option<Vec<String>> {
    let is_separator = |c: char| matches!(c, '/' | '.' | '-' | '&' | '+' | '_' | ':' | '\\' | '*' | '|' | '=' | '\'');
    if !word.contains(is_separator) {
        return None;
    }
    // `ELAB/BEXP/G-8`: a hyphen is part of the names of organizations.
    let outer: Vec<&str> = word.split(|c| is_separator(c) && c != '-').filter(|part| !part.is_empty()).collect();
    let parts: Vec<&str> = outer
        .iter()
        .flat_map(|part| if table::is_known(part) { vec![*part] } else { part.split('-').collect() })
        .filter(|part| !part.is_empty())
        .collect();
    let mut codes = Vec::new();
    for part in parts {
        if table::is_known(part) || table::is_program(part) {
            codes.push(part.to_owned());
        } else {
            codes.extend(glued(part)?);
        }
    }
    // `UN-ECE`, `IAEA-GC` are organizations of their own.
    let kinds = || codes.iter().map(|code| table::kind(code));
    let is_list = kinds().any(|kind| matches!(kind, Some(Kind::Subject | Kind::Program)))
        || !kinds().any(|kind| kind == Some(Kind::Organization))
        || !word.contains('-');
    (!codes.is_empty() && is_list).then_some(codes)
}

/// `PGOVPRELFJ`: codes of four and two letters without anything between; at
/// least one must be a subject, or any pair of letters would do.
fn glued(word: &str) -> Option<Vec<String>> {
    // So many letters are cut at most: more codes than any list of TAGS was seen to have.
    const LONGEST: usize = 160;
    if word.len() > LONGEST {
        return None;
    }
    let has_shape = word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if word.len() < 6 || !has_shape || table::has_plain_stem(word) {
        return None;
    }
    // `best[at]`: how the first `at` letters are cut with the fewest codes, and the length of the last.
    let mut best: Vec<Option<(usize, usize)>> = vec![None; word.len() + 1];
    if let Some(first) = best.first_mut() {
        *first = Some((0, 0));
    }
    for end in 2..=word.len() {
        for length in 2..=end.min(9) {
            let Some(Some((count, _))) = best.get(end - length).copied() else { continue };
            let Some(kind) = word.get(end - length..end).and_then(table::kind) else { continue };
            // Short organizations are in too many words (`CE`, `UNO`).
            if kind == Kind::Organization && length < 4 {
                continue;
            }
            let is_better = best.get(end).copied().flatten().is_none_or(|(known, _)| count + 1 < known);
            if let (true, Some(cell)) = (is_better, best.get_mut(end)) {
                *cell = Some((count + 1, length));
            }
        }
    }
    let mut codes = Vec::new();
    let mut end = word.len();
    while end > 0 {
        let (_, length) = best.get(end).copied().flatten()?;
        codes.push(word.get(end - length..end)?.to_owned());
        end -= length;
    }
    codes.reverse();
    let subject = codes.iter().any(|code| matches!(table::kind(code), Some(Kind::Subject | Kind::Program)));
    subject.then_some(codes)
}

/// The one known code that the word is a misprint of.
fn repair(printed: &str, word: &str) -> Option<String> {
    figures(printed, word).or_else(|| parted(word)).or_else(|| subject(word))
}

/// `E-FIN`, `P.REL`, `F-J`: the code of a subject or a country with a mark inside.
fn parted(word: &str) -> Option<String> {
    let whole: String = word.chars().filter(|c| !matches!(c, '-' | '.' | '_' | '\'')).collect();
    let kind = match whole.len() {
        4 => Kind::Subject,
        2 => Kind::Country,
        _ => return None,
    };
    (word.len() == whole.len() + 1 && table::kind(&whole) == Some(kind)).then_some(whole)
}

/// Figures for letters and letters for figures: `0ECD`, `UNMlK`, `G-1O`, and
/// figures where a lost shift made them of letters (`PR3L`).
fn figures(printed: &str, word: &str) -> Option<String> {
    if word.len() > 12 || !word.is_ascii() {
        return None;
    }
    // A small L among capitals is an I.
    let small_l = printed.contains('l') && printed.bytes().filter(u8::is_ascii_uppercase).count() > 1;
    let seen = printed.bytes().map(|byte| match byte {
        b'l' if small_l => b'I',
        byte => byte.to_ascii_uppercase(),
    });
    let seen: String = seen.map(char::from).collect();
    let letters: String = seen
        .bytes()
        .map(|byte| match byte {
            b'0' => 'O',
            b'1' | b'|' | b'!' => 'I',
            b'5' => 'S',
            b'8' => 'B',
            b'2' => 'Z',
            other => char::from(other),
        })
        .collect();
    // The letters and figures shift of ITA2: the upper row of the keys.
    let shifted: String = word
        .bytes()
        .map(|byte| match byte {
            b'1' => 'Q',
            b'2' => 'W',
            b'3' => 'E',
            b'4' => 'R',
            b'5' => 'T',
            b'6' => 'Y',
            b'7' => 'U',
            b'8' => 'I',
            b'9' => 'O',
            b'0' => 'P',
            other => char::from(other),
        })
        .collect();
    let one_as_l = seen.replace('1', "L").replace('0', "O");
    let numbers = match word.split_once('-') {
        Some((head, tail)) => format!("{head}-{}", tail.replace('O', "0").replace(['I', 'L'], "1")),
        None => String::new(),
    };
    let l_for_i = if word.len() >= 4 { word.replace('L', "I") } else { String::new() };
    let known = [seen, letters, one_as_l, shifted, numbers, l_for_i].into_iter().find(|candidate| {
        candidate != word
            && (table::is_known(candidate)
                || printed.bytes().any(|b| b.is_ascii_digit()) && table::is_program(candidate))
    });
    known.or_else(|| zero_between_letters(word))
}

/// `C0PUOS`: a zero with letters on both sides, the only figure, is an O in any word.
fn zero_between_letters(word: &str) -> Option<String> {
    let at = word.find(|c: char| c.is_ascii_digit())?;
    let letters = word.bytes().filter(u8::is_ascii_uppercase).count();
    let between = at > 0 && word.as_bytes().get(at) == Some(&b'0') && at + 1 < word.len();
    (between && word.len() >= 5 && letters + 1 == word.len()).then(|| word.replacen('0', "O", 1))
}

/// A subject code with two neighbours exchanged, a letter doubled or added, or
/// one letter wrong that a relay, a scanner or a finger takes for another; for
/// codes that all posts use any one letter wrong, or the first or last lost.
/// Where two codes are equally near, none is taken.
fn subject(word: &str) -> Option<String> {
    let bytes = word.as_bytes();
    if !(3..=5).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_uppercase) || table::is_plain(word) {
        return None;
    }
    let near = |&code: &&'static str| Some((cost(bytes, code.as_bytes())?, code));
    nearest(table::subjects().iter().filter_map(near)).or_else(|| {
        let near = |&code: &&'static str| Some((cost_of_common(word, code)?, code));
        nearest(table::common().iter().filter_map(near))
    })
}

/// The code with the smallest cost, `None` where several have it.
fn nearest(codes: impl Iterator<Item = (u8, &'static str)>) -> Option<String> {
    let mut best: Option<(u8, &str)> = None;
    let mut tied = false;
    for (cost, code) in codes {
        match best {
            Some((known, _)) if known < cost => {}
            Some((known, _)) if known == cost => tied = true,
            _ => (best, tied) = (Some((cost, code)), false),
        }
    }
    best.filter(|_| !tied).map(|(_, code)| code.to_owned())
}

/// How far the word is from a code that all posts use: one letter wrong (`PGON`), the first lost (`BUD`) or the last
/// (`MAR`). Symbols of agencies (`AGR`) are no misprints.
fn cost_of_common(word: &str, code: &str) -> Option<u8> {
    if word.len() == code.len() {
        let wrong = word.bytes().zip(code.bytes()).filter(|(a, b)| a != b).count();
        return (wrong == 1).then_some(1);
    }
    let lost = word.len() + 1 == code.len() && (code.starts_with(word) || code.ends_with(word));
    (lost && !offices::is_symbol(word)).then_some(1)
}

/// How far the word is from the code by one of the rules, `None` where none leads there.
fn cost(word: &[u8], code: &[u8]) -> Option<u8> {
    if word.len() == code.len() + 1 {
        let at = word.iter().zip(code).take_while(|(a, b)| a == b).count();
        let rest = word.get(at + 1..)? == code.get(at..)?;
        let doubled = at > 0 && word.get(at - 1) == word.get(at);
        return rest.then_some(if doubled { 1 } else { 2 });
    }
    if word.len() != code.len() {
        return None;
    }
    let mut differing = word.iter().zip(code).enumerate().filter(|(_, (a, b))| a != b);
    let (first, (&a, &b)) = differing.next()?;
    let second = differing.next();
    if differing.next().is_some() {
        return None;
    }
    match second {
        Some((at, (&c, &d))) => (at == first + 1 && a == d && b == c).then_some(1),
        None if looks_like(a, b) => Some(1),
        // The first letter is the field of the code: another one there makes another code.
        None if first > 0 && (one_bit(a, b) || are_neighbours(a, b)) => Some(2),
        None => None,
    }
}

/// Letters that a scanner or a reader takes for each other.
fn looks_like(a: u8, b: u8) -> bool {
    const ALIKE: [&[u8]; 9] = [b"ILJT", b"OQDC", b"UV", b"MN", b"EF", b"PR", b"CG", b"VY", b"SZ"];
    ALIKE.iter().any(|group| group.contains(&a) && group.contains(&b))
}

/// Letters one bit apart in ITA2 (rule LEXICON).
fn one_bit(a: u8, b: u8) -> bool {
    const ITA2: [u8; 26] =
        [3, 25, 14, 9, 1, 13, 26, 20, 6, 11, 15, 18, 28, 12, 24, 22, 23, 10, 5, 16, 7, 30, 19, 29, 21, 17];
    let bits = |letter: u8| letter.checked_sub(b'A').and_then(|index| ITA2.get(usize::from(index)).copied());
    matches!((bits(a), bits(b)), (Some(a), Some(b)) if (a ^ b).count_ones() == 1)
}

/// Letters side by side on a row of keys.
fn are_neighbours(a: u8, b: u8) -> bool {
    ["QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"].iter().any(|row| {
        let place = |letter: u8| row.bytes().position(|key| key == letter);
        matches!((place(a), place(b)), (Some(a), Some(b)) if a.abs_diff(b) == 1)
    })
}
