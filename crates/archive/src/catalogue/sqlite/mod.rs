//! The catalogue in SQLite.

mod alike;
mod changes;
mod checks;
mod decisions;
mod imports;
mod lists;
mod migrations;
mod numbering;
mod numbers;
mod page;
mod queue;
mod shown;
mod witnesses;
mod write;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, Transaction, TransactionBehavior, params};
use telegram::{Classification, Kind, MessageDate};

use super::*;
use crate::blobs::Blobs;

/// The catalogue in one SQLite file: one writing connection, and as many
/// reading ones as threads read at once.
#[derive(Debug)]
pub(crate) struct SqliteCatalogue {
    path: PathBuf,
    /// Where the texts are.
    blobs: Arc<dyn Blobs>,
    writer: Mutex<Connection>,
    idle: Mutex<Vec<Connection>>,
    overview: Mutex<Option<((Sequence, ImportNumber), Overview)>>,
}

impl SqliteCatalogue {
    /// Opens the file, creating it where it is absent, and brings its schema
    /// up to date.
    pub(crate) fn open(path: &Path, blobs: Arc<dyn Blobs>) -> Result<Self, Error> {
        let mut writer = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        // A batch of an import changes more pages than the default of 2 MiB holds; what does not fit is written twice.
        writer.pragma_update(None, "cache_size", -CACHE_KIB)?;
        let page_size: i64 = writer.pragma_query_value(None, "page_size", |row| row.get(0))?;
        // Pages that change in every batch are copied from the log once in a while, not after each of them.
        writer.pragma_update(None, "wal_autocheckpoint", LOG / page_size)?;
        // Once copied it gives its room back.
        writer.pragma_update(None, "journal_size_limit", 0)?;
        migrations::run(&mut writer, path)?;
        Ok(Self {
            path: path.to_owned(),
            blobs,
            writer: Mutex::new(writer),
            idle: Mutex::default(),
            overview: Mutex::default(),
        })
    }

    /// A connection to read with; put back among the idle ones after use.
    fn reader(&self) -> Result<Connection, Error> {
        if let Some(connection) = lock(&self.idle).pop() {
            return Ok(connection);
        }
        let connection = connect(&self.path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    }

    /// Runs `read` in a transaction, so that it sees one state.
    fn read<T>(&self, read: impl FnOnce(&Transaction<'_>) -> Result<T, Error>) -> Result<T, Error> {
        let connection = self.reader()?;
        let result = connection.unchecked_transaction().map_err(Error::from).and_then(|transaction| read(&transaction));
        lock(&self.idle).push(connection);
        result
    }

    /// Runs `write` in a transaction, all or nothing.
    fn change<T>(&self, write: impl FnOnce(&Transaction<'_>) -> Result<T, Error>) -> Result<T, Error> {
        let mut writer = lock(&self.writer);
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = write(&transaction)?;
        transaction.commit()?;
        Ok(result)
    }
}

/// How much of the file the writing connection keeps in memory: the indexes of some hundred thousand telegrams.
const CACHE_KIB: i64 = 64 << 10;

/// How long the log grows, in bytes, before it is copied into the file.
const LOG: i64 = 64 << 20;

/// How large the pages of a new file are, in bytes. Two telegrams of usual length fit, where SQLite's 4 KiB would
/// scatter each over several.
const PAGE: i64 = 16 << 10;

/// A thread that panicked leaves no half-done state: transactions roll back.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(Duration::from_secs(30))?;
    // Of a file that is there it changes nothing.
    connection.pragma_update(None, "page_size", PAGE)?;
    // WAL lets others read while an import writes. NORMAL loses no commit when
    // the process is killed; after a loss of power the last ones may be gone,
    // and the next import brings them again.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // One plan for a statement, whatever is bound: else each write of an import plans its statements anew.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// What was read from a witness, from the columns `reading` and `blob` at `first` and after it.
fn reading_in(row: &Row<'_>, first: usize, blobs: &dyn Blobs) -> rusqlite::Result<Result<Reading, Error>> {
    let bytes = row.get_ref(first)?.as_blob()?;
    Ok(Reading::decode(bytes, blobs, row.get_ref(first + 1)?.as_str()?))
}

/// As [`reading_in`], or the facts alone where the blob no longer has the text, and whether it is whole.
fn what_is_there(row: &Row<'_>, first: usize, blobs: &dyn Blobs) -> rusqlite::Result<Result<(Reading, bool), Error>> {
    let bytes = row.get_ref(first)?.as_blob()?;
    Ok(Reading::decode_what_is_there(bytes, blobs, row.get_ref(first + 1)?.as_str()?))
}

/// The columns of a [`TelegramSummary`], for a table called `t`.
const SUMMARY: &str = "t.id, t.address, t.kind, t.subject, t.date, t.classification, t.sender";

/// Reads [`SUMMARY`] from column `first` on.
fn summary(row: &Row<'_>, first: usize) -> rusqlite::Result<TelegramSummary> {
    Ok(TelegramSummary {
        id: row.get(first)?,
        address: row.get(first + 1)?,
        kind: kind(&row.get::<_, String>(first + 2)?),
        subject: row.get(first + 3)?,
        date: date(row.get(first + 4)?),
        classification: classification(row.get(first + 5)?),
        from: row.get(first + 6)?,
    })
}

fn kind(key: &str) -> Kind {
    [Kind::Telegram, Kind::Airgram, Kind::RecordMessage]
        .into_iter()
        .find(|kind| kind.key() == key)
        .unwrap_or(Kind::Document)
}

fn date(text: Option<String>) -> Option<MessageDate> {
    text.and_then(|text| text.parse().ok())
}

fn classification(key: Option<String>) -> Option<Classification> {
    key.as_deref().and_then(Classification::from_key)
}

/// SQLite counts with signed numbers; ours are never negative.
fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// The other way; what is beyond all counting becomes the largest number.
fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl Catalogue for SqliteCatalogue {
    fn begin_import(&self, options: &ImportOptions) -> Result<ImportKey, Error> {
        self.begin(options)
    }

    fn known_unit(
        &self,
        collection: CollectionNumber,
        blob: Hash,
        name: &str,
        reader: &str,
    ) -> Result<Option<u64>, Error> {
        self.read(|tx| {
            let found = tx
                .prepare_cached(
                    "SELECT records FROM unit WHERE collection = ?1 AND blob = ?2 AND name = ?3 AND reader = ?4",
                )?
                .query_row(params![collection, blob.to_string(), name, reader], |row| row.get(0))
                .optional()?;
            Ok(found.map(count))
        })
    }

    fn write(&self, import: &ImportKey, units: &[UnitRows]) -> Result<Written, Error> {
        self.write_batch(import, units)
    }

    fn end_import(&self, import: &ImportKey, finished: Timestamp, state: ImportState) -> Result<(), Error> {
        self.end(import, finished, state)
    }

    fn imports(&self) -> Result<Vec<ImportSummary>, Error> {
        self.all_imports()
    }

    fn import_report(&self, number: ImportNumber) -> Result<Option<ImportReport>, Error> {
        self.one_import(number)
    }

    fn queue(&self, after: Sequence, limit: usize) -> Result<Vec<(Sequence, TelegramNumber)>, Error> {
        self.queue_after(after, limit)
    }

    fn last_sequence(&self) -> Result<Sequence, Error> {
        self.highest_sequence()
    }

    fn trim_queue(&self, sequence: Sequence) -> Result<(), Error> {
        self.trim(sequence)
    }

    fn settle(&self) -> Result<(), Error> {
        // A checkpoint syncs the log first. Whether all of it could be moved
        // (readers may hold it back) does not matter here.
        lock(&self.writer).query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(())
    }

    fn index_source(&self, telegram: TelegramNumber) -> Result<Option<IndexSource>, Error> {
        self.source(telegram)
    }

    fn revisions(&self, after: TelegramNumber, limit: usize) -> Result<Vec<(TelegramNumber, Sequence)>, Error> {
        self.revisions_after(after, limit)
    }

    fn summaries(&self, telegrams: &[TelegramNumber]) -> Result<Vec<(TelegramNumber, TelegramSummary)>, Error> {
        self.lines(telegrams)
    }

    fn shown_reading(&self, telegram: TelegramNumber) -> Result<Option<(Reading, Option<String>)>, Error> {
        self.reading_of(telegram)
    }

    fn page(&self, id: &str) -> Result<Option<TelegramPage>, Error> {
        self.page_of(id)
    }

    fn page_by_key(&self, collection: &str, key: &str) -> Result<Option<TelegramPage>, Error> {
        self.page_of_key(collection, key)
    }

    fn decide(&self, collection: &str, key: &str, decision: &Decision) -> Result<String, Error> {
        self.decide_witness(collection, key, decision)
    }

    fn forget(&self, collection: &str, key: &str) -> Result<String, Error> {
        self.forget_decision(collection, key)
    }

    fn copies(&self, address: &str) -> Result<Option<Vec<Copy>>, Error> {
        self.copies_at(address)
    }

    fn numbered_copy(&self, address: &str, copy: u32) -> Result<Option<WitnessNumber>, Error> {
        Self::numbered_copy(self, address, copy)
    }

    fn with_copies(&self, after: &str, limit: usize) -> Result<Vec<String>, Error> {
        self.addresses_with_copies(after, limit)
    }

    fn changes(&self, import: ImportNumber, offset: u64, limit: u64) -> Result<Option<ImportChanges>, Error> {
        self.changes_of(import, offset, limit)
    }

    fn note_progress(&self, import: &ImportKey, progress: &Progress) -> Result<(), Error> {
        self.progress(import, progress)
    }

    fn page_by_witness(&self, witness: WitnessNumber) -> Result<Option<TelegramPage>, Error> {
        self.page_of_witness(witness)
    }

    fn referred_to(&self, id: &str) -> Result<Vec<String>, Error> {
        self.targets(id)
    }

    fn by_key(&self, key: &str) -> Result<Vec<TelegramSummary>, Error> {
        self.lines_by_key(key)
    }

    fn by_serial(&self, post: &str, serial: i64) -> Result<Vec<TelegramSummary>, Error> {
        self.lines_by_serial(post, serial)
    }

    fn overview(&self) -> Result<Overview, Error> {
        self.counted()
    }

    fn posts(&self, key: Option<&str>) -> Result<Vec<PostInfo>, Error> {
        self.post_list(key)
    }

    fn post_year(&self, key: &str, year: i16, offset: u64, limit: u64) -> Result<Option<PostYear>, Error> {
        self.series_part(key, year, offset, limit)
    }

    fn collections(&self) -> Result<Vec<CollectionInfo>, Error> {
        self.collection_list()
    }

    fn witness_bytes(&self, witness: WitnessNumber) -> Result<Option<(Hash, Range<u64>)>, Error> {
        self.bytes_of(witness)
    }

    fn witnesses(&self, after: WitnessNumber, limit: usize) -> Result<Vec<WitnessCheck>, Error> {
        self.witnesses_after(after, limit)
    }

    fn blobs(&self) -> Result<Vec<String>, Error> {
        self.all_blobs()
    }

    fn is_named(&self, blob: Hash) -> Result<bool, Error> {
        self.names_blob(blob)
    }

    fn integrity(&self) -> Result<Vec<String>, Error> {
        self.engine_check()
    }
}
