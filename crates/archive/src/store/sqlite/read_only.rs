//! Reading the file where nothing may be written.
//!
//! In its log mode SQLite wants three files: the catalogue, the log beside it (`-wal`), and a memory that all processes
//! share (`-shm`). The last process to close the catalogue takes the latter two away, and who may not write cannot make
//! them. So how the file is read depends on what stands beside it, and is looked at anew for each reading: an import by
//! somebody who may write can begin at any time.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::session::Session;
use super::{checks, lock, migrations};
use crate::Error;
use crate::error::Reason;
use crate::stamp::{Stamp, stamp};
use crate::store::{Reading, Store, Writing};

/// The rows in a SQLite file that is only read: no file is made or changed.
#[derive(Debug)]
pub(crate) struct ReadOnlyStore {
    path: PathBuf,
    why: String,
    idle: Mutex<Vec<(State, Connection)>>,
}

/// How often it is tried to open files that come and go.
const ATTEMPTS: usize = 20;

/// What the files are at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
struct State {
    way: Way,
    catalogue: Stamp,
    log: Option<Stamp>,
}

/// How they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Log and shared memory are there: a process writes or was killed. SQLite itself sees to it that each reading is of
    /// one state.
    Shared,
    /// A log alone, as in a copy of an archive whose writer was killed. SQLite keeps the memory to itself, which it does
    /// when it takes itself for the only user; so it must not ask for a lock.
    Log,
    /// The catalogue alone, which holds everything.
    Still,
}

impl Store for ReadOnlyStore {
    fn read(&self, read: &mut Reading<'_>) -> Result<(), Error> {
        self.lend(|connection| read(&Session(connection)))
    }

    fn write(&self, _: &mut Writing<'_>) -> Result<(), Error> {
        Err(Reason::ReadOnly { path: self.path.clone(), why: self.why.clone() }.into())
    }

    fn settle(&self) -> Result<(), Error> {
        Ok(())
    }

    fn integrity(&self) -> Result<Vec<String>, Error> {
        self.lend(checks::integrity)
    }
}

impl ReadOnlyStore {
    /// Opens the file; `why` says why nothing may be written. One whose schema is not of this version cannot be read.
    pub(crate) fn open(path: &Path, why: &str) -> Result<Self, Error> {
        let store = Self::new(path, why);
        store.lend(|connection| migrations::check(connection, path, why))?;
        Ok(store)
    }

    fn new(path: &Path, why: &str) -> Self {
        Self { path: path.to_owned(), why: why.to_owned(), idle: Mutex::default() }
    }

    /// Lends a connection to `read`, which sees one state or fails.
    fn lend<T>(&self, read: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        let (state, connection) = self.ready()?;
        let result = connection.unchecked_transaction().map_err(Error::from).and_then(|transaction| read(&transaction));
        // Where SQLite was told that there are no others, it is for us to see that there were none.
        if state.way != Way::Shared && !state.has_what(&self.state()?) {
            return Err(Reason::ChangedMeanwhile(self.path.clone()).into());
        }
        self.keep(state, connection);
        result
    }

    /// A connection that can be read from now, and what it was opened for.
    fn ready(&self) -> Result<(State, Connection), Error> {
        let mut attempts = 0;
        loop {
            let state = self.state()?;
            if let Some(connection) = self.idle(&state) {
                return Ok((state, connection));
            }
            let failed = match self.connect(state.way) {
                Ok(connection) => return Ok((state, connection)),
                Err(error) => error,
            };
            // After a loss of power the shared memory may be of no use. What stands in it stands in the log, too.
            if state.way == Way::Shared
                && let Ok(connection) = self.connect(Way::Log)
            {
                return Ok((State { way: Way::Log, ..state }, connection));
            }
            // Whoever wrote may have ended, and taken its files away, just now.
            attempts += 1;
            if attempts == ATTEMPTS || self.state()? == state {
                return Err(failed);
            }
        }
    }

    fn idle(&self, state: &State) -> Option<Connection> {
        let mut idle = lock(&self.idle);
        // What was opened in another state is of no use any more.
        idle.retain(|(then, _)| then.way == state.way && then.has_what(state));
        idle.pop().map(|(_, connection)| connection)
    }

    fn keep(&self, state: State, connection: Connection) {
        lock(&self.idle).push((state, connection));
    }

    fn beside(&self, end: &str) -> PathBuf {
        let mut name = OsString::from(&self.path);
        name.push(end);
        name.into()
    }

    fn state(&self) -> Result<State, Error> {
        let catalogue = stamp(&self.path)?.ok_or_else(|| Reason::NotFound(self.path.clone()))?;
        let log = stamp(&self.beside("-wal"))?;
        let way = match (log, stamp(&self.beside("-shm"))?) {
            (Some(_), Some(_)) => Way::Shared,
            (Some((length, _)), None) if length > 0 => Way::Log,
            _ => Way::Still,
        };
        Ok(State { way, catalogue, log })
    }

    fn connect(&self, way: Way) -> Result<Connection, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = match way {
            Way::Shared => Connection::open_with_flags(uri(&self.path, "readonly_shm=1"), flags)?,
            Way::Log => {
                let without_locks = if cfg!(windows) { c"win32-none" } else { c"unix-none" };
                let connection = Connection::open_with_flags_and_vfs(uri(&self.path, "mode=ro"), flags, without_locks)?;
                connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
                connection
            }
            Way::Still => Connection::open_with_flags(uri(&self.path, "immutable=1"), flags)?,
        };
        // Else the last to close a log in which nothing stands takes it away.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        connection.busy_timeout(Duration::from_secs(30))?;
        connection.pragma_update(None, "query_only", true)?;
        connection.set_prepared_statement_cache_capacity(96);
        // Only now the files are opened.
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    }
}

impl State {
    /// Whether what is read in this way has not changed since.
    fn has_what(&self, now: &Self) -> bool {
        match self.way {
            Way::Shared => true,
            Way::Log => self.catalogue == now.catalogue && self.log == now.log,
            Way::Still => self.catalogue == now.catalogue,
        }
    }
}

/// The file as an address that SQLite takes (sqlite.org/uri.html).
fn uri(path: &Path, parameters: &str) -> String {
    let mut address = String::from("file:");
    let bytes = path.as_os_str().as_encoded_bytes();
    if cfg!(windows) && !bytes.starts_with(b"\\\\") {
        address.push_str("///");
    }
    for &byte in bytes {
        match byte {
            b'\\' if cfg!(windows) => address.push('/'),
            b'/' | b'.' | b'-' | b'_' | b'~' | b':' => address.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => address.push(char::from(byte)),
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    format!("{address}?{parameters}")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A catalogue of one table in log mode, open.
    fn writer(path: &Path) -> Connection {
        let writer = Connection::open(path).unwrap();
        writer.pragma_update(None, "journal_mode", "WAL").unwrap();
        writer.pragma_update(None, "wal_autocheckpoint", 0).unwrap();
        writer.execute_batch("CREATE TABLE IF NOT EXISTS one (a INTEGER)").unwrap();
        writer
    }

    fn count(reader: &ReadOnlyStore) -> i64 {
        reader.lend(|connection| Ok(connection.query_row("SELECT count(*) FROM one", [], |row| row.get(0))?)).unwrap()
    }

    fn files(folder: &Path) -> Vec<(OsString, Vec<u8>)> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> =
            entries.map(|path| (path.file_name().unwrap().to_owned(), fs::read(&path).unwrap())).collect();
        files.sort();
        files
    }

    #[test]
    fn everything_written_is_read_whatever_stands_beside_the_file() {
        let dir = tempfile::tempdir().unwrap();
        // Signs that mean something in an address.
        let path = dir.path().join("a b%20?x=1#é.sqlite");
        let reader = ReadOnlyStore::new(&path, "");
        drop(writer(&path));
        assert_eq!((reader.state().unwrap().way, count(&reader)), (Way::Still, 0));

        // While another writes, and after it was closed.
        let other = writer(&path);
        assert_eq!((reader.state().unwrap().way, count(&reader)), (Way::Shared, 0));
        other.execute("INSERT INTO one VALUES (1)", []).unwrap();
        assert_eq!(count(&reader), 1);

        // A copy as a killed writer leaves it, with and without the shared memory; and as a loss of power leaves that.
        let whole = fs::read(reader.beside("-shm")).unwrap();
        let memories =
            [Some(&whole[..]), None, Some(b""), Some(&[0; 32 << 10]), Some(&whole[..9_000]), Some(&[7; 32 << 10])];
        let log = fs::read(reader.beside("-wal")).unwrap();
        for (memory, (log, expected)) in memories.iter().flat_map(|memory| {
            [(&log[..], 1), (&log[..log.len() - 9], 0), (&log[..32], 0), (&log[..20], 0), (b"", 0)]
                .map(|log| (memory, log))
        }) {
            let copy = tempfile::tempdir().unwrap();
            let target = |from: &Path| copy.path().join(from.file_name().unwrap());
            fs::copy(&path, target(&path)).unwrap();
            fs::write(target(&reader.beside("-wal")), log).unwrap();
            if let Some(memory) = memory {
                fs::write(target(&reader.beside("-shm")), memory).unwrap();
            }
            let before = files(copy.path());
            let reader = ReadOnlyStore::new(&target(&path), "");
            let lengths = (memory.map(<[u8]>::len), log.len());
            assert_eq!(count(&reader), expected, "{lengths:?}");
            drop(reader);
            assert!(files(copy.path()) == before, "reading wrote: {lengths:?}");
        }
        drop((reader, other));
        let reader = ReadOnlyStore::new(&path, "");
        drop(writer(&path));
        assert_eq!((reader.state().unwrap().way, count(&reader)), (Way::Still, 1));
    }

    #[test]
    fn a_reading_during_which_the_file_changes_fails() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("catalogue.sqlite");
        drop(writer(&path));
        let reader = ReadOnlyStore::new(&path, "");
        let result = reader.lend(|_| {
            let other = writer(&path);
            other.execute("INSERT INTO one VALUES (1)", []).unwrap();
            Ok(())
        });
        assert!(result.unwrap_err().to_string().contains("try again"));
        assert_eq!(count(&reader), 1);
    }
}
