//! The one walk over the lines.

use super::memo::{ClassShape, Memo};
use super::{Row, apparatus, aside, flat_envelope, inline_mark};
use crate::header::labels::Label;
use crate::header::labels::form::is_form;
use crate::text::{Line, lines};
use crate::{Element, ElementKind, Span};

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
    memo: Memo<'a>,
    /// Where the head of the telegram began, in rows.
    pub(crate) head_rows: usize,
    /// The text is in the SMART form: labels and values in two columns.
    pub(crate) smart: bool,
    /// The text is a record message, in sets.
    pub(crate) message: bool,
    /// A subject was seen.
    pub(crate) has_subject: bool,
    /// The date-time group or the Department's block above it was read.
    pub(crate) dated: bool,
    /// The fields below the text of the SMART form have begun.
    pub(crate) closing: bool,
    /// Every line is followed by a blank one (rule N15): single blanks mean nothing.
    pub(crate) double_spaced: bool,
}

impl<'a> Cursor<'a> {
    /// A walk over all lines of `source`; those that stand `aside` are apparatus.
    pub(crate) fn new(source: &'a str, aside: &[Element]) -> Self {
        let released = apparatus::is_released_copy(source);
        let lines = flat_envelope::cut(source, apparatus::split(source, lines(source), released));
        let lines = inline_mark::cut(source, lines);
        let mut marks = apparatus::mark(source, &lines, released);
        aside::mark(&lines, aside, &mut marks);
        let smart = is_form(&lines);
        let own = lines.iter().zip(&marks).filter(|(_, mark)| !mark.is_some_and(aside::is_aside));
        let double_spaced = is_double_spaced(own.map(|(line, _)| line));
        let rows = Vec::with_capacity(lines.len());
        Self {
            source,
            lines,
            marks,
            at: 0,
            rows,
            memo: Memo::new(source),
            head_rows: 0,
            smart,
            message: false,
            has_subject: false,
            dated: false,
            closing: false,
            double_spaced,
        }
    }

    /// The label at the start of a line, and how many bytes it takes ([`labels::label`](crate::header::labels::label)).
    pub(super) fn label(&self, text: &str) -> Option<(Label, usize)> {
        self.memo.label(text)
    }

    /// What a line says as a classification line, where it is one.
    pub(super) fn class_line(&self, text: &str) -> Option<ClassShape> {
        self.memo.class_line(text)
    }

    /// What format line of the envelope a line is by itself ([`envelope::kind`](super::envelope::kind)).
    pub(super) fn format_line(&self, text: &str) -> Option<ElementKind> {
        self.memo.format_line(text)
    }

    /// Whether a line can only be one of the relay envelope ([`envelope::is_certain`](super::envelope::is_certain)).
    pub(super) fn is_envelope(&self, text: &str) -> bool {
        self.memo.is_envelope(text)
    }

    /// Whether a line has captions and nothing else.
    pub(super) fn is_caption(&self, text: &str) -> bool {
        self.memo.is_caption(text)
    }

    /// The next line that is no apparatus; apparatus before it is recorded.
    pub(crate) fn peek(&mut self) -> Option<Line<'a>> {
        while let (Some(line), Some(mark)) = (self.lines.get(self.at), self.marks.get(self.at)) {
            match mark {
                Some(kind) => {
                    self.rows.push(Row::apparatus(*line, *kind, !aside::is_aside(*kind)));
                    self.at += 1;
                }
                None => return Some(*line),
            }
        }
        None
    }

    /// The next line of content; blank ones before it are recorded.
    pub(crate) fn peek_content(&mut self) -> Option<Line<'a>> {
        while let Some(line) = self.peek() {
            if !line.is_blank() {
                return Some(line);
            }
            self.take(ElementKind::Blank, false);
        }
        None
    }

    /// All lines that were not taken yet, apparatus too; what stands aside says nothing.
    pub(crate) fn unread(&self) -> impl Iterator<Item = Line<'a>> + '_ {
        self.unread_from(0)
    }

    /// As [`unread`](Self::unread), without the first `skipped`, which cost nothing: the opening asks so of every line.
    pub(crate) fn unread_from(&self, skipped: usize) -> impl Iterator<Item = Line<'a>> + '_ {
        let from = self.at.saturating_add(skipped).min(self.lines.len());
        let marked = self.lines[from..].iter().zip(&self.marks[from..]);
        marked.map(|(line, mark)| if mark.is_some_and(aside::is_aside) { line.silent() } else { *line })
    }

    /// The next line, apparatus or not.
    pub(crate) fn peek_any(&self) -> Option<Line<'a>> {
        self.lines.get(self.at).copied()
    }

    /// Records the next line as what it was marked as, else as `kind`.
    pub(crate) fn take_any(&mut self, kind: ElementKind) {
        if let (Some(line), Some(mark)) = (self.lines.get(self.at), self.marks.get(self.at)) {
            let opens = mark.is_some_and(|kind| !aside::is_aside(kind));
            self.rows.push(Row::new(*line, mark.unwrap_or(kind), opens));
            self.at += 1;
        }
    }

    /// The line after the next one, where it is no apparatus.
    pub(crate) fn next_unmarked(&self) -> Option<Line<'a>> {
        let at = self.at + 1;
        self.lines.get(at).filter(|_| matches!(self.marks.get(at), Some(None))).copied()
    }

    /// Lines after the next one that are no apparatus, at most [`HORIZON`].
    pub(crate) fn ahead(&self) -> impl Iterator<Item = Line<'a>> + '_ {
        self.ahead_until(None)
    }

    /// As [`ahead`](Self::ahead), up to the first line that was marked as `stop`.
    pub(crate) fn ahead_until(&self, stop: Option<ElementKind>) -> impl Iterator<Item = Line<'a>> + '_ {
        let from = (self.at + 1).min(self.lines.len());
        let to = (from + HORIZON).min(self.lines.len());
        let marked = self.lines[from..to].iter().zip(&self.marks[from..to]);
        let before = marked.take_while(move |(_, mark)| stop.is_none() || **mark != stop);
        before.filter(|(_, mark)| mark.is_none()).map(|(line, _)| *line)
    }

    /// The next line that is neither apparatus nor blank, the current one
    /// included, and whether apparatus stands before it.
    pub(crate) fn beyond_gap(&self) -> (bool, Option<Line<'a>>) {
        let from = self.at.min(self.lines.len());
        let to = (from + HORIZON).min(self.lines.len());
        let mut broken = false;
        for (line, mark) in self.lines[from..to].iter().zip(&self.marks[from..to]) {
            broken |= mark.is_some();
            if mark.is_none() && !line.is_blank() {
                return (broken, Some(*line));
            }
        }
        (broken, None)
    }

    /// The next line that is neither apparatus nor blank, after the current one.
    pub(crate) fn next_content(&self) -> Option<Line<'a>> {
        self.ahead().find(|line| !line.is_blank())
    }

    /// Records the next line as `kind`; `opens` starts a new element.
    pub(crate) fn take(&mut self, kind: ElementKind, opens: bool) {
        if let Some(line) = self.lines.get(self.at) {
            self.has_subject |= kind == ElementKind::Subject;
            self.rows.push(Row::new(*line, kind, opens));
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
        // What was taken off before the line's content, as the number of a listing, stays off.
        let head = line.with(line.text[..length].trim_end(), Span::new(line.whole.start, cut));
        // Not looked at anew: a carrier can have joined thousands of fields, each of which leaves a rest.
        let rest = line.with(line.text[length..].trim_start(), Span::new(cut, line.whole.end));
        self.has_subject |= kind == ElementKind::Subject;
        self.rows.push(Row::new(head, kind, opens));
        self.lines[self.at] = rest;
    }

    /// Makes the rows from the `from`th on one element of another kind.
    pub(crate) fn relabel_from(&mut self, from: usize, kind: ElementKind) {
        for row in self.rows.iter_mut().skip(from).filter(|row| row.kind != ElementKind::Blank) {
            (row.kind, row.opens) = (kind, false);
        }
    }

    /// Takes `length` bytes off the start of the content of the row that was just recorded; they stay its line's.
    pub(crate) fn drop_from_last(&mut self, length: usize) {
        if let Some(row) = self.rows.last_mut()
            && let Some(text) = row.line.text.get(length..).filter(|_| length > 0)
        {
            row.line = row.line.with(text, row.line.whole);
        }
    }

    /// Reads the number and mark of the paragraph that begins with the row that was just recorded; tells whether it has one.
    pub(crate) fn read_start(&mut self) -> bool {
        let Some(row) = self.rows.last_mut() else { return false };
        row.read_start();
        row.start().is_some()
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

    /// Whether the row before is blank, apparatus or the start of the text.
    pub(crate) fn after_gap(&self) -> bool {
        self.after_blank() || self.rows.last().is_some_and(|row| apparatus::is_apparatus(row.kind))
    }

    /// Whether the row before separates: blank, apparatus, rule, heading, or the start of the text.
    pub(crate) fn after_gap_or_rule(&self) -> bool {
        self.after_gap()
            || self
                .rows
                .last()
                .is_some_and(|row| !matches!(row.kind, ElementKind::Paragraph | ElementKind::Text | ElementKind::Blank))
    }

    /// Whether the row before is a blank line; in double-spaced text, whether two are.
    pub(crate) fn after_blank(&self) -> bool {
        let wanted = if self.double_spaced { 2 } else { 1 };
        self.rows.len() < wanted || self.rows.iter().rev().take(wanted).all(|row| row.kind == ElementKind::Blank)
    }

    /// Whether a page or section break stands between the text before and the next line.
    pub(crate) fn after_page(&self) -> bool {
        self.rows
            .iter()
            .rev()
            .take(HORIZON)
            .find(|row| row.kind != ElementKind::Blank)
            .is_some_and(|row| apparatus::is_apparatus(row.kind) || row.kind == ElementKind::RepeatedHeader)
    }

    /// The last line of the paragraph that stands before the next line, with
    /// blank lines, page and section breaks at most between.
    pub(crate) fn last_text(&self) -> Option<&'a str> {
        let is_between =
            |kind| matches!(kind, ElementKind::Blank | ElementKind::RepeatedHeader) || apparatus::is_apparatus(kind);
        let row = self.rows.iter().rev().take(HORIZON).find(|row| !is_between(row.kind))?;
        matches!(row.kind, ElementKind::Paragraph).then_some(row.line.text)
    }

    /// Whether apparatus stands between the last row and the next line of content: blank lines around it are not the
    /// text's own.
    pub(crate) fn apparatus_between(&self) -> bool {
        let above = self.rows.iter().rev().take(HORIZON).find(|row| row.kind != ElementKind::Blank);
        let next = self.lines.iter().zip(&self.marks).skip(self.at).take(HORIZON);
        above.is_some_and(|row| apparatus::is_apparatus(row.kind))
            || next.take_while(|(line, mark)| line.is_blank() || mark.is_some()).any(|(_, mark)| mark.is_some())
    }

    /// Whether the next line is the rest of one whose start was taken ([`Self::take_part`]).
    pub(crate) fn is_rest_of_line(&self) -> bool {
        let start = self.lines.get(self.at).map_or(0, |line| line.whole.start as usize);
        start > 0 && !matches!(self.source.as_bytes().get(start - 1), Some(b'\n' | b'\r' | 0x0c))
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
fn is_double_spaced<'a>(lines: impl Iterator<Item = &'a Line<'a>>) -> bool {
    let (mut pairs, mut blank) = (0_usize, 0_usize);
    let mut above_is_blank = true;
    for line in lines {
        if !above_is_blank {
            pairs += 1;
            blank += usize::from(line.is_blank());
        }
        above_is_blank = line.is_blank();
    }
    pairs >= 12 && blank * 10 >= pairs * 9
}
