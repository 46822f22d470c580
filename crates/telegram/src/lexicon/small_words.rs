//! The small words of English sentences, by their kind: what tells running text from names, addresses and lists.

use crate::spelling::is_one_of;

const ARTICLES: [&str; 3] = ["A", "AN", "THE"];

const PREPOSITIONS: [&str; 17] = [
    "AS", "AT", "BETWEEN", "BY", "DURING", "FOR", "FROM", "IN", "NEAR", "OF", "ON", "SINCE", "TO", "UNTIL", "VIA",
    "WITH", "WITHOUT",
];

const CONJUNCTIONS: [&str; 5] = ["AND", "BUT", "NOR", "OR", "THAN"];

/// Forms of `be` and `have`, and what stands before a verb.
const AUXILIARIES: [&str; 12] =
    ["ARE", "BE", "BEEN", "HAD", "HAS", "HAVE", "IS", "SHOULD", "WAS", "WERE", "WILL", "WOULD"];

const PRONOUNS: [&str; 15] =
    ["HE", "HER", "HIS", "IT", "ITS", "OUR", "SHE", "THAT", "THEIR", "THESE", "THEY", "THIS", "THOSE", "WE", "WHICH"];

/// `A`, `THE`, in any case.
pub(crate) fn is_article(word: &str) -> bool {
    is_one_of(word, &ARTICLES)
}

/// `OF`, `FROM`, in any case.
pub(crate) fn is_preposition(word: &str) -> bool {
    is_one_of(word, &PREPOSITIONS)
}

/// `AND`, `THAN`, in any case.
pub(crate) fn is_conjunction(word: &str) -> bool {
    is_one_of(word, &CONJUNCTIONS)
}

/// `IS`, `WOULD`, in any case.
pub(crate) fn is_auxiliary(word: &str) -> bool {
    is_one_of(word, &AUXILIARIES)
}

/// `HE`, `THIS`, `OUR`, in any case.
pub(crate) fn is_pronoun(word: &str) -> bool {
    is_one_of(word, &PRONOUNS)
}

/// Whether a name or another noun must follow: no phrase ends with an article, a preposition or a conjunction.
pub(crate) fn calls_for_more(word: &str) -> bool {
    is_article(word) || is_preposition(word) || is_conjunction(word)
}

/// Whether it is one of them all.
#[must_use]
pub fn is_small_word(word: &str) -> bool {
    word.len() <= 7 && (calls_for_more(word) || is_auxiliary(word) || is_pronoun(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_words() {
        assert!(is_article("the") && is_preposition("From") && is_conjunction("AND"));
        assert!(is_small_word("WOULD") && is_small_word("their") && !is_small_word("FERRY"));
        assert!(calls_for_more("OF") && !calls_for_more("IS"));
    }
}
