//! The hash of the compiled-in tables.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys are those of a compiled-in table: nobody can choose them so that they collide, so a plain hash does.
pub(crate) type TableMap<K, V> = HashMap<K, V, BuildHasherDefault<TableHasher>>;

/// Multiplies and turns, eight bytes at a time.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct TableHasher(u64);

impl Hasher for TableHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.add(u64::from_le_bytes(*word)));
        self.add(rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)));
    }

    fn write_u8(&mut self, _: u8) {
        // The mark after a string: tables do not join their keys.
    }

    fn finish(&self) -> u64 {
        // The upper bits are the best mixed ones; the map takes its place from the lower.
        self.0.rotate_left(26)
    }
}

impl TableHasher {
    fn add(&mut self, word: u64) {
        // An odd number without a pattern: the fraction of the golden ratio.
        const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    }
}
