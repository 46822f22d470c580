//! One thread walks the files, some parse, one writes in the order of the walk.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use formats::{Problem, Unit};

use super::prepare::{Prepared, prepare};
use super::{Follower, ImportOptions, ImportState, ImportWatch, Progress};
use crate::Error;
use crate::blobs::Blobs;
use crate::catalogue::{Catalogue, ImportKey, UnitContent, UnitRows};
use crate::error::Reason;
use crate::search::Entry;

/// How many bytes of files may be between reading and writing. Parsed they
/// take several times as much memory.
const IN_FLIGHT: u64 = 16 << 20;
/// A transaction ends when it holds so many bytes of files, or records.
const BATCH_BYTES: u64 = 4 << 20;
const BATCH_RECORDS: usize = 2_000;
/// How long an unfinished batch waits for more.
const PATIENCE: Duration = Duration::from_millis(250);
/// How often the watch is told.
const TELL_EVERY: Duration = Duration::from_millis(80);

/// What is imported.
pub(crate) enum Input<'a> {
    Paths(&'a [PathBuf]),
    Units(Vec<Result<Unit, Problem>>),
}

/// Where it is written.
pub(crate) struct Stores<'a> {
    pub(crate) catalogue: &'a dyn Catalogue,
    pub(crate) blobs: &'a dyn Blobs,
    pub(crate) follower: Follower<'a>,
}

type Job = (u64, Result<Unit, Problem>);

struct Done {
    number: u64,
    bytes: u64,
    result: Result<Prepared, Error>,
}

/// What the threads share.
struct Shared {
    stop: AtomicBool,
    in_flight: Mutex<u64>,
    freed: Condvar,
    units_total: AtomicU64,
    bytes_total: AtomicU64,
    counted: AtomicBool,
}

impl Shared {
    fn in_flight(&self) -> MutexGuard<'_, u64> {
        self.in_flight.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until so many bytes may be read; a file larger than all that may
    /// be in flight goes alone. `false` when the import stops.
    fn acquire(&self, bytes: u64) -> bool {
        let mut in_flight = self.in_flight();
        while *in_flight > 0 && *in_flight + bytes > IN_FLIGHT && !self.stopped() {
            in_flight = self.freed.wait_timeout(in_flight, PATIENCE).unwrap_or_else(PoisonError::into_inner).0;
        }
        *in_flight += bytes;
        !self.stopped()
    }

    fn release(&self, bytes: u64) {
        let mut in_flight = self.in_flight();
        *in_flight = in_flight.saturating_sub(bytes);
        self.freed.notify_all();
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn count(&self, unit: &Result<Unit, Problem>) -> ControlFlow<()> {
        self.units_total.fetch_add(1, Ordering::Relaxed);
        self.bytes_total.fetch_add(size(unit), Ordering::Relaxed);
        if self.stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

fn size(unit: &Result<Unit, Problem>) -> u64 {
    unit.as_ref().map_or(0, |unit| unit.bytes.len() as u64)
}

/// Runs an import to its end, or until the watch cancels it.
pub(crate) fn run(
    input: Input<'_>,
    key: &ImportKey,
    options: &ImportOptions,
    stores: Stores<'_>,
    watch: &dyn ImportWatch,
) -> Result<ImportState, Error> {
    let shared = Shared {
        stop: AtomicBool::new(false),
        in_flight: Mutex::new(0),
        freed: Condvar::new(),
        units_total: AtomicU64::new(0),
        bytes_total: AtomicU64::new(0),
        counted: AtomicBool::new(false),
    };
    let (jobs, waiting) = channel::<Job>();
    let waiting = Mutex::new(waiting);
    let (finished, done) = channel::<Done>();
    let (catalogue, blobs) = (stores.catalogue, stores.blobs);
    thread::scope(|scope| {
        let shared = &shared;
        let waiting = &waiting;
        if let Input::Paths(paths) = input {
            scope.spawn(move || {
                let _ = formats::walk(paths, &options.limits, &mut |unit| shared.count(&unit));
                shared.counted.store(true, Ordering::Release);
            });
        }
        scope.spawn(move || walk(input, options, shared, &jobs));
        for _ in 0..options.threads.max(1) {
            let finished = finished.clone();
            scope.spawn(move || parse(waiting, shared, key.collection, catalogue, blobs, &options.tools, &finished));
        }
        drop(finished);
        let mut writer = Writer::new(key, options, stores, shared, watch);
        let result = writer.run(&done);
        shared.stop.store(true, Ordering::Relaxed);
        shared.freed.notify_all();
        let state = result?;
        writer.stores.follower.finish()?;
        Ok(state)
    })
}

/// Reads the input in order, as fast as it is written.
fn walk(input: Input<'_>, options: &ImportOptions, shared: &Shared, jobs: &Sender<Job>) {
    let mut number = 0;
    let mut send = |unit: Result<Unit, Problem>| {
        let go_on = shared.acquire(size(&unit)) && jobs.send((number, unit)).is_ok();
        number += 1;
        if go_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    match input {
        Input::Paths(paths) => {
            let _ = formats::walk(paths, &options.limits, &mut send);
        }
        Input::Units(units) => {
            units.iter().for_each(|unit| {
                let _ = shared.count(unit);
            });
            shared.counted.store(true, Ordering::Release);
            let _ = units.into_iter().try_for_each(send);
        }
    }
}

/// Parses units until there are no more.
fn parse(
    waiting: &Mutex<Receiver<Job>>,
    shared: &Shared,
    collection: i64,
    catalogue: &dyn Catalogue,
    blobs: &dyn Blobs,
    tools: &formats::Tools,
    finished: &Sender<Done>,
) {
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, unit)) = job else { return };
        let bytes = size(&unit);
        if shared.stopped() {
            shared.release(bytes);
            continue;
        }
        let result = match unit {
            Ok(unit) => prepare(unit, collection, catalogue, blobs, tools),
            Err(problem) => Ok(failed(problem)),
        };
        if finished.send(Done { number, bytes, result }).is_err() {
            return;
        }
    }
}

/// A file that could not even be opened.
fn failed(problem: Problem) -> Prepared {
    let rows = UnitRows {
        file: problem.file.clone(),
        name: String::new(),
        blob: crate::blobs::Hash::of(b""),
        content: UnitContent::Read(Vec::new()),
        problems: vec![problem],
    };
    Prepared { rows, entries: Vec::new() }
}

/// Writes what is parsed, in the order of the walk.
struct Writer<'a> {
    key: &'a ImportKey,
    options: &'a ImportOptions,
    stores: Stores<'a>,
    shared: &'a Shared,
    watch: &'a dyn ImportWatch,
    /// Parsed before something that comes earlier in the walk.
    early: BTreeMap<u64, Done>,
    next: u64,
    units: Vec<UnitRows>,
    entries: Vec<Vec<Option<Entry>>>,
    records: usize,
    bytes: u64,
    progress: Progress,
    told: Option<Instant>,
}

impl<'a> Writer<'a> {
    fn new(
        key: &'a ImportKey,
        options: &'a ImportOptions,
        stores: Stores<'a>,
        shared: &'a Shared,
        watch: &'a dyn ImportWatch,
    ) -> Self {
        Self {
            key,
            options,
            stores,
            shared,
            watch,
            early: BTreeMap::new(),
            next: 0,
            units: Vec::new(),
            entries: Vec::new(),
            records: 0,
            bytes: 0,
            progress: Progress::default(),
            told: None,
        }
    }

    fn run(&mut self, done: &Receiver<Done>) -> Result<ImportState, Error> {
        loop {
            if self.watch.cancelled() {
                self.flush()?;
                return Ok(ImportState::Cancelled);
            }
            match done.recv_timeout(PATIENCE) {
                Ok(done) => {
                    self.early.insert(done.number, done);
                    while let Some(done) = self.early.remove(&self.next) {
                        self.next += 1;
                        self.add(done)?;
                    }
                }
                Err(RecvTimeoutError::Timeout) => self.flush()?,
                Err(RecvTimeoutError::Disconnected) => {
                    self.flush()?;
                    // A thread that died kept its unit: never call that done.
                    return if self.early.is_empty() { Ok(ImportState::Finished) } else { Err(Reason::Worker.into()) };
                }
            }
        }
    }

    fn add(&mut self, done: Done) -> Result<(), Error> {
        let Prepared { rows, entries } = done.result?;
        rows.problems.iter().for_each(|problem| self.watch.problem(problem));
        self.progress.units += 1;
        self.progress.bytes += done.bytes;
        self.progress.failed += rows.problems.len() as u64;
        self.progress.read += match &rows.content {
            UnitContent::Known(records) => *records,
            UnitContent::Read(records) => records.len() as u64,
        };
        self.records += entries.len().max(1);
        self.bytes += done.bytes;
        self.units.push(rows);
        self.entries.push(entries);
        if self.bytes >= BATCH_BYTES || self.records >= BATCH_RECORDS {
            self.flush()?;
        }
        self.tell(false);
        Ok(())
    }

    /// Writes the batch: first the blobs for good, then the rows that name
    /// them, then the index.
    fn flush(&mut self) -> Result<(), Error> {
        if !self.units.is_empty() {
            self.stores.blobs.settle()?;
            let written = self.stores.catalogue.write(self.key, &self.units)?;
            let collection = &self.options.collection;
            self.stores.follower.follow(collection, &self.units, &mut self.entries, &written.changes)?;
            self.count();
            self.stores.catalogue.note_progress(self.key, &self.progress)?;
            self.units.clear();
            self.entries.clear();
            self.shared.release(self.bytes);
            self.records = 0;
            self.bytes = 0;
        }
        self.tell(true);
        Ok(())
    }

    fn tell(&mut self, now: bool) {
        if now || self.told.is_none_or(|told| told.elapsed() >= TELL_EVERY) {
            self.count();
            self.watch.progress(&self.progress);
            self.told = Some(Instant::now());
        }
    }

    /// Takes over how much there is in all, once that is known.
    fn count(&mut self) {
        if self.shared.counted.load(Ordering::Acquire) {
            self.progress.units_total = Some(self.shared.units_total.load(Ordering::Relaxed));
            self.progress.bytes_total = Some(self.shared.bytes_total.load(Ordering::Relaxed));
        }
    }
}
