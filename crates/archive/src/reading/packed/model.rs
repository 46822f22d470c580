//! What is expected at which place, learned from what stood there before.
//!
//! A value is a number of decisions between two; each has a place, and of each place is kept how often which way was
//! taken. A model begins with what the primer teaches it (`primer.rs`), learns while one record is written or read, and
//! forgets that afterwards. All of this is the format on disk: whatever changes here needs a new kind of record.

use std::collections::HashMap;

use super::bits::Bits;

/// How many decisions are kept apart, as a power of two.
const ROOM: u32 = 18;
/// A choice between so many values, as a power of two, is made within one line of the processor's cache.
const TOGETHER: u32 = 4;
/// After so many a place learns no slower: what stood there lately counts for more.
const PATIENCE: u32 = 60;
/// How many strings are known at most, as a power of two.
const STRINGS: u32 = 12;
/// Longer strings are not remembered.
const LONGEST: usize = 160;

/// Where in a record something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place(u32);

impl Place {
    pub(super) const ROOT: Self = Self(0x811c_9dc5);

    /// A place within this one, or this place under a condition.
    pub(super) const fn at(self, part: u32) -> Self {
        Self((self.0 ^ part.wrapping_mul(0x9e37_79b1)).rotate_left(13).wrapping_mul(0x85eb_ca6b))
    }

    const fn cell(self) -> usize {
        let mixed = (self.0 ^ self.0 >> 15).wrapping_mul(0xc2b2_ae35);
        (mixed >> (32 - ROOM)) as usize
    }

    /// The first of the cells of a choice, which stand together: whoever needs one needs the next.
    const fn cells(self) -> usize {
        self.cell() & !((1 << TOGETHER) - 1)
    }
}

/// The parts of a place that are none of its values.
mod part {
    pub(super) const MORE: u32 = 0x110;
    pub(super) const LONG: u32 = 0x101;
    pub(super) const LEADING: u32 = 0x200;
    pub(super) const IS_EXPECTED: u32 = 0x102;
    pub(super) const STRING: u32 = 0x103;
    pub(super) const LAST: u32 = 0x104;
    pub(super) const NEXT: u32 = 0x105;
    pub(super) const ONE_BEFORE: u32 = 0x106;
    pub(super) const THREE_BEFORE: u32 = 0x107;
}

/// A decision: the probability of one in the upper 22 bits, how often it was met in the lower 10.
type Cell = u32;

const HALF: Cell = 1 << 31;

/// What is known of all places.
#[derive(Debug, Clone)]
pub(in crate::reading) struct Model {
    decisions: Vec<Cell>,
    /// The string that was last at a place, and the one that came next after it, by their numbers.
    strings_at: Vec<u16>,
    strings: Vec<String>,
    numbers: HashMap<String, u16>,
    /// What stood there before this record.
    before: Before,
}

#[derive(Debug, Clone, Default)]
struct Before {
    decisions: Vec<(u32, Cell)>,
    strings_at: Vec<(u32, u16)>,
    strings: usize,
}

impl Model {
    /// Knows nothing.
    pub(super) fn new() -> Self {
        Self {
            decisions: vec![HALF; 1 << ROOM],
            strings_at: vec![0; 1 << ROOM],
            // The first number is that of no string.
            strings: vec![String::new()],
            numbers: HashMap::new(),
            before: Before { strings: 1, ..Before::default() },
        }
    }

    /// Keeps what was learned for all records to come.
    pub(super) fn keep(&mut self) {
        self.before = Before { strings: self.strings.len(), ..Before::default() };
    }

    /// Forgets what was learned since.
    pub(in crate::reading) fn forget(&mut self) {
        for (at, was) in self.before.decisions.drain(..).rev() {
            self.decisions[at as usize] = was;
        }
        for (at, was) in self.before.strings_at.drain(..).rev() {
            self.strings_at[at as usize] = was;
        }
        for string in self.strings.drain(self.before.strings..) {
            self.numbers.remove(&string);
        }
    }

    fn decide(&mut self, bits: &mut impl Bits, cell: usize, bit: bool) -> bool {
        let bit = bits.bit(probability(self.decisions[cell]), bit);
        self.learn(cell, bit);
        bit
    }

    fn learn(&mut self, cell: usize, bit: bool) {
        let was = self.decisions[cell];
        self.before.decisions.push((cell as u32, was));
        let (one, met) = (was >> 10, was & 0x3ff);
        // After n times the next counts as one of n + 1.5.
        let share = SHARES[met as usize];
        let one = if bit {
            one + ((u64::from((1 << 22) - 1 - one) * u64::from(share)) >> 16) as u32
        } else {
            one - ((u64::from(one) * u64::from(share)) >> 16) as u32
        };
        self.decisions[cell] = one << 10 | (met + 1).min(PATIENCE);
    }

    /// One of `1 << width` values.
    pub(super) fn choice(&mut self, bits: &mut impl Bits, place: Place, width: u32, value: u32) -> u32 {
        let (mut place, mut left, mut chosen) = (place, width, 0);
        while left > 0 {
            let some = left.min(TOGETHER);
            left -= some;
            let first = place.cells();
            let mut node = 1;
            for level in (0..some).rev() {
                let bit = self.decide(bits, first + node, value >> (left + level) & 1 == 1);
                node = node << 1 | usize::from(bit);
            }
            let part = node as u32 - (1 << some);
            chosen = chosen << some | part;
            place = place.at(part::MORE | part);
        }
        chosen
    }

    /// A number.
    pub(super) fn number(&mut self, bits: &mut impl Bits, place: Place, number: u64) -> u64 {
        /// Says that the length stands after this.
        const LONG: u32 = (1 << TOGETHER) - 1;
        let length = u64::BITS - number.leading_zeros();
        let length = match self.choice(bits, place, TOGETHER, length.min(LONG)) {
            LONG => self.choice(bits, place.at(part::LONG), 7, length).min(u64::BITS),
            length => length,
        };
        let mut value = u64::from(length > 0);
        let leading = place.at(part::LEADING + length).cells();
        for level in (0..length.saturating_sub(1)).rev() {
            let bit = number >> level & 1 == 1;
            // What leads is worth learning, the rest is as good as chance.
            let bit = match length - 2 - level {
                0..3 => self.decide(bits, leading + value as usize, bit),
                _ => bits.bit(1 << 15, bit),
            };
            value = value << 1 | u64::from(bit);
        }
        value
    }

    /// A number below or above zero.
    pub(super) fn signed(&mut self, bits: &mut impl Bits, place: Place, number: i64) -> i64 {
        let folded = self.number(bits, place, (number << 1 ^ number >> 63) as u64);
        (folded >> 1) as i64 ^ -((folded & 1) as i64)
    }

    /// The number of a string that is known.
    pub(super) fn known(&self, string: &str) -> Option<u16> {
        self.numbers.get(string).copied()
    }

    pub(super) fn string(&self, number: u16) -> Option<&str> {
        self.strings.get(usize::from(number)).map(String::as_str)
    }

    /// Remembers a string.
    pub(super) fn remember(&mut self, string: &str) -> u16 {
        if let Some(known) = self.known(string) {
            return known;
        }
        if string.len() > LONGEST || self.strings.len() >= 1 << STRINGS {
            return 0;
        }
        let number = self.strings.len() as u16;
        self.strings.push(string.to_owned());
        self.numbers.insert(string.to_owned(), number);
        number
    }

    /// The string that is expected at a place: the one that came last time after the one before.
    pub(super) fn expected(&self, place: Place) -> u16 {
        let last = self.strings_at[place.at(part::LAST).cell()];
        self.strings_at[Self::next(place, last).cell()]
    }

    fn next(place: Place, last: u16) -> Place {
        place.at(part::NEXT).at(u32::from(last))
    }

    /// Notes the string that stands at a place; 0 where it is not remembered.
    pub(super) fn note(&mut self, place: Place, string: u16) {
        let last = place.at(part::LAST).cell();
        let next = Self::next(place, self.strings_at[last]).cell();
        self.set_string(next, string);
        self.set_string(last, string);
    }

    fn set_string(&mut self, cell: usize, string: u16) {
        self.before.strings_at.push((cell as u32, self.strings_at[cell]));
        self.strings_at[cell] = string;
    }

    /// Whether the string is the one that is expected.
    pub(super) fn is_expected(&mut self, bits: &mut impl Bits, place: Place, is: bool) -> bool {
        let last = self.strings_at[place.at(part::LAST).cell()];
        self.decide(bits, place.at(part::IS_EXPECTED).at(u32::from(last)).cell(), is)
    }

    /// The number of a string.
    pub(super) fn which(&mut self, bits: &mut impl Bits, place: Place, number: u16) -> u16 {
        let last = self.strings_at[place.at(part::LAST).cell()];
        self.choice(bits, place.at(part::STRING).at(u32::from(last)), STRINGS, u32::from(number)) as u16
    }

    /// A byte of a string, after those `before`.
    pub(super) fn byte(&mut self, bits: &mut impl Bits, place: Place, before: &[u8], byte: u8) -> u8 {
        let letter = |back: usize| before.len().checked_sub(back).map_or(0, |at| u32::from(before[at]));
        let (one, two, three) = (letter(1), letter(2), letter(3));
        let near = place.at(part::ONE_BEFORE).at(one);
        let far = Place::ROOT.at(part::THREE_BEFORE).at(one << 16 | two << 8 | three);
        let mut found = 0;
        for half in [4, 0] {
            let part = part::MORE << 4 | found;
            let (first_near, first_far) = (near.at(part).cells(), far.at(part).cells());
            let mut node = 1;
            for level in (0..4).rev() {
                let (near, far) = (first_near + node, first_far + node);
                let (one_near, one_far) = (self.decisions[near], self.decisions[far]);
                // Three letters before tell more than one, once they have been met.
                let (sure_near, sure_far) = (probability(one_near), probability(one_far));
                let weight = WEIGHTS[(one_far & 0x3ff) as usize];
                let one = sure_near.wrapping_add_signed(((sure_far as i32 - sure_near as i32) * weight) >> 14);
                let bit = bits.bit(one, byte >> (half + level) & 1 == 1);
                self.learn(near, bit);
                self.learn(far, bit);
                node = node << 1 | usize::from(bit);
            }
            found = found << 4 | (node as u32 & 0xf);
        }
        found as u8
    }
}

/// Of a cell, in 65,536ths; never sure.
fn probability(cell: Cell) -> u32 {
    (cell >> 16).clamp(24, 65_536 - 24)
}

/// How much what was met n times weighs against what is known otherwise, in 16,384ths: 2 n to one.
const WEIGHTS: [i32; PATIENCE as usize + 1] = {
    let mut weights = [0; PATIENCE as usize + 1];
    let mut met = 0;
    while met < weights.len() {
        weights[met] = (2 * met as i32) * (1 << 14) / (2 * met as i32 + 1);
        met += 1;
    }
    weights
};

/// What the n-th time counts, in 65,536ths.
const SHARES: [u32; PATIENCE as usize + 1] = {
    let mut shares = [0; PATIENCE as usize + 1];
    let mut met = 0;
    while met < shares.len() {
        shares[met] = (1 << 17) / (2 * met as u32 + 3);
        met += 1;
    }
    shares
};
