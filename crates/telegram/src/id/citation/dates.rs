//! Dates written after a number: `OF OCTOBER 14, 1973`, `DATED 11/30/73`, `14 OCT 73`.

use crate::id::token::Token;
use crate::id::year::{When, WrittenYear, YearNote, resolve};
pub(crate) use crate::lexicon::months::of_word as month;

/// A date as far as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WrittenDate {
    pub(crate) year: Option<WrittenYear>,
    pub(crate) month: i8,
    pub(crate) day: Option<i8>,
}

/// Reads a date at `at`; with one past its last token.
pub(super) fn read(tokens: &[Token<'_>], at: usize) -> Option<(WrittenDate, usize)> {
    let first = tokens.get(at)?;
    if let Some(month) = month_at(tokens, at) {
        let mut end = at + 1 + usize::from(tokens.get(at + 1).is_some_and(|token| token.is(".")));
        // `JULY 1973`, `JULY 17`, `JULY 17, 1973`.
        let day = tokens.get(end).and_then(day);
        if day.is_some() {
            end += 1;
            let comma = usize::from(tokens.get(end).is_some_and(|token| token.is_any(",/")));
            let apostrophe = usize::from(tokens.get(end + comma).is_some_and(|token| token.is_any("'’")));
            if let Some(year) =
                tokens.get(end + comma + apostrophe).and_then(|token| year(token, comma + apostrophe > 0))
            {
                return Some((WrittenDate { year: Some(year), month, day }, end + comma + apostrophe + 1));
            }
            return Some((WrittenDate { year: None, month, day }, end));
        }
        let comma = usize::from(tokens.get(end).is_some_and(|token| token.is(",")));
        let year = tokens.get(end + comma).and_then(|token| year(token, true));
        return year.map(|year| (WrittenDate { year: Some(year), month, day: None }, end + comma + 1));
    }
    if !first.is_number() {
        return None;
    }
    // `310241Z AUG 77`: a date-time group.
    if first.text.len() == 6
        && tokens.get(at + 1).is_some_and(|token| token.says("Z"))
        && let Some(month) = month_at(tokens, at + 2)
    {
        let day = first.text[..2].parse().ok().filter(|day| (1..=31).contains(day));
        let year = tokens.get(at + 3).and_then(|token| year(token, true));
        return Some((WrittenDate { year, month, day }, at + 3 + usize::from(year.is_some())));
    }
    if let Some(day) = day(first)
        && let Some(month) = month_at(tokens, at + 1)
    {
        let end = at + 2;
        let apostrophe = usize::from(tokens.get(end).is_some_and(|token| token.is_any("'’,")));
        let year = tokens.get(end + apostrophe).and_then(|token| year(token, true));
        let length = if year.is_some() { apostrophe + 1 } else { 0 };
        return Some((WrittenDate { year, month, day: Some(day) }, end + length));
    }
    // `11/30/73`: month, day, year, as Americans write it.
    let slash = |at: usize| tokens.get(at).is_some_and(|token| token.is_any("/-.") && token.glued);
    if slash(at + 1) && slash(at + 3) {
        let month: i8 = first.text.parse().ok().filter(|month| (1..=12).contains(month))?;
        let day = day(tokens.get(at + 2)?)?;
        let year = year(tokens.get(at + 4)?, true)?;
        return Some((WrittenDate { year: Some(year), month, day: Some(day) }, at + 5));
    }
    None
}

/// Whether a date in figures begins at `at`: `02/14/09`, `14.2.2009`, `2009-02-14`. Three small numbers in a row are a
/// date only where the last is a year that the citing telegram can look back to.
pub(super) fn is_numeric(tokens: &[Token<'_>], at: usize, when: When<'_>) -> bool {
    let parts: Option<Vec<&Token<'_>>> =
        [at, at + 2, at + 4].into_iter().map(|at| tokens.get(at).filter(|token| token.is_number())).collect();
    let Some([first, second, third]) = parts.as_deref() else { return false };
    let mark = |at: usize, mark: &str| tokens.get(at).is_some_and(|token| token.glued && token.is(mark));
    let parted = ["/", "-", "."].into_iter().any(|one| mark(at + 1, one) && mark(at + 3, one));
    let ends = tokens.get(at + 5).is_none_or(|next| !next.glued || next.is_any(",;.)"));
    if !parted || !ends || !second.glued || !third.glued {
        return false;
    }
    let most = |token: &Token<'_>, most: u8| {
        token.text.len() <= 2 && token.text.parse().is_ok_and(|it: u8| (1..=most).contains(&it))
    };
    let month_and_day =
        |one: &Token<'_>, other: &Token<'_>| most(one, 12) && most(other, 31) || most(one, 31) && most(other, 12);
    let year = |token: &Token<'_>| {
        let read = WrittenYear::read(token.text).filter(|_| matches!(token.text.len(), 2 | 4));
        let read = read.and_then(|year| resolve(year, when));
        read.is_some_and(|(year, note)| note != YearNote::Later && when.year.is_none_or(|citing| year + 10 > citing))
    };
    month_and_day(first, second) && year(third)
        || first.text.len() == 4 && year(first) && most(second, 12) && most(third, 31)
}

fn month_at(tokens: &[Token<'_>], at: usize) -> Option<i8> {
    tokens.get(at).filter(|token| token.is_word()).and_then(|token| month(token.text))
}

fn day(token: &Token<'_>) -> Option<i8> {
    let day: i8 = token.text.parse().ok()?;
    (token.is_number() && token.text.len() <= 2 && (1..=31).contains(&day)).then_some(day)
}

/// Two digits count as a year only where `expected`.
fn year(token: &Token<'_>, expected: bool) -> Option<WrittenYear> {
    let length = token.text.len();
    (token.is_number() && (length == 4 || (length == 2 && expected))).then(|| WrittenYear::read(token.text)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::token::tokens;

    #[test]
    fn dates() {
        let full = |year, month, day| Some((Some(WrittenYear::Full(year)), month, day));
        let short = |year, month, day| Some((Some(WrittenYear::Short(year)), month, day));
        for (text, expected) in [
            ("OCTOBER 14, 1973", full(1973, 10, Some(14))),
            ("OCT. 14, 1973", full(1973, 10, Some(14))),
            ("JULY 1973", full(1973, 7, None)),
            ("14 OCT 73", short(73, 10, Some(14))),
            ("11/30/73", short(73, 11, Some(30))),
            ("310241Z AUG 77", short(77, 8, Some(31))),
            ("FEBRUARY 13", Some((None, 2, Some(13)))),
            ("FEBRUARY", None),
            ("31/12/73", None),
            ("617", None),
        ] {
            let tokens = tokens(text);
            let found = read(&tokens, 0).map(|(date, _)| (date.year, date.month, date.day));
            assert_eq!(found, expected, "{text}");
        }
    }
}
