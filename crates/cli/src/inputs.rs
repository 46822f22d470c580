//! What a command was told to read.

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use formats::{Limits, Problem, Unit};

/// Finds the units in what was named, in order; `-` is standard input.
pub(crate) fn hand_out(files: &[PathBuf], give: &mut dyn FnMut(Result<Unit, Problem>) -> ControlFlow<()>) {
    let limits = Limits::default();
    for file in files {
        let flow = if file == Path::new("-") {
            formats::unit_from_reader("-", io::stdin().lock(), &limits, give)
        } else {
            formats::walk(std::slice::from_ref(file), &limits, give)
        };
        if flow.is_break() {
            return;
        }
    }
}
