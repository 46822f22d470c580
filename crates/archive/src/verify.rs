//! Whether catalogue, blobs and index agree. Nothing here writes.

mod index;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use serde::Serialize;

use crate::Error;
use crate::blobs::{Blobs, Hash, Hasher};
use crate::holdings::{Catalogue, WitnessCheck};
use crate::search::KeptIndex;

/// What a verification found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Blobs whose bytes were read and hashed.
    pub blobs: u64,
    /// Bytes of these.
    pub bytes: u64,
    /// Witnesses checked.
    pub witnesses: u64,
    /// Telegrams checked against the index.
    pub telegrams: u64,
    /// Of these, the ones whose last change waits for the index. Whoever opens the archive next to write has it take them
    /// up: an import is at work, or was killed.
    pub waiting: u64,
    /// Files that no witness names yet, for the same reason.
    pub unclaimed: u64,
    /// What does not agree; empty when all is well.
    pub findings: Vec<Finding>,
}

impl Verification {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Something that does not agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A stable name, for example `blob-missing`.
    pub code: &'static str,
    /// What it is about: a blob's hash, a telegram's id, a file.
    pub subject: String,
    /// A sentence: what is wrong and what to do.
    pub message: String,
}

/// Told how a verification goes.
pub trait VerifyWatch: Sync {
    /// So many of all blobs are checked.
    fn progress(&self, done: u64, total: u64) {
        let _ = (done, total);
    }
}

impl VerifyWatch for crate::Silent {}

/// How many rows are read at once.
const STRIDE: usize = 10_000;

/// Checks that catalogue, blobs and index agree.
pub(crate) fn verify(
    catalogue: &Catalogue,
    blobs: &dyn Blobs,
    index: &KeptIndex,
    watch: &dyn VerifyWatch,
) -> Result<Verification, Error> {
    let mut result = Verification::default();
    for problem in catalogue.integrity()? {
        result.found("catalogue-damaged", "catalogue", format!("{problem}; restore it from a backup"));
    }
    check_blobs(catalogue, blobs, watch, &mut result)?;
    check_orphans(catalogue, blobs, &mut result)?;
    index::check(catalogue, index, &mut result)?;
    Ok(result)
}

impl Verification {
    fn found(&mut self, code: &'static str, subject: impl Into<String>, message: impl Into<String>) {
        self.findings.push(Finding { code, subject: subject.into(), message: message.into() });
    }
}

/// Every blob is there and has its hash; every witness lies within its blob
/// and has its hash.
fn check_blobs(
    catalogue: &Catalogue,
    blobs: &dyn Blobs,
    watch: &dyn VerifyWatch,
    result: &mut Verification,
) -> Result<(), Error> {
    let names = catalogue.blobs()?;
    let total = names.len() as u64;
    let mut witnesses: BTreeMap<String, Vec<WitnessCheck>> = BTreeMap::new();
    let mut last = Default::default();
    loop {
        let stride = catalogue.witnesses(last, STRIDE)?;
        let Some(end) = stride.last() else { break };
        last = end.number;
        check_readings(catalogue, &stride, result)?;
        for witness in stride {
            result.witnesses += 1;
            witnesses.entry(witness.blob.clone()).or_default().push(witness);
        }
    }
    for (done, name) in (1..).zip(names) {
        let witnesses = witnesses.remove(&name).unwrap_or_default();
        check_blob(&name, &witnesses, blobs, result)?;
        watch.progress(done, total);
    }
    Ok(())
}

/// What the catalogue keeps of the reading of each witness is what was written.
fn check_readings(catalogue: &Catalogue, witnesses: &[WitnessCheck], result: &mut Verification) -> Result<(), Error> {
    let numbers: Vec<_> = witnesses.iter().map(|witness| witness.number).collect();
    let damaged: BTreeMap<_, _> = catalogue.damaged(&numbers)?.into_iter().collect();
    for witness in witnesses {
        if let Some(problem) = damaged.get(&witness.number) {
            let message = format!("what the catalogue keeps of it cannot be read: {problem}; restore it from a backup");
            result.found("reading-damaged", &witness.address, message);
        }
    }
    Ok(())
}

fn check_blob(
    name: &str,
    witnesses: &[WitnessCheck],
    blobs: &dyn Blobs,
    result: &mut Verification,
) -> Result<(), Error> {
    let Some(hash) = Hash::parse(name) else {
        result.found(
            "blob-name",
            name,
            "the catalogue names a blob by something that is no SHA-256; restore the catalogue",
        );
        return Ok(());
    };
    let place = blobs.place(hash);
    let Some(mut stream) = blobs.open(hash)? else {
        let first = witnesses.first().map_or("", |witness| &witness.address);
        let message = format!(
            "the original bytes of {} witnesses (first: {first}) are missing; import their files again",
            witnesses.len()
        );
        result.found("blob-missing", name, message);
        return Ok(());
    };
    result.blobs += 1;
    let (found, length) = digest(&mut *stream).map_err(Error::io("reading", &place))?;
    result.bytes += length;
    if found != hash {
        let message = format!("{} was changed on the disk; import its file again", place.display());
        result.found("blob-changed", name, message);
        return Ok(());
    }
    for witness in witnesses {
        let Range { start, end } = witness.bytes;
        // The whole blob was hashed already.
        let own = match () {
            () if start > end || end > length => None,
            () if start == 0 && end == length => Some(found),
            () => {
                stream.seek(SeekFrom::Start(start)).map_err(Error::io("reading", &place))?;
                Some(digest(&mut (&mut *stream).take(end - start)).map_err(Error::io("reading", &place))?.0)
            }
        };
        match own {
            None => {
                result.found(
                    "witness-range",
                    &witness.address,
                    "its bytes lie outside its file; import the file again",
                );
            }
            Some(own) if own.to_string() != witness.content => {
                result.found(
                    "witness-changed",
                    &witness.address,
                    "its bytes are not those that were imported; import the file again",
                );
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// The hash and the length of what a stream gives.
fn digest(stream: &mut dyn Read) -> io::Result<(Hash, u64)> {
    let mut buffer = vec![0; 64 << 10];
    let mut hasher = Hasher::default();
    let mut length = 0;
    loop {
        match stream.read(&mut buffer) {
            Ok(0) => return Ok((hasher.finish(), length)),
            Ok(count) => {
                hasher.add(&buffer[..count]);
                length += count as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Every blob is named by a witness, or by a file whose telegrams were all here
/// already. One that is not takes room and does no harm.
fn check_orphans(catalogue: &Catalogue, blobs: &dyn Blobs, result: &mut Verification) -> Result<(), Error> {
    let named: BTreeSet<String> = catalogue.blobs()?.into_iter().collect();
    let mut orphans = Vec::new();
    blobs.each(&mut |hash| {
        if !named.contains(&hash.to_string()) && !catalogue.is_named(hash)? {
            orphans.push(hash);
        }
        Ok(())
    })?;
    // Noted before it is there, struck off when it is named: in this order nothing falls between.
    let unclaimed = blobs.unclaimed()?;
    for hash in orphans {
        if unclaimed.contains(&hash) {
            result.unclaimed += 1;
            continue;
        }
        if catalogue.is_named(hash)? {
            continue;
        }
        let place = blobs.place(hash);
        let message = format!("{} belongs to no witness; import its file again, or delete it", place.display());
        result.found("blob-orphan", hash.to_string(), message);
    }
    Ok(())
}
