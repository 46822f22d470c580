//! Values in little room: what a reading keeps, as the catalogue has it.
//!
//! Any value that `serde` knows is written as a sequence of decisions, each in as little room as what came before at the
//! same place leads to expect (`model.rs`, `bits.rs`): names of fields, which always follow each other, take next to none.
//! A string that the telegram's text has is written as its place there. The values name themselves, as those of JSON do,
//! so that a later version can read what an earlier one wrote.

mod bits;
pub(super) mod earlier;
mod model;
mod primer;
mod read;
mod record;
mod write;

pub(super) use primer::{section, with_model};
pub(super) use read::Reader;
pub(super) use record::{Record, is_of_this_form};
pub(super) use write::Writer;

/// What cannot be packed or unpacked, and why.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Unpackable(String);

/// A string of fewer bytes is written in letters, wherever it stands in the text: its place takes nearly as much room.
const SHORTEST_IN_TEXT: usize = 6;

/// A string of more bytes is packed with LZ4: letter by letter would take too long.
const LONGEST_IN_LETTERS: usize = 512;

/// The number of the string that ends a map.
const END_OF_MAP: u16 = 0;

/// Kinds of values.
mod tag {
    pub(super) const WIDTH: u32 = 3;
    pub(super) const NULL: u32 = 0;
    pub(super) const FALSE: u32 = 1;
    pub(super) const TRUE: u32 = 2;
    pub(super) const NUMBER: u32 = 3;
    pub(super) const STRING: u32 = 4;
    pub(super) const LIST: u32 = 5;
    /// A few values of which each has its own meaning. Numbers among them lead into the text, and are written as what lies
    /// between them and the last such number.
    pub(super) const TUPLE: u32 = 6;
    pub(super) const MAP: u32 = 7;
}

/// Where a string comes from that is not the expected one.
mod from {
    pub(super) const WIDTH: u32 = 2;
    pub(super) const LETTERS: u32 = 0;
    pub(super) const KNOWN: u32 = 1;
    pub(super) const TEXT: u32 = 2;
    pub(super) const LZ4: u32 = 3;
}

/// The parts of a place.
mod part {
    pub(super) const TAG: u32 = 1;
    pub(super) const FROM: u32 = 2;
    pub(super) const OFFSET: u32 = 3;
    pub(super) const LENGTH: u32 = 4;
    pub(super) const COUNT: u32 = 5;
    pub(super) const KEY: u32 = 6;

    /// An element of a list, all of which are alike, or of a tuple.
    pub(super) fn element(is_tuple: bool, index: u32) -> u32 {
        if is_tuple { 0x20 + index.min(7) } else { 0x10 }
    }

    /// A value by its key: FNV-1a.
    pub(super) fn of_key(key: &str) -> u32 {
        key.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }
}
