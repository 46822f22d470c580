//! `chancery imports`: what was imported when, and what failed.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use archive::{Archive, Change, ImportNumber, ImportSummary};
use clap::Args;

use crate::importing;
use crate::outcome::Outcome;
use crate::{archive_dir, output};

/// List past imports, or tell all about one
///
/// Exit status 1 when there is none.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery imports               All imports, newest first
  chancery imports 3             What import 3 could not read, and why
  chancery imports 3 --changes   What it brought: new copies, and new versions of known ones
  chancery imports 3 --problems   Each of them, however many
  chancery imports 3 --problems --json | jq -r '.file'")]
pub(crate) struct Imports {
    /// The number of an import
    #[arg(value_name = "N")]
    number: Option<ImportNumber>,

    /// List what the import brought
    #[arg(long, requires = "number")]
    changes: bool,

    /// List all that it could not read or left aside, one in a line
    #[arg(long, requires = "number", conflicts_with = "changes")]
    problems: bool,

    /// Print JSON: one object per import and line
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(crate) fn run(command: Imports, named: Option<PathBuf>) -> Result<Outcome> {
    let archive = archive_dir::open(named)?;
    let mut out = output::json_or_styled(command.json);
    let found = match command.number {
        Some(number) if command.changes => changes(&archive, number, command.json, &mut out)?,
        Some(number) if command.problems => problems(&archive, number, command.json, &mut out)?,
        Some(number) => match archive.import_report(number)? {
            Some(report) => {
                if command.json {
                    output::json_line(&mut out, &report, false)?;
                } else {
                    importing::print(&mut out, &report)?;
                }
                true
            }
            None => {
                eprintln!("chancery: there is no import {number}; `chancery imports` lists them");
                false
            }
        },
        None => {
            let summaries = archive.imports()?;
            for summary in &summaries {
                if command.json {
                    output::json_line(&mut out, summary, false)?;
                } else {
                    print(&mut out, summary)?;
                }
            }
            !summaries.is_empty()
        }
    };
    out.flush()?;
    Ok(if found { Outcome::Done } else { Outcome::Incomplete })
}

/// How many changes or problems are read at once.
const PART: u64 = 1_000;

/// What an import brought, a line each; whether there is such an import.
fn changes(archive: &Archive, number: ImportNumber, json: bool, mut out: &mut dyn Write) -> Result<bool> {
    let mut offset = 0;
    loop {
        let Some(part) = archive.import_changes(number, offset, PART)? else {
            eprintln!("chancery: there is no import {number}; `chancery imports` lists them");
            return Ok(false);
        };
        for one in &part.witnesses {
            if json {
                output::json_line(&mut out, one, false)?;
                continue;
            }
            let what = match one.change {
                Change::New => "new",
                Change::Changed => "changed",
            };
            let witness = one.witness.trim_start_matches("/collections/");
            let id = one.id.as_deref().unwrap_or("-");
            writeln!(out, "{what:<8} {id}  {witness}  {}", one.subject.as_deref().unwrap_or(""))?;
        }
        offset += PART;
        if offset >= part.total {
            if !json {
                writeln!(
                    out,
                    "{} new or changed; {} of the collection were not among what was imported, and are kept",
                    part.total, part.not_met
                )?;
            }
            return Ok(true);
        }
    }
}

/// What an import could not read or left aside, a line each; whether there is such an import.
fn problems(archive: &Archive, number: ImportNumber, json: bool, mut out: &mut dyn Write) -> Result<bool> {
    let mut offset = 0;
    loop {
        let Some(part) = archive.import_problems(number, offset, PART)? else {
            eprintln!("chancery: there is no import {number}; `chancery imports` lists them");
            return Ok(false);
        };
        for problem in &part {
            if json {
                output::json_line(&mut out, problem, false)?;
            } else if problem.aside {
                writeln!(out, "left aside {problem}")?;
            } else {
                writeln!(out, "cannot read {problem}")?;
            }
        }
        offset += PART;
        if (part.len() as u64) < PART {
            return Ok(true);
        }
    }
}

/// An import as one line.
fn print(out: &mut impl Write, summary: &ImportSummary) -> Result<()> {
    let ended = match summary.finished {
        Some(finished) => {
            format!("{} in {:.1} s", summary.state.key(), finished.duration_since(summary.started).as_secs_f64())
        }
        None => format!("{}: not ended", summary.state.key()),
    };
    writeln!(
        out,
        "{:>4}  {:.0}  \"{}\": {} read, {} new, {} known, {} changed, {} failed ({ended})",
        summary.number,
        summary.started,
        summary.collection,
        summary.read,
        summary.new,
        summary.known,
        summary.changed,
        summary.failed
    )?;
    Ok(())
}
