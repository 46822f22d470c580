//! The index as it is kept: in a folder, where it may be missing or unusable.

use std::path::Path;
use std::sync::Arc;

use super::TantivyIndex;
use crate::Error;
use crate::access::Access;
use crate::error::Reason;

/// The index, or why there is none.
#[derive(Debug)]
pub(crate) struct KeptIndex {
    current: Result<Arc<TantivyIndex>, Unusable>,
}

#[derive(Debug)]
struct Unusable {
    problem: String,
}

impl KeptIndex {
    /// Opens the index in `folder`. Only who holds the archive's lock may replace one that was made by other rules.
    pub(crate) fn open(folder: &Path, access: &Access, may_replace: bool) -> Result<Self, Error> {
        let current = match access {
            Access::Write => Ok(Arc::new(TantivyIndex::open(folder, may_replace)?)),
            Access::Read(why) => match TantivyIndex::open_to_read(folder) {
                Ok(index) => Ok(Arc::new(index)),
                Err(error) => Err(Unusable { problem: format!("{error}; it cannot be made anew: {why}") }),
            },
        };
        Ok(Self { current })
    }

    /// The index, to search.
    pub(crate) fn get(&self) -> Result<Arc<TantivyIndex>, Error> {
        match &self.current {
            Ok(index) => Ok(Arc::clone(index)),
            Err(Unusable { problem }) => Err(Reason::NoIndex(problem.clone()).into()),
        }
    }
}
