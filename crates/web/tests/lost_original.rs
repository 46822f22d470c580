//! An archive whose originals are lost, and with them its texts.

mod site;

use axum::http::StatusCode;
use site::Site;

#[tokio::test]
async fn a_lost_original_is_told_and_no_more_is_lost() {
    let site = Site::new();
    site.lose_originals();
    let page = site.get("/09SUVA101").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.text().contains("<h1>The text is lost</h1>"), "{}", page.text());
    let json = site.get("/09SUVA101.json").await.json();
    assert!(json["error"]["message"].as_str().unwrap().contains("missing or damaged"), "{json}");
    let bytes = site.get("/collections/papers/harbor/raw").await;
    assert_eq!(bytes.status, StatusCode::INTERNAL_SERVER_ERROR);
    let hits = site.get("/search?q=teapots").await;
    assert_eq!(hits.status, StatusCode::OK);
    assert!(hits.text().contains("href=\"/09SUVA101"), "{}", hits.text());
}
