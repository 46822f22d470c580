//! An archive whose search index is damaged.

mod site;

use std::fs::{self, File};

use axum::http::StatusCode;
use site::Site;

#[tokio::test]
async fn a_damaged_index_is_made_anew_and_told_where_that_cannot_be_now() {
    let site = Site::new();
    let archive = site.archive();
    let whole = site.get("/search?q=teapots").await;
    for entry in fs::read_dir(archive.join("index")).expect("an index") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|extension| extension == "term") {
            fs::remove_file(path).expect("it can be removed");
        }
    }
    let site = site.reopened();
    // While another process writes.
    let lock = File::open(archive.join("lock")).expect("a lock");
    lock.lock().expect("nobody has it");
    let page = site.get("/search?q=teapots").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.text().contains("<h1>No search just now</h1>"), "{}", page.text());
    let json = site.get("/search.json?q=teapots").await;
    assert_eq!(json.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(site.get("/09SUVA101").await.status, StatusCode::OK);
    drop(lock);
    let found = site.get("/search?q=teapots").await;
    assert_eq!(found.status, StatusCode::OK);
    let hits = |page: &str| page.matches("href=\"/09SUVA").count();
    assert_eq!(hits(found.text()), hits(whole.text()));
}
