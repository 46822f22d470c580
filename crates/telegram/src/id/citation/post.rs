//! The post in a citation, spelt right or wrong.

use super::Scope;
use super::dates::month;
use super::guess::{guess, with_figures};
use super::pronoun::pronoun;
use crate::id::token::Token;
use crate::lexicon::{citing, small_words};
use crate::posts::{self, Abbreviation, Post};
use crate::spelling;

/// How a name led to its post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// As in the table.
    Exact,
    /// Another way to write the same name.
    Alias,
    /// A station code of six letters.
    Station,
    /// A short name that only lists of references use: `BKK`.
    Code,
    /// With a slip of the pen.
    Misspelt,
    /// Shortened.
    Shortened(Abbreviation),
    /// The country for its embassy.
    Country,
}

/// Whose number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// A post of the table.
    Post(Spelling),
    /// The citing post itself: `OURTEL`.
    Own,
    /// The one of sender and addressee that is not the Department: `EMBTEL`.
    Mission,
    /// The addressee: `YOURTEL`.
    Addressee,
    /// An agency with numbers of its own (rule COLLISION).
    OtherAgency,
}

/// A post as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PostRead {
    /// Its key; empty where a word tells whose number it is ([`Found::Own`] and the like).
    pub(crate) key: &'static str,
    pub(crate) found: Found,
    /// One past its last token.
    pub(crate) end: usize,
    /// Where the number begins, if a letter of the last word belongs to it (`SUVAO617`).
    pub(crate) number_at: Option<usize>,
    /// Whether the letter of the airgrams is glued to the name (`BANGKOKA50`).
    pub(crate) airgram: bool,
    /// Whether a line ends inside the name.
    pub(crate) wrapped: bool,
}

/// Words before a number that are no posts, however near to the name of one, besides parts of a text and small words
/// (rule N124).
const NO_POSTS: [&str; 53] = [
    "UNSCR",
    "UNSC",
    "UNGA",
    "RES",
    "NOTE",
    "NOTES",
    "ROOM",
    "FLIGHT",
    "FAM",
    "FAH",
    "EMAIL",
    "MAIL",
    "FAX",
    "MEMO",
    "MEMORANDUM",
    "TELCON",
    "TELECON",
    "MEMCON",
    "LETTER",
    "LETTERS",
    "REPORT",
    "REPORTS",
    "IIR",
    "TD",
    "TDX",
    "OSC",
    "DOC",
    "DOCUMENT",
    "PROC",
    "VERSION",
    "DATED",
    "LINE",
    "CODE",
    "CASE",
    "PUBLIC",
    "LAW",
    "PL",
    "HR",
    "CFR",
    "TAB",
    "FY",
    "PHONE",
    "CALL",
    "EO",
    "ORDER",
    "RULE",
    "FORM",
    "DS",
    "GRANT",
    "LOAN",
    "PROJECT",
    "FILE",
    "VISA",
];

/// The same, of words near to the names of posts, or before and after other numbers.
const NEAR_POSTS: [&str; 9] = ["DIPLOMATIC", "ESTATE", "REF", "REFS", "ROUND", "STATED", "STATES", "STATUS", "WAR"];

/// Whether `word` cannot be the name of a post.
pub(crate) fn is_no_post(word: &str) -> bool {
    month(word).is_some()
        || small_words::is_small_word(word)
        || citing::is_part(word)
        || citing::is_number_sign(word)
        || spelling::is_one_of(word, &NO_POSTS)
        || spelling::is_one_of(word, &NEAR_POSTS)
}

/// Words that are put together to a name: the end token of each, and whether a line ends before it.
pub(super) struct Words<'a> {
    words: [(&'a str, usize, bool); MOST_WORDS],
    count: usize,
}

/// So many words are looked at.
const MOST_WORDS: usize = 9;

impl<'a> Words<'a> {
    /// The words from `at`, over single marks that occur inside names: `N'DJAMENA`, `PORT-AU-PRINCE`, `ST. JOHN'S`.
    fn read(tokens: &[Token<'a>], at: usize) -> Self {
        let mut words = [("", 0, false); MOST_WORDS];
        let mut count = 0;
        let mut end = at;
        while let Some(token) = tokens.get(end)
            && let Some(word) = words.get_mut(count)
        {
            if token.is_word() {
                *word = (token.text, end + 1, token.line_start && end > at);
                count += 1;
                end += 1;
            } else if let Some(word) = over_marks(tokens, end).filter(|_| end > at) {
                end = word;
            } else {
                break;
            }
        }
        Self { words, count }
    }

    /// The words that were read.
    pub(super) fn read_words(&self) -> &[(&'a str, usize, bool)] {
        self.words.get(..self.count).unwrap_or_default()
    }

    /// The longest known name from word `from`, as its post, the end token, and whether it is wrapped.
    fn longest(&self, from: usize) -> Option<(&'static Post, usize, bool, bool)> {
        let mut key = String::with_capacity(24);
        let mut wrapped = false;
        let mut found = None;
        for (count, &(word, end, new_line)) in self.read_words().iter().skip(from).enumerate().take(6) {
            if word.len() > 40 {
                break;
            }
            wrapped |= new_line && count > 0;
            word.chars().for_each(|c| posts::push_letter(&mut key, c));
            if let Some(post) = posts::find_key(&key) {
                found = Some((post, end, wrapped, post.series() == key));
            }
        }
        found
    }
}

/// The word after one or two marks that occur inside names, if no blank but that after a stop stands between.
pub(super) fn over_marks(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let is_mark = |at: usize| tokens.get(at).is_some_and(|token| token.is_any("'’‘`-‐‑.") && token.glued);
    let count = usize::from(is_mark(at)) + usize::from(is_mark(at) && is_mark(at + 1));
    let last = tokens.get((at + count).checked_sub(1)?)?;
    let word = tokens.get(at + count).filter(|word| count > 0 && word.is_word())?;
    // `PORT-AU-` / `PRINCE`: folded after the hyphen.
    let folded = word.line_start && last.is_any("-‐‑");
    (word.glued || last.is(".") || folded).then_some(at + count)
}

/// Whether `U.S.` stands at `at`, with its stops.
fn is_country(tokens: &[Token<'_>], at: usize) -> bool {
    let is = |at: usize, letter: &str| tokens.get(at).is_some_and(|token| token.says(letter));
    let stop = |at: usize| tokens.get(at).is_some_and(|token| token.is(".") && token.glued);
    is(at, "U") && stop(at + 1) && is(at + 2, "S") && stop(at + 3)
}

/// The post whose name begins at `at`.
///
/// Exact names and aliases are found by themselves; misspelt and shortened ones only where a number follows and
/// `scope.guess` allows it.
pub(crate) fn post_at(tokens: &[Token<'_>], at: usize, scope: Scope<'_>) -> Option<PostRead> {
    // `U.S. EMBASSY ROME`
    let at = if is_country(tokens, at) { at + 4 } else { at };
    if let Some(found) = with_figures(tokens, at, scope) {
        return Some(found);
    }
    let first = tokens.get(at).filter(|token| token.is_word())?;
    let number_follows =
        || tokens.get(at + 1).is_some_and(Token::is_number) || super::airgram(tokens, at + 1).is_some();
    if let Some(found) = pronoun(tokens, at, number_follows) {
        return Some(found);
    }
    if scope.codes
        && let Some(post) = posts::by_code(first.text).filter(|_| number_follows())
    {
        return Some(PostRead {
            key: post.series(),
            found: Found::Post(Spelling::Code),
            end: at + 1,
            number_at: None,
            airgram: false,
            wrapped: false,
        });
    }
    if !scope.guess && !posts::may_begin(first.text) && !posts::is_prefix(first.text) {
        return None;
    }
    let words = Words::read(tokens, at);
    for (from, &(word, _, _)) in words.read_words().iter().enumerate() {
        if let Some((post, end, wrapped, exact)) = words.longest(from)
            && (is_inside_id(tokens, at, end, post) || !is_trap(post, tokens, end, scope))
            // `USMISSION USUN NEW YORK`: the prefix and the first word are a name too, but a shorter one.
            && !(posts::is_prefix(word) && words.longest(from + 1).is_some_and(|(_, longer, ..)| longer > end))
        {
            // `RIO DE JANERO 12`: the first words alone are a name too, but the number stands after more.
            if scope.guess
                && tokens.get(end).is_some_and(Token::is_word)
                && let Some(longer) = guess(tokens, &words, from, scope)
            {
                return Some(longer);
            }
            let spelling = if exact { Spelling::Exact } else { Spelling::Alias };
            return Some(PostRead {
                key: post.series(),
                found: kind(post, spelling),
                end,
                number_at: None,
                airgram: false,
                wrapped,
            });
        }
        if !posts::is_prefix(word) {
            return scope.guess.then(|| guess(tokens, &words, from, scope)).flatten();
        }
    }
    None
}

pub(super) fn kind(post: &Post, spelling: Spelling) -> Found {
    if post.kind == posts::PostKind::OtherAgency { Found::OtherAgency } else { Found::Post(spelling) }
}

/// Whether the year stands right before the name and the number right after it, as ids are written: `75RIYADH12`.
fn is_inside_id(tokens: &[Token<'_>], at: usize, end: usize, post: &Post) -> bool {
    let year = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(Token::is_number);
    let is_glued = |at: usize| tokens.get(at).is_some_and(|token| token.glued);
    let number = tokens.get(end).is_some_and(Token::is_number) || super::airgram(tokens, end).is_some();
    year && number && is_glued(at) && is_glued(end) && post.kind.numbers_telegrams() && post.key != "PARA"
}

/// Names of posts that are words too (rule COLLISION): a post closed long ago is meant only with a long number.
fn is_trap(post: &Post, tokens: &[Token<'_>], end: usize, scope: Scope<'_>) -> bool {
    let open = scope.open_in.is_none_or(|year| post.from <= year + 5 && year <= post.to.saturating_add(10));
    if open && post.kind.numbers_telegrams() && post.key != "PARA" {
        return false;
    }
    if post.kind == posts::PostKind::OtherAgency {
        return false;
    }
    let figures = tokens.get(end).filter(|token| token.is_number()).map_or(0, |token| token.text.len());
    figures < 3 || post.kind == posts::PostKind::ConsularAgency || post.key == "PARA"
}
