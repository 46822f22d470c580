//! What stands around an id: addresses, fragments, version letters, titles, whole citations.

use std::borrow::Cow;

use super::citation::month;
use super::number;
use super::token::{Token, TokenKind, tokens};
use super::year::WrittenYear;
use crate::lexicon::citing;
use crate::{posts, spelling};

/// A stretch of the form that may be an id.
#[derive(Debug)]
pub(super) struct Cleaned<'a> {
    pub(super) text: Cow<'a, str>,
    /// Whether other text stood around it.
    pub(super) from_text: bool,
}

/// The stretches to try, best first.
pub(super) fn clean(form: &str) -> Vec<Cleaned<'_>> {
    let form = form.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if is_address(form) {
        return from_address(form);
    }
    let plain = strip(form);
    let mut tries = vec![Cleaned { text: plain.clone(), from_text: false }];
    if let Some(found) = inside(&plain) {
        tries.push(Cleaned { text: Cow::Owned(found), from_text: true });
    } else if let Some(found) = from_citation(&plain) {
        tries.push(Cleaned { text: Cow::Owned(found), from_text: true });
    }
    tries
}

/// Takes off marks at both ends, a fragment (`#par7`), and the letter of a version (`_b`).
fn strip(text: &str) -> Cow<'_, str> {
    let mut text =
        text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '[' | ']' | '\'' | '’'));
    if let Some((id, fragment)) = text.split_once('#')
        && id.bytes().any(|b| b.is_ascii_digit())
        && fragment.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        text = id;
    }
    for (open, close) in [('(', ')'), ('[', ']')] {
        // Brackets round the whole form, not those of a year in it.
        if let Some(inner) = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close))
            && !inner.contains([open, close])
            && inner.bytes().any(|b| b.is_ascii_alphabetic())
        {
            text = inner;
        }
    }
    if let Some((id, version)) = text.rsplit_once('_')
        && version.len() <= 2
        && version.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
        && id.ends_with(|c: char| c.is_ascii_digit())
    {
        text = id;
    }
    if text.contains('_') { Cow::Owned(text.replace('_', " ")) } else { Cow::Borrowed(text) }
}

fn is_address(form: &str) -> bool {
    const ENDS: [&str; 4] = [".html", ".htm", ".org/", ".com/"];
    let begin = form.get(..4).is_some_and(|begin| begin.eq_ignore_ascii_case("www."));
    form.contains("://") || begin || form.starts_with('/') || ENDS.iter().any(|end| form.contains(end))
}

/// The parts of a page's address, last first; the fragment never holds the id.
fn from_address(address: &str) -> Vec<Cleaned<'_>> {
    let address = address.split_once('#').map_or(address, |(before, _)| before);
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let parts = path.split(['/', '?', '&', '=']).rev().filter(|part| part.bytes().any(|b| b.is_ascii_digit()));
    parts
        .take(12)
        .map(|part| {
            let mut text = percent_decoded(part);
            for end in [".html", ".htm", ".txt", ".json", ".xml", ".pdf", ".tei", ".ris", ".bib", ".csl"] {
                if text.len() > end.len() && text.to_ascii_lowercase().ends_with(end) {
                    text.truncate(text.len() - end.len());
                }
            }
            Cleaned { text: Cow::Owned(strip(&text).into_owned()), from_text: true }
        })
        .collect()
}

fn percent_decoded(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).filter(|_| *first == b'%').and_then(|code| core::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(if *first == b'+' { b' ' } else { *first });
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The one compact id (`09ASTANA478`) inside a longer text; none where there are two different ones.
fn inside(text: &str) -> Option<String> {
    let tokens = tokens(text);
    let mut found: Option<String> = None;
    for (at, window) in tokens.windows(3).enumerate() {
        let [year, post, number] = window else { continue };
        let apart = !year.glued || at == 0 || tokens[at - 1].kind == TokenKind::Mark;
        let free = tokens.get(at + 3).is_none_or(|next| !next.glued || !next.is_word());
        let compact = year.is_number() && post.is_word() && post.glued && number.is_number() && number.glued;
        if compact
            && apart
            && free
            && matches!(year.text.len(), 2 | 4)
            && posts::find(post.text).is_some_and(|post| post.kind.numbers_telegrams())
        {
            let id = format!("{}{}{}", year.text, post.text, number.text);
            if found.as_ref().is_some_and(|before| *before != id) {
                return None;
            }
            found = Some(id);
        }
    }
    found
}

/// A footnote: `Telegram 478 From the Embassy in Kazakhstan to the Department of State, March 17, 2009`, or
/// `Embassy Astana to State, telegram 478, March 17, 2009`; rewritten as post, number and year.
fn from_citation(text: &str) -> Option<String> {
    let tokens = tokens(text);
    let at = tokens.iter().position(|token| token.says_any(&["TELEGRAM", "TEL", "CABLE"]))?;
    let mut begin = at + 1;
    while tokens.get(begin).is_some_and(|token| token.is_any(".,#") || token.says_any(&["NO", "NUMBER"])) {
        begin += 1;
    }
    let number = number::read(&tokens, begin, 5)?.value?;
    let date = tokens.iter().position(|token| token.is_word() && month(token.text).is_some())?;
    let year = tokens.iter().skip(date).find(|token| token.is_number() && token.text.len() == 4)?;
    let year_value: u16 = year.text.parse().ok()?;
    let post = sender(&tokens, year_value)?;
    Some(format!("{} {number} {}", post.name, year.text))
}

/// How many tokens at the start only lead to the citation: `Ref:`, `cf.`, `per reftel A.`, the letter in a list.
pub(super) fn lead(tokens: &[Token<'_>]) -> usize {
    let leads =
        |word: &str| citing::is_label(word) || spelling::is_one_of(word, &["RE", "CF", "SEE", "ALSO", "PER", "IN"]);
    let is_word = |token: &&Token<'_>| token.is_word() && leads(token.text) || token.is_any(":.,-–");
    let mut end = tokens.iter().take(6).take_while(is_word).count();
    let bracket = usize::from(tokens.get(end).is_some_and(|token| token.is_any("([")));
    let letter = tokens.get(end + bracket).is_some_and(|token| token.letter().is_some());
    let marks = tokens.iter().skip(end + bracket + 1).take(2).take_while(|token| token.is_any(".):]-")).count();
    if letter && (marks > 0 || end > 0) {
        end += bracket + 1 + marks;
    }
    end
}

/// The sender in a footnote: after `from`, else before `to`.
fn sender(tokens: &[Token<'_>], year: u16) -> Option<&'static posts::Post> {
    let named = tokens.iter().position(|token| token.says("FROM"));
    // `Telegram 297216 to Belgrade`: what names only where it went was sent by the Department (rule ID).
    let number = tokens.iter().position(Token::is_number)?;
    if named.is_none() && tokens.get(number + 1).is_some_and(|token| token.says("TO")) && number <= 3 {
        return posts::find_key("STATE");
    }
    let from = named.map_or(0, |at| at + 1);
    let end = tokens.iter().skip(from).position(|token| token.says("TO")).map_or(tokens.len(), |to| from + to);
    let words: Vec<&str> =
        tokens.get(from..end)?.iter().filter(|token| token.is_word()).map(|token| token.text).collect();
    let lower = |word: &str, other: &str| word.eq_ignore_ascii_case(other);
    if words.iter().any(|word| lower(word, "DEPARTMENT")) {
        return posts::find_key("STATE");
    }
    if let Some(place) = words.iter().position(|word| lower(word, "IN")) {
        return posts::by_territory(&words.get(place + 1..)?.join(" "), year);
    }
    let Some(name) =
        words.iter().position(|word| lower(word, "EMBASSY") || lower(word, "CONSULATE") || lower(word, "MISSION"))
    else {
        // `Telegram 4421 from Moscow, March 3, 1976`
        return named.and_then(|_| posts::is_post_words(&words)).map(|(_, post)| post);
    };
    let rest: Vec<&str> = words.get(name + 1..)?.iter().copied().filter(|word| !lower(word, "GENERAL")).collect();
    posts::is_post_words(&rest).map(|(_, post)| post)
}

/// `1976PRETOR04668`, `1974USUN N00123`: four-digit year of the central file, a station of at most six letters and
/// blanks, a padded number.
pub(super) fn archive_number(tokens: &[Token<'_>]) -> Option<(u16, String, u32)> {
    let (year, station, number) = match tokens {
        [year, station, number] => (year, [station.text, ""], number),
        [year, station, rest, number] if station.is_word() && rest.is_word() && !rest.glued => {
            (year, [station.text, rest.text], number)
        }
        _ => return None,
    };
    let glued = tokens.get(1)?.glued && number.glued && year.is_number() && tokens.get(1)?.is_word();
    let wide = number.text.len() == if station == ["STATE", ""] { 6 } else { 5 };
    let value: u16 = year.text.parse().ok().filter(|year| (1973..=1979).contains(year))?;
    let upper = station.iter().all(|part| part.bytes().all(|b| b.is_ascii_uppercase()));
    let serial = number.text.parse().ok().filter(|&serial| serial > 0 && number.is_number())?;
    let length = station.concat().len() + usize::from(tokens.len() == 4);
    (glued && wide && upper && (3..=6).contains(&length) && year.text.len() == 4)
        .then(|| (value, station.concat(), serial))
}

/// `05SUVA617` with whatever letters: year, letters, number.
pub(super) fn compact<'a>(tokens: &[Token<'a>]) -> Option<(WrittenYear, &'a str, u32)> {
    let [year, post, number] = tokens else { return None };
    if !(year.is_number() && post.is_word() && post.glued && number.is_number() && number.glued && year.text.len() != 3)
    {
        return None;
    }
    let value = number.text.parse().ok().filter(|&value| value > 0 && value < 10_000_000)?;
    Some((WrittenYear::read(year.text)?, post.text, value))
}

/// What may follow an id without meaning anything: marks, a section, a caption.
pub(super) fn is_tail(tokens: &[Token<'_>]) -> bool {
    let is_tail_word = |word: &str| {
        citing::is_and_others(word)
            || citing::is_caption(word)
            || citing::is_paragraph(word)
            || citing::is_section(word)
            || spelling::is_one_of(word, &["PARTS", "OF", "FINAL", "CORRECTED", "COPY", "CIRCULAR"])
    };
    // `SECTION 01`, `PARAS 3-5`, `01 OF 03`
    let section = tokens
        .iter()
        .any(|token| token.says("OF") || citing::is_paragraph(token.text) || citing::is_section(token.text));
    tokens.iter().all(|token| {
        token.kind == TokenKind::Mark
            || token.is_word() && is_tail_word(token.text)
            || (section && token.is_number() && token.text.len() <= 2)
    })
}
