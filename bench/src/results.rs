//! How long a page of results takes over HTTP, beside FTS5, and what ordinary readers feel of costly queries.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use archive::{Archive, ImportOptions, Silent};
use jiff::Timestamp;

use crate::fts::Fts;
use crate::measure::{milliseconds, percentile, repeat};
use crate::served::{Reader, Served};

/// Queries from words common in diplomatic prose.
const QUERIES: &[(&str, &[&str])] = &[
    (
        "common word",
        &["government", "embassy", "minister", "meeting", "situation", "states", "department", "president"],
    ),
    (
        "phrase of common words",
        &[
            "\"united states\"",
            "\"prime minister\"",
            "\"foreign minister\"",
            "\"end summary\"",
            "\"united nations\"",
            "\"foreign office\"",
            "\"security council\"",
            "\"military government\"",
        ],
    ),
    (
        "phrase with small words",
        &["\"the government of\"", "\"in the meeting\"", "\"to the department\"", "\"of the\""],
    ),
];

/// What takes much work: patterns that nearly all words match, and phrases that nearly all telegrams may have.
const COSTLY: &[&str] = &[
    "/\\p{L}+/ /\\p{L}*a/ /\\p{L}*e/ /\\p{L}*i/ /\\p{L}*o/ /\\p{L}*u/ /\\p{L}*n/ /\\p{L}*r/ /\\p{L}*s/ /\\p{L}*t/",
    "\"the of to in\"~99 \"of the in to\"~99 \"to the in of\"~99 \"in of to the\"~99",
];

const TIMES: usize = 15;
/// So many readers ask costly questions.
const BESIDE: usize = 16;
/// How long ordinary readers are measured.
const WHILE: Duration = Duration::from_secs(20);

/// Prints the tables for a dump.
pub(crate) fn run(table: &Path) -> Result<()> {
    let directory = tempfile::tempdir()?;
    let archive = Archive::create_or_open(directory.path())?;
    let mut options = ImportOptions::new("bench", Timestamp::now());
    options.threads = thread::available_parallelism().map_or(1, usize::from);
    let paths = [table.to_owned()];
    let read = archive.import(&paths, &options, &Silent)?.summary.read;
    let mut texts = Vec::new();
    let _ = formats::walk(&paths, &formats::Limits::default(), &mut |unit| {
        texts.extend(unit.iter().flat_map(|unit| formats::read(unit).records).map(|record| record.text));
        ControlFlow::Continue(())
    });
    let fts = Fts::of(&texts)?;
    drop(texts);
    let served = Served::start(archive)?;
    let mut reader = served.reader()?;

    println!(
        "| a page of results over HTTP, {read} telegrams, ms; {TIMES} runs each, warm | queries | p50 | p95 | FTS5 p50 | p95 | ratio of p95 |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|");
    for (kind, queries) in QUERIES {
        let ours = measure(queries, |query| reader.search(query).map(|(status, _)| status == 200))?;
        let theirs = measure(queries, |query| fts.page(query).map(|total| total > 0))?;
        let of = |taken: &[Duration], percent| milliseconds(percentile(taken, percent));
        let ratio = percentile(&ours, 95).as_secs_f64() / percentile(&theirs, 95).as_secs_f64();
        println!(
            "| {kind} | {} | {} | {} | {} | {} | {ratio:.3} |",
            queries.len(),
            of(&ours, 50),
            of(&ours, 95),
            of(&theirs, 50),
            of(&theirs, 95)
        );
    }
    beside_costly(&served)
}

fn measure(queries: &[&str], mut ask: impl FnMut(&str) -> Result<bool>) -> Result<Vec<Duration>> {
    let mut taken = Vec::new();
    for query in queries {
        ensure!(ask(query)?, "{query} finds nothing");
        taken.extend(repeat(TIMES, || {
            let _ = ask(query);
        }));
    }
    taken.sort();
    Ok(taken)
}

/// Ordinary readers alone, and beside some who ask costly questions.
fn beside_costly(served: &Served) -> Result<()> {
    println!("\n| ordinary queries, one after the other, ms | asked | p50 | p99 |");
    println!("|---|--:|--:|--:|");
    let alone = ordinary(&mut served.reader()?)?;
    row("alone", &alone);
    let stop = AtomicBool::new(false);
    let (beside, answers) = thread::scope(|scope| {
        let stop = &stop;
        let costly: Vec<_> = (0..BESIDE).map(|number| scope.spawn(move || ask_costly(served, number, stop))).collect();
        // The costly ones are at work.
        thread::sleep(Duration::from_secs(1));
        let beside = served.reader().and_then(|mut reader| ordinary(&mut reader));
        stop.store(true, Ordering::Relaxed);
        let answers: usize = costly.into_iter().map(|one| one.join().map_or(0, |answers| answers.unwrap_or(0))).sum();
        (beside, answers)
    });
    let beside = beside?;
    row(&format!("beside {BESIDE} readers with costly queries"), &beside);
    let ratio = percentile(&beside, 99).as_secs_f64() / percentile(&alone, 99).as_secs_f64();
    println!(
        "\nRatio of p99: {ratio:.2}. Costly queries answered meanwhile, pages that say \"busy\" among them: {answers}."
    );
    Ok(())
}

fn ask_costly(served: &Served, number: usize, stop: &AtomicBool) -> Result<usize> {
    let mut answers = 0;
    let mut reader = served.reader()?;
    while !stop.load(Ordering::Relaxed) {
        let query = COSTLY.get(number % COSTLY.len()).copied().unwrap_or_default();
        reader.search(query)?;
        answers += 1;
    }
    Ok(answers)
}

fn ordinary(reader: &mut Reader) -> Result<Vec<Duration>> {
    let begun = Instant::now();
    let mut taken = Vec::new();
    let queries = QUERIES.iter().take(2).flat_map(|(_, queries)| *queries);
    for query in queries.cycle() {
        let asked = Instant::now();
        let (status, _) = reader.search(query)?;
        taken.push(asked.elapsed());
        ensure!(status == 200, "{query} got {status}");
        if begun.elapsed() > WHILE {
            break;
        }
    }
    taken.sort();
    Ok(taken)
}

fn row(what: &str, taken: &[Duration]) {
    println!(
        "| {what} | {} | {} | {} |",
        taken.len(),
        milliseconds(percentile(taken, 50)),
        milliseconds(percentile(taken, 99))
    );
}
