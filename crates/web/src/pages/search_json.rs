//! `/search.json`: what a query finds, for programs.

use archive::{Facets, Hit, SearchPage as Found};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::search::{PER_PAGE, Parameters, find};
use crate::PageError;
use crate::app::App;
use crate::extract::Query;
use crate::page::{self, Cache};

#[derive(Serialize)]
struct Results<'a> {
    query: &'a str,
    /// How many telegrams and documents match, exactly.
    total: u64,
    page: u64,
    pages: u64,
    per_page: u64,
    sort: &'static str,
    hits: &'a [Hit],
    facets: &'a Facets,
    took_ms: f64,
}

#[derive(Serialize)]
struct Problem<'a> {
    error: &'a archive::QueryError,
}

/// Sends what a query finds.
pub(crate) async fn search_json(
    State(app): State<App>,
    Query(parameters): Query<Parameters>,
) -> Result<Response, PageError> {
    app.search(move |archive, watch| {
        let text = parameters.q.trim();
        let (status, body) = match find(archive, watch, text, &parameters.part())? {
            Ok((_, found)) => (StatusCode::OK, body(&results(text, &parameters, &found))?),
            Err(error) => (StatusCode::BAD_REQUEST, body(&Problem { error: &error })?),
        };
        Ok(page::content(status, "application/json", Cache::Never, body))
    })
    .await
}

fn results<'a>(query: &'a str, parameters: &Parameters, found: &'a Found) -> Results<'a> {
    Results {
        query,
        total: found.total,
        page: parameters.number(),
        pages: found.total.div_ceil(PER_PAGE).max(1),
        per_page: PER_PAGE,
        sort: parameters.sort().key(),
        hits: &found.hits,
        facets: &found.facets,
        took_ms: found.took.as_secs_f64() * 1000.0,
    }
}

fn body<T: Serialize>(value: &T) -> Result<Vec<u8>, PageError> {
    serde_json::to_vec(value).map_err(|error| PageError::internal(&error))
}
