//! The index as it is kept: in a folder, where it may be missing, damaged, or made by other rules.
//!
//! It can always be made anew from the catalogue: beside the one that is there, which is searched meanwhile, then put in
//! its place. Who is killed between leaves the old one, or the new one under its first name, or none; each is taken up by
//! whoever opens the archive next to write.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::effort::Meter;
use super::query::Resolved;
use super::{Found, Index, TantivyIndex};
use crate::Error;
use crate::access::Access;
use crate::error::Reason;
use crate::stamp::{Stamp, stamp};
use crate::view::Page;

/// The index, or why there is none.
#[derive(Debug)]
pub(crate) struct KeptIndex {
    folder: PathBuf,
    access: Access,
    current: RwLock<Result<Arc<TantivyIndex>, Unusable>>,
    /// What was found wrong with an index in use.
    damage: Mutex<Option<String>>,
}

#[derive(Debug, Clone)]
struct Unusable {
    problem: String,
    /// Of the file that says how the index was made: another one says that the index was made anew.
    made: Option<Stamp>,
}

impl KeptIndex {
    /// Opens the index in `folder`. Who holds the archive's lock tidies up what was killed.
    pub(crate) fn open(folder: &Path, access: &Access, is_locked: bool) -> Result<Self, Error> {
        if is_locked {
            settle(folder)?;
        }
        let kept = Self {
            folder: folder.to_owned(),
            access: access.clone(),
            current: RwLock::new(Err(Unusable { problem: String::new(), made: None })),
            damage: Mutex::default(),
        };
        kept.reopen()?;
        Ok(kept)
    }

    fn reopen(&self) -> Result<(), Error> {
        let made = stamp(&TantivyIndex::made(&self.folder))?;
        let opened = self.open_whole().map(Arc::new).map_err(|problem| Unusable { problem, made });
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = opened;
        Ok(())
    }

    /// Opens the index, or says why it is not to be used.
    fn open_whole(&self) -> Result<TantivyIndex, String> {
        let index = TantivyIndex::open(&self.folder, self.access == Access::Write).map_err(problem)?;
        match index.problem() {
            None => Ok(index),
            Some(problem) => Err(problem.to_owned()),
        }
    }

    fn current(&self) -> Result<Arc<TantivyIndex>, Unusable> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The index, to search or to write.
    pub(crate) fn get(&self) -> Result<Arc<TantivyIndex>, Error> {
        let unusable = match self.current() {
            Ok(index) => return Ok(index),
            Err(unusable) => unusable,
        };
        // Another process may have made it anew.
        if stamp(&TantivyIndex::made(&self.folder))? != unusable.made {
            self.reopen()?;
        }
        self.current().map_err(|unusable| Reason::NoIndex(unusable.problem).into())
    }

    /// Searches. Should the engine break off, that is an error like others.
    pub(crate) fn search(&self, query: &Resolved<'_>, page: &Page, meter: &Arc<Meter>) -> Result<Found, Error> {
        let index = self.get()?;
        let broke_off = |_| Err(tantivy::TantivyError::InternalError("the search broke off".to_owned()).into());
        let found = catch_unwind(AssertUnwindSafe(|| index.search(query, page, meter))).unwrap_or_else(broke_off);
        match index.problem() {
            None => found,
            Some(problem) => Err(self.give_up(problem.to_owned())),
        }
    }

    /// Whether the index has to be made anew after this error: it was not to be opened, or something was changed on the
    /// disk. Then it is not used any more.
    pub(crate) fn is_damaged_after(&self, error: &Error) -> bool {
        if error.is_index_unusable() {
            return true;
        }
        if !error.is_of_the_index() {
            return false;
        }
        let damage = match self.open_whole().map(|index| index.integrity().map_err(problem)) {
            Ok(Ok(damage)) => damage.into_iter().next(),
            Ok(Err(problem)) | Err(problem) => Some(problem),
        };
        damage.is_some_and(|problem| self.give_up(problem).is_index_unusable())
    }

    /// Uses the index no more until it is made anew.
    fn give_up(&self, problem: String) -> Error {
        let made = stamp(&TantivyIndex::made(&self.folder)).ok().flatten();
        *self.damage.lock().unwrap_or_else(PoisonError::into_inner) = Some(problem.clone());
        let unusable = Unusable { problem: problem.clone(), made };
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Err(unusable);
        Reason::NoIndex(problem).into()
    }

    /// What was last found wrong with the index while it was in use; once.
    pub(crate) fn take_damage(&self) -> Option<String> {
        self.damage.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Has whoever opens the index next make it anew. Only who holds the archive's lock may say so.
    pub(crate) fn spoil(&self) {
        TantivyIndex::spoil(&self.folder);
    }

    /// Makes the index anew with `build`, which says how many telegrams it took. Only who holds the archive's lock may do
    /// it.
    pub(crate) fn rebuild(&self, build: impl FnOnce(&TantivyIndex) -> Result<u64, Error>) -> Result<u64, Error> {
        let (new, old) = (beside(&self.folder, ".new"), beside(&self.folder, ".old"));
        remove(&new)?;
        remove(&old)?;
        let index = TantivyIndex::create(&new)?;
        let built = build(&index);
        drop(index);
        let count = match built {
            Ok(count) => count,
            Err(error) => {
                // What is left of it is removed at the next opening, too.
                let _ = remove(&new);
                return Err(error);
            }
        };
        TantivyIndex::finish(&new)?;
        if cfg!(windows) {
            // There a folder whose files are open keeps its name.
            let unusable = Unusable { problem: "it is being replaced; try again".to_owned(), made: None };
            *self.current.write().unwrap_or_else(PoisonError::into_inner) = Err(unusable);
        }
        if self.folder.exists() {
            rename(&self.folder, &old)?;
        }
        rename(&new, &self.folder)?;
        self.reopen()?;
        self.get()?;
        remove(&old)?;
        Ok(count)
    }
}

/// Finishes what somebody who was killed was about to do.
fn settle(folder: &Path) -> Result<(), Error> {
    let new = beside(folder, ".new");
    if !folder.exists() && TantivyIndex::is_whole(&new) {
        rename(&new, folder)?;
    }
    remove(&new)?;
    remove(&beside(folder, ".old"))?;
    if folder.exists() { TantivyIndex::recover(folder) } else { Ok(()) }
}

/// What is wrong, for a sentence about the index.
fn problem(error: Error) -> String {
    match error.into_reason() {
        Reason::Index(error) => error.to_string(),
        reason => reason.to_string(),
    }
}

fn beside(folder: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(folder);
    name.push(end);
    name.into()
}

fn remove(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io("removing", folder)(error)),
        _ => Ok(()),
    }
}

fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    fs::rename(from, to).map_err(Error::io("renaming", from))?;
    match to.parent() {
        Some(parent) if cfg!(unix) => {
            File::open(parent).and_then(|folder| folder.sync_all()).map_err(Error::io("writing", parent))
        }
        _ => Ok(()),
    }
}
