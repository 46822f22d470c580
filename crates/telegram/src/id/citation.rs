//! A telegram as it is cited: year, post and numbers in any order that people write.

use super::number::{self, Number};
use super::token::Token;
use super::year::{When, WrittenYear, YearNote, resolve};
use crate::lexicon::{citing, telegram_words};
use crate::spelling;

mod airgram;
mod around;
mod between;
mod dates;
mod guess;
mod post;
mod pronoun;
pub(crate) mod unlisted;
mod years;

pub(crate) use airgram::airgram;
use around::{addressed, date_first};
pub(crate) use between::spaced_class;
use between::{classification_in_brackets, number_sign, paragraphs_of, section_suffix};
pub(crate) use dates::{WrittenDate, month};
pub(crate) use post::{Found, PostRead, Spelling, is_no_post, post_at};

/// How much the reader may guess.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a> {
    /// What is known of the citing telegram.
    pub(crate) when: When<'a>,
    /// The year the post must have been open in, where it is misspelt.
    pub(crate) open_in: Option<u16>,
    /// Whether misspelt and shortened names of posts are looked for.
    pub(crate) guess: bool,
    /// Whether short names of posts (`BKK`) count, as in a list or an id; in running text they mean something else.
    pub(crate) codes: bool,
}

/// One number of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cited {
    pub(crate) number: Number,
    /// The year written with this number, if any.
    pub(crate) year: Option<WrittenYear>,
    /// The date written with this number, if any.
    pub(crate) date: Option<WrittenDate>,
    pub(crate) airgram: bool,
    /// The year is written like a section of the telegram: `617/01`.
    pub(crate) like_section: bool,
    /// The first token and one past the last, year included.
    pub(crate) tokens: (usize, usize),
}

/// A post with one or more numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Citation {
    pub(crate) post: PostRead,
    /// The year written before the post.
    pub(crate) year: Option<WrittenYear>,
    pub(crate) numbers: Vec<Cited>,
    /// The first token and one past the last.
    pub(crate) tokens: (usize, usize),
    /// The first token that is not one of the words that add nothing.
    pub(crate) core: usize,
    /// `617 SUVA`.
    pub(crate) number_first: bool,
    /// `617-619`.
    pub(crate) range: bool,
    /// Words or a classification stand between post and number, or before the post.
    pub(crate) words_dropped: bool,
}

/// Whether the word, between post and number, adds nothing (rules N180, N204): `SUVA TELEGRAM NO. 617`.
fn adds_nothing_between(word: &str) -> bool {
    citing::is_number_sign(word)
        || telegram_words::is_plain(word)
        || spelling::is_one_of(word, &["REFTEL", "CIRCULAR", "CIRTEL"])
}

/// Whether the word, before the post, adds nothing: classification and captions, "telegram" (rule N203).
fn adds_nothing_before(word: &str) -> bool {
    citing::is_precedence(word)
        || citing::is_class(word)
        || citing::is_caption(word)
        || telegram_words::is_plain(word)
        || spelling::is_one_of(
            word,
            &["CIRCULAR", "SEE", "ALSO", "OUR", "REFTEL", "REFTELS", "SEPTEL", "BOTH", "AND", "FROM", "PREVIOUS"],
        )
}

/// The longest range that is read as a list of telegrams; a longer one is not meant as such.
const LONGEST_RANGE: u32 = 40;

/// Reads a citation that begins at token `at`; `None` where none does.
pub(crate) fn read(tokens: &[Token<'_>], at: usize, scope: Scope<'_>) -> Option<Citation> {
    let mut start = at;
    let mut words_dropped = false;
    while let Some(token) = tokens.get(start)
        && start - at < 8
    {
        let year_next = || years::before_post(tokens, start + 1).is_some();
        // `AND PREVIOUS (C) LONDON 69`: what follows the remark is a letter.
        let remark = token.says("PREVIOUS") && tokens.get(start + 1).is_some_and(|next| next.is("("));
        if token.is_word()
            && adds_nothing_before(token.text)
            && !remark
            && tokens.get(start + 1).is_some_and(|next| !next.is_number() || year_next())
            // `TEL AIV 9055` is a name, not a telegram of AIV.
            && post_at(tokens, start, scope).is_none()
        {
            start += 1;
        } else if let Some(end) = classification_in_brackets(tokens, start)
            .filter(|_| start == at || !tokens[start - 1].says_any(&["AND", "PREVIOUS", "NOTAL"]))
            .or_else(|| spaced_class(tokens, start))
            .or_else(|| paragraphs_of(tokens, start))
        {
            start = end;
        } else {
            break;
        }
        words_dropped = true;
    }
    let mut found = post_first(tokens, start, scope)
        .or_else(|| number_first(tokens, start, scope))
        .or_else(|| date_first(tokens, start, scope))?;
    found.tokens.0 = at;
    found.words_dropped |= words_dropped;
    Some(found)
}

/// `05 SUVA 617` and everything else in which the post stands before the number.
fn post_first(tokens: &[Token<'_>], start: usize, scope: Scope<'_>) -> Option<Citation> {
    let year = years::before_post(tokens, start).or_else(|| years::too_long(tokens, start, scope));
    let (year, after_year) = year.map_or((None, start), |(year, end)| (Some(year), end));
    let open_in = year.and_then(|year| resolve(year, scope.when)).map(|(year, _)| year).or(scope.open_in);
    let mut post = post_at(tokens, after_year, Scope { open_in, ..scope })?;
    // `STATE STATE 12345`: the post twice.
    if let Some(again) = post_at(tokens, post.end, Scope { guess: false, ..scope })
        && again.key == post.key
        && !post.key.is_empty()
        && !tokens[post.end].line_start
    {
        post = again;
    }
    let mut citation = Citation {
        year,
        numbers: Vec::new(),
        tokens: (start, post.end),
        core: start,
        number_first: false,
        range: false,
        words_dropped: false,
        post,
    };
    read_numbers(tokens, &mut citation, scope).then_some(citation)
}

/// Reads the numbers after the post of `citation`; whether there is one.
fn read_numbers(tokens: &[Token<'_>], citation: &mut Citation, scope: Scope<'_>) -> bool {
    let width = if citation.post.key == "STATE" { 6 } else { 5 };
    let begin =
        citation.post.number_at.unwrap_or_else(|| skip_between(tokens, citation.post.end, &mut citation.words_dropped));
    // `STATE A 1234`: a blank for the hyphen of an airgram, while there were any.
    let spaced_airgram = tokens.get(begin).is_some_and(|token| token.says("A") && !token.line_start && !token.glued)
        && tokens.get(begin + 1).is_some_and(|token| token.is_number() && !token.glued)
        && scope.when.year.is_some_and(|year| year <= 1991);
    let begin = begin + usize::from(spaced_airgram);
    // `SUVA (617)`: three figures or more are no year.
    let bracketed = tokens.get(begin).is_some_and(|token| token.is("("))
        && tokens
            .get(begin + 1)
            .is_some_and(|token| token.is_number() && token.text.len() >= 3 && WrittenYear::read(token.text).is_none())
        && tokens.get(begin + 2).is_some_and(|token| token.is(")"));
    let begin = begin + usize::from(bracketed);
    let Some(mut first) = read_cited(tokens, begin, width, scope, citation.year.is_none()) else { return false };
    if bracketed {
        first.tokens.1 = begin + 2;
    }
    first.airgram |= citation.post.airgram || spaced_airgram;
    citation.tokens.1 = first.tokens.1;
    citation.numbers.push(first);
    continue_numbers(tokens, citation, width, scope);
    true
}

/// Reads further numbers: `617, 622 AND 630`, `617/618`, `617-619`.
pub(crate) fn continue_numbers(tokens: &[Token<'_>], citation: &mut Citation, width: usize, scope: Scope<'_>) {
    while let Some(last) = citation.numbers.last().copied()
        && let Some(next) = tokens.get(last.tokens.1)
    {
        let at = last.tokens.1;
        // `SAIGON'S 14402 TO STATE, 812 TO SEOUL`: where each went.
        if let Some(number) = addressed(tokens, at, scope)
            && let Some(more) = read_cited(tokens, number, 5, scope, true)
        {
            citation.tokens.1 = more.tokens.1;
            citation.numbers.push(more);
            continue;
        }
        let in_words = next.says_any(&["THROUGH", "THRU", "TO"]);
        let through = next.is_any("-–—‐‑‒") || in_words;
        // `SUVA 617 THROUGH SUVA 619`
        let again = post_at(tokens, at + 1, Scope { guess: false, ..scope })
            .filter(|post| in_words && post.key == citation.post.key && !post.key.is_empty());
        if through
            && let Some(end) = read_cited(tokens, again.map_or(at + 1, |post| post.end), width, scope, true)
            && let (Some(low), Some(mut high)) = (last.number.value, end.number.value)
        {
            // `617-19`: the last figures only.
            let scale = 10u32.saturating_pow(u32::from(end.number.digits));
            if high < low && end.number.digits < last.number.digits && end.year.is_none() {
                high += low - low % scale;
            }
            if low < high && high - low <= LONGEST_RANGE {
                for value in low + 1..=high {
                    let mut cited = end;
                    cited.number.value = Some(value);
                    citation.numbers.push(cited);
                }
                citation.range = true;
                citation.tokens.1 = end.tokens.1;
                continue;
            }
        }
        // `SUVA 0617 0618`: numbers of one width with blanks alone between them.
        let same_width = next.is_number()
            && !next.glued
            && next.text.len() >= 3
            && next.text.len() == usize::from(last.number.digits)
            && last.year.is_none()
            && last.date.is_none()
            && WrittenYear::read(next.text).is_none();
        let Some(begin) = separator(tokens, at).map(|at| number_sign(tokens, at)).or_else(|| same_width.then_some(at))
        else {
            break;
        };
        let Some(more) =
            read_cited(tokens, begin, width, scope, true).filter(|more| is_list_number(tokens, begin, more, scope))
        else {
            break;
        };
        citation.tokens.1 = more.tokens.1;
        citation.numbers.push(more);
    }
}

/// The token after the separator of a number list, if `at` is one.
fn separator(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let mut end = at;
    while let Some(token) = tokens.get(end)
        && end - at < 3
        && (token.is_any(",/&+;") || token.says_any(&["AND", "OR", "PLUS"]))
    {
        end += 1;
    }
    (end > at).then_some(end)
}

/// Whether the number at `begin` goes on with a list, and does not begin something else: `05 APIA 42`, `2. APIA`, `3 FAM`.
fn is_list_number(tokens: &[Token<'_>], begin: usize, more: &Cited, scope: Scope<'_>) -> bool {
    // `42 &` / `44`: the sign calls for another.
    let called = begin > 0 && tokens[begin - 1].is("&") && tokens.get(begin + 1).is_none_or(|next| next.line_start);
    if tokens.get(begin).is_some_and(|token| token.line_start && token.is_number()) && more.number.digits < 3 && !called
    {
        return false;
    }
    let after = tokens.get(more.number.tokens.1);
    if more.number.digits <= 2 && after.is_some_and(|token| token.is_any(".):-") && token.glued) {
        return false;
    }
    // `; 1979 STATE 12345`: the year of another entry.
    if more.number.digits == 4
        && more.year.is_none()
        && let Some((_, post)) = years::before_post(tokens, begin)
        && let Some(post) = post_at(tokens, post, Scope { guess: false, ..scope })
        && number::read(tokens, skip_between(tokens, post.end, &mut false), 5).is_some()
    {
        return false;
    }
    // `2004-APIA-42`: the year of another entry.
    if after.is_some_and(|token| token.is_any("-–")) && tokens.get(more.number.tokens.1 + 1).is_some_and(Token::is_word)
    {
        return false;
    }
    // `04/APIA/42`
    if after.is_some_and(|token| token.is("/") && token.glued)
        && let Some((_, post)) = years::before_post(tokens, begin)
        && more.number.digits <= 2
        && post_at(tokens, post, Scope { guess: false, ..scope }).is_some()
    {
        return false;
    }
    if let Some(word) = after.filter(|token| token.is_word()) {
        if word.says_any(&["AND", "OR", "NOTAL", "OF", "DATED", "THROUGH", "THRU", "ET", "SECTION", "ON"])
            || month(word.text).is_some()
        {
            return true;
        }
        if word.glued || more.number.digits <= 2 || word.line_start {
            return more.number.digits > 2 && !word.glued;
        }
        // `617, 42 APIA`: a number that stands before its own post.
        let own_post = post_at(tokens, more.number.tokens.1, Scope { guess: false, ..scope });
        return own_post.is_none_or(|post| {
            let mut dropped = false;
            number::read(tokens, skip_between(tokens, post.end, &mut dropped), 5).is_some()
        });
    }
    true
}

/// `617 SUVA`, where no number follows the post.
fn number_first(tokens: &[Token<'_>], start: usize, scope: Scope<'_>) -> Option<Citation> {
    let number = number::read(tokens, start, 5).filter(|number| !number.joined)?;
    let after = number.tokens.1;
    if tokens.get(after).is_none_or(|token| token.glued || !token.is_word()) || number.value.is_none() {
        return None;
    }
    let post = post_at(tokens, after, Scope { guess: false, ..scope })?;
    let mut dropped = false;
    let after = skip_between(tokens, post.end, &mut dropped);
    let separated = tokens.get(after.saturating_sub(1)).is_some_and(|token| token.is_any(",;"));
    // `04 APIA`: a year, and the number was forgotten (N185).
    let year_alone = number.digits == 2 && tokens[start].text.starts_with('0');
    let (year, date, end) = years::after_number(tokens, post.end, &number, scope);
    // `617 SUVA 04`, `617 SUVA (2004)`: no telegram has the figures of a year with a zero in front for its number.
    let year_after = number.digits >= 3
        && year.is_some()
        && tokens.get(post.end).is_some_and(|token| !token.is_number() || token.text.starts_with('0'));
    let other = number::read(tokens, after, 5).is_some() && !separated && !year_after;
    if number.digits < 2 || year_alone || other {
        return None;
    }
    Some(Citation {
        year: None,
        numbers: vec![Cited { number, year, date, airgram: false, like_section: false, tokens: (start, end) }],
        tokens: (start, end),
        core: start,
        number_first: true,
        range: false,
        words_dropped: false,
        post,
    })
}

/// Reads one number with the year or date around it, and an airgram's letter. `year_wanted`: none stands before the post.
pub(crate) fn read_cited(
    tokens: &[Token<'_>],
    at: usize,
    width: usize,
    scope: Scope<'_>,
    year_wanted: bool,
) -> Option<Cited> {
    let mut begin = at;
    let mut year = None;
    if year_wanted && let Some((written, end)) = years::before_number(tokens, at, scope) {
        year = Some(written);
        begin = end;
    }
    let airgram_at = airgram(tokens, begin);
    let number = number::read(tokens, airgram_at.unwrap_or(begin), width)?;
    // `WREN 02/14/09`: the day of a message.
    if airgram_at.is_none() && dates::is_numeric(tokens, begin, scope.when) {
        return None;
    }
    // `020415Z` is a date-time group.
    if matches!(number.digits, 4 | 6) && tokens.get(number.tokens.1).is_some_and(|token| token.says("Z")) {
        return None;
    }
    let (mut year_after, date, mut end) = years::after_number(tokens, number.tokens.1, &number, scope);
    // `(02) PORT MORESBY 105 (99) SUVA 602`: a second year in front of a post is that of the next entry.
    let of_next =
        !year_wanted && year_after.is_some() && post_at(tokens, end, Scope { guess: false, ..scope }).is_some();
    let section = section_suffix(tokens, &number).filter(|_| !of_next);
    // `04 SUVA 617/01`: the year is known, so this is the section.
    if of_next || !year_wanted && section.is_some() {
        (year_after, end) = (None, number.tokens.1);
    }
    let end = section.filter(|_| year_after.is_none() && date.is_none()).unwrap_or(end);
    let like_section = section.is_some() && year_after.is_some();
    let airgram = airgram_at.is_some();
    Some(Cited { number, year: year.or(year_after), date, airgram, like_section, tokens: (at, end) })
}

/// Whether the word may stand between post and number: `SUVA TELEGRAM 617`, `BANGKOK A-50`.
pub(crate) fn may_stand_between(word: &str) -> bool {
    adds_nothing_between(word) || spelling::is_one_of(word, &["S", "A", "CA", "AIRGRAM", "AIRGRAMS"])
}

/// Skips marks and words between post and number: `SUVA #617`, `SUVA TELEGRAM NO. 617`, `SUVA (C)0617`.
pub(crate) fn skip_between(tokens: &[Token<'_>], at: usize, dropped: &mut bool) -> usize {
    let mut end = at;
    while let Some(token) = tokens.get(end)
        && end - at < 8
    {
        let slash =
            token.is("/") && token.glued && tokens.get(end + 1).is_some_and(|next| next.is_number() && next.glued);
        if token.is_any("#:,.-–‐‑_'’*") || token.is("№") || slash {
            end += 1;
        } else if token.is_word() && adds_nothing_between(token.text) || (token.says("S") && token.glued) {
            *dropped |= !token.says("S");
            end += 1;
        } else if let Some(after) = classification_in_brackets(tokens, end).filter(|_| !token.line_start) {
            *dropped = true;
            end = after;
        } else {
            break;
        }
    }
    end
}

/// The year of one cited number, with how it was found; `None` where nothing tells.
pub(crate) fn year_of(citation: &Citation, cited: &Cited, post: &str, when: When<'_>) -> Option<(u16, YearNote)> {
    if let Some(written) = cited.year.or(citation.year) {
        return resolve(written, when);
    }
    if let Some(date) = cited.date {
        if let Some(written) = date.year {
            return resolve(written, when);
        }
        // A month and day later than the citing telegram's were a year before.
        let Some(citing) = when.date else { return when.year.map(|year| (year, YearNote::Citing)) };
        let later = (date.month, date.day.unwrap_or(1)) > (citing.month(), citing.day());
        let year = u16::try_from(citing.year()).ok()?;
        return Some(if later { (year - 1, YearNote::Before) } else { (year, YearNote::Citing) });
    }
    super::year::infer(post, cited.number.value?, cited.airgram, when)
}
