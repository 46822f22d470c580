//! Labels of header fields that running text has too: `REF: SEE TABLE 2`, `Subject: the price of fuel …` (rules SUBJECT, REF).

use super::body;
use super::cursor::Cursor;
use crate::header::labels::Label;
use crate::header::references;
use crate::header::tags::is_first_code;
use crate::lexicon::{citing, small_words};
use crate::text::shape::is_upper;

/// So many lines above are looked at for a sentence.
const ABOVE: usize = 40;

/// So many lines below, blank ones aside, a header goes on in.
const BELOW: usize = 14;

/// Whether the label of the line at `index` is a word of running text: sentences stand above it, its value is none that
/// telegrams have, and nothing of a header or of numbered text follows soon. Then no text is lost with what stands above.
pub(super) fn is_one(cursor: &Cursor<'_>, index: usize, label: Label, value: &str) -> bool {
    let value = value.trim();
    let is_weak = match label {
        Label::Tags => !is_first_code(value),
        Label::Subject => !is_upper(value) && !value.is_empty(),
        Label::References => !cites(value),
        _ => false,
    };
    is_weak
        && cursor.unread().take(index).skip(index.saturating_sub(ABOVE)).any(|line| is_sentence(line.text))
        && !goes_on_as_header(cursor, index)
}

/// Whether the value of a label can be a list of references; one without a value has it below.
pub(super) fn cites(value: &str) -> bool {
    let names_part = || {
        let mut words = value.split_whitespace().rev();
        words.next().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()))
            && words.next().is_some_and(citing::is_part)
    };
    value.is_empty() || (references::looks_like_entry(value) || references::is_entry(value)) && !names_part()
}

/// Whether the line ends a sentence, with words that only sentences have.
fn is_sentence(text: &str) -> bool {
    let small = text.split(' ').filter(|word| small_words::is_small_word(word)).count();
    text.ends_with(['.', '?', '!']) && small >= 2
}

/// Whether another field, a classification line or a numbered paragraph follows soon.
fn goes_on_as_header(cursor: &Cursor<'_>, index: usize) -> bool {
    let below = cursor.unread_from(index + 1).filter(|line| !line.is_blank()).take(BELOW);
    let is_field = |text: &str| {
        cursor.label(text).is_some_and(|(_, length)| text.get(..length).is_some_and(|label| label.contains(':')))
    };
    below.into_iter().any(|line| {
        let text = line.text;
        is_field(text)
            || body::paragraph_start(text).is_some()
            || cursor.is_envelope(text)
            || cursor.class_line(text).is_some_and(|line| line.has_number)
    })
}
