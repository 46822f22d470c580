//! Lines that a wrap at a fixed column cut in mid-word (rule N157).

use super::LONGEST;
use super::keyword::word;
use super::links::is_link;
use crate::people::name::{is_given, is_particle, is_suffix};
use crate::people::title;
use crate::spelling;
use crate::tables::orders;
use crate::text::{Line, Unfolded};

/// Joins the lines of a field; a word that a wrap at a fixed column cut in two is
/// put together again (N157).
pub(crate) fn unfold<'a>(lines: impl IntoIterator<Item = Line<'a>>) -> Unfolded {
    let mut joined = Unfolded::default();
    for line in lines {
        if is_cut(&joined.text, line.text) {
            joined.push_glued(line.text, line.at);
        } else {
            joined.push_line(&line);
        }
        if joined.text.len() > LONGEST {
            break;
        }
    }
    joined
}

/// Appends a line to the lines before, without a blank where a wrap cut a word.
pub(crate) fn append(joined: &mut String, line: &str) {
    if !joined.is_empty() && !is_cut(joined, line) {
        joined.push(' ');
    }
    joined.push_str(line);
}

/// Whether a wrap cut a word or number in two between `before` and `text`.
pub(crate) fn is_cut(before: &str, text: &str) -> bool {
    if before.is_empty() || before.ends_with(' ') {
        return false;
    }
    // No line begins with a mark that closes.
    if text.starts_with(['.', ',', ';', ':', ')', ']']) {
        return true;
    }
    let length = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let first = &before[before.len() - length..];
    let second = word(text);
    if first.is_empty() || second.is_empty() {
        return is_cut_number(before, text);
    }
    if first.len() + second.len() > 24 || first.len() == before.len() {
        return false;
    }
    let stem = &before[..before.len() - length];
    let capitals = |word: &str| word.bytes().all(|byte| byte.is_ascii_uppercase());
    // `EC` / `Chief`: a capital begins a new word.
    let begins_word = second.bytes().skip(1).any(|byte| byte.is_ascii_lowercase()) && !is_small(second);
    if begins_word || !stem.ends_with([' ', '(', '\'', '-', '/', '"']) {
        return false;
    }
    let (known_first, known_second) = (is_known(first), is_known(second));
    // `POL-MIL` / `CHIEF`, `POL/EC` / `CHIEF`
    if stem.ends_with(['-', '/']) && first.len() > 1 && title::is_title_word(second) {
        return false;
    }
    // `EUR/R` / `PM`
    if stem.ends_with('/') && capitals(first) && capitals(second) && before.chars().any(char::is_lowercase) {
        return !known_second;
    }
    let both = format!("{first}{second}");
    if is_known(&both) && !(known_first && known_second) && !(is_given(first) && second.len() > 2) {
        return both.len() > 2 || first.len() == 1;
    }
    // `JA` / `NE`, `II` / `I`
    let name = is_given(&both) && !is_given(first) && !is_given(second);
    if !known_second && (name || is_suffix(&both) && is_suffix(first)) {
        return true;
    }
    // `Sam` / `ple`: in mixed case a name or title does not begin with a small letter.
    let capital =
        capitals(&first[..1]) && (first.len() == 1 || is_small(&first[1..])) || is_small(first) && !known_first;
    is_small(second)
        && capital
        && !known_second
        && !title::is_title_word(first)
        && before.chars().any(char::is_uppercase)
}

/// `1` / `4 (b)`, `129` / `58`.
fn is_cut_number(before: &str, text: &str) -> bool {
    let length = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    let (first, second) = (&before[before.len() - length..], &text[..figures]);
    if !(1..=4).contains(&first.len()) || !(1..=4).contains(&second.len()) {
        return false;
    }
    orders::find(&format!("{first}{second}")).is_some()
        || first == "1" && matches!(second, "3" | "4" | "5") && text[1..].trim_start().starts_with('(')
}

fn is_small(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Words of the field beside names.
fn is_known(word: &str) -> bool {
    const WORDS: [&str; 21] = [
        "REASON",
        "REASONS",
        "CLASSIFIED",
        "DERIVED",
        "FROM",
        "DECL",
        "DECLASSIFY",
        "AMENDED",
        "MULTIPLE",
        "SOURCES",
        "EXECUTIVE",
        "CLEARED",
        "DRAFTED",
        "APPROVED",
        "WHO",
        "THIS",
        "IS",
        "WAS",
        "AT",
        "CLASSIFICATION",
        "ALL",
    ];
    is_link(word) || spelling::is_one_of(word, &WORDS) || title::is_listed(word) || is_particle(word)
}
