//! From a unit to its records.

use crate::table::{self, Columns, Detected, HEAD, Layout};
use crate::{Carrier, Problem, Reading, Unit, aad, charset, detect, frus, page, text};

/// Reads what a unit holds. Never fails: what could not be read is in
/// `problems`.
#[must_use]
pub fn read(unit: &Unit) -> Reading {
    if let Some(part) = &unit.part {
        let mut reading = Reading { carrier: part.carrier(), records: Vec::new(), problems: Vec::new() };
        table::read(unit, part, &mut reading);
        return reading;
    }
    let head = &unit.bytes[..unit.bytes.len().min(HEAD)];
    let complete = head.len() == unit.bytes.len();
    if let Detected::Yes(layout) = detect::table(head, complete, &Columns::default()) {
        return read_table(unit, layout);
    }
    read_single(unit)
}

fn read_table(unit: &Unit, layout: Layout) -> Reading {
    let mut reading = Reading { carrier: layout.carrier(), records: Vec::new(), problems: Vec::new() };
    table::read_whole(unit, layout, &mut reading);
    if reading.records.is_empty() && reading.problems.is_empty() {
        reading.problems.push(Problem::new(&unit.file, "a table without rows"));
    }
    reading
}

/// Reads a unit that is no table.
pub(crate) fn read_single(unit: &Unit) -> Reading {
    let carrier = detect::single(&unit.bytes);
    let mut reading = Reading { carrier, records: Vec::new(), problems: Vec::new() };
    match carrier {
        Carrier::Empty => reading.problems.push(Problem::new(&unit.file, "empty")),
        Carrier::Binary => {
            let (at, reason) = charset::binary(&unit.bytes).unwrap_or((0, "no text".to_owned()));
            reading.problems.push(Problem::at_byte(&unit.file, at, reason));
        }
        Carrier::Aad => aad::read(unit, &mut reading),
        Carrier::Page => page::read(unit, &mut reading),
        Carrier::Frus => frus::read(unit, &mut reading),
        _ => text::read(unit, &mut reading),
    }
    reading
}
