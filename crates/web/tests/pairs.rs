//! Copies that may be of one telegram are shown, with what to type.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use archive::{Archive, ImportOptions, Silent};
use axum::body::{Body, to_bytes};
use axum::http::Request;
use tower::ServiceExt;
use web::{Settings, router};

fn telegram(number: &str, to: &str) -> String {
    format!(
        "R 020315Z APR 75\nFM AMEMBASSY SUVA\nTO {to}\nBT\nC O N F I D E N T I A L {number}\n\nSUBJECT: FERRY SERVICE\n\n\
         1. THE FERRY BETWEEN THE MAIN ISLANDS SAILS AGAIN FROM MONDAY, AFTER\nELEVEN WEEKS IN THE YARD. THE ANCHOR \
         WAS FOUND BY DIVERS BELOW\nTHE OLD PIER, AND IS OF NO FURTHER USE.\n\nROE\nBT\n"
    )
}

fn import(archive: &Archive, dir: &Path, collection: &str, text: &str) {
    let folder = dir.join(collection);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("ferry.txt"), text).unwrap();
    let options = ImportOptions::new(collection, "2026-01-01T00:00:00Z".parse().unwrap());
    archive.import(&[folder], &options, &Silent).unwrap();
}

async fn page(archive: &Arc<Archive>, address: &str) -> String {
    let request = Request::builder().uri(address).body(Body::empty()).unwrap();
    let response = router(archive.clone(), Settings::default()).oneshot(request).await.unwrap();
    assert_eq!(response.status(), 200, "{address}");
    String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}

#[tokio::test]
async fn a_doubtful_pair_is_shown_until_it_is_decided() {
    let dir = tempfile::tempdir().unwrap();
    let archive = Arc::new(Archive::create_or_open(&dir.path().join("archive")).unwrap());
    import(&archive, dir.path(), "papers", &telegram("SUVA 0617", "SECSTATE WASHDC"));
    import(&archive, dir.path(), "scans", &telegram("", "AMEMBASSY LONDON"));
    assert!(page(&archive, "/").await.contains("<a href=\"/pairs\">Doubtful pairs of copies</a>"));
    let pairs = page(&archive, "/pairs").await;
    for words in [
        "1 pair of copies",
        "sender: AMEMBASSY SUVA",
        "addressee: SECSTATE WASHDC; AMEMBASSY LONDON",
        "chancery witness join scans/ferry 75SUVA617",
        "chancery witness apart papers/ferry scans/ferry",
    ] {
        assert!(pairs.contains(words), "{words} in {pairs}");
    }
    assert!(page(&archive, "/75SUVA617").await.contains("<a href=\"/collections/scans/ferry\">scans/ferry</a>"));
    assert!(page(&archive, "/collections/scans/ferry").await.contains("<a href=\"/75SUVA617\">75SUVA617</a>"));

    archive.tell_apart(("scans", "ferry"), ("papers", "ferry"), None, "2026-01-02T00:00:00Z".parse().unwrap()).unwrap();
    assert!(page(&archive, "/pairs").await.contains("No two copies wait for a decision"));
    assert!(!page(&archive, "/").await.contains("/pairs"));
}
