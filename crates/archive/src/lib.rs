//! The archive: catalogue, blobs, search index, import, references, pages.
//!
//! ```no_run
//! use archive::{Archive, ImportOptions, Page, Query, Silent};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let archive = Archive::create_or_open("my-archive".as_ref())?;
//! let options = ImportOptions::new("papers", "2026-01-01T00:00:00Z".parse()?);
//! let report = archive.import(&["papers".into()], &options, &Silent)?;
//! assert_eq!(report.summary.failed, 0);
//! let found = archive.search(&Query::parse("grain class:secret")?, &Page::default())?;
//! assert!(found.total > 0);
//! # Ok(())
//! # }
//! ```

mod access;
mod address;
mod archive;
mod blobs;
mod error;
mod holdings;
mod ids;
mod import;
mod key;
mod library;
mod lookup;
mod moment;
mod new_file;
mod numbers;
mod reading;
mod search;
mod series;
mod stamp;
mod store;
mod texts;
mod verify;
mod view;
mod witnesses;

pub use archive::Archive;
pub use error::Error;
pub use import::{
    ImportOptions, ImportReport, ImportState, ImportSummary, ImportWatch, NotListed, ProblemList, Progress, Silent,
};
pub use library::Library;
pub use numbers::{ImportNumber, WitnessNumber};
pub use search::{Condition, Filter, Query, QueryError, SearchWatch, quoted};
pub use verify::{Finding, Verification, VerifyWatch};
pub use view::*;
pub use witnesses::{
    Comparison, ComparisonRow, Decision, Evidence, FactRow, FactValue, Ground, Identity, Judgement, Point, Stretch,
    Verdict,
};
