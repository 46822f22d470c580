//! `/tags/{code}`: leads to the telegrams that have the tag.

use axum::http::StatusCode;
use axum::response::Response;

use crate::extract::Path;
use crate::{PageError, address, page};

/// Leads to the search for the tag.
pub(crate) async fn tag(Path(code): Path<String>) -> Result<Response, PageError> {
    let words = address::quoted(&code.to_uppercase());
    if words.is_empty() {
        return Err(PageError::not_found(""));
    }
    page::redirect(StatusCode::FOUND, &address::search(&format!("tag:{words}")))
}
