//! Every address that is none of the others: perhaps an old page address whose
//! last part names a telegram.

use archive::Lookup;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::Response;

use crate::app::App;
use crate::{PageError, address, page};

/// Leads to the telegram that the address names, else says that there is none.
pub(crate) async fn unknown(State(app): State<App>, uri: Uri) -> Result<Response, PageError> {
    let words = address::words_of(uri.path());
    if !words.contains(|c: char| c.is_ascii_digit()) {
        return Err(PageError::not_found(&words));
    }
    app.read(move |archive| match archive.lookup(&words)? {
        Lookup::Found { address } | Lookup::Missing { address, .. } => {
            page::redirect(StatusCode::PERMANENT_REDIRECT, &address)
        }
        _ => Err(PageError::not_found(&words)),
    })
    .await
}
