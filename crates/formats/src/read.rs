//! From a unit to its records.

use crate::{Carrier, Problem, Reading, Unit, aad, charset, detect, frus, mail, page, text};

/// Reads what a unit holds. Never fails: what could not be read is in
/// `problems`.
#[must_use]
pub fn read(unit: &Unit) -> Reading {
    read_nested(unit, 0)
}

/// [`read`], `depth` messages deep.
pub(crate) fn read_nested(unit: &Unit, depth: usize) -> Reading {
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
        Carrier::Mail => mail::read(unit, depth, &mut reading),
        Carrier::Frus => frus::read(unit, &mut reading),
        _ => text::read(unit, &mut reading),
    }
    reading
}
