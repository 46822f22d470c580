//! Taking telegrams into the archive, and telling what came of it: for every command that imports.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use archive::{Archive, ImportOptions, ImportReport, ProblemList};
use clap::Args;
use jiff::Timestamp;

use crate::in_order::available_threads;
use crate::outcome::WrongUsage;
use crate::progress::{ImportBar, ProgressForm};

/// Under which name telegrams are taken in.
#[derive(Debug, Args)]
pub(crate) struct Collection {
    /// The collection that the telegrams belong to: small letters, figures,
    /// hyphens; it stands in addresses
    #[arg(long, value_name = "NAME", default_value = "main")]
    collection: String,

    /// Where the collection comes from, in words
    #[arg(long, value_name = "TEXT")]
    label: Option<String>,

    /// The licence of the collection
    #[arg(long, value_name = "TEXT")]
    licence: Option<String>,
}

/// Imports what is named, with a bar where a person looks on.
pub(crate) fn take_in(
    archive: &Archive,
    paths: &[PathBuf],
    collection: &Collection,
    columns: formats::Columns,
    tools: formats::Tools,
    progress: ProgressForm,
) -> Result<ImportReport> {
    let options = ImportOptions {
        label: collection.label.clone(),
        licence: collection.licence.clone(),
        threads: available_threads(),
        columns,
        tools,
        ..ImportOptions::new(collection.collection.clone(), Timestamp::now())
    };
    let bar = ImportBar::new(progress)?;
    let report = if paths.iter().any(|path| path == Path::new("-")) {
        if paths.len() > 1 {
            return Err(WrongUsage("standard input (`-`) must be imported by itself".to_owned()).into());
        }
        archive.import_reader("-", &mut io::stdin(), &options, &bar)
    } else {
        archive.import(paths, &options, &bar)
    };
    bar.finish();
    Ok(report?)
}

/// The report for a person.
pub(crate) fn print(out: &mut impl Write, report: &ImportReport) -> Result<()> {
    let summary = &report.summary;
    writeln!(
        out,
        "import {} into \"{}\": {} read, {} new, {} known, {} changed, {} failed",
        summary.number, summary.collection, summary.read, summary.new, summary.known, summary.changed, summary.failed
    )?;
    print_problems(out, &report.problems)?;
    if report.problems.not_listed.iter().any(|more| !more.aside) {
        writeln!(out, "  `chancery imports {} --problems` lists them all", summary.number)?;
    }
    Ok(())
}

/// What could not be read, one in a line, and how many more; what was left aside, counted by its reason.
pub(crate) fn print_problems(out: &mut impl Write, problems: &ProblemList) -> Result<()> {
    for problem in &problems.listed {
        writeln!(out, "  cannot read {problem}")?;
    }
    for more in problems.not_listed.iter().filter(|more| !more.aside) {
        writeln!(out, "  and {} more: {}", more.count, more.reason)?;
    }
    let mut reasons: BTreeMap<&str, (u64, &str)> = BTreeMap::new();
    for problem in &problems.left_aside {
        reasons.entry(&problem.reason).or_insert((0, &problem.file)).0 += 1;
    }
    for more in problems.not_listed.iter().filter(|more| more.aside) {
        reasons.entry(&more.reason).or_insert((0, "one that is not listed")).0 += more.count;
    }
    for (reason, (count, first)) in reasons {
        match count {
            1 => writeln!(out, "  {first}: {reason}")?,
            _ => writeln!(out, "  {count} files, the first {first}: {reason}")?,
        }
    }
    Ok(())
}
