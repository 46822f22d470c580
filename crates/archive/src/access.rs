//! Whether an archive can be written, and the right to do it.

use std::fs::{File, TryLockError};
use std::io::Write as _;
use std::path::Path;

use crate::Error;
use crate::error::Reason;
use crate::new_file::new_file;

/// The file whose lock is the right to write.
pub(crate) const LOCK: &str = "lock";

/// What may be done with an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Access {
    /// All.
    Write,
    /// Nothing may change on the disk; says why.
    Read(String),
}

impl Access {
    /// Why nothing may be written.
    pub(crate) fn refusal(&self) -> Option<&str> {
        match self {
            Self::Write => None,
            Self::Read(why) => Some(why),
        }
    }

    /// Finds out by asking for the lock, which is given back when the file is closed, also when the process is killed. No
    /// lock beside the right to write means that another process has it.
    pub(crate) fn of(dir: &Path) -> Result<(Self, Option<File>), Error> {
        match write_lock(dir) {
            Ok(lock) => Ok((Self::Write, Some(lock))),
            Err(error) if error.is_locked() => Ok((Self::Write, None)),
            Err(error) if error.forbids_writing() => Ok((Self::Read(error.to_string()), None)),
            Err(error) => Err(error),
        }
    }
}

/// The right to write to the archive.
pub(crate) fn write_lock(dir: &Path) -> Result<File, Error> {
    let path = dir.join(LOCK);
    let file = File::options().create(true).append(true).open(&path).map_err(Error::io("opening", &path))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Reason::Locked(dir.to_owned()).into()),
        Err(TryLockError::Error(error)) => Err(Error::io("locking", &path)(error)),
    }
}

/// Says what the system has against writing in a folder: SQLite does not tell a full disk from a broken one.
pub(crate) fn refusal(dir: &Path) -> Option<Error> {
    /// More than SQLite wants to open a catalogue.
    static SOME: [u8; 64 << 10] = [0; 64 << 10];
    let write = || new_file(dir, ".new-")?.write_all(&SOME);
    write().map_err(Error::io("writing to", dir)).err()
}
