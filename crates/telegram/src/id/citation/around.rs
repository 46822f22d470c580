//! What stands around a citation: the date before its post, the addressees after its numbers.

use super::{Citation, Scope, dates, number, post_at, post_first, separator};
use crate::id::token::Token;

/// Where the next number of a list begins in which the addressees stand after the numbers: `TO STATE, 812 TO SEOUL`.
pub(super) fn addressed(tokens: &[Token<'_>], at: usize, scope: Scope<'_>) -> Option<usize> {
    let scope = Scope { guess: false, ..scope };
    let to = |at: usize| {
        let post = tokens.get(at).filter(|token| token.says("TO")).and_then(|_| post_at(tokens, at + 1, scope))?;
        Some(post.end)
    };
    let next = separator(tokens, to(at)?)?;
    let number = number::read(tokens, next, 5)?;
    to(number.tokens.1).map(|_| next)
}

/// `4/3/98 SUVA 617`, `14 JUN 79 SUVA 617`: the date before the post.
pub(super) fn date_first(tokens: &[Token<'_>], start: usize, scope: Scope<'_>) -> Option<Citation> {
    let (date, end) = dates::read(tokens, start)?;
    let end = end + usize::from(tokens.get(end).is_some_and(|token| token.is_any(",:-")));
    let mut found = post_first(tokens, end, Scope { guess: false, ..scope }).filter(|found| found.year.is_none())?;
    if let [first] = found.numbers.as_mut_slice() {
        if first.year.is_none() && first.date.is_none() {
            first.date = Some(date);
        }
        return Some(found);
    }
    None
}
