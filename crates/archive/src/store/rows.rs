//! The rows.

use std::ops::Range;

use jiff::Timestamp;
use telegram::{Classification, Kind, MessageDate, TextState};

use crate::ImportState;
use crate::blobs::Hash;
use crate::holdings::Rank;
use crate::key::TelegramKey;
use crate::numbers::{CollectionNumber, ImportNumber, Sequence, TelegramNumber, WitnessNumber};
use crate::series::Series;

/// Witnesses that came together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CollectionRow {
    pub(crate) number: CollectionNumber,
    pub(crate) name: String,
    pub(crate) label: Option<String>,
    pub(crate) licence: Option<String>,
}

/// An import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ImportRow {
    pub(crate) number: ImportNumber,
    pub(crate) collection: CollectionNumber,
    pub(crate) started: Timestamp,
    pub(crate) finished: Option<Timestamp>,
    pub(crate) state: ImportState,
    /// As in [`ImportSummary`](crate::ImportSummary).
    pub(crate) read: u64,
    pub(crate) new: u64,
    pub(crate) known: u64,
    pub(crate) changed: u64,
    pub(crate) failed: u64,
    pub(crate) units: u64,
    pub(crate) units_total: Option<u64>,
    pub(crate) bytes: u64,
    pub(crate) bytes_total: Option<u64>,
}

/// A file that was read for good: whole and without a problem.
#[derive(Debug, Clone, Copy)]
pub(crate) struct UnitRow<'a> {
    pub(crate) collection: CollectionNumber,
    pub(crate) blob: Hash,
    pub(crate) name: &'a str,
    pub(crate) reader: &'a str,
    pub(crate) records: u64,
}

/// A telegram. The facts repeat what the shown witness says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TelegramRow {
    pub(crate) number: TelegramNumber,
    pub(crate) key: TelegramKey,
    pub(crate) kind: Kind,
    pub(crate) text_state: TextState,
    pub(crate) date: Option<MessageDate>,
    /// What it is sorted by, in seconds since 1970.
    pub(crate) moment: Option<i64>,
    pub(crate) classification: Option<Classification>,
    pub(crate) subject: Option<String>,
    pub(crate) sender: Option<String>,
    pub(crate) post: Option<String>,
    pub(crate) year: Option<i16>,
    /// Whether the number is one of airgrams, which are numbered apart.
    pub(crate) airgram: Option<bool>,
    /// The number in the series of the post and year.
    pub(crate) serial: Option<i64>,
    pub(crate) shown: WitnessNumber,
    /// The place in the queue of its last change; the index repeats it.
    pub(crate) revision: Sequence,
    /// The highest number that was given to a copy.
    pub(crate) copies: u32,
}

impl TelegramRow {
    /// A telegram of which nothing is known yet but its key.
    pub(crate) fn new(key: TelegramKey) -> Self {
        Self {
            number: TelegramNumber::default(),
            key,
            kind: Kind::default(),
            text_state: TextState::default(),
            date: None,
            moment: None,
            classification: None,
            subject: None,
            sender: None,
            post: None,
            year: None,
            airgram: None,
            serial: None,
            shown: WitnessNumber::default(),
            revision: Sequence::default(),
            copies: 0,
        }
    }
}

/// A version of a witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WitnessRow {
    pub(crate) number: WitnessNumber,
    pub(crate) telegram: TelegramNumber,
    pub(crate) collection: CollectionNumber,
    /// The key as the source gives it.
    pub(crate) base_key: String,
    /// The same with `~2`, `~3` … for the second and further witnesses that came under it.
    pub(crate) key: String,
    /// Which of the witnesses under the key of the source it is, from 1.
    pub(crate) ordinal: u32,
    pub(crate) version: u32,
    /// Whether a later version has taken its place.
    pub(crate) superseded: bool,
    /// Its number among the copies of its telegram.
    pub(crate) copy: u32,
    pub(crate) rank: Rank,
    /// The SHA-256, in hex, of the file it came in.
    pub(crate) blob: String,
    /// Its own bytes within that.
    pub(crate) bytes: Range<u64>,
    /// The SHA-256 of these, in hex.
    pub(crate) content: String,
    pub(crate) carrier: String,
    pub(crate) file: String,
    pub(crate) text_state: TextState,
    /// The length of the decoded text.
    pub(crate) length: u64,
    pub(crate) released: Option<MessageDate>,
    pub(crate) reader: String,
    pub(crate) imported: Timestamp,
    /// The import that brought it; earlier versions did not note it.
    pub(crate) import: Option<ImportNumber>,
    /// The last import that met it.
    pub(crate) seen: ImportNumber,
}

/// What is kept of the reading of a witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptReading {
    pub(crate) witness: WitnessNumber,
    /// The SHA-256, in hex, of the file it was read from.
    pub(crate) blob: String,
    /// As [`Reading::encode`](crate::reading::Reading::encode) made it.
    pub(crate) reading: Vec<u8>,
    /// As [`Sketch::to_bytes`](crate::witnesses::Sketch::to_bytes) made it; empty where none was made.
    pub(crate) sketch: Vec<u8>,
}

/// An id that a telegram refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReferenceRow {
    pub(crate) telegram: TelegramNumber,
    /// Its place among the references of the telegram.
    pub(crate) ordinal: u32,
    pub(crate) target: String,
    /// The series of the target; `None` where the reading is not sure.
    pub(crate) series: Option<Series>,
    pub(crate) letter: Option<String>,
    pub(crate) in_text: bool,
}

/// What a person decided about a witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DecisionRow {
    /// The telegram it was joined to; `None` where it was split off.
    pub(crate) joined_to: Option<TelegramKey>,
    pub(crate) reason: Option<String>,
    pub(crate) decided: Timestamp,
}

/// Two witnesses that may be of one telegram, or of which a person said that they are of two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PairRow {
    /// The one of the lower number, and the other.
    pub(crate) pair: (WitnessNumber, WitnessNumber),
    /// When a person said that they are of two telegrams.
    pub(crate) decided: Option<Timestamp>,
    /// Why, in the person's words.
    pub(crate) reason: Option<String>,
}

/// The number that a witness once had among the copies of a telegram, which may be gone meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormerCopyRow {
    pub(crate) telegram: TelegramKey,
    pub(crate) copy: u32,
    pub(crate) witness: WitnessNumber,
}

/// How many rows a group has.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CountRow {
    /// The value they have in common, where they are grouped.
    pub(crate) value: Option<String>,
    /// The year they have in common, where they are grouped by it too.
    pub(crate) year: Option<i16>,
    pub(crate) count: u64,
}
