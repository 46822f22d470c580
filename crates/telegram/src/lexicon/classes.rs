//! The words of classes, for rules that only ask whether one stands somewhere (rule CLASS). What a class means, and its
//! misprints, are [`classification_line`](crate::header::classification_line)'s.

use crate::spelling;

/// The names of classes that are one word.
pub(crate) const NAMES: [&str; 4] = ["CONFIDENTIAL", "SECRET", "UNCLAS", "UNCLASSIFIED"];

/// The words of the other names.
const OTHERS: [&str; 5] = ["LIMITED", "LOU", "OFFICIAL", "TOP", "USE"];

/// Whether the word is the name of a class, in any case.
pub(crate) fn is_name(word: &str) -> bool {
    spelling::is_one_of(word, &NAMES)
}

/// Whether the word stands in the name of a class, in any case: `OFFICIAL`.
pub(crate) fn is_word(word: &str) -> bool {
    is_name(word) || spelling::is_one_of(word, &OTHERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_names() {
        assert!(is_name("Secret") && is_word("LOU") && is_word("OFFICIAL"));
        assert!(!is_name("TOP") && !is_word("SENSITIVE"));
        assert!(NAMES.is_sorted() && OTHERS.is_sorted());
    }
}
