//! What an import has read, ready to be written, and what writing it did.

use std::ops::Range;

use formats::Problem;
use jiff::Timestamp;
use telegram::Telegram;

use crate::blobs::Hash;
use crate::numbers::{CollectionNumber, ImportNumber, Sequence, TelegramNumber};

/// What was read from one file, or from a part of one.
#[derive(Debug, Clone)]
pub(crate) struct ReadUnit {
    pub(crate) file: String,
    pub(crate) name: String,
    pub(crate) blob: Hash,
    /// Which bytes of the blob the unit has.
    pub(crate) place: Range<u64>,
    /// Which reader read it, and how it was told to.
    pub(crate) reader: String,
    pub(crate) content: UnitContent,
    pub(crate) problems: Vec<Problem>,
    /// Whether it need not be parsed again by the same reader.
    pub(crate) is_final: bool,
}

/// What a file held.
#[derive(Debug, Clone)]
pub(crate) enum UnitContent {
    /// The same file was read before; so many records are known.
    Known(u64),
    /// The file was parsed.
    Read(Vec<ReadWitness>),
}

/// One witness.
#[derive(Debug, Clone)]
pub(crate) struct ReadWitness {
    /// The facts; paragraphs and diagnostics may be left out.
    pub(crate) telegram: Telegram,
    /// [`Reading::encode`](crate::reading::Reading::encode) of the whole.
    pub(crate) reading: Vec<u8>,
    /// Its bytes within the blob.
    pub(crate) bytes: Range<u64>,
    /// Of the witness's own bytes.
    pub(crate) content: Hash,
    /// The length of the decoded text.
    pub(crate) length: usize,
    /// [`Sketch::to_bytes`](crate::witnesses::Sketch::to_bytes) of its words.
    pub(crate) sketch: Vec<u8>,
}

/// Under which import something is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ImportKey {
    pub(crate) number: ImportNumber,
    pub(crate) collection: CollectionNumber,
    pub(crate) now: Timestamp,
}

/// A telegram that changed; the index has to follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// The place in the queue.
    pub(crate) sequence: Sequence,
    pub(crate) telegram: TelegramNumber,
    /// Whether the telegram was not there before.
    pub(crate) fresh: bool,
    /// Unit and record of the batch that hold all its facts, when they do.
    pub(crate) facts: Option<(usize, usize)>,
}

/// What writing a batch did.
#[derive(Debug, Clone, Default)]
pub(crate) struct Written {
    pub(crate) changes: Vec<Change>,
}
