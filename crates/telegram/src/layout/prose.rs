//! Running text: what tells the start of an unnumbered text from what a header field may still hold, an address or a pass
//! line.

use super::cursor::Cursor;
use crate::header::references;
use crate::lexicon::{small_words, telegram_words};
use crate::spelling::is_one_of;
use crate::text::Line;

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
            verbs += usize::from(is_verb(word));
            others += usize::from(is_other(word));
        }
        // A name may stand right below the last sentence.
        ends |= line.text.ends_with(['.', '?']);
        if words >= 10 && (verbs > 0 && verbs + others >= 3 || ends && verbs + others >= 2) {
            return true;
        }
    }
    false
}

/// Verbs that sentences have, and lists, addresses and pass lines have not.
fn is_verb(word: &str) -> bool {
    small_words::is_auxiliary(word) || is_one_of(word, &["BELIEVE", "BELIEVES", "NOT", "SAID", "STATED"])
}

/// Other words of sentences.
fn is_other(word: &str) -> bool {
    small_words::is_article(word) || small_words::is_pronoun(word) || is_one_of(word, &["AS", "BUT", "BY"])
}

/// `STATE 12345 IS …`, `EMBTEL 617 REPORTED …`: a sentence about a telegram, not an entry of a list.
fn is_about_telegram(text: &str) -> bool {
    let mut words = text.split(' ').filter(|word| !word.is_empty());
    let number = words.by_ref().take(4).any(|word| word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_digit()));
    number && words.next().is_some_and(|word| is_verb(word) || telegram_words::is_said_of_telegrams(word))
}
