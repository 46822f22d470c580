//! `.tar`, read as a stream.

use core::ops::ControlFlow;
use std::io::{self, Read};

use super::{LEADS_OUTSIDE, Walk, member};

/// Whether a head without the `ustar` mark is one of an old tar: its checksum
/// (byte 148) is the sum of all bytes, itself taken as blanks.
pub(super) fn has_checksum(head: &[u8]) -> bool {
    let Some(field) = head.get(148..156).filter(|_| head.len() >= 512) else { return false };
    let digits: String = field.iter().map(|byte| char::from(*byte)).filter(|c| !matches!(c, ' ' | '\0')).collect();
    let Ok(stated) = u32::from_str_radix(&digits, 8) else { return false };
    let sum: u32 = head[..148].iter().chain(b"        ").chain(&head[156..512]).map(|byte| u32::from(*byte)).sum();
    head[0] != 0 && sum == stated
}

pub(super) fn read(walk: &mut Walk<'_, '_>, file: &str, reader: &mut dyn Read, depth: usize) -> ControlFlow<()> {
    let mut archive = tar::Archive::new(reader);
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
        let kind = entry.header().entry_type();
        if kind.is_dir() || kind.is_pax_global_extensions() {
            continue;
        }
        let name = match member(file, &entry.path_bytes()) {
            Ok(name) => name,
            Err(shown) => {
                walk.problem(&shown, position, LEADS_OUTSIDE)?;
                continue;
            }
        };
        if kind.is_symlink() || kind.is_hard_link() {
            walk.problem(&name, position, "a link, not followed")?;
        } else if !(kind.is_file() || kind.is_contiguous() || kind.is_gnu_sparse()) {
            walk.problem(&name, position, "not a regular file, not read")?;
        } else {
            let left = entry.size();
            let stated = Some((left, position.as_deref().unwrap_or_default()));
            walk.member(&name, &mut Whole { inner: &mut entry, left }, depth, stated)?;
        }
        if walk.budget.used_up() {
            return ControlFlow::Continue(());
        }
    }
    ControlFlow::Continue(())
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
