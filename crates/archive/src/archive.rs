//! The archive as one thing: a directory with catalogue, blobs and index.

mod indexing;
mod opening;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Instant;

use jiff::Timestamp;

use crate::access::{Access, write_lock};
use crate::blobs::{self, Blobs as _, FileBlobs, Staging as _};
use crate::error::Reason;
use crate::holdings::{Catalogue, Line};
use crate::import::{self, Follower, Input, Stores};
use crate::search::effort::Meter;
use crate::search::{KeptIndex, Marker};
use crate::store::Part;
use crate::witnesses::{self, Decision};
use crate::*;

/// An archive: one directory with a catalogue (SQLite), blobs (files by
/// SHA-256) and a search index (tantivy). May be used from many threads, and
/// read while another process imports.
#[derive(Debug)]
pub struct Archive {
    dir: PathBuf,
    catalogue: Catalogue,
    blobs: Arc<FileBlobs>,
    index: KeptIndex,
    access: Access,
    /// The way to the archive's one writer, across processes.
    lock: Mutex<()>,
}

impl Archive {
    /// The directory.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Imports files, folders and containers. May be killed at any moment and
    /// run again.
    ///
    /// # Errors
    /// When the archive itself cannot be written, or another import is at
    /// work ([`Error::is_locked`]). Input that cannot be read is no error: it
    /// stands in the report.
    pub fn import(
        &self,
        paths: &[PathBuf],
        options: &ImportOptions,
        watch: &dyn ImportWatch,
    ) -> Result<ImportReport, Error> {
        self.import_input(Input::Paths(paths), options, watch)
    }

    /// Imports what is in memory already, such as standard input.
    ///
    /// # Errors
    /// As [`import`](Self::import).
    pub fn import_units(
        &self,
        units: Vec<Result<formats::Unit, formats::Problem>>,
        options: &ImportOptions,
        watch: &dyn ImportWatch,
    ) -> Result<ImportReport, Error> {
        self.import_input(Input::Units(units), options, watch)
    }

    /// Imports a stream such as standard input like a file of this name.
    ///
    /// # Errors
    /// As [`import`](Self::import).
    pub fn import_reader(
        &self,
        name: &str,
        reader: &mut (dyn std::io::Read + Send),
        options: &ImportOptions,
        watch: &dyn ImportWatch,
    ) -> Result<ImportReport, Error> {
        self.import_input(Input::Reader(name, reader), options, watch)
    }

    fn import_input(
        &self,
        input: Input<'_>,
        options: &ImportOptions,
        watch: &dyn ImportWatch,
    ) -> Result<ImportReport, Error> {
        import::check_name(&options.collection)?;
        let _turn = self.turn()?;
        let begun = Instant::now();
        // Another process may have been killed since this one opened.
        self.blobs.recover(&mut |hash| self.catalogue.is_named(hash))?;
        if self.index.get().is_err() {
            self.build_index(options.threads, &Silent)?;
        }
        let index = self.index.get()?;
        let follower = Follower::new(&self.catalogue, &*index, options.threads)
            .inspect_err(|error| _ = self.is_spoiled_by(error))?;
        let key = self.catalogue.begin_import(options)?;
        let stores = Stores { catalogue: &self.catalogue, blobs: &*self.blobs, follower };
        let state = import::run(input, &key, options, stores, watch);
        // What was kept and not written, also when the import was stopped.
        let released = self.blobs.release(&mut |hash| self.catalogue.is_named(hash));
        let state =
            state.inspect_err(|error| _ = self.is_spoiled_by(error)).and_then(|state| released.map(|()| state))?;
        let elapsed = jiff::SignedDuration::try_from(begun.elapsed()).unwrap_or(jiff::SignedDuration::ZERO);
        let finished = options.now.checked_add(elapsed).unwrap_or(options.now);
        self.catalogue.end_import(&key, finished, state)?;
        let report = self.catalogue.import_report(key.number)?;
        report.ok_or_else(|| Reason::Worker.into())
    }

    /// All imports, newest first.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn imports(&self) -> Result<Vec<ImportSummary>, Error> {
        self.catalogue.imports()
    }

    /// The report of one import.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn import_report(&self, number: ImportNumber) -> Result<Option<ImportReport>, Error> {
        self.catalogue.import_report(number)
    }

    /// What an import could not read or left aside: `limit` problems after the first `offset`, in the order found;
    /// `None` when there is no such import.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn import_problems(
        &self,
        number: ImportNumber,
        offset: u64,
        limit: u64,
    ) -> Result<Option<Vec<formats::Problem>>, Error> {
        self.catalogue.import_problems(number, Part { offset, limit })
    }

    /// What an import brought: `limit` witnesses after the first `offset`, in
    /// the order read; `None` when there is no such import.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn import_changes(
        &self,
        number: ImportNumber,
        offset: u64,
        limit: u64,
    ) -> Result<Option<ImportChanges>, Error> {
        self.catalogue.changes(number, offset, limit)
    }

    /// The copies of the telegram at this path side by side. `pair` names the
    /// two witnesses whose texts are compared; without it the first two are.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn copies(&self, address: &str, pair: Option<(WitnessNumber, WitnessNumber)>) -> Result<Option<Copies>, Error> {
        let Some(copies) = self.catalogue.copies(address)? else { return Ok(None) };
        let telegrams: Vec<_> = copies.iter().map(|copy| &copy.reading.telegram).collect();
        let facts = witnesses::rows(&telegrams);
        let first_two = || Some((copies.first()?.info.number, copies.get(1)?.info.number));
        let of = |number| copies.iter().find(|copy| copy.info.number == number).map(|copy| &copy.reading.telegram);
        let compared = pair
            .or_else(first_two)
            .and_then(|(left, right)| Some(Compared { left, right, texts: witnesses::compare(of(left)?, of(right)?) }));
        let witnesses = copies.into_iter().map(|copy| copy.info).collect();
        Ok(Some(Copies { address: address.to_owned(), witnesses, facts, compared }))
    }

    /// Paths after `after`, in order, of telegrams that have more than one
    /// witness.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn telegrams_with_copies(&self, after: &str, limit: usize) -> Result<Vec<String>, Error> {
        self.catalogue.with_copies(after, limit)
    }

    /// Makes a witness, with all its versions, a telegram of its own; gives
    /// the path of that. For copies that were taken for copies of another.
    ///
    /// # Errors
    /// When there is no such witness ([`Error::is_unknown`]), an import is at
    /// work ([`Error::is_locked`]), or the archive cannot be written.
    pub fn split_witness(
        &self,
        collection: &str,
        key: &str,
        reason: Option<&str>,
        now: Timestamp,
    ) -> Result<String, Error> {
        let decision = Decision { joined_to: None, reason: reason.map(str::to_owned), decided: now };
        self.decide(|catalogue| catalogue.decide(collection, key, &decision))
    }

    /// Makes a witness, with all its versions, a copy of the telegram at the
    /// path `address`; gives that path.
    ///
    /// # Errors
    /// As [`split_witness`](Self::split_witness); and when there is no such
    /// telegram.
    pub fn join_witness(
        &self,
        collection: &str,
        key: &str,
        address: &str,
        reason: Option<&str>,
        now: Timestamp,
    ) -> Result<String, Error> {
        let decision =
            Decision { joined_to: Some(address.to_owned()), reason: reason.map(str::to_owned), decided: now };
        self.decide(|catalogue| catalogue.decide(collection, key, &decision))
    }

    /// Takes a decision about a witness back: it goes where the id that it
    /// states leads. Gives the path of the telegram it is of then.
    ///
    /// # Errors
    /// As [`split_witness`](Self::split_witness); and when nothing was decided.
    pub fn forget_decision(&self, collection: &str, key: &str) -> Result<String, Error> {
        self.decide(|catalogue| catalogue.forget(collection, key))
    }

    /// The turn of this process and the lock of all, to write.
    fn turn(&self) -> Result<(MutexGuard<'_, ()>, File), Error> {
        if let Some(why) = self.access.refusal() {
            return Err(Reason::ReadOnly { path: self.dir.clone(), why: why.to_owned() }.into());
        }
        let turn = self.lock.try_lock().map_err(|_| Reason::Locked(self.dir.clone()))?;
        Ok((turn, write_lock(&self.dir)?))
    }

    /// A part of the pairs of copies that may be of one telegram or of two: what they state contradicts itself, or is too
    /// little, or more than one telegram fits. `limit` pairs after the first `offset`, in the order found.
    ///
    /// # Errors
    /// When catalogue or blobs cannot be read.
    pub fn doubtful_pairs(&self, offset: u64, limit: u64) -> Result<DoubtfulPairs, Error> {
        self.catalogue.doubtful_pairs(offset, limit)
    }

    /// Keeps that two witnesses, each given as collection and key, are of two telegrams: the pair is not offered again,
    /// and they are not joined by their words.
    ///
    /// # Errors
    /// When there is no such witness, or they are copies of one telegram ([`Error::is_unknown`]); else as
    /// [`split_witness`](Self::split_witness).
    pub fn tell_apart(
        &self,
        one: (&str, &str),
        other: (&str, &str),
        reason: Option<&str>,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.written(|catalogue| catalogue.tell_apart(one, other, Some((now, reason))))
    }

    /// Takes back that two witnesses are of two telegrams.
    ///
    /// # Errors
    /// As [`tell_apart`](Self::tell_apart); and when nothing was decided.
    pub fn forget_apart(&self, one: (&str, &str), other: (&str, &str)) -> Result<(), Error> {
        self.written(|catalogue| catalogue.tell_apart(one, other, None))
    }

    /// Changes the catalogue in a way that the index need not know.
    fn written(&self, change: impl FnOnce(&Catalogue) -> Result<(), Error>) -> Result<(), Error> {
        let _turn = self.turn()?;
        change(&self.catalogue)
    }

    /// Changes the catalogue, then has the index follow.
    fn decide(&self, change: impl FnOnce(&Catalogue) -> Result<String, Error>) -> Result<String, Error> {
        let _turn = self.turn()?;
        let address = change(&self.catalogue)?;
        // What is decided is decided, though the index may have to be made anew.
        if let Ok(index) = self.index.get() {
            self.follow(&index)?;
        }
        Ok(address)
    }

    /// The telegrams that match, one page of them.
    ///
    /// # Errors
    /// When index or catalogue cannot be read, or a regular expression of the
    /// query is too large ([`Error::query_error`]).
    pub fn search(&self, query: &Query, page: &Page) -> Result<SearchPage, Error> {
        self.search_watched(query, page, Arc::new(Silent))
    }

    /// Finds telegrams as [`search`](Self::search) does; `watch` hears of the work and may end it.
    ///
    /// # Errors
    /// Also when `watch` ended the search ([`Error::is_given_up`]).
    pub fn search_watched(&self, query: &Query, page: &Page, watch: Arc<dyn SearchWatch>) -> Result<SearchPage, Error> {
        let begun = Instant::now();
        let meter = Meter::new(watch);
        let resolved = query.resolve(|id| self.catalogue.referred_to(id))?;
        let found = self.find(&resolved, page, &meter)?;
        let mut marker = Marker::new(query, meter);
        let mut hits = Vec::with_capacity(found.telegrams.len());
        for Line { summary, post, reading } in self.catalogue.lines(&found.telegrams)? {
            hits.push(Hit {
                id: summary.id,
                address: summary.address,
                kind: summary.kind,
                subject: summary.subject,
                date: summary.date,
                from: summary.from,
                post,
                classification: summary.classification,
                snippet: marker.snippet(&reading.telegram, &reading.text)?,
            });
        }
        Ok(SearchPage { total: found.total, hits, facets: found.counts.facets(), took: begun.elapsed() })
    }

    /// The page of a telegram by its canonical reference id, also of one that
    /// is only referred to.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn telegram(&self, id: &str) -> Result<Option<TelegramPage>, Error> {
        self.catalogue.page(id)
    }

    /// The page of a telegram or document by one of its witnesses, which is
    /// the one shown.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn telegram_by_key(&self, collection: &str, key: &str) -> Result<Option<TelegramPage>, Error> {
        self.catalogue.page_by_key(collection, key)
    }

    /// The page that shows one version of one witness, by the number in
    /// [`WitnessInfo::number`].
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn telegram_by_witness(&self, witness: WitnessNumber) -> Result<Option<TelegramPage>, Error> {
        self.catalogue.page_by_witness(witness)
    }

    /// The witness, as in [`WitnessInfo::number`], that has this number among the copies of the telegram at a path; also
    /// one that had it and is a copy of another telegram now.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn numbered_copy(&self, address: &str, copy: u32) -> Result<Option<WitnessNumber>, Error> {
        self.catalogue.numbered_copy(address, copy)
    }

    /// What a person means who types `any_form` into a "go to" box.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn lookup(&self, any_form: &str) -> Result<Lookup, Error> {
        lookup::lookup(&self.catalogue, any_form)
    }

    /// What the archive holds.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn overview(&self) -> Result<Overview, Error> {
        self.catalogue.overview()
    }

    /// All posts, by name.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn posts(&self) -> Result<Vec<PostInfo>, Error> {
        self.catalogue.posts(None)
    }

    /// One post, `None` when nothing of it is held or referred to.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn post(&self, key: &str) -> Result<Option<PostInfo>, Error> {
        Ok(self.catalogue.posts(Some(key))?.pop())
    }

    /// A part of a post's year: `limit` telegrams after the first `offset`.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn post_year(&self, key: &str, year: i16, offset: u64, limit: u64) -> Result<Option<PostYear>, Error> {
        self.catalogue.post_year(key, year, offset, limit)
    }

    /// All collections, by name.
    ///
    /// # Errors
    /// When the catalogue cannot be read.
    pub fn collections(&self) -> Result<Vec<CollectionInfo>, Error> {
        self.catalogue.collections()
    }

    /// The original bytes of a witness: its own bytes within the file it came
    /// in, which are those that were imported.
    ///
    /// # Errors
    /// When catalogue or blob cannot be read, and when the bytes were changed
    /// on the disk ([`Error::is_original_lost`]).
    pub fn raw(&self, witness: WitnessNumber) -> Result<Option<Vec<u8>>, Error> {
        let Some(of) = self.catalogue.witness_bytes(witness)? else { return Ok(None) };
        let found = self.blobs.range(of.blob, of.bytes)?;
        let bytes = blobs::expected(&*self.blobs, of.blob, found)?;
        if blobs::Hash::of(&bytes) == of.content { Ok(Some(bytes)) } else { Err(blobs::changed(&*self.blobs, of.blob)) }
    }

    /// Checks that catalogue, blobs and index agree.
    ///
    /// # Errors
    /// When the check itself cannot be done; what does not agree is in the
    /// result.
    pub fn verify(&self, watch: &dyn VerifyWatch) -> Result<Verification, Error> {
        verify::verify(&self.catalogue, &*self.blobs, &self.index, watch)
    }
}
