//! Telegrams named in the running text: `STATE 12345`, `(05 SUVA 617)`.

use std::collections::HashSet;

use crate::id::citation::{self, Citation, Found, Spelling, month};
use crate::id::token::{Token, push_tokens};
use crate::id::{ReferenceId, Series};
use crate::text::Unfolded;
use crate::{Reference, ReferenceKind, posts};

mod evidence;

use super::Citing;
use super::segment::strict;

/// How far before a number its post and year can begin, in bytes.
const BEFORE: usize = 48;
/// How far after a number its year and what tells against it can stand.
const BEHIND: usize = 48;

/// The telegrams that a paragraph names by post and number, each once, without those that are `known` already.
///
/// Only posts of the table count, spelt right and in capitals (or capitalised), and only numbers with three digits or more
/// that are no year, quantity or date (N124). Where no year is written the words around must not tell against a telegram
/// ([`evidence`]).
pub(crate) fn mentions(paragraph: &Unfolded, known: &[Reference], citing: &Citing<'_>) -> Vec<Reference> {
    let text = paragraph.text.as_str();
    let bytes = text.as_bytes();
    let mut found: Vec<Reference> = Vec::new();
    let own = citing.id.map(ToString::to_string);
    let mut seen: HashSet<String> = known.iter().filter_map(|reference| reference.id.clone()).chain(own).collect();
    let mut at = 0;
    while let Some(begin) = next_digit(bytes, at) {
        let end = begin + bytes[begin..].iter().take_while(|b| b.is_ascii_digit()).count();
        at = end;
        let airgram = bytes[..begin].ends_with(b"A-");
        if (end - begin < 3 && !airgram) || end - begin > 7 {
            continue;
        }
        let Some((window, from)) = window(text, begin, end) else { continue };
        let mut tokens = Vec::with_capacity(16);
        push_tokens(&mut tokens, window, from as u32);
        let Some((citation, last)) = read(&tokens, begin as u32, citing) else { continue };
        push(&mut found, paragraph, &tokens, &citation, &mut seen, citing);
        at = at.max(last as usize);
    }
    found
}

/// Where the next figure stands, from `from` on.
fn next_digit(bytes: &[u8], from: usize) -> Option<usize> {
    // Most stretches have none: one look at a stretch as a whole.
    const STRETCH: usize = 32;
    let (stretches, rest) = bytes[from..].as_chunks::<STRETCH>();
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let passed = stretches
        .iter()
        .take_while(|stretch| !stretch.iter().fold(false, |found, byte| found | is_digit(byte)))
        .count();
    let stretch: &[u8] = stretches.get(passed).map_or(rest, |stretch| stretch);
    Some(from + passed * STRETCH + stretch.iter().position(is_digit)?)
}

/// The surroundings of a number, cut at blanks, if the word before it can be a post's.
fn window(text: &str, begin: usize, end: usize) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    let before = text[..begin].trim_end_matches([' ', '#', '-', '\'', '.']);
    let last = before.bytes().next_back()?;
    if !last.is_ascii_alphanumeric() && !matches!(last, b')' | b'(') {
        return None;
    }
    let letters = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let word = &before[before.len() - letters..];
    if !word.is_empty() && !posts::may_end(word) && !citation::may_stand_between(word) {
        return None;
    }
    let from = begin.saturating_sub(BEFORE);
    let from = from + if from == 0 { 0 } else { bytes[from..begin].iter().position(|&b| b == b' ')? + 1 };
    let mut to = (end + BEHIND).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    // A blank is no part of a longer character, so `from` is a boundary.
    Some((text.get(from..to)?, from))
}

/// Reads the citation that holds the number at `number`: the one that begins first.
fn read(tokens: &[Token<'_>], number: u32, citing: &Citing<'_>) -> Option<(Citation, u32)> {
    let scope = strict(citing.when());
    let target = tokens.iter().position(|token| token.at == number)?;
    for (at, token) in tokens.iter().enumerate().take(target) {
        if !token.is_word() && !token.is_number() && !token.is_any("('") {
            continue;
        }
        let Some(citation) = citation::read(tokens, at, scope) else { continue };
        let first = citation.numbers.first()?;
        let here = (first.tokens.0..first.tokens.1).contains(&target);
        if here && !citation.number_first && is_plausible(tokens, &citation, citing) {
            let last = citation
                .numbers
                .last()
                .and_then(|cited| tokens.get(cited.number.tokens.1.saturating_sub(1)))
                .map_or(number, Token::end);
            return Some((citation, last));
        }
    }
    None
}

fn is_plausible(tokens: &[Token<'_>], citation: &Citation, citing: &Citing<'_>) -> bool {
    let Found::Post(spelling @ (Spelling::Exact | Spelling::Alias)) = citation.post.found else { return false };
    let Some(cited) = citation.numbers.first() else { return false };
    let written = citation.year.or(cited.year).is_some();
    if !written && !evidence::names_telegram(tokens, citation, cited, spelling) {
        return false;
    }
    // The words of the name: in capitals, or each capitalised, as authors write names.
    let name = &tokens[citation.core..citation.post.end];
    // `SECSTATE WASHDC 1234` and `AMEMBASSY SUVA 617` are lines of a header: the number is a continuity number.
    let is_address = |token: &Token<'_>| token.says_any(&["WASHDC", "WASHINGTON"]) || posts::is_prefix(token.text);
    if name.iter().any(is_address) {
        return false;
    }
    let capital = |token: &&Token<'_>| token.is_word() && !token.text.starts_with(char::is_uppercase);
    if name.iter().any(|token| capital(&token) && !token.says_any(&["DE", "ES", "AU", "OF", "E"])) {
        return false;
    }
    let number = &cited.number;
    if number.repaired || number.joined || (number.digits < 3 && !cited.airgram) || citation.words_dropped && !written {
        return false;
    }
    // `HELSINKI 1975` is a year, not a telegram.
    let year_now = citing.when().year.unwrap_or(2030);
    if !written
        && number.digits == 4
        && number.value.is_some_and(|value| (1900..=u32::from(year_now) + 10).contains(&value))
    {
        return false;
    }
    // A mark between post and number: `PARIS, 617 KM`, `SUVA - 500`.
    let between = &tokens[citation.post.end..number.tokens.0];
    if !written && between.iter().any(|token| token.is_any(",:.-–")) && !cited.airgram {
        return false;
    }
    !counts_something(tokens, number.tokens.1)
}

/// Whether what follows a number makes it a quantity: `617 PERCENT`, `1,200`, `617 JUNE`, `617.5`.
fn counts_something(tokens: &[Token<'_>], at: usize) -> bool {
    const UNITS: [&str; 24] = [
        "PERCENT",
        "PCT",
        "KM",
        "KMS",
        "KILOMETERS",
        "MILES",
        "MILLION",
        "BILLION",
        "THOUSAND",
        "TONS",
        "DOLLARS",
        "USD",
        "PEOPLE",
        "PERSONS",
        "STUDENTS",
        "TROOPS",
        "HOURS",
        "DAYS",
        "YEARS",
        "METERS",
        "HECTARES",
        "BARRELS",
        "MW",
        "Z",
    ];
    let Some(next) = tokens.get(at) else { return false };
    let figures = tokens.get(at + 1).is_some_and(|token| token.is_number() && token.glued);
    next.is_any("%$")
        || (next.glued && next.is_any(",.:") && figures)
        || (next.glued && next.is_word())
        || next.says_any(&UNITS)
        || (next.is_word() && month(next.text).is_some())
}

fn push(
    found: &mut Vec<Reference>,
    paragraph: &Unfolded,
    tokens: &[Token<'_>],
    citation: &Citation,
    seen: &mut HashSet<String>,
    citing: &Citing<'_>,
) {
    // A bracket round the year belongs to the citation, one round the whole does not.
    let opens = tokens[citation.core].is_any("([\'") && !tokens.get(citation.core + 1).is_some_and(Token::is_number);
    let begin = citation.core + usize::from(opens);
    for (at, cited) in citation.numbers.iter().enumerate() {
        let Some(number) = cited.number.value else { continue };
        // `BEIRUT 542, 1/16` is followed by a date.
        if at > 0 && cited.number.digits < 3 && !cited.airgram {
            continue;
        }
        let Some((year, _)) = citation::year_of(citation, cited, citation.post.key, citing.when()) else { continue };
        let series = if cited.airgram { Series::Airgram } else { Series::Telegram };
        let id = ReferenceId { year, post: citation.post.key.to_owned(), series, number }.to_string();
        let first = if at == 0 { begin } else { cited.tokens.0 };
        let (Some(from), Some(to)) =
            (tokens.get(first), cited.tokens.1.checked_sub(1).and_then(|last| tokens.get(last)))
        else {
            continue;
        };
        if to.end() <= from.at || !seen.insert(id.clone()) {
            continue;
        }
        let range = from.at as usize..to.end() as usize;
        let kind = if cited.airgram { ReferenceKind::Airgram } else { ReferenceKind::Telegram };
        found.push(Reference {
            kind,
            id: Some(id),
            text: paragraph.text.get(range.clone()).unwrap_or_default().to_owned(),
            span: paragraph.span(range),
            in_text: true,
            ..Reference::default()
        });
    }
}
