//! Blobs that were put and that the catalogue does not name yet.
//!
//! A blob is on the disk before the rows that name it are written: a witness
//! never lacks its bytes. In between, its hash stands in a list beside the
//! blobs. What still stands there when an import has ended, or after it was
//! killed, and is named by no row, is taken away again: a table of which no row
//! could be read, what was read and not written when the import was stopped.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use super::{Hash, IsNamed};
use crate::Error;

/// The list's name among the blobs.
const LIST: &str = ".unclaimed";
/// A list that is longer is written anew, with what it has to hold.
const LONG: u64 = 1 << 20;

/// The list. Only who holds the archive's lock may use it.
#[derive(Debug)]
pub(super) struct Unclaimed {
    path: PathBuf,
    hashes: BTreeSet<Hash>,
    file: Option<File>,
    /// Whether its name may not be on the disk yet.
    is_new: bool,
    /// How many bytes the file has grown since it was written anew.
    length: u64,
}

impl Unclaimed {
    pub(super) fn new(blobs: &Path) -> Self {
        Self { path: blobs.join(LIST), hashes: BTreeSet::new(), file: None, is_new: true, length: 0 }
    }

    /// What the list of the blobs in this folder holds, whoever wrote it; `None` when there is no list.
    pub(super) fn listed(blobs: &Path) -> io::Result<Option<BTreeSet<Hash>>> {
        let file = match File::open(blobs.join(LIST)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut hashes = BTreeSet::new();
        // The last line may be cut off; then its blob was not put.
        for line in BufReader::new(file).split(b'\n') {
            hashes.extend(std::str::from_utf8(&line?).ok().and_then(Hash::parse));
        }
        Ok(Some(hashes))
    }

    /// Takes up what a process that was killed has left. `false` when there is
    /// nothing.
    pub(super) fn take_up(&mut self) -> io::Result<bool> {
        let Some(listed) = self.path.parent().map(Self::listed).transpose()?.flatten() else { return Ok(false) };
        self.hashes.extend(listed);
        Ok(true)
    }

    /// Notes a blob, before it is there.
    pub(super) fn note(&mut self, hash: Hash) -> io::Result<()> {
        if !self.hashes.insert(hash) {
            return Ok(());
        }
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(OpenOptions::new().create(true).append(true).open(&self.path)?),
        };
        file.write_all(format!("{hash}\n").as_bytes())?;
        self.length += 65;
        Ok(())
    }

    /// Makes the list survive a loss of power.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        file.sync_data()?;
        if std::mem::take(&mut self.is_new) && cfg!(unix) {
            self.path.parent().map(|blobs| File::open(blobs)?.sync_all()).transpose()?;
        }
        Ok(())
    }

    /// Strikes those that `is_named` knows off the list.
    pub(super) fn claim(&mut self, hashes: &[Hash], is_named: &mut IsNamed<'_>) -> Result<(), Error> {
        for hash in hashes {
            if self.hashes.contains(hash) && is_named(*hash)? {
                self.hashes.remove(hash);
            }
        }
        if self.length > LONG {
            self.write().map_err(Error::io("writing", &self.path))?;
        }
        Ok(())
    }

    pub(super) fn hashes(&self) -> Vec<Hash> {
        self.hashes.iter().copied().collect()
    }

    fn write(&mut self) -> io::Result<()> {
        let text: String = self.hashes.iter().map(|hash| format!("{hash}\n")).collect();
        let fresh = self.path.with_extension("new");
        let mut file = File::create(&fresh)?;
        file.write_all(text.as_bytes())?;
        file.sync_data()?;
        self.file = None;
        fs::rename(&fresh, &self.path)?;
        // A list of what is still open may be long; then it grows to twice that.
        self.length = 0;
        Ok(())
    }

    /// Forgets the list, whose blobs are claimed or gone.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        self.hashes.clear();
        self.file = None;
        self.is_new = true;
        self.length = 0;
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}
