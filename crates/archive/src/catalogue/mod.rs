//! The catalogue: what is held, from where, and what refers to what.

#[cfg(test)]
mod conformance;
mod sqlite;

use std::ops::Range;

use formats::Problem;
use jiff::Timestamp;
use telegram::Telegram;

pub(crate) use sqlite::SqliteCatalogue;

use crate::blobs::Hash;
use crate::numbers::{CollectionNumber, ImportNumber, Sequence, TelegramNumber, WitnessNumber};
use crate::reading::Reading;
use crate::view::{
    CollectionInfo, ImportChanges, Overview, PostInfo, PostYear, TelegramPage, TelegramSummary, WitnessInfo,
};
use crate::witnesses::Decision;
use crate::{Error, ImportOptions, ImportReport, ImportState, ImportSummary, Progress};

/// What was read from one file, or from a part of one, ready to be written.
#[derive(Debug, Clone)]
pub(crate) struct UnitRows {
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
    Read(Vec<WitnessRow>),
}

/// One witness, ready to be written.
#[derive(Debug, Clone)]
pub(crate) struct WitnessRow {
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

/// What the index keeps of a telegram.
#[derive(Debug, Clone)]
pub(crate) struct IndexSource {
    pub(crate) revision: Sequence,
    pub(crate) post: Option<String>,
    pub(crate) year: Option<i16>,
    pub(crate) collections: Vec<String>,
    pub(crate) telegram: Telegram,
    pub(crate) text: String,
}

/// A witness with what was read from it.
#[derive(Debug, Clone)]
pub(crate) struct Copy {
    pub(crate) info: WitnessInfo,
    pub(crate) reading: Reading,
}

/// A witness as verification sees it.
#[derive(Debug, Clone)]
pub(crate) struct WitnessCheck {
    pub(crate) number: WitnessNumber,
    pub(crate) address: String,
    pub(crate) blob: String,
    pub(crate) bytes: Range<u64>,
    pub(crate) content: String,
}

/// The catalogue of an archive. Each call sees one consistent state.
pub(crate) trait Catalogue: Send + Sync {
    /// Registers an import; gives the collection the label and licence of the
    /// options where they state any.
    fn begin_import(&self, options: &ImportOptions) -> Result<ImportKey, Error>;
    /// How many records the file held when it was read for good, by this
    /// reader, into this collection, under this name.
    fn known_unit(
        &self,
        collection: CollectionNumber,
        blob: Hash,
        name: &str,
        reader: &str,
    ) -> Result<Option<u64>, Error>;
    /// Writes what was read, all or nothing. The blobs must be settled.
    fn write(&self, import: &ImportKey, units: &[UnitRows]) -> Result<Written, Error>;
    /// Notes how an import ended.
    fn end_import(&self, import: &ImportKey, finished: Timestamp, state: ImportState) -> Result<(), Error>;
    /// All imports, newest first.
    fn imports(&self) -> Result<Vec<ImportSummary>, Error>;
    /// One import.
    fn import_report(&self, number: ImportNumber) -> Result<Option<ImportReport>, Error>;

    /// Entries of the index queue after `after`: sequence and telegram.
    fn queue(&self, after: Sequence, limit: usize) -> Result<Vec<(Sequence, TelegramNumber)>, Error>;
    /// The highest sequence the queue ever had.
    fn last_sequence(&self) -> Result<Sequence, Error>;
    /// Forgets the queue up to a sequence that the index has for good.
    fn trim_queue(&self, sequence: Sequence) -> Result<(), Error>;
    /// Makes everything written survive a loss of power. Called before the
    /// index commits, so that it never knows more than the catalogue.
    fn settle(&self) -> Result<(), Error>;
    /// What the index keeps of a telegram, `None` when it is gone; of one whose original is lost without text, under a
    /// revision that is not the telegram's.
    fn index_source(&self, telegram: TelegramNumber) -> Result<Option<IndexSource>, Error>;
    /// Telegrams after `after` with their revision, by number.
    fn revisions(&self, after: TelegramNumber, limit: usize) -> Result<Vec<(TelegramNumber, Sequence)>, Error>;

    /// Telegrams as lines of a list, in the order asked for; one that is gone
    /// is left out.
    fn summaries(&self, telegrams: &[TelegramNumber]) -> Result<Vec<(TelegramNumber, TelegramSummary)>, Error>;
    /// The reading that a telegram shows, without text where its original is lost, and the key of its post.
    fn shown_reading(&self, telegram: TelegramNumber) -> Result<Option<(Reading, Option<String>)>, Error>;
    /// The page of an id, held or referred to.
    fn page(&self, id: &str) -> Result<Option<TelegramPage>, Error>;
    /// The page that shows one witness.
    fn page_by_key(&self, collection: &str, key: &str) -> Result<Option<TelegramPage>, Error>;
    /// Joins a witness to a telegram, or splits it off, as a person decided;
    /// gives the address of the telegram it is of now.
    fn decide(&self, collection: &str, key: &str, decision: &Decision) -> Result<String, Error>;
    /// Takes a decision back; gives the address of the telegram it is of now.
    fn forget(&self, collection: &str, key: &str) -> Result<String, Error>;
    /// The witnesses of a telegram, in the order of its page, with readings.
    fn copies(&self, address: &str) -> Result<Option<Vec<Copy>>, Error>;
    /// The witness that has, or had, this number among the copies of the telegram at an address.
    fn numbered_copy(&self, address: &str, copy: u32) -> Result<Option<WitnessNumber>, Error>;
    /// Addresses after `after` of telegrams with more than one witness.
    fn with_copies(&self, after: &str, limit: usize) -> Result<Vec<String>, Error>;
    /// What an import brought, part by part.
    fn changes(&self, import: ImportNumber, offset: u64, limit: u64) -> Result<Option<ImportChanges>, Error>;
    /// Notes how far an import is.
    fn note_progress(&self, import: &ImportKey, progress: &Progress) -> Result<(), Error>;
    /// The page that shows one version of one witness.
    fn page_by_witness(&self, witness: WitnessNumber) -> Result<Option<TelegramPage>, Error>;
    /// The ids that an id refers to.
    fn referred_to(&self, id: &str) -> Result<Vec<String>, Error>;
    /// Telegrams and documents with a witness of this key, in any collection.
    fn by_key(&self, key: &str) -> Result<Vec<TelegramSummary>, Error>;
    /// Telegrams of a post with this number, of any year.
    fn by_serial(&self, post: &str, serial: i64) -> Result<Vec<TelegramSummary>, Error>;
    /// What is held.
    fn overview(&self) -> Result<Overview, Error>;
    /// All posts, or one.
    fn posts(&self, key: Option<&str>) -> Result<Vec<PostInfo>, Error>;
    /// A part of a series.
    fn post_year(&self, key: &str, year: i16, offset: u64, limit: u64) -> Result<Option<PostYear>, Error>;
    /// All collections.
    fn collections(&self) -> Result<Vec<CollectionInfo>, Error>;

    /// Where the bytes of a witness are.
    fn witness_bytes(&self, witness: WitnessNumber) -> Result<Option<(Hash, Range<u64>)>, Error>;
    /// The witnesses after `after` by blob and number, for verification.
    fn witnesses(&self, after: WitnessNumber, limit: usize) -> Result<Vec<WitnessCheck>, Error>;
    /// All blobs that witnesses name, sorted.
    fn blobs(&self) -> Result<Vec<String>, Error>;
    /// Whether a witness, or a file that was read for good, names a blob.
    fn is_named(&self, blob: Hash) -> Result<bool, Error>;
    /// What the engine itself finds wrong with its files.
    fn integrity(&self) -> Result<Vec<String>, Error>;
}
