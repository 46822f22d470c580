//! The search index in tantivy. Nothing outside this folder knows the engine,
//! but for the words that it shares with snippets (`search::analysis`).

mod careful;
mod compile;
mod counting;
mod folder;
mod forms;
mod rarity;
mod schema;
mod text_query;
mod writer;

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::collector::TopDocs;
use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue, SortByString};
use tantivy::index::IndexBuilder;
use tantivy::indexer::IndexWriterOptions;
use tantivy::query::Query as TantivyQuery;
use tantivy::{DocAddress, Index as Tantivy, IndexReader, Order, ReloadPolicy, Searcher};

use self::compile::Compiler;
use self::counting::Counting;
use self::folder::Folder;
use self::schema::{Fields, name};
use self::writer::TantivyWriter;
use crate::Error;
use crate::error::Reason;
use crate::numbers::{Sequence, TelegramNumber};
use crate::search::query::Resolved;
use crate::search::{Found, Index, IndexWriter, analysis};
use crate::view::{Page, Sort};

/// How much each indexing thread gathers before it writes a segment. More is
/// slower: it no longer fits the processor's caches.
const GATHERED: usize = 64 << 20;

/// The file that says how an index was made.
const FORMAT_FILE: &str = "chancery-format";

/// The search index in tantivy.
pub(crate) struct TantivyIndex {
    index: Tantivy,
    reader: IndexReader,
    fields: Fields,
    dir: PathBuf,
}

impl std::fmt::Debug for TantivyIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TantivyIndex").field("dir", &self.dir).finish_non_exhaustive()
    }
}

impl TantivyIndex {
    /// Whether the folder holds an index made by the present rules.
    pub(crate) fn is_current(dir: &Path) -> bool {
        fs::read_to_string(dir.join(FORMAT_FILE)).is_ok_and(|found| found == format())
    }

    /// Opens the index. With `may_replace`, one that is absent or was made by
    /// other rules is replaced by an empty one; else that is an error. Only
    /// who holds the archive's lock may replace.
    pub(crate) fn open(dir: &Path, may_replace: bool) -> Result<Self, Error> {
        let is_empty = match (Self::is_current(dir), may_replace) {
            (true, _) => false,
            (false, true) => {
                if dir.exists() {
                    fs::remove_dir_all(dir).map_err(Error::io("removing the old index", dir))?;
                }
                fs::create_dir_all(dir).map_err(Error::io("creating", dir))?;
                true
            }
            (false, false) => {
                let problem = "the search index was made by other rules and another process is writing to the \
                               archive; try again when it has ended"
                    .to_owned();
                return Err(Reason::IndexFormat { path: dir.to_owned(), problem }.into());
            }
        };
        let (schema, fields) = schema::build();
        let folder = Folder::open(dir, true)?;
        let index = match is_empty {
            true => IndexBuilder::new().schema(schema).open_or_create(folder)?,
            false => Tantivy::open(folder)?,
        };
        if is_empty {
            // Last, so that a half-made index is not taken for a whole one.
            let file = dir.join(FORMAT_FILE);
            fs::write(&file, format()).map_err(Error::io("writing", &file))?;
        }
        Self::of(index, fields, dir)
    }

    /// Opens the index to search alone; changes nothing in its folder.
    pub(crate) fn open_to_read(dir: &Path) -> Result<Self, Error> {
        if !Self::is_current(dir) {
            let problem = if dir.is_dir() { "it was made by other rules" } else { "there is none" };
            return Err(Reason::IndexFormat { path: dir.to_owned(), problem: problem.to_owned() }.into());
        }
        let (_, fields) = schema::build();
        Self::of(Tantivy::open(Folder::open(dir, false)?)?, fields, dir)
    }

    fn of(index: Tantivy, fields: Fields, dir: &Path) -> Result<Self, Error> {
        analysis::register(index.tokenizers());
        let reader = index.reader_builder().reload_policy(ReloadPolicy::OnCommitWithDelay).try_into()?;
        Ok(Self { index, reader, fields, dir: dir.to_owned() })
    }

    fn page(&self, searcher: &Searcher, query: &dyn TantivyQuery, page: &Page) -> Result<Vec<DocAddress>, Error> {
        let documents = usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX);
        let offset = usize::try_from(page.offset).unwrap_or(usize::MAX);
        let limit = usize::try_from(page.limit).unwrap_or(usize::MAX).min(documents.saturating_sub(offset));
        if limit == 0 {
            return Ok(Vec::new());
        }
        let top = TopDocs::with_limit(limit).and_offset(offset);
        let newest = (SortByStaticFastValue::<i64>::for_field(name::DATE), Order::Desc);
        let oldest = (SortByStaticFastValue::<i64>::for_field(name::DATE), Order::Asc);
        let order = (SortByString::for_field(name::ORDER), Order::Asc);
        fn places<K>(found: Vec<(K, DocAddress)>) -> Vec<DocAddress> {
            found.into_iter().map(|(_, place)| place).collect()
        }
        Ok(match page.sort {
            Sort::Relevance => places(searcher.search(query, &top.order_by((SortBySimilarityScore, newest, order)))?),
            Sort::Newest => places(searcher.search(query, &top.order_by((newest, order)))?),
            Sort::Oldest => places(searcher.search(query, &top.order_by((oldest, order)))?),
        })
    }
}

/// What the present rules are called.
fn format() -> String {
    format!("fields {}, words {}\n", schema::VERSION, analysis::RULES)
}

impl Index for TantivyIndex {
    fn sequence(&self) -> Result<Sequence, Error> {
        let payload = self.index.load_metas()?.payload;
        Ok(payload.and_then(|payload| payload.parse().ok()).map(Sequence).unwrap_or_default())
    }

    fn writer(&self, threads: usize) -> Result<Box<dyn IndexWriter + '_>, Error> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads.clamp(1, 8))
            .memory_budget_per_thread(GATHERED)
            .num_merge_threads(threads.clamp(1, 4))
            .build();
        let writer = self.index.writer_with_options(options)?;
        Ok(Box::new(TantivyWriter { writer, fields: self.fields, reader: &self.reader }))
    }

    fn search(&self, query: &Resolved<'_>, page: &Page) -> Result<Found, Error> {
        let searcher = self.reader.searcher();
        let query = Compiler::new(&self.fields, &searcher, query).whole()?;
        let (total, counts) = searcher.search(&*query, &Counting)?;
        let mut telegrams = Vec::new();
        for place in self.page(&searcher, &*query, page)? {
            let numbers = schema::column(searcher.segment_reader(place.segment_ord), name::NUMBER)?;
            telegrams.extend(numbers.first(place.doc_id).map(TelegramNumber));
        }
        Ok(Found { total, telegrams, counts })
    }

    fn revisions(&self) -> Result<Vec<(TelegramNumber, Sequence)>, Error> {
        let searcher = self.reader.searcher();
        let mut all = Vec::new();
        for segment in searcher.segment_readers() {
            let numbers = schema::column(segment, name::NUMBER)?;
            let revisions = schema::column(segment, name::REVISION)?;
            for document in segment.doc_ids_alive() {
                let revision = revisions.first(document).map(Sequence).unwrap_or_default();
                all.push((TelegramNumber(numbers.first(document).unwrap_or(0)), revision));
            }
        }
        Ok(all)
    }

    fn integrity(&self) -> Result<Vec<String>, Error> {
        let damaged = self.index.validate_checksum()?;
        let mut damaged: Vec<String> =
            damaged.into_iter().map(|path| self.dir.join(path).display().to_string()).collect();
        damaged.sort();
        Ok(damaged)
    }
}
