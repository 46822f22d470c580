//! Which address leads to which page, and the layers around all of them.

use std::sync::Arc;

use archive::Library;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::Response;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::app::App;
use crate::hosts::{self, Hosts};
use crate::pages::{
    about, collections, diagnostics, go, home, imports, pairs, post_year, posts, search, search_json, tag, telegram,
    unknown,
};
use crate::{PageError, Settings, assets, failure, headers};

/// The pages of an archive as a service: every address of the site, under
/// whatever name it is asked for ([`serve()`](crate::serve()) looks at that).
pub fn router(archive: Arc<dyn Library>, settings: Settings) -> Router {
    for_hosts(archive, settings, None)
}

/// As [`router`], for requests under these names alone.
pub(crate) fn for_hosts(archive: Arc<dyn Library>, settings: Settings, hosts: Option<Hosts>) -> Router {
    layered(pages(), App::new(archive, settings, hosts))
}

/// The pages by address.
fn pages() -> Router<App> {
    Router::new()
        .route("/", get(home::home))
        .route("/go", get(go::go))
        .route("/search", get(search::search))
        .route("/search.json", get(search_json::search_json))
        .route("/posts", get(posts::posts))
        .route("/posts/{post}", get(posts::post))
        .route("/posts/{post}/{year}", get(post_year::post_year))
        .route("/tags/{code}", get(tag::tag))
        .route("/collections", get(collections::collections))
        .route("/collections/{name}", get(collections::collection))
        .route("/collections/{name}/{*key}", get(telegram::by_key))
        .route("/imports", get(imports::imports))
        .route("/imports/{number}", get(imports::import))
        .route(pairs::ADDRESS, get(pairs::pairs))
        .route("/about", get(about::about))
        .route("/diagnostics", get(diagnostics::list))
        .route("/diagnostics/{code}", get(diagnostics::one))
        .route("/assets/{name}", get(assets::serve))
        .route("/{id}", get(telegram::by_id))
        .route("/{id}/original", get(telegram::original))
        .route("/{id}/original/pages", get(telegram::page_images))
        .route("/{id}/original/pages/{page}", get(telegram::page_image))
        .route("/{id}/versions", get(telegram::versions))
        .route("/{id}/v/{number}", get(telegram::version))
        .route("/{id}/v/{number}/original", get(telegram::version_original))
        .fallback(get(unknown::unknown))
        .method_not_allowed_fallback(|| async { PageError::MethodNotAllowed })
}

/// The layers around all pages, the innermost first.
fn layered(pages: Router<App>, app: App) -> Router {
    pages
        .layer(CatchPanicLayer::custom(|_| PageError::Internal.into_response()))
        .layer(from_fn(headers::conditional))
        .layer(from_fn_with_state(app.clone(), hosts::own))
        .layer(from_fn_with_state(app.clone(), failure::as_pages))
        .layer(CompressionLayer::new())
        .layer(from_fn(headers::strict))
        .layer(from_fn(log))
        .with_state(app)
}

/// Says in the log that a request was answered, without its address: that
/// would say what somebody reads.
async fn log(request: Request, next: Next) -> Response<Body> {
    let method = request.method().clone();
    let response = next.run(request).await;
    tracing::debug!(%method, status = response.status().as_u16(), "answered");
    response
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::body::to_bytes;
    use axum::http::Request;
    use tower::ServiceExt;

    use super::*;
    use axum::extract::State;

    async fn ask(path: &str, request_timeout: Duration) -> (u16, String, bool) {
        let dir = tempfile::tempdir().unwrap();
        let archive = Arc::new(archive::Archive::create_or_open(&dir.path().join("archive")).unwrap());
        let settings = Settings { request_timeout, ..Settings::default() };
        let app = App::new(archive, settings, None);
        let pages = Router::new()
            .route("/fails", get(|| async { panic!("a secret of the house") as &'static str }))
            .route("/slow.json", get(|| async { std::future::pending::<&'static str>().await }))
            .route(
                "/blocks",
                get(async |State(app): State<App>| app.read::<(), _>(|_| panic!("another secret")).await),
            );
        let request = Request::builder().uri(path).body(Body::empty()).unwrap();
        let response = layered(pages, app).oneshot(request).await.unwrap();
        let strict = response.headers().contains_key("content-security-policy");
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap(), strict)
    }

    #[tokio::test]
    async fn a_fault_of_ours_is_a_page_without_internals() {
        for path in ["/fails", "/blocks"] {
            let (status, body, strict) = ask(path, Duration::from_secs(60)).await;
            assert_eq!(status, 500);
            assert!(strict && body.contains("Something went wrong") && !body.contains("secret"), "{body}");
        }
    }

    #[tokio::test]
    async fn what_takes_too_long_is_given_up() {
        let (status, body, strict) = ask("/slow.json", Duration::from_millis(50)).await;
        assert_eq!(status, 503);
        assert!(strict && body.starts_with("{\"error\":{"), "{body}");
    }
}
