//! `chancery import`: take telegrams into the archive.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use archive::{Archive, ImportOptions, ImportReport, ImportState};
use clap::Args;
use formats::Problem;
use jiff::Timestamp;

use super::profile;
use crate::args::Map;
use crate::in_order::available_threads;
use crate::outcome::{Outcome, WrongUsage};
use crate::progress::{ImportBar, ProgressForm};
use crate::tools::ToolOptions;
use crate::{archive_dir, output};

/// Take telegrams into the archive
///
/// Reads every file, whatever its name: plain text, web pages, PDF documents,
/// e-mail, NARA records, FRUS volumes (TEI), tables (CSV, TSV) and JSON Lines;
/// folders with all that is in them; archives (.tar .zip .7z .warc) and compressed
/// files (.gz .zst .bz2 .xz). Original bytes are kept. May be stopped at any
/// moment and run again: what is there already is not taken twice. Ctrl-C
/// pauses: what is read so far is written, and the same command goes on from
/// there.
///
/// Exit status 1 when something could not be read; everything else is
/// imported all the same.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery import ~/telegrams
  chancery import --collection frus --label 'Foreign Relations, Office of the Historian' \\
      --licence 'public domain' frus/*.xml
  chancery import --collection dump dump.csv
  chancery import --map 'Cable text=body' --map No=key --map Notes=ignore table.csv
  chancery import --dry-run ~/telegrams
  chancery import --progress json ~/telegrams 2> progress.jsonl
  curl -s https://archive.example/75SUVA617.html | chancery import -
  chancery import --json records.tar.gz | jq .failed")]
pub(crate) struct Import {
    /// Files, folders and archives; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    collection: Collection,

    #[command(flatten)]
    map: Map,

    #[command(flatten)]
    tools: ToolOptions,

    /// Say what each file is, how often each fact is found, with an example (with
    /// --json up to three), and what is odd, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// How progress is told on standard error: a bar where that is a terminal,
    /// JSON lines, or nothing
    #[arg(long, value_enum, value_name = "FORM", default_value_t = ProgressForm::Bar)]
    progress: ProgressForm,

    /// Print the report as one JSON object
    #[arg(long)]
    json: bool,
}

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

/// Runs the command.
pub(crate) fn run(command: Import, named: Option<PathBuf>) -> Result<Outcome> {
    let columns = command.map.columns()?;
    let tools = command.tools.find()?;
    if command.dry_run {
        let options = formats::Options { columns, ..formats::Options::default() };
        return profile::run(&command.paths, &options, command.json, |unit| formats::read_with(unit, &tools));
    }
    let archive = archive_dir::open_or_create(named)?;
    let report = take_in(&archive, &command.paths, &command.collection, columns, tools, command.progress)?;

    let mut out = output::plain();
    if command.json {
        output::json_line(&mut out, &report, false)?;
    } else {
        print(&mut out, &report)?;
    }
    out.flush()?;
    if report.summary.state != ImportState::Finished {
        bail!("the import did not come to its end; run it again, it goes on where it stopped");
    }
    Ok(if report.summary.failed == 0 { Outcome::Done } else { Outcome::Incomplete })
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
    print_problems(out, &report.left_aside)
}

/// What could not be read, one in a line; what was left aside, counted by its reason.
pub(crate) fn print_problems(out: &mut impl Write, problems: &[Problem]) -> Result<()> {
    for problem in problems.iter().filter(|problem| !problem.aside) {
        writeln!(out, "  cannot read {problem}")?;
    }
    let mut reasons: BTreeMap<&str, (u64, &str)> = BTreeMap::new();
    for problem in problems.iter().filter(|problem| problem.aside) {
        reasons.entry(&problem.reason).or_insert((0, &problem.file)).0 += 1;
    }
    for (reason, (count, first)) in reasons {
        match count {
            1 => writeln!(out, "  {first}: {reason}")?,
            _ => writeln!(out, "  {count} files, the first {first}: {reason}")?,
        }
    }
    Ok(())
}
