//! The copies of one telegram side by side.

use serde::Serialize;

use super::WitnessInfo;
use crate::numbers::WitnessNumber;
use crate::witnesses::{Comparison, FactRow};

/// The copies of one telegram side by side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Copies {
    /// The path of the telegram's page.
    pub address: String,
    /// The copies, the shown one first, superseded versions last.
    pub witnesses: Vec<WitnessInfo>,
    /// What each says, in the order of the copies.
    pub facts: Vec<FactRow>,
    /// Two of them word by word, when two were asked for or there are two.
    pub compared: Option<Compared>,
}

/// Two copies word by word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// The number of the first witness.
    pub left: WitnessNumber,
    /// The number of the second witness.
    pub right: WitnessNumber,
    /// Their texts.
    pub texts: Comparison,
}
