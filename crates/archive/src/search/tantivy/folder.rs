//! The folder of an index: as tantivy has it, but what is read was compared with its checksum, and it may be one that must
//! not be written.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

use super::sums::{Checked, Met, Summing, sealed, unsealed};
use crate::new_file::new_file;

/// How files begin that get their name when they are complete.
const NEW: &str = ".new-";

/// The folder of an index.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    files: MmapDirectory,
    path: PathBuf,
    may_write: bool,
    /// The open files: of each it is known which blocks were compared. No name is given twice.
    open: Arc<Mutex<HashMap<PathBuf, Weak<Checked>>>>,
    met: Met,
}

impl Folder {
    pub(super) fn open(path: &Path, may_write: bool) -> tantivy::Result<Self> {
        Ok(Self {
            files: MmapDirectory::open(path)?,
            path: path.to_owned(),
            may_write,
            open: Arc::default(),
            met: Met::default(),
        })
    }

    /// Removes what a writer that was killed was about to name.
    pub(super) fn remove_new(path: &Path) -> io::Result<()> {
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(NEW) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Opens a file to be compared and read.
    pub(super) fn checked(&self, path: &Path) -> Result<Arc<Checked>, OpenReadError> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = open.get(path).and_then(Weak::upgrade) {
            return Ok(file);
        }
        let file = Checked::open(path, self.files.get_file_handle(path)?, self.met.clone())
            .map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))?;
        let file = Arc::new(file);
        open.retain(|_, file| file.strong_count() > 0);
        open.insert(path.to_owned(), Arc::downgrade(&file));
        Ok(file)
    }

    /// The first change of a file that was met, or the first file that was missed.
    pub(super) fn problem(&self) -> Option<&str> {
        self.met.problem()
    }

    fn allowed(&self) -> io::Result<()> {
        let refused = || io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "the search index is open for reading only");
        if self.may_write { Ok(()) } else { Err(refused()) }
    }
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(self.met.note(self.checked(path))?)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        unsealed(path, self.files.atomic_read(path)?)
            .map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let refused = |error| DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() };
        self.allowed().map_err(refused)?;
        self.files.delete(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.allowed().map_err(|error| OpenWriteError::wrap_io_error(error, path.to_owned()))?;
        Ok(BufWriter::new(Box::new(Summing::new(self.files.open_write(path)?))))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.allowed()?;
        let mut file = new_file(&self.path, NEW)?;
        file.write_all(&sealed(data))?;
        file.as_file().sync_data()?;
        file.persist(self.path.join(path))?;
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        if self.may_write { self.files.sync_directory() } else { Ok(()) }
    }

    /// tantivy asks for a lock to open segments, so that no writer takes them away meanwhile, and makes the lock's file
    /// where it is missing. Who may not write shares the lock, which needs no more than to read the file; where there is
    /// none no writer was ever here.
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        if self.may_write {
            return self.files.acquire_lock(lock);
        }
        let held = match File::open(self.path.join(&lock.filepath)) {
            Ok(file) => file.lock_shared().map(|()| Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        };
        Ok(DirectoryLock::from(Box::new(held.map_err(LockError::wrap_io_error)?)))
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}
