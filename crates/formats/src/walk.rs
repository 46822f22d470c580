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
use crate::{Columns, Limits, Problem, Table, Unit};

/// What a walk finds.
#[derive(Debug)]
pub enum Find<'a> {
    /// A file or a member of an archive, read.
    Unit(Unit),
    /// A table, whose rows are still to be read. What is not read of it is
    /// passed over.
    Table(Table<'a>),
    /// Something that cannot be read.
    Problem(Problem),
}

/// How to walk.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// How much is read at most.
    pub limits: Limits,
    /// What the user says of the columns of tables.
    pub columns: Columns,
}

/// Walks files and folders (recursively, sorted by name) and archives in them
/// (`.tar`, `.zip`, `.7z`, `.warc`, `.gz`, `.zst`, `.bz2`, `.xz`, told by
/// content), and calls `sink` for each unit, table or problem in a stable
/// order. One unit is in memory at a time.
///
/// # Returns
///
/// `Break` when `sink` said so.
pub fn find(paths: &[PathBuf], options: &Options, sink: &mut Sink<'_>) -> ControlFlow<()> {
    for path in paths {
        let shown = shown(path);
        match fs::metadata(path) {
            Ok(metadata) => visit(path, &shown, &metadata, options, sink)?,
            Err(error) => sink(Find::Problem(Problem::new(shown, reason(&error))))?,
        }
    }
    ControlFlow::Continue(())
}

/// Reads a stream such as standard input like a file named `name`, archives
/// included. A `.zip` or `.7z` from a stream has to fit into
/// [`Limits::max_bytes`].
///
/// # Returns
///
/// `Break` when `sink` said so.
pub fn find_in_reader(name: &str, reader: impl Read, options: &Options, sink: &mut Sink<'_>) -> ControlFlow<()> {
    container::read_stream(name, reader, options, sink)
}

/// As [`find`], with tables in parts.
///
/// # Returns
///
/// `Break` when `sink` said so.
pub fn walk(
    paths: &[PathBuf],
    limits: &Limits,
    sink: &mut dyn FnMut(Result<Unit, Problem>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    find(paths, &Options { limits: limits.clone(), ..Options::default() }, &mut |found| found.in_parts(sink))
}

/// As [`find_in_reader`], with tables in parts.
///
/// # Returns
///
/// `Break` when `sink` said so.
pub fn unit_from_reader(
    name: &str,
    reader: impl Read,
    limits: &Limits,
    sink: &mut dyn FnMut(Result<Unit, Problem>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    find_in_reader(name, reader, &Options { limits: limits.clone(), ..Options::default() }, &mut |found| {
        found.in_parts(sink)
    })
}

impl Find<'_> {
    /// Gives units and problems as they are, a table in parts.
    ///
    /// # Returns
    ///
    /// `Break` when `sink` said so.
    pub fn in_parts(self, sink: &mut dyn FnMut(Result<Unit, Problem>) -> ControlFlow<()>) -> ControlFlow<()> {
        match self {
            Self::Unit(unit) => sink(Ok(unit)),
            Self::Problem(problem) => sink(Err(problem)),
            Self::Table(table) => table.parts(sink),
        }
    }
}

fn visit(path: &Path, shown: &str, metadata: &fs::Metadata, options: &Options, sink: &mut Sink<'_>) -> ControlFlow<()> {
    if metadata.is_dir() {
        return folder(path, shown, options, sink);
    }
    // Opening a pipe or a device could wait for ever.
    if !metadata.is_file() {
        return sink(Find::Problem(Problem::new(shown, "not a regular file, not read")));
    }
    match File::open(path) {
        Ok(file) => container::read_file(shown, file, metadata.len(), options, sink),
        Err(error) => sink(Find::Problem(Problem::new(shown, reason(&error)))),
    }
}

fn folder(path: &Path, shown_folder: &str, options: &Options, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => return sink(Find::Problem(Problem::new(shown_folder, reason(&error)))),
    };
    let mut children = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) => children.push(entry.path()),
            Err(error) => sink(Find::Problem(Problem::new(shown_folder, reason(&error))))?,
        }
    }
    children.sort();
    for child in children {
        let shown = shown(&child);
        match fs::symlink_metadata(&child) {
            Ok(metadata) if metadata.is_symlink() => {
                sink(Find::Problem(Problem::new(shown, "a symbolic link, not followed")))?;
            }
            Ok(metadata) => visit(&child, &shown, &metadata, options, sink)?,
            Err(error) => sink(Find::Problem(Problem::new(shown, reason(&error))))?,
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
