//! The catalogue: what is held, from where, and what refers to what.
//!
//! Here are the rules, over rows that any [`Store`](crate::store::Store) keeps: which witnesses are of one telegram
//! (`identity.rs`, `decisions.rs`), what is a new version of which (`batch.rs`), how copies are numbered
//! (`numbering.rs`), which is shown (`rank.rs`, `shown.rs`), and what pages get (`page.rs`, `copies.rs`, `lists.rs`,
//! `overview.rs`, `changes.rs`).

mod alike;
mod batch;
mod changes;
mod checks;
mod copies;
mod decisions;
mod identity;
mod imports;
mod incoming;
mod lists;
mod numbering;
mod overview;
mod page;
mod pairs;
mod queue;
mod rank;
mod shown;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

pub(crate) use checks::WitnessCheck;
pub(crate) use incoming::{Change, ImportKey, ReadUnit, ReadWitness, UnitContent, Written};
pub(crate) use lists::Line;
pub(crate) use rank::Rank;

use crate::Error;
use crate::blobs::Blobs;
use crate::numbers::{CollectionNumber, ImportNumber, Sequence};
use crate::store::{CollectionRow, Rows, Store, Transaction};
use crate::texts::Texts;
use crate::view::Overview;

/// The catalogue of an archive. Each call sees one consistent state; what is written is written whole or not at all.
#[derive(Debug)]
pub(crate) struct Catalogue {
    store: Box<dyn Store>,
    texts: Texts,
    /// What was counted last, and at which state.
    overview: Mutex<Option<((Sequence, ImportNumber), Overview)>>,
}

impl Catalogue {
    /// The catalogue of these rows, whose originals are these blobs.
    pub(crate) fn new(store: Box<dyn Store>, blobs: Arc<dyn Blobs>) -> Self {
        Self { store, texts: Texts::new(blobs), overview: Mutex::default() }
    }

    /// Makes everything written survive a loss of power. Called before the index commits, so that it never knows more
    /// than the catalogue.
    pub(crate) fn settle(&self) -> Result<(), Error> {
        self.store.settle()
    }

    /// What the store itself finds wrong.
    pub(crate) fn integrity(&self) -> Result<Vec<String>, Error> {
        self.store.integrity()
    }

    fn read<T>(&self, read: impl FnOnce(&dyn Rows) -> Result<T, Error>) -> Result<T, Error> {
        self.store.reading(read)
    }

    fn change<T>(&self, change: impl FnOnce(&dyn Transaction) -> Result<T, Error>) -> Result<T, Error> {
        self.store.writing(change)
    }
}

/// All collections by number: rows name them so.
fn collections(rows: &dyn Rows) -> Result<HashMap<CollectionNumber, CollectionRow>, Error> {
    Ok(rows.collections()?.into_iter().map(|row| (row.number, row)).collect())
}
