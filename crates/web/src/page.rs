//! What a page is: a template with a status and a cache policy beside it.

use askama::Template;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::{PageError, assets};

/// How long a response may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cache {
    /// The address holds a hash of the content: keep it for ever.
    Immutable,
    /// The address holds what determines the content: keep it for ever, but
    /// nobody else may, who would not know that it was withdrawn.
    Kept,
    /// Keep it, but ask whether it has changed; the archive grows.
    Revalidate,
    /// Leave no trace: it repeats what a reader asked for.
    Never,
}

impl Cache {
    /// The value of `Cache-Control`.
    pub(crate) const fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Kept => "private, max-age=31536000, immutable",
            Self::Revalidate => "private, no-cache",
            Self::Never => "no-store",
        })
    }
}

/// A page: its template is the struct that implements this.
pub(crate) trait Page: Template {
    /// How long it may be kept.
    const CACHE: Cache = Cache::Revalidate;

    /// The status it is sent with.
    fn status(&self) -> StatusCode {
        StatusCode::OK
    }
}

/// What stands around every page.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// The name of the site.
    pub(crate) site: String,
    /// The query in the search box of the head.
    pub(crate) query: String,
    /// Where the style sheet is.
    pub(crate) style: &'static str,
    /// Where the icon is.
    pub(crate) icon: &'static str,
}

impl Frame {
    /// The frame of a page without a query.
    pub(crate) fn new(site: &str) -> Self {
        Self {
            site: site.to_owned(),
            query: String::new(),
            style: assets::style_address(),
            icon: assets::icon_address(),
        }
    }

    /// The same frame with a query in the search box.
    pub(crate) fn with_query(mut self, query: &str) -> Self {
        query.clone_into(&mut self.query);
        self
    }
}

/// Renders a page as it is sent.
///
/// # Errors
///
/// [`PageError::Internal`] if the template fails, which no template here does.
pub(crate) fn render<P: Page>(page: &P) -> Result<Response, PageError> {
    let html = page.render().map_err(|error| PageError::internal(&error))?;
    Ok(content(page.status(), "text/html; charset=utf-8", P::CACHE, html))
}

/// A response with a content type and a cache policy.
pub(crate) fn content(status: StatusCode, content_type: &'static str, cache: Cache, body: impl Into<Body>) -> Response {
    let headers =
        [(header::CONTENT_TYPE, HeaderValue::from_static(content_type)), (header::CACHE_CONTROL, cache.header())];
    (status, headers, body.into()).into_response()
}

/// A redirect that is remembered as long as the archive says the same.
///
/// # Errors
///
/// [`PageError::Internal`] if `address` cannot stand in a header; addresses
/// built by [`crate::address`] can.
pub(crate) fn redirect(status: StatusCode, address: &str) -> Result<Response, PageError> {
    let location = HeaderValue::from_str(address).map_err(|error| PageError::internal(&error))?;
    Ok((status, [(header::LOCATION, location), (header::CACHE_CONTROL, Cache::Revalidate.header())]).into_response())
}
