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

/// Where in `text` three letters stand side by side in any case; `letters` are in capitals.
pub(crate) fn triples(text: &[u8], letters: [u8; 3]) -> impl Iterator<Item = usize> {
    // Most stretches have none: one look at a stretch as a whole, which compiles to vector instructions.
    const STRETCH: usize = 32;
    let small = |byte: u8| byte | 0x20;
    let [first, second, third] = letters.map(small);
    let is_triple = move |a: u8, b: u8, c: u8| (small(a) == first) & (small(b) == second) & (small(c) == third);
    let mut at = 0;
    core::iter::from_fn(move || {
        while let Some(stretch) = text.get(at..).and_then(<[u8]>::first_chunk::<{ STRETCH + 2 }>) {
            let is_here = |at: usize| is_triple(stretch[at], stretch[at + 1], stretch[at + 2]);
            if (0..STRETCH).fold(false, |found, at| found | is_here(at)) {
                break;
            }
            at += STRETCH;
        }
        let found = at + text.get(at..)?.windows(3).position(|three| is_triple(three[0], three[1], three[2]))?;
        at = found + 1;
        Some(found)
    })
}

#[cfg(test)]
mod tests {
    use super::{contains_folded, triples};

    #[test]
    fn finds_triples_in_any_case() {
        let long =
            "The ferry left; REF A, Ref B and r\u{e9}f, of which fer and R EF are none, before REFTELS came: eref";
        let wanted: Vec<usize> =
            (0..long.len() - 2).filter(|&at| long.as_bytes()[at..at + 3].eq_ignore_ascii_case(b"REF")).collect();
        assert_eq!(triples(long.as_bytes(), *b"REF").collect::<Vec<_>>(), wanted);
        assert_eq!(wanted.len(), 4);
        assert_eq!(triples(b"RE", *b"REF").count() + triples(b"", *b"REF").count(), 0);
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
