//! From a unit to its records.

use telegram::Edtf;

use crate::carrier::{Carrier, Inner};
use crate::table::{self, Columns, Detected, HEAD, Layout};
use crate::{Problem, Reading, Tools, Unit, aside, detect, text};

/// Reads what a unit holds. Never fails: what could not be read is in
/// `problems`.
#[must_use]
pub fn read(unit: &Unit) -> Reading {
    read_with(unit, &Tools::default())
}

/// [`read`], with the help of programs.
#[must_use]
pub fn read_with(unit: &Unit, tools: &Tools) -> Reading {
    let mut reading = read_nested(unit, tools, 0);
    aside::description(unit, &mut reading);
    for telegram in reading.records.iter_mut().map(|record| &mut record.telegram) {
        // What is stated without doubt is stated so in the extended format too.
        telegram.date_edtf = telegram.date_edtf.or(telegram.date.map(Edtf::from));
    }
    reading
}

/// [`read_with`], in a unit of a carrier that stands in others.
fn read_nested(unit: &Unit, tools: &Tools, depth: usize) -> Reading {
    if let Some(part) = &unit.part {
        let mut reading = Reading::of(part.carrier());
        table::read(unit, part, &inner(tools, depth), &mut reading);
        return reading;
    }
    let head = unit.bytes.get(..HEAD).unwrap_or(&unit.bytes);
    let complete = head.len() == unit.bytes.len();
    if let Detected::Yes(layout) = detect::table(head, complete, &Columns::default()) {
        return read_table(unit, layout, &inner(tools, depth));
    }
    read_single(unit, tools, depth)
}

/// The telegrams of a text that another form gave: a document, a message.
fn read_text(unit: &Unit, depth: usize) -> Reading {
    match Carrier::of(&unit.bytes) {
        Carrier::Aad => read_single(unit, &Tools::default(), depth),
        carrier => read_as_text(unit, if carrier == Carrier::Smart { carrier } else { Carrier::Text }),
    }
}

/// A text that was read from some form before.
fn read_again(unit: &Unit) -> Reading {
    match Carrier::of(&unit.bytes) {
        Carrier::Mail | Carrier::Pdf => read_as_text(unit, Carrier::Text),
        _ => read_single(unit, &Tools::default(), 0),
    }
}

fn read_as_text(unit: &Unit, carrier: Carrier) -> Reading {
    let mut reading = Reading::of(carrier);
    text::read(unit, &mut reading);
    reading
}

/// How what stands in a unit is read.
pub(crate) fn inner(tools: &Tools, depth: usize) -> Inner<'_> {
    Inner { tools, depth, read: read_nested, read_text, read_again }
}

fn read_table(unit: &Unit, layout: Layout, inner: &Inner<'_>) -> Reading {
    let mut reading = Reading::of(layout.carrier());
    table::read_whole(unit, layout, inner, &mut reading);
    if reading.records.is_empty() && reading.problems.is_empty() {
        reading.problems.push(Problem::new(&unit.file, "a table without rows"));
    }
    reading
}

/// Reads a unit that is no table.
fn read_single(unit: &Unit, tools: &Tools, depth: usize) -> Reading {
    let mut reading = Reading::of(Carrier::of(&unit.bytes));
    reading.carrier.form().read(unit, &inner(tools, depth), &mut reading);
    reading
}
