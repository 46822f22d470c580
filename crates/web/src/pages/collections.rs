//! `/collections`, `/collections/{name}`: copies that came together.

use archive::{CollectionInfo, Query as ArchiveQuery, Sort};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::search::page_number;
use crate::app::App;
use crate::extract::{Path, Query};
use crate::page::{Frame, Page};
use crate::show::number::count;
use crate::show::summary::Summary;
use crate::{PageError, address};

/// How many telegrams a page lists.
const PER_PAGE: u64 = 100;

#[derive(Template)]
#[template(path = "collections.html")]
struct CollectionsPage {
    frame: Frame,
    collections: Vec<CollectionRow>,
}

impl Page for CollectionsPage {}

struct CollectionRow {
    address: String,
    name: String,
    copies: String,
    label: Option<String>,
    licence: Option<String>,
}

#[derive(Template)]
#[template(path = "collection.html")]
struct CollectionPage {
    frame: Frame,
    name: String,
    label: Option<String>,
    licence: Option<String>,
    copies: String,
    total: String,
    search_address: String,
    telegrams: Vec<Summary>,
    previous: Option<String>,
    next: Option<String>,
}

impl Page for CollectionPage {}

/// Which part of the collection to list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Parameters {
    page: Option<String>,
}

/// Shows all collections.
pub(crate) async fn collections(State(app): State<App>) -> Result<Response, PageError> {
    let frame = app.frame();
    app.page(move |archive| {
        let collections = archive.collections()?.into_iter().map(|collection| CollectionRow {
            address: address::collection(&collection.name),
            copies: count(collection.witnesses, "copy", "copies"),
            name: collection.name,
            label: collection.label,
            licence: collection.licence,
        });
        Ok(CollectionsPage { frame, collections: collections.collect() })
    })
    .await
}

/// Shows a collection and what came with it.
pub(crate) async fn collection(
    State(app): State<App>,
    Path(name): Path<String>,
    Query(parameters): Query<Parameters>,
) -> Result<Response, PageError> {
    let frame = app.frame();
    let number = page_number(parameters.page.as_deref());
    app.page(move |archive| {
        let known = archive.collections()?.into_iter().find(|collection| collection.name == name);
        let Some(info) = known else { return Err(PageError::not_found(&name)) };
        let words = archive::Filter::collection(&info.name).to_string();
        let query = ArchiveQuery::parse(&words).map_err(|error| PageError::internal(&error))?;
        let offset = (number - 1).saturating_mul(PER_PAGE);
        let found = archive.search(&query, &archive::Page { offset, limit: PER_PAGE, sort: Sort::Oldest })?;
        let telegrams = found.hits.into_iter().map(Summary::of_hit).collect();
        Ok(collection_page(frame, info, &words, found.total, telegrams, number))
    })
    .await
}

fn collection_page(
    frame: Frame,
    info: CollectionInfo,
    words: &str,
    total: u64,
    telegrams: Vec<Summary>,
    number: u64,
) -> CollectionPage {
    let address = address::collection(&info.name);
    let part = |number: u64| if number == 1 { address.clone() } else { format!("{address}?page={number}") };
    CollectionPage {
        frame,
        copies: count(info.witnesses, "copy", "copies"),
        total: count(total, "telegram or document", "telegrams and documents"),
        search_address: address::search(words),
        previous: (number > 1).then(|| part(number - 1)),
        next: (number.saturating_mul(PER_PAGE) < total).then(|| part(number + 1)),
        name: info.name,
        label: info.label,
        licence: info.licence,
        telegrams,
    }
}
