//! `/{id}` and `/collections/{name}/{key}`: a telegram in all its views.
//!
//! The last part of the address names the view: nothing for reading,
//! `/original`, `/original/pages`, `.json`, `.txt`, and `/raw` for the bytes of
//! a copy.

mod copies;
mod facts;
mod images;
mod links;
mod missing;
mod original;
mod raw;
mod reading;

use archive::{Library, Lookup, PageState, TelegramPage};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

pub(crate) use links::carrier_word;

use super::go::GoPage;
use crate::app::App;
use crate::extract::{Path, Query};
use crate::page::{self, Cache, Frame};
use crate::show::marks::Marks;
use crate::{PageError, address, failure};

/// What may stand after the `?` of a telegram's address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Parameters {
    /// Words to mark in the text.
    mark: String,
    /// Which picture of a page is meant.
    v: String,
}

/// A way to show a telegram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    Reading,
    Original,
    Json,
    Text,
}

impl View {
    /// Views whose addresses end in a file ending.
    const FILES: [(&'static str, Self); 2] = [(".json", Self::Json), (".txt", Self::Text)];

    /// What comes after the address of the reading view.
    const fn ending(self) -> &'static str {
        match self {
            Self::Reading => "",
            Self::Original => "/original",
            Self::Json => ".json",
            Self::Text => ".txt",
        }
    }

    /// Cuts the ending off the last part of an address.
    fn of_name(name: &str) -> (&str, Self) {
        let file = Self::FILES.into_iter().find_map(|(end, view)| Some((name.strip_suffix(end)?, view)));
        file.unwrap_or((name, Self::Reading))
    }
}

/// `/{id}`, `/{id}.json`, `/{id}.txt`.
pub(crate) async fn by_id(
    State(app): State<App>,
    Path(name): Path<String>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, PageError> {
    let (id, mut view) = View::of_name(&name);
    if view == View::Reading && failure::wants_json(&uri, &headers) {
        view = View::Json;
    }
    let id = id.to_owned();
    let frame = app.frame();
    app.read(move |archive| find(archive, &id, view, frame, &parameters)).await.map(varies)
}

/// `/{id}/original`.
pub(crate) async fn original(State(app): State<App>, Path(id): Path<String>) -> Result<Response, PageError> {
    let frame = app.frame();
    app.read(move |archive| find(archive, &id, View::Original, frame, &Parameters::default())).await
}

/// `/{id}/original/pages`.
pub(crate) async fn page_images(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    of_pages(&app, id, images::Asked::First, "", &headers).await
}

/// `/{id}/original/pages/{n}`, `/{id}/original/pages/{n}.jpg`.
pub(crate) async fn page_image(
    State(app): State<App>,
    Path((id, name)): Path<(String, String)>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let asked = images::Asked::of_name(&name).ok_or_else(|| PageError::not_found(&address::words_of(&id)))?;
    of_pages(&app, id, asked, &parameters.v, &headers).await
}

/// Pages of the telegram, or where it is under the right spelling of its id.
async fn of_pages(
    app: &App,
    id: String,
    asked: images::Asked,
    version: &str,
    headers: &HeaderMap,
) -> Result<Response, PageError> {
    let find = move |archive: &dyn Library| match archive.telegram(&id)? {
        Some(page) if decoded_equal(&page.address, &address::telegram(&id)) => {
            let base = page.address.clone();
            images::find(page, base, asked)
        }
        Some(page) => lead_on(&page.address, asked),
        None => match archive.lookup(&id)? {
            Lookup::Found { address } if address != address::telegram(&id) => lead_on(&address, asked),
            _ => Err(PageError::not_found(&address::words_of(&id))),
        },
    };
    let found = app.read(find).await?;
    images::answer(app, found, version, headers).await
}

/// Leads to the same pages under the telegram's own address.
fn lead_on(address: &str, asked: images::Asked) -> Result<images::Found, PageError> {
    let path = address.split('#').next().unwrap_or(address);
    page::redirect(StatusCode::PERMANENT_REDIRECT, &format!("{path}{}", asked.ending())).map(images::Found::Done)
}

/// `/{id}/versions`: the copies side by side.
pub(crate) async fn versions(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(pair): Query<copies::Pair>,
) -> Result<Response, PageError> {
    let frame = app.frame();
    app.read(move |archive| match archive.telegram(&id)? {
        Some(page) if page.address == address::telegram(&id) => copies::show(archive, frame, &page, &pair),
        Some(page) => page::redirect(StatusCode::PERMANENT_REDIRECT, &format!("{}/versions", page.address)),
        None => match archive.lookup(&id)? {
            Lookup::Found { address } if !address.contains('#') && address != address::telegram(&id) => {
                page::redirect(StatusCode::PERMANENT_REDIRECT, &format!("{address}/versions"))
            }
            _ => Err(PageError::not_found(&address::words_of(&id))),
        },
    })
    .await
}

/// `/{id}/v/{n}`, `/{id}/v/{n}.json`, `/{id}/v/{n}.txt`: the telegram as its
/// copy of this number has it.
pub(crate) async fn version(
    State(app): State<App>,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (number, view) = View::of_name(&name);
    of_version(&app, id, number.to_owned(), view).await
}

/// `/{id}/v/{n}/original`.
pub(crate) async fn version_original(
    State(app): State<App>,
    Path((id, number)): Path<(String, String)>,
) -> Result<Response, PageError> {
    of_version(&app, id, number, View::Original).await
}

async fn of_version(app: &App, id: String, number: String, view: View) -> Result<Response, PageError> {
    let frame = app.frame();
    app.read(move |archive| {
        let missing = || PageError::not_found(&format!("{} {number}", address::words_of(&id)));
        let own = address::telegram(&id);
        let copy = number.parse().ok().map(|copy| archive.numbered_copy(&own, copy)).transpose()?.flatten();
        let witness = copy.ok_or_else(missing)?;
        let page = archive.telegram_by_witness(witness)?.ok_or_else(missing)?;
        if !decoded_equal(&page.address, &own) {
            // It was a copy of this telegram; its number stays its own and leads to where it is now.
            let copy = page.witnesses.iter().find(|copy| copy.number == witness).ok_or_else(missing)?;
            return page::redirect(
                StatusCode::SEE_OTHER,
                &format!("{}{}", copies::address(&page, copy), view.ending()),
            );
        }
        let base = format!("{own}/v/{number}");
        show(frame, &page, &base, view, &Parameters::default())
    })
    .await
}

/// `/collections/{name}/{key}` and its views; a key may hold slashes and may
/// itself end like a view, so the whole is tried as a key first.
pub(crate) async fn by_key(
    State(app): State<App>,
    Path((collection, rest)): Path<(String, String)>,
    Query(parameters): Query<Parameters>,
    Query(pair): Query<copies::Pair>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, PageError> {
    let wants_json = failure::wants_json(&uri, &headers);
    let frame = app.frame();
    let version = parameters.v.clone();
    let find = move |archive: &dyn Library| {
        if let Some(page) = archive.telegram_by_key(&collection, &rest)? {
            let view = if wants_json && !rest.ends_with(".json") { View::Json } else { View::Reading };
            let shown = show(frame, &page, &address::witness(&collection, &rest), view, &parameters);
            return shown.map(images::Found::Done);
        }
        if let Some((key, asked)) = images::Asked::split(&rest)
            && let Some(page) = archive.telegram_by_key(&collection, key)?
        {
            return images::find(page, address::witness(&collection, key), asked);
        }
        if let Some((key, version)) = raw::split(&rest)
            && let Some(page) = archive.telegram_by_key(&collection, key)?
        {
            return raw::download(archive, &page, &collection, key, version).map(images::Found::Done);
        }
        if let Some(key) = rest.strip_suffix("/versions")
            && let Some(page) = archive.telegram_by_key(&collection, key)?
        {
            // A telegram has one page of copies, whichever of them was named.
            let shown = match &page.address {
                own if *own == address::witness(&collection, key) => copies::show(archive, frame, &page, &pair),
                other => page::redirect(StatusCode::SEE_OTHER, &format!("{other}/versions")),
            };
            return shown.map(images::Found::Done);
        }
        let (key, view) = match rest.strip_suffix(View::Original.ending()) {
            Some(key) => (key, View::Original),
            None => View::of_name(&rest),
        };
        if view != View::Reading
            && let Some(page) = archive.telegram_by_key(&collection, key)?
        {
            let shown = show(frame, &page, &address::witness(&collection, key), view, &parameters);
            return shown.map(images::Found::Done);
        }
        Err(PageError::not_found(&address::words_of(&rest)))
    };
    let found = app.read(find).await?;
    images::answer(&app, found, &version, &headers).await.map(varies)
}

/// The response depends on `Accept`.
fn varies(mut response: Response) -> Response {
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept"));
    response
}

/// Shows the telegram, leads to the right spelling of its id, or says what it
/// may be.
fn find(
    archive: &dyn Library,
    id: &str,
    view: View,
    frame: Frame,
    parameters: &Parameters,
) -> Result<Response, PageError> {
    if let Some(page) = archive.telegram(id)? {
        let canonical = address::telegram(id);
        if page.address == canonical || decoded_equal(&page.address, &canonical) {
            return show(frame, &page, &page.address, view, parameters);
        }
        return lead_to(&page.address, view);
    }
    match archive.lookup(id)? {
        Lookup::Found { address } | Lookup::Missing { address, .. } if address != address::telegram(id) => {
            lead_to(&address, view)
        }
        Lookup::Many { telegrams } => page::render(&GoPage::choose(frame, id, telegrams)),
        _ => Err(PageError::not_found(&address::words_of(id))),
    }
}

/// Two paths are the same if they differ only in how they are encoded.
fn decoded_equal(a: &str, b: &str) -> bool {
    let decode = |path: &str| percent_encoding::percent_decode_str(path).collect::<Vec<u8>>();
    decode(a) == decode(b)
}

/// Leads to the same view of the telegram at its own address.
fn lead_to(address: &str, view: View) -> Result<Response, PageError> {
    let (path, fragment) = address.split_once('#').map_or((address, ""), |(path, fragment)| (path, fragment));
    let mut target = format!("{path}{}", view.ending());
    if view == View::Reading && !fragment.is_empty() {
        target.push('#');
        target.push_str(fragment);
    }
    page::redirect(StatusCode::PERMANENT_REDIRECT, &target)
}

/// Shows the view. `base` is the address of its reading view.
fn show(
    frame: Frame,
    page: &TelegramPage,
    base: &str,
    view: View,
    parameters: &Parameters,
) -> Result<Response, PageError> {
    match (view, page.state) {
        (View::Json, _) => {
            let body = serde_json::to_vec(&page.telegram).map_err(|error| PageError::internal(&error))?;
            Ok(page::content(StatusCode::OK, "application/json", Cache::Revalidate, body))
        }
        (View::Text | View::Original, PageState::Missing) => lead_to(&page.address, View::Reading),
        (View::Text, PageState::Held) => {
            let response =
                page::content(StatusCode::OK, "text/plain; charset=utf-8", Cache::Revalidate, page.text.clone());
            Ok(response.into_response())
        }
        (View::Reading, PageState::Missing) => page::render(&missing::MissingPage::new(frame, page)),
        (View::Reading, PageState::Held) => {
            page::render(&reading::ReadingPage::new(frame, page, base, Marks::new(&parameters.mark)))
        }
        (View::Original, PageState::Held) => page::render(&original::OriginalPage::new(frame, page, base)),
    }
}
