//! The lines of a paragraph, joined (rules PARAGRAPH, BREAK, N125, N138).

use super::table::is_row_by_itself;
use crate::Span;
use crate::model::Fold;
use crate::paragraph::expects_number;
use crate::text::{Folding, Hyphen, Line, Vocabulary};

/// Lines of at least this length are not ended by their author but by the width of the paper.
const FULL_LINE: usize = 45;

/// A sentence that ends in a line shorter than this is the last of its block.
const SHORT_LINE: usize = 38;

/// Joins the lines of a paragraph, and keeps where each stood.
pub(super) struct Text<'v, 'a> {
    folding: Folding<'v, 'a>,
    /// Blank lines since the last text.
    blanks: usize,
    /// A page or section break stood since the last text.
    broken: bool,
    /// The last line was a row of a table.
    after_table_row: bool,
    /// The length of the last line.
    last_length: usize,
}

impl<'v, 'a> Text<'v, 'a> {
    pub(super) fn new(vocabulary: &'v Vocabulary<'a>) -> Self {
        Self { folding: Folding::new(vocabulary), blanks: 0, broken: false, after_table_row: false, last_length: 0 }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.folding.text().is_empty()
    }

    pub(super) fn blank(&mut self) {
        self.blanks += 1;
    }

    /// Makes room for a text of about `length` bytes.
    pub(super) fn reserve(&mut self, length: usize) {
        // Where a table keeps its gaps the text becomes longer; a sign more stands between the lines of a list.
        const MORE: usize = 16;
        self.folding.reserve(length + MORE);
    }

    /// Takes the first line without its number and mark: what stands at `at`.
    pub(super) fn begin(&mut self, text: &str, at: usize, line: &Line<'_>) {
        self.begin_parts([(text, at)], line);
    }

    /// The same where a mark stands inside the line and is left out.
    pub(super) fn begin_parts<'t>(&mut self, parts: impl IntoIterator<Item = (&'t str, usize)>, line: &Line<'_>) {
        for (index, (text, at)) in parts.into_iter().enumerate() {
            if index > 0 {
                self.folding.separate(" ");
            } else if self.part(text, at, 0, is_row_by_itself(line, text)) {
                continue;
            }
            self.folding.copy_words(text, at, line.look);
        }
        self.last_length = line.text.len();
    }

    pub(super) fn interrupted(&mut self) {
        self.broken = true;
    }

    /// Whether the text so far stops inside a sentence.
    pub(super) fn is_mid_sentence(&self) -> bool {
        !self.folding.text().trim_end_matches(['"', '\'', ')', ']', '\u{201d}']).ends_with(['.', '?', '!', ':'])
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
        let joined = self.folding.text();
        &joined[joined.ceil_char_boundary(joined.len().saturating_sub(REACH))..]
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

    /// Takes a further line; `is_row` says that it is one of a table.
    pub(super) fn push(&mut self, line: &Line<'_>, is_row: bool) {
        if !self.part(line.text, line.at as usize, line.indent(), is_row) {
            self.folding.copy_words(line.text, line.at as usize, line.look);
        }
        self.last_length = line.text.len();
    }

    /// Parts the line that comes, `indent` blanks in, from the text so far; takes it as it stands where it is a row of a
    /// table, and tells so.
    fn part(&mut self, line: &str, at: usize, indent: u32, is_row: bool) -> bool {
        let hyphen = if is_row || self.after_table_row { None } else { self.folding.hyphen(line) };
        if let Some((Hyphen::Division, length)) = hyphen {
            self.folding.divide(length, at);
            self.blanks = 0;
            self.broken = false;
            return false;
        }
        let apart =
            (is_row || stands_apart(line, indent)) && !self.wraps_at_number(line) && !self.wraps_at_letter(line);
        // A full line that stops inside a sentence goes on after the blank: a page ended there.
        // So does a sentence in small letters, where a carrier put each line into a block of its own.
        let in_words = self.blanks == 1 && line.starts_with(|c: char| c.is_lowercase());
        let goes_on =
            || self.is_mid_sentence() && (self.last_length >= FULL_LINE || in_words) && !apart && !self.after_table_row;
        let paragraph_break = self.blanks > 0 && if self.broken { !apart && self.ends_here() } else { !goes_on() };
        if self.is_empty() {
        } else if paragraph_break {
            self.folding.separate("\n\n");
        } else if apart || self.after_table_row {
            self.folding.separate("\n");
        } else if !matches!(hyphen, Some((Hyphen::Compound, _))) {
            self.folding.separate(" ");
        }
        if is_row {
            for (index, part) in line.split('\u{a0}').enumerate() {
                if index > 0 {
                    self.folding.separate(" ");
                }
                self.folding.copy(part, at + offset_in(line, part));
            }
        }
        self.after_table_row = is_row;
        self.blanks = 0;
        self.broken = false;
        is_row
    }

    /// The text of the paragraph and the way back; the next paragraph begins.
    pub(super) fn finish(&mut self) -> (String, Fold) {
        (self.blanks, self.last_length) = (0, 0);
        (self.broken, self.after_table_row) = (false, false);
        self.folding.finish()
    }

    /// The folds at which divided words were joined, in all paragraphs.
    pub(super) fn divided(&self) -> &[Span] {
        self.folding.divided()
    }
}

/// Where `part`, a piece of `line`, begins in it.
pub(super) fn offset_in(line: &str, part: &str) -> usize {
    part.as_ptr().addr() - line.as_ptr().addr()
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
