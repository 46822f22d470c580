//! From an element to a record: its elements are columns.

use core::ops::Range;

use super::Layout;
use super::content::{self, Element};
use super::markup;
use crate::charset::{self, Decoded};
use crate::csv::join;
use crate::source_map::MapBuilder;
use crate::stated::is_null;
use crate::table::{Cell, Column, Columns, Facts, Field, Place, assign, record};
use crate::{Carrier, Reading, Unit};

/// Values of further elements are kept up to so many bytes.
const ATTRIBUTE: usize = 4 << 10;

/// Reads a sound record.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn read(
    unit: &Unit,
    bytes: Range<usize>,
    number: u64,
    layout: &Layout,
    reading: &mut Reading,
) -> Result<(), String> {
    let row = unit.bytes.get(bytes.clone()).unwrap_or_default();
    let mut decoded = charset::decode_declared(row, layout.declared);
    decoded.map.shift(bytes.start);
    let columns = columns(&decoded.text, &layout.row, &layout.told);
    let dates = layout.dates.clone().told(&layout.told, columns.iter().map(|(column, _)| column));
    let mut facts = Facts { dates, ..Facts::default() };
    let mut builder = MapBuilder::over(&decoded.map);
    let texts = |wanted| columns.iter().filter(move |(column, _)| column.field == Some(wanted));
    for (_, content) in texts(Field::Header).chain(texts(Field::Body)) {
        join(&mut builder, content.start);
        content::copy(&mut builder, &decoded.text, content.clone());
    }
    for (Column { name, field }, content) in &columns {
        let value = || value(&decoded.text, content.clone());
        match *field {
            Some(Field::Ignore | Field::Header | Field::Body) => {}
            Some(field) => facts.stated.push(Cell { field, name: name.clone(), value: value() }),
            None if content.len() > ATTRIBUTE => {}
            None => facts.attributes.extend(Some((name.clone(), value())).filter(|(_, value)| !is_null(value))),
        }
    }
    if columns.iter().all(|(column, _)| column.field.is_none()) {
        return Err("none of its elements is known; name them with --map".to_owned());
    }
    let (text, map) = builder.finish_over(&decoded.map);
    let Decoded { text, map } = charset::plain_blanks(Decoded { text, map });
    reading.records.push(record(facts, text, map, Place { carrier: Carrier::Xml, name: &unit.name, number, bytes }));
    Ok(())
}

/// The columns of a record with their contents: its attributes, its elements that hold no others, and
/// those that a text is made of.
pub(super) fn columns(text: &str, row: &str, told: &Columns) -> Vec<(Column, Range<usize>)> {
    let Some(opened) = markup::next_tag(text, 0) else { return Vec::new() };
    let all = content::elements(text, opened.range.end, row).all;
    let mut kept: Vec<Element<'_>> = Vec::new();
    for element in all {
        let within = kept.last().is_some_and(|around| around.is_container && around.content.end >= element.content.end);
        // What is in a text belongs to it.
        if within {
            continue;
        }
        let is_text = told.field(&element.path).or_else(|| told.field(element.name)).is_some()
            || Field::of_column(element.name) == Some(Field::Body) && !has_columns(text, &element, row);
        if !element.is_container || is_text {
            kept.push(element);
        }
    }
    let own = markup::attributes(text, &opened).into_iter().filter(|(name, _)| !name.starts_with("xmlns"));
    let mut found: Vec<(String, Range<usize>)> = own.map(|(name, value)| (name.to_owned(), value)).collect();
    found.extend(kept.into_iter().map(|element| match told.field(element.name) {
        Some(_) => (element.name.to_owned(), element.content),
        None => (element.path, element.content),
    }));
    let names: Vec<String> = found.iter().map(|(name, _)| name.clone()).collect();
    let is_number = |at: usize| {
        let content = found.get(at).and_then(|(_, content)| text.get(content.clone())).unwrap_or_default();
        content.trim().bytes().all(|byte| byte.is_ascii_digit())
    };
    let columns = assign(&names, told, is_number);
    columns.into_iter().zip(found).map(|(column, (_, content))| (column, content::trimmed(text, content))).collect()
}

/// Whether an element holds others whose names say that they are columns.
fn has_columns(text: &str, element: &Element<'_>, row: &str) -> bool {
    let inside = text.get(..element.content.end).unwrap_or_default();
    let all = content::elements(inside, element.content.start, row).all;
    all.iter().any(|inner| Field::of_column(inner.name).is_some())
}

/// The character data of an element in one line.
pub(super) fn value(text: &str, content: Range<usize>) -> String {
    let mut builder = MapBuilder::new("UTF-8");
    content::copy(&mut builder, text, content);
    builder.text.trim().to_owned()
}
