//! `/tags/{code}`: leads to the telegrams that have the tag.

use archive::Filter;
use axum::http::StatusCode;
use axum::response::Response;

use crate::extract::Path;
use crate::{PageError, address, page};

/// Leads to the search for the tag.
pub(crate) async fn tag(Path(code): Path<String>) -> Result<Response, PageError> {
    if code.trim().is_empty() {
        return Err(PageError::not_found(""));
    }
    page::redirect(StatusCode::FOUND, &address::search(&Filter::tag(&code.to_uppercase()).to_string()))
}
