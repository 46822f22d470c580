//! Writing a large file: it is hashed as it comes, and goes to the disk while more of it comes. And whether a file has
//! these bytes.

use std::fs::File;
use std::io::{self, BufWriter, Read as _, Write};
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use super::{Hash, Hasher};

/// After so many bytes the disk is to write what it has.
const STRIDE: usize = 32 << 20;

/// Writes to `file` what `write` writes, and gives its hash. The last of it may not be on the disk yet.
pub(super) fn hashed(file: &mut File, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<Hash> {
    let disk = file.try_clone()?;
    thread::scope(|scope| {
        let (due, waiting) = sync_channel(0);
        // The system reports a failure of the disk once, to whoever asks first: here, and not to a later `sync_data`.
        let syncing = scope.spawn(move || waiting.iter().try_for_each(|()| disk.sync_data()));
        let mut copy = Copy { file: BufWriter::new(file), hash: Hasher::default(), since: 0, due };
        let written = write(&mut copy).and_then(|()| copy.flush());
        let Copy { hash, due, .. } = copy;
        drop(due);
        let synced =
            syncing.join().unwrap_or_else(|_| Err(io::Error::other("the thread that syncs the file ended early")));
        written.and(synced).map(|()| hash.finish())
    })
}

/// Whether a file is there and holds just these bytes.
pub(super) fn is_same(path: &Path, mut bytes: &[u8]) -> io::Result<bool> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    if file.metadata()?.len() != bytes.len() as u64 {
        return Ok(false);
    }
    let mut buffer = [0; 16 << 10];
    loop {
        let found = match file.read(&mut buffer) {
            Ok(count) => &buffer[..count],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            // A disk that cannot read it any more may have room for it elsewhere.
            Err(_) => return Ok(false),
        };
        match bytes.strip_prefix(found) {
            Some(rest) if !found.is_empty() => bytes = rest,
            Some(rest) => return Ok(rest.is_empty()),
            None => return Ok(false),
        }
    }
}

struct Copy<'a> {
    file: BufWriter<&'a mut File>,
    hash: Hasher,
    /// Bytes since the disk was last told.
    since: usize,
    due: SyncSender<()>,
}

impl Write for Copy<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hash.add(&bytes[..count]);
        self.since += count;
        // A disk that is still at work is told the next time.
        if self.since >= STRIDE && self.due.try_send(()).is_ok() {
            self.since = 0;
        }
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
