//! `/imports`, `/imports/{number}`: what was taken in when, how far a running
//! import is, and what could not be read.

use archive::{Change, ImportNumber, ImportState, ImportSummary, ProblemList, WitnessChange};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::search::page_number;
use crate::app::App;
use crate::extract::{Path, Query};
use crate::page::{Cache, Frame, Page};
use crate::show::date::Date;
use crate::show::number::{count, grouped};
use crate::{PageError, address};

/// How many witnesses a page lists.
const PER_PAGE: u64 = 200;
/// How many problems a page lists; the command line tells all.
const PROBLEMS: usize = 500;

#[derive(Template)]
#[template(path = "imports.html")]
struct ImportsPage {
    frame: Frame,
    imports: Vec<ImportRow>,
    /// An import is running: the page loads itself again.
    running: bool,
}

impl Page for ImportsPage {
    const CACHE: Cache = Cache::Never;
}

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    frame: Frame,
    import: ImportRow,
    running: bool,
    not_met: String,
    total: String,
    changes: Vec<ChangeRow>,
    problems: Vec<ProblemRow>,
    more_problems: u64,
    aside: Vec<ProblemRow>,
    more_aside: u64,
    previous: Option<String>,
    next: Option<String>,
}

impl Page for ImportPage {
    const CACHE: Cache = Cache::Never;
}

struct ImportRow {
    number: ImportNumber,
    address: String,
    collection: String,
    collection_address: String,
    started: Date,
    state: String,
    /// How much of the input is done, in percent, while it runs.
    percent: Option<u64>,
    read: String,
    new: String,
    known: String,
    changed: String,
    failed: String,
}

struct ChangeRow {
    what: &'static str,
    name: String,
    address: String,
    subject: String,
    version: u32,
}

struct ProblemRow {
    file: String,
    position: Option<String>,
    reason: String,
}

/// Which part of the list to show.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Parameters {
    page: Option<String>,
}

/// Lists all imports.
pub(crate) async fn imports(State(app): State<App>) -> Result<Response, PageError> {
    let frame = app.frame();
    app.page(move |archive| {
        let imports = archive.imports()?;
        let running = imports.first().is_some_and(|import| import.state == ImportState::Running);
        Ok(ImportsPage { frame, imports: imports.iter().map(row).collect(), running })
    })
    .await
}

/// Tells all about one import.
pub(crate) async fn import(
    State(app): State<App>,
    Path(number): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Result<Response, PageError> {
    let frame = app.frame();
    let part = page_number(parameters.page.as_deref());
    app.page(move |archive| {
        let missing = || PageError::not_found(&format!("import {number}"));
        let parsed: ImportNumber = number.parse().map_err(|_| missing())?;
        let offset = (part - 1).saturating_mul(PER_PAGE);
        let changes = archive.import_changes(parsed, offset, PER_PAGE)?.ok_or_else(missing)?;
        let report = archive.import_report(parsed)?.ok_or_else(missing)?;
        let own = format!("/imports/{parsed}");
        let of_part = |part: u64| if part == 1 { own.clone() } else { format!("{own}?page={part}") };
        let problem_row = |problem: &formats::Problem| ProblemRow {
            file: problem.file.clone(),
            position: problem.position.clone(),
            reason: problem.reason.clone(),
        };
        Ok(ImportPage {
            frame,
            import: row(&changes.import),
            running: changes.import.state == ImportState::Running,
            not_met: grouped(changes.not_met),
            total: count(changes.total, "copy", "copies"),
            changes: changes.witnesses.into_iter().map(change).collect(),
            more_problems: not_shown(&report.problems, false),
            problems: report.problems.listed.iter().take(PROBLEMS).map(problem_row).collect(),
            more_aside: not_shown(&report.problems, true),
            aside: report.problems.left_aside.iter().take(PROBLEMS).map(problem_row).collect(),
            previous: (part > 1).then(|| of_part(part - 1)),
            next: (part.saturating_mul(PER_PAGE) < changes.total).then(|| of_part(part + 1)),
        })
    })
    .await
}

/// How many problems the page does not list.
fn not_shown(problems: &ProblemList, aside: bool) -> u64 {
    let list = if aside { &problems.left_aside } else { &problems.listed };
    let more: u64 = problems.not_listed.iter().filter(|more| more.aside == aside).map(|more| more.count).sum();
    list.len().saturating_sub(PROBLEMS) as u64 + more
}

fn change(change: WitnessChange) -> ChangeRow {
    ChangeRow {
        what: match change.change {
            Change::New => "new",
            Change::Changed => "changed",
        },
        name: change.id.unwrap_or_else(|| change.witness.trim_start_matches("/collections/").to_owned()),
        address: match change.change {
            Change::New => change.address,
            Change::Changed => format!("{}/versions", change.address),
        },
        subject: change.subject.unwrap_or_default(),
        version: change.version,
    }
}

fn row(import: &ImportSummary) -> ImportRow {
    let state = match (import.state, import.finished) {
        (ImportState::Finished, Some(end)) => format!("finished in {}", duration(import, end)),
        (ImportState::Cancelled, Some(end)) => format!("paused after {}; run it again to go on", duration(import, end)),
        (ImportState::Finished | ImportState::Cancelled, None) => import.state.key().to_owned(),
        (ImportState::Running, _) => "not ended: it runs, or was killed; run it again to go on".to_owned(),
    };
    let percent = match import.bytes_total {
        Some(total) if import.state == ImportState::Running && total > 0 => {
            Some(import.bytes.saturating_mul(100) / total.max(import.bytes))
        }
        _ => None,
    };
    ImportRow {
        number: import.number,
        address: format!("/imports/{}", import.number),
        collection_address: address::collection(&import.collection),
        collection: import.collection.clone(),
        started: Date::of_timestamp(import.started),
        state,
        percent,
        read: grouped(import.read),
        new: grouped(import.new),
        known: grouped(import.known),
        changed: grouped(import.changed),
        failed: grouped(import.failed),
    }
}

fn duration(import: &ImportSummary, end: jiff::Timestamp) -> String {
    let seconds = end.duration_since(import.started).as_secs();
    if seconds < 120 {
        count(seconds.unsigned_abs(), "second", "seconds")
    } else {
        count(seconds.unsigned_abs() / 60, "minute", "minutes")
    }
}
