//! Strict headers on every response, and answers to "has it changed?".

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::PageError;
use crate::assets::short_hash;
use crate::page::Cache;

/// What every response says, whatever it is. Nothing may be loaded from
/// elsewhere, no script may run, nobody is told what somebody reads.
const STRICT: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
         microphone=(), payment=(), usb=()",
    ),
    (header::X_FRAME_OPTIONS, "DENY"),
];

/// The strict headers as lines of a head, each ended.
pub(crate) fn strict_lines() -> String {
    STRICT.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect()
}

/// Sets the strict headers.
pub(crate) async fn strict(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in STRICT {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Gives what may be kept an entity tag and answers `304 Not Modified` to a
/// client that has it already.
///
/// The tag is weak because the same page may be sent compressed or not.
pub(crate) async fn conditional(request: Request, next: Next) -> Response {
    let asks = matches!(*request.method(), Method::GET | Method::HEAD);
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let response = next.run(request).await;
    let keeps = response.headers().get(header::CACHE_CONTROL) == Some(&Cache::Revalidate.header());
    // What has a tag already was compared by whoever gave it.
    let is_tagged = response.headers().contains_key(header::ETAG);
    if !asks || response.status() != StatusCode::OK || !keeps || is_tagged {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // Handlers put whole bodies into responses, so this only takes them out.
    let bytes = match to_bytes(body, usize::MAX).await {
        Ok(bytes) => bytes,
        Err(error) => return PageError::internal(&error).into_response(),
    };
    let tag = format!("W/\"{}\"", short_hash(&bytes));
    let unchanged = known.is_some_and(|known| names_tag(&known, &tag));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, tag);
    }
    if unchanged {
        return (StatusCode::NOT_MODIFIED, without_content(parts.headers)).into_response();
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Whether an `If-None-Match` header names the tag, by weak comparison.
pub(crate) fn names_tag(header: &HeaderValue, tag: &str) -> bool {
    let strong = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    header.to_str().is_ok_and(|list| list.split(',').any(|one| one.trim() == "*" || strong(one) == strong(tag)))
}

fn without_content(mut headers: HeaderMap) -> HeaderMap {
    headers.remove(header::CONTENT_TYPE);
    headers.remove(header::CONTENT_LENGTH);
    headers
}
