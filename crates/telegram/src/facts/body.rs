//! The lines of the paragraphs, unfolded once for all who read the body.

use core::ops::Range;

use crate::ElementKind;
use crate::layout::Row;
use crate::text::{Unfolded, Vocabulary};

/// The text of the body as one, with the place of each line in it.
pub(crate) struct Body {
    /// The lines of all paragraphs, joined; words that were divided between two of them are whole.
    pub(crate) unfolded: Unfolded,
    lines: Vec<BodyLine>,
}

/// A row of a paragraph.
struct BodyLine {
    /// Where its text stands in the joined one; runs of blanks are one space there.
    range: Range<usize>,
    /// Whether a paragraph begins with it.
    opens: bool,
}

impl Body {
    pub(crate) fn of(rows: &[Row<'_>], vocabulary: &Vocabulary<'_>) -> Self {
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
            body.lines.push(BodyLine { range, opens: row.opens });
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
}
