//! The classification line of a section, alone or with the rest of the head joined to it (rules BREAK, N149, N151).

use super::first_head::FirstHead;
use crate::header::classification_line;
use crate::header::labels::next_label;

/// How far a classification line reaches at most, and how far the fields of a head on one line can be.
const NEAR: usize = 140;

/// Whether the text is the classification line of a section and nothing else.
pub(super) fn is_section_line(text: &str) -> bool {
    text.len() < NEAR && section_at_begin(text) == Some(text.len())
}

/// Whether the classification line of a section begins the text, alone or with fields joined to it.
pub(super) fn opens_section(text: &str) -> bool {
    section_at_begin(text)
        .is_some_and(|end| end == text.len() && text.len() < NEAR || joined_fields(text, end).is_some())
}

/// Whether the text is a classification line with a section or a number.
pub(super) fn is_class_line(text: &str) -> bool {
    text.len() < NEAR
        && classification_line::parse(text).is_some_and(|line| line.number.is_some() || line.section.is_some())
}

/// Where the fields begin that a carrier joined to the classification line (rules N149, N151).
pub(super) fn joined_class(text: &str) -> Option<usize> {
    joined_fields(text, section_at_begin(text)?)
}

fn joined_fields(text: &str, end: usize) -> Option<usize> {
    let near = &text[..text.floor_char_boundary(NEAR)];
    next_label(near, end).filter(|&at| text.len() >= 30 && near[end..at].trim().is_empty())
}

/// The end of the classification line of a section at the start of the text: in the body only with section or number,
/// so that prose is never taken for one.
fn section_at_begin(text: &str) -> Option<usize> {
    if !matches!(text.as_bytes().first(), Some(b'C' | b'S' | b'U' | b'L' | b'T')) {
        return None;
    }
    let (line, end) = classification_line::parse_prefix(&text[..text.floor_char_boundary(NEAR)])?;
    (line.section.is_some() || (line.number.is_some() && line.post.is_some())).then_some(end)
}

/// How much of the line, from `at` on, repeats lines of the first head.
pub(super) fn joined_header(text: &str, at: usize, head: &FirstHead) -> usize {
    const LONGEST: usize = 200;
    let mut end = at;
    let mut line = String::new();
    for (index, _) in text.match_indices(' ').chain([(text.len(), "")]).skip_while(|&(index, _)| index <= at) {
        let word = text[at.max(end)..index].rsplit(' ').next().unwrap_or_default();
        line.extend(word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase));
        if head.has_line(&line) {
            end = index;
            line.clear();
        }
        if line.len() > LONGEST {
            break;
        }
    }
    end
}
