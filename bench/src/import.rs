//! How fast files become an archive, beside indexing the same text with
//! nothing but the search engine.

use std::ops::ControlFlow;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;
use archive::{Archive, ImportOptions, Silent};
use jiff::Timestamp;
use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, TantivyDocument};

use crate::data;
use crate::measure::percentile;

const TIMES: usize = 3;

fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Imports everything into a new archive, a few times.
pub(crate) fn run(folder: &Path) -> Result<()> {
    let bytes: usize = data::folders(folder).iter().map(|folder| data::bytes(&data::units(folder))).sum();
    let mut taken = Vec::new();
    let mut again = Vec::new();
    let mut read = 0;
    let mut size = 0;
    for _ in 0..TIMES {
        let directory = tempfile::tempdir()?;
        let archive = Archive::create_or_open(directory.path())?;
        let mut options = ImportOptions::new("bench", Timestamp::now());
        options.threads = threads();
        let start = Instant::now();
        let report = archive.import(&data::folders(folder), &options, &Silent)?;
        taken.push(start.elapsed());
        read = report.summary.read;
        let start = Instant::now();
        archive.import(&data::folders(folder), &options, &Silent)?;
        again.push(start.elapsed());
        size = directory_size(directory.path())?;
    }
    println!("| {} threads, median of {TIMES} | telegrams and documents | MB | s | per s | MB/s |", threads());
    println!("|---|--:|--:|--:|--:|--:|");
    row("import into a new archive", read, bytes, &mut taken);
    row("the same import again (all known)", read, bytes, &mut again);
    println!("\nSize of the archive: {:.1} MB for {:.1} MB of files.", size as f64 / 1e6, bytes as f64 / 1e6);
    Ok(())
}

/// Imports everything once and does nothing else, so that the peak memory is
/// that of an import.
pub(crate) fn run_once(folder: &Path) -> Result<()> {
    let directory = tempfile::tempdir()?;
    let archive = Archive::create_or_open(directory.path())?;
    let mut options = ImportOptions::new("bench", Timestamp::now());
    options.threads = threads();
    let report = archive.import(&data::folders(folder), &options, &Silent)?;
    println!("One import, {} telegrams and documents, {} threads.", report.summary.read, threads());
    Ok(())
}

/// Imports one table of rows into a new archive, again, and indexes the texts
/// of the same rows with tantivy alone.
pub(crate) fn run_table(table: &Path) -> Result<()> {
    let bytes = usize::try_from(std::fs::metadata(table)?.len())?;
    let directory = tempfile::tempdir()?;
    let archive = Archive::create_or_open(directory.path())?;
    let mut options = ImportOptions::new("bench", Timestamp::now());
    options.threads = threads();
    let paths = [table.to_owned()];
    println!("| {} threads, once | rows | MB | s | per s | MB/s |", threads());
    println!("|---|--:|--:|--:|--:|--:|");
    for what in ["import of a table into a new archive", "the same import again (all known)"] {
        let start = Instant::now();
        let report = archive.import(&paths, &options, &Silent)?;
        row(what, report.summary.read, bytes, &mut [start.elapsed()]);
        if report.summary.failed > 0 {
            println!("| rows that could not be read | {} | | | | |", report.summary.failed);
        }
    }
    println!("\nPeak memory of the imports: {:.0} MiB\n", crate::measure::peak_memory_mib()?);
    drop(archive);
    let mut texts = Vec::new();
    let _ = formats::walk(&paths, &formats::Limits::default(), &mut |unit| {
        texts.extend(unit.iter().flat_map(|unit| formats::read(unit).records).map(|record| record.text));
        ControlFlow::Continue(())
    });
    let directory = tempfile::tempdir()?;
    let start = Instant::now();
    index(&texts, directory.path())?;
    let bytes = texts.iter().map(String::len).sum();
    row("tantivy alone: decoded text into an index", texts.len() as u64, bytes, &mut [start.elapsed()]);
    Ok(())
}

/// Indexes the texts of the same records with tantivy alone: one text field
/// with positions, stemmed, stored; the texts are in memory already.
pub(crate) fn run_index_alone(folder: &Path) -> Result<()> {
    let texts = data::texts(folder);
    let bytes = texts.iter().map(String::len).sum();
    let mut taken = Vec::new();
    for _ in 0..TIMES {
        let directory = tempfile::tempdir()?;
        let start = Instant::now();
        index(&texts, directory.path())?;
        taken.push(start.elapsed());
    }
    println!("| {} threads, median of {TIMES} | texts | MB | s | per s | MB/s |", threads());
    println!("|---|--:|--:|--:|--:|--:|");
    row("tantivy alone: decoded text into an index", texts.len() as u64, bytes, &mut taken);
    Ok(())
}

fn index(texts: &[String], directory: &Path) -> Result<()> {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let body = schema.add_text_field("body", TextOptions::from(STORED).set_indexing_options(indexing));
    let index = Index::create_in_dir(directory, schema.build())?;
    let mut writer = index.writer_with_num_threads(threads(), 128 << 20)?;
    for text in texts {
        let mut document = TantivyDocument::default();
        document.add_text(body, text);
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

fn row(what: &str, count: u64, bytes: usize, taken: &mut [Duration]) {
    taken.sort();
    let seconds = percentile(taken, 50).as_secs_f64();
    println!(
        "| {what} | {count} | {:.1} | {seconds:.2} | {:.0} | {:.1} |",
        bytes as f64 / 1e6,
        count as f64 / seconds,
        bytes as f64 / seconds / 1e6
    );
}

fn directory_size(directory: &Path) -> Result<u64> {
    let mut size = 0;
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        let about = entry.metadata()?;
        size += if about.is_dir() { directory_size(&entry.path())? } else { about.len() };
    }
    Ok(size)
}
