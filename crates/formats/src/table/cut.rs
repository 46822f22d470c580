//! Cuts a table into parts while it is read.

use core::ops::ControlFlow;
use std::io::{self, Read};
use std::sync::Arc;

use super::wide::Places;
use super::{Cut, Fault, Layout, Part, Row};
use crate::{Problem, Unit};

/// A part has about so many bytes.
const PART: usize = 1 << 20;
/// A row that is longer is broken: its end was lost.
const LONGEST: usize = 16 << 20;
/// So many NULs in a row are a hole in the file, not text.
const HOLE: usize = 1 << 20;

pub(super) fn unreadable(error: &io::Error) -> String {
    format!("cannot be read: {error}")
}

pub(super) fn hole(file: &str, position: u64) -> Problem {
    Problem {
        aside: false,
        file: file.to_owned(),
        position: Some(format!("byte {position}")),
        reason: "more than a mebibyte of NULs stands before this byte, the rest is not read".to_owned(),
    }
}

/// Counts NULs that follow each other.
#[derive(Default)]
pub(super) struct Holes(usize);

impl Holes {
    pub(super) fn is_in(&mut self, bytes: &[u8]) -> bool {
        let end = bytes.iter().rev().take_while(|byte| **byte == 0).count();
        self.0 = if end == bytes.len() { self.0 + end } else { end };
        self.0 > HOLE
    }
}

/// Cuts a table that is in memory.
pub(crate) fn parts(
    file: &str,
    name: &str,
    layout: Arc<Layout>,
    reader: &mut dyn Read,
    sink: &mut dyn FnMut(Result<Unit, Problem>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    cut((file, name, &layout), reader, false, &unreadable, sink)
}

/// What is read of a table and not yet cut.
struct Window<'a> {
    reader: &'a mut dyn Read,
    bytes: Vec<u8>,
    /// Where `bytes` begin in the file.
    offset: u64,
    last: bool,
    holes: Holes,
    /// What the last row counted itself as.
    count: Option<u64>,
}

impl Window<'_> {
    /// Reads until there are `wanted` bytes, or all.
    fn fill(&mut self, wanted: usize) -> Result<(), Option<io::Error>> {
        while !self.last && self.bytes.len() < wanted {
            let from = self.bytes.len();
            self.bytes.resize(wanted, 0);
            let read = self.reader.read(&mut self.bytes[from..]);
            self.bytes.truncate(from + read.as_ref().map_or(0, |count| *count));
            match read {
                Ok(0) => self.last = true,
                Ok(_) if self.holes.is_in(&self.bytes[from..]) => return Err(None),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Some(error)),
            }
        }
        Ok(())
    }

    fn position(&self) -> u64 {
        self.offset + self.bytes.len() as u64
    }
}

/// Cuts `what`: file, name and layout. `cut_off` says that the end of what is
/// read is not the end of the table.
pub(super) fn cut(
    what: (&str, &str, &Arc<Layout>),
    reader: &mut dyn Read,
    cut_off: bool,
    reason: &dyn Fn(&io::Error) -> String,
    sink: &mut dyn FnMut(Result<Unit, Problem>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let (file, name, layout) = what;
    let mut window = Window { reader, bytes: Vec::new(), offset: 0, last: false, holes: Holes::default(), count: None };
    let mut number = 1;
    let mut wanted = PART.max(layout.first());
    // Bytes before the first row belong to no part.
    let mut skip = layout.first();
    loop {
        let stopped = window.fill(wanted).err();
        if stopped.is_some() {
            // What was read is read as if it were all.
            window.last = true;
        }
        if skip > 0 {
            let head = skip.min(window.bytes.len());
            number += layout.rows.skipped(&layout.narrow(&window.bytes[..head]));
            window.bytes.drain(..head);
            window.offset += head as u64;
            skip = 0;
        }
        let (mut rows, end) = rows(layout, &mut window, &mut number);
        if window.last && (cut_off || stopped.is_some()) {
            break_off(&mut rows, &window.bytes);
        }
        if !rows.is_empty() {
            let rest = window.bytes.split_off(end);
            let bytes = core::mem::replace(&mut window.bytes, rest);
            let part = Part { offset: window.offset, layout: Arc::clone(layout), rows };
            window.offset += end as u64;
            sink(Ok(Unit { file: file.to_owned(), name: name.to_owned(), bytes, part: Some(part) }))?;
            wanted = PART;
        } else {
            window.bytes.drain(..end);
            window.offset += end as u64;
            wanted = if end > 0 { PART } else { (wanted * 2).max(PART) };
        }
        match stopped {
            Some(None) => return sink(Err(hole(file, window.position()))),
            Some(Some(error)) => {
                let position = Some(format!("byte {}", window.position()));
                return sink(Err(Problem { file: file.to_owned(), position, reason: reason(&error), aside: false }));
            }
            None if window.last && window.bytes.is_empty() => return ControlFlow::Continue(()),
            None => {}
        }
    }
}

/// Marks the last row as broken when the table breaks off within it: it may
/// look whole.
fn break_off(rows: &mut [Row], bytes: &[u8]) {
    let Some(last) = rows.last_mut().filter(|row| row.fault.is_none()) else { return };
    let rest = bytes.get(last.end as usize..).unwrap_or_default();
    if !rest.contains(&b'\n') {
        last.fault = Some("the file breaks off within it".into());
    }
}

/// The whole rows of what is at hand, and where they end.
fn rows(layout: &Layout, window: &mut Window<'_>, number: &mut u64) -> (Vec<Row>, usize) {
    if layout.wide.is_none() {
        return narrow_rows(layout, &window.bytes, window.last, &mut window.count, number);
    }
    let narrow = layout.narrow(&window.bytes);
    let text = core::str::from_utf8(&narrow).unwrap_or_default();
    let (mut rows, end) = narrow_rows(layout, text.as_bytes(), window.last, &mut window.count, number);
    let mut places = Places::new(text);
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    for row in &mut rows {
        row.start = place(places.of(row.start as usize));
        row.end = place(places.of(row.end as usize));
    }
    // Half a letter at the very end belongs to what stands there.
    let end = if window.last && end == text.len() { window.bytes.len() } else { places.of(end) };
    (rows, end)
}

fn narrow_rows(
    layout: &Layout,
    bytes: &[u8],
    last: bool,
    count: &mut Option<u64>,
    number: &mut u64,
) -> (Vec<Row>, usize) {
    let mut rows = Vec::new();
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let is_long = rest.len() >= LONGEST;
        let cut = match layout.rows.cut(rest, last, count) {
            Cut::More if !is_long && !last => break,
            // What is longer than any row is cut as if the file ended there.
            Cut::More => layout.rows.cut(rest, true, count),
            cut => cut,
        };
        match cut {
            Cut::More => {
                let fault = format!("no row ends within {} MiB; looked for the next after that", LONGEST >> 20);
                let length = rest.len().min(LONGEST);
                rows.push(row(at, length, *number, Some(fault.into())));
                *number += 1;
                at += length;
            }
            Cut::Damaged { rows: damaged, next } => {
                for Fault { start, end, reason } in damaged {
                    rows.push(row(at + start, end - start, *number, Some(reason)));
                    *number += 1;
                }
                at += next;
            }
            Cut::Skip(count) => {
                *number += layout.rows.skipped(&rest[..count]);
                at += count;
            }
            Cut::Row { end, next, fault } => {
                rows.push(row(at, end, *number, fault));
                *number += layout.rows.skipped(&rest[..next]).max(1);
                at += next;
            }
        }
    }
    (rows, at)
}

fn row(at: usize, length: usize, number: u64, fault: Option<Box<str>>) -> Row {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Row { start: place(at), end: place(at + length), number, fault }
}
