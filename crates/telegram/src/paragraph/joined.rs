//! Paragraphs inside a line: a carrier joined the lines of a telegram (rules N15, N149).

use memchr::memmem;

use super::{opens_block, paragraph_start};
use crate::lexicon::{citing, months};
use crate::text::shape::is_upper;

/// Where paragraph 1 begins in a line that a carrier joined: ` 1. (U) `,
/// ` 1. The ferry`; at `from` or after it and before `until`.
pub(crate) fn joined_first_paragraph(text: &str, from: usize, until: usize) -> Option<usize> {
    const NUMBER: &[u8] = b" 1. ";
    let rest = text.as_bytes().get(from..until.saturating_add(NUMBER.len()).min(text.len()))?;
    // `RESUMES1. (U) The ferry …`: without a blank only before a mark.
    let glued = memchr::memmem::find(rest, b"1. (").map(|at| from + at).filter(|&at| {
        text.as_bytes().get(at.wrapping_sub(1)).is_some_and(u8::is_ascii_alphabetic)
            && text.get(at..).and_then(paragraph_start).is_some_and(|start| start.mark.is_some())
    });
    if glued.is_some() {
        return glued;
    }
    let at = from + memchr::memmem::find(rest, NUMBER)? + 1;
    let start = paragraph_start(text.get(at..)?)?;
    let value = text.get(at + start.text_at..)?;
    // `1. SUVA 617` is an entry of a list of references.
    let mut words = value.split_whitespace().take(3);
    let is_prose = value.starts_with(char::is_uppercase)
        && words.clone().count() == 3
        && !words.any(|word| word.bytes().any(|b| b.is_ascii_digit()));
    (start.mark.is_some() || opens_block(value) || is_prose).then_some(at)
}

/// So many places of one number in one line are looked at.
const PLACES: usize = 8;

/// Where the paragraph of this number begins inside the text by its number alone: after the end of a sentence, before a
/// capitalised word. `… at 2. The crew` ends no sentence, `… in Section 2. The crew` needs the number.
pub(crate) fn numbered_inside(text: &str, number: u32) -> Option<usize> {
    places(text, number).find(|&at| is_sentence_end(&text[..at - 1]))
}

/// Where paragraph 1 begins inside a field that is no sentence, by its number alone. The word before must not need the number:
/// `PARAGRAPH 1. OF THE TREATY`, `DIVISION 1. Final Results`.
pub(crate) fn first_numbered_inside(text: &str) -> Option<usize> {
    places(text, 1).find(|&at| {
        let before = text[..at - 1].trim_end();
        !before.is_empty() && !expects_number(before)
    })
}

/// Whether the numbered text after a title can only be a paragraph: a sentence in small letters after capitals.
pub(crate) fn is_sentence_below_title(title: &str, text: &str) -> bool {
    /// A sentence has so many words at the least.
    const WORDS: usize = 4;
    let value = paragraph_start(text).map_or("", |start| &text[start.text_at..]);
    let small = |word: &&str| word.starts_with(|c: char| c.is_ascii_lowercase());
    is_upper(title)
        && title.bytes().any(|byte| byte.is_ascii_uppercase())
        && value.split_whitespace().take(WORDS).count() == WORDS
        && value.split_whitespace().take(WORDS).filter(small).count() * 2 >= WORDS
}

/// Where the number stands inside the text with a full stop, before a capitalised word.
fn places(text: &str, number: u32) -> impl Iterator<Item = usize> {
    let needle = format!(" {number}. ");
    let found: Vec<usize> = memmem::find_iter(text.as_bytes(), needle.as_bytes()).take(PLACES).collect();
    found.into_iter().map(|at| at + 1).filter(move |&at| {
        let start = text.get(at..).and_then(paragraph_start).filter(|start| start.number == number);
        start.is_some_and(|start| text[at + start.text_at..].starts_with(|c: char| c.is_uppercase() || c == '"'))
    })
}

/// Where the line ends with the number of the next paragraph, whose text was folded to the line below: `… is late. 3.`
pub(crate) fn ends_at_number(text: &str, number: u32) -> Option<usize> {
    let head = text.strip_suffix('.')?.strip_suffix(&number.to_string())?;
    (head.ends_with(' ') && is_sentence_end(head)).then_some(head.len())
}

/// Whether a sentence ends with the text, and no word that a number belongs to: `in para.`
fn is_sentence_end(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with(['.', '?', '!', ')', '"']) && !expects_number(before)
}

/// Whether the text ends with a word that a number belongs to: `… Section`, `… ON JUNE`.
pub(crate) fn expects_number(text: &str) -> bool {
    let mut words = text.rsplit([' ', '(', '\n']);
    let word = words.next().unwrap_or_default();
    let is_known =
        |word: &str| citing::is_part(word) || citing::is_number_sign(word) || word.eq_ignore_ascii_case("REF");
    // `ON OCT.`, but not `ON 3 OCT.`, `IN MAY.`
    let Some(short) = word.strip_suffix('.') else { return is_known(word) || months::of_word(word).is_some() };
    let mut has_day = || words.next().is_some_and(|day| day.starts_with(|c: char| c.is_ascii_digit()));
    ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(short)) && !has_day()
}

/// Abbreviations that a number belongs to and no sentence ends with.
const ABBREVIATIONS: [&str; 18] = [
    "JAN", "FEB", "MAR", "APR", "JUN", "JUL", "AUG", "SEP", "SEPT", "OCT", "NOV", "DEC", "NOS", "PARAS", "PP", "PG",
    "VOL", "FIG",
];
