//! An archive without its list of members, which stands at its end: it is cut off, and what stands before the cut is read.

use core::ops::ControlFlow;
use std::io::{Read, Seek};

use zip::read::read_zipfile_from_stream;
use zip::result::ZipError;

use super::{Walk, name, read_entry};

/// The first members of documents of office programs: those are units, whose parts say nothing without the others.
const OF_DOCUMENTS: [&str; 2] = ["[Content_Types].xml", "mimetype"];

/// Reads the members by the headers before each, up to the first that is broken, and tells that the list is missing.
pub(super) fn read(
    walk: &mut Walk<'_, '_>,
    file: &str,
    mut reader: impl Read + Seek,
    error: &ZipError,
    depth: usize,
) -> ControlFlow<()> {
    if !is_without_list(error) || reader.rewind().is_err() {
        return walk.problem(file, None, format!("cannot be read: {error}"));
    }
    for number in 1..=walk.options.limits.max_members {
        let Ok(Some(entry)) = read_zipfile_from_stream(&mut reader) else { break };
        if OF_DOCUMENTS.contains(&name(&entry).as_str()) {
            return walk.problem(file, None, "a document that is cut off");
        }
        read_entry(walk, file, entry, Some(format!("member {number}")), depth)?;
        if walk.budget.used_up() {
            return ControlFlow::Continue(());
        }
    }
    walk.problem(file, None, "ends too early, the file is cut off: the list of its members is missing")
}

/// Whether the record that ends every archive was not found (APPNOTE.TXT, 4.3.16).
fn is_without_list(error: &ZipError) -> bool {
    matches!(error, ZipError::InvalidArchive(reason) if reason.contains("EOCD"))
}
