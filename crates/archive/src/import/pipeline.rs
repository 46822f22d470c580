//! One thread walks the files, some parse, one writes in the order of the walk.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use formats::{Find, Problem, Table, Unit};

use super::prepare::{Desk, Prepared, prepare};
use super::{Follower, ImportOptions, ImportState, ImportWatch, Progress};
use crate::Error;
use crate::blobs::{Hash, Staging};
use crate::error::Reason;
use crate::holdings::{Catalogue, ImportKey, ReadUnit, UnitContent};
use crate::search::Entry;

/// How many bytes of files may be between reading and writing. Parsed they
/// take several times as much memory.
const IN_FLIGHT: u64 = 56 << 20;
/// A transaction ends when it holds so many bytes of files, or records. Each
/// changes nearly all pages of the indexes of ids and addresses, which come in
/// no order: the larger it is the less often they are written.
const BATCH_BYTES: u64 = 24 << 20;
const BATCH_RECORDS: usize = 6_000;
/// How long an unfinished batch waits for more.
const PATIENCE: Duration = Duration::from_millis(250);
/// How often the watch is told.
const TELL_EVERY: Duration = Duration::from_millis(80);

/// What is imported.
pub(crate) enum Input<'a> {
    Paths(&'a [PathBuf]),
    /// A stream, read as a file of this name.
    Reader(&'a str, &'a mut (dyn Read + Send)),
    Units(Vec<Result<Unit, Problem>>),
}

/// Where it is written.
pub(crate) struct Stores<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) blobs: &'a dyn Staging,
    pub(crate) follower: Follower<'a>,
}

/// A unit to read.
struct Job {
    number: u64,
    /// The blob of the table that it is a part of.
    kept: Option<Hash>,
    work: Work,
}

enum Work {
    Unit(Unit),
    Problem(Problem),
    /// The archive itself could not be written.
    Failed(Error),
}

impl Work {
    fn of(unit: Result<Unit, Problem>) -> Self {
        match unit {
            Ok(unit) => Self::Unit(unit),
            Err(problem) => Self::Problem(problem),
        }
    }

    fn size(&self) -> u64 {
        match self {
            Self::Unit(unit) => unit.bytes.len() as u64,
            _ => 0,
        }
    }
}

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

    fn count(&self, bytes: u64) -> ControlFlow<()> {
        self.units_total.fetch_add(1, Ordering::Relaxed);
        self.bytes_total.fetch_add(bytes, Ordering::Relaxed);
        if self.stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// The size of what was found; a table that is compressed does not tell.
fn size(found: &Find<'_>) -> u64 {
    match found {
        Find::Unit(unit) => unit.bytes.len() as u64,
        Find::Table(table) => table.size.unwrap_or(0),
        Find::Problem(_) => 0,
    }
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
    let mut desk = None;
    let desk = &mut desk;
    thread::scope(|scope| {
        let shared = &shared;
        let waiting = &waiting;
        if let Input::Paths(paths) = input {
            scope.spawn(move || {
                let _ = formats::find(paths, &how(options), &mut |found| shared.count(size(&found)));
                shared.counted.store(true, Ordering::Release);
            });
        }
        scope.spawn(move || walk(input, options, shared, blobs, &jobs));
        let columns = options.columns.fingerprint();
        let tools = &options.tools;
        let desk = &*desk.insert(Desk { collection: key.collection, catalogue, blobs, columns, tools });
        for _ in 0..options.threads.max(1) {
            let finished = finished.clone();
            scope.spawn(move || parse(waiting, shared, desk, &finished));
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

fn how(options: &ImportOptions) -> formats::Options {
    formats::Options { limits: options.limits.clone(), columns: options.columns.clone() }
}

/// Hands out what is found, in order, as fast as it is written.
struct Hand<'a> {
    shared: &'a Shared,
    jobs: &'a Sender<Job>,
    blobs: &'a dyn Staging,
    number: u64,
}

impl Hand<'_> {
    fn send(&mut self, kept: Option<Hash>, work: Work) -> ControlFlow<()> {
        let failed = matches!(work, Work::Failed(_));
        let job = Job { number: self.number, kept, work };
        let go_on = self.shared.acquire(job.work.size()) && self.jobs.send(job).is_ok();
        self.number += 1;
        if go_on && !failed { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn found(&mut self, found: Find<'_>) -> ControlFlow<()> {
        match found {
            Find::Unit(unit) => self.send(None, Work::Unit(unit)),
            Find::Problem(problem) => self.send(None, Work::Problem(problem)),
            Find::Table(table) => self.table(table),
        }
    }

    /// Keeps a table as one blob before any of its rows is read: a witness is
    /// a range of bytes of a blob that is there. Then its parts are cut from
    /// the blob. It is taken away again when no row could be read.
    fn table(&mut self, mut table: Table<'_>) -> ControlFlow<()> {
        let shared = self.shared;
        let mut problem = None;
        let kept = self.blobs.keep(&mut |out| {
            problem = table.copy_to(&mut Stoppable { out, shared })?;
            Ok(())
        });
        if shared.stopped() {
            return ControlFlow::Break(());
        }
        let copy = kept.and_then(|hash| Ok((hash, self.blobs.open(hash)?)));
        match copy {
            Err(error) => self.send(None, Work::Failed(error)),
            Ok((_, None)) => self.send(None, Work::Failed(Reason::Worker.into())),
            Ok((hash, Some(copy))) => {
                table.parts_of(copy, &mut |unit| self.send(Some(hash), Work::of(unit)))?;
                match problem {
                    Some(problem) => self.send(None, Work::Problem(problem)),
                    None => ControlFlow::Continue(()),
                }
            }
        }
    }
}

/// Stops a long copy when the import stops.
struct Stoppable<'a> {
    out: &'a mut dyn Write,
    shared: &'a Shared,
}

impl Write for Stoppable<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.shared.stopped() {
            return Err(io::Error::other("the import was stopped"));
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Reads the input in order.
fn walk(input: Input<'_>, options: &ImportOptions, shared: &Shared, blobs: &dyn Staging, jobs: &Sender<Job>) {
    let mut hand = Hand { shared, jobs, blobs, number: 0 };
    match input {
        Input::Paths(paths) => {
            let _ = formats::find(paths, &how(options), &mut |found| hand.found(found));
        }
        Input::Reader(name, reader) => {
            let _ = formats::find_in_reader(name, reader, &how(options), &mut |found| hand.found(found));
        }
        Input::Units(units) => {
            for unit in &units {
                let _ = shared.count(unit.as_ref().map_or(0, |unit| unit.bytes.len() as u64));
            }
            shared.counted.store(true, Ordering::Release);
            let _ = units.into_iter().try_for_each(|unit| hand.send(None, Work::of(unit)));
        }
    }
}

/// Parses units until there are no more.
fn parse(waiting: &Mutex<Receiver<Job>>, shared: &Shared, desk: &Desk<'_>, finished: &Sender<Done>) {
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Job { number, kept, work }) = job else { return };
        let bytes = work.size();
        if shared.stopped() {
            shared.release(bytes);
            continue;
        }
        let result = match work {
            Work::Unit(unit) => prepare(unit, kept, desk),
            Work::Problem(problem) => Ok(failed(problem)),
            Work::Failed(error) => Err(error),
        };
        if finished.send(Done { number, bytes, result }).is_err() {
            return;
        }
    }
}

/// A file that could not even be opened.
fn failed(problem: Problem) -> Prepared {
    let rows = ReadUnit {
        file: problem.file.clone(),
        name: String::new(),
        blob: Hash::of(b""),
        place: 0..0,
        reader: String::new(),
        content: UnitContent::Read(Vec::new()),
        problems: vec![problem],
        is_final: false,
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
    units: Vec<ReadUnit>,
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
        self.progress.failed += rows.problems.iter().filter(|problem| !problem.aside).count() as u64;
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
            let catalogue = self.stores.catalogue;
            let read: Vec<Hash> = self.units.iter().map(|unit| unit.blob).collect();
            self.stores.blobs.claim(&read, &mut |hash| catalogue.is_named(hash))?;
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
