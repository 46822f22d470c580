//! Pairs of copies that may be of one telegram.

use serde::Serialize;

use super::TargetInfo;
use crate::witnesses::Judgement;

/// A part of the pairs that a person has to look at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DoubtfulPairs {
    /// How many there are in all.
    pub total: u64,
    /// This part of them.
    pub pairs: Vec<DoubtfulPair>,
}

/// Two copies that may be of one telegram or of two.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DoubtfulPair {
    /// The copy that came first.
    pub left: PairedCopy,
    /// The other.
    pub right: PairedCopy,
    /// What speaks for and against their being of one.
    pub judgement: Judgement,
}

/// A copy of a pair.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairedCopy {
    /// The path of the copy.
    pub address: String,
    /// The name of its collection.
    pub collection: String,
    /// Its key there.
    pub key: String,
    /// The form it came in.
    pub carrier: String,
    /// The telegram that it is a copy of now.
    pub telegram: TargetInfo,
}

impl DoubtfulPair {
    /// Which copy is joined to which telegram, where they are of one: that of a telegram without id to the other.
    #[must_use]
    pub const fn joined(&self) -> (&PairedCopy, &PairedCopy) {
        match (&self.left.telegram.id, &self.right.telegram.id) {
            (None, Some(_)) => (&self.left, &self.right),
            _ => (&self.right, &self.left),
        }
    }
}

impl PairedCopy {
    /// What commands call it: `COLLECTION/KEY`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}/{}", self.collection, self.key)
    }

    /// What commands call the telegram that it is of.
    #[must_use]
    pub fn telegram_name(&self) -> &str {
        let address = self.telegram.address.as_str();
        address.strip_prefix("/collections/").unwrap_or(address).trim_start_matches('/')
    }
}
