//! Measures Chancery; `bench/run` calls it once for each table.

mod adversarial;
mod data;
mod doubling;
mod fts;
mod hostile;
mod import;
mod measure;
mod pages;
mod parse;
mod results;
mod search;
mod served;

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const WHAT: &str = "say what to measure: parse, pages, adversarial, doubling, import, import-once, index, search; table or results with a CSV file";

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().context(WHAT)?;
    if what == "adversarial" {
        adversarial::run();
        return Ok(());
    }
    if what == "pages" {
        pages::run();
        return Ok(());
    }
    if what == "doubling" {
        return doubling::run();
    }
    let folder = PathBuf::from(arguments.next().context("the folder with frus-tei and nara-aad/txt")?);
    match what.as_str() {
        "parse" => parse::run(&folder)?,
        "import" => import::run(&folder)?,
        "import-once" => import::run_once(&folder)?,
        "index" => import::run_index_alone(&folder)?,
        "table" => import::run_table(&folder)?,
        "search" => search::run(&folder)?,
        "results" => results::run(&folder)?,
        other => bail!("nothing is called {other}; {WHAT}"),
    }
    println!("\nPeak memory of this process: {:.0} MiB\n", measure::peak_memory_mib()?);
    Ok(())
}
