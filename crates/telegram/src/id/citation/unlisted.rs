//! A citation whose post is in no table.

use super::post::{self, Found, PostRead};
use super::{Citation, Scope, years};
use crate::id::token::Token;
use crate::posts;

/// The longest name, in letters.
const LONGEST: usize = 24;

/// Reads `05 LEVUKA 617`: words in capitals where a post would stand, and a number after them. Gives the letters of the
/// name too. `None` where a word cannot be part of a name, or another form begins.
///
/// Only for an entry of a list that nothing else explains: in running text, words before numbers are mostly no posts.
pub(crate) fn read(tokens: &[Token<'_>], at: usize, scope: Scope<'_>) -> Option<(Citation, String)> {
    let (year, begin) = years::before_post(tokens, at).map_or((None, at), |(year, end)| (Some(year), end));
    let words = tokens.get(begin..)?.iter().take_while(|token| token.is_word());
    let count = words.clone().count();
    let is_name =
        |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase()) && !post::is_no_post(word);
    if !(1..=4).contains(&count) || !words.clone().all(|token| is_name(token.text)) {
        return None;
    }
    let mut key = String::new();
    words.for_each(|token| token.text.chars().for_each(|c| posts::push_letter(&mut key, c)));
    if posts::is_blot(&key) {
        return None;
    }
    let end = begin + count;
    let number = tokens.get(end).filter(|token| token.is_number() && token.text.len() <= 8)?;
    if !(3..=LONGEST).contains(&key.len()) || number.glued || number.line_start {
        return None;
    }
    let mut citation = Citation {
        post: PostRead { key: "", found: Found::Own, end, number_at: None, airgram: false, wrapped: false },
        year,
        numbers: Vec::new(),
        tokens: (at, end),
        core: at,
        number_first: false,
        range: false,
        words_dropped: false,
    };
    super::read_numbers(tokens, &mut citation, scope).then_some((citation, key))
}
