//! What a reader can be told when there is no page to show.
//!
//! A handler returns a [`PageError`] made by one of the named functions here
//! and never formats a message itself. It travels in the response to the layer
//! of [`crate::failure`], which renders it as a page or as JSON.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::drawings::Undrawn;

/// Why a request got no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PageError {
    /// Nothing in the archive has this address. Holds the words of it that a
    /// reader may want to search for.
    NotFound(String),
    /// The request is not one this site understands; holds the reason.
    BadRequest(String),
    /// The request is for a host that is not this server.
    Misdirected,
    /// The address is only read, never written to.
    MethodNotAllowed,
    /// There is no picture of a page of a document.
    Undrawn(Undrawn),
    /// Too much to do.
    Busy,
    /// A search that takes too much work.
    TooCostly,
    /// An original, and with it the text that was read from it, is missing or damaged.
    Lost,
    /// The search index is damaged or being made anew.
    Unsearchable,
    /// Our fault. What it was stands in the log, not on the page.
    Internal,
}

impl PageError {
    /// Nothing has this address.
    pub(crate) fn not_found(asked: &str) -> Self {
        Self::NotFound(asked.to_owned())
    }

    /// The request cannot be understood.
    pub(crate) fn bad_request(reason: impl Into<String>) -> Self {
        Self::BadRequest(reason.into())
    }

    /// Something failed that should not; the log gets the error.
    pub(crate) fn internal(error: &dyn std::error::Error) -> Self {
        let mut causes = error.to_string();
        let mut cause = error.source();
        while let Some(inner) = cause {
            causes.push_str(": ");
            causes.push_str(&inner.to_string());
            cause = inner.source();
        }
        tracing::error!(error = %causes, "a page failed");
        Self::Internal
    }

    /// The status it is sent with.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Misdirected => StatusCode::MISDIRECTED_REQUEST,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Undrawn(Undrawn::NoProgram) => StatusCode::NOT_IMPLEMENTED,
            Self::Undrawn(Undrawn::Late) => StatusCode::GATEWAY_TIMEOUT,
            Self::Undrawn(Undrawn::Failed) => StatusCode::BAD_GATEWAY,
            Self::Busy | Self::TooCostly | Self::Unsearchable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Lost | Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// One sentence for a reader.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::NotFound(_) => "Nothing in this archive has this address.".to_owned(),
            Self::BadRequest(reason) => reason.clone(),
            Self::Misdirected => {
                "This server does not answer under the name in the address. Whoever runs it can allow the name: \
                           chancery serve --host NAME."
                    .to_owned()
            }
            Self::MethodNotAllowed => "This address can be read, not written to.".to_owned(),
            Self::Undrawn(reason) => reason.message().to_owned(),
            Self::Busy => "There is too much to do just now. Please try again in a moment.".to_owned(),
            Self::Unsearchable => {
                "The search index is damaged and is being made anew where that is possible. Please try again in a moment; \
                           telegrams can be read meanwhile."
                    .to_owned()
            }
            Self::TooCostly => {
                "This search takes much work, and others like it are waiting already. Ask for rarer words or a narrower pattern, or add a date, a post or a class; or try again in a moment."
                    .to_owned()
            }
            Self::Lost => {
                "The original of this telegram is missing or damaged here, so its text cannot be shown. It is not your \
                           request; whoever keeps this archive can import the file again."
                    .to_owned()
            }
            Self::Internal => {
                "Something went wrong here. It is not your request; the operator's log says what it was.".to_owned()
            }
        }
    }
}

impl From<archive::Error> for PageError {
    fn from(error: archive::Error) -> Self {
        if error.is_given_up() {
            // No fault: the reader is told what to do.
            return Self::TooCostly;
        }
        // The log gets all of them.
        let internal = Self::internal(&error);
        match () {
            () if error.is_original_lost() => Self::Lost,
            () if error.is_index_unusable() => Self::Unsearchable,
            () => internal,
        }
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
