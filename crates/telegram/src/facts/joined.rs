//! The lines of a paragraph, joined (FORMAT.md 3.11.10, 3.11.12, N125, N138).

use std::borrow::Cow;

use crate::layout::{expects_number, has_columns};
use crate::text::{Line, Look, stretches, unescape};

/// Lines of at least this length are not ended by their author but by the width of the paper.
const FULL_LINE: usize = 45;

/// A sentence that ends in a line shorter than this is the last of its block.
const SHORT_LINE: usize = 38;

/// Joins the lines of a paragraph.
#[derive(Default)]
pub(super) struct Text {
    joined: String,
    /// Blank lines since the last text.
    blanks: usize,
    /// A page or section break stood since the last text.
    broken: bool,
    /// The last line was a row of a table.
    after_table_row: bool,
    /// The length of the last line.
    last_length: usize,
}

impl Text {
    pub(super) fn is_empty(&self) -> bool {
        self.joined.is_empty()
    }

    pub(super) fn blank(&mut self) {
        self.blanks += 1;
    }

    /// Makes room for a text of about `length` bytes.
    pub(super) fn reserve(&mut self, length: usize) {
        // Where a table keeps its gaps the text becomes longer; a sign more stands between the lines of a list.
        const MORE: usize = 16;
        self.joined.reserve(length + MORE);
    }

    /// Takes the first line without its number and mark.
    pub(super) fn begin(&mut self, text: &str, line: &Line<'_>) {
        if !self.part(text, line.look, 0) {
            for (index, (_, stretch)) in stretches(text, line.look).enumerate() {
                if index > 0 {
                    self.joined.push(' ');
                }
                self.joined.push_str(stretch);
            }
        }
        self.last_length = line.text.len();
    }

    pub(super) fn interrupted(&mut self) {
        self.broken = true;
    }

    /// Whether the text so far stops inside a sentence.
    pub(super) fn is_mid_sentence(&self) -> bool {
        !self.joined.trim_end_matches(['"', '\'', ')', ']', '\u{201d}']).ends_with(['.', '?', '!', ':'])
    }

    /// Whether the text before a page or section break is at the end of its block.
    fn ends_here(&self) -> bool {
        !self.is_mid_sentence() && self.last_length < SHORT_LINE
    }

    /// Whether the line begins with a number only because the line before was full: `… Section` / `7. of the law`.
    fn wraps_at_number(&self, line: &str) -> bool {
        let [figure, b'.' | b')', b' ', first, ..] = line.as_bytes() else { return false };
        figure.is_ascii_digit()
            && self.blanks == 0
            && (first.is_ascii_lowercase()
                || self.is_mid_sentence() && (self.last_length >= FULL_LINE || expects_number(self.near_end())))
    }

    /// The end of the text so far: only the sentence at hand counts.
    fn near_end(&self) -> &str {
        const REACH: usize = 400;
        &self.joined[self.joined.ceil_char_boundary(self.joined.len().saturating_sub(REACH))..]
    }

    /// Whether an item begins the line only because the line before was full: `… (A) ONE,` / `(B) TWO AND (C) THREE`.
    fn wraps_at_letter(&self, line: &str) -> bool {
        let [b'(', letter, b')', b' ', ..] = line.as_bytes() else { return false };
        let before = letter.wrapping_sub(1);
        if self.blanks > 0 || self.last_length < FULL_LINE || !before.is_ascii_alphanumeric() {
            return false;
        }
        let near = self.near_end();
        let needle = [b'(', before, b')', b' '];
        memchr::memmem::rfind(near.as_bytes(), &needle)
            .is_some_and(|at| at > 0 && near.as_bytes().get(at - 1) == Some(&b' '))
    }

    /// Takes a further line; `unfolded` is its text with single spaces.
    pub(super) fn push(&mut self, line: &Line<'_>, unfolded: &str) {
        if !self.part(line.text, line.look, line.indent()) {
            self.joined.push_str(unfolded);
        }
        self.last_length = line.text.len();
    }

    /// Parts the line that comes, `indent` blanks in, from the text so far; takes it as it stands where it is a row of a
    /// table, and tells so.
    fn part(&mut self, line: &str, look: Look, indent: u32) -> bool {
        let is_row = look.may_have_gap() && has_columns(line, 2);
        let apart =
            (is_row || stands_apart(line, indent)) && !self.wraps_at_number(line) && !self.wraps_at_letter(line);
        // A full line that stops inside a sentence goes on after the blank: a page ended there.
        // So does a sentence in small letters, where a carrier put each line into a block of its own.
        let in_words = self.blanks == 1 && line.starts_with(|c: char| c.is_lowercase());
        let goes_on =
            || self.is_mid_sentence() && (self.last_length >= FULL_LINE || in_words) && !apart && !self.after_table_row;
        let paragraph_break = self.blanks > 0 && if self.broken { !apart && self.ends_here() } else { !goes_on() };
        if self.joined.is_empty() {
        } else if paragraph_break {
            self.joined.push_str("\n\n");
        } else if apart || self.after_table_row {
            self.joined.push('\n');
        } else {
            self.joined.push(' ');
        }
        if is_row {
            self.joined.extend(line.chars().map(|c| if c == '\u{a0}' { ' ' } else { c }));
        }
        self.after_table_row = is_row;
        self.blanks = 0;
        self.broken = false;
        is_row
    }

    pub(super) fn finish(self) -> String {
        let mut text = match unescape(&self.joined) {
            Cow::Owned(plain) => plain,
            Cow::Borrowed(_) => self.joined,
        };
        text.truncate(text.trim_end().len());
        text
    }
}

/// Whether the line is an item or stands far in, and keeps its own line.
fn stands_apart(line: &str, indent: u32) -> bool {
    let is_item = match line.as_bytes() {
        [b'-', b' ' | b'-', ..] | [b'*', b' ', ..] => true,
        // `A.`, `(1)`, `(A)`, `B)`: one letter or figure.
        [letter, b'.' | b')', b' ', ..] | [b'(', letter, b')', b' ', ..] => letter.is_ascii_alphanumeric(),
        [0xe2, ..] => line.starts_with('\u{2022}'),
        _ => false,
    };
    is_item || (8..60).contains(&indent)
}
