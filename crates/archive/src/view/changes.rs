//! What an import brought.

use serde::Serialize;

use crate::ImportSummary;

/// What an import brought, part by part, in the order it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportChanges {
    /// The import.
    pub import: ImportSummary,
    /// New and changed witnesses in all.
    pub total: u64,
    /// This part of them.
    pub witnesses: Vec<WitnessChange>,
    /// Witnesses of the collection that an earlier import brought and this one
    /// did not meet, in all; they are kept. That they were not met says only
    /// that they were not among what was imported this time.
    pub not_met: u64,
}

/// A witness that an import brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WitnessChange {
    /// What happened.
    pub change: Change,
    /// The reference id of its telegram.
    pub id: Option<String>,
    /// The path of the telegram's page.
    pub address: String,
    /// The path of the witness.
    pub witness: String,
    /// Which version of the witness this is, from 1.
    pub version: u32,
    /// The subject of the telegram.
    pub subject: Option<String>,
}

/// What happened to a witness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It was not there before.
    New,
    /// It was there with other bytes, which are kept as an earlier version.
    Changed,
}
