//! The rows in one SQLite file.

mod checks;
mod counts;
mod imports;
mod likeness;
mod migrations;
mod placing;
mod queue;
mod read_only;
mod references;
mod session;
mod telegrams;
mod values;
mod witnesses;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub(crate) use read_only::ReadOnlyStore;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::{Reading, Store, Writing};
use crate::Error;
use session::Session;

/// The rows in one SQLite file: one writing connection, and as many reading ones as threads read at once.
#[derive(Debug)]
pub(crate) struct SqliteStore {
    path: PathBuf,
    writer: Mutex<Connection>,
    idle: Mutex<Vec<Connection>>,
}

/// How much of the file the writing connection keeps in memory: the indexes of some hundred thousand telegrams.
const CACHE_KIB: i64 = 64 << 10;

/// How long the log grows, in bytes, before it is copied into the file.
const LOG: i64 = 64 << 20;

/// How large the pages of a new file are, in bytes. Two telegrams of usual length fit, where SQLite's 4 KiB would
/// scatter each over several.
const PAGE: i64 = 16 << 10;

impl SqliteStore {
    /// Opens the file, creating it where it is absent, and brings its schema up to date.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let mut writer = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        // A batch of an import changes more pages than the default of 2 MiB holds; what does not fit is written twice.
        writer.pragma_update(None, "cache_size", -CACHE_KIB)?;
        let page_size: i64 = writer.pragma_query_value(None, "page_size", |row| row.get(0))?;
        // Pages that change in every batch are copied from the log once in a while, not after each of them.
        writer.pragma_update(None, "wal_autocheckpoint", LOG / page_size)?;
        // Once copied it gives its room back.
        writer.pragma_update(None, "journal_size_limit", 0)?;
        migrations::run(&mut writer, path)?;
        Ok(Self { path: path.to_owned(), writer: Mutex::new(writer), idle: Mutex::default() })
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

    fn in_one_state<T>(&self, read: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        let connection = self.reader()?;
        let result = connection.unchecked_transaction().map_err(Error::from).and_then(|transaction| read(&transaction));
        lock(&self.idle).push(connection);
        result
    }
}

impl Store for SqliteStore {
    fn read(&self, read: &mut Reading<'_>) -> Result<(), Error> {
        self.in_one_state(|connection| read(&Session(connection)))
    }

    fn write(&self, write: &mut Writing<'_>) -> Result<(), Error> {
        let mut writer = lock(&self.writer);
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        write(&Session(&transaction))?;
        transaction.commit()?;
        Ok(())
    }

    fn settle(&self) -> Result<(), Error> {
        // A checkpoint syncs the log first. Whether all of it could be moved
        // (readers may hold it back) does not matter here.
        lock(&self.writer).query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(())
    }

    fn integrity(&self) -> Result<Vec<String>, Error> {
        self.in_one_state(checks::integrity)
    }
}

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
    connection.set_prepared_statement_cache_capacity(96);
    Ok(connection)
}
