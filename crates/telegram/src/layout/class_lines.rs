//! What the classification lines of the telegram say, read once for all facts
//! that come from them.

use super::Row;
use crate::ElementKind;
use crate::header::classification_line::{ClassificationLine, parse_prefix};

/// The classification lines, those that a section repeats too, in the order of the text.
pub(crate) struct ClassLines(Vec<Found>);

struct Found {
    /// Where the row's content begins.
    at: u32,
    line: ClassificationLine,
    /// Nothing stands after it on its line.
    whole: bool,
}

impl ClassLines {
    /// Reads all of them.
    pub(crate) fn of(rows: &[Row<'_>]) -> Self {
        let lines =
            rows.iter().filter(|row| matches!(row.kind, ElementKind::ClassificationLine | ElementKind::RepeatedHeader));
        Self(
            lines
                .filter_map(|row| {
                    let (line, end) = parse_prefix(row.line.text)?;
                    Some(Found { at: row.line.at, line, whole: end == row.line.text.len() })
                })
                .collect(),
        )
    }

    /// What the row says, as a classification line and nothing else.
    pub(crate) fn get(&self, row: &Row<'_>) -> Option<&ClassificationLine> {
        self.found(row).filter(|found| found.whole).map(|found| &found.line)
    }

    /// What the classification line at the start of the row says; further fields may be joined to it (rule N151).
    pub(crate) fn at_begin(&self, row: &Row<'_>) -> Option<&ClassificationLine> {
        self.found(row).map(|found| &found.line)
    }

    fn found(&self, row: &Row<'_>) -> Option<&Found> {
        // A blank row can end where the next begins.
        if !matches!(row.kind, ElementKind::ClassificationLine | ElementKind::RepeatedHeader) {
            return None;
        }
        self.0.binary_search_by_key(&row.line.at, |found| found.at).ok().and_then(|index| self.0.get(index))
    }
}
