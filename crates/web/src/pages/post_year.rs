//! `/posts/{post}/{year}`: the telegrams of one series.

use archive::{MissingSummary, PostYear};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::posts::canonical_key;
use crate::app::App;
use crate::extract::{Path, Query};
use crate::page::{self, Frame, Page};
use crate::show::number::count;
use crate::show::summary::Summary;
use crate::{PageError, address};

/// How many telegrams a page lists.
const PER_PAGE: u64 = 200;

/// Which part of the series to list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Parameters {
    page: Option<String>,
}

#[derive(Template)]
#[template(path = "post_year.html")]
struct PostYearPage {
    frame: Frame,
    post: String,
    post_address: String,
    year: i16,
    total: String,
    telegrams: Vec<Summary>,
    missing: Vec<MissingSummary>,
    previous: Option<String>,
    next: Option<String>,
}

impl Page for PostYearPage {}

/// Shows a part of a series.
pub(crate) async fn post_year(
    State(app): State<App>,
    Path((key, year)): Path<(String, String)>,
    Query(parameters): Query<Parameters>,
) -> Result<Response, PageError> {
    let frame = app.frame();
    let number = super::search::page_number(parameters.page.as_deref());
    app.read(move |archive| {
        let words = format!("{key} {year}");
        let Ok(year) = year.parse::<i16>() else { return Err(PageError::not_found(&words)) };
        let offset = (number - 1).saturating_mul(PER_PAGE);
        if let Some(series) = archive.post_year(&key, year, offset, PER_PAGE)? {
            return page::render(&series_page(frame, series, number));
        }
        let canonical = canonical_key(&key);
        if canonical != key && archive.post(&canonical)?.is_some() {
            return page::redirect(StatusCode::PERMANENT_REDIRECT, &address::post_year(&canonical, year));
        }
        Err(PageError::not_found(&words))
    })
    .await
}

fn series_page(frame: Frame, series: PostYear, number: u64) -> PostYearPage {
    let address = address::post_year(&series.post, series.year);
    let part = |number: u64| if number == 1 { address.clone() } else { format!("{address}?page={number}") };
    PostYearPage {
        frame,
        post_address: address::post(&series.post),
        total: count(series.held, "telegram", "telegrams"),
        previous: (number > 1).then(|| part(number - 1)),
        next: (number.saturating_mul(PER_PAGE) < series.held).then(|| part(number + 1)),
        post: series.post,
        year: series.year,
        telegrams: series.telegrams.into_iter().map(Summary::new).collect(),
        missing: series.missing,
    }
}
