//! The style sheet and the icon, compiled in, under names that hold a hash of
//! their content so that browsers may keep them for ever.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use sha2::{Digest, Sha256};

use crate::PageError;
use crate::page::{self, Cache};

struct Asset {
    address: String,
    content_type: &'static str,
    content: &'static str,
}

impl Asset {
    fn new(stem: &str, extension: &str, content_type: &'static str, content: &'static str) -> Self {
        let hash = short_hash(content.as_bytes());
        Self { address: format!("/assets/{stem}-{hash}.{extension}"), content_type, content }
    }
}

static STYLE: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("style", "css", "text/css; charset=utf-8", include_str!("../assets/style.css")));
static ICON: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("icon", "svg", "image/svg+xml", include_str!("../assets/icon.svg")));

/// The first 16 hexadecimal digits of the SHA-256 of `bytes`.
pub(crate) fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Where the style sheet is.
pub(crate) fn style_address() -> &'static str {
    &STYLE.address
}

/// Where the icon is.
pub(crate) fn icon_address() -> &'static str {
    &ICON.address
}

/// `/assets/{name}`.
pub(crate) async fn serve(Path(name): Path<String>) -> Result<Response, PageError> {
    let asset = [&*STYLE, &*ICON].into_iter().find(|asset| asset.address.strip_prefix("/assets/") == Some(&name));
    let asset = asset.ok_or_else(|| PageError::not_found(&name))?;
    Ok(page::content(StatusCode::OK, asset.content_type, Cache::Immutable, asset.content))
}
