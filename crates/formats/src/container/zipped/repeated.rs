//! Members whose name another member has: the library keeps one of them, so the others are found in the list of members
//! (the central directory; APPNOTE.TXT 4.3.12) and read from their own headers.

use std::collections::HashSet;
use std::io::{self, Read, Seek, SeekFrom};

/// A member that the library does not show.
pub(super) struct Hidden {
    /// Where its own header stands.
    pub(super) header: u64,
    /// Its name as written.
    pub(super) name: Vec<u8>,
    /// Its size as the list states it.
    pub(super) size: u64,
    /// Whether its sizes stand after its content alone (flag bit 3), so that it cannot be read from its start.
    pub(super) is_streamed: bool,
}

const ENTRY: &[u8; 4] = b"PK\x01\x02";
/// Length of an entry without its name, extra field and comment.
const FIXED: usize = 46;

/// The members of the list that starts at `list` whose headers are not among those `shown`; `shift` is added to the
/// offsets of the list (an archive after other bytes). At most `most` entries are looked at.
pub(super) fn hidden(
    reader: &mut (impl Read + Seek),
    list: u64,
    shift: u64,
    shown: &HashSet<u64>,
    most: u64,
) -> io::Result<Vec<Hidden>> {
    reader.seek(SeekFrom::Start(list))?;
    let mut reader = io::BufReader::new(reader);
    let mut found = Vec::new();
    for _ in 0..most {
        let mut fixed = [0; FIXED];
        if reader.read_exact(&mut fixed).is_err() || !fixed.starts_with(ENTRY) {
            break;
        }
        let two = |at: usize| u64::from(u16::from_le_bytes([fixed[at], fixed[at + 1]]));
        let four = |at: usize| two(at) | two(at + 2) << 16;
        let mut name = Vec::new();
        reader.by_ref().take(two(28)).read_to_end(&mut name)?;
        io::copy(&mut reader.by_ref().take(two(30) + two(32)), &mut io::sink())?;
        let offset = four(42);
        // Larger offsets stand in an extra field; archives of that size have been made by careful programs.
        if offset == u64::from(u32::MAX) {
            continue;
        }
        let header = offset.saturating_add(shift);
        if !shown.contains(&header) {
            found.push(Hidden { header, name, size: four(24), is_streamed: two(8) & 0x8 != 0 });
        }
    }
    Ok(found)
}
