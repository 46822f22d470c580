//! What a command was told to read.

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use formats::{Find, Options, Problem, Unit};

/// Finds the units in what was named, in order, tables in parts; `-` is standard
/// input.
pub(crate) fn hand_out(
    files: &[PathBuf],
    options: &Options,
    give: &mut dyn FnMut(Result<Unit, Problem>) -> ControlFlow<()>,
) {
    for file in files {
        let mut found = |found: Find<'_>| found.in_parts(give);
        let flow = if file == Path::new("-") {
            formats::find_in_reader("-", io::stdin().lock(), options, &mut found)
        } else {
            formats::find(std::slice::from_ref(file), options, &mut found)
        };
        if flow.is_break() {
            return;
        }
    }
}
