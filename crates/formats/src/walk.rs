//! Finds the units in files and folders.
//!
//! Order: the paths as given; within a folder by name (bytewise); within an
//! archive the archive's own order. A symbolic link that was named by the user
//! is followed; one inside a folder or archive is reported and not followed,
//! so that a walk stays inside what was named and always ends.

use core::ops::ControlFlow;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::container::{self, Sink};
use crate::{Limits, Problem};

/// Walks files and folders (recursively, sorted by name) and archives in them
/// (`.tar`, `.tar.gz`, `.gz`, `.zip`, told by content), and calls `sink` for
/// each unit or problem in a stable order. One unit is in memory at a time.
///
/// # Returns
///
/// `Break` when `sink` said so.
pub fn walk(paths: &[PathBuf], limits: &Limits, sink: &mut Sink<'_>) -> ControlFlow<()> {
    for path in paths {
        let shown = shown(path);
        match fs::metadata(path) {
            Ok(metadata) => visit(path, &shown, &metadata, limits, sink)?,
            Err(error) => sink(Err(Problem::new(shown, reason(&error))))?,
        }
    }
    ControlFlow::Continue(())
}

/// Reads a stream such as standard input like a file named `name`, archives
/// included. A `.zip` from a stream has to fit into [`Limits::max_bytes`].
///
/// # Returns
///
/// `Break` when `sink` said so.
pub fn unit_from_reader(name: &str, reader: impl Read, limits: &Limits, sink: &mut Sink<'_>) -> ControlFlow<()> {
    container::read_stream(name, reader, limits, sink)
}

fn visit(path: &Path, shown: &str, metadata: &fs::Metadata, limits: &Limits, sink: &mut Sink<'_>) -> ControlFlow<()> {
    if metadata.is_dir() {
        return folder(path, shown, limits, sink);
    }
    // Opening a pipe or a device could wait for ever.
    if !metadata.is_file() {
        return sink(Err(Problem::new(shown, "not a regular file, not read")));
    }
    match File::open(path) {
        Ok(file) => container::read_file(shown, file, metadata.len(), limits, sink),
        Err(error) => sink(Err(Problem::new(shown, reason(&error)))),
    }
}

fn folder(path: &Path, shown_folder: &str, limits: &Limits, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => return sink(Err(Problem::new(shown_folder, reason(&error)))),
    };
    let mut children = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => children.push(entry.path()),
            Err(error) => sink(Err(Problem::new(shown_folder, reason(&error))))?,
        }
    }
    children.sort();
    for child in children {
        let shown = shown(&child);
        match fs::symlink_metadata(&child) {
            Ok(metadata) if metadata.is_symlink() => {
                sink(Err(Problem::new(shown, "a symbolic link, not followed")))?;
            }
            Ok(metadata) => visit(&child, &shown, &metadata, limits, sink)?,
            Err(error) => sink(Err(Problem::new(shown, reason(&error))))?,
        }
    }
    ControlFlow::Continue(())
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn reason(error: &std::io::Error) -> String {
    format!("cannot be read: {error}")
}
