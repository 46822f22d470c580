//! `chancery import`: take telegrams into the archive.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use archive::ImportState;
use clap::Args;

use super::profile;
use crate::columns::Map;
use crate::importing::{self, Collection};
use crate::outcome::Outcome;
use crate::progress::ProgressForm;
use crate::tools::ToolOptions;
use crate::{archive_dir, output};

/// Take telegrams into the archive
///
/// Reads every file, whatever its name: plain text, web pages, PDF documents,
/// RTF, .doc, .docx, .odt, e-mail, messages of Outlook, NARA records, FRUS
/// volumes (TEI), tables (CSV, TSV), JSON, JSON Lines and XML; folders with
/// all that is in them; archives (.tar .zip .7z .warc) and compressed files
/// (.gz .zst .bz2 .xz). Original bytes are kept. May be stopped at any moment
/// and run again: what is there already is not taken twice. Ctrl-C pauses:
/// what is read so far is written, and the same command goes on from there.
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

/// Runs the command.
pub(crate) fn run(command: Import, named: Option<PathBuf>) -> Result<Outcome> {
    let columns = command.map.columns()?;
    let tools = command.tools.find()?;
    if command.dry_run {
        let options = formats::Options { columns, ..formats::Options::default() };
        return profile::run(&command.paths, &options, command.json, |unit| formats::read_with(unit, &tools));
    }
    let archive = archive_dir::open_or_create(named)?;
    let report = importing::take_in(&archive, &command.paths, &command.collection, columns, tools, command.progress)?;

    let mut out = output::json_or_styled(command.json);
    if command.json {
        output::json_line(&mut out, &report, false)?;
    } else {
        importing::print(&mut out, &report)?;
    }
    out.flush()?;
    if report.summary.state != ImportState::Finished {
        bail!("the import did not come to its end; run it again, it goes on where it stopped");
    }
    Ok(if report.summary.failed == 0 { Outcome::Done } else { Outcome::Incomplete })
}
