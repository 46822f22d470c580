//! What speaks for and against a telegram where a post and a number stand in running text without a year (rule N124;
//! 8.4, K11): `CASA 212` and `a RIO 300` are aircraft and boats, `in Rome 500 farmers` are people.

use crate::id::citation::{Citation, Cited, Found, Spelling};
use crate::id::token::Token;
use crate::lexicon::telegram_words::{self, Whose};
use crate::lexicon::{citing, small_words};
use crate::{posts, spelling};

/// Names of posts that are words, or stand before other numbers too.
const WORDS: [&str; 8] = ["MALE", "NICE", "CORK", "BARI", "STATE", "AID", "NATO", "UNESCO"];

/// Whether the words around a post and a number allow a telegram.
pub(super) fn names_telegram(tokens: &[Token<'_>], citation: &Citation, cited: &Cited, spelling: Spelling) -> bool {
    let padded = tokens.get(cited.number.tokens.0).is_some_and(|figures| figures.text.starts_with('0'));
    if padded || cited.airgram || is_pointed_at(tokens, citation.core) {
        return true;
    }
    if is_article(tokens, citation.core) || is_of_thing(tokens, citation.core) {
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

/// Whether a word says that the number is a telegram's: `Embtel 344`, `our telegram 588`, `APIA TEL 44`; of `our 588` the
/// clause must end after the number, for `our 50 ferries` are none.
pub(super) fn means_telegram(tokens: &[Token<'_>], citation: &Citation, cited: &Cited) -> bool {
    let said = telling_words(tokens, citation, cited);
    // `THE STATE REFTEL. 2`: a sentence ends there, and no abbreviation of a number.
    let ends = |pair: &[Token<'_>]| pair[1].is_any(".;:") && !pair[0].says_any(&["NO", "NOS", "NR", "NBR"]);
    if said.iter().any(tells) && !said.windows(2).any(ends) {
        return true;
    }
    let by_word = matches!(citation.post.found, Found::Own | Found::Addressee);
    let short_form = tokens.get(citation.core).is_some_and(|token| token.says_any(&["UR", "URS"]));
    let is_long = cited.number.digits >= 3 || is_pointed_at(tokens, citation.core);
    let ends = || closes(tokens, cited.tokens.1) || tokens.get(cited.tokens.1).is_some_and(says_of_telegram);
    by_word && (short_form || cited.airgram || is_long && ends())
}

/// Whether the words before the numbers are of several telegrams: `Embtels 344 and 51`.
pub(super) fn names_several(tokens: &[Token<'_>], citation: &Citation) -> bool {
    let Some(cited) = citation.numbers.first() else { return false };
    telling_words(tokens, citation, cited).iter().any(|token| token.text.ends_with(['s', 'S']) && tells(token))
}

/// Whether the word says that a number with it is a telegram's.
fn tells(token: &Token<'_>) -> bool {
    let short = || telegram_words::short(token.text).is_some_and(|whose| whose != Whose::Unsaid);
    token.is_word() && (telegram_words::is_plain(token.text) || short() || telegram_words::is_series(token.text))
}

/// The last word of the name, and what stands between it and the number.
fn telling_words<'a, 't>(tokens: &'a [Token<'t>], citation: &Citation, cited: &Cited) -> &'a [Token<'t>] {
    tokens.get(citation.post.end.saturating_sub(1)..cited.number.tokens.0).unwrap_or_default()
}

/// Whether the words before a post or after its number are said of telegrams alone: `see Apia 44`, `reported in Apia 44`,
/// `paragraph 4 of Apia 44`, `Apia 44 describes`, `Apia's 44`.
pub(super) fn is_cited(tokens: &[Token<'_>], citation: &Citation, cited: &Cited) -> bool {
    let (core, end) = (citation.core, cited.number.tokens.1);
    let told = |token: &Token<'_>| token.says("NOTAL") || says_of_telegram(token);
    let opened = usize::from(tokens.get(end).is_some_and(|token| token.is("(")));
    let goes_on = || tokens.get(end).is_some_and(|token| token.says_any(&["AND", "OR"]));
    is_pointed_at(tokens, core)
        || tokens.get(end + opened).is_some_and(told)
        || closes(tokens, end) && is_told_in(tokens, core)
        || is_owned(tokens, citation) && (closes(tokens, end) || goes_on())
}

/// `'05 Apia 44`: the mark of a shortened year, and a clause that ends or goes on with a small word after the number.
pub(super) fn has_year_mark(tokens: &[Token<'_>], citation: &Citation, cited: &Cited) -> bool {
    let end = cited.number.tokens.1;
    tokens.get(citation.core).is_some_and(|token| token.is_any("'’‘`"))
        && (closes(tokens, end) || tokens.get(end).is_some_and(|next| small_words::is_small_word(next.text)))
}

/// `Apia's 44`: the number is one that the post gave.
fn is_owned(tokens: &[Token<'_>], citation: &Citation) -> bool {
    let at = citation.post.end;
    tokens.get(at).is_some_and(|mark| mark.is_any("'’") && mark.glued)
        && tokens.get(at + 1).is_some_and(|letter| letter.says("S") && letter.glued)
}

/// Whether the word tells what a telegram does: `our 588 said`, `Apia 44 describes`.
fn says_of_telegram(token: &Token<'_>) -> bool {
    token.says("SAID") || telegram_words::is_said_of_telegrams(token.text)
}

/// `reported in Apia 44`, `agree with Apia 44`, `paragraph 4 of Apia 44`.
fn is_told_in(tokens: &[Token<'_>], core: usize) -> bool {
    const TOLD: [&str; 24] = [
        "CITED",
        "CONTAINED",
        "CONVEYED",
        "DESCRIBED",
        "DISCUSSED",
        "FORWARDED",
        "GIVEN",
        "MENTIONED",
        "NOTED",
        "OUTLINED",
        "PROVIDED",
        "QUOTED",
        "RAISED",
        "REPORTED",
        "REQUESTED",
        "SAID",
        "STATED",
        "SUBMITTED",
        "SUGGESTED",
        "SUMMARIZED",
        "TRANSMITTED",
        "CONCUR",
        "AGREE",
        "INSTRUCTED",
    ];
    const TO: [&str; 9] =
        ["REFERENCE", "REFERS", "REFER", "REPLY", "RESPONSE", "FURTHER", "PURSUANT", "SUBSEQUENT", "ADDITION"];
    let before = |back: usize| core.checked_sub(back).and_then(|at| tokens.get(at));
    let Some(last) = before(1) else { return false };
    let verb = || before(2).is_some_and(|token| token.says_any(&TOLD));
    if last.says_any(&["IN", "BY", "VIA", "WITH"]) {
        return verb();
    }
    if last.says("TO") {
        return before(2).is_some_and(|token| token.says_any(&TO));
    }
    // `SUVA 591 AND APIA 44.`
    if last.says("AND") {
        return before(2).is_some_and(|token| token.is_number() && token.text.len() >= 3);
    }
    let part = || before(3).is_some_and(|token| citing::is_paragraph(token.text) || citing::is_section(token.text));
    last.says("OF") && before(2).is_some_and(Token::is_number) && part()
}

/// Whether a clause ends after a number that ends at `end`, or the date of the telegram follows.
fn closes(tokens: &[Token<'_>], end: usize) -> bool {
    tokens.get(end).is_none_or(|next| next.is_any(".,;:)]("))
}

/// `(SUVA 617`, `reftel SUVA 617`: brackets or a word that points at a telegram stand before it.
fn is_pointed_at(tokens: &[Token<'_>], at: usize) -> bool {
    let opens = tokens.get(at).is_some_and(|token| token.is_any("(["));
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let points = |token: &Token<'_>| {
        citing::is_label(token.text)
            || token.is_word() && telegram_words::is_plain(token.text)
            || token.says_any(&["SEE", "ALSO", "PER"])
    };
    opens || before.is_some_and(|token| token.is_any("([") || points(token))
}

/// `a RIO 300`, `AN ATHENS 500`: no author says so of a telegram. `REF A SUVA 617` names a letter.
fn is_article(tokens: &[Token<'_>], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    let letter = before(2).is_some_and(|token| citing::is_label(token.text) || token.is_any("(["));
    before(1).is_some_and(|token| token.says_any(&["A", "AN"])) && !letter
}

/// `flight LIMA 330`, `Hotel Lima 330`: the name and number of something else.
fn is_of_thing(tokens: &[Token<'_>], at: usize) -> bool {
    const THINGS: [&str; 22] = [
        "FLIGHT", "FLIGHTS", "TRAIN", "TRAINS", "BUS", "ROUTE", "HIGHWAY", "ROAD", "HOTEL", "ROOM", "SUITE", "SHIP",
        "VESSEL", "BOAT", "YACHT", "AIRCRAFT", "VOYAGE", "EXPO", "FILM", "RADIO", "MODEL", "PLATE",
    ];
    at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|token| token.says_any(&THINGS))
}

/// `Rome 500 farmers`: after the number a word in small letters goes on that tells what is counted, not what a telegram
/// does.
fn is_counted(tokens: &[Token<'_>], at: usize) -> bool {
    // What else can stand after a telegram's number.
    const AFTER: [&str; 4] = ["ABOVE", "DATED", "PARA", "SECTION"];
    let goes_on = |token: &Token<'_>| {
        small_words::is_small_word(token.text) || says_of_telegram(token) || spelling::is_one_of(token.text, &AFTER)
    };
    tokens.get(at).is_some_and(|next| next.is_word() && next.text.starts_with(char::is_lowercase) && !goes_on(next))
}
