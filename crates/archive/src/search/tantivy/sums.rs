//! Checksums of what is kept in the index, looked at when it is read.
//!
//! tantivy writes one checksum for a whole file and does not look at it when it reads: a byte that the disk has changed gives
//! other hits, or a panic, or a demand for more memory than there is. So each file is written with a checksum for each
//! block of it, and no byte is handed out whose block was not compared. The blocks that one search wants are few, and
//! each is compared once while the file is open.
//!
//! ```text
//! content, as tantivy wrote it │ CRC-32 of each block of it (4 bytes each) │ length of the content (8) │ CRC-32 of the
//! sums and the length (4) │ MARK (8)            all numbers with the low byte first
//! ```

use std::fmt;
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use flate2::Crc;
use tantivy::HasLen;
use tantivy::directory::{AntiCallToken, FileHandle, OwnedBytes, TerminatingWrite, WritePtr};

/// Counts changes of what is written here.
pub(super) const VERSION: u32 = 1;

/// How many bytes have a checksum together. A disk reads about as many at once.
const BLOCK: usize = 16 << 10;

/// Ends a file with checksums.
const MARK: &[u8; 8] = b"chancsum";

/// The end of a file after the checksums: the length of the content, a checksum, the mark.
const END: usize = 8 + 4 + MARK.len();

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

fn changed(path: &Path, what: impl fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("{}: {what} was changed on the disk", path.display()))
}

/// The first change that was met among the files of an index. tantivy takes some files that it cannot open for empty ones:
/// so what it says of an index of which this is known does not count.
#[derive(Debug, Clone, Default)]
pub(super) struct Met(Arc<OnceLock<String>>);

impl Met {
    /// Notes what was met, and hands it on.
    pub(super) fn note<T, E: fmt::Display>(&self, result: Result<T, E>) -> Result<T, E> {
        if let Err(error) = &result {
            // A later one is told by verification.
            let _ = self.0.set(error.to_string());
        }
        result
    }

    pub(super) fn problem(&self) -> Option<&str> {
        self.0.get().map(String::as_str)
    }
}

/// Writes a file with its checksums.
pub(super) struct Summing {
    file: WritePtr,
    sums: Vec<u8>,
    crc: Crc,
    length: usize,
}

impl Summing {
    pub(super) fn new(file: WritePtr) -> Self {
        Self { file, sums: Vec::new(), crc: Crc::new(), length: 0 }
    }

    fn end_block(&mut self) {
        self.sums.extend(self.crc.sum().to_le_bytes());
        self.crc.reset();
    }
}

impl Write for Summing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = BLOCK - self.length % BLOCK;
        let count = self.file.write(&bytes[..bytes.len().min(room)])?;
        self.crc.update(&bytes[..count]);
        self.length += count;
        if count == room {
            self.end_block();
        }
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl TerminatingWrite for Summing {
    fn terminate_ref(&mut self, token: AntiCallToken) -> io::Result<()> {
        if !self.length.is_multiple_of(BLOCK) {
            self.end_block();
        }
        let mut end = std::mem::take(&mut self.sums);
        end.extend((self.length as u64).to_le_bytes());
        end.extend(crc(&end).to_le_bytes());
        end.extend(MARK);
        self.file.write_all(&end)?;
        self.file.terminate_ref(token)
    }
}

/// Reads a file that [`Summing`] wrote.
pub(super) struct Checked {
    path: PathBuf,
    file: Arc<dyn FileHandle>,
    length: usize,
    sums: OwnedBytes,
    /// The blocks that were compared, a bit for each.
    seen: Vec<AtomicU64>,
    met: Met,
}

impl Checked {
    /// Fails where the end of the file is not as it was written.
    pub(super) fn open(path: &Path, file: Arc<dyn FileHandle>, met: Met) -> io::Result<Self> {
        let broken = || changed(path, "the end of the file");
        let end = file.len().checked_sub(END).ok_or_else(broken)?;
        let bytes = file.read_bytes(end..file.len())?;
        let (length, rest) = bytes.split_first_chunk::<8>().ok_or_else(broken)?;
        let (sum, mark) = rest.split_first_chunk::<4>().ok_or_else(broken)?;
        let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| broken())?;
        let blocks = length.div_ceil(BLOCK);
        let is_whole = mark == MARK && length.checked_add(blocks * 4) == Some(end);
        if !is_whole || crc(&file.read_bytes(length..end + 8)?) != u32::from_le_bytes(*sum) {
            return Err(broken());
        }
        let sums = file.read_bytes(length..end)?;
        let seen = (0..blocks.div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        Ok(Self { path: path.to_owned(), file, length, sums, seen, met })
    }

    /// Compares all blocks, also those that were compared before.
    pub(super) fn check_all(&self) -> io::Result<()> {
        (0..self.length.div_ceil(BLOCK)).try_for_each(|block| self.compare(block))
    }

    fn check(&self, range: &Range<usize>) -> io::Result<()> {
        if range.start > range.end || range.end > self.length {
            return Err(changed(&self.path, format_args!("what says where {range:?} stands in {} bytes", self.length)));
        }
        for block in range.start / BLOCK..range.end.div_ceil(BLOCK) {
            let (word, bit) = (&self.seen[block / 64], 1 << (block % 64));
            if word.load(Ordering::Relaxed) & bit == 0 {
                self.compare(block)?;
                word.fetch_or(bit, Ordering::Relaxed);
            }
        }
        Ok(())
    }

    fn compare(&self, block: usize) -> io::Result<()> {
        let first = block * BLOCK;
        let bytes = self.file.read_bytes(first..(first + BLOCK).min(self.length))?;
        if self.sums.get(block * 4..block * 4 + 4) == Some(&crc(&bytes).to_le_bytes()[..]) {
            return Ok(());
        }
        Err(changed(&self.path, format_args!("block {block}")))
    }
}

impl fmt::Debug for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checked").field("path", &self.path).field("length", &self.length).finish_non_exhaustive()
    }
}

impl HasLen for Checked {
    fn len(&self) -> usize {
        self.length
    }
}

impl FileHandle for Checked {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        self.met.note(self.check(&range))?;
        self.file.read_bytes(range)
    }
}

/// A small file that is written at once, with its checksum in a line after it.
pub(super) fn sealed(content: &[u8]) -> Vec<u8> {
    [content, format!("\n{:08x}\n", crc(content)).as_bytes()].concat()
}

/// Undoes [`sealed`].
pub(super) fn unsealed(path: &Path, mut sealed: Vec<u8>) -> io::Result<Vec<u8>> {
    const SEAL: usize = 10;
    let length = sealed.len().checked_sub(SEAL).ok_or_else(|| changed(path, "the file"))?;
    if sealed[length..] != *format!("\n{:08x}\n", crc(&sealed[..length])).as_bytes() {
        return Err(changed(path, "the file"));
    }
    sealed.truncate(length);
    Ok(sealed)
}

#[cfg(test)]
mod tests {
    use std::io::BufWriter;
    use std::sync::Mutex;

    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Default)]
    struct Memory(Arc<Mutex<Vec<u8>>>);

    impl Write for Memory {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl TerminatingWrite for Memory {
        fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
            Ok(())
        }
    }

    fn written(content: &[u8]) -> Vec<u8> {
        let memory = Memory::default();
        let mut file = Summing::new(BufWriter::new(Box::new(memory.clone())));
        file.write_all(content).unwrap();
        file.terminate().unwrap();
        memory.0.lock().unwrap().clone()
    }

    fn open(file: Vec<u8>) -> io::Result<Checked> {
        Checked::open(Path::new("x.idx"), Arc::new(OwnedBytes::new(file)), Met::default())
    }

    fn content(length: usize) -> Vec<u8> {
        (0..length).map(|at| (at * 31 % 251) as u8).collect()
    }

    #[test]
    fn what_was_written_is_read() {
        for length in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 70 * BLOCK + 5] {
            let content = content(length);
            let file = open(written(&content)).unwrap();
            assert_eq!(file.len(), length);
            file.check_all().unwrap();
            for range in [0..length, length / 2..length, length..length] {
                assert_eq!(*file.read_bytes(range.clone()).unwrap(), content[range]);
            }
            assert!(file.read_bytes(0..length + 1).is_err());
        }
    }

    #[test]
    fn only_the_blocks_that_are_read_are_compared() {
        let mut file = written(&content(3 * BLOCK));
        file[BLOCK + 7] ^= 1;
        let file = open(file).unwrap();
        assert!(file.read_bytes(0..BLOCK).is_ok() && file.read_bytes(2 * BLOCK..3 * BLOCK).is_ok());
        let error = file.read_bytes(BLOCK - 1..BLOCK + 1).unwrap_err().to_string();
        assert_eq!(error, "x.idx: block 1 was changed on the disk");
        assert_eq!(file.met.problem(), Some(&*error));
        assert!(file.check_all().is_err());
    }

    proptest! {
        #[test]
        fn no_change_goes_unseen(length in 0..3 * BLOCK, at in any::<prop::sample::Index>(), with in 1..=255_u8, cut in any::<bool>()) {
            let mut file = written(&content(length));
            let at = at.index(file.len());
            if cut { file.truncate(at) } else { file[at] ^= with }
            prop_assert!(open(file).and_then(|file| file.check_all()).is_err());
        }

        #[test]
        fn no_change_of_a_small_file_goes_unseen(content in prop::collection::vec(any::<u8>(), 0..50), at in any::<prop::sample::Index>(), with in 1..=255_u8) {
            let mut file = sealed(&content);
            prop_assert_eq!(&unsealed(Path::new("x"), file.clone()).unwrap(), &content);
            let at = at.index(file.len());
            file[at] ^= with;
            prop_assert!(unsealed(Path::new("x"), file).is_err());
        }

        #[test]
        fn anything_is_opened_or_told(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let _ = open([&bytes[..], MARK].concat());
        }
    }
}
