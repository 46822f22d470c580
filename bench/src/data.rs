//! The material that is measured with.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use formats::{Limits, Unit};

/// The two sets, by name.
pub(crate) const SETS: [(&str, &str); 2] = [("NARA records", "nara-aad/txt"), ("FRUS volumes", "frus-tei")];

/// The folders of all sets.
pub(crate) fn folders(data: &Path) -> Vec<PathBuf> {
    SETS.iter().map(|(_, folder)| data.join(folder)).collect()
}

/// Everything in a folder, in memory.
pub(crate) fn units(folder: &Path) -> Vec<Unit> {
    let mut units = Vec::new();
    let _ = formats::walk(&[folder.to_owned()], &Limits::default(), &mut |unit| {
        match unit {
            Ok(unit) => units.push(unit),
            Err(problem) => eprintln!("{problem}"),
        }
        ControlFlow::Continue(())
    });
    units
}

/// How many bytes units have.
pub(crate) fn bytes(units: &[Unit]) -> usize {
    units.iter().map(|unit| unit.bytes.len()).sum()
}

/// The decoded texts of all records.
pub(crate) fn texts(data: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for folder in folders(data) {
        for unit in units(&folder) {
            texts.extend(formats::read(&unit).records.into_iter().map(|record| record.text));
        }
    }
    texts
}
