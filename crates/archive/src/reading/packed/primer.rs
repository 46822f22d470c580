//! What a model knows before it reads its first record.
//!
//! `primer.bin` holds readings of invented telegrams, written by a model that knew nothing. A model that reads them has
//! learned what readings look like. The file is part of the format: with another one, records of this form cannot be read.

use std::sync::{Mutex, OnceLock, PoisonError};

use serde::de::IgnoredAny;

use super::Unpackable;
use super::model::Model;
use super::read::Reader;

const PRIMER: &[u8] = include_bytes!("primer.bin");

/// The places of the values of a record, and of its text in the primer.
pub(in crate::reading) mod section {
    pub(in crate::reading) const TEXT: u32 = 1;
    pub(in crate::reading) const FACTS: u32 = 2;
    pub(in crate::reading) const PARTS: u32 = 3;
    pub(in crate::reading) const PARAGRAPHS: u32 = 4;
    pub(in crate::reading) const PLACES: u32 = 5;
    pub(super) const COUNT: u32 = 6;
}

/// Does something with a model that knows the primer and nothing else.
pub(in crate::reading) fn with_model<T>(
    work: impl FnOnce(&mut Model) -> Result<T, Unpackable>,
) -> Result<T, Unpackable> {
    static PRIMED: OnceLock<Model> = OnceLock::new();
    static IDLE: Mutex<Vec<Model>> = Mutex::new(Vec::new());
    let idle = || IDLE.lock().unwrap_or_else(PoisonError::into_inner);
    let found = idle().pop();
    let mut model = found.unwrap_or_else(|| PRIMED.get_or_init(|| primed(PRIMER)).clone());
    let result = work(&mut model);
    model.forget();
    idle().push(model);
    result
}

/// A model that has read all of a primer. Of one that breaks off it knows what stands before.
fn primed(primer: &[u8]) -> Model {
    let mut model = Model::new();
    let _ = read_all(&mut model, primer);
    model.keep();
    model
}

fn read_all(model: &mut Model, primer: &[u8]) -> Result<(), Unpackable> {
    let mut reader = Reader::new(model, primer);
    reader.value::<IgnoredAny>(section::PLACES)?;
    let count: u32 = reader.value(section::COUNT)?;
    for _ in 0..count {
        let text: String = reader.value(section::TEXT)?;
        reader.set_text("");
        reader.value::<IgnoredAny>(section::FACTS)?;
        reader.value::<IgnoredAny>(section::PARTS)?;
        for place in [section::PARAGRAPHS, section::PLACES] {
            reader.set_text(&text);
            reader.value::<IgnoredAny>(place)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
