//! The signature's rows: names above it, titles below it, and the same name at the end of earlier sections.

use super::sentence::ends_sentence;
use super::{is_body, is_content};
use crate::ElementKind;
use crate::layout::{Row, apparatus};
use crate::people::signature::{self, Shape};
use crate::text::shape::{is_upper, starts_with_fold};

/// Marks the signature at `at`, the names above it and the titles below it.
/// Gives the row after.
pub(super) fn mark_signature(rows: &mut [Row<'_>], at: usize, first: usize) -> usize {
    let mut begin = at;
    // `DOE` / `ROE`: two who signed, one below the other.
    while begin > first
        && begin + 3 > at
        && let Some(above) = rows.get(begin - 1)
        && matches!(above.kind, ElementKind::Paragraph | ElementKind::Heading)
        && above.line.text.len() < 25
        && signature::read(above.line.text).is_some_and(|read| read.shape == Shape::Surname)
        && !ends_sentence(above.line.text)
        && (begin - 1 == first
            || rows.get(begin - 2).is_none_or(|row| row.kind == ElementKind::Blank || ends_sentence(row.line.text)))
    {
        begin -= 1;
    }
    // With a blank line between them.
    if begin == at
        && at >= first + 2
        && at > 2
        && rows.get(at - 1).is_some_and(|row| row.kind == ElementKind::Blank)
        && let Some(above) = rows.get(at - 2)
        && matches!(above.kind, ElementKind::Paragraph | ElementKind::Heading)
        && above.line.text.len() < 25
        && is_upper(above.line.text)
        && !ends_sentence(above.line.text)
        && signature::read(above.line.text).is_some_and(|read| read.shape <= Shape::Surname)
        && rows.get(at - 3).is_some_and(|row| row.kind == ElementKind::Blank)
        && rows[first.saturating_sub(1)..at - 2]
            .iter()
            .rev()
            .find(|row| is_content(row))
            .is_some_and(|row| ends_sentence(row.line.text))
    {
        begin = at - 2;
    }
    begin = above_repeated(rows, begin, first);
    if begin > first
        && let Some(above) = rows.get(begin - 1)
        && above.kind == ElementKind::Paragraph
        && !above.opens
        && is_for_whom(above.line.text)
    {
        begin -= 1;
    }
    for (index, row) in rows[begin..=at].iter_mut().enumerate().filter(|(_, row)| row.kind != ElementKind::Blank) {
        row.kind = ElementKind::Signature;
        row.opens = index == 0;
    }
    let mut after = at + 1;
    while let Some(row) = rows.get_mut(after)
        && is_body(row)
        && signature::is_title(row.line.text)
    {
        row.kind = ElementKind::Signature;
        row.opens = false;
        after += 1;
    }
    after
}

/// Where the name begins that is printed twice, one above the other with blank lines between.
fn above_repeated(rows: &[Row<'_>], begin: usize, first: usize) -> usize {
    let Some(name) = rows.get(begin).map(|row| row.line.text) else { return begin };
    let above = rows.get(first..begin).and_then(|rows| rows.iter().rposition(|row| row.kind != ElementKind::Blank));
    let above = above.map(|at| first + at).filter(|&at| is_body(&rows[at]) && rows[at].line.text == name);
    above.unwrap_or(begin)
}

/// Marks the same signature at the end of earlier sections: below it stand end marks or the head of the next.
pub(super) fn mark_of_sections(rows: &mut [Row<'_>], at: usize) {
    let Some(name) = rows.get(at).map(|row| row.line.text) else { return };
    let mut ended = false;
    for row in rows.get_mut(..at).unwrap_or_default().iter_mut().rev() {
        match row.kind {
            ElementKind::End | ElementKind::RepeatedHeader => ended = true,
            ElementKind::Blank => {}
            kind if apparatus::is_apparatus(kind) => {}
            _ => {
                if ended && is_body(row) && row.line.text == name {
                    row.kind = ElementKind::Signature;
                    row.opens = true;
                }
                ended = false;
            }
        }
    }
}

/// `FOR THE AMBASSADOR:` above the name of who signed in the place of another.
pub(super) fn is_for_whom(text: &str) -> bool {
    let text = text.trim_end_matches([':', ',', ' ']);
    starts_with_fold(text, "FOR ") && signature::is_title(text)
}
