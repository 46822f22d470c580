//! What the archive hands to pages, the API and the command line: plain data.

mod changes;
mod copies;
mod holdings;
mod page;
mod pairs;
mod search;

pub use changes::{Change, ImportChanges, WitnessChange};
pub use copies::{Compared, Copies};
pub use holdings::{
    CollectionInfo, Count, Lookup, MissingSummary, Overview, PostInfo, PostYear, TelegramSummary, YearCount,
};
pub use page::{CitingTelegram, PageState, ResolvedReference, TargetInfo, TelegramPage, WitnessInfo};
pub use pairs::{DoubtfulPair, DoubtfulPairs, PairedCopy};
pub use search::{FacetValue, Facets, Hit, Page, SearchPage, Snippet, SnippetPart, Sort};
