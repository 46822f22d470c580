//! `.zip`, read from its list of members; one that is cut off has none, and is read as a stream.

mod cut_off;
mod repeated;

use core::ops::ControlFlow;
use std::collections::HashSet;
use std::io::{Read, Seek, SeekFrom};

use zip::read::{ZipFile, read_zipfile_from_stream};

use super::{Walk, member};
use crate::office::Package;
use crate::{Find, Unit};

pub(super) fn read(walk: &mut Walk<'_, '_>, file: &str, mut reader: impl Read + Seek, depth: usize) -> ControlFlow<()> {
    let archive = match zip::ZipArchive::new(&mut reader) {
        Ok(archive) => archive,
        Err(error) => return cut_off::read(walk, file, reader, &error, depth),
    };
    // A document of an office program is one unit, not an archive.
    let mut archive = match Package::reader_of(archive) {
        Ok(reader) => return document(walk, file, reader),
        Err(archive) => archive,
    };
    let mut shown_headers = HashSet::new();
    for index in 0..archive.len() {
        let position = Some(format!("member {}", index + 1));
        if index as u64 >= walk.options.limits.max_members {
            let reason = format!("more than {} members, the rest is not read", walk.options.limits.max_members);
            return walk.problem(file, position, reason);
        }
        let listed = archive.name_for_index(index).and_then(Result::ok).map(|name| name.into_owned());
        let shown = listed.map_or_else(|| file.to_owned(), |name| format!("{file}!{}", name.escape_debug()));
        let entry = match archive.by_index(index) {
            Ok(entry) => entry,
            Err(error) => {
                walk.problem(&shown, position, format!("cannot be read: {error}"))?;
                continue;
            }
        };
        shown_headers.insert(entry.header_start());
        read_entry(walk, file, entry, position, depth)?;
        if walk.budget.used_up() {
            return ControlFlow::Continue(());
        }
    }
    repeated(walk, file, archive, &shown_headers, depth)
}

/// Hands over a document whole.
fn document(walk: &mut Walk<'_, '_>, file: &str, mut reader: impl Read + Seek) -> ControlFlow<()> {
    if let Err(error) = reader.seek(SeekFrom::Start(0)) {
        return walk.problem(file, None, format!("cannot be read: {error}"));
    }
    match walk.bytes(file, &mut reader)? {
        Some(bytes) => (walk.sink)(Find::Unit(Unit::new(file, bytes))),
        None => ControlFlow::Continue(()),
    }
}

/// Hands over the content of a member.
fn read_entry(
    walk: &mut Walk<'_, '_>,
    file: &str,
    entry: ZipFile<'_, impl Read>,
    position: Option<String>,
    depth: usize,
) -> ControlFlow<()> {
    if entry.is_dir() {
        return ControlFlow::Continue(());
    }
    let name = match member(file, name(&entry).as_bytes()) {
        Ok(name) => name,
        Err((shown, reason)) => return walk.problem(&shown, position, reason),
    };
    if entry.is_symlink() {
        return walk.problem(&name, position, "a link, not followed");
    }
    // The size that the list states may be a lie; what is read counts.
    let size = entry.size();
    let mut counted = walk.budget.count_output(entry);
    walk.member(&name, &mut counted, depth, Some((size, position.as_deref().unwrap_or_default())))
}

/// The name of a member: UTF-8 where it is that, whether its flag says so or not; else code page 437, as the format says
/// (APPNOTE.TXT, appendix D).
fn name(entry: &ZipFile<'_, impl Read>) -> String {
    match core::str::from_utf8(entry.name_raw()) {
        Ok(name) => name.to_owned(),
        Err(_) => entry
            .name()
            .map_or_else(|_| String::from_utf8_lossy(entry.name_raw()).into_owned(), |name| name.into_owned()),
    }
}

/// Reads the members whose name another one has, which the library does not show.
fn repeated<R: Read + Seek>(
    walk: &mut Walk<'_, '_>,
    file: &str,
    archive: zip::ZipArchive<R>,
    shown: &HashSet<u64>,
    depth: usize,
) -> ControlFlow<()> {
    let (list, shift) = (archive.central_directory_start(), archive.offset());
    let mut reader = archive.into_inner();
    let Ok(hidden) = repeated::hidden(&mut reader, list, shift, shown, walk.options.limits.max_members) else {
        return ControlFlow::Continue(());
    };
    for one in hidden {
        let named = String::from_utf8_lossy(&one.name).into_owned();
        let shown_name = format!("{file}!{}", named.escape_debug());
        let position = Some(format!("byte {}", one.header));
        if named.ends_with('/') {
            continue;
        }
        if one.is_streamed {
            let reason =
                format!("a second member of this name, written without its size ({} bytes), not read", one.size);
            walk.problem(&shown_name, position, reason)?;
            continue;
        }
        let entry = reader.seek(SeekFrom::Start(one.header)).map_err(Into::into);
        match entry.and_then(|_| read_zipfile_from_stream(&mut reader)) {
            Ok(Some(entry)) => read_entry(walk, file, entry, position, depth)?,
            Ok(None) => {}
            Err(error) => {
                walk.problem(&shown_name, position, format!("a second member of this name cannot be read: {error}"))?;
            }
        }
        if walk.budget.used_up() {
            break;
        }
    }
    ControlFlow::Continue(())
}
