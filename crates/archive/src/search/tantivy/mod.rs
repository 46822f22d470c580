//! The search index in tantivy. Nothing outside this folder knows the engine,
//! but for the words that it shares with snippets (`search::analysis`).

mod accepted;
mod careful;
mod compile;
mod counting;
mod folder;
mod forms;
mod phrase;
mod rarity;
mod schema;
mod sums;
mod text_query;
mod watched;
mod writer;

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::collector::TopDocs;
use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue, SortByString};
use tantivy::directory::error::OpenReadError;
use tantivy::index::IndexBuilder;
use tantivy::indexer::IndexWriterOptions;
use tantivy::query::Query as TantivyQuery;
use tantivy::{DocAddress, Index as Tantivy, IndexReader, Order, ReloadPolicy, Searcher};

use self::compile::Compiler;
use self::counting::{Counted, Counting};
use self::folder::Folder;
use self::schema::{Fields, name};
use self::watched::Watched;
use self::writer::TantivyWriter;
use crate::Error;
use crate::error::Reason;
use crate::numbers::{Sequence, TelegramNumber};
use crate::search::effort::Meter;
use crate::search::query::Resolved;
use crate::search::{Found, Index, IndexWriter, analysis};
use crate::view::{Page, Sort};

/// How much each indexing thread gathers before it writes a segment. More is
/// slower: it no longer fits the processor's caches.
const GATHERED: usize = 64 << 20;

/// The file that says how an index was made.
const FORMAT_FILE: &str = "chancery-format";

/// The hits counted, and where those of a page are.
type Hits = (Counted, Vec<DocAddress>);

/// The search index in tantivy.
pub(crate) struct TantivyIndex {
    index: Tantivy,
    reader: IndexReader,
    fields: Fields,
    folder: Folder,
    dir: PathBuf,
}

impl std::fmt::Debug for TantivyIndex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TantivyIndex").field("dir", &self.dir).finish_non_exhaustive()
    }
}

impl TantivyIndex {
    /// The file that says by which rules an index was made, and when.
    pub(crate) fn made(dir: &Path) -> PathBuf {
        dir.join(FORMAT_FILE)
    }

    /// Whether the folder holds a whole index made by the present rules.
    pub(crate) fn is_whole(dir: &Path) -> bool {
        fs::read_to_string(Self::made(dir)).is_ok_and(|found| found == format())
    }

    /// Makes an empty index in a folder of its own. It is no index to be opened before it is [`finished`](Self::finish).
    pub(crate) fn create(dir: &Path) -> Result<Self, Error> {
        fs::create_dir_all(dir).map_err(Error::io("creating", dir))?;
        let (schema, fields) = schema::build();
        let folder = Folder::open(dir, true)?;
        let index = IndexBuilder::new().schema(schema).open_or_create(folder.clone())?;
        Self::of(index, fields, folder, dir)
    }

    /// Says in its folder by which rules the index was made, last, so that a half-made one is not taken for a whole one.
    pub(crate) fn finish(dir: &Path) -> Result<(), Error> {
        let file = Self::made(dir);
        let write = || {
            let mut written = File::create(&file)?;
            written.write_all(format().as_bytes())?;
            written.sync_data()?;
            if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
        };
        write().map_err(Error::io("writing", &file))
    }

    /// Says in its folder that the index is damaged: whoever opens it next has it made anew.
    pub(crate) fn spoil(dir: &Path) {
        // Where that cannot be said the damage is found again.
        let _ = fs::remove_file(Self::made(dir));
    }

    /// Opens an index made by the present rules; to read alone changes nothing in its folder.
    pub(crate) fn open(dir: &Path, may_write: bool) -> Result<Self, Error> {
        let problem = match fs::read_to_string(Self::made(dir)) {
            Ok(found) if found == format() => None,
            Ok(_) => Some("it was made by other rules"),
            Err(_) if dir.is_dir() => Some("it is not whole"),
            Err(_) => Some("it is missing"),
        };
        if let Some(problem) = problem {
            return Err(Reason::IndexFormat { path: dir.to_owned(), problem: problem.to_owned() }.into());
        }
        let (_, fields) = schema::build();
        let folder = Folder::open(dir, may_write)?;
        Self::of(Tantivy::open(folder.clone())?, fields, folder, dir)
    }

    /// What is known to be wrong with its files: then nothing that it says counts.
    pub(crate) fn problem(&self) -> Option<&str> {
        self.folder.problem()
    }

    /// Removes from a folder what a writer that was killed has left.
    pub(crate) fn recover(dir: &Path) -> Result<(), Error> {
        Folder::remove_new(dir).map_err(Error::io("reading", dir))
    }

    fn of(index: Tantivy, fields: Fields, folder: Folder, dir: &Path) -> Result<Self, Error> {
        analysis::register(index.tokenizers());
        let reader = index.reader_builder().reload_policy(ReloadPolicy::OnCommitWithDelay).try_into()?;
        Ok(Self { index, reader, fields, folder, dir: dir.to_owned() })
    }

    /// All hits counted, and those of a page, found in one walk over the hits.
    fn hits(&self, searcher: &Searcher, query: &dyn TantivyQuery, page: &Page) -> Result<Hits, Error> {
        let documents = usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX);
        let offset = usize::try_from(page.offset).unwrap_or(usize::MAX);
        let limit = usize::try_from(page.limit).unwrap_or(usize::MAX).min(documents.saturating_sub(offset));
        if limit == 0 {
            return Ok((searcher.search(query, &Counting)?, Vec::new()));
        }
        let top = TopDocs::with_limit(limit).and_offset(offset);
        let newest = (SortByStaticFastValue::<i64>::for_field(name::DATE), Order::Desc);
        let oldest = (SortByStaticFastValue::<i64>::for_field(name::DATE), Order::Asc);
        let order = (SortByString::for_field(name::ORDER), Order::Asc);
        fn places<K>((counted, found): (Counted, Vec<(K, DocAddress)>)) -> Hits {
            (counted, found.into_iter().map(|(_, place)| place).collect())
        }
        Ok(match page.sort {
            Sort::Relevance => {
                places(searcher.search(query, &(Counting, top.order_by((SortBySimilarityScore, newest, order))))?)
            }
            Sort::Newest => places(searcher.search(query, &(Counting, top.order_by((newest, order))))?),
            Sort::Oldest => places(searcher.search(query, &(Counting, top.order_by((oldest, order))))?),
        })
    }
}

/// What the present rules are called.
fn format() -> String {
    format!("fields {}, words {}, sums {}\n", schema::VERSION, analysis::RULES, sums::VERSION)
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

    fn search(&self, query: &Resolved<'_>, page: &Page, meter: &Arc<Meter>) -> Result<Found, Error> {
        let searcher = self.reader.searcher();
        let query = Compiler::new(&self.fields, &searcher, query, meter).whole()?;
        let query = Watched::new(query, Arc::clone(meter));
        let ((total, counts), places) = self.hits(&searcher, &query, page)?;
        // Where a search was ended, some are missing.
        meter.spend(0)?;
        let mut telegrams = Vec::with_capacity(places.len());
        for place in places {
            let numbers = schema::column(searcher.segment_reader(place.segment_ord), name::NUMBER)?;
            telegrams.extend(numbers.first(place.doc_id).map(TelegramNumber));
        }
        Ok(Found { total, telegrams, counts })
    }

    fn revisions(&self) -> Result<Vec<(TelegramNumber, Sequence)>, Error> {
        // Not an earlier state than `sequence` was asked of.
        self.reader.reload()?;
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
        let mut damaged = Vec::new();
        // It lists what a segment may have.
        for file in self.index.load_metas()?.list_segment_files() {
            let compared = match self.folder.checked(&file) {
                Ok(file) => file.check_all().map_err(|error| error.to_string()),
                Err(OpenReadError::FileDoesNotExist(_)) => continue,
                Err(error) => Err(error.to_string()),
            };
            damaged.extend(compared.err());
        }
        damaged.sort();
        Ok(damaged)
    }
}
