//! What holds no text at all.

use crate::carrier::{Form, Inner, Sample};
use crate::{Problem, Reading, Unit, charset};

/// A unit of blanks.
pub(crate) struct Empty;

impl Form for Empty {
    fn key(&self) -> &'static str {
        "empty"
    }

    fn word(&self) -> &'static str {
        "empty file"
    }

    fn sniff(&self, sample: &Sample<'_>) -> bool {
        sample.is_blank()
    }

    fn read(&self, unit: &Unit, _: &Inner<'_>, reading: &mut Reading) {
        reading.problems.push(Problem::new(&unit.file, "empty"));
    }
}

/// A unit of bytes that are no text.
pub(crate) struct Binary;

impl Form for Binary {
    fn key(&self) -> &'static str {
        "binary"
    }

    fn word(&self) -> &'static str {
        "file without text"
    }

    fn ending(&self) -> &'static str {
        "bin"
    }

    fn sniff(&self, sample: &Sample<'_>) -> bool {
        charset::binary(sample.bytes).is_some()
    }

    fn read(&self, unit: &Unit, _: &Inner<'_>, reading: &mut Reading) {
        let (at, reason) = charset::binary(&unit.bytes).unwrap_or((0, "no text".to_owned()));
        reading.problems.push(Problem::at_byte(&unit.file, at, reason));
    }
}
