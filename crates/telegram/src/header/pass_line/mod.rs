//! Pass and attention lines (rules PASS, N56, N57).
//!
//! They name who is to get the telegram beside the addressees: `STATE FOR
//! EAP/ANP`, `DEPT PASS USTR`, `FOR DAS ROE FROM AMBASSADOR`.

mod in_place;
mod offices;
#[cfg(test)]
mod tests;

use crate::lexicon::small_words;
use crate::posts;
pub(crate) use in_place::{is_pass_below_fields, is_pass_in_place, names_both_ends};
pub(crate) use offices::is_title;
use offices::{is_agency, is_office};

/// No pass line is longer, folds left out.
const LONGEST: usize = 140;

/// Whether a line is a pass or attention line, or the start of one.
pub(crate) fn is_pass(text: &str) -> bool {
    let text = text.trim_start_matches(['-', '*', ' ', '(']);
    let first = text.bytes().next().unwrap_or(b'.');
    if text.len() > LONGEST || !first.is_ascii_alphabetic() {
        return false;
    }
    let upper = text.to_ascii_uppercase();
    let is_upper = !text.chars().any(char::is_lowercase);
    let words: Vec<&str> = upper.split_whitespace().take(24).collect();
    let rest = |from: usize| words.get(from..).unwrap_or_default();
    let Some(&head) = words.first() else { return false };

    match head.trim_end_matches([':', ',', '-']) {
        "ATTN" | "ATTENTION" | "ATT" if words.len() > 1 => return is_upper || head.ends_with(':'),
        "PASS" => return is_passed(rest(1), is_upper),
        "PLEASE" | "PLS" | "PLZ" | "ALSO" => {
            let at = rest(1).iter().position(|word| matches!(*word, "PASS" | "FOR")).filter(|&at| at <= 2);
            return at.is_some_and(|at| is_passed(rest(at + 2), is_upper));
        }
        // `EYES ONLY FOR THE SECRETARY FROM AMBASSADOR ROE`
        "EYES" if is_upper && rest(1).starts_with(&["ONLY", "FOR"]) => return is_for(rest(3), true),
        "FOR" => return is_for(rest(1), is_upper),
        "FROM" => return is_upper && is_from(rest(1)),
        "JOINT" if !matches!(words.get(1), Some(&("STAFF" | "CHIEFS"))) => return false,
        _ => {}
    }
    // `X FOR …`, `X ALSO PASS …`, `X PLEASE PASS TO …`
    let Some(verb) = words.iter().take(7).position(|word| is_verb(word)) else {
        // `TOKYO FOR` may end the line, and `USDOC 4420/ITA/ROE` lacks its verb.
        return is_upper && is_agency(head) && words.len() > 1 && rest(1).iter().all(|word| is_office(word));
    };
    let mut name = words.get(..verb).unwrap_or_default();
    while let [head @ .., "PLEASE" | "PLS" | "PLZ" | "ALSO" | "KINDLY" | "AND" | "PLEASE," | "SHOULD" | "ALSO,"] = name
    {
        name = head;
    }
    let is_pass = words.get(verb).is_some_and(|word| word.starts_with("PASS") || *word == "REPEAT");
    let who = rest(verb + 1);
    if name.is_empty() {
        return false;
    }
    let known = is_sender(name);
    if is_upper {
        if is_pass {
            return known || name.len() == 1 && is_office_list(who);
        }
        return known && !is_prose(who)
            || name.len() <= 3 && (is_office_list(who) && name.iter().all(|word| is_office_or_word(word)));
    }
    // In small letters only what could not begin a sentence.
    known && (is_pass || is_office_list(who)) && words.len() <= 14
}

/// Whether a line goes on with the pass line above it.
pub(crate) fn continues(last: &str, text: &str, indent: u32) -> bool {
    if text.len() > 75 {
        return false;
    }
    let upper = text.to_ascii_uppercase();
    let last_word = last.rsplit(' ').next().unwrap_or_default();
    let open = last.ends_with([',', ';', '/', '-', '&'])
        || small_words::calls_for_more(last_word)
        || last_word.eq_ignore_ascii_case("PASS");
    let joins = ["- AND ", "AND ", "OR ", "FROM ", "- FROM ", "& "].iter().any(|word| upper.starts_with(word));
    if is_pass(text) {
        // A whole pass line begins a new one, but `FROM ROE` and `FOR DOE` can be the rest of one.
        let both_ends = upper.starts_with("FROM ") && (upper.contains(" TO ") || upper.contains(" FOR "));
        return joins && !both_ends || open && ["FOR ", "PASS "].iter().any(|word| upper.starts_with(word));
    }
    let is_upper = !text.chars().any(char::is_lowercase);
    if joins || open && (is_upper || text.len() < 50) {
        return true;
    }
    let bare = upper.trim_start_matches(['-', ' ']);
    let offices = bare.split([' ', ',', ';']).filter(|word| !word.is_empty());
    is_upper
        && (offices.clone().count() > 0 && offices.clone().all(|word| is_office(word) || word == "AND") || indent > 0)
}

fn is_verb(word: &str) -> bool {
    matches!(word, "FOR" | "PASS" | "PASSES" | "REPEAT" | "FOR:" | "PASS:")
}

/// Whether the words before the verb name who is asked: an agency, a post, or several of them.
fn is_sender(words: &[&str]) -> bool {
    let clean: Vec<&str> = words
        .iter()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    if clean.is_empty() || clean.len() > 6 {
        return false;
    }
    if clean.iter().all(|word| is_agency(word) || is_office(word) || matches!(*word, "AND" | "ALSO")) {
        return true;
    }
    let whole = clean.join(" ");
    if matches!(whole.as_str(), "JOINT STAFF" | "JOINT CHIEFS" | "JOINT CHIEFS OF STAFF") {
        return true;
    }
    let rest = whole.split_once(' ').filter(|(prefix, _)| posts::is_prefix(prefix)).map(|(_, rest)| rest);
    if posts::find(rest.unwrap_or(&whole)).is_some() {
        return true;
    }
    // `LIMA AND QUITO FOR …`, `LIMA, QUITO FOR …`
    clean.len() > 1
        && clean.iter().all(|word| matches!(*word, "AND" | "ALSO") || is_agency(word) || posts::find(word).is_some())
}

/// What follows `PASS`.
fn is_passed(words: &[&str], is_upper: bool) -> bool {
    let words = match words {
        ["TO" | "TO:" | "FOLLOWING" | "COPY" | "COPIES", rest @ ..] => rest,
        all => all,
    };
    let Some(first) = words.first() else { return false };
    let agency = is_agency(first.trim_matches(|c: char| !c.is_alphanumeric())) || is_office(first);
    agency || is_upper && words.len() <= 8 && !is_prose(words)
}

/// What follows `FOR` at the start of a line.
fn is_for(words: &[&str], is_upper: bool) -> bool {
    let Some(first) = words.first() else { return false };
    let from = words.iter().any(|word| matches!(*word, "FROM" | "FROM:")) && words.len() <= 14;
    let named = is_office(first) || is_title(first) || is_agency(first.trim_end_matches([',', ';', ':', '-']));
    if !is_upper {
        return words.len() <= 10 && from && (named || is_title(first));
    }
    let article = *first == "THE" && words.get(1).is_some_and(|word| is_title(word) || is_agency(word));
    named && !is_prose(words) || from && !is_prose(words) || article
}

/// What follows `FROM` at the start of a line: `FROM AMBASSADOR ROE`.
fn is_from(words: &[&str]) -> bool {
    let Some(first) = words.first() else { return false };
    words.len() <= 10
        && (is_title(first)
            || words.iter().any(|word| *word == "FOR" || *word == "TO") && !is_prose(words) && words.len() <= 8)
}

/// Whether the words are mostly offices.
fn is_office_list(words: &[&str]) -> bool {
    words.first().is_some_and(|word| is_office(word) || is_title(word))
}

fn is_office_or_word(word: &str) -> bool {
    is_office(word) || word.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b',' | b'/' | b'-'))
}

/// Whether the words read like a sentence or heading: verbs and articles that
/// no list of offices and persons holds.
fn is_prose(words: &[&str]) -> bool {
    let is_other = |word: &str| matches!(word, "A" | "AN" | "NEW" | "NOT" | "WITH" | "IN" | "ON" | "MORE");
    words.iter().take(12).any(|word| is_other(word) || small_words::is_auxiliary(word) || small_words::is_pronoun(word))
}
