//! `chancery parse`: what is in files, as JSON.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;

use anyhow::{Error, Result};
use clap::{Args, ValueEnum};
use formats::{Options, Problem, Record, Tools, Unit};
use serde::Serialize;
use telegram::Severity;

use crate::annotated;
use crate::columns::Map;
use crate::in_order::{available_threads, map_in_order};
use crate::inputs::hand_out;
use crate::outcome::Outcome;
use crate::output;
use crate::places::Places;
use crate::tools::ToolOptions;

/// Read files and print what is in them as JSON
///
/// Prints one JSON object for each telegram or document, one per line, in the
/// order of the input. What could not be read gives an object with `error`
/// (and `file`, `position`), and exit status 1. With --explain, prints the text
/// instead, line by line with what each line is and what is odd in it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery parse telegram.txt | jq .subject
  chancery parse --pretty 75SUVA617.html
  chancery parse --explain telegram.txt     What each line is, by which rule, and what is odd
  chancery parse --strict=error records/ > all.jsonl
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

    #[command(flatten)]
    tools: ToolOptions,

    /// Add the `elements` and the decoded `text` that all spans point into
    #[arg(long)]
    elements: bool,

    /// Print the text line by line: what each line is, by which rule, what is odd
    #[arg(long, conflicts_with_all = ["pretty", "elements"])]
    explain: bool,

    /// Exit status 1 when a diagnostic is at least so grave; it is told on standard error
    #[arg(long, value_name = "SEVERITY", num_args = 0..=1, require_equals = true, default_missing_value = "warning")]
    strict: Option<Strictness>,
}

/// From where on diagnostics count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Strictness {
    /// Anything odd
    Note,
    /// What a reader should look at
    Warning,
    /// What could not be read or contradicts itself
    Error,
}

impl Strictness {
    const fn severity(self) -> Severity {
        match self {
            Self::Note => Severity::Note,
            Self::Warning => Severity::Warning,
            Self::Error => Severity::Error,
        }
    }
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
#[derive(Default)]
struct Printed {
    lines: Vec<u8>,
    complete: bool,
    /// What --strict objects to.
    objections: String,
}

/// Runs the command.
pub(crate) fn run(command: Parse) -> Result<Outcome> {
    let tools = command.tools.find()?;
    let mut out = output::json_or_styled(!command.explain);
    let mut outcome = Outcome::Done;
    let mut failure: Option<Error> = None;
    let options = Options { columns: command.map.columns()?, ..Options::default() };

    map_in_order(
        available_threads(),
        |give| hand_out(&command.files, &options, give),
        |unit| print(unit, &command, &tools),
        |printed| {
            let written = printed.and_then(|printed| {
                if !printed.complete {
                    outcome = Outcome::Incomplete;
                }
                if !printed.objections.is_empty() {
                    eprint!("{}", printed.objections);
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

/// Reads one unit and writes its lines into memory.
fn print(unit: Result<Unit, Problem>, command: &Parse, tools: &Tools) -> Result<Printed> {
    let mut lines = Vec::new();
    let unit = match unit {
        Ok(unit) => unit,
        Err(problem) => {
            print_problem(&mut lines, &problem, command)?;
            return Ok(Printed { lines, complete: problem.aside, ..Printed::default() });
        }
    };
    let reading = formats::read_with(&unit, tools);
    let objections = command.strict.map(|strict| object(&unit, &reading.records, strict)).unwrap_or_default();
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
    let complete = reading.problems.iter().all(|problem| problem.aside) && !nothing && objections.is_empty();
    Ok(Printed { lines, complete, objections })
}

/// A line for each diagnostic that is grave enough.
fn object(unit: &Unit, records: &[Record], strict: Strictness) -> String {
    let mut objections = String::new();
    for record in records {
        let grave = |found: &&telegram::Diagnostic| found.severity >= strict.severity();
        let places = Places::new(&record.text);
        for found in record.telegram.diagnostics.iter().filter(grave) {
            let line = places.line(found.span.start as usize);
            let severity = annotated::severity_name(found.severity);
            let message = annotated::visible(&found.message);
            objections.push_str(&format!("{}:{line}: {severity}: {message} [{}]\n", unit.file, found.code));
        }
    }
    objections
}

fn print_record(lines: &mut Vec<u8>, record: &Record, command: &Parse) -> Result<()> {
    if command.explain {
        return Ok(annotated::record(lines, record)?);
    }
    let line = Line {
        telegram: &record.telegram,
        elements: command.elements.then_some(record.elements.as_slice()),
        text: command.elements.then_some(record.text.as_str()),
    };
    output::json_line(lines, &line, command.pretty)
}

fn print_problem(lines: &mut Vec<u8>, problem: &Problem, command: &Parse) -> Result<()> {
    if command.explain {
        writeln!(lines, "{}: {}", annotated::visible(&problem.file), annotated::visible(&problem.reason))?;
        return Ok(());
    }
    let failure = Failure { error: &problem.reason, file: &problem.file, position: problem.position.as_deref() };
    output::json_line(lines, &failure, command.pretty)
}
