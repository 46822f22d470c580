//! Original bytes, kept under their SHA-256.

mod copy;
mod unclaimed;

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use sha2::{Digest, Sha256};

use crate::Error;
use crate::error::Reason;
use crate::new_file::new_file;
use unclaimed::Unclaimed;

/// The SHA-256 of some bytes, shown in hex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Hash([u8; 32]);

impl Hash {
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

/// A store of bytes by their hash. What is put is never changed.
pub(crate) trait Blobs: Send + Sync + fmt::Debug {
    /// Keeps `bytes`, whose hash is `hash`. They are on the disk for good
    /// only after [`settle`](Self::settle).
    fn put(&self, hash: Hash, bytes: &[u8]) -> Result<(), Error>;
    /// Keeps what `write` writes, which may be larger than memory, and gives
    /// its hash. As [`put`](Self::put), it is on the
    /// disk for good only after [`settle`](Self::settle).
    fn keep(&self, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<Hash, Error>;
    /// Takes note that rows which may name these blobs are written.
    fn claim(&self, hashes: &[Hash], is_named: &mut IsNamed<'_>) -> Result<(), Error>;
    /// Takes away what was put since the last time and no row names.
    fn release(&self, is_named: &mut IsNamed<'_>) -> Result<(), Error>;
    /// As [`release`](Self::release), with what a process that was killed has
    /// left. Only who holds the archive's lock may do it.
    fn recover(&self, is_named: &mut IsNamed<'_>) -> Result<(), Error>;
    /// What was put and may not be named yet, also by another process.
    fn unclaimed(&self) -> Result<BTreeSet<Hash>, Error>;
    /// The bytes as a stream, `None` when they are not here.
    fn open(&self, hash: Hash) -> Result<Option<Box<dyn Stream>>, Error>;
    /// Makes everything put before survive a loss of power.
    fn settle(&self) -> Result<(), Error>;
    /// A part of the bytes, `None` when they are not here or are too short.
    fn range(&self, hash: Hash, range: Range<u64>) -> Result<Option<Vec<u8>>, Error>;
    /// Calls `found` for each blob, in the order of the hashes, until it fails.
    fn each(&self, found: &mut dyn FnMut(Hash) -> Result<(), Error>) -> Result<(), Error>;
    /// What to call the place of a blob when speaking to a person.
    fn place(&self, hash: Hash) -> PathBuf;
}

/// Bytes that are read from any place.
pub(crate) trait Stream: Read + Seek + Send {}

impl<T: Read + Seek + Send> Stream for T {}

/// Blobs as files: `ab/abcdef…`.
#[derive(Debug)]
pub(crate) struct FileBlobs {
    dir: PathBuf,
    /// Folders with new names that are not yet safe on the disk.
    unsettled: Mutex<BTreeSet<PathBuf>>,
    unclaimed: Mutex<Unclaimed>,
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

    fn unsettled(&self) -> std::sync::MutexGuard<'_, BTreeSet<PathBuf>> {
        self.unsettled.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn unclaimed(&self) -> std::sync::MutexGuard<'_, Unclaimed> {
        self.unclaimed.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn note(&self, hash: Hash) -> Result<(), Error> {
        self.unclaimed().note(hash).map_err(Error::io("writing", &self.dir))
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
    fn put(&self, hash: Hash, bytes: &[u8]) -> Result<(), Error> {
        let path = self.place(hash);
        // A file of the right length is the blob: it got its name only after
        // it was complete. One of another length is damage; it is replaced.
        if fs::metadata(&path).is_ok_and(|found| found.len() == bytes.len() as u64) {
            // It may come from a run that was killed before it settled.
            self.unsettled().insert(self.folder(hash));
            return Ok(());
        }
        self.note(hash)?;
        let folder = self.folder(hash);
        fs::create_dir_all(&folder).map_err(Error::io("creating", &folder))?;
        let mut file = new_file(&folder, NEW).map_err(Error::io("writing", &folder))?;
        file.write_all(bytes).and_then(|()| file.as_file().sync_data()).map_err(Error::io("writing", &path))?;
        file.persist(&path).map_err(|error| Error::io("writing", &path)(error.error))?;
        self.unsettled().insert(folder);
        Ok(())
    }

    fn keep(&self, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<Hash, Error> {
        let mut file = new_file(&self.dir, NEW).map_err(Error::io("writing", &self.dir))?;
        let hash = copy::hashed(file.as_file_mut(), write).map_err(Error::io("writing", &self.dir))?;
        // Of a table that is here already none may tell either.
        self.note(hash)?;
        let path = self.place(hash);
        let folder = self.folder(hash);
        let length = file.as_file().metadata().map_err(Error::io("writing", &self.dir))?.len();
        if fs::metadata(&path).is_ok_and(|found| found.len() == length) {
            self.unsettled().insert(folder);
            return Ok(hash);
        }
        fs::create_dir_all(&folder).map_err(Error::io("creating", &folder))?;
        file.as_file().sync_data().map_err(Error::io("writing", &path))?;
        file.persist(&path).map_err(|error| Error::io("writing", &path)(error.error))?;
        self.unsettled().insert(folder);
        Ok(hash)
    }

    fn claim(&self, hashes: &[Hash], is_named: &mut IsNamed<'_>) -> Result<(), Error> {
        self.unclaimed().claim(hashes, is_named)
    }

    fn release(&self, is_named: &mut IsNamed<'_>) -> Result<(), Error> {
        let mut unclaimed = self.unclaimed();
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
        let found = self.unclaimed().take_up().map_err(Error::io("reading", &self.dir))?;
        if !found {
            return Ok(());
        }
        for folder in self.unclaimed().hashes().into_iter().map(|hash| self.folder(hash)) {
            if folder.is_dir() {
                self.remove_new(&folder)?;
            }
        }
        self.release(is_named)
    }

    fn unclaimed(&self) -> Result<BTreeSet<Hash>, Error> {
        Unclaimed::listed(&self.dir).map_err(Error::io("reading", &self.dir)).map(Option::unwrap_or_default)
    }

    fn open(&self, hash: Hash) -> Result<Option<Box<dyn Stream>>, Error> {
        Ok(self.open_file(hash)?.map(|file| Box::new(io::BufReader::with_capacity(256 << 10, file)) as Box<dyn Stream>))
    }

    fn settle(&self) -> Result<(), Error> {
        let folders = std::mem::take(&mut *self.unsettled());
        if folders.is_empty() {
            return Ok(());
        }
        for folder in folders.iter().map(PathBuf::as_path).chain([self.dir.as_path()]) {
            // Windows cannot sync folders and does not need it.
            if cfg!(unix) {
                File::open(folder).and_then(|file| file.sync_all()).map_err(Error::io("writing", folder))?;
            }
        }
        Ok(())
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
    found.ok_or_else(|| {
        Error::from(Reason::Blob {
            hash: hash.to_string(),
            path: blobs.place(hash),
            problem: "is missing or too short".to_owned(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get(blobs: &dyn Blobs, hash: Hash) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        blobs.open(hash).unwrap()?.read_to_end(&mut bytes).unwrap();
        Some(bytes)
    }

    /// What every store of blobs must do.
    fn conformance(blobs: &dyn Blobs) {
        let texts: [&[u8]; 4] = [b"", b"a", b"RUEHSV #0617", &[0, 255, 128]];
        for bytes in texts {
            let hash = Hash::of(bytes);
            assert_eq!(get(blobs, hash), None);
            blobs.put(hash, bytes).unwrap();
            blobs.put(hash, bytes).unwrap();
            assert_eq!(get(blobs, hash).as_deref(), Some(bytes));
            assert_eq!(Hash::parse(&hash.to_string()), Some(hash));
        }
        blobs.settle().unwrap();
        let hash = Hash::of(texts[2]);
        assert_eq!(blobs.range(hash, 2..5).unwrap().as_deref(), Some(&b"EHS"[..]));
        assert_eq!(blobs.range(hash, 12..12).unwrap().as_deref(), Some(&b""[..]));
        assert_eq!(blobs.range(hash, 11..13).unwrap(), None);
        assert_eq!(blobs.range(Hash::of(b"not here"), 0..0).unwrap(), None);
        let kept = blobs
            .keep(&mut |out| {
                out.write_all(b"RUEH")?;
                out.write_all(b"SV #0617")
            })
            .unwrap();
        assert_eq!(kept, hash);
        let long = vec![b'x'; 300_000];
        let kept = blobs.keep(&mut |out| out.write_all(&long)).unwrap();
        assert_eq!(kept, Hash::of(&long));
        let mut stream = blobs.open(kept).unwrap().unwrap();
        stream.seek(SeekFrom::Start(299_990)).unwrap();
        let mut end = Vec::new();
        stream.read_to_end(&mut end).unwrap();
        assert_eq!(end, b"xxxxxxxxxx");
        assert!(blobs.open(Hash::of(b"not here")).unwrap().is_none());
        assert!(blobs.keep(&mut |_| Err(io::Error::other("broken off"))).is_err());
        let mut all = Vec::new();
        blobs
            .each(&mut |hash| {
                all.push(hash);
                Ok(())
            })
            .unwrap();
        let mut expected: Vec<Hash> = texts.into_iter().map(Hash::of).chain([kept]).collect();
        expected.sort();
        assert_eq!(all, expected);
    }

    #[test]
    fn files_conform() {
        let dir = tempfile::tempdir().unwrap();
        conformance(&FileBlobs::open(dir.path()).unwrap());
    }

    fn hashes(blobs: &dyn Blobs) -> Vec<Hash> {
        let mut all = Vec::new();
        blobs
            .each(&mut |hash| {
                all.push(hash);
                Ok(())
            })
            .unwrap();
        all
    }

    #[test]
    fn what_no_row_names_is_taken_away() {
        let dir = tempfile::tempdir().unwrap();
        let [named, unnamed, later] = [&b"named"[..], b"unnamed", b"later"].map(Hash::of);
        let is_named = |hash: Hash| Ok(hash == named);
        let blobs = FileBlobs::open(dir.path()).unwrap();
        blobs.put(named, b"named").unwrap();
        blobs.put(unnamed, b"unnamed").unwrap();
        blobs.claim(&[named, unnamed], &mut { is_named }).unwrap();
        blobs.keep(&mut |out| out.write_all(b"later")).unwrap();
        blobs.release(&mut { is_named }).unwrap();
        assert_eq!(hashes(&blobs), [named]);

        // Two that were killed, the second while it wrote.
        let killed = FileBlobs::open(dir.path()).unwrap();
        killed.put(unnamed, b"unnamed").unwrap();
        drop(killed);
        let killed = FileBlobs::open(dir.path()).unwrap();
        killed.put(later, b"later").unwrap();
        drop(killed);
        for folder in [dir.path().to_owned(), blobs.folder(later)] {
            fs::write(folder.join(".new-abc"), b"lat").unwrap();
        }
        let blobs = FileBlobs::open(dir.path()).unwrap();
        blobs.recover(&mut { is_named }).unwrap();
        assert_eq!(hashes(&blobs), [named]);
        assert!(!dir.path().join(".new-abc").exists() && !blobs.folder(later).join(".new-abc").exists());
        assert!(!dir.path().join(".unclaimed").exists());
    }

    #[test]
    fn a_damaged_file_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let blobs = FileBlobs::open(dir.path()).unwrap();
        let hash = Hash::of(b"whole");
        fs::create_dir_all(blobs.folder(hash)).unwrap();
        fs::write(blobs.place(hash), b"who").unwrap();
        blobs.put(hash, b"whole").unwrap();
        assert_eq!(get(&blobs, hash).as_deref(), Some(&b"whole"[..]));
    }
}
