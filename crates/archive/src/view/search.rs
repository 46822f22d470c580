//! A page of search results.

use core::time::Duration;

use serde::Serialize;
use telegram::{Classification, Kind, MessageDate};

use crate::Filter;

/// Which part of the results to show, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// How many hits to leave out at the start.
    pub offset: u64,
    /// How many hits to show.
    pub limit: u64,
    /// The order.
    pub sort: Sort,
}

impl Default for Page {
    /// The first ten hits, best first.
    fn default() -> Self {
        Self { offset: 0, limit: 10, sort: Sort::Relevance }
    }
}

/// The order of hits. Ties are always broken by date, newest first, then id,
/// so that paging never shows a hit twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Best match first (BM25, the subject counts more than the body).
    #[default]
    Relevance,
    /// Newest first; those without a date last.
    Newest,
    /// Oldest first; those without a date last.
    Oldest,
}

impl Sort {
    /// The name in addresses, for example `newest`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
        }
    }

    /// The order with this [`key`](Self::key).
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Relevance, Self::Newest, Self::Oldest].into_iter().find(|sort| sort.key() == key)
    }
}

/// What a search gives: the exact total, one page of hits, facets over all hits.
#[derive(Debug, Clone, Serialize)]
pub struct SearchPage {
    /// How many telegrams match, exactly.
    pub total: u64,
    /// The hits of this page.
    pub hits: Vec<Hit>,
    /// How the hits (all, not only this page's) divide.
    pub facets: Facets,
    /// How long it took.
    pub took: Duration,
}

/// A telegram that matches.
#[derive(Debug, Clone, Serialize)]
pub struct Hit {
    /// The reference id, `None` for a document without one.
    pub id: Option<String>,
    /// The path of its page, without host: `/09ASTANA478` or
    /// `/collections/frus/frus1977-80v21/d12`. Add `#` and the snippet's
    /// anchor to open it at the best paragraph.
    pub address: String,
    /// Telegram, airgram, record message or other document.
    pub kind: Kind,
    /// The subject, as printed.
    pub subject: Option<String>,
    /// When it was sent.
    pub date: Option<MessageDate>,
    /// The sender as printed.
    pub from: Option<String>,
    /// The key of the post that numbered it, for example `ASTANA`.
    pub post: Option<String>,
    /// How secret it was.
    pub classification: Option<Classification>,
    /// The best paragraph, cut around the matched words.
    pub snippet: Snippet,
}

/// A piece of a telegram's best paragraph with the matched words flagged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The author's number of the paragraph.
    pub paragraph: Option<String>,
    /// The anchor of the paragraph on the telegram's page, for example `p5`;
    /// `None` for a text in which no paragraph was found.
    pub anchor: Option<String>,
    /// The text in pieces; joined they are the snippet. Plain text, not HTML.
    pub parts: Vec<SnippetPart>,
}

/// A piece of a snippet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SnippetPart {
    /// Plain text; escape it before it goes into a page.
    pub text: String,
    /// Whether the query matched it.
    pub hit: bool,
}

/// How all hits divide by four facts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// By classification, least secret first.
    pub classification: Vec<FacetValue>,
    /// By year, oldest first.
    pub year: Vec<FacetValue>,
    /// By post, most hits first.
    pub post: Vec<FacetValue>,
    /// By TAGS, most hits first; a telegram counts once for each of its TAGS.
    pub tag: Vec<FacetValue>,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// The value as in the index, for example `secret`, `1976`, `ASTANA`.
    pub value: String,
    /// The value for people, for example `Secret`.
    pub label: String,
    /// How many of all hits have it.
    pub count: u64,
    /// The filter that keeps only these, for example `class:secret`; add it
    /// with [`Query::narrowed`](crate::Query::narrowed).
    pub filter: Filter,
}
