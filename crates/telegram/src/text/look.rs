//! What bytes a line holds, asked once and remembered: most questions about a
//! line are settled by it.

/// Where two spaces stand, one after the other.
pub(super) fn double_space(text: &[u8]) -> Option<usize> {
    // Most stretches have none: one look at a stretch as a whole, which compiles to vector instructions.
    const STRETCH: usize = 32;
    let mut at = 0;
    while let Some(stretch) = text.get(at..).and_then(<[u8]>::first_chunk::<{ STRETCH + 1 }>) {
        if (0..STRETCH).fold(false, |found, at| found | ((stretch[at] == b' ') & (stretch[at + 1] == b' '))) {
            break;
        }
        at += STRETCH;
    }
    Some(at + text.get(at..)?.windows(2).position(|pair| pair == b"  ")?)
}

/// What bytes a line holds. Says nothing about where they stand; what it
/// denies of a line it denies of every part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Look(u8);

impl Look {
    /// A control character, a tab, or anything beyond ASCII.
    const UNUSUAL: u8 = 1;
    const FIGURE: u8 = 1 << 1;
    const SMALL: u8 = 1 << 2;
    /// A colon or semicolon.
    const SIGN: u8 = 1 << 3;
    /// An opening bracket, round or square.
    const BRACKET: u8 = 1 << 4;
    /// Two spaces or more, one after the other.
    const DOUBLE: u8 = 1 << 5;
    /// Three spaces or more, one after the other.
    const WIDE: u8 = 1 << 6;

    const HYPHEN: u8 = 1 << 7;

    /// Looks at all bytes of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let Some(end) = bytes.last_chunk::<WINDOW>() else {
            let look = bytes.iter().fold(0, |look, &byte| look | OF_BYTE[usize::from(byte)]);
            let runs = |run: &[u8], found| if bytes.windows(run.len()).any(|some| some == run) { found } else { 0 };
            return Self(look | runs(b"  ", Self::DOUBLE) | runs(b"   ", Self::WIDE));
        };
        let mut seen = [0; STRIDE];
        let mut rest = bytes;
        while let Some(window) = rest.first_chunk() {
            look_at(window, &mut seen);
            rest = &rest[STRIDE..];
        }
        // The last window may overlap the one before: to see a byte twice changes nothing.
        look_at(end, &mut seen);
        let [.., last, after] = *end;
        let double = flag((last == b' ') & (after == b' '), Self::DOUBLE);
        // All lanes into one, by halves.
        let seen = u128::from_ne_bytes(seen);
        let seen = seen as u64 | (seen >> 64) as u64;
        let seen = seen as u32 | (seen >> 32) as u32;
        let seen = seen | seen >> 16;
        let seen = seen as u8 | (seen >> 8) as u8;
        Self(seen | OF_BYTE[usize::from(last)] | OF_BYTE[usize::from(after)] | double)
    }

    fn holds(self, any: u8) -> bool {
        self.0 & any != 0
    }

    /// Whether all of it is printed ASCII.
    pub(crate) fn is_printed(self) -> bool {
        !self.holds(Self::UNUSUAL)
    }

    /// Whether all of it is printed ASCII and no space stands beside another.
    pub(crate) fn is_single_spaced(self) -> bool {
        !self.holds(Self::UNUSUAL | Self::DOUBLE)
    }

    /// Whether a gap as between columns can be in it: three spaces, a tab, blanks beyond ASCII.
    pub(crate) fn may_have_gap(self) -> bool {
        self.holds(Self::UNUSUAL | Self::WIDE)
    }

    /// Whether an ASCII figure is in it.
    pub(crate) fn has_figure(self) -> bool {
        self.holds(Self::FIGURE)
    }

    /// Whether a small letter of ASCII is in it.
    pub(crate) fn has_small(self) -> bool {
        self.holds(Self::SMALL)
    }

    /// Whether a colon or semicolon is in it.
    pub(crate) fn has_sign(self) -> bool {
        self.holds(Self::SIGN)
    }

    /// Whether a hyphen of ASCII is in it.
    pub(crate) fn has_hyphen(self) -> bool {
        self.holds(Self::HYPHEN)
    }

    /// Whether an opening bracket is in it.
    pub(crate) fn has_bracket(self) -> bool {
        self.holds(Self::BRACKET)
    }
}

/// So many bytes are looked at together: in steps of this width the loop compiles to vector instructions.
const STRIDE: usize = 16;
/// The bytes of a step, with the two after it that tell whether blanks go on.
const WINDOW: usize = STRIDE + 2;

/// Adds what stands in the bytes of a step.
#[inline(always)]
fn look_at(window: &[u8; WINDOW], seen: &mut [u8; STRIDE]) {
    for (at, seen) in seen.iter_mut().enumerate() {
        let (byte, next, third) = (window[at], window[at + 1], window[at + 2]);
        let double = (byte == b' ') & (next == b' ');
        *seen |= of_byte(byte) | flag(double, Look::DOUBLE) | flag(double & (third == b' '), Look::WIDE);
    }
}

/// What a byte adds; without branches, so that a stride of them is one computation.
#[inline(always)]
const fn of_byte(byte: u8) -> u8 {
    flag(byte.wrapping_sub(b' ') > b'~' - b' ', Look::UNUSUAL)
        | flag(byte.wrapping_sub(b'0') < 10, Look::FIGURE)
        | flag(byte.wrapping_sub(b'a') < 26, Look::SMALL)
        // Both signs but for their last bit.
        | flag(byte & !1 == b':', Look::SIGN)
        | flag((byte == b'(') | (byte == b'['), Look::BRACKET)
        | flag(byte == b'-', Look::HYPHEN)
}

/// [`of_byte`] of each byte, for lines too short for a stride.
const OF_BYTE: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = of_byte(byte as u8);
        byte += 1;
    }
    table
};

#[inline(always)]
const fn flag(is_there: bool, flag: u8) -> u8 {
    if is_there { flag } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::Look;

    #[test]
    fn tells_what_bytes_are_there() {
        for (text, want) in [
            ("", 0),
            ("ONE TWO", 0),
            ("ONE  TWO", Look::DOUBLE),
            ("ONE   TWO", Look::DOUBLE | Look::WIDE),
            ("ONE  TWO   THREE", Look::DOUBLE | Look::WIDE),
            ("ONE\tTWO", Look::UNUSUAL),
            ("\u{c9}", Look::UNUSUAL),
            ("617 one", Look::FIGURE | Look::SMALL),
            ("REF: (A", Look::SIGN | Look::BRACKET),
            ("  ", Look::DOUBLE),
            ("THE FERRY SAILED ON  MAY 2", Look::DOUBLE | Look::FIGURE),
            ("THE FERRY SAILED FROM SUVA (", Look::BRACKET),
            ("THE FERRY SAILED;  ", Look::DOUBLE | Look::SIGN),
            ("THE FERRY SAILED   TO APIA", Look::DOUBLE | Look::WIDE),
            ("A FERRY SAILED   ", Look::DOUBLE | Look::WIDE),
            ("THE FERRY SAILED FROM SUVA AND  CAME TO APIA", Look::DOUBLE),
            ("THE FERRY SAILED FROM SUVA AND WENT TO \u{c9}", Look::UNUSUAL),
        ] {
            assert_eq!(Look::of(text), Look(want), "{text:?}");
        }
    }
}
