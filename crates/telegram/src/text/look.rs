//! What bytes a line holds, asked once and remembered: most questions about a
//! line are settled by it.

use std::sync::LazyLock;

use memchr::memmem::Finder;

/// Two spaces, one after the other.
pub(super) static DOUBLE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("  "));

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

    /// Looks at all bytes of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let mut look = text.bytes().fold(0, |look, byte| look | OF_BYTE[usize::from(byte)]);
        if let Some(at) = DOUBLE.find(text.as_bytes()) {
            look |= Self::DOUBLE;
            if text.as_bytes()[at..].windows(3).any(|three| three == b"   ") {
                look |= Self::WIDE;
            }
        }
        Self(look)
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

    /// Whether an opening bracket is in it.
    pub(crate) fn has_bracket(self) -> bool {
        self.holds(Self::BRACKET)
    }
}

/// What each byte adds.
static OF_BYTE: [u8; 256] = {
    let mut table = [Look::UNUSUAL; 256];
    let mut byte = b' ';
    while byte <= b'~' {
        table[byte as usize] = match byte {
            b'0'..=b'9' => Look::FIGURE,
            b'a'..=b'z' => Look::SMALL,
            b':' | b';' => Look::SIGN,
            b'(' | b'[' => Look::BRACKET,
            _ => 0,
        };
        byte += 1;
    }
    table
};

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
        ] {
            assert_eq!(Look::of(text), Look(want), "{text:?}");
        }
    }
}
