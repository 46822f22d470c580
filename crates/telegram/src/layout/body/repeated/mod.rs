//! What a new section or page repeats of the header (rules BREAK, N38, N49, N151).

mod first_head;
mod one_line;

use super::Body;
use super::before::inside_sentence;
use crate::ElementKind;
use crate::header::labels::{self, Label};
use crate::header::{captions, pass_line};
use crate::layout::cursor::Cursor;
use crate::layout::end::is_end;
use crate::layout::{Row, authority, envelope, record};
use crate::paragraph::{is_marked_paragraph, item_letter};
use crate::text::Line;
use crate::text::shape::{is_digits, is_upper};
use first_head::FirstHead;
use one_line::{is_class_line, is_section_line, joined_class, joined_header, opens_section};

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
    let taken = goes_on() || is_apart_on_page(cursor, line) || body.header.first(cursor).holds(line.text);
    if taken {
        cursor.take(ElementKind::RepeatedHeader, true);
    }
    taken
}

/// Where a caption begins that a page's edge left after the last sentence of a line: `They wait.SIPDIS`.
pub(super) fn caption_at_end(text: &str) -> Option<usize> {
    let before = captions::CODES.iter().find_map(|caption| text.strip_suffix(caption))?;
    before.trim_end().ends_with(SENTENCE_ENDS).then_some(before.len())
}

/// Where end marks begin that are glued to the last sentence of the text: `It is late.NNNN`.
pub(super) fn end_at_sentence(cursor: &Cursor<'_>, text: &str) -> Option<usize> {
    const LEAST: usize = 2;
    let marks = text.trim_end_matches(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '#');
    let (before, found) = text.split_at_checked(marks.len())?;
    let is_glued = found.len() >= LEAST && before.ends_with(SENTENCE_ENDS) && is_end(found);
    let is_last = || cursor.ahead().find(|next| !next.is_blank()).is_none_or(|next| is_end(next.text));
    (is_glued && is_last()).then_some(before.len())
}

/// What a sentence ends with.
const SENTENCE_ENDS: [char; 5] = ['.', '?', '!', '"', ')'];

/// Whether the line stands alone right below the line of a page.
fn is_apart_on_page(cursor: &Cursor<'_>, line: &Line<'_>) -> bool {
    let next_is_blank = || cursor.ahead().next().is_none_or(|next| next.is_blank());
    cursor.page_line_before() && !line.text.ends_with('.') && next_is_blank()
}

/// The first header, read when first needed.
#[derive(Default)]
pub(super) struct Header(Option<FirstHead>);

impl Header {
    fn first(&mut self, cursor: &Cursor<'_>) -> &FirstHead {
        self.0.get_or_insert_with(|| FirstHead::of(cursor))
    }

    /// Takes header lines that a new section or page repeats; `false` where none begin here.
    fn take_repeated(&mut self, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
        let text = line.text;
        let above = cursor.rows().iter().rev().find(|row| row.kind != ElementKind::Blank);
        let page_one = above.is_some_and(is_page_one);
        let below_mark = above.is_some_and(|row| row.kind == ElementKind::SectionMark);
        let below_page = above.is_some_and(|row| row.kind == ElementKind::PageLine);
        // The section or the number has a figure.
        let class = line.look.has_figure() && opens_section(text);
        let certain = page_one
            && (record::is_distribution(text)
                || is_digits(text)
                || record::is_dash_line(text)
                || envelope::is_certain(text))
            || envelope::is_station_line(text)
            || (text == "BT" || is_section_end(text)) && next_head(cursor)
            || class;
        // Below a section mark the fields can stand without their classification line, below a page's line those of the
        // first header.
        let begins = certain
            || below_mark && (is_field(text) || is_pass(cursor, text))
            || below_page && is_field(text) && self.first(cursor).holds(text);
        if !begins {
            return false;
        }
        let first = self.first(cursor);
        let mut run = Run {
            lines: 0,
            in_head: class_line_ahead(cursor) && !class && certain,
            fields: false,
            references: false,
            first,
        };
        while let Some(line) = cursor.peek_content() {
            if !run.take(cursor, &line) && !run.take_authority(cursor, &line) {
                break;
            }
        }
        true
    }
}

/// The lines of one repeated head.
struct Run<'h> {
    first: &'h FirstHead,
    /// How many were taken since the head began.
    lines: usize,
    /// Up to the classification line everything belongs to the new section's head.
    in_head: bool,
    /// Whether a field was among the lines, and whether the last was the start of the references, or one of their list.
    fields: bool,
    references: bool,
}

impl Run<'_> {
    /// No head of a section is longer, in lines.
    const MOST: usize = 70;

    /// Takes the line where it is one of the head; tells whether the head can go on below it.
    fn take(&mut self, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
        let text = line.text;
        self.lines += 1;
        // The whole head on one line, as far as it repeats the first (N151).
        if let Some(at) = joined_class(text) {
            let length = joined_header(text, at, self.first);
            cursor.take_part(ElementKind::RepeatedHeader, self.lines == 1, length);
            self.in_head = false;
            return length >= text.len();
        }
        let class_line = is_class_line(text);
        self.references = self.fields && is_reference(text, self.references);
        if self.lines > Self::MOST || !(self.lines == 1 || self.in_head || class_line || self.holds(cursor, text)) {
            return false;
        }
        self.fields |= is_field(text);
        // A section without text is followed by the end marks and the head of the next.
        let next_head = text == "BT" && next_head(cursor);
        cursor.take(ElementKind::RepeatedHeader, self.lines == 1);
        self.in_head = (self.in_head && !class_line) || (next_head && !self.in_head && self.lines > 1);
        // Each head has a length of its own.
        self.lines = if next_head { 1 } else { self.lines };
        true
    }

    /// Takes the authority of the classification below the other fields; one that the first header has is said once.
    fn take_authority(&self, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
        let below_head = cursor.last_kind() == Some(ElementKind::RepeatedHeader);
        if !below_head || !matches!(labels::label(line.text), Some((Label::ClassifiedBy, _))) {
            return false;
        }
        let from = cursor.rows().len();
        authority::read(cursor);
        if self.first.has_authority {
            cursor.relabel_from(from, ElementKind::RepeatedHeader);
        }
        true
    }

    /// Whether a line below the first is one of the head by its words.
    fn holds(&self, cursor: &Cursor<'_>, text: &str) -> bool {
        text == "BT"
            || envelope::is_certain(text)
            || is_field(text)
            || self.first.holds(text)
            || self.references
            || text.starts_with('#') && is_end(text)
            || is_pass(cursor, text)
            || is_folded_field(cursor, text)
    }
}

/// Whether a line of the form of a pass line stands where the head of a section has one: above a blank line or another line
/// of the head.
fn is_pass(cursor: &Cursor<'_>, text: &str) -> bool {
    let is_of_head = |next: Line<'_>| next.is_blank() || is_field(next.text) || pass_line::is_pass(next.text);
    !text.ends_with('.') && pass_line::is_pass(text) && cursor.ahead().next().is_none_or(is_of_head)
}

/// Whether the line goes on with a field right above it: in capitals, where the text has small letters.
fn is_folded_field(cursor: &Cursor<'_>, text: &str) -> bool {
    let below_field = cursor.rows().last().is_some_and(|row| {
        row.kind == ElementKind::RepeatedHeader && (labels::label(row.line.text).is_some() || is_upper(row.line.text))
    });
    let last_text = || cursor.rows().iter().rev().find(|row| row.kind == ElementKind::Paragraph);
    below_field && is_upper(text) && last_text().is_some_and(|row| row.line.look.has_small())
}

/// Whether the classification line of the new section stands below.
fn class_line_ahead(cursor: &Cursor<'_>) -> bool {
    const FURTHEST: usize = 45;
    let content = cursor.ahead().filter(|line| !line.is_blank()).take(FURTHEST);
    content.take_while(|line| !is_marked_paragraph(line.text)).any(|line| is_class_line(line.text))
}

/// Whether the text is a line that only a head has: a caption, `E.O.`, `TAGS:`, `SUBJECT:` in capitals.
fn is_field(text: &str) -> bool {
    matches!(text.as_bytes().first(), Some(b'A'..=b'Z' | b'('))
        && (captions::captions(text).is_some()
            || match labels::label(text) {
                Some((Label::ExecutiveOrder | Label::Tags, _)) => true,
                Some((Label::Subject, length)) => text[..length].contains(':') && is_upper(&text[..length]),
                _ => false,
            })
}

/// Whether the line is the label of the references with its value, or below it, where `in_list`, a further entry.
fn is_reference(text: &str, in_list: bool) -> bool {
    let is_label = || matches!(labels::label(text), Some((Label::References, length)) if text[..length].contains(':'));
    let is_entry = || item_letter(text).is_some() && text.ends_with(|last: char| last.is_ascii_digit());
    in_list && is_entry() || text.starts_with("REF") && is_label()
}

/// Whether the row is the page line of page 1 of a further section.
fn is_page_one(row: &Row<'_>) -> bool {
    row.kind == ElementKind::PageLine && row.page_line().is_some_and(|page| page.page == 1 && page.number.is_some())
}

/// `END OF SECTION ONE`
fn is_section_end(text: &str) -> bool {
    const LONGEST: usize = 40;
    text.len() <= LONGEST
        && ["END OF SECTION", "END SECTION", "END OF PART"].iter().any(|words| text.starts_with(words))
}

/// Whether after the end marks of one section the head of the next begins.
fn next_head(cursor: &Cursor<'_>) -> bool {
    let next = cursor.ahead().find(|line| !line.is_blank() && !is_end(line.text));
    next.is_some_and(|next| is_section_opening(next.text))
}

fn is_section_opening(text: &str) -> bool {
    is_section_line(text)
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
