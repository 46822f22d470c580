//! A part of a table: rows that stand one after another in a file.

use std::sync::Arc;

use super::Layout;

/// Where a unit stands in the table it was cut from.
///
/// A table may be larger than memory; it is read in parts of about a
/// mebibyte, each a [`Unit`](crate::Unit) with whole rows. How a table is cut
/// depends on its bytes alone, so the same table gives the same parts.
#[derive(Debug, Clone)]
pub struct Part {
    /// Where the first byte of the unit stands in its file.
    pub offset: u64,
    pub(crate) layout: Arc<Layout>,
    pub(crate) rows: Vec<Row>,
}

impl Part {
    /// The form of the table.
    #[must_use]
    pub fn carrier(&self) -> crate::Carrier {
        self.layout.carrier()
    }

    /// How many rows the part has, those that cannot be read included.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The rows that cannot be read, as problems of `file`.
    #[must_use]
    pub fn problems(&self, file: &str) -> Vec<crate::Problem> {
        let broken = self.rows.iter().filter_map(|row| Some((row, row.fault.as_ref()?)));
        broken.map(|(row, fault)| self.problem(file, row, fault.to_string())).collect()
    }

    /// A problem with a row: `row 17, byte 90210`; bytes count from 0, rows
    /// and lines from 1.
    pub(crate) fn problem(&self, file: &str, row: &Row, reason: String) -> crate::Problem {
        let byte = self.offset + u64::from(row.start);
        let position = format!("{} {}, byte {byte}", self.layout.row_name(), row.number);
        crate::Problem { file: file.to_owned(), position: Some(position), reason, aside: false }
    }
}

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        self.offset == other.offset && self.rows == other.rows
    }
}

impl Eq for Part {}

/// A row within its unit, without its line end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Its number in the file, from 1.
    pub(crate) number: u64,
    /// Why it cannot be read.
    pub(crate) fault: Option<Box<str>>,
}
