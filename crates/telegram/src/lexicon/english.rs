//! Whether a word is English: asked where a hyphen ends a line.
//!
//! `data/english.txt` is made of a SCOWL word list by `tools/make-english-words`; whose work that is, and on which
//! terms it may be used, is in `data/english-copyright.txt`. A word that an ending makes of another is left out
//! there and found by `ENDINGS`; so are the British spellings that differ by a rule.

use crate::spelling;

/// One word a line, in small letters, in the order of their bytes.
const WORDS: &str = include_str!("../../data/english.txt");

/// Words of telegrams that the list does not have, in the order of their bytes.
const OF_TELEGRAMS: [&str; 13] = [
    "airgram",
    "campesino",
    "demarche",
    "detente",
    "emboff",
    "modality",
    "outflow",
    "parastatal",
    "poloff",
    "reftel",
    "septel",
    "telcon",
    "unclas",
];

/// An ending, and what stands in its place in the word it was made of.
const ENDINGS: [(&str, &str); 20] = [
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("er", ""),
    ("er", "e"),
    ("ier", "y"),
    ("ers", ""),
    ("ers", "e"),
    ("est", ""),
    ("est", "e"),
    ("iest", "y"),
    ("ly", ""),
    ("ily", "y"),
    ("ness", ""),
    ("iness", "y"),
];

/// British spellings, and what the list has instead.
const BRITISH: [(&str, &str); 8] = [
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("our", "or"),
    ("tre", "ter"),
    ("ence", "ense"),
    ("gramme", "gram"),
    ("yse", "yze"),
];

/// A longer word is none.
const LONGEST: usize = 28;

/// So many endings can follow one another, some of which are none: `inter`, `interest`, `interested`.
const MOST_ENDINGS: u8 = 3;

/// Whether the word, in any case, is an English one; only plain letters are. Names of countries and days are words too.
#[must_use]
pub fn is_word(word: &str) -> bool {
    if word.len() > LONGEST || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return false;
    }
    is_known(&word.to_ascii_lowercase(), MOST_ENDINGS)
}

/// Whether the word is listed, or made by at most so many endings of one that is.
fn is_known(word: &str, endings: u8) -> bool {
    is_listed(word) || is_british(word) || endings > 0 && made_of(word).any(|base| is_known(&base, endings - 1))
}

/// Whether the American spelling of the word is listed.
fn is_british(word: &str) -> bool {
    BRITISH.iter().any(|&(british, american)| {
        let Some((stem, rest)) = word.rsplit_once(british) else { return false };
        stem.len() >= 2 && is_listed(&format!("{stem}{american}{rest}"))
    })
}

/// The words that the word can be made of by an ending.
fn made_of(word: &str) -> impl Iterator<Item = String> + '_ {
    ENDINGS.iter().flat_map(move |&(ending, instead)| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.len() >= 3);
        let whole = stem.map(|stem| format!("{stem}{instead}"));
        // `permit`, `permitted`
        let doubled = stem.filter(|stem| instead.is_empty() && ends_doubled(stem) && ending.starts_with(['e', 'i']));
        let single = doubled.and_then(|stem| stem.get(..stem.len() - 1)).map(str::to_owned);
        whole.into_iter().chain(single)
    })
}

fn ends_doubled(stem: &str) -> bool {
    matches!(stem.as_bytes(), [.., one, other] if one == other)
}

/// Whether the word, in any case, is a misprint of a long English one: one letter off, its first four right.
pub(crate) fn is_near_word(word: &str) -> bool {
    const SHORTEST: usize = 7;
    const RIGHT: usize = 4;
    /// So many words begin alike at most: `over`, `inte`.
    const MOST: usize = 600;
    if !(SHORTEST..=LONGEST).contains(&word.len()) || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return false;
    }
    let word = word.to_ascii_lowercase();
    let single = word.strip_suffix('s').unwrap_or(&word);
    let Some(begin) = word.get(..RIGHT) else { return false };
    let listed = WORDS.get(place(begin)..).unwrap_or_default();
    let alike = listed.lines().take(MOST).take_while(|listed| listed.starts_with(begin));
    let near = |listed: &str, word: &str| listed.len() >= SHORTEST - 1 && spelling::distance(listed, word, 1).is_some();
    alike.into_iter().any(|listed| near(listed, &word) || near(listed, single))
}

/// Whether the word is on one of the lists.
fn is_listed(word: &str) -> bool {
    let rest = || WORDS.get(place(word)..).unwrap_or_default();
    OF_TELEGRAMS.binary_search(&word).is_ok() || rest().lines().next() == Some(word)
}

/// Where in the long list the word stands or would stand: bisects the text, which needs no index.
fn place(word: &str) -> usize {
    let list = WORDS.as_bytes();
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let begin = memchr::memrchr(b'\n', &list[low..middle]).map_or(low, |end| low + end + 1);
        let end = memchr::memchr(b'\n', &list[middle..]).map_or(list.len(), |end| middle + end);
        match list[begin..end].cmp(word.as_bytes()) {
            core::cmp::Ordering::Equal => return begin,
            core::cmp::Ordering::Less => low = end + 1,
            core::cmp::Ordering::Greater => high = begin,
        }
    }
    low.min(list.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_in_order() {
        assert!(OF_TELEGRAMS.is_sorted());
        assert!(WORDS.lines().is_sorted());
        assert!(WORDS.lines().all(is_listed), "each word of the list is found");
    }

    #[test]
    fn words_and_others() {
        for word in [
            "NEGOTIATE",
            "negotiating",
            "Ambassador",
            "LIGHTHOUSE",
            "PERMITTED",
            "INTERVIEWERS",
            "INTERESTED",
            "ORGANISATIONS",
            "HARBOURS",
            "DEMARCHES",
            "a",
            "zulu",
        ] {
            assert!(is_word(word) || word.len() == 1, "{word}");
        }
        for word in ["CORPPRATION", "enterprizes"] {
            assert!(is_near_word(word) && !is_word(word), "{word}");
        }
        for word in ["BANZERPILOT", "LONGTERM", "MARGINADOS", "FERRY"] {
            assert!(!is_near_word(word), "{word}");
        }
        for word in ["NEGO", "TIATE", "POLITICALMILITARY", "LONGTERM", "", "\u{e9}t\u{e9}", "A1"] {
            assert!(!is_word(word), "{word}");
        }
    }
}
