//! From files to catalogue, blobs and index.

mod follow;
mod pipeline;
mod prepare;
mod problems;
mod report;
mod watch;

pub(crate) use follow::Follower;
pub(crate) use pipeline::{Input, Stores, run};

pub use problems::{NotListed, ProblemList};
pub use report::{ImportReport, ImportState, ImportSummary};
pub use watch::{ImportWatch, Progress, Silent};

use crate::Error;
use crate::error::Reason;

/// Whether a collection may be called so.
pub(crate) fn check_name(name: &str) -> Result<(), Error> {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let problem = match name {
        "" => "it is empty",
        name if name.len() > 64 => "it is longer than 64 letters",
        name if !name.bytes().all(allowed) => "only small letters a to z, figures and hyphens may stand in it",
        name if name.starts_with('-') => "it begins with a hyphen",
        _ => return Ok(()),
    };
    Err(Reason::CollectionName(name.to_owned(), problem).into())
}

/// How to import.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// The name of the collection: small letters, figures and hyphens; it
    /// stands in addresses.
    pub collection: String,
    /// Where the collection comes from, in words. `None` keeps what is there.
    pub label: Option<String>,
    /// The licence of the collection. `None` keeps what is there.
    pub licence: Option<String>,
    /// How many threads parse; 0 is treated as 1.
    pub threads: usize,
    /// The time now; libraries do not read the clock.
    pub now: jiff::Timestamp,
    /// How much is read at most.
    pub limits: formats::Limits,
    /// Programs that may help to read; libraries do not look for them.
    pub tools: formats::Tools,
    /// What the user says of the columns of tables.
    pub columns: formats::Columns,
}

impl ImportOptions {
    /// Options with one thread, default limits, and no statement of origin.
    #[must_use]
    pub fn new(collection: impl Into<String>, now: jiff::Timestamp) -> Self {
        Self {
            collection: collection.into(),
            label: None,
            licence: None,
            threads: 1,
            now,
            limits: formats::Limits::default(),
            tools: formats::Tools::default(),
            columns: formats::Columns::default(),
        }
    }
}
