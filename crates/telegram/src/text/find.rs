//! Words in a text, whatever their case.

/// The letters of English from the rarest to the most frequent.
const RAREST: &[u8] = b"QJXZKVBPYGWMUFCDLHRSINOATE";

/// Whether `text` holds `words`, which are in capitals, in any case.
pub(crate) fn contains_folded(text: &str, words: &str) -> bool {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    // Searched is the rarest letter of the words: the fewer places are looked at.
    let rank = |byte: u8| RAREST.iter().position(|&letter| letter == byte).unwrap_or(RAREST.len());
    let Some((offset, &letter)) = words.iter().enumerate().min_by_key(|&(_, &byte)| rank(byte)) else { return true };
    memchr::memchr2_iter(letter, letter.to_ascii_lowercase(), text)
        .filter_map(|at| at.checked_sub(offset))
        .any(|at| text.get(at..at + words.len()).is_some_and(|part| part.eq_ignore_ascii_case(words)))
}

#[cfg(test)]
mod tests {
    use super::contains_folded;

    #[test]
    fn finds_words_in_any_case() {
        for (text, words, want) in [
            ("The ferry sails. End Summary.", "END SUMMARY", true),
            ("END SUM", "END SUM", true),
            ("UM", "END SUM", false),
            ("end of summary", "END SUMMARY", false),
            ("", "END", false),
            ("any", "", true),
            ("\u{c9}nd summary", "END SUMMARY", false),
        ] {
            assert_eq!(contains_folded(text, words), want, "{text:?}");
        }
    }
}
