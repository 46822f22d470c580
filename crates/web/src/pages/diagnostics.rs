//! `/diagnostics` and `/diagnostics/{code}`: what the remarks on a reading mean.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use telegram::Severity;
use telegram::catalogue::{self, Entry};

use crate::app::App;
use crate::extract::Path;
use crate::page::{self, Frame, Page};
use crate::show::sentence;
use crate::{PageError, address};

#[derive(Template)]
#[template(path = "diagnostics.html")]
struct ListPage {
    frame: Frame,
    groups: Vec<Group>,
}

impl Page for ListPage {}

/// The diagnostics of one origin.
struct Group {
    title: &'static str,
    entries: Vec<Row>,
}

struct Row {
    code: &'static str,
    title: String,
    address: String,
}

#[derive(Template)]
#[template(path = "diagnostic.html")]
struct OnePage {
    frame: Frame,
    code: &'static str,
    title: String,
    severity: &'static str,
    origin: &'static str,
    meaning: &'static str,
    done: &'static str,
    rules: String,
    example: &'static str,
}

impl Page for OnePage {}

/// Lists every diagnostic, by who says it.
pub(crate) async fn list(State(app): State<App>) -> Result<Response, PageError> {
    let mut groups: Vec<Group> = Vec::new();
    for entry in catalogue::all() {
        let title = entry.origin.title();
        let row = Row { code: entry.code, title: sentence(entry.title), address: address::diagnostic(entry.code) };
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.entries.push(row),
            None => groups.push(Group { title, entries: vec![row] }),
        }
    }
    page::render(&ListPage { frame: app.frame(), groups })
}

/// Explains one diagnostic.
pub(crate) async fn one(State(app): State<App>, Path(code): Path<String>) -> Result<Response, PageError> {
    let entry = catalogue::find(&code).ok_or_else(|| PageError::not_found(&code))?;
    page::render(&OnePage::new(app.frame(), entry))
}

impl OnePage {
    fn new(frame: Frame, entry: &'static Entry) -> Self {
        Self {
            frame,
            code: entry.code,
            title: sentence(entry.title),
            severity: severity(entry.severity),
            origin: entry.origin.title(),
            meaning: entry.meaning,
            done: entry.done,
            rules: entry.numbers.join(", "),
            example: entry.example.trim_end(),
        }
    }
}

/// What a severity asks of a reader.
pub(crate) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "Note",
        Severity::Warning => "Look here",
        _ => "Not read",
    }
}
