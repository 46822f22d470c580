//! The section on a classification line: `SECTION 01 OF 02` and its misprints.

use crate::spelling;

/// Which part of a telegram that was cut for sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Section {
    /// Its number, from 1.
    pub(crate) number: u32,
    /// How many there are, where the line says so.
    pub(crate) of: Option<u32>,
}

/// A section found at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) section: Section,
    /// The printed length.
    pub(super) length: usize,
    /// Whether it is printed otherwise than `SECTION n OF m`.
    pub(super) odd: bool,
}

const SPELLED: &[&str] = &["ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN"];

/// `SECTION 01 OF 02`, `SECTIONO1OF02`, `FINAL SECTION OF 04`, `SECTION 2`.
pub(super) fn at_start(text: &str) -> Option<Found> {
    if let Some(found) = last_section(text) {
        return Some(found);
    }
    let after = keyword(text)?;
    let odd_keyword = !spelling::starts_with(text, "SECTION ");
    let rest = skip_blanks(&text[after..]);
    let (number, length, odd_number) = count(rest)?;
    let rest = &rest[length..];
    let used = text.len() - rest.len();
    if let Some((of, length, odd)) = total(rest) {
        let section = Section { number, of: Some(of) };
        return (number >= 1 && number <= of.max(1)).then_some(Found {
            section,
            length: used + length,
            odd: odd || odd_number || odd_keyword,
        });
    }
    let section = Section { number, of: None };
    (1..100).contains(&number).then_some(Found { section, length: used, odd: true })
}

/// `01 OF 02` without the word.
pub(super) fn bare(text: &str) -> Option<Found> {
    let (number, length, _) = count(text)?;
    let (of, more, _) = total(&text[length..])?;
    let section = Section { number, of: Some(of) };
    (number >= 1 && number <= of).then_some(Found { section, length: length + more, odd: true })
}

/// The `1` of `LA PAZ 3507/1` and its length.
pub(super) fn suffix(text: &str) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&length) || spelling::goes_on(text, length) {
        return None;
    }
    let number = text[..length].parse().ok()?;
    (number > 0).then_some((number, length))
}

/// The offset after the word SECTION, misspelt or abbreviated or glued.
fn keyword(text: &str) -> Option<usize> {
    if let Some(length) = spelling::match_spaced(text, "SECTION") {
        // `SECTIONAL` is another word; a figure or O may be glued.
        let next = text[length..].chars().next();
        let glued = next.is_none_or(|c| !c.is_alphabetic() || matches!(c, 'O' | 'o'));
        return glued.then_some(length);
    }
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let word = &text[..length];
    let known = ["SEC", "SECT", "SECTN", "SCTN", "SECN", "PART"].iter().any(|short| short.eq_ignore_ascii_case(word));
    // `SECTIONO1` lost its blank, `SECTON` a letter.
    let misspelt = length >= 5 && spelling::distance(word, "SECTION", 1).is_some();
    let dot = usize::from(text[length..].starts_with('.'));
    (known || misspelt).then_some(length + dot)
}

/// `FINAL SECTION OF 04`, `LAST SECTION OF 4`.
fn last_section(text: &str) -> Option<Found> {
    let rest = spelling::strip_prefix(text, "FINAL").or_else(|| spelling::strip_prefix(text, "LAST"))?;
    let rest = skip_blanks(rest);
    let rest = skip_blanks(&rest[keyword(rest)?..]);
    let (of, length, _) = total(rest)?;
    let section = Section { number: of, of: Some(of) };
    let used = text.len() - rest.len() + length;
    (of >= 1).then_some(Found { section, length: used, odd: true })
}

/// ` OF 02` with its misprints: the number, the length, whether it is odd.
fn total(text: &str) -> Option<(u32, usize, bool)> {
    let rest = skip_blanks(text);
    let (word, odd) = ["OF", "0F", "ON", "O F", "/"]
        .iter()
        .find(|word| spelling::starts_with(rest, word))
        .map(|&word| (word, word != "OF"))?;
    let after = skip_blanks(&rest[word.len()..]);
    let (number, length, odd_number) = count(after)?;
    // In `SECTION 01 OF 02` both stand apart from what follows.
    let used = text.len() - after.len() + length;
    Some((number, used, odd || odd_number))
}

/// A count of one or two figures (three where padded), `O` for zero allowed,
/// or spelled out.
fn count(text: &str) -> Option<(u32, usize, bool)> {
    let length = text
        .bytes()
        .take(3)
        .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'O' | b'o' | b'I' | b'l'))
        .count();
    for length in (1..=length).rev() {
        let word = &text[..length];
        // `1OF2`: the O belongs to OF.
        if text[length..].starts_with(['F', 'f']) {
            continue;
        }
        if text[length..].starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        if let Some(number) = spelling::figures(word).filter(|&number| number < 100) {
            return Some((number, length, !word.bytes().all(|byte| byte.is_ascii_digit())));
        }
    }
    SPELLED.iter().enumerate().find_map(|(index, word)| {
        spelling::strip_prefix(text, word)?;
        (!spelling::goes_on(text, word.len())).then_some((index as u32 + 1, word.len(), true))
    })
}

fn skip_blanks(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '.', ':', '-'])
}
