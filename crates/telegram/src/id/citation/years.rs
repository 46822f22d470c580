//! Years written before the post, before the number and after it (rules N102, N181 to N183, N202).

use super::dates::{self, WrittenDate};
use super::{Scope, post_at};
use crate::id::number::{self, Number};
use crate::id::token::Token;
use crate::id::year::{WrittenYear, YearNote, resolve};
use crate::lexicon::citing;

/// The year before a post: `05 SUVA`, `'05 SUVA`, `(04) SUVA`, `05-SUVA`, `O4 SUVA`; with one past its last token.
pub(super) fn before_post(tokens: &[Token<'_>], at: usize) -> Option<(WrittenYear, usize)> {
    if let Some(found) = in_brackets(tokens, at) {
        return tokens.get(found.1).is_some_and(Token::is_word).then_some(found);
    }
    let begin = at + usize::from(tokens.get(at).is_some_and(|token| token.is_any("'’‘`")));
    let token = tokens.get(begin)?;
    let (year, mut end) = if let Some(found) = with_letters(tokens, begin) {
        found
    } else if token.is_number() {
        (WrittenYear::read(token.text)?, begin + 1)
    } else {
        return None;
    };
    if tokens.get(end).is_some_and(|token| token.is_any("-–./_")) {
        end += 1;
    }
    // `43` / `C. APIA 42`, `A. 77 B. APIA 42`: a number, and the letter of the next entry.
    let letter = tokens.get(end).is_some_and(|token| !token.glued && token.letter().is_some())
        && tokens.get(end + 1).is_some_and(|token| token.is_any(".):"));
    (!letter && tokens.get(end).is_some_and(Token::is_word)).then_some((year, end))
}

/// `20009 SUVA 617`: a digit too many before the post of an entry.
pub(super) fn too_long(tokens: &[Token<'_>], at: usize, scope: Scope<'_>) -> Option<(WrittenYear, usize)> {
    let token = tokens.get(at).filter(|token| scope.guess && token.is_number())?;
    let year = WrittenYear::without_one(token.text, scope.when.year?)?;
    tokens.get(at + 1).is_some_and(|next| next.is_word() && !next.glued).then_some((year, at + 1))
}

/// The letter O for a zero: `O4 SUVA`, `2OO4 SUVA`.
fn with_letters(tokens: &[Token<'_>], begin: usize) -> Option<(WrittenYear, usize)> {
    let is_part = |token: &Token<'_>| {
        token.is_number() || token.is_word() && token.text.bytes().all(|byte| matches!(byte, b'O' | b'o'))
    };
    // Nearly no number has its letter apart.
    if !tokens.get(begin + 1).is_some_and(|next| next.glued && is_part(next)) {
        return None;
    }
    let mut figures = String::with_capacity(4);
    let mut end = begin;
    while let Some(token) = tokens.get(end).filter(|token| is_part(token) && (end == begin || token.glued))
        && figures.len() + token.text.len() <= 4
    {
        figures.push_str(token.text);
        end += 1;
    }
    let mixed = end > begin + 1 && figures.bytes().any(|byte| byte.is_ascii_digit());
    if !mixed || figures.len() == 3 {
        return None;
    }
    Some((WrittenYear::read(&figures.replace(['O', 'o'], "0"))?, end))
}

/// The year between post and number: `SUVA 05-617`, `SUVA (04) 617`, `SUVA 2005 617`.
pub(super) fn before_number(tokens: &[Token<'_>], at: usize, scope: Scope<'_>) -> Option<(WrittenYear, usize)> {
    if let Some(found) = in_brackets(tokens, at) {
        let mut dropped = false;
        let number = super::skip_between(tokens, found.1, &mut dropped);
        return number::read(tokens, number, 5).map(|_| (found.0, number));
    }
    let begin = at + usize::from(tokens.get(at).is_some_and(|token| token.is_any("'’")));
    let token = tokens.get(begin).filter(|token| token.is_number() && matches!(token.text.len(), 2 | 4))?;
    let year = WrittenYear::read(token.text).filter(|&year| is_plausible(year, scope))?;
    let next = tokens.get(begin + 1)?;
    let end = if next.is_any("-–/") { begin + 2 } else { begin + 1 };
    let number = tokens.get(end).filter(|number| number.is_number() && (end > begin + 1 || !number.glued))?;
    // `SUVA 42 2004`: the number and the year after it; `SUVA 04 2004` is the year before the number.
    let year_after = number.text.len() == 4
        && !token.text.starts_with('0')
        && WrittenYear::read(number.text)
            .is_some_and(|after| number.text < "2050" && number.text > "1899" && is_plausible(after, scope));
    if token.text.len() == 2 && end == begin + 1 && year_after {
        return None;
    }
    // `SUVA 12-15` and `SUVA 2004 05` are numbers first; `SUVA 04-61` and `SUVA 98-59` are years first.
    let before = token.text.parse::<u32>().unwrap_or(0) > number.text.parse::<u32>().unwrap_or(0);
    let short = next.is_any("-–") && token.text.len() == 2 && number.text.len() == 2;
    let after = WrittenYear::read(number.text).is_some_and(|after| is_recent(after, scope));
    let year_first = short && (token.text.starts_with('0') || before && token.text >= "66" && !after);
    if number.text.len() <= 2 && !year_first || (number.line_start && end == begin + 1) {
        return None;
    }
    if token.text.len() == 4 && end == begin + 2 {
        // `SUVA 2001-2003` is a range; `SUVA 2005-617` is not.
        let range = number.text.len() == 4 || next.is("/");
        return (!range).then_some((year, end));
    }
    Some((year, end))
}

/// What follows a number at `at`: the year or the date, and one past it (`at` where there is none).
pub(super) fn after_number(
    tokens: &[Token<'_>],
    at: usize,
    number: &Number,
    scope: Scope<'_>,
) -> (Option<WrittenYear>, Option<WrittenDate>, usize) {
    year_after(tokens, at, number, scope).map_or_else(
        || date_after(tokens, at).map_or((None, None, at), |(date, end)| (None, Some(date), end)),
        |(year, end)| (Some(year), None, end),
    )
}

fn year_after(tokens: &[Token<'_>], at: usize, number: &Number, scope: Scope<'_>) -> Option<(WrittenYear, usize)> {
    let first = tokens.get(at)?;
    // `617 (NOTAL) (2004)`: a caption in between.
    if first.is("(")
        && tokens.get(at + 1).is_some_and(|word| word.is_word() && citing::is_caption(word.text))
        && tokens.get(at + 2).is_some_and(|close| close.is(")"))
        && tokens.get(at + 3).is_some_and(|open| !open.line_start)
    {
        let (year, end) = in_brackets(tokens, at + 3)?;
        let next = post_at(tokens, end, Scope { guess: false, ..scope }).is_some();
        return (is_plausible(year, scope) && !next).then_some((year, end));
    }
    if let Some((year, end)) = in_brackets(tokens, at) {
        // `446` / `(99) ABU DHABI 559`: the year of the next line's entry.
        let alone = tokens.get(end).is_some_and(|next| next.line_start);
        let next = first.line_start && !alone && post_at(tokens, end, Scope { guess: false, ..scope }).is_some();
        return (is_plausible(year, scope) && !next).then_some((year, end));
    }
    // `OF` / `2004`: folded after a word that calls for a year.
    let called = first.says_any(&["OF", "DATED", "FROM", "IN"]);
    let read = |at: usize| {
        let full = |token: &Token<'_>| {
            // `412,` / `1998 (NOTAL);`
            let ends = |next: &Token<'_>| next.is_any("(;,.") || next.line_start;
            first.is(",") && token.text.len() == 4 && tokens.get(at + 1).is_none_or(ends)
        };
        let token = tokens.get(at).filter(|token| token.is_number() && (called || !token.line_start || full(token)))?;
        let year = WrittenYear::read(token.text).filter(|_| token.text.len() != 3)?;
        // `OF 12/31/04` and `OF 12 JUL 04` are dates, `05SUVA` is the next entry, `01 OF 03` a section.
        let goes_on = tokens.get(at + 1).is_some_and(|next| {
            next.glued && (next.is_any("/") || next.is_word())
                || token.text.len() == 2 && next.is_word() && dates::month(next.text).is_some()
                || token.text.len() == 2 && next.says("OF") && tokens.get(at + 2).is_some_and(is_section_count)
        });
        (is_plausible(year, scope) && !goes_on).then_some((year, token.text.len()))
    };
    // `617/05`, `617-04`, `617.05`, `617 - 2005`.
    let point = first.is(".") && first.glued && tokens.get(at + 1).is_some_and(|token| token.glued);
    if first.is_any("/-–‐‑") || point {
        let (year, length) = read(at + 1)?;
        // `12345 - 05 SUVA 617`: a dash between entries.
        if !first.glued && begins_entry(tokens, at + 1, scope) {
            return None;
        }
        let value = tokens.get(at + 1)?.text.parse::<u32>().unwrap_or(0);
        let lower = number.value.is_some_and(|number| value < number);
        // `APIA 42/04`: no list has a number with a zero in front after one without.
        let zero = tokens.get(at + 1).is_some_and(|token| token.text.starts_with('0'));
        // `00051-99`, `60-98`: neither the next of a list with zeros in front, nor a range that anybody would send.
        let far = number.value.is_some_and(|number| !lower && value > number + 10);
        let is_year = if length == 2 {
            // Neither lists nor ranges go down: `99-73`.
            lower && (number.digits >= 3 || zero || is_recent(year, scope)) || is_padded(tokens, number) || far
        } else {
            lower || number.digits != 4
        };
        return is_year.then_some((year, at + 2));
    }
    // `617 OF 2005`, `617, 2005`, `617 '05`.
    let mark = usize::from(first.is(",") || first.says_any(&["OF", "DATED", "FROM", "IN"]));
    let apostrophe = usize::from(tokens.get(at + mark).is_some_and(|token| token.is_any("'’‘")));
    if mark + apostrophe > 0 {
        let (year, length) = read(at + mark + apostrophe)?;
        let end = at + mark + apostrophe + 1;
        let own = !begins_entry(tokens, at + mark + apostrophe, scope);
        let certain = apostrophe > 0 && own
            || apostrophe == 0 && !first.is(",")
            || length == 4 && own && (number.digits != 4 || is_padded(tokens, number) && is_recent(year, scope))
            || length == 2 && own && is_short_year(tokens, at + mark, number, year, scope);
        return certain.then_some((year, end));
    }
    // `00617 04`, `478 2009`: not where the figures are the year of the next entry.
    let (year, length) = read(at)?;
    let apart = number.digits >= 3 || length == 4;
    (apart && !first.glued && !begins_entry(tokens, at, scope)).then_some((year, at + 1))
}

/// The number of sections: `03`.
fn is_section_count(token: &Token<'_>) -> bool {
    token.is_number() && token.text.len() <= 2
}

/// Whether two figures after a comma are a year although no apostrophe says so: `SUVA 617, 04; APIA 42, 05`. Nothing
/// of the entry follows, and no list goes from a number of three figures or more down to one with a zero in front or to
/// the figures of a year that can be meant.
fn is_short_year(tokens: &[Token<'_>], at: usize, number: &Number, year: WrittenYear, scope: Scope<'_>) -> bool {
    let ends = tokens.get(at + 1).is_none_or(|next| next.is_any(";)") || next.line_start);
    let likely = tokens.get(at).is_some_and(|token| token.text.starts_with('0'))
        || is_recent(year, scope)
        || scope.when.year.is_none() && matches!(year, WrittenYear::Short(66..));
    ends && likely && number.digits >= 3
}

/// Whether zeros stand in front of the number.
fn is_padded(tokens: &[Token<'_>], number: &Number) -> bool {
    number.digits >= 3 && tokens.get(number.tokens.0).is_some_and(|token| token.text.starts_with('0'))
}

/// Whether the year is one of the ten up to the citing telegram's.
fn is_recent(year: WrittenYear, scope: Scope<'_>) -> bool {
    match (resolve(year, scope.when), scope.when.year) {
        (Some((year, _)), Some(citing)) => (citing.saturating_sub(10)..=citing).contains(&year),
        _ => false,
    }
}

/// Whether a year at `at` belongs to the post that follows it.
fn begins_entry(tokens: &[Token<'_>], at: usize, scope: Scope<'_>) -> bool {
    let Some((_, post)) = before_post(tokens, at) else { return false };
    // `465, 2004` / `N'DJAMENA 332`: a full year at the end of a line belongs to what stands before it.
    let ends_line = tokens.get(post).is_some_and(|token| token.line_start);
    if ends_line && tokens.get(at).is_some_and(|token| token.text.len() == 4 && !token.line_start) {
        return false;
    }
    post_at(tokens, post, Scope { guess: false, ..scope }).is_some()
}

fn date_after(tokens: &[Token<'_>], at: usize) -> Option<(WrittenDate, usize)> {
    let first = tokens.get(at)?;
    if first.is("(") {
        let begin = at
            + 1
            + usize::from(tokens.get(at + 1).is_some_and(|token| token.says_any(&["OF", "DATED", "DTD", "DTG"])));
        let (date, end) = dates::read(tokens, begin)?;
        return tokens.get(end).is_some_and(|token| token.is(")")).then_some((date, end + 1));
    }
    let mut begin = at;
    while tokens
        .get(begin)
        .is_some_and(|token| token.is(",") || token.says_any(&["OF", "DATED", "DTD", "DTG", "ON", "FROM"]))
        && begin < at + 3
    {
        begin += 1;
    }
    let group = first.is_number() && first.text.len() == 6 && tokens.get(at + 1).is_some_and(|token| token.says("Z"));
    // `617 4/3/98`
    let slashes = first.is_number()
        && !first.line_start
        && [at + 1, at + 3].iter().all(|&at| tokens.get(at).is_some_and(|token| token.is("/") && token.glued));
    if begin == at && !group && !slashes && (first.line_start || first.is_number()) {
        return None;
    }
    dates::read(tokens, begin)
}

/// `(05)`, `('05)`, `(2005)`, `[05]`, and with a caption beside it: `(05 - NOTAL)`, `(NOTAL, '05)`.
fn in_brackets(tokens: &[Token<'_>], at: usize) -> Option<(WrittenYear, usize)> {
    tokens.get(at).filter(|token| token.is_any("(["))?;
    let skip_captions = |from: usize| {
        let caption = |token: &&Token<'_>| token.is_word() && citing::is_caption(token.text) || token.is_any(",-/;");
        from + tokens.iter().skip(from).take(4).take_while(caption).count()
    };
    let begin = skip_captions(at + 1);
    let begin = begin + usize::from(tokens.get(begin).is_some_and(|token| token.is_any("'’‘")));
    let year = tokens
        .get(begin)
        .filter(|token| token.is_number() && token.text.len() != 3)
        .and_then(|token| WrittenYear::read(token.text))?;
    let end = skip_captions(begin + 1);
    tokens.get(end)?.is_any(")]").then_some((year, end + 1))
}

/// Whether such a year can be cited at all.
fn is_plausible(year: WrittenYear, scope: Scope<'_>) -> bool {
    match (resolve(year, scope.when), scope.when.year) {
        (None, _) => false,
        (Some((year, YearNote::Later)), Some(citing)) => year <= citing + 1,
        (Some((year, _)), Some(citing)) => citing.saturating_sub(year) <= 60,
        (Some(_), None) => true,
    }
}
