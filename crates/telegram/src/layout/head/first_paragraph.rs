//! Paragraph 1 on the line of a header field: a carrier joined the two (rules N15, N149).

use crate::ElementKind;
use crate::header::references;
use crate::layout::body;
use crate::layout::cursor::Cursor;
use crate::paragraph::{first_numbered_inside, is_sentence_below_title, numbered_inside};

/// Where paragraph 1 begins on the line of a field of this kind, in `text` at `from` or after it and before `until`.
pub(super) fn joined(cursor: &Cursor<'_>, text: &str, from: usize, until: usize, kind: ElementKind) -> Option<usize> {
    // `… REF: SUVA 617 1. (U) The …`: after the last field, and in a subject only with a mark.
    let marked = body::joined_first_paragraph(text, from, until).filter(|&at| {
        let long = text.len() > LONG && kind != ElementKind::Subject || kind == ElementKind::Tags;
        long || body::is_marked_paragraph(text.get(at..).unwrap_or_default())
    });
    marked.or_else(|| match kind {
        ElementKind::References => below_references(cursor, text, from, until),
        ElementKind::Subject => below_subject(cursor, text, from, until),
        _ => None,
    })
}

/// No author wrote a longer line, as a rule.
const LONG: usize = 60;

/// `REF: SUVA 617 1. The ferry …`: after a complete entry a sentence follows, or the field itself was joined to another.
fn below_references(cursor: &Cursor<'_>, text: &str, from: usize, until: usize) -> Option<usize> {
    let at = from + text.get(from..until)?.find(" 1. ")? + 1;
    let words = text.get(at + 3..)?;
    let sentence = text[..at].trim_end().ends_with(|c: char| c.is_ascii_digit() || c == ')')
        && words.split(' ').filter(|word| !word.is_empty()).take(5).count() == 5;
    let is_text = !references::looks_like_entry(words) && words.starts_with(char::is_uppercase);
    (is_text && (sentence || cursor.is_rest_of_line())).then_some(at)
}

/// `SUBJECT: FERRY FUEL 1. The ferry …`: one number in a subject says little. With it, paragraph 2 begins after it or below;
/// or a sentence in small letters follows the title in capitals; or the field itself was joined to another. No line below begins
/// with number 1.
fn below_subject(cursor: &Cursor<'_>, text: &str, from: usize, until: usize) -> Option<usize> {
    let field = text.get(from..until)?;
    let at = first_numbered_inside(field)?;
    let (title, rest) = field.split_at_checked(at)?;
    let below = cursor.ahead().find_map(|line| {
        let own = body::paragraph_start(line.text).map(|start| start.number);
        own.or_else(|| numbered_inside(line.text, 2).map(|_| 2))
    });
    let is_run = numbered_inside(rest, 2).is_some() || below == Some(2);
    let is_alone = is_sentence_below_title(title, rest) || cursor.is_rest_of_line() && is_text(rest);
    (below != Some(1) && (is_run || is_alone)).then_some(from + at)
}

/// Whether so many words follow the number as a sentence has.
fn is_text(rest: &str) -> bool {
    const WORDS: usize = 6;
    rest.split_whitespace().take(WORDS).count() == WORDS
}
