//! How long a page of results takes: ten hits with snippets, exact total,
//! four facets.

use std::path::Path;
use std::thread;
use std::time::Duration;

use anyhow::Result;
use archive::{Archive, ImportOptions, Page, Query, Silent, Sort};
use jiff::Timestamp;

use crate::data;
use crate::measure::{milliseconds, percentile, repeat};

/// Kinds of queries, from words common and rare in diplomatic prose.
const QUERIES: &[(&str, &[&str])] = &[
    (
        "common word",
        &["government", "ambassador", "department", "president", "meeting", "embassy", "states", "secretary"],
    ),
    ("middling word", &["canal", "fishing", "loan", "airport", "copper", "parliament", "asylum", "hostage"]),
    ("rare word", &["lighthouse", "typhoon", "jute", "balloon", "hurricane", "marijuana"]),
    ("two words", &["cease fire", "military assistance", "press conference", "oil price", "trade union"]),
    ("one of three", &["canal OR treaty OR sovereignty", "wheat OR flour OR grain", "army OR navy OR police"]),
    (
        "phrase",
        &["\"human rights\"", "\"prime minister\"", "\"foreign office\"", "\"canal zone\"", "\"reference telegram\""],
    ),
    (
        "field and word",
        &["class:secret treaty", "from:state canal", "tag:PFOR visit", "date:1974 flour", "subject:canal"],
    ),
    ("beginning of a word", &["nego*", "sover*", "airc*"]),
];

/// How often each query runs after it ran once.
const TIMES: usize = 15;

/// Prints the table.
pub(crate) fn run(folder: &Path) -> Result<()> {
    let directory = tempfile::tempdir()?;
    let archive = Archive::create_or_open(directory.path())?;
    let mut options = ImportOptions::new("bench", Timestamp::now());
    options.threads = thread::available_parallelism().map_or(1, usize::from);
    archive.import(&data::folders(folder), &options, &Silent)?;

    println!("| a page of results, ms; {TIMES} runs each, warm | queries | hits, median | p50 | p95 |");
    println!("|---|--:|--:|--:|--:|");
    let mut all = Vec::new();
    for (kind, queries) in QUERIES {
        let (taken, totals) = measure(&archive, queries, Sort::Relevance)?;
        row(kind, queries.len(), &taken, &totals);
        all.extend(taken);
    }
    let (taken, totals) = measure(&archive, QUERIES[0].1, Sort::Newest)?;
    row("common word, newest first", QUERIES[0].1.len(), &taken, &totals);
    all.extend(taken);
    all.sort();
    println!("| all | | | {} | {} |", milliseconds(percentile(&all, 50)), milliseconds(percentile(&all, 95)));
    Ok(())
}

fn measure(archive: &Archive, queries: &[&str], sort: Sort) -> Result<(Vec<Duration>, Vec<u64>)> {
    let page = Page { sort, ..Page::default() };
    let mut taken = Vec::new();
    let mut totals = Vec::new();
    for text in queries {
        let query = Query::parse(text)?;
        totals.push(archive.search(&query, &page)?.total);
        let mut failure = None;
        taken.extend(repeat(TIMES, || {
            if let Err(error) = archive.search(&query, &page) {
                failure = Some(error);
            }
        }));
        if let Some(error) = failure {
            return Err(error.into());
        }
    }
    taken.sort();
    totals.sort_unstable();
    Ok((taken, totals))
}

fn row(kind: &str, queries: usize, taken: &[Duration], totals: &[u64]) {
    println!(
        "| {kind} | {queries} | {} | {} | {} |",
        totals.get(totals.len() / 2).copied().unwrap_or_default(),
        milliseconds(percentile(taken, 50)),
        milliseconds(percentile(taken, 95))
    );
}
