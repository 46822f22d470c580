//! From a unit to its records.

use crate::{Carrier, Problem, Reading, Tools, Unit, aad, charset, detect, frus, mail, page, pdf, text};

/// Reads what a unit holds. Never fails: what could not be read is in
/// `problems`.
#[must_use]
pub fn read(unit: &Unit) -> Reading {
    read_with(unit, &Tools::default())
}

/// [`read`], with the help of programs.
#[must_use]
pub fn read_with(unit: &Unit, tools: &Tools) -> Reading {
    read_nested(unit, tools, 0)
}

/// The telegrams of a text that another form gave: a document, a message.
pub(crate) fn read_text(unit: &Unit, depth: usize) -> Reading {
    match detect(&unit.bytes) {
        Carrier::Aad => read_nested(unit, &Tools::default(), depth),
        carrier => {
            let carrier = if carrier == Carrier::Smart { carrier } else { Carrier::Text };
            let mut reading = Reading { carrier, records: Vec::new(), problems: Vec::new() };
            text::read(unit, &mut reading);
            reading
        }
    }
}

/// [`read_with`], `depth` messages deep.
pub(crate) fn read_nested(unit: &Unit, tools: &Tools, depth: usize) -> Reading {
    let carrier = detect(&unit.bytes);
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
