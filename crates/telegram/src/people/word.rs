//! The words of a person's name and title, and what each can be.

use super::name::{is_given, is_initial, is_particle, is_suffix};
use super::title::{is_doubtful, is_given_too, is_honorific, is_interim, is_piece, is_rank, is_surname, is_title_word};
use crate::lexicon::small_words;
use crate::spelling;
use crate::tables::offices;

/// What a word can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Of a title.
    Title,
    /// An office symbol or acronym.
    Office,
    /// `of`, `for`, `and`.
    Link,
    /// `Q.`
    Initial,
    /// A word of a name, as far as its shape tells.
    Name,
    /// `Jr.`
    Suffix,
    /// `Mr.`
    Honorific,
}

/// A word with its class.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) class: Class,
}

/// In which letters a text is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    Mixed,
    Capitals,
    Small,
}

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        let (mut small, mut capitals) = (false, false);
        for c in text.chars() {
            small |= c.is_lowercase();
            capitals |= c.is_uppercase();
        }
        match (small, capitals) {
            (true, true) => Self::Mixed,
            (true, false) => Self::Small,
            _ => Self::Capitals,
        }
    }
}

/// Cuts at commas, semicolons, colons, dashes between blanks, brackets and ends of sentences.
pub(super) fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut begin = 0;
    let mut sentences = 0;
    for (at, c) in text.char_indices() {
        let after = &text[at + c.len_utf8()..];
        let cuts = match c {
            ',' | ';' | ':' | '[' | ']' | '\u{2014}' => !is_for_apostrophe(&text[begin..at], after),
            '(' | ')' => !is_nickname(text, at),
            '-' | '\u{2013}' => {
                text[..at].ends_with([' ', '-']) && after.starts_with([' ', '-'])
                    || after.starts_with('-')
                    || is_name_after(&text[begin..at], after)
            }
            '/' => is_name_before(&text[begin..at], after) || is_name_after(&text[begin..at], after),
            '.' => after.starts_with(' ') && ends_sentence(&text[begin..at]),
            _ => false,
        };
        if cuts {
            parts.push(text[begin..at].trim());
            begin = at + c.len_utf8();
            if c == '.' {
                sentences += 1;
                // A sentence after the second is no part of a title.
                if sentences > 1 {
                    return parts;
                }
            }
        }
    }
    parts.push(text[begin..].trim());
    parts.retain(|part| part.bytes().any(|byte| byte.is_ascii_alphabetic()) || !part.is_ascii());
    parts
}

/// `Jane Roe/DCM`: a slash between a name and a title.
fn is_name_before(text: &str, after: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    let next = after.split([' ', ',', '.', ';']).next().unwrap_or_default();
    text.contains(' ') && last.len() > 1 && !is_title_word(last) && !is_doubtful(last) && is_rank(next)
}

/// `Acting DCM/Jane Roe`, `DCM-Jane Roe`: a slash or hyphen between a title and a name.
fn is_name_after(text: &str, after: &str) -> bool {
    let last = text.rsplit([' ', '/', '-']).next().unwrap_or_default();
    let mut words = after.split_whitespace();
    let (next, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if !is_title_word(last) && !is_doubtful(last) || next.ends_with([',', '.', ';', ':']) && !is_initial(next) {
        return false;
    }
    let may_be_name = |word: &str| {
        word.starts_with(char::is_uppercase) && !is_title_word(word) && !is_doubtful(word) && !word.contains('/')
    };
    let small = |word: &str| word.chars().skip(1).any(char::is_lowercase);
    let is_full = may_be_name(next) && may_be_name(second);
    let same_letters = small(next) == small(text);
    // `DCM/Jane Roe`: an abbreviation is in capitals in any text.
    let is_short = last.len() <= 5 && small(next) && small(second);
    is_full
        && (is_given(next)
            || is_initial(next)
            || is_rank(last) && (same_letters || is_short) && next.len() > 2 && !offices::is_symbol(next))
}

/// `d,Affaires`: a mark in place of the apostrophe.
fn is_for_apostrophe(text: &str, after: &str) -> bool {
    let last = text.rsplit([' ', ',']).next().unwrap_or_default();
    last.eq_ignore_ascii_case("D") && spelling::starts_with(after, "AFF")
}

/// `Richard (Rick) Doe`: one word in brackets between words of a name.
fn is_nickname(text: &str, at: usize) -> bool {
    let open = if text[at..].starts_with('(') { Some(at) } else { text[..at].rfind('(') };
    let Some(open) = open else { return false };
    let Some(close) = text[open..].find(')').map(|length| open + length) else { return false };
    let inside = &text[open + 1..close];
    let after = text[close + 1..].trim_start().split([' ', ',']).next().unwrap_or_default();
    !inside.contains([' ', '/'])
        && !inside.is_empty()
        && !is_title_word(inside)
        && !is_doubtful(inside)
        && after.len() > 1
        && after.starts_with(char::is_uppercase)
        && !is_title_word(after)
        && (is_given(inside) || inside.chars().any(char::is_lowercase))
}

/// Whether a stop after `text` ends a sentence and not an abbreviation.
fn ends_sentence(text: &str) -> bool {
    let last = text.rsplit([' ', '(', ',']).next().unwrap_or_default();
    let letters = last.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2
        && !last.contains('.')
        && !(letters <= 6 && (is_rank(last) || is_doubtful(last) || is_honorific(last) || is_suffix(last)))
        && !["ST", "WM", "GEO", "CHAS", "ROBT", "THOS", "POL", "ECON", "DR", "PROF", "REV", "DEPT", "GOVT"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(last))
}

/// The words of a part with what they are; `later`: not the first part.
pub(super) fn classify<'a>(part: &'a str, letters: Letters, later: bool) -> Vec<Word<'a>> {
    let texts: Vec<&str> = part.split_whitespace().collect();
    let capitals = Letters::of(part) == Letters::Capitals;
    let mut words: Vec<Word<'_>> = Vec::with_capacity(texts.len());
    let mut interim = 0_u8;
    for (index, &text) in texts.iter().enumerate() {
        let before = words.last().copied();
        let rest = texts.get(index + 1..).unwrap_or_default();
        if interim == 0 && is_spaced_interim(text, rest, before) {
            interim = 2;
        }
        let class = if interim > 0 { Class::Title } else { class(text, before, rest, letters, capitals, later) };
        interim = interim.saturating_sub(1);
        words.push(Word { text, class });
    }
    words
}

/// `a. i.` of a charge d'affaires printed as two words; `A. I. Roe` can be initials.
fn is_spaced_interim(text: &str, rest: &[&str], before: Option<Word<'_>>) -> bool {
    let is =
        |word: &str, letter: &str| word.trim_end_matches([',', '.']).eq_ignore_ascii_case(letter) && word.len() <= 3;
    let Some((second, after)) = rest.split_first().filter(|(second, _)| is(text, "A") && is(second, "I")) else {
        return false;
    };
    let is_charge = |word: Word<'_>| {
        ["CDA", "CHARG", "D'AFF", "AFF"].iter().any(|stem| spelling::starts_with(word.text, stem))
            || is_rank(word.text) && word.text.contains(['\'', ','])
    };
    text.starts_with('a') && second.starts_with('i')
        || after.is_empty() && before.is_none_or(|word| word.class == Class::Title)
        || before.is_some_and(is_charge)
        || after.first().is_some_and(|word| is_given(word))
}

fn class(
    text: &str,
    before: Option<Word<'_>>,
    rest: &[&str],
    letters: Letters,
    part_in_capitals: bool,
    later: bool,
) -> Class {
    let next = rest.first().copied();
    let bare = text.trim_matches(|c: char| matches!(c, '"' | '\'' | '(' | ')' | '.' | ',' | '\u{201c}' | '\u{201d}'));
    let plain = &*spelling::letters_for_figures(bare);
    let after_name = before.is_some_and(|before| matches!(before.class, Class::Name | Class::Initial | Class::Suffix));
    if plain.is_empty() || matches!(plain, "&" | "/") {
        return Class::Link;
    }
    if is_suffix(plain)
        && (after_name || before.is_none() && later)
        && (next.is_none() || !plain.eq_ignore_ascii_case("SR"))
    {
        return Class::Suffix;
    }
    // `A` is an initial.
    let is_link = |word: &str| {
        small_words::is_preposition(word) || small_words::is_conjunction(word) || word.eq_ignore_ascii_case("THE")
    };
    // `Charge d Affaires`; elsewhere a D is an initial.
    let is_elision = || plain.eq_ignore_ascii_case("D") && next.is_some_and(|next| spelling::starts_with(next, "AFF"));
    if is_link(plain) || is_elision() {
        return Class::Link;
    }
    if is_interim(text) || is_rank(plain) && !after_name && plain.chars().all(|c| !c.is_lowercase()) {
        return Class::Title;
    }
    if is_particle(plain) && !(letters == Letters::Mixed && part_in_capitals) {
        // `EUR DAS`
        if next.is_none() && before.is_some() && is_rank(plain) {
            return Class::Title;
        }
        let of_title = next.is_some_and(is_title_word) || next.is_none();
        return if of_title { Class::Link } else { Class::Name };
    }
    if is_initial(text) || letters == Letters::Small && plain.len() == 1 {
        return Class::Initial;
    }
    if is_honorific(plain) {
        return Class::Honorific;
    }
    if plain.len() >= 3 && plain.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'X')) {
        return Class::Name;
    }
    let after_given = before
        .is_some_and(|before| before.class == Class::Initial || before.class == Class::Name && is_given(before.text));
    if plain.eq_ignore_ascii_case("DR") || plain.eq_ignore_ascii_case("PROF") || plain.eq_ignore_ascii_case("AD") {
        return Class::Title;
    }
    if is_given_too(plain) && !after_name && next.is_some_and(|next| is_surname_after_given(next, letters)) {
        return Class::Name;
    }
    if is_doubtful(plain) {
        // `Giorgi Field`: after a name that is in no list, at the end.
        let surname =
            || next.is_none() && before.is_some_and(|before| before.class == Class::Name) && is_surname(plain);
        return if after_given || surname() { Class::Name } else { Class::Title };
    }
    if is_title_word(text) {
        return Class::Title;
    }
    if plain.contains(['/', '&', '@']) || plain.bytes().any(|byte| byte.is_ascii_digit()) {
        return Class::Office;
    }
    let upper = plain.chars().all(|c| !c.is_lowercase());
    let vowels = plain.bytes().any(|byte| matches!(byte.to_ascii_uppercase(), b'A' | b'E' | b'I' | b'O' | b'U' | b'Y'));
    // `U.S.`, `D.C.`
    if upper && plain.contains('.') && plain.len() <= 6 {
        return Class::Office;
    }
    if letters == Letters::Mixed {
        if upper && plain.len() >= 2 {
            let surname = next.is_none() && (after_name || before.is_some() && !part_in_capitals && vowels);
            let in_capitals = part_in_capitals && (next.is_some() || before.is_some() || !later);
            return if surname || is_given(plain) || in_capitals && vowels { Class::Name } else { Class::Office };
        }
        if is_camel(plain) {
            return if is_initialled(plain) { Class::Name } else { Class::Office };
        }
        if plain.starts_with(char::is_lowercase) {
            return Class::Title;
        }
        return Class::Name;
    }
    // `WHA JANE ROE`
    let is_symbol = || offices::is_symbol(plain) && !is_given(plain);
    if letters == Letters::Capitals && before.is_none() && plain.len() >= 2 && rest.len() >= 2 && is_symbol() {
        return Class::Office;
    }
    if letters == Letters::Capitals && !vowels && (3..=5).contains(&plain.len()) && next.is_some() && !after_name {
        return Class::Office;
    }
    Class::Name
}

/// Whether the word can only be a surname or an initial after a word that is a given name or a title: `Dean Roe`.
fn is_surname_after_given(word: &str, letters: Letters) -> bool {
    let plain = word.trim_end_matches(['.', ',']);
    let capital = letters == Letters::Small || word.starts_with(char::is_uppercase);
    is_initial(word)
        || capital
            && plain.len() > 2
            && !is_given(word)
            && !is_title_word(word)
            && !is_doubtful(word)
            && !word.contains('/')
}

/// `JRoe`, `JQRoe`: a surname with its initials run on before it; not `USDel`, `POLchief`.
fn is_initialled(word: &str) -> bool {
    let capitals = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let (Some(name), Some(small)) = (word.get(capitals.saturating_sub(1)..), word.get(capitals..)) else {
        return false;
    };
    (2..=4).contains(&capitals)
        && small.len() >= 2
        && small.bytes().all(|byte| byte.is_ascii_lowercase())
        && ![name, small].iter().any(|part| is_title_word(part) || is_doubtful(part) || is_piece(part))
}

/// `PolCouns`, `EmbOff`: a capital inside the word that is none of a name.
fn is_camel(word: &str) -> bool {
    const NAMES: [&str; 14] = ["Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "Von", "Da", "Del", "Fitz", "St", "O"];
    let inner = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase()).map(|(at, _)| at);
    let Some(at) = inner else { return false };
    let head = &word[..at];
    head.chars().all(char::is_alphabetic) && !NAMES.contains(&head)
}
