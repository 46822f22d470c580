//! The numbers that the catalogue gives, one type for each kind of thing.
//!
//! They are counted up from 1 and never given twice. A number of one kind says nothing about another kind, so that the
//! number of a witness cannot be taken for that of its telegram.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use serde::Serialize;

macro_rules! number {
    ($(#[$about:meta])* $seen:vis $name:ident) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
        #[serde(transparent)]
        $seen struct $name(pub(crate) i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        /// Reads the number in figures, as a person types it or an address has it.
        impl FromStr for $name {
            type Err = ParseIntError;

            fn from_str(figures: &str) -> Result<Self, ParseIntError> {
                figures.parse().map(Self)
            }
        }
    };
}

number! {
    /// A witness, with its version: the number by which [`Archive::raw`](crate::Archive::raw) gives its bytes.
    pub WitnessNumber
}
number! {
    /// An import.
    pub ImportNumber
}
number! {
    /// A collection.
    pub(crate) CollectionNumber
}
number! {
    /// A telegram, held now: when its last witness leaves it, the number goes with it.
    pub(crate) TelegramNumber
}
number! {
    /// The place of a change in the queue of the index, and so the revision of a telegram: that of its last change. 0
    /// stands before all of them.
    pub(crate) Sequence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn are_written_and_read_in_figures() {
        assert_eq!("17".parse(), Ok(WitnessNumber(17)));
        assert_eq!(WitnessNumber(17).to_string(), "17");
        assert_eq!(serde_json::to_string(&ImportNumber(3)).unwrap(), "3");
        assert!("seventeen".parse::<ImportNumber>().is_err());
    }
}
