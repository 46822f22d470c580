//! Tables of rows with separators (rule DUMP): the dump with its eight
//! quoted columns and backslashes, and any CSV or TSV whose columns are named.
//!
//! Each row is one record. Header and body are joined and read as a text is;
//! what else the row states is the source's own statement.

mod count;
mod cut;
mod decode;
mod detect;
mod dump;
mod scan;
mod separator;
mod shape;
mod traces;

use core::ops::Range;

use scan::Dialect;
use shape::Shape;

use crate::carrier::{Form, Inner};
use crate::charset::{self, Decoded};
use crate::source_map::MapBuilder;
use crate::stated::is_null;
use crate::table::{self, Cell, Column, Columns, Cut, DateOrders, Detected, Facts, Field, Place, Rows, record};
use crate::{Carrier, Reading, Record, Unit};
use decode::Letters;

/// Tables of separated values.
pub(crate) struct Csv;

impl Form for Csv {
    fn key(&self) -> &'static str {
        "csv"
    }

    fn lists_each_once(&self) -> bool {
        true
    }

    fn word(&self) -> &'static str {
        "row of a table"
    }

    fn table(&self, head: &[u8], is_complete: bool, told: &Columns) -> Detected<table::Layout> {
        detect::detect(head, is_complete, told).map(|layout| table::Layout::of(layout.first, layout))
    }

    fn read(&self, unit: &Unit, inner: &Inner<'_>, reading: &mut Reading) {
        table::read_part(unit, inner, reading);
    }
}

impl Rows for Layout {
    fn carrier(&self) -> Carrier {
        Carrier::Csv
    }

    fn name(&self) -> &'static str {
        "row"
    }

    fn cut(&self, bytes: &[u8], last: bool, before: &mut Option<u64>) -> Cut {
        cut::cut(self, bytes, last, before)
    }

    fn read(
        &self,
        unit: &Unit,
        bytes: Range<usize>,
        number: u64,
        _: &Inner<'_>,
        reading: &mut Reading,
    ) -> Result<(), String> {
        reading.records.push(read_row(unit, bytes, number, self));
        Ok(())
    }
}

/// How a table is written and what its columns hold.
#[derive(Debug)]
struct Layout {
    dialect: Dialect,
    columns: Vec<Column>,
    shapes: Vec<Shape>,
    /// Whether the first column numbers the rows one after another.
    counted: bool,
    dates: DateOrders,
    /// Where the first row stands, after byte order mark and names.
    first: usize,
}

impl Layout {
    /// Whether the leading columns look so that no text looks like them.
    fn tells(&self) -> bool {
        self.shapes.iter().filter(|shape| **shape != Shape::Any).count() > 1
    }
}

/// Values of further columns are kept up to so many bytes.
const ATTRIBUTE: usize = 4 << 10;

fn read_row(unit: &Unit, bytes: Range<usize>, number: u64, layout: &Layout) -> Record {
    let row = unit.bytes.get(bytes.clone()).unwrap_or_default();
    let how = (layout.dialect, Letters::of(row));
    let mut facts = Facts { dates: layout.dates.clone(), ..Facts::default() };
    let (mut header, mut body) = (None, None);
    for (cell, column) in scan::fields(row, layout.dialect).into_iter().zip(&layout.columns) {
        let cell = scan::Field { content: bytes.start + cell.content.start..bytes.start + cell.content.end, ..cell };
        match column.field {
            Some(Field::Ignore) => {}
            Some(Field::Header) => header = Some(cell),
            Some(Field::Body) => body = Some(cell),
            Some(field) => {
                let (name, value) = (column.name.clone(), decode::value(&unit.bytes, &cell, how));
                facts.stated.push(Cell { field, name, value });
            }
            None if cell.content.len() > ATTRIBUTE || column.name.is_empty() => {}
            None => {
                let value = decode::value(&unit.bytes, &cell, how);
                if !is_null(value.trim()) {
                    facts.attributes.push((column.name.clone(), value));
                }
            }
        }
    }
    let mut builder = MapBuilder::new(how.1.name());
    for cell in [header, body].into_iter().flatten() {
        let content = unit.bytes.get(cell.content.clone()).unwrap_or_default();
        if core::str::from_utf8(content).is_ok_and(|text| is_null(text.trim())) {
            continue;
        }
        join(&mut builder, cell.content.start);
        decode::write(&unit.bytes, cell.content.clone(), cell.quoted, how, &mut builder);
    }
    let Decoded { text, map } = charset::plain_blanks(charset::repaired(builder));
    record(facts, text, map, Place { carrier: Carrier::Csv, name: &unit.name, number, bytes })
}

/// Header and body stand apart by an empty line, made from no bytes.
pub(crate) fn join(builder: &mut MapBuilder, at: usize) {
    if !builder.text.is_empty() {
        let gap = if builder.text.ends_with('\n') { "\n" } else { "\n\n" };
        builder.whole(gap, at..at);
    }
}
