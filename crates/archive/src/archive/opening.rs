//! Opening an archive: to write, or only to read.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::Archive;
use crate::Error;
use crate::access::{self, Access, LOCK};
use crate::blobs::{FileBlobs, Staging as _};
use crate::error::Reason;
use crate::holdings::Catalogue;
use crate::import::{Follower, Silent};
use crate::numbers::Sequence;
use crate::search::KeptIndex;
use crate::store::{ReadOnlyStore, SqliteStore, Store};

/// The names within the directory of an archive.
const CATALOGUE: &str = "catalogue.sqlite";
const BLOBS: &str = "blobs";
const INDEX: &str = "index";

impl Archive {
    /// Opens the archive in `dir`, creating it where the directory is empty
    /// or absent.
    ///
    /// # Errors
    /// When the directory holds something else, cannot be written, or was
    /// made by a newer version.
    pub fn create_or_open(dir: &Path) -> Result<Self, Error> {
        let catalogue = dir.join(CATALOGUE);
        if !catalogue.exists() {
            let foreign = match fs::read_dir(dir) {
                Ok(entries) => entries
                    .filter_map(Result::ok)
                    .any(|entry| ![BLOBS, INDEX, LOCK].iter().any(|ours| entry.file_name() == *ours)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
                Err(error) => return Err(Error::io("reading", dir)(error)),
            };
            if foreign {
                return Err(Reason::NotAnArchive(dir.to_owned()).into());
            }
            fs::create_dir_all(dir).map_err(Error::io("creating", dir))?;
        }
        Self::at(dir)
    }

    /// Opens the archive in `dir`. Where it cannot be written, on a read-only file system, without permission or with a
    /// full disk, it can be read ([`read_only`](Self::read_only)).
    ///
    /// # Errors
    /// As [`create_or_open`](Self::create_or_open); and when there is none
    /// ([`Error::is_not_found`]).
    pub fn open(dir: &Path) -> Result<Self, Error> {
        if !dir.join(CATALOGUE).is_file() {
            return Err(Reason::NotFound(dir.to_owned()).into());
        }
        Self::at(dir)
    }

    /// Opens the archive in `dir` to read alone: nothing in it changes, not even what a killed import left undone is done.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_to_read(dir: &Path) -> Result<Self, Error> {
        if !dir.join(CATALOGUE).is_file() {
            return Err(Reason::NotFound(dir.to_owned()).into());
        }
        Self::to_read(dir, "it was opened to be read".to_owned())
    }

    fn at(dir: &Path) -> Result<Self, Error> {
        let (access, lock) = Access::of(dir)?;
        let opened = match access {
            Access::Write => Self::to_write(dir, lock.is_some()),
            Access::Read(why) => Self::to_read(dir, why),
        };
        match opened {
            // The lock can be had, but the disk is full, or the folder is protected. What is there can be read.
            Err(error) if error.forbids_writing() && dir.join(CATALOGUE).is_file() => {
                let error = access::refusal(dir).unwrap_or(error);
                Self::to_read(dir, error.to_string()).map_err(|_| error)
            }
            opened => opened,
        }
    }

    fn to_write(dir: &Path, is_locked: bool) -> Result<Self, Error> {
        let blobs = Arc::new(FileBlobs::open(&dir.join(BLOBS))?);
        let store = SqliteStore::open(&dir.join(CATALOGUE))?;
        let archive = Self::of(dir, Box::new(store), blobs, Access::Write, is_locked)?;
        // With nobody writing, what a killed import left undone is done now.
        // Else whoever writes will do it.
        if is_locked {
            archive.blobs.recover(&mut |hash| archive.catalogue.is_named(hash))?;
            match archive.index.get() {
                Ok(index) if Follower::is_level(&archive.catalogue, &*index)? => {}
                Ok(index) => archive.follow(&index)?,
                // The index of an archive that was never written to. Any other is made anew when somebody searches or
                // imports: who wants to see one telegram need not wait for it.
                Err(_) if archive.catalogue.last_sequence()? == Sequence::default() => {
                    archive.build_index(1, &Silent)?;
                }
                Err(_) => {}
            }
        }
        Ok(archive)
    }

    fn to_read(dir: &Path, why: String) -> Result<Self, Error> {
        let blobs = Arc::new(FileBlobs::open_to_read(&dir.join(BLOBS)));
        let store = ReadOnlyStore::open(&dir.join(CATALOGUE), &why)?;
        Self::of(dir, Box::new(store), blobs, Access::Read(why), false)
    }

    fn of(
        dir: &Path,
        store: Box<dyn Store>,
        blobs: Arc<FileBlobs>,
        access: Access,
        is_locked: bool,
    ) -> Result<Self, Error> {
        let index = KeptIndex::open(&dir.join(INDEX), &access, is_locked)?;
        let catalogue = Catalogue::new(store, blobs.clone());
        Ok(Self { dir: dir.to_owned(), catalogue, blobs, index, access, lock: Mutex::new(()) })
    }

    /// Why nothing can be written to the archive; `None` where it can.
    #[must_use]
    pub fn read_only(&self) -> Option<&str> {
        self.access.refusal()
    }
}
