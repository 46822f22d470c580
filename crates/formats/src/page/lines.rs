//! The lines of a page's text: gaps that are due, blanks and line ends that collapse, entities.

use core::ops::Range;

use super::entity;
use crate::source_map::{EditKind, MapBuilder};

/// What is due before the next text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    None,
    Blank,
    Cell,
    Line,
    Paragraph,
}

/// How blanks and line ends of a text are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blanks {
    /// They are kept: `<pre>`.
    Kept,
    /// Runs of blanks are one blank, line ends stay.
    Collapsed,
    /// A line end is a blank too: in cells and links.
    Joined,
}

/// Writes the lines.
pub(super) struct Lines<'b> {
    pub(super) builder: &'b mut MapBuilder,
    gap: Gap,
    /// Where in the line the cell begins that is due, in letters.
    column: usize,
    /// What the page shows before the next text, and the tag that says so.
    label: Option<(String, Range<usize>)>,
}

impl<'b> Lines<'b> {
    pub(super) fn new(builder: &'b mut MapBuilder) -> Self {
        Self { builder, gap: Gap::None, column: 0, label: None }
    }

    /// At least this gap stands before the next text.
    pub(super) fn due(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// A cell that begins in this column of the line stands before the next text.
    pub(super) fn due_in(&mut self, column: usize) {
        self.due(Gap::Cell);
        self.column = column;
    }

    /// The next text stands beside what was written last, though a line ended there.
    pub(super) fn beside(&mut self) {
        self.gap = Gap::Cell;
    }

    /// The page shows this before the next text.
    pub(super) fn label(&mut self, label: Option<String>, tag: Range<usize>) {
        self.label = label.map(|label| (label, tag));
    }

    /// Ends the line where the page says so.
    pub(super) fn line_end(&mut self, place: Range<usize>) {
        self.settle(place.start);
        self.builder.whole("\n", place);
    }

    /// Writes the gap that is due.
    fn settle(&mut self, at: usize) {
        if self.gap != Gap::None {
            self.write_gap(at);
        }
        if let Some((label, tag)) = self.label.take() {
            self.builder.whole(&label, tag);
        }
    }

    fn write_gap(&mut self, at: usize) {
        let gap = core::mem::replace(&mut self.gap, Gap::None);
        let column = core::mem::take(&mut self.column);
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
            Gap::Cell if column > 0 => return self.write_blanks(column, at),
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

    /// Writes blanks up to the column, two at least.
    fn write_blanks(&mut self, column: usize, at: usize) {
        let line = self.builder.text.rsplit('\n').next().unwrap_or_default();
        let missing = column.saturating_sub(line.chars().count()).max(2);
        self.builder.whole(&" ".repeat(missing), at..at);
    }

    /// Writes a text of the page that begins at its byte `start`.
    pub(super) fn write(&mut self, text: &str, start: usize, blanks: Blanks) {
        let mut at = 0;
        while at < text.len() {
            let plain = plain_length(text, at, blanks);
            if plain > 0 {
                self.settle(start + at);
                self.builder.copy(text.get(at..at + plain).unwrap_or_default(), start + at);
                at += plain;
            }
            let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
            at += self.write_letter(letter, text, at, start, blanks);
        }
    }

    /// Writes a letter that may mean another or nothing; gives how many bytes it took.
    fn write_letter(&mut self, letter: char, text: &str, at: usize, start: usize, blanks: Blanks) -> usize {
        let rest = text.get(at..).unwrap_or_default();
        let (value, length, is_doubled) = match letter {
            '&' => unescape(rest).unwrap_or(('&', 1, false)),
            letter => (letter, letter.len_utf8(), false),
        };
        let place = start + at..start + at + length;
        let is_plain = value == letter && length == letter.len_utf8();
        let is_line_end = matches!(value, '\n' | '\r');
        // Line ends made by entities are meant (rule N5).
        if is_plain && blanks != Blanks::Kept && (is_line_end || matches!(value, ' ' | '\t' | '\x0C')) {
            let stays = value == '\n' && blanks == Blanks::Collapsed && self.gap != Gap::Cell;
            self.due(if stays && !self.builder.text.is_empty() { Gap::Line } else { Gap::Blank });
            return length;
        }
        let is_nothing = matches!(value, '\u{AD}' | '\u{200B}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}');
        let closes_pair = value == '\r' && rest.get(length..).is_some_and(|rest| rest.starts_with('\n'));
        if is_nothing || closes_pair {
            return length;
        }
        self.settle(place.start);
        let written = match value {
            '\r' => '\n',
            '\x0C' | '\u{A0}' | '\u{2007}' | '\u{202F}' => ' ',
            '\t' if !is_plain => ' ',
            value => value,
        };
        if is_plain && written == letter {
            self.builder.copy(rest.get(..length).unwrap_or_default(), place.start);
            return length;
        }
        let here = self.builder.len();
        self.builder.whole(written.encode_utf8(&mut [0; 4]), place.clone());
        if is_doubled {
            self.builder.edit(EditKind::DoubledEntity, here, place);
        }
        length
    }

    /// What a text says, its blanks collapsed, without writing it into the page's text.
    pub(super) fn aside(text: &str) -> String {
        let mut builder = MapBuilder::new("UTF-8");
        Lines::new(&mut builder).write(text, 0, Blanks::Joined);
        builder.text
    }
}

/// How many bytes from `at` are copied as they are: no entity, no letter that may mean nothing, no blanks that collapse.
/// One blank between two words is as it will be.
fn plain_length(text: &str, at: usize, blanks: Blanks) -> usize {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    let is_plain = |byte: u8| match byte {
        b'&' | b'\r' | 0x0C | 0x80.. => false,
        b' ' | b'\t' | b'\n' => blanks == Blanks::Kept,
        _ => true,
    };
    let mut length = 0;
    loop {
        length += bytes.get(length..).unwrap_or_default().iter().take_while(|byte| is_plain(**byte)).count();
        let goes_on = length > 0
            && bytes.get(length) == Some(&b' ')
            && bytes.get(length + 1).is_some_and(|next| *next != b'&' && is_plain(*next));
        if !goes_on {
            return length;
        }
        length += 2;
    }
}

/// An entity, and whether it had been escaped twice (`&amp;amp;`, N4).
fn unescape(text: &str) -> Option<(char, usize, bool)> {
    let (mut value, mut length) = entity(text)?;
    let mut is_doubled = false;
    // Each round takes at least `amp;`; two are enough for real pages.
    for _ in 0..2 {
        if value != '&' {
            break;
        }
        let again = format!("&{}", text.get(length..)?.chars().take(12).collect::<String>());
        let Some((inner, inner_length)) = entity(&again).filter(|_| again.contains(';')) else { break };
        value = inner;
        length += inner_length - 1;
        is_doubled = true;
    }
    Some((value, length, is_doubled))
}
