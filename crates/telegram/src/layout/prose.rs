//! Running text: what tells the start of an unnumbered text from what a header field may still hold, an address or a pass
//! line.

use super::cursor::Cursor;
use crate::header::references;
use crate::spelling::is_one_of;
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

/// Whether an unnumbered text begins with `text`, the first of the `lines`, below the subject and a blank line. An entry of
/// a list of references is none, but where a sentence is about the telegram that it names.
pub(super) fn begins_below_fields<'a>(cursor: &Cursor<'_>, text: &str, lines: impl Iterator<Item = Line<'a>>) -> bool {
    cursor.has_subject
        && !cursor.double_spaced
        && (!references::looks_like_entry(text) || is_about_telegram(text))
        && is_prose(lines)
}

/// Whether the lines up to the next blank one are running text: long enough, with words that only sentences have.
fn is_prose<'a>(lines: impl Iterator<Item = Line<'a>>) -> bool {
    let (mut words, mut verbs, mut others, mut ends) = (0, 0, 0, false);
    for line in lines.take(LINES).take_while(|line| !line.is_blank()) {
        for word in line.text.split(' ').map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())) {
            words += usize::from(!word.is_empty());
            verbs += usize::from(is_one_of(word, &VERBS));
            others += usize::from(is_one_of(word, &WORDS));
        }
        // A name may stand right below the last sentence.
        ends |= line.text.ends_with(['.', '?']);
        if words >= 10 && (verbs > 0 && verbs + others >= 3 || ends && verbs + others >= 2) {
            return true;
        }
    }
    false
}

/// `STATE 12345 IS …`, `EMBTEL 617 REPORTED …`: a sentence about a telegram, not an entry of a list.
fn is_about_telegram(text: &str) -> bool {
    const SAYS: [&str; 8] =
        ["ASKED", "CONTAINS", "DESCRIBED", "DISCUSSED", "GAVE", "INDICATED", "REPORTED", "REQUESTED"];
    let mut words = text.split(' ').filter(|word| !word.is_empty());
    let number = words.by_ref().take(4).any(|word| word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_digit()));
    number && words.next().is_some_and(|word| is_one_of(word, &VERBS) || is_one_of(word, &SAYS))
}
