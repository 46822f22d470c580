//! Running text: what tells the begin of an unnumbered text from what a header field may still hold, an address or a pass
//! line.

use crate::text::Line;

/// Verbs that sentences have, and lists, addresses and pass lines have not.
const VERBS: [&str; 16] = [
    "ARE", "BE", "BEEN", "BELIEVE", "BELIEVES", "HAD", "HAS", "HAVE", "IS", "NOT", "SAID", "STATED", "WAS", "WERE",
    "WILL", "WOULD",
];

/// Other words of sentences.
const WORDS: [&str; 18] = [
    "A", "AN", "AS", "BUT", "BY", "HE", "HIS", "IT", "ITS", "SHE", "THAT", "THE", "THEIR", "THESE", "THEY", "THIS",
    "WE", "WHICH",
];

/// So many lines are looked at.
const LINES: usize = 8;

/// Whether the lines up to the next blank one are running text: long enough, with words that only sentences have.
pub(super) fn is_prose<'a>(lines: impl Iterator<Item = Line<'a>>) -> bool {
    let (mut words, mut verbs, mut others, mut ends) = (0, 0, 0, false);
    for line in lines.take(LINES).take_while(|line| !line.is_blank()) {
        for word in line.text.split(' ').map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())) {
            words += usize::from(!word.is_empty());
            verbs += usize::from(VERBS.iter().any(|verb| verb.eq_ignore_ascii_case(word)));
            others += usize::from(WORDS.iter().any(|other| other.eq_ignore_ascii_case(word)));
        }
        ends |= line.text.ends_with(['.', '?']);
    }
    // A name may stand right below the last sentence.
    words >= 10 && (verbs > 0 && verbs + others >= 3 || ends && verbs + others >= 2)
}

/// `STATE 12345 IS …`, `EMBTEL 617 REPORTED …`: a sentence about a telegram, not an entry of a list.
pub(super) fn is_about_telegram(text: &str) -> bool {
    const SAYS: [&str; 8] =
        ["ASKED", "CONTAINS", "DESCRIBED", "DISCUSSED", "GAVE", "INDICATED", "REPORTED", "REQUESTED"];
    let mut words = text.split(' ').filter(|word| !word.is_empty());
    let number = words.by_ref().take(4).any(|word| word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_digit()));
    number && words.next().is_some_and(|word| VERBS.contains(&word) || SAYS.contains(&word))
}
