//! From a unit to its records.

use telegram::Edtf;

use crate::table::{self, Columns, Detected, HEAD, Layout};
use crate::{Carrier, Problem, Reading, Tools, Unit, aad, aside, charset, detect, frus, mail, page, pdf, text};

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

/// The telegrams of a text that another form gave: a document, a message.
pub(crate) fn read_text(unit: &Unit, depth: usize) -> Reading {
    match detect::single(&unit.bytes) {
        Carrier::Aad => read_single(unit, &Tools::default(), depth),
        carrier => {
            let carrier = if carrier == Carrier::Smart { carrier } else { Carrier::Text };
            let mut reading = Reading { carrier, records: Vec::new(), problems: Vec::new() };
            text::read(unit, &mut reading);
            reading
        }
    }
}

/// A text that was read from some form before. What looks like a message in it
/// is its text: what was attached stands in objects of its own.
pub(crate) fn read_again(unit: &Unit) -> Reading {
    match detect::single(&unit.bytes) {
        Carrier::Mail | Carrier::Pdf => {
            let mut reading = Reading { carrier: Carrier::Text, records: Vec::new(), problems: Vec::new() };
            text::read(unit, &mut reading);
            reading
        }
        _ => read_single(unit, &Tools::default(), 0),
    }
}

/// [`read_with`], `depth` messages deep.
pub(crate) fn read_nested(unit: &Unit, tools: &Tools, depth: usize) -> Reading {
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
    read_single(unit, tools, depth)
}

fn read_table(unit: &Unit, layout: Layout) -> Reading {
    let mut reading = Reading { carrier: layout.carrier(), records: Vec::new(), problems: Vec::new() };
    table::read_whole(unit, layout, &mut reading);
    if reading.records.is_empty() && reading.problems.is_empty() {
        reading.problems.push(Problem::new(&unit.file, "a table without rows"));
    }
    reading
}

/// Reads a unit that is no table, `depth` messages deep.
fn read_single(unit: &Unit, tools: &Tools, depth: usize) -> Reading {
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
        Carrier::Mail => mail::read(unit, tools, depth, &mut reading),
        Carrier::Pdf => pdf::read(unit, tools, depth, &mut reading),
        Carrier::Frus => frus::read(unit, &mut reading),
        _ => text::read(unit, &mut reading),
    }
    reading
}
