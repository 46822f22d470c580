//! Bits, each in as little room as its probability allows: an arithmetic coder.
//!
//! The sequence of all bits is a number between two bounds; each bit narrows them to the part that its probability has
//! (Witten, Neal and Cleary 1987; the form with carryless bounds of 32 bits is that of Mahoney's lpaq).

/// Writes or reads bits.
pub(super) trait Bits {
    /// The next bit, which is one with a probability of `one` in 65,536. A writer writes `bit` and gives it back; a
    /// reader takes no notice of it.
    fn bit(&mut self, one: u32, bit: bool) -> bool;
}

/// The bounds between which the number lies.
#[derive(Debug)]
struct Bounds {
    low: u32,
    high: u32,
}

impl Bounds {
    const ALL: Self = Self { low: 0, high: u32::MAX };

    /// The last number of the part that stands for a one.
    fn middle(&self, one: u32) -> u32 {
        let range = u64::from(self.high - self.low);
        self.low + ((range * u64::from(one)) >> 16) as u32
    }

    fn narrow(&mut self, middle: u32, bit: bool) {
        if bit {
            self.high = middle;
        } else {
            self.low = middle.saturating_add(1).min(self.high);
        }
    }

    /// The first byte, once both bounds have the same.
    fn settled(&mut self) -> Option<u8> {
        let first = self.low >> 24;
        (first == self.high >> 24).then(|| {
            self.low <<= 8;
            self.high = self.high << 8 | 0xff;
            first as u8
        })
    }
}

/// Writes bits.
#[derive(Debug)]
pub(super) struct BitWriter {
    bounds: Bounds,
    bytes: Vec<u8>,
}

impl BitWriter {
    pub(super) const fn new() -> Self {
        Self { bounds: Bounds::ALL, bytes: Vec::new() }
    }

    /// The bytes. A reader takes what is missing at the end for zeros.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let Bounds { low, high } = self.bounds;
        // The shortest number between the bounds.
        let number = [24, 16, 8].map(|rest| high >> rest << rest).into_iter().find(|number| *number >= low);
        self.bytes.extend(number.unwrap_or(high).to_be_bytes());
        let end = self.bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        self.bytes.truncate(end);
        self.bytes
    }
}

impl Bits for BitWriter {
    fn bit(&mut self, one: u32, bit: bool) -> bool {
        let middle = self.bounds.middle(one);
        self.bounds.narrow(middle, bit);
        while let Some(byte) = self.bounds.settled() {
            self.bytes.push(byte);
        }
        bit
    }
}

/// Reads bits back.
#[derive(Debug)]
pub(super) struct BitReader<'a> {
    bounds: Bounds,
    number: u32,
    rest: &'a [u8],
    /// How many bytes were asked for after the last.
    past: u32,
}

/// The bytes of a number: so many may be asked for after the last one.
const AHEAD: u32 = 4;

impl<'a> BitReader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        let mut reader = Self { bounds: Bounds::ALL, number: 0, rest: bytes, past: 0 };
        for _ in 0..AHEAD {
            reader.number = reader.number << 8 | u32::from(reader.next());
        }
        reader
    }

    fn next(&mut self) -> u8 {
        match self.rest.split_first() {
            Some((first, rest)) => {
                self.rest = rest;
                *first
            }
            None => {
                self.past += 1;
                0
            }
        }
    }

    /// Whether more was read than was ever written. The zeros that a writer left out at the end count for nothing.
    pub(super) fn is_past_its_end(&self) -> bool {
        self.past > LONGEST_RUN_OF_ZEROS
    }
}

/// What ends in more zeros was not written by us: one such byte stands for some thousand bits at most, and who asks for more
/// of them goes round in circles.
const LONGEST_RUN_OF_ZEROS: u32 = 64;

impl Bits for BitReader<'_> {
    fn bit(&mut self, one: u32, _: bool) -> bool {
        let middle = self.bounds.middle(one);
        let bit = self.number <= middle;
        self.bounds.narrow(middle, bit);
        while self.bounds.settled().is_some() {
            self.number = self.number << 8 | u32::from(self.next());
        }
        bit
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bits_are_read_back(bits in prop::collection::vec((1_u32..65_536, any::<bool>()), 0..2_000)) {
            let mut writer = BitWriter::new();
            for &(one, bit) in &bits {
                writer.bit(one, bit);
            }
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes);
            for &(one, bit) in &bits {
                prop_assert_eq!(reader.bit(one, false), bit);
            }
        }

        #[test]
        fn what_is_sure_takes_no_room(count in 0_usize..10_000) {
            let mut writer = BitWriter::new();
            for _ in 0..count {
                writer.bit(65_500, true);
            }
            prop_assert!(writer.finish().len() <= 1 + count / 8_000);
        }
    }
}
