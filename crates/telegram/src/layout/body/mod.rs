//! The body: numbered paragraphs, headings, and what a new section repeats.
//!
//! A line belongs to the first of the [`RULES`] that takes it; what none takes
//! goes on with the paragraph above.

mod before;
mod heading;
mod heading_words;
mod joined;
mod number;
mod plain;
mod repeated;
mod unnumbered;

use super::cursor::Cursor;
use super::end::is_end;
use super::{authority, message, smart};
use crate::ElementKind;
use crate::header::classification_line;
use crate::text::Line;
use crate::text::shape::{is_rule, is_upper};

pub(crate) use heading_words::heading_words;

use crate::paragraph::item_letter;
pub(crate) use crate::paragraph::{
    is_first_paragraph, is_marked_paragraph, joined_first_paragraph, opens_block, paragraph_start, portion_mark,
};

/// Takes the next line, or several, where they are what the rule is for; tells whether it did.
type Rule = fn(&mut Body, &mut Cursor<'_>, &Line<'_>) -> bool;

/// What a line of the body can be, in the order in which it is asked.
const RULES: [Rule; 16] = [
    blank,
    plain::take,
    repeated::take,
    repeated::take_caption,
    end_mark,
    closing_field,
    rule,
    authority_paragraph,
    number::take,
    number::take_bare,
    copy_notice,
    heading::take,
    unnumbered::take_below_document,
    unnumbered::take,
    heading::take_underlined,
    heading::take_between,
];

/// Reads the body to the end of the text.
pub(crate) fn read(cursor: &mut Cursor<'_>) {
    let mut body = Body::default();
    while let Some(line) = cursor.peek() {
        if RULES.iter().any(|rule| rule(&mut body, cursor, &line)) {
            continue;
        }
        body.item = item_letter(line.text).or(body.item);
        body.take(cursor, !body.open);
        body.open = true;
    }
}

/// What is known of the text so far.
#[derive(Default)]
struct Body {
    /// The lines of the first header, for the sections that repeat it.
    header: repeated::Header,
    /// The number of the last numbered paragraph.
    last: u32,
    /// The number of the paragraph that quotes another document, whose own numbers run now.
    outer: Option<u32>,
    /// Whether a paragraph quotes a document, with numbers of its own, that is not yet at its end.
    quotes: bool,
    /// The sign after the number of the first numbered paragraph.
    stop: Option<char>,
    /// Whether a paragraph had a number and no portion mark.
    unmarked: bool,
    /// The last number of a list inside the paragraph.
    list: u32,
    /// Whether the text before that list announced it, with a colon.
    announced: bool,
    /// The letter of the last item of a list inside the paragraph.
    item: Option<u8>,
    /// Whether a paragraph is open.
    open: bool,
    /// Whether a heading stands above the next text.
    headed: bool,
    /// Whether the next line is the rest of one that a carrier joined.
    cut: bool,
    /// Whether a paragraph began inside a line by its number alone: the carrier joined the lines, and others do too.
    flat: bool,
}

impl Body {
    /// Takes the line, up to where a carrier joined the next paragraph to it (N149).
    fn take(&mut self, cursor: &mut Cursor<'_>, opens: bool) {
        let (text, look) = cursor.peek().map(|line| (line.text, line.look)).unwrap_or_default();
        // The number of the next paragraph is a figure.
        let next = if look.has_figure() { self.joined_next(cursor, text) } else { None };
        let next = next
            .or_else(|| self.after_closer(text).filter(|_| look.has_figure()))
            .or_else(|| self.end_marks(text))
            .or_else(|| repeated::end_at_sentence(cursor, text));
        let caption = if next.is_none() { repeated::caption_at_end(text) } else { None };
        self.cut = next.is_some();
        match next.or(caption) {
            Some(at) => cursor.take_part(ElementKind::Paragraph, opens, at),
            None => cursor.take(ElementKind::Paragraph, opens),
        }
        // Before the number of a paragraph the sign tells that there is one, elsewhere it is the page's alone.
        if !opens || !cursor.read_start() {
            cursor.drop_from_last(paragraph_sign(text));
        }
        if caption.is_some() {
            cursor.take(ElementKind::RepeatedHeader, true);
        }
    }

    /// Takes the line as the first of a paragraph.
    fn begin(&mut self, cursor: &mut Cursor<'_>) {
        self.take(cursor, true);
        self.open = true;
        self.headed = false;
        self.list = 0;
        self.announced = false;
        self.item = None;
    }
}

fn blank(_: &mut Body, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
    take_if(cursor, line.is_blank(), ElementKind::Blank, false)
}

fn end_mark(_: &mut Body, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
    take_if(cursor, is_end(line.text), ElementKind::End, true)
}

/// The labelled fields below the text of the SMART form, the sets below the remarks of a message.
fn closing_field(_: &mut Body, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
    if cursor.smart {
        return smart::close(cursor, line.text);
    }
    let is_set = cursor.message && message::is_closing_set(line.text);
    take_if(cursor, is_set, ElementKind::Label, true)
}

fn rule(_: &mut Body, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
    take_if(cursor, is_rule(line.text), ElementKind::Rule, true)
}

/// The classification authority, where it stands below the start of the text.
fn authority_paragraph(body: &mut Body, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
    let taken = authority::in_body(cursor, line.text, &mut body.last, body.open);
    body.open &= !taken;
    taken
}

/// `(CORRECTED COPY: PARA 3)` between paragraphs is the relay's (N142).
fn copy_notice(_: &mut Body, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
    let is_notice = cursor.after_gap_or_rule() && is_copy_notice(line.text);
    take_if(cursor, is_notice, ElementKind::Note, true)
}

/// The length of the sign that a page puts before each number at the start of a line, `¶`, also decoded wrongly.
fn paragraph_sign(text: &str) -> usize {
    let rest = text.strip_prefix('Â').unwrap_or(text).strip_prefix('¶');
    rest.map_or(0, |rest| text.len() - rest.trim_start().len())
}

fn take_if(cursor: &mut Cursor<'_>, holds: bool, kind: ElementKind, opens: bool) -> bool {
    if holds {
        cursor.take(kind, opens);
    }
    holds
}

/// Whether the line is nothing but a notice that this is a corrected copy.
fn is_copy_notice(text: &str) -> bool {
    text.len() < 90
        && is_upper(text)
        && text.starts_with(['(', '*', 'C'])
        && classification_line::notice_length(text) == Some(text.len())
        && text.contains("OPY")
}
