//! The layers that look at every response: errors become pages, strict headers
//! are set, what has not changed is not sent again.

use askama::Template;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::page::{self, Cache, Frame};
use crate::{PageError, address};

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    title: &'static str,
    message: String,
    /// What the reader may have looked for.
    asked: Option<String>,
    search_address: String,
}

/// Gives every failed response its page: those of handlers, of extractors, of
/// panics and of requests that take too long.
pub(crate) async fn as_pages(State(app): State<App>, request: Request, next: Next) -> Response {
    let wants_json = wants_json(request.uri(), request.headers());
    let uri = request.uri().clone();
    let answer = tokio::time::timeout(app.settings.request_timeout, next.run(request)).await;
    let response = answer.unwrap_or_else(|_| PageError::Busy.into_response());
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || response.headers().contains_key(header::CACHE_CONTROL)
    {
        return response;
    }
    let error = response.extensions().get::<PageError>().cloned().unwrap_or_else(|| from_status(status, &uri));
    let allow = response.headers().get(header::ALLOW).cloned();
    let mut page = if wants_json { as_json(&error) } else { as_page(&app, &error) };
    if let Some(allow) = allow {
        page.headers_mut().insert(header::ALLOW, allow);
    }
    page
}

/// The error after a response that none of our handlers made.
fn from_status(status: StatusCode, uri: &Uri) -> PageError {
    match status {
        StatusCode::NOT_FOUND => PageError::not_found(&address::words_of(uri.path())),
        StatusCode::METHOD_NOT_ALLOWED => PageError::MethodNotAllowed,
        status if status.is_client_error() => PageError::bad_request("This address cannot be read."),
        _ => PageError::Internal,
    }
}

fn as_page(app: &App, error: &PageError) -> Response {
    let asked = match error {
        PageError::NotFound(asked) if !asked.is_empty() => Some(asked.clone()),
        _ => None,
    };
    let title = match error {
        PageError::NotFound(_) => "Not found",
        PageError::BadRequest(_) => "Not understood",
        PageError::Misdirected => "Not this server",
        PageError::MethodNotAllowed => "Reading only",
        PageError::Undrawn(_) => "No page image",
        PageError::Busy | PageError::TooCostly => "Busy",
        PageError::Lost => "The text is lost",
        PageError::Unsearchable => "No search just now",
        PageError::Internal => "Something went wrong",
    };
    let search_address = address::search(&archive::quoted(asked.as_deref().unwrap_or_default()));
    let page = ErrorPage { frame: app.frame(), title, message: error.message(), asked, search_address };
    let html = page.render().unwrap_or_else(|_| error.message());
    page::content(error.status(), "text/html; charset=utf-8", Cache::Never, html)
}

fn as_json(error: &PageError) -> Response {
    let body = serde_json::json!({ "error": { "status": error.status().as_u16(), "message": error.message() } });
    page::content(error.status(), "application/json", Cache::Never, Body::from(body.to_string()))
}

/// Whether the client asks for JSON, by the address or by `Accept`.
pub(crate) fn wants_json(uri: &Uri, headers: &HeaderMap) -> bool {
    if uri.path().ends_with(".json") {
        return true;
    }
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    weight(accept, "application/json") > weight(accept, "text/html")
}

/// The weight that an `Accept` header gives to a media type it names, in
/// thousandths (RFC 9110, 12.5.1). Wildcards do not count: without a stated
/// wish a reader gets the page.
fn weight(accept: &str, media_type: &str) -> u32 {
    let ranges = accept.split(',').filter_map(|range| {
        let mut parts = range.split(';').map(str::trim);
        if !parts.next()?.eq_ignore_ascii_case(media_type) {
            return None;
        }
        let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        let quality = quality.map_or(Some(1.0), |number| number.parse::<f32>().ok())?;
        // Clamped, so the conversion is exact enough and in range.
        Some((quality.clamp(0.0, 1.0) * 1000.0) as u32)
    });
    ranges.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_sent_only_when_it_is_preferred() {
        let asks = |path: &str, accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, accept.parse().unwrap());
            wants_json(&path.parse().unwrap(), &headers)
        };
        assert!(asks("/09SUVA1.json", "text/html"));
        assert!(asks("/09SUVA1", "application/json"));
        assert!(asks("/09SUVA1", "text/html;q=0.5, application/json"));
        assert!(!asks("/09SUVA1", "text/html, application/json;q=0.9"));
        assert!(!asks("/09SUVA1", "*/*"));
        assert!(!asks("/09SUVA1", ""));
    }
}
