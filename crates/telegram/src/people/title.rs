//! Words of titles and offices: `Deputy Chief of Mission`, `POLCHIEF`, `A/DCM`,
//! `EUR/RPM Director` (rules N68, N159).

use super::title_words::words;
use crate::spelling;

/// The word without stops and brackets around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| matches!(c, '.' | '(' | ')' | '"' | '\'' | ',' | ':' | ';' | '[' | ']'))
}

/// Whether the word names a rank, also misspelt or run together.
pub(crate) fn is_rank(word: &str) -> bool {
    let word = &*spelling::letters_for_figures(bare(word));
    words().rank.holds(word) || words().rank.is_near(word) || is_joined(word) || is_accented(word)
}

/// Whether the word, spelt right, says alone what a person is: a rank or an honorific, `AMBASSADOR`, `Col.`, `MR`.
pub(crate) fn is_function(word: &str) -> bool {
    let word = bare(word);
    words().rank.holds(word) || words().honorific.holds(word) || is_joined(word)
}

/// Whether the word is of a title exactly as it stands.
pub(crate) fn is_listed(word: &str) -> bool {
    words().rank.holds(word) || words().field.holds(word) || is_joined(word)
}

/// Whether the word belongs to a title beyond doubt.
pub(crate) fn is_title_word(word: &str) -> bool {
    let plain = &*spelling::letters_for_figures(bare(word));
    is_rank(plain)
        || words().field.holds(plain)
        || words().field.is_near(plain)
        || is_interim(word)
        || is_compound(plain)
        || is_of_affairs(plain)
}

/// Whether the word can belong to a title, and to a name as well.
pub(crate) fn is_doubtful(word: &str) -> bool {
    words().doubtful.holds(bare(word))
}

/// Whether the word, which can belong to a title, is a surname as it stands: no abbreviation, no plural.
pub(crate) fn is_surname(word: &str) -> bool {
    words().surname.holds(bare(word))
}

/// Whether the word, which can belong to a title, is a given name as well: `Dean Wren`.
pub(crate) fn is_given_too(word: &str) -> bool {
    words().given.holds(bare(word))
}

/// Whether the word is one of the pieces that are run together to titles.
pub(crate) fn is_piece(word: &str) -> bool {
    words().piece.holds(bare(word))
}

/// `Mr.`, `Ms.`
pub(crate) fn is_honorific(word: &str) -> bool {
    words().honorific.holds(bare(word))
}

/// `a.i.`, `A.I`, `ai`
pub(crate) fn is_interim(word: &str) -> bool {
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).take(3);
    letters.map(|byte| byte.to_ascii_uppercase()).eq(*b"AI") && word.len() <= 6
}

/// `d'Affaires` with any mark in place of the apostrophe: `d,Affaires`, ``d`Affaires``.
fn is_of_affairs(word: &str) -> bool {
    let Some(rest) = word.strip_prefix(['d', 'D']) else { return false };
    let affairs = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    affairs.len() < rest.len() && affairs.len() >= 7 && spelling::distance(affairs, "AFFAIRES", 2).is_some()
}

/// `Chargé`, `Attaché` and their mis-decoded forms.
fn is_accented(word: &str) -> bool {
    !word.is_ascii()
        && ["CHARG", "ATTACH"].iter().any(|stem| spelling::starts_with(word, stem) && word.len() <= stem.len() + 5)
}

/// Words joined by a hyphen or slash of which one is of a title:
/// `Political/Economic`, `A/DCM`, `Minister-Counselor`.
fn is_compound(word: &str) -> bool {
    word.contains(['/', '-', '&']) && word.split(['/', '-', '&']).any(|part| part.len() > 1 && is_listed(part))
}

/// Whether the word is made of two or more pieces of titles.
fn is_joined(word: &str) -> bool {
    if word.len() < 5 || word.len() > 24 || !word.is_ascii() {
        return false;
    }
    // How many pieces lead to each offset at most.
    let mut reached = [0_usize; 25];
    for at in 0..word.len() {
        if at > 0 && reached[at] == 0 {
            continue;
        }
        for length in words().piece.at_start(&word[at..]) {
            reached[at + length] = reached[at + length].max(reached[at] + 1);
        }
    }
    reached[word.len()] >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_words_of_titles() {
        for word in [
            "Ambassador",
            "AMBASADOR",
            "POLCHIEF",
            "EconCouns",
            "Counsellor",
            "Couselor",
            "A/DCM",
            "a.i.",
            "Political/Economic",
            "Chargé",
            "DEPPOLCOUNS",
            "AMB.",
            "Minister-Counselor",
            "D'Affaires",
            "ECONOFF",
            "Secertary",
        ] {
            assert!(is_title_word(word), "{word}");
        }
        for word in ["Roe", "Sample", "Charles", "Marshall", "Richard", "DOE", "Brightwater", "Consuelo", "Offner"] {
            assert!(!is_title_word(word), "{word}");
        }
    }
}
