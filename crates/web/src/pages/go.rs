//! `/go?to=…`: from any form of a name to the page.

use archive::{Lookup, TelegramSummary};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::app::App;
use crate::extract::Query;
use crate::page::{self, Cache, Frame, Page};
use crate::show::summary::Summary;
use crate::{PageError, address};

/// What the box sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Parameters {
    to: String,
}

/// What was understood when the box leads to no single page.
#[derive(Template)]
#[template(path = "go.html")]
pub(crate) struct GoPage {
    frame: Frame,
    asked: String,
    /// The reference id that the text is a form of.
    understood: Option<String>,
    candidates: Vec<Summary>,
    search_address: Option<String>,
    status: StatusCode,
}

impl Page for GoPage {
    const CACHE: Cache = Cache::Never;

    fn status(&self) -> StatusCode {
        self.status
    }
}

impl GoPage {
    /// The page that lets a reader choose between several telegrams.
    pub(crate) fn choose(frame: Frame, asked: &str, telegrams: Vec<TelegramSummary>) -> Self {
        let candidates = telegrams.into_iter().map(Summary::new).collect();
        Self::new(frame, asked, None, candidates, StatusCode::MULTIPLE_CHOICES)
    }

    fn new(
        frame: Frame,
        asked: &str,
        understood: Option<String>,
        candidates: Vec<Summary>,
        status: StatusCode,
    ) -> Self {
        let words = archive::quoted(asked);
        let search_address = (!words.is_empty()).then(|| address::search(&words));
        Self { frame, asked: asked.to_owned(), understood, candidates, search_address, status }
    }
}

/// Leads on, or says what was understood.
pub(crate) async fn go(State(app): State<App>, Query(parameters): Query<Parameters>) -> Result<Response, PageError> {
    let frame = app.frame();
    let asked = parameters.to.trim().to_owned();
    app.read(move |archive| {
        if asked.is_empty() {
            return page::render(&GoPage::new(frame, "", None, Vec::new(), StatusCode::OK));
        }
        match archive.lookup(&asked)? {
            Lookup::Found { address } | Lookup::Missing { address, .. } => {
                page::redirect(StatusCode::SEE_OTHER, &address)
            }
            Lookup::Many { telegrams } => page::render(&GoPage::choose(frame, &asked, telegrams)),
            Lookup::Nothing { id } => page::render(&GoPage::new(frame, &asked, id, Vec::new(), StatusCode::NOT_FOUND)),
        }
    })
    .await
}
