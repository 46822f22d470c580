//! What speaks for and against a telegram where a post and a number stand in running text without a year (rule N124;
//! 8.4, K11): `CASA 212` and `a RIO 300` are aircraft and boats, `in Rome 500 farmers` are people.

use crate::id::citation::{Citation, Cited, Spelling};
use crate::id::token::Token;
use crate::posts;

/// Names of posts that are words, or stand before other numbers too.
const WORDS: [&str; 8] = ["MALE", "NICE", "CORK", "BARI", "STATE", "AID", "NATO", "UNESCO"];

/// Whether the words around a post and a number allow a telegram.
pub(super) fn names_telegram(tokens: &[Token<'_>], citation: &Citation, cited: &Cited, spelling: Spelling) -> bool {
    let padded = tokens.get(cited.number.tokens.0).is_some_and(|figures| figures.text.starts_with('0'));
    if padded || cited.airgram || is_pointed_at(tokens, citation.core) {
        return true;
    }
    if is_article(tokens, citation.core) {
        return false;
    }
    let name = tokens.get(citation.core..citation.post.end).unwrap_or_default();
    let letters: usize = name.iter().filter(|token| token.is_word()).map(|token| token.text.len()).sum();
    let shortened = spelling == Spelling::Alias && letters <= 4 && letters < citation.post.key.len();
    if shortened && !is_agency(name) {
        return false;
    }
    if WORDS.contains(&citation.post.key) && cited.number.digits < 4 {
        return false;
    }
    let capitals = name.iter().all(|token| !token.text.bytes().any(|byte| byte.is_ascii_lowercase()));
    capitals || !is_counted(tokens, cited.number.tokens.1)
}

/// `USUN 617`: letters that are the name of a mission and nothing else.
fn is_agency(name: &[Token<'_>]) -> bool {
    matches!(name, [word] if word.text.starts_with("US") && posts::find(word.text).is_some())
}

/// `(SUVA 617`, `reftel SUVA 617`: brackets or a word that points at a telegram stand before it.
fn is_pointed_at(tokens: &[Token<'_>], at: usize) -> bool {
    const POINTERS: [&str; 12] =
        ["REF", "REFS", "REFTEL", "REFTELS", "SEE", "PER", "CABLE", "CABLES", "TEL", "TELEGRAM", "TELEGRAMS", "SEPTEL"];
    let opens = tokens.get(at).is_some_and(|token| token.is_any("(["));
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    opens || before.is_some_and(|token| token.is_any("([") || token.says_any(&POINTERS))
}

/// `a RIO 300`, `AN ATHENS 500`: no author says so of a telegram. `REF A SUVA 617` names a letter.
fn is_article(tokens: &[Token<'_>], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    let letter = before(2).is_some_and(|token| token.says_any(&["REF", "REFS", "REFTEL"]) || token.is_any("(["));
    before(1).is_some_and(|token| token.says_any(&["A", "AN"])) && !letter
}

/// `Rome 500 farmers`: after the number a word in small letters goes on that tells what is counted, not what a telegram
/// does.
fn is_counted(tokens: &[Token<'_>], at: usize) -> bool {
    const OF_TELEGRAMS: [&str; 30] = [
        "ABOVE",
        "AND",
        "AS",
        "CONTAINS",
        "DATED",
        "DESCRIBED",
        "DESCRIBES",
        "DISCUSSED",
        "DISCUSSES",
        "FOR",
        "FROM",
        "GAVE",
        "GIVES",
        "HAS",
        "IS",
        "NOTED",
        "NOTES",
        "OF",
        "ON",
        "OR",
        "PARA",
        "PROVIDED",
        "PROVIDES",
        "REFERS",
        "REPORTED",
        "REPORTS",
        "SECTION",
        "THAT",
        "WAS",
        "WHICH",
    ];
    tokens.get(at).is_some_and(|next| {
        next.is_word() && next.text.starts_with(char::is_lowercase) && !next.says_any(&OF_TELEGRAMS)
    })
}
