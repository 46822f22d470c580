//! What a new section repeats of the header (FORMAT.md 3.11.12, N38, N49, N151).

use std::collections::HashSet;

use super::cursor::Cursor;
use super::end::is_end;
use super::labels::{self, Label};
use super::shape::{is_digits, squash};
use super::start::is_marked_paragraph;
use super::{apparatus, envelope, record};
use crate::ElementKind;
use crate::header::{captions, classification_line};

/// The squashed lines of the first header, made when first needed.
#[derive(Default)]
pub(super) struct Header(Option<HashSet<String>>);

impl Header {
    /// Takes header lines that a new section or page repeats; `false` where none begin here.
    pub(super) fn take_repeated(&mut self, cursor: &mut Cursor<'_>, text: &str) -> bool {
        let page_one = cursor.rows().last().is_some() && new_section_page(cursor);
        let class = section_line(text);
        let trigger = page_one
            && (record::is_distribution(text)
                || is_digits(text)
                || record::is_dash_line(text)
                || envelope::is_certain(text))
            || envelope::is_station_line(text)
            || (text == "BT" && next_head(cursor))
            || class;
        if !trigger {
            return false;
        }
        let header = self.0.get_or_insert_with(|| {
            let rows = cursor.rows();
            rows[cursor.head_rows.min(rows.len())..]
                .iter()
                .take_while(|row| row.kind != ElementKind::Paragraph)
                .map(|row| squash(row.line.text))
                .filter(|text| text.len() > 1)
                .collect()
        });
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
                || (text.starts_with('#') && is_end(text));
            if lines > 70 || !repeated {
                break;
            }
            // A section without text is followed by the end marks and the head of the next.
            let next_head = text == "BT" && next_head(cursor);
            cursor.take(ElementKind::RepeatedHeader, lines == 1);
            in_head = (in_head && !class_line) || (next_head && !in_head && lines > 1);
        }
        true
    }
}

/// Whether the last apparatus recorded is page 1 of a further section.
fn new_section_page(cursor: &Cursor<'_>) -> bool {
    cursor
        .rows()
        .iter()
        .rev()
        .find(|row| row.kind != ElementKind::Blank)
        .filter(|row| row.kind == ElementKind::PageLine)
        .and_then(|row| apparatus::page_line(row.line.text))
        .is_some_and(|page| page.page == 1 && page.number.is_some())
}

/// Whether the text is the classification line of a section: in the body only
/// with section or number, so that prose is never taken for one.
fn section_line(text: &str) -> bool {
    matches!(text.as_bytes().first(), Some(b'C' | b'S' | b'U' | b'L' | b'T'))
        && text.len() < 140
        && classification_line::parse(text)
            .is_some_and(|line| line.section.is_some() || (line.number.is_some() && line.post.is_some()))
}

/// Whether behind the end marks of one section the head of the next begins.
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
