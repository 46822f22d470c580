//! Which of the witnesses of a telegram is shown.

use telegram::TextState;

/// How many lengths are told apart; a longer text counts as this long.
const LENGTHS: i64 = 1 << 40;

/// What decides which witness of a telegram is shown: that of the lowest rank, of several the one that came first.
///
/// It is kept with the witness. A version that was replaced comes last; then a text that is lost or withdrawn; then the
/// shorter one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Rank(pub(crate) i64);

impl Rank {
    /// The rank of a witness whose decoded text has so many bytes.
    pub(crate) fn of(superseded: bool, state: TextState, length: u64) -> Self {
        let group = 2 * i64::from(superseded) + i64::from(state != TextState::Present);
        let length = i64::try_from(length).unwrap_or(i64::MAX).min(LENGTHS - 1);
        Self(group * LENGTHS + LENGTHS - 1 - length)
    }

    /// Of the same witness, once a later version has taken its place.
    pub(crate) fn replaced(self) -> Self {
        Self(2 * LENGTHS + self.0.rem_euclid(2 * LENGTHS))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn replaced_comes_last_then_lost_then_short(
            a in (any::<bool>(), any::<bool>(), any::<u32>()),
            b in (any::<bool>(), any::<bool>(), any::<u32>()),
        ) {
            let rank = |(superseded, present, length): (bool, bool, u32)| {
                let state = if present { TextState::Present } else { TextState::Withdrawn };
                Rank::of(superseded, state, length.into())
            };
            let order = |(superseded, present, length): (bool, bool, u32)| (superseded, !present, u32::MAX - length);
            prop_assert_eq!(rank(a).cmp(&rank(b)), order(a).cmp(&order(b)));
            prop_assert_eq!(rank(a).replaced(), rank((true, a.1, a.2)));
        }
    }

    #[test]
    fn no_length_reaches_the_next_group() {
        assert!(Rank::of(false, TextState::Present, 0) < Rank::of(false, TextState::Withdrawn, u64::MAX));
        assert!(Rank::of(false, TextState::Withdrawn, 0) < Rank::of(true, TextState::Present, u64::MAX));
    }

    /// Kept in catalogues: they must not change.
    #[test]
    fn ranks_stay_what_they_are() {
        assert_eq!(Rank::of(false, TextState::Present, 0).0, 1_099_511_627_775);
        assert_eq!(Rank::of(true, TextState::Withdrawn, 100).0, 4 * 1_099_511_627_776 - 101);
    }
}
