//! Words that a relay or a typist spoiled: distance between spellings, words
//! sent letter by letter, letters that stand for figures.

use std::borrow::Cow;

/// The longest word that is compared; longer ones are never a misprint of a keyword.
const LONGEST: usize = 32;

/// How many single edits (insertion, deletion, substitution, exchange of two
/// neighbours) lead from `a` to `b`, case ignored; `None` where more than
/// `limit` are needed.
///
/// The work is bounded: words longer than 32 bytes are not compared.
pub(crate) fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() > LONGEST || b.len() > LONGEST || a.len().abs_diff(b.len()) > limit {
        return None;
    }
    // Each edit changes the set of letters by two at most: most pairs end here.
    if !may_be_near((a.len(), letters(a)), (b.len(), letters(b)), limit) {
        return None;
    }
    if a.eq_ignore_ascii_case(b) {
        return Some(0);
    }
    // Bytes, for the rows are copied.
    let mut before = [0_u8; LONGEST + 1];
    let mut last = [0_u8; LONGEST + 1];
    let mut row = [0_u8; LONGEST + 1];
    for (column, cell) in (0..).zip(last.iter_mut()) {
        *cell = column;
    }
    for i in 1..=a.len() {
        row[0] = i as u8;
        let mut best = row[0];
        for j in 1..=b.len() {
            let same = a[i - 1].eq_ignore_ascii_case(&b[j - 1]);
            let mut cost = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + u8::from(!same));
            let exchanged =
                i > 1 && j > 1 && a[i - 1].eq_ignore_ascii_case(&b[j - 2]) && a[i - 2].eq_ignore_ascii_case(&b[j - 1]);
            if exchanged {
                cost = cost.min(before[j - 2] + 1);
            }
            row[j] = cost;
            best = best.min(cost);
        }
        if usize::from(best) > limit {
            return None;
        }
        (before, last) = (last, row);
    }
    Some(usize::from(last[b.len()])).filter(|&cost| cost <= limit)
}

/// The letters of a word as a set, upper and lower case as one.
pub(crate) const fn letters(word: &[u8]) -> u32 {
    let (mut set, mut at) = (0, 0);
    while at < word.len() {
        set |= 1 << (word[at] & 0x1f);
        at += 1;
    }
    set
}

/// Length and [`letters`] of each word of a table, for [`may_be_near`].
pub(crate) const fn sets<const N: usize>(words: &[&str]) -> [(usize, u32); N] {
    let mut sets = [(0, 0); N];
    let mut at = 0;
    while at < N {
        sets[at] = (words[at].len(), letters(words[at].as_bytes()));
        at += 1;
    }
    sets
}

/// Whether words of these lengths and [`letters`] can be within `limit` edits of each other: a cheap question to ask of
/// a table before [`distance`].
pub(crate) const fn may_be_near(a: (usize, u32), b: (usize, u32), limit: usize) -> bool {
    a.0.abs_diff(b.0) <= limit && (a.1 ^ b.1).count_ones() as usize <= 2 * limit
}

/// Matches `word` (upper case letters only) at the start of `text`, whatever
/// its case and with blanks allowed between its letters, and gives the offset
/// after the last letter. A figure zero counts as the letter O, a figure one
/// and a small L as the letter I, a one as L and a five as S: scanners and typists
/// take one for the other.
///
/// `C O N F I DE N T I A L` is `CONFIDENTIAL` sent letter by letter (rules CLASS,
/// N41). Not more than three blanks may stand between two letters.
#[inline]
pub(crate) fn match_spaced(text: &str, word: &str) -> Option<usize> {
    // Asked of whole tables of words: the first letter settles it for nearly all.
    let (first, letter) = (*text.as_bytes().first()?, *word.as_bytes().first()?);
    if first.to_ascii_uppercase() == letter || matches!(first, b'0' | b'5') { spaced_letters(text, word) } else { None }
}

fn spaced_letters(text: &str, word: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    for (index, &letter) in word.as_bytes().iter().enumerate() {
        let mut blanks = 0;
        while index > 0 && blanks < 3 {
            // A carrier may have put no-break blanks for some.
            at += match bytes.get(at..) {
                Some([b' ' | b'\t', ..]) => 1,
                Some([0xc2, 0xa0, ..]) => 2,
                _ => break,
            };
            blanks += 1;
        }
        let found = *bytes.get(at)?;
        let is_meant =
            matches!((found, letter), (b'0', b'O') | (b'1' | b'l' | b'|', b'I') | (b'1', b'L') | (b'5', b'S'));
        if found.to_ascii_uppercase() != letter && !is_meant {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Reads a run of words of one letter each at the start of `text`
/// (`C O P Y  (REASON)` gives `COPY` and the offset after the Y); at least
/// three letters.
pub(crate) fn spaced_word(text: &str) -> Option<(String, usize)> {
    if !is_spaced(text) {
        return None;
    }
    let bytes = text.as_bytes();
    let mut word = String::new();
    let (mut at, mut end) = (0, 0);
    while at < bytes.len() && bytes[at].is_ascii_alphabetic() {
        let single = bytes.get(at + 1).is_none_or(|next| !next.is_ascii_alphanumeric());
        if !single {
            break;
        }
        word.push(char::from(bytes[at].to_ascii_uppercase()));
        at += 1;
        end = at;
        while matches!(bytes.get(at), Some(b' ' | b'\t')) {
            at += 1;
        }
        if at == end {
            break;
        }
    }
    (word.len() >= 3).then_some((word, end))
}

/// Whether the text begins as [`spaced_word`] reads it, without reading all of it.
pub(crate) fn is_spaced(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    for letter in 0..3 {
        if letter > 0 {
            let blanks = bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            if blanks == 0 {
                return false;
            }
            at += blanks;
        }
        let single = bytes.get(at).is_some_and(u8::is_ascii_alphabetic)
            && bytes.get(at + 1).is_none_or(|next| !next.is_ascii_alphanumeric());
        if !single {
            return false;
        }
        at += 1;
    }
    true
}

/// Reads a number whose zero may be typed as the letter O and whose one as I
/// or L (rules N45, N81); at least one real figure must be there.
pub(crate) fn figures(word: &str) -> Option<u32> {
    if word.is_empty() || word.len() > 9 || !word.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    word.bytes().try_fold(0_u32, |number, byte| {
        let figure = match byte {
            b'0'..=b'9' => byte - b'0',
            b'O' | b'o' => 0,
            b'I' | b'i' | b'L' | b'l' => 1,
            _ => return None,
        };
        number.checked_mul(10)?.checked_add(u32::from(figure))
    })
}

/// The word with letters in place of the figures 0 and 1 that a typist or an OCR engine put for them: `J0HN` is `JOHN`
/// (rule N161). A word with other figures, or with more figures than half its letters, is one with a number.
pub(crate) fn letters_for_figures(word: &str) -> Cow<'_, str> {
    if is_misprinted_with_figures(word) { Cow::Owned(word.replace('0', "O").replace('1', "I")) } else { word.into() }
}

/// Whether figures stand for letters in the word.
pub(crate) fn is_misprinted_with_figures(word: &str) -> bool {
    let (mut letters, mut zeros, mut ones) = (0_usize, 0_usize, 0_usize);
    for byte in word.bytes() {
        match byte {
            b'0' => zeros += 1,
            b'1' => ones += 1,
            b'2'..=b'9' => return false,
            _ => letters += usize::from(byte.is_ascii_alphabetic()),
        }
    }
    // `0TT0`: numbers of units and lines hardly have zeros alone.
    zeros + ones > 0 && (2 * (zeros + ones) <= letters || ones == 0 && zeros <= letters && letters >= 2)
}

/// Whether `word` is one of `words`, case ignored.
#[inline]
pub(crate) fn is_one_of(word: &str, words: &[&str]) -> bool {
    // The length settles it for nearly all.
    words.iter().any(|known| known.len() == word.len() && known.eq_ignore_ascii_case(word))
}

/// Whether `text` begins with the ASCII `prefix`, case ignored.
#[inline]
pub(crate) fn starts_with(text: &str, prefix: &str) -> bool {
    let (text, prefix) = (text.as_bytes(), prefix.as_bytes());
    // Asked of whole tables of words: the first letter settles it for nearly all.
    let first = text.first().zip(prefix.first()).is_none_or(|(have, want)| have.eq_ignore_ascii_case(want));
    first && text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// What follows `prefix` at the start of `text`, case ignored.
pub(crate) fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    // The prefix is ASCII, so its end is a character boundary of `text`.
    starts_with(text, prefix).then(|| &text[prefix.len()..])
}

/// Whether a word character follows at `at`.
pub(crate) fn goes_on(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_single_edits() {
        for (a, b, want) in [
            ("SIPDIS", "SIPDIS", Some(0)),
            ("SIPIDS", "SIPDIS", Some(1)),
            ("exids", "EXDIS", Some(1)),
            ("CONFDIENTIAL", "CONFIDENTIAL", Some(1)),
            ("CONFIDENTAL", "CONFIDENTIAL", Some(1)),
            ("12598", "12958", Some(1)),
            ("12985", "12958", Some(1)),
            ("12356", "12958", Some(2)),
            ("SUVA", "APIA", None),
            ("", "AB", Some(2)),
            ("SVUA", "SUVA", Some(1)),
            ("PARAMARIOB", "PARAMARIBO", Some(1)),
            ("AB", "BADC", None),
        ] {
            assert_eq!(distance(a, b, 2), want, "{a} {b}");
        }
        assert_eq!(distance(&"A".repeat(100), &"A".repeat(100), 2), None);
    }

    #[test]
    fn matches_words_sent_letter_by_letter() {
        assert_eq!(match_spaced("C O N F I DE N T I A L SUVA", "CONFIDENTIAL"), Some(22));
        assert_eq!(match_spaced("S E C R ET", "SECRET"), Some(10));
        assert_eq!(match_spaced("C 0 N F I D E N T I A L", "CONFIDENTIAL"), Some(23));
        assert_eq!(match_spaced("S      ECRET", "SECRET"), None);
        assert_eq!(spaced_word("C O P Y  (PARA 4)"), Some(("COPY".into(), 7)));
        assert_eq!(spaced_word("C O"), None);
        assert_eq!(spaced_word("É A B"), None);
    }

    #[test]
    fn reads_figures_as_letters() {
        for (printed, want) in
            [("J0HN", "JOHN"), ("AMBASSAD0R", "AMBASSADOR"), ("F0R", "FOR"), ("K1RK", "KIRK"), ("0'ROE", "O'ROE")]
        {
            assert_eq!(letters_for_figures(printed), want);
        }
        for number in ["J-1", "G10", "R1", "12958", "CJTF101", "F16", "1.4"] {
            assert_eq!(letters_for_figures(number), number);
        }
    }

    #[test]
    fn reads_letters_as_figures() {
        assert_eq!(figures("O1"), Some(1));
        assert_eq!(figures("0l2"), Some(12));
        assert_eq!(figures("OIL"), None);
        assert_eq!(figures("9999999999"), None);
    }
}
