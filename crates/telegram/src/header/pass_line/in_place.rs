//! Attention lines that their place tells: between the classification line and the first field of the header nothing
//! stands but captions, notices and lines for persons and offices (PASS, CAPTION, N56, N57).
//!
//! There a line need not name an agency or office that is known: `HQPACOM FOR FPA`, `FOR ROE AND DOE OF WHA/AND`,
//! `DEPT OF ENERGY FOR EIA`, `WHA/AND, EB/ESC`, `PERSONAL FOR ROE FROM DOE`.

use super::offices::{is_agency, is_office, is_title};
use super::{LONGEST, is_prose, is_verb};
use crate::lexicon::institutions;

/// No such line has more words.
const WORDS: usize = 24;

/// Whether a line that stands between the classification line and the first field is an attention line.
pub(crate) fn is_pass_in_place(text: &str) -> bool {
    with_words(text, |words, is_small| {
        let Some((&first, rest)) = words.split_first() else { return false };
        // `FOR: A B ROE`: initials, no article.
        let said = if first.ends_with(':') { rest.get(2..).unwrap_or_default() } else { words };
        if is_prose(said) || is_small && !is_titled(text) && !(first.starts_with("FOR") && names_reader(rest)) {
            return false;
        }
        match first.trim_end_matches(':') {
            "FOR" | "TO" | "FROM" | "ATTN" | "ATTENTION" => return !rest.is_empty(),
            "ACTION" | "INFO" => return is_list_of_offices(rest),
            _ => {}
        }
        is_personal(words)
            || asks(words)
            || is_between_persons(words)
            || names_person(words)
            || is_list_of_offices(words)
    })
}

/// Whether a line that stands between the last field and paragraph 1 is an attention line. There a heading can stand, too,
/// so its words must be such as no heading has.
pub(crate) fn is_pass_below_fields(text: &str) -> bool {
    with_words(text, |words, is_small| {
        let Some((&first, rest)) = words.split_first() else { return false };
        if is_prose(words) || is_small && !is_titled(text) || words.len() > 12 {
            return false;
        }
        match first {
            "FOR:" | "FROM:" => return !rest.is_empty(),
            "FOR" if rest.len() == 1 => return true,
            "FROM" if rest.first().is_some_and(|word| is_title(word)) => return true,
            "FOR" if rest.iter().any(|word| is_title(word) || is_office(word)) => return true,
            _ => {}
        }
        is_personal(words)
            || is_known_symbol(first) && is_list_of_offices(words)
            || is_title(first) && is_between_persons(words)
    })
}

/// `TO ALL CHIEFS OF MISSION FROM THE SECRETARY`, `FM ROE FOR DOE`: below the classification line no address block begins,
/// and none names both ends in a line without an address of a post.
pub(crate) fn names_both_ends(text: &str) -> bool {
    // Asked of every line of the head: the first letter settles it for most.
    if !matches!(text.trim_start_matches(LEADING).as_bytes().first(), Some(b'T' | b't' | b'F' | b'f')) {
        return false;
    }
    with_words(text, |words, _| {
        let has = |wanted: &[&str]| words.iter().skip(2).any(|word| wanted.contains(word));
        let both = match words.first().copied() {
            Some("TO" | "TO:") => has(&["FROM", "FROM:"]),
            Some("FM" | "FM:" | "FROM" | "FROM:") => has(&["FOR", "FOR:", "TO", "TO:"]),
            _ => false,
        };
        let is_address = |word: &str| {
            word.contains('/') && word.starts_with("RU") || word == "WASHDC" || institutions::is_sure(word)
        };
        both && !words.iter().any(|word| is_address(word))
    })
}

/// Signs that may stand before the first word.
const LEADING: [char; 5] = ['-', '*', ' ', '(', '/'];

/// Asks about the words of a line in capitals, if it is short enough, and whether small letters stand in it.
fn with_words(text: &str, ask: impl FnOnce(&[&str], bool) -> bool) -> bool {
    let text = text.trim_start_matches(LEADING).trim_end_matches([' ', '/', '*']);
    if text.len() > LONGEST || !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return false;
    }
    let upper = text.to_ascii_uppercase();
    let words: Vec<&str> = upper.split_whitespace().take(WORDS + 1).collect();
    words.len() <= WORDS && ask(&words, text.chars().any(char::is_lowercase))
}

/// `PERSONAL FOR ROE`, `EXCLUSIVE FOR AMBASSADOR ROE FROM DOE`, `PRIVATE AND PERSONAL FOR …`: for one reader alone.
fn is_personal(words: &[&str]) -> bool {
    const WORDS: [&str; 9] =
        ["PERSONAL", "EXCLUSIVE", "PRIVATE", "EYES", "ONLY", "AND", "URGENT", "STRICTLY", "EYES-ONLY"];
    let head = words.iter().take_while(|word| WORDS.contains(&word.trim_end_matches([',', '-']))).count();
    head > 0 && words.get(head).is_some_and(|word| matches!(*word, "FOR" | "FOR:" | "TO" | "TO:" | "FROM"))
}

/// Someone, a verb that asks, someone: `HQPACOM FOR FPA`, `KABUL PLEASE PASS TO CTF 7`, `INFORM CONSULS`.
fn asks(words: &[&str]) -> bool {
    if matches!(words, ["INFORM" | "REPEAT" | "RPTD" | "RPT" | "RELAY" | "DELIVER", _, ..]) {
        return true;
    }
    let verb = words.iter().take(8).position(|word| is_verb(word) || matches!(*word, "RELAY" | "INFORM" | "REPEATED"));
    verb.is_some_and(|at| at > 0 && at + 1 < words.len())
}

/// `AMBASSADOR ROE FROM CHARGE`, `A/S SAMPLE FROM DCM DOE`.
fn is_between_persons(words: &[&str]) -> bool {
    let from = words.iter().position(|word| matches!(*word, "FROM" | "FROM:"));
    from.is_some_and(|at| at > 0 && at + 1 < words.len())
        && (words.len() <= 6 || words.first().is_some_and(|word| is_title(word) || is_office(word)))
}

/// `DAS ROE`, `AMBASSADOR ROE AND DCM`: a title and few words after it.
fn names_person(words: &[&str]) -> bool {
    (2..=5).contains(&words.len())
        && words.first().is_some_and(|word| is_title(word))
        && words.iter().all(|word| {
            word.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'.' | b',' | b'/' | b'&'))
        })
}

/// Whether someone is named whom only attention lines name: by office, title or agency.
fn names_reader(words: &[&str]) -> bool {
    words.len() <= 12 && words.iter().any(|word| is_office(word) || is_title(word) || is_agency(word))
}

/// `WHA/AND`, `INR`: the bureau before the stroke is known; `POLITICAL/MILITARY` is a heading.
fn is_known_symbol(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';', ':']);
    word.split_once('/').is_some_and(|(bureau, _)| is_office(bureau))
}

/// `WHA/AND, EB/ESC`, `EUR/RUS (ROE), INR AND PM`: offices and agencies, persons in brackets.
fn is_list_of_offices(words: &[&str]) -> bool {
    let mut offices = 0;
    let mut inside = false;
    // How many words of a name may follow.
    let mut named = 0_usize;
    for word in words {
        let opens = word.starts_with('(');
        // `CA/FPP - ROE; INR`: after the hyphen the person may be named.
        if *word == "-" && offices > 0 {
            named = 3;
            continue;
        }
        if named > 0 && !opens && !inside && !is_office(word) && !is_agency(word) {
            named = if word.ends_with([',', ';']) { 0 } else { named - 1 };
            continue;
        }
        if !(opens || inside || matches!(*word, "AND" | "&" | "-" | "OR")) {
            // `EUR/RUS(ROE)`, `EAP:ROE`
            let symbol = word.split(['(', ':']).next().unwrap_or_default();
            if !(is_office(symbol) || is_agency(symbol) && symbol != "WHITE") {
                return false;
            }
            offices += 1;
            inside = word.contains('(') && !word.contains(')');
            continue;
        }
        inside = (opens || inside) && !word.contains(')');
    }
    // A single letter can be anything.
    offices > 1 || offices == 1 && words.iter().any(|word| word.len() > 2)
}

/// Whether a line in small letters is no sentence: few words, most of the long ones with a capital, no full stop.
fn is_titled(text: &str) -> bool {
    let words = || text.split([' ', '/']).filter(|word| word.len() > 3 && word.starts_with(char::is_alphabetic));
    let common =
        |word: &&str| matches!(word.trim_matches([',', ':']), "pass" | "please" | "from" | "also" | "kindly" | "only");
    let capitals = words().filter(|word| word.starts_with(char::is_uppercase)).count();
    let counted = words().filter(|word| !common(word)).count();
    text.split(' ').count() <= 16 && !text.ends_with(['.', '?', '!']) && capitals * 3 >= counted * 2
}
