//! `chancery check`: does a telegram agree with itself?

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use anyhow::{Error, Result};
use clap::Args;
use formats::{Problem, Record, Tools, Unit};
use serde::Serialize;
use telegram::{Check as Finding, Parsed, Report, Telegram, Verdict};

use crate::annotated::visible;
use crate::columns::Map;
use crate::in_order::{available_threads, map_in_order};
use crate::inputs::hand_out;
use crate::outcome::Outcome;
use crate::output;
use crate::places::Places;
use crate::tools::ToolOptions;

/// Check whether telegrams agree with themselves
///
/// A telegram says many things twice: its number, its day, its class, its
/// sections. This compares them, and tells for each telegram whether they
/// agree, contradict each other, or cannot be told, with the evidence. A
/// telegram that contradicts itself is damaged, mixed up, or invented. Of
/// several telegrams, the continuity numbers from one sender to one addressee
/// are compared too. Exit status 1 when any contradicts, or could not be read.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  chancery check telegram.txt
  chancery check --contradictions records/   Only what does not agree
  chancery check --map 'Cable text=body' table.csv
  chancery check --json records.tar.gz | jq 'select(.verdict == \"contradicts\") | .id'")]
pub(crate) struct Check {
    /// Files, folders and archives (.tar .zip .7z .warc, .gz .zst .bz2 .xz);
    /// `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    map: Map,

    /// Tell only of telegrams that contradict themselves
    #[arg(long)]
    contradictions: bool,

    /// Print one JSON object for each telegram, and one for the comparison of
    /// continuity numbers where there is one
    #[arg(long)]
    json: bool,
}

const HEAD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

fn style(verdict: Verdict, weighty: bool) -> Style {
    match verdict {
        Verdict::Agrees => AnsiColor::Green.on_default(),
        Verdict::Contradicts if weighty => AnsiColor::Red.on_default().bold(),
        Verdict::Contradicts => AnsiColor::Yellow.on_default(),
        Verdict::CannotBeTold => Style::new().dimmed(),
    }
}

/// A report as printed.
#[derive(Serialize)]
struct Line<'a> {
    id: Option<&'a str>,
    key: &'a str,
    file: &'a str,
    #[serde(flatten)]
    report: &'a Report,
}

/// The comparison of several telegrams as printed.
#[derive(Serialize)]
struct Between<'a> {
    verdict: Verdict,
    continuity: &'a [Finding],
}

/// Something that could not be read, as printed.
#[derive(Serialize)]
struct Failure<'a> {
    error: &'a str,
    file: &'a str,
    position: Option<&'a str>,
}

/// What became of one unit.
#[derive(Default)]
struct Checked {
    lines: Vec<u8>,
    /// All was read, and nothing contradicts.
    sound: bool,
    /// What continuity numbers need to be compared.
    counted: Vec<Telegram>,
}

/// Runs the command.
pub(crate) fn run(command: Check) -> Result<Outcome> {
    let mut out = output::json_or_styled(command.json);
    let mut outcome = Outcome::Done;
    let mut failure: Option<Error> = None;
    let mut counted = Vec::new();
    let options = formats::Options { columns: command.map.columns()?, ..formats::Options::default() };
    let tools = ToolOptions::default().find()?;
    map_in_order(
        available_threads(),
        |give| hand_out(&command.files, &options, give),
        |unit| of_unit(unit, &command, &tools),
        |checked| {
            let written = checked.and_then(|checked| {
                if !checked.sound {
                    outcome = Outcome::Incomplete;
                }
                counted.extend(checked.counted);
                Ok(out.write_all(&checked.lines)?)
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
    if let Some(error) = failure {
        return Err(error);
    }
    let findings = telegram::continuity(&counted);
    if findings.iter().any(|finding| finding.verdict == Verdict::Contradicts) {
        outcome = Outcome::Incomplete;
    }
    between(&mut out, &findings, &command)?;
    out.flush()?;
    Ok(outcome)
}

/// Reads and checks one unit and writes its lines into memory.
fn of_unit(unit: Result<Unit, Problem>, command: &Check, tools: &Tools) -> Result<Checked> {
    let mut checked = Checked { sound: true, ..Checked::default() };
    let unit = match unit {
        Ok(unit) => unit,
        Err(problem) => {
            failed(&mut checked, &problem, command)?;
            return Ok(checked);
        }
    };
    let reading = formats::read_with(&unit, tools);
    let nothing = reading.records.is_empty() && reading.problems.is_empty();
    for record in reading.records {
        of_record(&mut checked, &unit.file, record, command)?;
    }
    for problem in &reading.problems {
        failed(&mut checked, problem, command)?;
    }
    if nothing {
        failed(&mut checked, &Problem::new(&unit.file, "no telegram found"), command)?;
    }
    Ok(checked)
}

fn failed(checked: &mut Checked, problem: &Problem, command: &Check) -> Result<()> {
    checked.sound &= problem.aside;
    if command.json {
        let failure = Failure { error: &problem.reason, file: &problem.file, position: problem.position.as_deref() };
        return output::json_line(&mut checked.lines, &failure, false);
    }
    writeln!(checked.lines, "{HEAD}{}{HEAD:#}  not read: {}", visible(&problem.file), visible(&problem.reason))?;
    Ok(())
}

fn of_record(checked: &mut Checked, file: &str, record: Record, command: &Check) -> Result<()> {
    let Record { telegram, elements, text, .. } = record;
    let parsed = Parsed { telegram, elements };
    let report = telegram::check(&text, &parsed);
    checked.sound &= report.verdict != Verdict::Contradicts;
    let telegram = parsed.telegram;
    let id = telegram.id.as_deref();
    if !command.contradictions || report.verdict == Verdict::Contradicts {
        if command.json {
            let line = Line { id, key: &telegram.source.key, file, report: &report };
            output::json_line(&mut checked.lines, &line, false)?;
        } else {
            readable(&mut checked.lines, id.unwrap_or(&telegram.source.key), &report, &text)?;
        }
    }
    let counts = |addressee: &telegram::Addressee| addressee.continuity_number.is_some();
    if telegram.action.iter().chain(&telegram.info).any(counts) {
        let Telegram { id, date, from, action, info, .. } = telegram;
        checked.counted.push(Telegram { id, date, from, action, info, ..Telegram::default() });
    }
    Ok(())
}

/// The verdict line, and what it rests on.
fn readable(out: &mut impl Write, name: &str, report: &Report, text: &str) -> Result<()> {
    let count = |verdict| report.checks.iter().filter(|check| check.verdict == verdict).count();
    let style = style(report.verdict, true);
    writeln!(
        out,
        "{HEAD}{}{HEAD:#}  {style}{}{style:#}  {FAINT}({} agree, {} contradict, {} cannot be told){FAINT:#}",
        visible(name),
        report.verdict.title(),
        count(Verdict::Agrees),
        count(Verdict::Contradicts),
        count(Verdict::CannotBeTold),
    )?;
    let places = Places::new(text);
    for check in report.checks.iter().filter(|check| check.verdict != Verdict::CannotBeTold) {
        finding(out, check, &places)?;
    }
    Ok(())
}

fn finding(out: &mut impl Write, check: &Finding, places: &Places) -> Result<()> {
    let style = style(check.verdict, check.weighty);
    let verdict = match check.verdict {
        Verdict::Contradicts if !check.weighty => "differs",
        verdict => verdict.title(),
    };
    writeln!(out, "  {:3} {style}{verdict:11}{style:#} {}", check.number, visible(&check.message))?;
    if check.verdict == Verdict::Contradicts {
        for evidence in check.evidence.iter().take(8) {
            let line = evidence.span.map(|span| format!(", line {}", places.line(span.start as usize)));
            let (what, value) = (visible(&evidence.what), visible(&evidence.value));
            writeln!(out, "      {FAINT}{what}: {value}{}{FAINT:#}", line.unwrap_or_default())?;
        }
    }
    Ok(())
}

/// What several telegrams say together.
fn between(out: &mut impl Write, findings: &[Finding], command: &Check) -> Result<()> {
    let has = |verdict| findings.iter().any(|finding| finding.verdict == verdict);
    let verdict = if has(Verdict::Contradicts) {
        Verdict::Contradicts
    } else if has(Verdict::Agrees) {
        Verdict::Agrees
    } else {
        Verdict::CannotBeTold
    };
    if findings.is_empty() || (command.contradictions && verdict != Verdict::Contradicts) {
        return Ok(());
    }
    if command.json {
        return output::json_line(out, &Between { verdict, continuity: findings }, false);
    }
    let style = style(verdict, true);
    writeln!(out, "{HEAD}continuity numbers{HEAD:#}  {style}{}{style:#}", verdict.title())?;
    let places = Places::new("");
    for check in findings.iter().filter(|check| !command.contradictions || check.verdict == Verdict::Contradicts) {
        finding(out, check, &places)?;
    }
    Ok(())
}
