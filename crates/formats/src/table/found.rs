//! A table whose rows are still to be read.

use core::ops::ControlFlow;
use std::io::{self, Read, Write};
use std::sync::Arc;

use super::Layout;
use super::cut::{Holes, cut, hole, unreadable};
use crate::{Problem, Unit};

/// A table as found by [`find`](crate::find): its rows are still to be read.
pub struct Table<'a> {
    /// The file as shown in reports.
    pub file: String,
    /// The file's name without directories and extension.
    pub name: String,
    /// How large it is, where that is known before it is read.
    pub size: Option<u64>,
    pub(crate) layout: Arc<Layout>,
    pub(crate) reader: Box<dyn Read + 'a>,
    /// Whether reading stopped before the end: then the last row may be cut off.
    pub(crate) cut_off: bool,
    /// Says in words why reading stopped.
    pub(crate) reason: Box<dyn Fn(&io::Error) -> String + 'a>,
}

impl core::fmt::Debug for Table<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Table").field("file", &self.file).field("size", &self.size).finish_non_exhaustive()
    }
}

impl Table<'_> {
    /// Copies the bytes of the table as they are.
    ///
    /// # Returns
    /// A problem when reading stopped before the end; what was read until then
    /// is copied.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn copy_to(&mut self, out: &mut dyn Write) -> io::Result<Option<Problem>> {
        let mut buffer = vec![0; 256 << 10];
        let mut position = 0_u64;
        let mut holes = Holes::default();
        loop {
            match self.reader.read(&mut buffer) {
                Ok(0) => return Ok(None),
                Ok(count) => {
                    let bytes = &buffer[..count];
                    out.write_all(bytes)?;
                    position += count as u64;
                    if holes.is_in(bytes) {
                        self.cut_off = true;
                        return Ok(Some(hole(&self.file, position)));
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.cut_off = true;
                    return Ok(Some(Problem {
                        aside: false,
                        file: self.file.clone(),
                        position: Some(format!("byte {position}")),
                        reason: (self.reason)(&error),
                    }));
                }
            }
        }
    }

    /// Reads the table and gives its parts in order.
    ///
    /// # Returns
    /// `Break` when `sink` said so.
    pub fn parts(mut self, sink: &mut dyn FnMut(Result<Unit, Problem>) -> ControlFlow<()>) -> ControlFlow<()> {
        let what = (&*self.file, &*self.name, &self.layout);
        cut(what, &mut self.reader, false, &*self.reason, sink)
    }

    /// As [`parts`](Self::parts), from a copy of the table.
    ///
    /// # Returns
    /// `Break` when `sink` said so.
    pub fn parts_of(
        &self,
        mut copy: impl Read,
        sink: &mut dyn FnMut(Result<Unit, Problem>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let what = (&*self.file, &*self.name, &self.layout);
        cut(what, &mut copy, self.cut_off, &unreadable, sink)
    }
}
