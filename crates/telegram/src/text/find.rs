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

/// Where in `text` two letters stand side by side in any case; `pair` is in capitals.
pub(crate) fn pairs(text: &[u8], pair: [u8; 2]) -> impl Iterator<Item = usize> {
    // Most stretches have none: one look at a stretch as a whole, which compiles to vector instructions.
    const STRETCH: usize = 32;
    let small = |byte: u8| byte | 0x20;
    let [first, second] = pair.map(small);
    let is_pair = move |byte: u8, next: u8| (small(byte) == first) & (small(next) == second);
    let mut at = 0;
    core::iter::from_fn(move || {
        while let Some(stretch) = text.get(at..).and_then(<[u8]>::first_chunk::<{ STRETCH + 1 }>) {
            let found = (0..STRETCH).fold(false, |found, at| found | is_pair(stretch[at], stretch[at + 1]));
            if found {
                break;
            }
            at += STRETCH;
        }
        let rest = text.get(at..)?;
        let found = at + rest.windows(2).position(|two| is_pair(two[0], two[1]))?;
        at = found + 1;
        Some(found)
    })
}

#[cfg(test)]
mod tests {
    use super::{contains_folded, pairs};

    #[test]
    fn finds_pairs_in_any_case() {
        let long = "The ferry left; REF A, Ref B and \u{e9}eF, of which fe and E F are none, before REFTELS came: eef";
        let wanted: Vec<usize> =
            (0..long.len() - 1).filter(|&at| long.as_bytes()[at..at + 2].eq_ignore_ascii_case(b"EF")).collect();
        assert_eq!(pairs(long.as_bytes(), *b"EF").collect::<Vec<_>>(), wanted);
        assert_eq!(wanted.len(), 6);
        assert_eq!(pairs(b"E", *b"EF").count() + pairs(b"", *b"EF").count(), 0);
    }

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
