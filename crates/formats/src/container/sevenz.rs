//! `.7z`, read from its list of members, block after block: members that are
//! packed together are decoded one after the other.

use core::ops::ControlFlow;
use std::io::{self, Read, Seek};

use sevenz_rust2::{Archive, ArchiveEntry, BlockDecoder, Error, Password};

use super::{Walk, member};

/// How much memory the list, and a decoder, may take, in KiB: archives that ask
/// for more are made to harm.
const MEMORY: usize = 256 << 10;

const ENCRYPTED: &str = "encrypted, not read";

pub(super) fn is_sevenz(head: &[u8]) -> bool {
    head.starts_with(b"7z\xBC\xAF\x27\x1C")
}

pub(super) fn read(walk: &mut Walk<'_, '_>, file: &str, mut reader: impl Read + Seek, depth: usize) -> ControlFlow<()> {
    let password = Password::empty();
    let archive = match Archive::read_with_memory_limit(&mut reader, &password, MEMORY) {
        Ok(archive) => archive,
        Err(error) => {
            let reason = format!("its list of members cannot be read: {}", said(&error));
            return walk.problem(file, None, reason);
        }
    };
    let mut reading = Reading { walk, file, depth, files: &archive.files };
    for block in 0..archive.blocks.len() {
        let first = archive.stream_map.block_first_file_index.get(block).copied().unwrap_or(0);
        let decoder = BlockDecoder::new_with_memory_limit(1, MEMORY, block, &archive, &password, &mut reader);
        let members = first..first + decoder.entry_count();
        if members.is_empty() || reading.is_beyond(members.start) {
            continue;
        }
        if archive.is_file_encrypted(first) {
            for index in members {
                reading.refuse(index, ENCRYPTED)?;
            }
            continue;
        }
        reading.block(decoder, members.start, members.end)?;
        if reading.walk.budget.used_up() {
            return ControlFlow::Continue(());
        }
    }
    // What is empty stands in no block.
    let blocks = &archive.stream_map.file_block_index;
    for index in (0..archive.files.len()).filter(|index| blocks.get(*index).is_none_or(Option::is_none)) {
        if !reading.is_beyond(index) {
            reading.entry(index, &mut io::empty())?;
        }
    }
    let most = reading.walk.options.limits.max_members;
    if archive.files.len() as u64 > most {
        let reason = format!("more than {most} members, the rest is not read");
        return reading.walk.problem(file, Some(position(usize::try_from(most).unwrap_or(usize::MAX))), reason);
    }
    ControlFlow::Continue(())
}

/// The archive being read.
struct Reading<'a, 'b, 'c> {
    walk: &'a mut Walk<'b, 'c>,
    file: &'a str,
    depth: usize,
    files: &'a [ArchiveEntry],
}

impl Reading<'_, '_, '_> {
    fn is_beyond(&self, index: usize) -> bool {
        index as u64 >= self.walk.options.limits.max_members
    }

    /// Reads the members of one block.
    fn block<R: Read + Seek>(&mut self, decoder: BlockDecoder<'_, R>, first: usize, end: usize) -> ControlFlow<()> {
        let mut flow = ControlFlow::Continue(());
        let mut next = first;
        let mut told = false;
        let result = decoder.for_each_entries(&mut |_, reader| {
            let index = next;
            next += 1;
            if self.is_beyond(index) {
                return Ok(false);
            }
            let mut watched = Watched { inner: self.walk.budget.count_output(reader), failed: false };
            flow = self.entry(index, &mut watched);
            told = watched.failed;
            // What is left of it is still decoded, to come to the next; it counts.
            let rest =
                if told { Err(io::ErrorKind::InvalidData.into()) } else { io::copy(&mut watched, &mut io::sink()) };
            if flow.is_continue() && !told && self.walk.budget.used_up() {
                let reason = self.walk.budget.reason(&io::ErrorKind::InvalidData.into());
                flow = self.refuse(index, &reason);
                told = true;
            }
            Ok(flow.is_continue() && rest.map(|_| true)?)
        });
        flow?;
        let Err(error) = result else { return ControlFlow::Continue(()) };
        // Of a member that broke while it was read is told already.
        let broken = if told { next } else { next.saturating_sub(1).max(first) };
        if !told {
            let reason = format!("cannot be read: {}", said(&error));
            self.refuse(broken, &reason)?;
        }
        let rest = end.min(self.files.len()).saturating_sub(broken + usize::from(!told));
        if rest > 0 && !self.walk.budget.used_up() {
            let reason = format!("{rest} members are packed after it and cannot be read");
            let shown = self.shown(broken.saturating_sub(usize::from(told))).unwrap_or_else(|(shown, _)| shown);
            return self.walk.problem(&shown, Some(position(broken.saturating_sub(usize::from(told)))), reason);
        }
        ControlFlow::Continue(())
    }

    /// Reads one member.
    fn entry(&mut self, index: usize, reader: &mut dyn Read) -> ControlFlow<()> {
        let Some(entry) = self.files.get(index).filter(|entry| !entry.is_directory() && !entry.is_anti_item()) else {
            return ControlFlow::Continue(());
        };
        let position = position(index);
        match (self.shown(index), Kind::of(entry)) {
            (Err((shown, reason)), _) => self.walk.problem(&shown, Some(position), reason),
            (Ok(name), Kind::Link) => self.walk.problem(&name, Some(position), "a link, not followed"),
            (Ok(name), Kind::Other) => self.walk.problem(&name, Some(position), "not a regular file, not read"),
            // The size that the list states may be a lie; what is read counts.
            (Ok(name), Kind::File) => self.walk.member(&name, reader, self.depth, Some((entry.size(), &position))),
        }
    }

    fn refuse(&mut self, index: usize, reason: &str) -> ControlFlow<()> {
        let shown = self.shown(index).unwrap_or_else(|(shown, _)| shown);
        self.walk.problem(&shown, Some(position(index)), reason)
    }

    fn shown(&self, index: usize) -> Result<String, (String, String)> {
        member(self.file, self.files.get(index).map_or("", ArchiveEntry::name).as_bytes())
    }
}

fn position(index: usize) -> String {
    format!("member {}", index.saturating_add(1))
}

/// What a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Link,
    Other,
}

impl Kind {
    /// From the attributes of Windows; archives made elsewhere have the mode of
    /// the file in their upper half and say so.
    fn of(entry: &ArchiveEntry) -> Self {
        let attributes = entry.windows_attributes();
        match attributes >> 16 & 0o170_000 {
            _ if attributes & 0x400 != 0 => Self::Link,
            0o120_000 if attributes & 0x8000 != 0 => Self::Link,
            0 | 0o100_000 => Self::File,
            _ if attributes & 0x8000 != 0 => Self::Other,
            _ => Self::File,
        }
    }
}

/// Notes whether reading failed.
struct Watched<R> {
    inner: R,
    failed: bool,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer);
        self.failed |= read.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::Interrupted);
        read
    }
}

/// What is wrong, in words.
fn said(error: &Error) -> String {
    match error {
        Error::UnsupportedCompressionMethod(name) if name.contains("AES") => "it is encrypted".to_owned(),
        Error::PasswordRequired | Error::MaybeBadPassword(_) => "it is encrypted".to_owned(),
        Error::UnsupportedCompressionMethod(name) => format!("it is compressed with {name}, which is not known"),
        Error::MaxMemLimited { .. } => format!("it asks for more than {} MiB of memory", MEMORY >> 10),
        Error::Io(error, _) if error.kind() == io::ErrorKind::UnexpectedEof => {
            "it ends too early, the file is cut off".to_owned()
        }
        Error::Io(error, _) => error.to_string(),
        Error::Other(what) | Error::Unsupported(what) => what.to_string(),
        Error::ChecksumVerificationFailed | Error::NextHeaderCrcMismatch => "its checksum is wrong".to_owned(),
        Error::UnsupportedVersion { major, minor } => format!("version {major}.{minor} is not known"),
        _ => "it is damaged".to_owned(),
    }
}
