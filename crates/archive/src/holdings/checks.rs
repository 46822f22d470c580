//! What verification and raw downloads read.

use std::ops::Range;

use super::Catalogue;
use crate::blobs::Hash;
use crate::error::Stored;
use crate::numbers::WitnessNumber;
use crate::reading::Reading;
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

/// The original bytes of a witness: where they are, and what they must be.
#[derive(Debug, Clone)]
pub(crate) struct WitnessBytes {
    pub(crate) blob: Hash,
    pub(crate) bytes: Range<u64>,
    pub(crate) content: Hash,
}

impl Catalogue {
    /// Where the bytes of a witness are, and their hash.
    pub(crate) fn witness_bytes(&self, witness: WitnessNumber) -> Result<Option<WitnessBytes>, Error> {
        let hash = |hex: &str| Hash::parse(hex).ok_or_else(|| Stored::new("the hash of a blob")(hex.to_owned()));
        self.read(|rows| {
            let Some(row) = rows.witnesses(Witnesses::Numbered(witness), Part::first(1))?.pop() else {
                return Ok(None);
            };
            Ok(Some(WitnessBytes { blob: hash(&row.blob)?, bytes: row.bytes, content: hash(&row.content)? }))
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

    /// Those of these witnesses whose kept reading is not what was written, with what is wrong.
    pub(crate) fn damaged(&self, witnesses: &[WitnessNumber]) -> Result<Vec<(WitnessNumber, String)>, Error> {
        let kept = self.read(|rows| rows.readings(witnesses))?;
        let checked = kept.into_iter().map(|kept| (kept.witness, Reading::check(&kept.reading)));
        Ok(checked.filter_map(|(witness, result)| Some((witness, result.err()?.problem))).collect())
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
