//! The one walk over the lines.

use super::{Row, apparatus};
use crate::text::{Line, lines};
use crate::{ElementKind, Span};

/// How far a look ahead may reach, in lines. Bounds the work per line.
const HORIZON: usize = 60;

/// Walks over the lines once and records what each is. Apparatus (page lines,
/// stamps, section marks) is recorded on the way and never seen by the callers.
pub(crate) struct Cursor<'a> {
    source: &'a str,
    lines: Vec<Line<'a>>,
    marks: Vec<Option<ElementKind>>,
    at: usize,
    rows: Vec<Row<'a>>,
    /// Where the head of the telegram began, in rows.
    pub(crate) head_rows: usize,
    /// A row of the subject was recorded.
    pub(crate) has_subject: bool,
    /// The text is in the SMART form: labels and values in two columns.
    pub(crate) smart: bool,
    /// Every line is followed by a blank one (FORMAT.md N15): single blanks mean nothing.
    pub(crate) double_spaced: bool,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        let lines = lines(source);
        let marks = apparatus::mark(source, &lines);
        let double_spaced = is_double_spaced(&lines);
        let rows = Vec::with_capacity(lines.len());
        Self { source, lines, marks, at: 0, rows, head_rows: 0, has_subject: false, smart: false, double_spaced }
    }

    /// The next line that is no apparatus; apparatus before it is recorded.
    pub(crate) fn peek(&mut self) -> Option<Line<'a>> {
        while let (Some(line), Some(mark)) = (self.lines.get(self.at), self.marks.get(self.at)) {
            match mark {
                Some(kind) => {
                    self.rows.push(Row { line: *line, kind: *kind, opens: true });
                    self.at += 1;
                }
                None => return Some(*line),
            }
        }
        None
    }

    /// All lines that were not taken yet, apparatus too.
    pub(crate) fn unread(&self) -> impl Iterator<Item = Line<'a>> + '_ {
        self.lines[self.at.min(self.lines.len())..].iter().copied()
    }

    /// The next line, apparatus or not.
    pub(crate) fn peek_any(&self) -> Option<Line<'a>> {
        self.lines.get(self.at).copied()
    }

    /// Records the next line as what it was marked as, else as `kind`.
    pub(crate) fn take_any(&mut self, kind: ElementKind) {
        if let (Some(line), Some(mark)) = (self.lines.get(self.at), self.marks.get(self.at)) {
            self.rows.push(Row { line: *line, kind: mark.unwrap_or(kind), opens: mark.is_some() });
            self.at += 1;
        }
    }

    /// Lines after the next one that are no apparatus, at most [`HORIZON`].
    pub(crate) fn ahead(&self) -> impl Iterator<Item = Line<'a>> + '_ {
        let from = (self.at + 1).min(self.lines.len());
        let to = (from + HORIZON).min(self.lines.len());
        self.lines[from..to].iter().zip(&self.marks[from..to]).filter(|(_, mark)| mark.is_none()).map(|(line, _)| *line)
    }

    /// The next line that is neither apparatus nor blank, after the current one.
    pub(crate) fn next_content(&self) -> Option<Line<'a>> {
        self.ahead().find(|line| !line.is_blank())
    }

    /// Records the next line as `kind`; `opens` starts a new element.
    pub(crate) fn take(&mut self, kind: ElementKind, opens: bool) {
        self.has_subject |= kind == ElementKind::Subject;
        if let Some(line) = self.lines.get(self.at) {
            self.rows.push(Row { line: *line, kind, opens });
            self.at += 1;
        }
    }

    /// Records the first `length` bytes of the next line's content as `kind`;
    /// the rest stays as a line of its own. For lines that a carrier joined.
    pub(crate) fn take_part(&mut self, kind: ElementKind, opens: bool, length: usize) {
        let Some(line) = self.lines.get(self.at).copied() else { return };
        let cut = line.at + length as u32;
        if length == 0 || length >= line.text.len() {
            return self.take(kind, opens);
        }
        let head = Line::new(self.source, Span::new(line.whole.start, cut));
        let rest = Line::new(self.source, Span::new(cut, line.whole.end));
        self.has_subject |= kind == ElementKind::Subject;
        self.rows.push(Row { line: head, kind, opens });
        self.lines[self.at] = rest;
    }

    /// What was recorded so far.
    pub(crate) fn rows(&self) -> &[Row<'a>] {
        &self.rows
    }

    /// The kind of the last row that is not blank and no apparatus.
    pub(crate) fn last_kind(&self) -> Option<ElementKind> {
        self.rows
            .iter()
            .rev()
            .take(HORIZON)
            .map(|row| row.kind)
            .find(|&kind| !apparatus::is_apparatus(kind) && kind != ElementKind::Blank)
    }

    /// Whether the row before is blank, apparatus or the begin of the text.
    pub(crate) fn after_gap(&self) -> bool {
        self.rows.last().is_none_or(|row| row.kind == ElementKind::Blank || apparatus::is_apparatus(row.kind))
    }

    /// Whether the row before separates: blank, apparatus, rule, heading, or the begin of the text.
    pub(crate) fn after_gap_or_rule(&self) -> bool {
        self.after_gap()
            || self.rows.last().is_some_and(|row| {
                matches!(row.kind, ElementKind::Rule | ElementKind::Heading | ElementKind::RepeatedHeader)
                    || !matches!(row.kind, ElementKind::Paragraph | ElementKind::Text)
            })
    }

    /// Whether the row before is a blank line of the text itself.
    pub(crate) fn after_blank(&self) -> bool {
        self.rows.last().is_none_or(|row| row.kind == ElementKind::Blank)
    }

    /// Whether a page line stands right above, blanks aside.
    pub(crate) fn page_line_before(&self) -> bool {
        self.rows
            .iter()
            .rev()
            .find(|row| row.kind != ElementKind::Blank)
            .is_some_and(|row| row.kind == ElementKind::PageLine)
    }

    /// The rows; whatever was not taken is recorded as text.
    pub(crate) fn finish(mut self) -> Vec<Row<'a>> {
        while let Some(line) = self.peek() {
            self.take(if line.is_blank() { ElementKind::Blank } else { ElementKind::Text }, false);
        }
        self.rows
    }
}

/// Whether nearly every line is followed by exactly one blank line.
fn is_double_spaced(lines: &[Line<'_>]) -> bool {
    let (mut pairs, mut blank) = (0_usize, 0_usize);
    for pair in lines.windows(2) {
        if !pair[0].is_blank() {
            pairs += 1;
            blank += usize::from(pair[1].is_blank());
        }
    }
    pairs >= 12 && blank * 10 >= pairs * 9
}
