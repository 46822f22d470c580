//! Original bytes, kept under their SHA-256.

mod copy;
#[cfg(test)]
mod tests;
mod unclaimed;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};
use tempfile::TempPath;

use crate::Error;
use crate::error::Reason;
use crate::new_file::new_file;
use unclaimed::Unclaimed;

/// The SHA-256 of some bytes, shown in hex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Hash([u8; 32]);

impl Hash {
    pub(crate) const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn to_bytes(self) -> [u8; 32] {
        self.0
    }

    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Reads 64 hex digits.
    pub(crate) fn parse(hex: &str) -> Option<Self> {
        if hex.len() != 64 || !hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        let mut hash = [0; 32];
        for (place, pair) in hash.iter_mut().zip(hex.as_bytes().chunks(2)) {
            *place = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(hash))
    }
}

/// Hashes bytes that come in pieces.
#[derive(Default)]
pub(crate) struct Hasher(Sha256);

impl Hasher {
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub(crate) fn finish(self) -> Hash {
        Hash(self.0.finalize().into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Whether a row of the catalogue names a blob.
pub(crate) type IsNamed<'a> = dyn FnMut(Hash) -> Result<bool, Error> + 'a;

/// A store of bytes by their hash, which never change. Nothing here assumes a disk.
pub(crate) trait Blobs: Send + Sync + fmt::Debug {
    /// The bytes as a stream, `None` when they are not here.
    fn open(&self, hash: Hash) -> Result<Option<Box<dyn Stream>>, Error>;
    /// A part of the bytes, as they are on the disk; `None` when they are not here or are too short.
    fn range(&self, hash: Hash, range: Range<u64>) -> Result<Option<Vec<u8>>, Error>;
    /// Parts of several, in their order; a store that is far away fetches them together.
    fn ranges(&self, wanted: &[(Hash, Range<u64>)]) -> Result<Vec<Option<Vec<u8>>>, Error> {
        wanted.iter().map(|(hash, range)| self.range(*hash, range.clone())).collect()
    }
    /// Calls `found` for each blob, in the order of the hashes, until it fails.
    fn each(&self, found: &mut dyn FnMut(Hash) -> Result<(), Error>) -> Result<(), Error>;
    /// What was put and may not be named yet, also by another process.
    fn unclaimed(&self) -> Result<BTreeSet<Hash>, Error>;
    /// What to call the place of a blob when speaking to a person.
    fn place(&self, hash: Hash) -> PathBuf;
}

/// Putting new bytes into a store: they are kept before a row names them, and taken away where none comes to do so.
pub(crate) trait Staging: Blobs {
    /// Keeps `bytes`, whose hash is `hash`. They can be read, and are on the
    /// disk for good, only after [`settle`](Self::settle).
    fn put(&self, hash: Hash, bytes: &[u8]) -> Result<(), Error>;
    /// Keeps what `write` writes, which may be larger than memory, and gives
    /// its hash. It is on the disk for good.
    fn keep(&self, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<Hash, Error>;
    /// Makes everything put before survive a loss of power.
    fn settle(&self) -> Result<(), Error>;
    /// Takes note that rows which may name these blobs are written.
    fn claim(&self, hashes: &[Hash], is_named: &mut IsNamed<'_>) -> Result<(), Error>;
    /// Takes away what was put since the last time and no row names.
    fn release(&self, is_named: &mut IsNamed<'_>) -> Result<(), Error>;
    /// As [`release`](Self::release), with what a process that was killed has
    /// left. Only who holds the archive's lock may do it.
    fn recover(&self, is_named: &mut IsNamed<'_>) -> Result<(), Error>;
}

/// Bytes that are read from any place.
pub(crate) trait Stream: Read + Seek + Send {}

impl<T: Read + Seek + Send> Stream for T {}

/// Blobs as files: `ab/abcdef…`.
#[derive(Debug)]
pub(crate) struct FileBlobs {
    dir: PathBuf,
    unsettled: Mutex<Unsettled>,
    unclaimed: Mutex<Unclaimed>,
}

/// What is not yet safe on the disk.
#[derive(Debug, Default)]
struct Unsettled {
    /// Complete files without their names.
    files: BTreeMap<Hash, TempPath>,
    /// Folders with new names.
    folders: BTreeSet<PathBuf>,
}

/// How files begin that get their name when they are complete.
const NEW: &str = ".new-";

impl FileBlobs {
    pub(crate) fn open(dir: &Path) -> Result<Self, Error> {
        fs::create_dir_all(dir).map_err(Error::io("creating", dir))?;
        Ok(Self::open_to_read(dir))
    }

    /// As [`open`](Self::open), where nothing may be written.
    pub(crate) fn open_to_read(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), unsettled: Mutex::default(), unclaimed: Mutex::new(Unclaimed::new(dir)) }
    }

    fn folder(&self, hash: Hash) -> PathBuf {
        self.dir.join(format!("{:02x}", hash.0[0]))
    }

    fn unsettled(&self) -> MutexGuard<'_, Unsettled> {
        self.unsettled.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn noted(&self) -> MutexGuard<'_, Unclaimed> {
        self.unclaimed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, hash: Hash) -> Result<(), Error> {
        self.noted().note(hash).map_err(Error::io("writing", &self.dir))
    }

    /// Removes files that were never completed.
    fn remove_new(&self, folder: &Path) -> Result<(), Error> {
        for name in names(folder)? {
            let path = folder.join(&name);
            if name.to_string_lossy().starts_with(NEW) && path.is_file() {
                fs::remove_file(&path).map_err(Error::io("removing", &path))?;
            }
        }
        Ok(())
    }

    fn open_file(&self, hash: Hash) -> Result<Option<File>, Error> {
        let path = self.place(hash);
        match File::open(&path) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io("reading", &path)(error)),
        }
    }
}

impl Blobs for FileBlobs {
    fn unclaimed(&self) -> Result<BTreeSet<Hash>, Error> {
        Unclaimed::listed(&self.dir).map_err(Error::io("reading", &self.dir)).map(Option::unwrap_or_default)
    }

    fn open(&self, hash: Hash) -> Result<Option<Box<dyn Stream>>, Error> {
        Ok(self.open_file(hash)?.map(|file| Box::new(io::BufReader::with_capacity(256 << 10, file)) as Box<dyn Stream>))
    }

    fn range(&self, hash: Hash, range: Range<u64>) -> Result<Option<Vec<u8>>, Error> {
        let Some(mut file) = self.open_file(hash)? else { return Ok(None) };
        let failed = || Error::io("reading", &self.place(hash));
        let length = file.metadata().map_err(|error| failed()(error))?.len();
        if range.start > range.end || range.end > length {
            return Ok(None);
        }
        file.seek(SeekFrom::Start(range.start)).map_err(|error| failed()(error))?;
        let mut bytes = Vec::new();
        file.take(range.end - range.start).read_to_end(&mut bytes).map_err(|error| failed()(error))?;
        Ok(Some(bytes))
    }

    fn each(&self, found: &mut dyn FnMut(Hash) -> Result<(), Error>) -> Result<(), Error> {
        // Where nothing was imported and nothing may be written there is no folder.
        let folders = if self.dir.exists() { names(&self.dir)? } else { Vec::new() };
        for folder in folders {
            let folder = self.dir.join(folder);
            if !folder.is_dir() {
                continue;
            }
            for name in names(&folder)? {
                if let Some(hash) = name.to_str().and_then(Hash::parse) {
                    found(hash)?;
                }
            }
        }
        Ok(())
    }

    fn place(&self, hash: Hash) -> PathBuf {
        self.folder(hash).join(hash.to_string())
    }
}

impl Staging for FileBlobs {
    fn put(&self, hash: Hash, bytes: &[u8]) -> Result<(), Error> {
        let (path, folder) = (self.place(hash), self.folder(hash));
        if self.unsettled().files.contains_key(&hash) {
            return Ok(());
        }
        // What is there is compared, not trusted: one that the disk has damaged is replaced.
        if copy::is_same(&path, bytes).map_err(Error::io("reading", &path))? {
            // It may come from a run that was killed before it settled.
            self.unsettled().folders.insert(folder);
            return Ok(());
        }
        self.note(hash)?;
        fs::create_dir_all(&folder).map_err(Error::io("creating", &folder))?;
        let mut file = new_file(&folder, NEW).map_err(Error::io("writing", &folder))?;
        file.write_all(bytes).and_then(|()| file.as_file().sync_data()).map_err(Error::io("writing", &path))?;
        self.unsettled().files.insert(hash, file.into_temp_path());
        Ok(())
    }

    fn keep(&self, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<Hash, Error> {
        let mut file = new_file(&self.dir, NEW).map_err(Error::io("writing", &self.dir))?;
        let hash = copy::hashed(file.as_file_mut(), write).map_err(Error::io("writing", &self.dir))?;
        // Of a table that is here already none may tell either.
        self.note(hash)?;
        let (path, folder) = (self.place(hash), self.folder(hash));
        fs::create_dir_all(&folder).map_err(Error::io("creating", &folder))?;
        file.as_file().sync_data().map_err(Error::io("writing", &path))?;
        // What is there may be damaged; this is whole.
        let mut unsettled = self.unsettled();
        unsettled.files.insert(hash, file.into_temp_path());
        drop(unsettled);
        self.settle()?;
        Ok(hash)
    }

    fn claim(&self, hashes: &[Hash], is_named: &mut IsNamed<'_>) -> Result<(), Error> {
        self.noted().claim(hashes, is_named)
    }

    fn release(&self, is_named: &mut IsNamed<'_>) -> Result<(), Error> {
        // What has no name yet never gets one: its file goes with it.
        *self.unsettled() = Unsettled::default();
        let mut unclaimed = self.noted();
        for hash in unclaimed.hashes() {
            if is_named(hash)? {
                continue;
            }
            let path = self.place(hash);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Error::io("removing", &path)(error));
                }
                _ => {}
            }
        }
        unclaimed.clear().map_err(Error::io("writing", &self.dir))
    }

    fn recover(&self, is_named: &mut IsNamed<'_>) -> Result<(), Error> {
        self.remove_new(&self.dir)?;
        let found = self.noted().take_up().map_err(Error::io("reading", &self.dir))?;
        if !found {
            return Ok(());
        }
        // After a loss of power the list may lack what has no name yet.
        for folder in names(&self.dir)?.into_iter().map(|name| self.dir.join(name)).filter(|path| path.is_dir()) {
            self.remove_new(&folder)?;
        }
        self.release(is_named)
    }

    fn settle(&self) -> Result<(), Error> {
        let Unsettled { files, mut folders } = std::mem::take(&mut *self.unsettled());
        if !files.is_empty() {
            // First the list: after a loss of power there is no blob that neither it nor a row names.
            self.noted().sync().map_err(Error::io("writing", &self.dir))?;
        }
        for (hash, file) in files {
            let path = self.place(hash);
            file.persist(&path).map_err(|error| Error::io("writing", &path)(error.error))?;
            folders.insert(self.folder(hash));
        }
        if folders.is_empty() {
            return Ok(());
        }
        folders.into_iter().chain([self.dir.clone()]).try_for_each(|folder| sync_folder(&folder))
    }
}

/// Makes the names in a folder survive a loss of power. Windows cannot sync folders and does not need it.
fn sync_folder(folder: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        File::open(folder).and_then(|file| file.sync_all()).map_err(Error::io("writing", folder))?;
    }
    Ok(())
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Result<Vec<std::ffi::OsString>, Error> {
    let entries = fs::read_dir(folder).map_err(Error::io("reading", folder))?;
    let mut names = entries
        .map(|entry| entry.map(|entry| entry.file_name()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(Error::io("reading", folder))?;
    names.sort();
    Ok(names)
}

/// The bytes of a blob that must be there.
pub(crate) fn expected(blobs: &dyn Blobs, hash: Hash, found: Option<Vec<u8>>) -> Result<Vec<u8>, Error> {
    found.ok_or_else(|| lost(blobs, hash, "is missing or too short"))
}

/// A blob no longer has the bytes that were put.
pub(crate) fn changed(blobs: &dyn Blobs, hash: Hash) -> Error {
    lost(blobs, hash, "was changed on the disk")
}

fn lost(blobs: &dyn Blobs, hash: Hash, problem: &str) -> Error {
    Reason::Blob { hash: hash.to_string(), path: blobs.place(hash), problem: problem.to_owned() }.into()
}
