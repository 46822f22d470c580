//! The lines of the paragraphs, unfolded once for all who read the body.

use core::ops::Range;

use crate::ElementKind;
use crate::layout::Row;
use crate::paragraph::{ParagraphStart, paragraph_start};
use crate::text::{Unfolded, Vocabulary};

/// The text of the body as one, with the place of each line in it.
pub(crate) struct Body<'a> {
    /// The lines of all paragraphs, joined; words that were divided between two of them are whole.
    pub(crate) unfolded: Unfolded,
    lines: Vec<BodyLine<'a>>,
}

/// A row of a paragraph.
struct BodyLine<'a> {
    /// Where its text stands in the joined one; runs of blanks are one space there.
    range: Range<usize>,
    /// Whether a paragraph begins with it.
    opens: bool,
    /// Its number and mark, where a paragraph begins with it.
    start: Option<ParagraphStart<'a>>,
}

impl<'a> Body<'a> {
    pub(crate) fn of(rows: &[Row<'a>], vocabulary: &Vocabulary<'_>) -> Self {
        let paragraphs = || rows.iter().filter(|row| row.kind == ElementKind::Paragraph);
        let (length, count) =
            paragraphs().fold((0, 0), |(length, count), row| (length + row.line.text.len() + 1, count + 1));
        let mut body = Self { unfolded: Unfolded::with_capacity(length, count), lines: Vec::with_capacity(count) };
        for row in paragraphs() {
            let range = if row.opens {
                body.unfolded.push_line(&row.line)
            } else {
                body.unfolded.push_next(&row.line, vocabulary)
            };
            // The line before lost the hyphen that divided its last word.
            if let Some(last) = body.lines.last_mut() {
                last.range.end = last.range.end.min(range.start);
            }
            let start = if row.opens { paragraph_start(row.line.text) } else { None };
            body.lines.push(BodyLine { range, opens: row.opens, start });
        }
        body
    }

    /// Where in the joined text the paragraph stands of which the `index`th line is the first.
    pub(crate) fn paragraph(&self, index: usize) -> Range<usize> {
        let lines = self.lines.get(index..).unwrap_or_default();
        let more = lines.iter().skip(1).take_while(|line| !line.opens).count();
        match (lines.first(), lines.get(more)) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        }
    }

    /// Number and mark of the paragraph of which the `index`th line is the first.
    pub(crate) fn start(&self, index: usize) -> Option<ParagraphStart<'a>> {
        self.lines.get(index).and_then(|line| line.start)
    }

    /// The first row of each paragraph among `rows`, with its number and mark.
    pub(crate) fn openings<'r>(
        &'r self,
        rows: &'r [Row<'a>],
    ) -> impl Iterator<Item = (&'r Row<'a>, Option<ParagraphStart<'a>>)> {
        let paragraphs = rows.iter().filter(|row| row.kind == ElementKind::Paragraph);
        paragraphs.zip(&self.lines).filter(|(row, _)| row.opens).map(|(row, line)| (row, line.start))
    }
}
