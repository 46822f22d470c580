//! The pages of a search over HTTP: hits, facets, what is wrong with a query.

mod site;

use std::collections::BTreeSet;

use axum::http::StatusCode;
use site::{BARNACLES, Site, attributes};

#[tokio::test]
async fn every_hit_is_reached_by_paging() {
    let site = Site::new();
    for sort in ["relevance", "newest", "oldest"] {
        let mut address = format!("/search?q=barnacle&sort={sort}");
        let mut found = Vec::new();
        for _ in 0..10 {
            let answer = site.get(&address).await;
            let page = answer.text();
            assert!(page.contains(&format!("<strong>{BARNACLES} telegrams and documents</strong>")), "{page}");
            let hits = attributes(page, "href").into_iter().filter(|link| link.starts_with("/08SUVA"));
            found.extend(hits.map(|link| link.split('?').next().unwrap_or_default().to_owned()));
            let Some(next) = page.split("<a rel=\"next\" ").nth(1) else { break };
            address = attributes(&format!(" {next}"), "href").remove(0);
        }
        let distinct: BTreeSet<_> = found.iter().collect();
        assert_eq!((found.len(), distinct.len()), (BARNACLES, BARNACLES), "each once, by {sort}");
    }
    let beyond = site.get("/search?q=barnacle&page=99").await;
    assert!(beyond.text().contains("There is no page 99"));
}

#[tokio::test]
async fn a_hit_opens_at_its_paragraph_with_the_words_marked() {
    let site = Site::new();
    let answer = site.get("/search?q=harbor+master").await;
    let links = attributes(answer.text(), "href");
    let hit = links.iter().find(|link| link.starts_with("/09SUVA101")).expect("the hit");
    assert!(hit.ends_with("#p1"), "{hit}");
    assert!(answer.text().contains("<mark>harbor</mark>"), "{}", answer.text());
    let telegram = site.get(hit.split('#').next().expect("a path")).await;
    assert!(telegram.text().contains("<mark>harbor</mark>"));
    assert!(telegram.text().contains("<link rel=\"canonical\" href=\"/09SUVA101\">"));
    assert!(!site.get("/09SUVA101").await.text().contains("<mark>"));
}

#[tokio::test]
async fn facets_narrow_and_widen() {
    let site = Site::new();
    let all = site.get("/search?q=invented+OR+teapot").await;
    let links = attributes(all.text(), "href");
    let narrow = links.iter().find(|link| link.contains("class%3Asecret")).expect("a facet of the class");
    let narrowed = site.get(narrow).await;
    assert!(narrowed.text().contains("<strong>1 telegram or document</strong>"), "{narrow}: {}", narrowed.text());
    assert!(narrowed.text().contains("Remove this filter"));
    let links = attributes(narrowed.text(), "href");
    assert!(links.iter().any(|link| link == "/search?q=invented%20OR%20teapot"), "a link back: {links:?}");
}

#[tokio::test]
async fn a_query_that_cannot_be_read_says_where() {
    let site = Site::new();
    let answer = site.get("/search?q=tea+clas:secret+%3Cb%3E").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let page = answer.text();
    assert!(page.contains("<code>tea <mark>clas"), "{page}");
    assert!(page.contains("value=\"tea clas:secret &#60;b&#62;\""), "the query can be put right");
    let json = site.get("/search.json?q=tea+clas:secret").await.json();
    assert_eq!(json["error"]["span"][0], 4);
}

#[tokio::test]
async fn nothing_found_helps_on() {
    let answer = Site::new().get("/search?q=nothinglikethis").await;
    assert_eq!(answer.status, StatusCode::OK);
    for words in ["0 telegrams and documents", "Leave out a word", "href=\"/about#search\""] {
        assert!(answer.text().contains(words), "{words}");
    }
}

#[tokio::test]
async fn the_search_json_holds_what_the_page_shows() {
    let json = Site::new().get("/search.json?q=barnacle&page=3").await.json();
    assert_eq!(json["total"], BARNACLES);
    assert_eq!((&json["page"], &json["pages"], &json["per_page"]), (&3.into(), &3.into(), &20.into()));
    assert_eq!(json["hits"].as_array().map(Vec::len), Some(BARNACLES - 40));
    assert!(json["facets"]["year"][0]["count"].is_number());
    assert!(json["hits"][0]["snippet"]["parts"].is_array());
}
