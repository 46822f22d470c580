//! What verification and raw downloads read.

use std::ops::Range;

use super::Catalogue;
use crate::blobs::Hash;
use crate::error::Stored;
use crate::numbers::WitnessNumber;
use crate::store::{Part, Witnesses};
use crate::{Error, address};

/// A witness as verification sees it.
#[derive(Debug, Clone)]
pub(crate) struct WitnessCheck {
    pub(crate) number: WitnessNumber,
    pub(crate) address: String,
    pub(crate) blob: String,
    pub(crate) bytes: Range<u64>,
    pub(crate) content: String,
}

impl Catalogue {
    /// Where the bytes of a witness are.
    pub(crate) fn witness_bytes(&self, witness: WitnessNumber) -> Result<Option<(Hash, Range<u64>)>, Error> {
        self.read(|rows| {
            let found = rows.witnesses(Witnesses::Numbered(witness), Part::first(1))?.pop();
            let Some(row) = found else { return Ok(None) };
            match Hash::parse(&row.blob) {
                Some(hash) => Ok(Some((hash, row.bytes))),
                None => Err(Stored::new("the hash of a blob")(row.blob).into()),
            }
        })
    }

    /// The witnesses after `after` by number, for verification.
    pub(crate) fn witnesses(&self, after: WitnessNumber, limit: usize) -> Result<Vec<WitnessCheck>, Error> {
        self.read(|rows| {
            let collections = super::collections(rows)?;
            let check = |row: crate::store::WitnessRow| WitnessCheck {
                number: row.number,
                address: collections
                    .get(&row.collection)
                    .map(|collection| address::witness(&collection.name, &row.key))
                    .unwrap_or_default(),
                blob: row.blob,
                bytes: row.bytes,
                content: row.content,
            };
            let found = rows.witnesses(Witnesses::After(after), Part::first(limit as u64))?;
            Ok(found.into_iter().map(check).collect())
        })
    }

    /// All blobs that witnesses name, sorted.
    pub(crate) fn blobs(&self) -> Result<Vec<String>, Error> {
        self.read(|rows| rows.blobs())
    }

    /// Whether a witness, or a file that was read for good, names a blob.
    pub(crate) fn is_named(&self, blob: Hash) -> Result<bool, Error> {
        self.read(|rows| rows.names_blob(blob))
    }
}
