//! The folder of an index: as tantivy has it, but it may be one that must not be written.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

use crate::new_file::new_file;

/// The folder of an index.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    files: MmapDirectory,
    path: PathBuf,
    may_write: bool,
}

impl Folder {
    pub(super) fn open(path: &Path, may_write: bool) -> tantivy::Result<Self> {
        Ok(Self { files: MmapDirectory::open(path)?, path: path.to_owned(), may_write })
    }

    fn allowed(&self) -> io::Result<()> {
        let refused = || io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "the search index is open for reading only");
        if self.may_write { Ok(()) } else { Err(refused()) }
    }
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let refused = |error| DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() };
        self.allowed().map_err(refused)?;
        self.files.delete(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.allowed().map_err(|error| OpenWriteError::wrap_io_error(error, path.to_owned()))?;
        self.files.open_write(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.allowed()?;
        let mut file = new_file(&self.path, ".new-")?;
        file.write_all(data)?;
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
