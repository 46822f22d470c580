//! `chancery parse`: what is in files, as JSON.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Error, Result};
use clap::Args;
use formats::{Options, Problem, Record, Unit};
use serde::Serialize;

use crate::args::Map;
use crate::in_order::{available_threads, map_in_order};
use crate::outcome::Outcome;
use crate::output;

/// Read files and print what is in them as JSON
///
/// Prints one JSON object for each telegram or document, one per line, in the
/// order of the input. What could not be read gives an object with `error`
/// (and `file`, `position`), and exit status 1.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery parse telegram.txt | jq .subject
  chancery parse --pretty 75SUVA617.html
  chancery parse records/ volume.xml more.tar.gz > all.jsonl
  chancery parse --map 'Cable text=body' --map No=key table.csv
  chancery parse --map 2=date --map 3=id --map 8=body no-names.tsv
  pbpaste | chancery parse -")]
pub(crate) struct Parse {
    /// Files, folders and archives (.tar .zip .7z .warc, .gz .zst .bz2 .xz);
    /// `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    map: Map,

    /// Print each object over several lines
    #[arg(long)]
    pretty: bool,

    /// Add the `elements` and the decoded `text` that all spans point into
    #[arg(long)]
    elements: bool,
}

/// A telegram as printed: the object of the contract, and on request the layer below it.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    telegram: &'a telegram::Telegram,
    #[serde(skip_serializing_if = "Option::is_none")]
    elements: Option<&'a [telegram::Element]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// Something that could not be read, as printed.
#[derive(Serialize)]
struct Failure<'a> {
    error: &'a str,
    file: &'a str,
    position: Option<&'a str>,
}

/// What became of one unit: its lines, ready to print, and whether all was read.
struct Printed {
    lines: Vec<u8>,
    complete: bool,
}

/// Runs the command.
pub(crate) fn run(command: Parse) -> Result<Outcome> {
    let mut out = output::plain();
    let mut outcome = Outcome::Done;
    let mut failure: Option<Error> = None;
    let options = Options { columns: command.map.columns()?, ..Options::default() };

    map_in_order(
        available_threads(),
        |give| hand_out(&command.files, &options, give),
        |unit| print(unit, &command),
        |printed| {
            let written = printed.and_then(|printed| {
                if !printed.complete {
                    outcome = Outcome::Incomplete;
                }
                Ok(out.write_all(&printed.lines)?)
            });
            match written {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            }
        },
    );
    match failure {
        Some(error) => Err(error),
        None => {
            out.flush()?;
            Ok(outcome)
        }
    }
}

/// Finds the units in what was named, in order.
fn hand_out(files: &[PathBuf], options: &Options, give: &mut dyn FnMut(Result<Unit, Problem>) -> ControlFlow<()>) {
    for file in files {
        let mut found = |found: formats::Find<'_>| found.in_parts(give);
        let flow = if file == Path::new("-") {
            formats::find_in_reader("-", io::stdin().lock(), options, &mut found)
        } else {
            formats::find(std::slice::from_ref(file), options, &mut found)
        };
        if flow.is_break() {
            return;
        }
    }
}

/// Reads one unit and writes its lines into memory.
fn print(unit: Result<Unit, Problem>, command: &Parse) -> Result<Printed> {
    let mut lines = Vec::new();
    let unit = match unit {
        Ok(unit) => unit,
        Err(problem) => {
            print_problem(&mut lines, &problem, command)?;
            return Ok(Printed { lines, complete: false });
        }
    };
    let reading = formats::read(&unit);
    for record in &reading.records {
        print_record(&mut lines, record, command)?;
    }
    for problem in &reading.problems {
        print_problem(&mut lines, problem, command)?;
    }
    let nothing = reading.records.is_empty() && reading.problems.is_empty();
    if nothing {
        print_problem(&mut lines, &Problem::new(unit.file, "no telegram found"), command)?;
    }
    Ok(Printed { lines, complete: reading.problems.is_empty() && !nothing })
}

fn print_record(lines: &mut Vec<u8>, record: &Record, command: &Parse) -> Result<()> {
    let line = Line {
        telegram: &record.telegram,
        elements: command.elements.then_some(record.elements.as_slice()),
        text: command.elements.then_some(record.text.as_str()),
    };
    output::json_line(lines, &line, command.pretty)
}

fn print_problem(lines: &mut Vec<u8>, problem: &Problem, command: &Parse) -> Result<()> {
    let failure = Failure { error: &problem.reason, file: &problem.file, position: problem.position.as_deref() };
    output::json_line(lines, &failure, command.pretty)
}
