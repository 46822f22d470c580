//! An object of somebody else's making: its keys are columns.

use core::ops::Range;

use super::Layout;
use super::object::{Object, words, write};
use crate::charset::{self, Decoded};
use crate::csv::join;
use crate::source_map::MapBuilder;
use crate::stated::is_null;
use crate::table::{Cell, Facts, Field, Place, assign, folded, is_document_number, record};
use crate::{Carrier, Record, Unit};

/// Values of further keys are kept up to so many bytes.
const ATTRIBUTE: usize = 4 << 10;

/// Reads an object as one record; `name` is the key under which it stands.
///
/// # Errors
/// When it holds nothing that is known.
pub(super) fn read(
    object: &Object<'_>,
    name: Option<String>,
    unit: &Unit,
    bytes: Range<usize>,
    number: u64,
    layout: &Layout,
) -> Result<Record, String> {
    let leaves = object.leaves();
    let names: Vec<String> = leaves.iter().map(|(name, _)| name.clone()).collect();
    let mut columns = assign(&names, &layout.told, |at| {
        leaves.get(at).is_some_and(|(_, value)| value.get().trim_matches('"').bytes().all(|byte| byte.is_ascii_digit()))
    });
    // An `id` within an object may be that of anything; a reference id tells itself.
    if !columns.iter().any(|column| column.field == Some(Field::Id)) {
        let is_id = |name: &str, value| {
            name.rsplit_once('.').is_some_and(|(_, name)| folded(name) == "id")
                && words(value).is_some_and(|id| is_document_number(&id))
        };
        let found = columns
            .iter_mut()
            .zip(&leaves)
            .find(|(column, (name, value))| column.field.is_none() && is_id(name, value));
        if let Some((column, _)) = found {
            column.field = Some(Field::Id);
        }
    }
    let dates = layout.dates.clone().told(&layout.told, &columns);
    let mut facts = Facts { dates, ..Facts::default() };
    let (mut header, mut body) = (None, None);
    for ((name, value), column) in leaves.iter().zip(&columns) {
        match column.field {
            Some(Field::Ignore) => {}
            Some(Field::Header) => header = Some(*value),
            Some(Field::Body) => body = Some(*value),
            Some(field) => {
                facts.stated.extend(words(value).map(|value| Cell { field, name: name.clone(), value }));
            }
            None if value.get().len() > ATTRIBUTE => {}
            None => {
                let stated = words(value).filter(|value| !is_null(value.trim()));
                facts.attributes.extend(stated.map(|value| (name.clone(), value)));
            }
        }
    }
    if facts.stated.is_empty() && header.is_none() && body.is_none() {
        return Err("none of its keys is known; name them with --map".to_owned());
    }
    if !columns.iter().any(|column| column.field == Some(Field::Key)) {
        facts.stated.extend(name.map(|value| Cell { field: Field::Key, name: "key".to_owned(), value }));
    }
    let mut builder = MapBuilder::new("UTF-8");
    for value in [header, body].into_iter().flatten() {
        let at = bytes.start + object.place(value);
        match value.get().as_bytes().first() {
            Some(b'"') => {
                join(&mut builder, at);
                write(value.get(), at, &mut builder);
            }
            Some(b'n') | None => {}
            // Paragraphs as items of an array.
            _ => {
                let text = words(value).unwrap_or_default().replace('|', "\n\n");
                join(&mut builder, at);
                builder.whole(&text, at..at + value.get().len());
            }
        }
    }
    let Decoded { text, map } = charset::plain_blanks(charset::repaired(builder));
    Ok(record(facts, text, map, Place { carrier: Carrier::Jsonl, name: &unit.name, number, bytes }))
}
