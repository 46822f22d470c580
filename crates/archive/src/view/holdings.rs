//! What the archive holds: overview, posts, series, collections, look-ups.

use serde::Serialize;
use telegram::{Classification, Kind, MessageDate};

/// What the archive holds, for the home page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// Telegrams and documents of every kind that have at least one witness.
    pub telegrams: u64,
    /// The same by kind (`telegram`, `airgram`, `record_message`, `document`).
    pub by_kind: Vec<Count>,
    /// The same by classification, least secret first; those without one last
    /// under the value `none`.
    pub by_classification: Vec<Count>,
    /// Reference ids that are referred to but have no witness.
    pub missing: u64,
    /// Copies, superseded versions not counted.
    pub witnesses: u64,
    /// The earliest date.
    pub first_date: Option<MessageDate>,
    /// The latest date.
    pub last_date: Option<MessageDate>,
    /// Posts with at least one held telegram.
    pub posts: u64,
    /// The collections.
    pub collections: Vec<CollectionInfo>,
}

/// A value and how many telegrams have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The value as in queries, for example `top_secret`.
    pub value: String,
    /// The value for people, for example `Top Secret`.
    pub label: String,
    /// How many telegrams have it.
    pub count: u64,
}

/// Witnesses that came together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CollectionInfo {
    /// Its name, as in addresses.
    pub name: String,
    /// Where it comes from, in words.
    pub label: Option<String>,
    /// Its licence.
    pub licence: Option<String>,
    /// Witnesses in it, superseded versions not counted.
    pub witnesses: u64,
}

/// A post and how many of its telegrams are held, by year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PostInfo {
    /// The key as in reference ids, for example `ASTANA`.
    pub key: String,
    /// Held telegrams that this post numbered.
    pub telegrams: u64,
    /// The same by year, oldest first.
    pub years: Vec<YearCount>,
}

/// A year of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct YearCount {
    /// The year.
    pub year: i16,
    /// Held telegrams.
    pub held: u64,
    /// Telegrams that are referred to but not held.
    pub missing: u64,
}

/// A series: the telegrams of one post in one year, by number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PostYear {
    /// The key of the post.
    pub post: String,
    /// The year.
    pub year: i16,
    /// How many are held in all.
    pub held: u64,
    /// The telegrams of this part of the series, ascending by number.
    pub telegrams: Vec<TelegramSummary>,
    /// All of the series that are referred to but not held, by number.
    pub missing: Vec<MissingSummary>,
}

/// A telegram as one line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TelegramSummary {
    /// Its reference id.
    pub id: Option<String>,
    /// The path of its page.
    pub address: String,
    /// Telegram, airgram, record message or other document.
    pub kind: Kind,
    /// Its subject.
    pub subject: Option<String>,
    /// When it was sent.
    pub date: Option<MessageDate>,
    /// How secret it was.
    pub classification: Option<Classification>,
    /// The sender as printed.
    pub from: Option<String>,
}

/// A telegram that is referred to but not held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissingSummary {
    /// Its reference id.
    pub id: String,
    /// The path of its page.
    pub address: String,
    /// How many telegrams refer to it.
    pub referred_by: u64,
}

/// What a "go to" box found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "result")]
pub enum Lookup {
    /// Exactly one telegram; go there. The address may end in `#p7` when the
    /// text named a paragraph.
    Found {
        /// The path of its page.
        address: String,
    },
    /// An id that is known from references and not held; it has a page too.
    Missing {
        /// The canonical reference id.
        id: String,
        /// The path of its page.
        address: String,
    },
    /// Several telegrams fit.
    Many {
        /// Those that fit.
        telegrams: Vec<TelegramSummary>,
    },
    /// Nothing of that name is known.
    Nothing {
        /// The canonical reference id, when the text is a form of one.
        id: Option<String>,
    },
}
