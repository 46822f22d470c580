//! `.gz`, one or several members after each other, of anything.

use core::ops::ControlFlow;
use std::io::{BufReader, Cursor, Read};

use super::{Form, Walk, head};

/// Reads a gzip stream. A compressed tar counts as one archive; what is plain
/// inside is shown without the ending `.gz`.
pub(super) fn read(walk: &mut Walk<'_, '_>, file: &str, reader: &mut dyn Read, depth: usize) -> ControlFlow<()> {
    let decoder = flate2::bufread::MultiGzDecoder::new(BufReader::with_capacity(64 << 10, reader));
    let mut inner = walk.budget.count_output(decoder);
    let head = match head(&mut inner) {
        Ok(head) => head,
        Err(error) => {
            let reason = walk.budget.reason(&error);
            return walk.problem(file, Some("byte 0".to_owned()), reason);
        }
    };
    let form = Form::of(&head);
    let mut inner = Cursor::new(head).chain(inner);
    match form {
        Form::Tar => walk.stream(file, &mut inner, depth),
        _ => walk.stream(file.strip_suffix(".gz").unwrap_or(file), &mut inner, depth + 1),
    }
}
