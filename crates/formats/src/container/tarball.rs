//! `.tar`, read as a stream.

use core::cell::Cell;
use core::ops::ControlFlow;
use std::io::{self, Read};

use super::{Walk, member};

/// Whether a head without the `ustar` mark is one of an old tar: its checksum
/// (byte 148) is the sum of all bytes, itself taken as blanks.
pub(super) fn has_checksum(head: &[u8]) -> bool {
    let Some(field) = head.get(148..156).filter(|_| head.len() >= 512) else { return false };
    let digits: String = field.iter().map(|byte| char::from(*byte)).filter(|c| !matches!(c, ' ' | '\0')).collect();
    let Ok(stated) = u32::from_str_radix(&digits, 8) else { return false };
    let sum: u32 = head[..148].iter().chain(b"        ").chain(&head[156..512]).map(|byte| u32::from(*byte)).sum();
    head[0] != 0 && sum == stated
}

/// So much room the library gets for what stands before a member: its head, with long names and other attributes.
const HEAD: u64 = 64 << 10;

pub(super) fn read(walk: &mut Walk<'_, '_>, file: &str, reader: &mut dyn Read, depth: usize) -> ControlFlow<()> {
    let allowance = Allowance { left: Cell::new(HEAD), taken: Cell::new(0) };
    let mut archive = tar::Archive::new(Bounded { inner: reader, allowance: &allowance });
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return walk.problem(file, None, format!("cannot be read: {error}")),
    };
    let mut count: u64 = 0;
    for entry in entries {
        count += 1;
        let position = Some(format!("member {count}"));
        let mut entry = match entry {
            Ok(entry) => entry,
            // Without this header the start of the next is unknown.
            Err(error) => {
                let reason = walk.budget.reason(&error);
                return walk.problem(file, position, reason);
            }
        };
        if count > walk.options.limits.max_members {
            let reason = format!("more than {} members, the rest is not read", walk.options.limits.max_members);
            return walk.problem(file, position, reason);
        }
        // What the member takes, its last block filled up: of a sparse one that is less than its size.
        let sparse = entry.header().entry_type().is_gnu_sparse();
        let size = if sparse { entry.header().entry_size().unwrap_or(0) } else { entry.size() };
        let end = allowance.begin_member(size.saturating_add(512));
        one(walk, file, &mut entry, position, depth)?;
        if walk.budget.used_up() {
            return ControlFlow::Continue(());
        }
        allowance.end_member(end);
    }
    ControlFlow::Continue(())
}

fn one(
    walk: &mut Walk<'_, '_>,
    file: &str,
    entry: &mut tar::Entry<'_, impl Read>,
    position: Option<String>,
    depth: usize,
) -> ControlFlow<()> {
    let kind = entry.header().entry_type();
    if kind.is_dir() || kind.is_pax_global_extensions() {
        return ControlFlow::Continue(());
    }
    let name = match member(file, &entry.path_bytes()) {
        Ok(name) => name,
        Err((shown, reason)) => return walk.problem(&shown, position, reason),
    };
    if kind.is_symlink() || kind.is_hard_link() {
        return walk.problem(&name, position, "a link, not followed");
    }
    if !(kind.is_file() || kind.is_contiguous() || kind.is_gnu_sparse()) {
        return walk.problem(&name, position, "not a regular file, not read");
    }
    let left = entry.size();
    let stated = Some((left, position.as_deref().unwrap_or_default()));
    walk.member(&name, &mut Whole { inner: entry, left }, depth, stated)
}

/// How much the library may still read.
///
/// It keeps a long name in memory as it is read, however long, and with compression gigabytes of one letter are small.
struct Allowance {
    left: Cell<u64>,
    taken: Cell<u64>,
}

impl Allowance {
    /// A member of this size may be read; gives where it ends.
    fn begin_member(&self, size: u64) -> u64 {
        self.left.set(size);
        self.taken.get().saturating_add(size)
    }

    /// What a member has left is passed over, and the head of the next is read.
    fn end_member(&self, end: u64) {
        self.left.set(end.saturating_sub(self.taken.get()).saturating_add(HEAD));
    }
}

struct Bounded<'a> {
    inner: &'a mut dyn Read,
    allowance: &'a Allowance,
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Allowance { left, taken } = self.allowance;
        let most = usize::try_from(left.get()).unwrap_or(usize::MAX).min(buffer.len());
        if most == 0 && !buffer.is_empty() {
            return Err(io::Error::other(format!("the head of the next member is longer than {} KiB", HEAD >> 10)));
        }
        let count = self.inner.read(&mut buffer[..most])?;
        left.set(left.get() - count as u64);
        taken.set(taken.get() + count as u64);
        Ok(count)
    }
}

/// A member that must not end before the size that its header states: the tar
/// reader itself takes the end of the file for the end of the member.
struct Whole<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Whole<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if count == 0 && self.left > 0 && !buffer.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left = self.left.saturating_sub(count as u64);
        Ok(count)
    }
}
