//! Tells a table by its first rows: the dump of rule DUMP by the shape of
//! its columns, any other by a row of names.

use super::scan::{Dialect, Field as Cell, Scan, scan};
use super::separator;
use super::shape::Shape;
use super::{Layout, count, dump};
use crate::table::{Column, Columns, DateOrders, Detected, Field, assign};

/// So many rows are looked at.
pub(super) const ROWS: usize = 50;
/// A name of a column has so many bytes at the most.
const NAME: usize = 80;
/// What is longer is no value that tells rows apart.
const LONG: usize = 200;

/// What stands between fields where no line names it.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Tells whether `head`, the start of a file, is one of a table; `complete`
/// says that it is all of the file.
pub(super) fn detect(head: &[u8], complete: bool, told: &Columns) -> Detected<Layout> {
    match told_apart(head, complete, told) {
        Detected::Yes(mut layout) => {
            layout.counted = count::is_counted(&layout, head.get(layout.first..).unwrap_or_default(), complete);
            Detected::Yes(layout)
        }
        other => other,
    }
}

fn told_apart(head: &[u8], complete: bool, told: &Columns) -> Detected<Layout> {
    let mark = if head.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let blank = head[mark..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let first = mark + blank;
    let named = separator::named(&head[first..]);
    let first = first + named.map_or(0, |named| named.length);
    let body = &head[first..];
    let named = named.map(|named| named.separator);
    // A row without any separator in its first bytes is none.
    if !body.iter().take(16 << 10).any(|byte| SEPARATORS.contains(byte) || named == Some(*byte)) {
        return Detected::No;
    }
    if let Some(dialect) = dump::dialect(body, complete) {
        return dump::layout(dialect, first, told);
    }
    // Some lines name a separator that the rows do not have.
    let as_named = named.and_then(|named| best(body, &[named], complete));
    let Some(sample) = as_named.or_else(|| best(body, &SEPARATORS, complete)) else { return Detected::No };
    let names = names(&sample, body);
    let numbers = told.by_number();
    if let Some((number, _)) = numbers.iter().flatten().find(|(number, _)| *number > sample.columns) {
        return Detected::Refused(no_number(*number, sample.columns));
    }
    if let Some(numbers) = numbers
        && !names.as_ref().is_some_and(|names| is_header(&sample, body, names, &numbers))
    {
        return by_number(&sample, body, first, &numbers, told);
    }
    let Some(names) = names else { return Detected::No };
    by_name(&sample, body, first, &names, &told.named(&names))
}

/// The first rows of a table as one dialect reads them.
struct Sample {
    dialect: Dialect,
    rows: Vec<(usize, Vec<Cell>)>,
    columns: usize,
}

/// The dialect that reads the most rows with as many fields as the first.
fn best(body: &[u8], separators: &[u8], complete: bool) -> Option<Sample> {
    let mut best: Option<Sample> = None;
    for &delimiter in separators {
        for backslash in [false, true] {
            let dialect = Dialect { delimiter, backslash, all_quoted: false };
            let Some(sample) = sample(body, dialect, complete) else { continue };
            let rank = |sample: &Sample| (sample.rows.len(), sample.columns);
            if best.as_ref().is_none_or(|best| rank(&sample) > rank(best)) {
                best = Some(sample);
            }
        }
    }
    let mut best = best?;
    let is_quoted = |cell: &Cell| cell.quoted || cell.content.is_empty();
    let data = best.rows.get(1..).unwrap_or_default();
    best.dialect.all_quoted = !data.is_empty() && data.iter().all(|(_, cells)| cells.iter().all(is_quoted));
    Some(best)
}

fn sample(body: &[u8], dialect: Dialect, complete: bool) -> Option<Sample> {
    let mut rows: Vec<(usize, Vec<Cell>)> = Vec::new();
    let mut at = 0;
    while rows.len() < ROWS && at < body.len() {
        let mut cells = Vec::new();
        let Scan::Row { fields, next, .. } = scan(&body[at..], dialect, complete, &mut |cell| cells.push(cell)) else {
            break;
        };
        let blank = fields == 1 && cells.first().is_none_or(|cell| cell.content.is_empty());
        if !blank {
            if rows.first().is_some_and(|(_, first)| first.len() != fields) {
                break;
            }
            rows.push((at, cells));
        }
        at += next;
    }
    let columns = rows.first().map_or(0, |(_, cells)| cells.len());
    (columns >= 2).then_some(Sample { dialect, rows, columns })
}

fn by_number(
    sample: &Sample,
    body: &[u8],
    first: usize,
    numbers: &[(usize, Field)],
    told: &Columns,
) -> Detected<Layout> {
    let columns: Vec<Column> = (1..=sample.columns)
        .map(|at| Column {
            name: at.to_string(),
            field: numbers.iter().find(|(number, _)| *number == at).map(|(_, field)| *field),
        })
        .collect();
    let shapes = shapes(&sample.rows, body, sample.columns);
    let dates = order(sample.dialect, body, &columns).told(told, &columns);
    Detected::Yes(Layout { dialect: sample.dialect, columns, shapes, counted: false, dates, first })
}

pub(super) fn no_number(number: usize, columns: usize) -> String {
    format!("there is no column {number}; the table has {columns} columns")
}

fn by_name(sample: &Sample, body: &[u8], first: usize, names: &[String], told: &Columns) -> Detected<Layout> {
    if let Some(unknown) = told.names().find(|name| !names.iter().any(|known| is_same(known, name))) {
        // Anything with separators in two lines could be a table; only what
        // has rows is refused for the wrong names.
        return match sample.rows.len() {
            0 | 1 => Detected::No,
            _ => Detected::Refused(format!("there is no column {unknown:?}; the columns are: {}", names.join(", "))),
        };
    }
    let data = sample.rows.get(1..).unwrap_or_default();
    let columns = assign(names, told, |at| Shape::of(&values(data, body, at)) == Shape::Number && !data.is_empty());
    let has = |field: Field| columns.iter().any(|column| column.field == Some(field));
    let known = columns.iter().filter(|column| column.field.is_some_and(|field| field != Field::Ignore)).count();
    let is_telling = has(Field::Body) || has(Field::Header) || (has(Field::Id) && known >= 2);
    // One known name is an accident; without rows to prove it, three are not.
    let enough = if sample.rows.len() > 1 { 2 } else { 3 };
    if told.is_empty() && (!is_telling || known < enough) {
        return Detected::No;
    }
    let shapes = shapes(data, body, sample.columns);
    let header = sample.rows.get(1).map_or_else(|| header_end(body, sample.dialect), |(at, _)| *at);
    let dates = order(sample.dialect, &body[header.min(body.len())..], &columns).told(told, &columns);
    Detected::Yes(Layout { dialect: sample.dialect, columns, shapes, counted: false, dates, first: first + header })
}

/// What the dates of all rows at hand tell of the order of day and month.
fn order(dialect: Dialect, body: &[u8], columns: &[Column]) -> DateOrders {
    let dates: Vec<(usize, Field)> = columns
        .iter()
        .enumerate()
        .filter_map(|(at, column)| Some((at, column.field.filter(|field| field.is_date())?)))
        .collect();
    let mut values = Vec::new();
    let mut at = 0;
    while at < body.len() {
        let mut cells = Vec::new();
        let Scan::Row { next, .. } = scan(&body[at..], dialect, true, &mut |cell| cells.push(cell)) else { break };
        values.extend(dates.iter().filter_map(|(column, field)| {
            let content = cells.get(*column)?.content.clone();
            let value = core::str::from_utf8(body.get(at + content.start..at + content.end)?).ok()?;
            Some((*field, value.to_owned()))
        }));
        at += next.max(1);
    }
    DateOrders::of(&values)
}

fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn header_end(body: &[u8], dialect: Dialect) -> usize {
    match scan(body, Dialect { all_quoted: false, ..dialect }, true, &mut |_| {}) {
        Scan::Row { next, .. } => next,
        _ => 0,
    }
}

/// The names of the columns, when the first row is one of names.
fn names(sample: &Sample, body: &[u8]) -> Option<Vec<String>> {
    let (_, cells) = sample.rows.first()?;
    let mut names: Vec<String> = Vec::new();
    for cell in cells {
        let name = core::str::from_utf8(body.get(cell.content.clone())?).ok()?.trim();
        let is_name = name.len() <= NAME && !name.contains(['\n', '\r', '"']);
        let is_value = !name.is_empty() && !name.chars().any(char::is_alphabetic);
        if !is_name || is_value || (!name.is_empty() && names.iter().any(|other| is_same(other, name))) {
            return None;
        }
        names.push(name.to_owned());
    }
    names.iter().any(|name| !name.is_empty()).then_some(names)
}

/// Whether a first row that may be one of names is that, in a table whose columns the user numbers: it has a name that is
/// known, or it lacks the date or the number that every row below has in its column.
fn is_header(sample: &Sample, body: &[u8], names: &[String], numbers: &[(usize, Field)]) -> bool {
    if names.iter().any(|name| Field::of_column(name).is_some()) {
        return true;
    }
    let data = sample.rows.get(1..).unwrap_or_default();
    let lacks = |at: usize, shapes: &[Shape]| {
        let fits = |name: &str| shapes.iter().any(|shape| shape.fits(name.as_bytes()));
        shapes.contains(&Shape::of(&values(data, body, at))) && !names.get(at).is_some_and(|name| fits(name))
    };
    numbers.iter().any(|(number, field)| match field {
        Field::Date | Field::Released => lacks(number - 1, &[Shape::Date]),
        Field::Id | Field::Key => lacks(number - 1, &[Shape::Token, Shape::Number]),
        _ => false,
    })
}

fn values<'a>(rows: &[(usize, Vec<Cell>)], body: &'a [u8], column: usize) -> Vec<&'a [u8]> {
    rows.iter()
        .filter_map(|(at, cells)| {
            let content = cells.get(column)?.content.clone();
            body.get(at + content.start..at + content.end)
        })
        .collect()
}

/// What the leading columns look like, up to the first with long values.
fn shapes(rows: &[(usize, Vec<Cell>)], body: &[u8], columns: usize) -> Vec<Shape> {
    let mut shapes = Vec::new();
    for column in 0..columns {
        let values = values(rows, body, column);
        if values.iter().any(|value| value.len() > LONG || value.contains(&b'\n')) {
            break;
        }
        shapes.push(Shape::of(&values));
    }
    shapes
}
