//! Telegrams named in the running text: `STATE 12345`, `(05 SUVA 617)`, `our telegram 588`, `Embtel 344`.

use crate::id::citation::{self, Citation, Cited, Found, Spelling, month};
use crate::id::token::{Token, push_tokens};
use crate::lexicon::telegram_words;
use crate::text::Unfolded;
use crate::{Reference, posts};

mod evidence;
mod listed;

use super::Citing;
use super::segment::strict;
use listed::NamedTelegrams;

/// How far before a number its post and year can begin, in bytes.
const BEFORE: usize = 48;
/// How far after a number its year and what tells against it can stand.
const BEHIND: usize = 48;

/// The telegrams that the text names by post and number, each once with every place, without those of the REF line,
/// `listed`: to these the places are added.
///
/// Only posts of the table count, spelt right and in capitals (or capitalised), or words that stand for one, and only
/// numbers that are no year, quantity or date (N124). Where no year is written the words around must not tell against a
/// telegram; for a number of one or two figures they must tell of one ([`evidence`]). What the REF line has needs no such
/// words.
pub(crate) fn mentions(text: &Unfolded, listed: &mut [Reference], citing: &Citing<'_>) -> Vec<Reference> {
    let mut named = NamedTelegrams::new(listed, citing);
    let bytes = text.text.as_bytes();
    let mut at = 0;
    while let Some(begin) = next_digit(bytes, at) {
        let end = begin + bytes[begin..].iter().take_while(|b| b.is_ascii_digit()).count();
        at = end;
        let airgram = bytes[..begin].ends_with(b"A-");
        if end - begin > 7 {
            continue;
        }
        let short = end - begin < 3 && !airgram;
        let Some((window, from)) = window(&text.text, begin, end, short) else { continue };
        let mut tokens = Vec::with_capacity(16);
        push_tokens(&mut tokens, window, from as u32);
        let Some((citation, last)) = read(&tokens, begin as u32, &named) else { continue };
        push(&mut named, text, &tokens, &citation);
        at = at.max(last as usize);
    }
    named.found
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

/// The surroundings of a number, cut at blanks, if the word before it can be a post's or stand for one. Before a `short`
/// number most words of two letters are prepositions.
fn window(text: &str, begin: usize, end: usize, short: bool) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    let before = text[..begin].trim_end_matches([' ', '#', '-', '\'', '.']);
    let last = before.bytes().next_back()?;
    if !last.is_ascii_alphanumeric() && !matches!(last, b')' | b'(') {
        return None;
    }
    let letters = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let word = &before[before.len() - letters..];
    let between = || citation::may_stand_between(word) || telegram_words::may_end_name(word);
    let is_whole = !before[..before.len() - letters].ends_with(char::is_alphanumeric);
    let possible = if short && letters < 3 { between() } else { may_end_name(word, is_whole) || between() };
    if !word.is_empty() && !possible || word.is_empty() && short {
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

/// Whether a word may be the last of a post's name: where a whole one is none that tells of telegrams, it is in capitals or
/// capitalised ([`names_post`]). Most numbers after a capitalised word are years or days after a month.
fn may_end_name(word: &str, is_whole: bool) -> bool {
    let is_capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let is_month = || word.len() > 3 && month(word).is_some();
    (!is_whole || is_capital) && posts::may_end(word) && !is_month()
}

/// Reads the citation that holds the number at `number`: the one that begins first.
fn read(tokens: &[Token<'_>], number: u32, named: &NamedTelegrams<'_>) -> Option<(Citation, u32)> {
    let scope = strict(named.citing.when());
    let target = tokens.iter().position(|token| token.at == number)?;
    for (at, token) in tokens.iter().enumerate().take(target) {
        if !token.is_word() && !token.is_number() && !token.is_any("('") {
            continue;
        }
        let Some(citation) = citation::read(tokens, at, scope) else { continue };
        let first = citation.numbers.first()?;
        let here = (first.tokens.0..first.tokens.1).contains(&target);
        if here && !citation.number_first && is_plausible(tokens, &citation, named) {
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

fn is_plausible(tokens: &[Token<'_>], citation: &Citation, named: &NamedTelegrams<'_>) -> bool {
    let Some(cited) = citation.numbers.first() else { return false };
    let number = &cited.number;
    if number.repaired || number.joined || is_dialled(tokens, cited) || counts_something(tokens, number.tokens.1) {
        return false;
    }
    match citation.post.found {
        Found::Own | Found::Mission | Found::Addressee => evidence::means_telegram(tokens, citation, cited),
        Found::Post(spelling @ (Spelling::Exact | Spelling::Alias)) => names_post(tokens, citation, spelling, named),
        Found::Post(_) | Found::OtherAgency => false,
    }
}

/// Whether a post of the table and a number are a telegram.
fn names_post(tokens: &[Token<'_>], citation: &Citation, spelling: Spelling, named: &NamedTelegrams<'_>) -> bool {
    let Some(cited) = citation.numbers.first() else { return false };
    if evidence::means_telegram(tokens, citation, cited) {
        return true;
    }
    let number = &cited.number;
    let written = citation.year.or(cited.year).is_some();
    // The words of the name: in capitals, or each capitalised, as authors write names.
    let name = &tokens[citation.core..citation.post.end];
    let small = |token: &Token<'_>| token.is_word() && !token.text.starts_with(char::is_uppercase);
    if name.iter().any(|token| small(token) && !posts::is_small_word(token.text)) {
        return false;
    }
    let is_cited = evidence::is_cited(tokens, citation, cited);
    // `SECSTATE WASHDC 1234` and `AMEMBASSY SUVA 617` are lines of a header: the number is a continuity number.
    let is_address = |token: &Token<'_>| token.says_any(&["WASHDC", "WASHINGTON"]) || posts::is_prefix(token.text);
    if name.iter().any(is_address) && !is_cited {
        return false;
    }
    let is_short = number.digits < 3 && !cited.airgram;
    let is_doubtful = is_short && !evidence::has_year_mark(tokens, citation, cited)
        || !written && !evidence::names_telegram(tokens, citation, cited, spelling);
    if is_doubtful && !is_cited && !named.is_listed(citation, cited) || citation.words_dropped && !written {
        return false;
    }
    // `HELSINKI 1975` is a year, not a telegram.
    let year_now = named.citing.when().year.unwrap_or(2030);
    if !written
        && number.digits == 4
        && number.value.is_some_and(|value| (1900..=u32::from(year_now) + 10).contains(&value))
    {
        return false;
    }
    // A mark between post and number: `PARIS, 617 KM`, `SUVA - 500`.
    let between = &tokens[citation.post.end..number.tokens.0];
    written || cited.airgram || !between.iter().any(|token| token.is_any(",:.-–"))
}

/// Whether the number is of a telephone: `Lima 4341000`, `Quito 256-2890`. No post sends a million telegrams a year, and the
/// end of a range has not more figures.
fn is_dialled(tokens: &[Token<'_>], cited: &Cited) -> bool {
    let number = &cited.number;
    let at = number.tokens.1;
    let hyphen = tokens.get(at).is_some_and(|token| token.glued && token.is("-"));
    let goes_on = |rest: &Token<'_>| rest.glued && rest.is_number() && rest.text.len() > usize::from(number.digits);
    number.value.is_none_or(|value| value > 999_999)
        || hyphen && number.digits >= 3 && tokens.get(at + 1).is_some_and(goes_on)
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

/// Notes each number of a citation, with its place.
fn push(named: &mut NamedTelegrams<'_>, text: &Unfolded, tokens: &[Token<'_>], citation: &Citation) {
    let several = evidence::names_several(tokens, citation);
    // A bracket round the year belongs to the citation, one round the whole does not.
    let opens = tokens[citation.core].is_any("([\'") && !tokens.get(citation.core + 1).is_some_and(Token::is_number);
    let begin = citation.core + usize::from(opens);
    for (at, cited) in citation.numbers.iter().enumerate() {
        // `BEIRUT 542, 1/16` is followed by a date.
        if cited.number.value.is_none() || at > 0 && cited.number.digits < 3 && !cited.airgram && !several {
            continue;
        }
        let first = if at == 0 { begin } else { cited.tokens.0 };
        if let (Some(from), Some(to)) =
            (tokens.get(first), cited.tokens.1.checked_sub(1).and_then(|last| tokens.get(last)))
        {
            named.add(citation, cited, text, from.at as usize..to.end() as usize);
        }
    }
}
