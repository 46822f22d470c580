//! Files whose rows are telegrams: tables of separated values and lines of
//! JSON. They may be larger than memory, so they are cut into parts of whole
//! rows while they are read, and the parts are read by many at once.

mod columns;
mod compare;
mod cut;
pub(crate) mod dates;
mod facts;
mod row;

use core::ops::Range;

pub use columns::{Columns, ColumnsError, Field};
pub use cut::Table;
pub use row::Part;

pub(crate) use columns::folded;
pub(crate) use cut::parts;
pub(crate) use facts::{Facts, Place, is_null, record};
pub(crate) use row::Row;

use crate::{Carrier, Problem, Reading, Unit, csv, jsonl};

/// So much of a file shows whether it is a table.
pub(crate) const HEAD: usize = 64 << 10;

/// What was made out about the begin of a file.
#[derive(Debug, Clone)]
pub(crate) enum Detected<T> {
    /// No table.
    No,
    /// A table of this layout.
    Yes(T),
    /// A table, but not as the user says.
    Refused(String),
}

/// How the rows of a file are written.
#[derive(Debug)]
pub(crate) enum Layout {
    Csv(csv::Layout),
    Json(jsonl::Layout),
}

/// What stands at the begin of some bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cut {
    /// More bytes are needed to tell.
    More,
    /// So many bytes that belong to no row.
    Skip(usize),
    /// A row up to `end`; the next begins at or behind `next`.
    Row { end: usize, next: usize, fault: Option<Box<str>> },
    /// Rows that cannot be read; the next begins at or behind `next`.
    Damaged { rows: Vec<Fault>, next: usize },
}

/// A row that cannot be read, and why. Of one that left nothing but its number,
/// `start` is `end`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) reason: Box<str>,
}

impl Layout {
    /// Tells the layout of a file from its begin; `complete` says that `head`
    /// is all of it.
    pub(crate) fn detect(head: &[u8], complete: bool, columns: &Columns) -> Detected<Self> {
        match jsonl::detect(head, complete, columns) {
            Detected::No => {}
            Detected::Yes(layout) => return Detected::Yes(Self::Json(layout)),
            Detected::Refused(reason) => return Detected::Refused(reason),
        }
        match csv::detect(head, complete, columns) {
            Detected::No => Detected::No,
            Detected::Yes(layout) => Detected::Yes(Self::Csv(layout)),
            Detected::Refused(reason) => Detected::Refused(reason),
        }
    }

    pub(crate) fn carrier(&self) -> Carrier {
        match self {
            Self::Csv(_) => Carrier::Csv,
            Self::Json(_) => Carrier::Jsonl,
        }
    }

    /// What a row is called: `row 17`, `line 17`.
    pub(crate) fn row_name(&self) -> &'static str {
        match self {
            Self::Csv(_) => "row",
            Self::Json(layout) => layout.row_name(),
        }
    }

    /// Where the first row stands.
    pub(crate) fn first(&self) -> usize {
        match self {
            Self::Csv(layout) => layout.first,
            Self::Json(layout) => layout.first,
        }
    }

    /// Cuts what stands at the begin of `bytes`. `before` is what the row
    /// before counted itself as, where rows are counted; it is set anew.
    fn cut(&self, bytes: &[u8], last: bool, before: &mut Option<u64>) -> Cut {
        match self {
            Self::Csv(layout) => csv::cut(layout, bytes, last, before),
            Self::Json(layout) => jsonl::cut(layout, bytes, last),
        }
    }

    /// How many rows skipped bytes count for: lines count when they are blank.
    fn skipped(&self, bytes: &[u8]) -> u64 {
        match self {
            Self::Json(layout) => layout.skipped(bytes),
            Self::Csv(_) => 0,
        }
    }
}

/// Reads a part of a table.
pub(crate) fn read(unit: &Unit, part: &Part, reading: &mut Reading) {
    for row in &part.rows {
        let bytes = row.start as usize..row.end as usize;
        match (&row.fault, &*part.layout) {
            (Some(fault), _) => reading.problems.push(part.problem(&unit.file, row, fault.to_string())),
            (None, Layout::Csv(layout)) => csv::read(unit, bytes, row.number, layout, reading),
            (None, Layout::Json(layout)) => {
                if let Err(reason) = jsonl::read(unit, bytes, row.number, layout, reading) {
                    reading.problems.push(part.problem(&unit.file, row, reason));
                }
            }
        }
    }
}

/// Reads a whole table that is in memory already.
pub(crate) fn read_whole(unit: &Unit, layout: Layout, reading: &mut Reading) {
    let mut take = |found: Result<Unit, Problem>| {
        match found {
            Err(problem) => reading.problems.push(problem),
            Ok(piece) => {
                let shift = piece.part.as_ref().map_or(0, |part| usize::try_from(part.offset).unwrap_or(0));
                let mut inner = crate::read(&piece);
                for record in &mut inner.records {
                    let Range { start, end } = record.bytes;
                    record.bytes = start + shift..end + shift;
                    record.map.shift(shift);
                }
                reading.records.append(&mut inner.records);
                reading.problems.append(&mut inner.problems);
            }
        }
        core::ops::ControlFlow::Continue(())
    };
    let _ = parts(&unit.file, &unit.name, layout.into(), &mut &unit.bytes[..], &mut take);
}
