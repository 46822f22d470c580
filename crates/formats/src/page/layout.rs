//! From tags and texts to lines.
//!
//! `<pre>` keeps its blanks and line ends; elsewhere blanks collapse to one
//! and line ends stay line ends (copies of telegrams often rely on them, and
//! the parser unfolds lines anyway), except in cells and links. Blocks begin
//! on a new line, those with a margin after a blank line; cells are two blanks
//! apart; `<br>` ends the line. No-break spaces become blanks; soft hyphens and
//! spaces without width are left out.

use core::ops::Range;

use super::container::Container;
use super::entity;
use super::markup::Event;
use super::nesting::Nesting;
use crate::source_map::{EditKind, MapBuilder};

/// What is due before the next text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Blank,
    Cell,
    Line,
    Paragraph,
}

/// What a tag does to the lines.
enum Effect {
    /// Nothing: it stands within a line.
    Inline,
    /// Its text is no text of the page.
    Drop,
    Cell,
    Line,
    Paragraph,
}

fn effect(tag: &str) -> Effect {
    match tag {
        "script" | "style" | "noscript" | "template" | "iframe" | "svg" | "select" | "object" => Effect::Drop,
        "td" | "th" => Effect::Cell,
        "div" | "li" | "tr" | "dt" | "dd" | "body" | "section" | "article" | "header" | "footer" | "nav" | "aside"
        | "main" | "form" | "fieldset" | "center" | "caption" | "option" | "address" | "figcaption" => Effect::Line,
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "blockquote" | "table" | "ul" | "ol" | "dl" | "hr"
        | "figure" | "textarea" => Effect::Paragraph,
        _ => Effect::Inline,
    }
}

/// Whether the tag makes a block, which may hold the telegram.
fn is_block(tag: &str) -> bool {
    !matches!(effect(tag), Effect::Inline | Effect::Drop) && !VOID.contains(&tag)
}

/// Whether blanks and line ends are kept.
fn is_preformatted(tag: &str) -> bool {
    matches!(tag, "pre" | "textarea" | "listing" | "xmp")
}

/// Tags without an end.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

struct Layout<'a, 'b> {
    page: &'a str,
    builder: &'b mut MapBuilder,
    gap: Gap,
    pre: usize,
    dropped: usize,
    /// In cells and links, a line end is a blank.
    narrow: usize,
    in_title: bool,
    title: String,
    /// Where the last tag was opened, in the text.
    opened: Option<u32>,
    nesting: Nesting,
}

/// What a page's tags tell besides its text.
pub(super) struct LaidOut {
    pub(super) title: String,
    pub(super) containers: Vec<Container>,
}

/// Writes the page's text; gives the page's title and the places of its blocks.
pub(super) fn lay_out(page: &str, events: &[Event], builder: &mut MapBuilder) -> LaidOut {
    let mut layout = Layout {
        page,
        builder,
        gap: Gap::None,
        pre: 0,
        dropped: 0,
        narrow: 0,
        in_title: false,
        title: String::new(),
        opened: None,
        nesting: Nesting::default(),
    };
    for event in events {
        match event {
            Event::Open(tag, range) => layout.open(tag, range),
            Event::Close(tag) => layout.close(tag),
            Event::Text(range) => layout.text(range.clone()),
        }
    }
    if !layout.builder.text.is_empty() && !layout.builder.text.ends_with('\n') {
        layout.builder.whole("\n", page.len()..page.len());
    }
    let end = layout.builder.text.len();
    LaidOut { title: layout.title, containers: layout.nesting.finish(end) }
}

impl Layout<'_, '_> {
    fn open(&mut self, tag: &str, range: &Range<usize>) {
        // A new cell, row or paragraph ends one that was left open.
        if matches!(tag, "td" | "th" | "tr" | "table" | "p") {
            self.narrow = 0;
        }
        match (tag, effect(tag)) {
            ("br", _) => self.line_end(range.clone()),
            ("title", _) => self.in_title = true,
            (_, Effect::Inline) => self.narrow += usize::from(tag == "a"),
            (_, Effect::Drop) => self.dropped += usize::from(!VOID.contains(&tag)),
            (_, Effect::Cell) => self.narrow += 1,
            (_, Effect::Line) => self.due(Gap::Line),
            (_, Effect::Paragraph) => self.due(Gap::Paragraph),
        }
        self.pre += usize::from(is_preformatted(tag));
        self.opened = Some(self.builder.len());
        if is_block(tag) || tag == "a" {
            self.nesting.open(tag, is_preformatted(tag), self.builder.text.len());
        }
    }

    fn close(&mut self, tag: &str) {
        if is_block(tag) || tag == "a" {
            self.nesting.close(tag, self.builder.text.len());
        }
        // A line of a listing that has nothing on it.
        if matches!(tag, "li" | "tr" | "div") && self.opened.take() == Some(self.builder.len()) {
            self.due(Gap::Paragraph);
        }
        match (tag, effect(tag)) {
            ("title", _) => self.in_title = false,
            (_, Effect::Inline) => self.narrow = self.narrow.saturating_sub(usize::from(tag == "a")),
            (_, Effect::Drop) => self.dropped = self.dropped.saturating_sub(1),
            (_, Effect::Cell) => {
                self.narrow = self.narrow.saturating_sub(1);
                // A cell of several lines is a column of the page's layout.
                let of_lines = self
                    .nesting
                    .last()
                    .is_some_and(|cell| self.builder.text.get(cell.start..).unwrap_or_default().trim().contains('\n'));
                self.due(if of_lines { Gap::Line } else { Gap::Cell });
            }
            (_, Effect::Line) => self.due(Gap::Line),
            (_, Effect::Paragraph) => self.due(Gap::Paragraph),
        }
        self.pre = self.pre.saturating_sub(usize::from(is_preformatted(tag)));
    }

    fn due(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    fn line_end(&mut self, range: Range<usize>) {
        if self.dropped == 0 {
            self.settle(range.start);
            self.builder.whole("\n", range);
        }
    }

    /// Writes the gap that is due.
    fn settle(&mut self, at: usize) {
        let gap = core::mem::replace(&mut self.gap, Gap::None);
        let text = &self.builder.text;
        if text.is_empty() {
            return;
        }
        let at_line_start = text.ends_with('\n');
        let after_blank_line = text.ends_with("\n\n");
        let missing = match gap {
            Gap::None => "",
            // After a blank that does not break the next one counts: pages write runs of them so.
            Gap::Blank if at_line_start => "",
            Gap::Blank => " ",
            Gap::Cell if at_line_start => "",
            Gap::Cell => "  ",
            Gap::Line if at_line_start => "",
            Gap::Line => "\n",
            Gap::Paragraph if after_blank_line => "",
            Gap::Paragraph if at_line_start => "\n",
            Gap::Paragraph => "\n\n",
        };
        self.builder.whole(missing, at..at);
    }

    fn text(&mut self, range: Range<usize>) {
        let Some(text) = self.page.get(range.clone()) else { return };
        if self.in_title {
            let mut title = MapBuilder::new("UTF-8");
            core::mem::swap(self.builder, &mut title);
            let gap = core::mem::replace(&mut self.gap, Gap::None);
            self.letters(text, range.start, true);
            self.gap = gap;
            core::mem::swap(self.builder, &mut title);
            self.title.push_str(&title.text);
        } else if self.dropped == 0 {
            self.letters(text, range.start, self.pre == 0);
        }
    }

    /// Writes a text, collapsing blanks or not.
    fn letters(&mut self, text: &str, start: usize, collapse: bool) {
        let mut from = 0;
        let mut at = 0;
        while let Some(letter) = text[at..].chars().next() {
            let (value, length, edit) = match letter {
                '&' => match unescape(&text[at..]) {
                    Some((value, length, doubled)) => (value, length, doubled),
                    None => ('&', 1, false),
                },
                letter => (letter, letter.len_utf8(), false),
            };
            let place = start + at..start + at + length;
            let plain = value == letter && length == letter.len_utf8();
            let is_blank = matches!(value, ' ' | '\t' | '\n' | '\r' | '\x0C' | '\u{A0}' | '\u{2007}' | '\u{202F}');
            let is_nothing = matches!(value, '\u{AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}');
            // Line ends made by entities are meant (rule N5).
            let collapses = collapse && is_blank && plain && value != '\u{A0}';
            let is_odd_blank = is_blank && !matches!(value, '\n' | ' ' | '\t');
            if plain && !collapses && !is_nothing && !is_odd_blank {
                if from == at {
                    self.settle(place.start);
                }
                at += length;
                if value == '\n' && self.pre == 0 {
                    self.copy(text, start, &mut from, at);
                }
                continue;
            }
            self.copy(text, start, &mut from, at);
            at += length;
            from = at;
            if collapses {
                let between_cells = self.gap == Gap::Cell;
                let is_line_end = value == '\n' && self.narrow == 0 && !between_cells && !self.builder.text.is_empty();
                self.due(if is_line_end { Gap::Line } else { Gap::Blank });
            } else if is_nothing || (value == '\r' && text[at..].starts_with('\n')) {
                // Left out.
            } else {
                self.settle(place.start);
                let written = match value {
                    '\r' | '\n' => '\n',
                    _ if is_blank => ' ',
                    value => value,
                };
                let here = self.builder.len();
                self.builder.whole(written.encode_utf8(&mut [0; 4]), place.clone());
                if edit {
                    self.builder.edit(EditKind::DoubledEntity, here, place);
                }
            }
        }
        self.copy(text, start, &mut from, at);
    }

    fn copy(&mut self, text: &str, start: usize, from: &mut usize, to: usize) {
        if *from < to {
            self.settle(start + *from);
            self.builder.copy(&text[*from..to], start + *from);
        }
        *from = to;
    }
}

/// An entity, and whether it had been escaped twice (`&amp;amp;`, N4).
fn unescape(text: &str) -> Option<(char, usize, bool)> {
    let (mut value, mut length) = entity(text)?;
    let mut doubled = false;
    // Each round takes at least `amp;`; two are enough for real pages.
    for _ in 0..2 {
        if value != '&' {
            break;
        }
        let again = format!("&{}", text[length..].chars().take(12).collect::<String>());
        let Some((inner, inner_length)) = entity(&again).filter(|_| again.contains(';')) else { break };
        value = inner;
        length += inner_length - 1;
        doubled = true;
    }
    Some((value, length, doubled))
}
