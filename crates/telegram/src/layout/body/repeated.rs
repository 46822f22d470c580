//! What a new section repeats of the header (rules BREAK, N38, N49, N151).

use std::collections::HashSet;

use super::Body;
use super::before::inside_sentence;
use crate::ElementKind;
use crate::envelope::page_line::page_line;
use crate::header::labels::next_label;
use crate::header::labels::{self, Label};
use crate::header::{captions, classification_line};
use crate::layout::cursor::Cursor;
use crate::layout::end::is_end;
use crate::layout::{Row, envelope, record};
use crate::paragraph::is_marked_paragraph;
use crate::text::Line;
use crate::text::shape::{is_digits, is_upper, squash};

pub(super) fn take(body: &mut Body, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
    body.header.take_repeated(cursor, line)
}

/// A caption of the header alone on its line, which a relay printed once more at a page's or section's edge: between
/// paragraphs or inside a sentence. One that the header does not have is taken only where a sentence goes on around it.
pub(super) fn take_caption(body: &mut Body, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
    // In a text of capitals most lines are longer than any line of captions in the body.
    const LONGEST: usize = 40;
    if line.look.has_small() || !body.open || line.text.len() > LONGEST || captions::captions(line.text).is_none() {
        return false;
    }
    let goes_on = || {
        let next = cursor.ahead().find(|line| !line.is_blank() && captions::captions(line.text).is_none());
        inside_sentence(cursor) && next.is_some_and(|next| next.text.starts_with(char::is_lowercase))
    };
    let taken = goes_on() || body.header.holds(cursor, line.text);
    if taken {
        cursor.take(ElementKind::RepeatedHeader, true);
    }
    taken
}

/// The squashed lines of the first header, made when first needed.
#[derive(Default)]
pub(super) struct Header(Option<HashSet<String>>);

impl Header {
    fn lines(&mut self, cursor: &Cursor<'_>) -> &HashSet<String> {
        self.0.get_or_insert_with(|| {
            let rows = cursor.rows();
            rows[cursor.head_rows.min(rows.len())..]
                .iter()
                .take_while(|row| row.kind != ElementKind::Paragraph)
                .map(|row| squash(row.line.text))
                .filter(|text| text.len() > 1)
                .collect()
        })
    }

    /// Whether the line is one of the first header.
    fn holds(&mut self, cursor: &Cursor<'_>, text: &str) -> bool {
        self.lines(cursor).contains(&squash(text))
    }

    /// Takes header lines that a new section or page repeats; `false` where none begin here.
    fn take_repeated(&mut self, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
        let text = line.text;
        let above = cursor.rows().iter().rev().find(|row| row.kind != ElementKind::Blank);
        let page_one = above.is_some_and(is_page_one);
        let below_mark = above.is_some_and(|row| row.kind == ElementKind::SectionMark);
        // The section or the number has a figure.
        let class = line.look.has_figure() && opens_section(text);
        let trigger = page_one
            && (record::is_distribution(text)
                || is_digits(text)
                || record::is_dash_line(text)
                || envelope::is_certain(text))
            || envelope::is_station_line(text)
            || (text == "BT" && next_head(cursor))
            || class;
        // Below a section mark the fields can stand without their classification line.
        let after_mark = !trigger && below_mark && is_field(text);
        if !trigger && !after_mark {
            return false;
        }
        let header = self.lines(cursor);
        // Up to the classification line everything belongs to the new section's head.
        let class_ahead = class
            || cursor
                .ahead()
                .filter(|line| !line.is_blank())
                .take(45)
                .take_while(|line| !is_marked_paragraph(line.text))
                .any(|line| {
                    classification_line::parse(line.text)
                        .is_some_and(|line| line.number.is_some() || line.section.is_some())
                });
        let mut in_head = class_ahead && !class;
        let mut lines = 0;
        while let Some(line) = cursor.peek() {
            let text = line.text;
            if line.is_blank() {
                cursor.take(ElementKind::Blank, false);
                continue;
            }
            lines += 1;
            // The whole head on one line, as far as it repeats the first (N151).
            if let Some(at) = joined_class(text) {
                let length = joined_header(text, at, header);
                cursor.take_part(ElementKind::RepeatedHeader, lines == 1, length);
                in_head = false;
                if length < text.len() {
                    return true;
                }
                continue;
            }
            let class_line = text.len() < 140
                && classification_line::parse(text).is_some_and(|line| line.number.is_some() || line.section.is_some());
            let repeated = lines == 1
                || in_head
                || class_line
                || text == "BT"
                || envelope::is_certain(text)
                || captions::captions(text).is_some()
                || header.contains(&squash(text))
                || matches!(labels::label(text), Some((Label::ExecutiveOrder | Label::Tags, _)))
                || (after_mark || header.is_empty()) && is_field(text)
                || (text.starts_with('#') && is_end(text));
            if lines > 70 || !repeated {
                break;
            }
            // A section without text is followed by the end marks and the head of the next.
            let next_head = text == "BT" && next_head(cursor);
            cursor.take(ElementKind::RepeatedHeader, lines == 1);
            in_head = (in_head && !class_line) || (next_head && !in_head && lines > 1);
            // Each head has a length of its own.
            lines = if next_head { 1 } else { lines };
        }
        true
    }
}

/// Whether the text is a line that only a head has: a caption, `E.O.`, `TAGS:`, `SUBJECT:` in capitals.
fn is_field(text: &str) -> bool {
    matches!(text.as_bytes().first(), Some(b'A'..=b'Z'))
        && (captions::captions(text).is_some()
            || match labels::label(text) {
                Some((Label::ExecutiveOrder | Label::Tags, _)) => true,
                Some((Label::Subject, length)) => text[..length].contains(':') && is_upper(&text[..length]),
                _ => false,
            })
}

/// Whether the row is the page line of page 1 of a further section.
fn is_page_one(row: &Row<'_>) -> bool {
    row.kind == ElementKind::PageLine
        && page_line(row.line.text).is_some_and(|page| page.page == 1 && page.number.is_some())
}

/// Whether the text is the classification line of a section and nothing else.
fn section_line(text: &str) -> bool {
    text.len() < NEAR && section_at_begin(text) == Some(text.len())
}

/// How far a classification line reaches at most, and how far the fields of a head on one line can be.
const NEAR: usize = 140;

/// Whether the classification line of a section begins the text, alone or with fields joined to it.
fn opens_section(text: &str) -> bool {
    section_at_begin(text)
        .is_some_and(|end| end == text.len() && text.len() < NEAR || joined_fields(text, end).is_some())
}

/// Where the fields begin that a carrier joined to the classification line (rules N149, N151).
fn joined_class(text: &str) -> Option<usize> {
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
fn joined_header(text: &str, at: usize, header: &HashSet<String>) -> usize {
    const LONGEST: usize = 200;
    let mut end = at;
    let mut line = String::new();
    for (index, _) in text.match_indices(' ').chain([(text.len(), "")]).skip_while(|&(index, _)| index <= at) {
        let word = text[at.max(end)..index].rsplit(' ').next().unwrap_or_default();
        line.extend(word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase));
        if header.contains(&line) {
            end = index;
            line.clear();
        }
        if line.len() > LONGEST {
            break;
        }
    }
    end
}

/// Whether after the end marks of one section the head of the next begins.
fn next_head(cursor: &Cursor<'_>) -> bool {
    let next = cursor.ahead().find(|line| !line.is_blank() && !is_end(line.text));
    next.is_some_and(|next| is_section_opening(next.text))
}

fn is_section_opening(text: &str) -> bool {
    section_line(text)
        || matches!(
            envelope::kind(text),
            Some(
                ElementKind::TransmissionId
                    | ElementKind::MessageId
                    | ElementKind::Security
                    | ElementKind::Routing
                    | ElementKind::DateTimeGroup
            )
        )
}
