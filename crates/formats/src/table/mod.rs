//! Files whose rows are telegrams: tables of separated values, objects of JSON,
//! elements of XML. They may be larger than memory, so they are cut into parts of whole
//! rows while they are read, and the parts are read by many at once.

mod assign;
mod columns;
mod cut;
pub(crate) mod dates;
mod facts;
mod found;
mod row;
mod wide;

use core::ops::Range;
use std::borrow::Cow;

pub use columns::{Columns, ColumnsError, Field};
pub use found::Table;
pub use row::Part;

pub(crate) use assign::{Column, assign};
pub(crate) use columns::folded;
pub(crate) use cut::parts;
pub(crate) use dates::{DateOrders, Order as DateOrder};
pub(crate) use facts::{Cell, Facts, Place, is_document_number, record};
pub(crate) use row::Row;
pub(crate) use wide::read_as;

use wide::Order;

use crate::carrier::Inner;
use crate::{Carrier, Problem, Reading, Unit};

/// So much of a file shows whether it is a table.
pub(crate) const HEAD: usize = 64 << 10;

/// What was made out about the start of a file.
#[derive(Debug, Clone)]
pub(crate) enum Detected<T> {
    /// No table.
    No,
    /// A table of this layout.
    Yes(T),
    /// A table, but not as the user says.
    Refused(String),
}

impl<T> Detected<T> {
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Detected<U> {
        match self {
            Self::No => Detected::No,
            Self::Yes(found) => Detected::Yes(change(found)),
            Self::Refused(reason) => Detected::Refused(reason),
        }
    }
}

/// How the rows of one form of tables are written: where one ends and what it holds.
pub(crate) trait Rows: core::fmt::Debug + Send + Sync {
    /// The form.
    fn carrier(&self) -> Carrier;

    /// What a row is called: `row 17`, `line 17`.
    fn name(&self) -> &'static str;

    /// Cuts what stands at the start of `bytes`, which are not empty; `last` says that the file ends with them. `before` is
    /// what the row before counted itself as, where rows are counted; it is set anew.
    fn cut(&self, bytes: &[u8], last: bool, before: &mut Option<u64>) -> Cut;

    /// How many rows skipped bytes count for: lines count when they are blank.
    fn skipped(&self, _bytes: &[u8]) -> u64 {
        0
    }

    /// Reads a sound row.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read(
        &self,
        unit: &Unit,
        bytes: Range<usize>,
        number: u64,
        inner: &Inner<'_>,
        reading: &mut Reading,
    ) -> Result<(), String>;
}

/// How the rows of a file are written.
#[derive(Debug)]
pub(crate) struct Layout {
    rows: Box<dyn Rows>,
    /// Where the first row stands.
    first: usize,
    /// `None` for UTF-8 and the character sets of one byte.
    wide: Option<Order>,
}

/// What stands at the start of some bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cut {
    /// More bytes are needed to tell.
    More,
    /// So many bytes that belong to no row.
    Skip(usize),
    /// A row up to `end`; the next begins at or after `next`.
    Row { end: usize, next: usize, fault: Option<Box<str>> },
    /// Rows that cannot be read; the next begins at or after `next`.
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
    /// Tells the layout of a file from its start; `complete` says that `head`
    /// is all of it.
    pub(crate) fn detect(head: &[u8], complete: bool, columns: &Columns) -> Detected<Self> {
        let Some(order) = Order::of(head) else { return Self::detect_narrow(head, complete, columns) };
        let text = order.narrow(head);
        match Self::detect_narrow(text.as_bytes(), complete, columns) {
            Detected::Yes(layout) => {
                let first = Order::length(text.get(..layout.first).unwrap_or_default());
                Detected::Yes(Self { first, wide: Some(order), ..layout })
            }
            other => other,
        }
    }

    fn detect_narrow(head: &[u8], complete: bool, columns: &Columns) -> Detected<Self> {
        let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        let begins = |carrier: &&Carrier| text.first().is_some_and(|byte| carrier.form().begins_with(*byte));
        // Rows of one form may stand in those of another; the start of the file tells which goes before.
        let first = Carrier::ALL.iter().filter(begins);
        let others = Carrier::ALL.iter().filter(|carrier| !begins(carrier));
        let found = first.chain(others).map(|carrier| carrier.form().table(head, complete, columns));
        found.into_iter().find(|found| !matches!(found, Detected::No)).unwrap_or(Detected::No)
    }

    /// Rows of which the first stands at `first`.
    pub(crate) fn of(first: usize, rows: impl Rows + 'static) -> Self {
        Self { rows: Box::new(rows), first, wide: None }
    }

    pub(crate) fn carrier(&self) -> Carrier {
        self.rows.carrier()
    }

    /// What a row is called: `row 17`, `line 17`.
    pub(crate) fn row_name(&self) -> &'static str {
        self.rows.name()
    }

    /// Where the first row stands.
    pub(crate) fn first(&self) -> usize {
        self.first
    }

    /// The bytes as UTF-8, or as they are.
    fn narrow<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        match self.wide {
            Some(order) => Cow::Owned(order.narrow(bytes).into_bytes()),
            None => Cow::Borrowed(bytes),
        }
    }

    /// Reads a sound row.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read(
        &self,
        unit: &Unit,
        bytes: Range<usize>,
        number: u64,
        inner: &Inner<'_>,
        reading: &mut Reading,
    ) -> Result<(), String> {
        let read = |unit: &Unit, bytes: Range<usize>, reading: &mut Reading| {
            self.rows.read(unit, bytes, number, inner, reading)
        };
        match self.wide {
            Some(order) => order.read(unit, bytes, reading, read),
            None => read(unit, bytes, reading),
        }
    }
}

/// Reads a unit that is a part of a table.
pub(crate) fn read_part(unit: &Unit, inner: &Inner<'_>, reading: &mut Reading) {
    if let Some(part) = &unit.part {
        read(unit, part, inner, reading);
    }
}

/// Reads a part of a table.
pub(crate) fn read(unit: &Unit, part: &Part, inner: &Inner<'_>, reading: &mut Reading) {
    for row in &part.rows {
        let bytes = row.start as usize..row.end as usize;
        let failed = match &row.fault {
            Some(fault) => Err(fault.to_string()),
            None => part.layout.read(unit, bytes, row.number, inner, reading),
        };
        if let Err(reason) = failed {
            reading.problems.push(part.problem(&unit.file, row, reason));
        }
    }
}

/// Reads a whole table that is in memory already.
pub(crate) fn read_whole(unit: &Unit, layout: Layout, inner: &Inner<'_>, reading: &mut Reading) {
    let mut take = |found: Result<Unit, Problem>| {
        match found {
            Err(problem) => reading.problems.push(problem),
            Ok(piece) => {
                let shift = piece.part.as_ref().map_or(0, |part| usize::try_from(part.offset).unwrap_or(0));
                let mut found = Reading::of(reading.carrier);
                if let Some(part) = &piece.part {
                    read(&piece, part, inner, &mut found);
                }
                for record in &mut found.records {
                    let Range { start, end } = record.bytes;
                    record.bytes = start + shift..end + shift;
                    record.map.shift(shift);
                }
                reading.records.append(&mut found.records);
                reading.problems.append(&mut found.problems);
            }
        }
        core::ops::ControlFlow::Continue(())
    };
    let _ = parts(&unit.file, &unit.name, layout.into(), &mut &unit.bytes[..], &mut take);
}
