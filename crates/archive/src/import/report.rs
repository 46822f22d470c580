//! What an import did.

use jiff::Timestamp;
use serde::Serialize;

use super::ProblemList;
use crate::numbers::ImportNumber;

/// How an import ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// It goes on, or was killed; run it again.
    Running,
    /// It went through all its input.
    Finished,
    /// The user stopped it.
    Cancelled,
}

impl ImportState {
    /// The name in the catalogue and in JSON.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
        }
    }
}

/// What an import did, without the single problems.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportSummary {
    /// Its number, counted up from 1.
    pub number: ImportNumber,
    /// The collection it read into.
    pub collection: String,
    /// When it began.
    pub started: Timestamp,
    /// When it ended; `None` while it goes on, or when it was killed.
    pub finished: Option<Timestamp>,
    /// How it ended.
    pub state: ImportState,
    /// Telegrams and documents found.
    pub read: u64,
    /// Of these: witnesses that were not here before.
    pub new: u64,
    /// Of these: witnesses that were here already, byte for byte.
    pub known: u64,
    /// Of these: witnesses known under the same key with other bytes; kept as
    /// a new version.
    pub changed: u64,
    /// Files or rows that could not be read.
    pub failed: u64,
    /// Files, archive members and batches of rows that are done.
    pub units: u64,
    /// How many there are in all, once they are counted.
    pub units_total: Option<u64>,
    /// The bytes of those that are done.
    pub bytes: u64,
    /// Their bytes in all, once they are counted.
    pub bytes_total: Option<u64>,
}

/// What an import did. Its JSON has the keys of `import --json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// The counts.
    #[serde(flatten)]
    pub summary: ImportSummary,
    /// What could not be read and what was left aside; of many the first.
    #[serde(flatten)]
    pub problems: ProblemList,
}
