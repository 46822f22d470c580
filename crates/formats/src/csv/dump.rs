//! The dump of rule DUMP: eight quoted columns without a row of names, told by the shape of its first columns.

use super::Layout;
use super::detect::{ROWS, no_number};
use super::scan::{Dialect, Scan, scan};
use super::shape::{Shape, begins_row, next_row};
use crate::table::{Column, Columns, DateOrder, DateOrders, Detected, Field, folded};

/// The columns of the dump, as it has no row with names.
const DUMP: [(&str, Field); 8] = [
    ("number", Field::Key),
    ("created", Field::Date),
    ("reference id", Field::Id),
    ("origin", Field::Origin),
    ("classification", Field::Classification),
    ("references", Field::References),
    ("header", Field::Header),
    ("body", Field::Body),
];
const DUMP_SHAPES: [Shape; 3] = [Shape::Number, Shape::Date, Shape::Token];

/// The dialect of a dump, when it is one: a row of its shape stands at the
/// begin, or soon where the first rows are damaged.
pub(super) fn dialect(body: &[u8], complete: bool) -> Option<Dialect> {
    let mut found: Option<(usize, Dialect)> = None;
    for delimiter in [b',', b';', b'\t'] {
        for (backslash, all_quoted) in [(true, true), (false, true), (true, false), (false, false)] {
            let dialect = Dialect { delimiter, backslash, all_quoted };
            // Where a mark is lost, a looser dialect reads more rows.
            let rows = rows(body, dialect, complete) * if all_quoted { 2 } else { 1 };
            if rows > 0 && found.is_none_or(|(most, _)| rows > most) {
                found = Some((rows, dialect));
            }
        }
    }
    found.map(|(_, dialect)| dialect)
}

/// How many sound rows of the dump's shape there are; one that is longer than
/// the bytes at hand counts.
fn rows(body: &[u8], dialect: Dialect, complete: bool) -> usize {
    let begins = |bytes: &[u8]| begins_row(bytes, dialect, &DUMP_SHAPES, DUMP.len(), complete) == Some(true);
    let mut count = 0;
    let mut at = 0;
    let mut damaged = 0;
    while count < ROWS && damaged < 8 && at < body.len() {
        let rest = &body[at..];
        if begins(rest) {
            match scan(rest, dialect, complete, &mut |_| {}) {
                Scan::Row { fields, next, .. } if fields == DUMP.len() => {
                    count += 1;
                    at += next;
                    continue;
                }
                Scan::More => return count + 1,
                _ => {}
            }
        }
        damaged += 1;
        match next_row(body, at + 1, dialect, &DUMP_SHAPES, DUMP.len(), complete) {
            Ok(next) => at = next,
            Err(_) => break,
        }
    }
    count
}

pub(super) fn layout(dialect: Dialect, first: usize, told: &Columns) -> Detected<Layout> {
    let numbers = told.by_number();
    if numbers.is_none()
        && let Some(unknown) = told.names().find(|name| !DUMP.iter().any(|(known, _)| folded(known) == folded(name)))
    {
        let names: Vec<&str> = DUMP.iter().map(|(name, _)| *name).collect();
        let reason = format!(
            "there is no column {unknown:?}; the table has no row with names, its columns are 1 to {}: {}",
            DUMP.len(),
            names.join(", ")
        );
        return Detected::Refused(reason);
    }
    if let Some((number, _)) = numbers.iter().flatten().find(|(number, _)| *number > DUMP.len()) {
        return Detected::Refused(no_number(*number, DUMP.len()));
    }
    let columns: Vec<Column> = DUMP
        .iter()
        .enumerate()
        .map(|(at, (name, field))| {
            let by_number = numbers.iter().flatten().find(|(number, _)| *number == at + 1).map(|(_, field)| *field);
            let field = by_number.or_else(|| told.field(name)).unwrap_or(*field);
            Column { name: (*name).to_owned(), field: Some(field) }
        })
        .collect();
    let dates = DateOrders::all(&DateOrder::MonthFirst).told(told, &columns);
    Detected::Yes(Layout { dialect, columns, shapes: DUMP_SHAPES.to_vec(), counted: false, dates, first })
}
