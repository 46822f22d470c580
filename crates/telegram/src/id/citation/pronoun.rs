//! Words that stand for a post: `EMBTEL 617`, `our telegram 588`, `YOUR 617` (rule REF, N118).

use super::post::{Found, PostRead, Spelling};
use crate::id::token::Token;
use crate::lexicon::telegram_words::{self, Whose};

/// The post that the word at `at` stands for.
///
/// `EMBTEL` says so by itself; `OUR` and `EMBASSY` only with a word for a telegram after them, `OUR A-51` and `YOUR 617`
/// also right before the number (`number_follows`).
pub(super) fn pronoun(tokens: &[Token<'_>], at: usize, number_follows: impl Fn() -> bool) -> Option<PostRead> {
    let word = tokens.get(at)?.text;
    if let Some(whose) = telegram_words::short(word) {
        return read(whose, at + 1);
    }
    let whose = telegram_words::owner(word)?;
    let possessive = tokens.get(at + 1).is_some_and(|mark| mark.is_any("'’"))
        && tokens.get(at + 2).is_some_and(|letter| letter.says("S") && letter.glued);
    let end = at + 1 + if possessive { 2 } else { 0 };
    if tokens.get(end).is_some_and(|token| token.is_word() && telegram_words::is_plain(token.text)) {
        let next = tokens.get(end + 1)?;
        let numbered = next.is_number() || next.is("#") || next.says_any(&["NO", "NOS", "NR", "NUMBER"]);
        return numbered.then(|| read(whose, end + 1)).flatten();
    }
    let alone = matches!(whose, Whose::Own | Whose::Other) && !possessive && number_follows();
    alone.then(|| read(whose, end)).flatten()
}

fn read(whose: Whose, end: usize) -> Option<PostRead> {
    let (key, found) = match whose {
        Whose::Department => ("STATE", Found::Post(Spelling::Alias)),
        Whose::Mission => ("", Found::Mission),
        Whose::Own => ("", Found::Own),
        Whose::Other => ("", Found::Addressee),
        Whose::Series | Whose::Unsaid => return None,
    };
    Some(PostRead { key, found, end, number_at: None, airgram: false, wrapped: false })
}
