//! Telegrams of the SMART system with their labels, as text (rule SMART).

use memchr::memmem;

use crate::carrier::{Form, Inner, Sample};
use crate::{Reading, Unit, text};

/// The labelled form.
pub(crate) struct Smart;

impl Form for Smart {
    fn key(&self) -> &'static str {
        "smart"
    }

    fn word(&self) -> &'static str {
        "SMART record"
    }

    fn sniff(&self, sample: &Sample<'_>) -> bool {
        is_smart(sample.lower())
    }

    fn read(&self, unit: &Unit, _: &Inner<'_>, reading: &mut Reading) {
        text::read(unit, reading);
    }
}

/// A line that begins with the label `MRN:` and one with `Date/DTG:` or
/// `From:` (rule SMART).
fn is_smart(sample: &[u8]) -> bool {
    let label = |mark: &[u8]| {
        memmem::find_iter(sample, mark).any(|at| {
            let before = sample[..at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t'));
            matches!(before, None | Some(b'\n' | b'\r' | 0x0C | 0xBF))
        })
    };
    label(b"mrn:") && (label(b"date/dtg:") || label(b"from:"))
}
