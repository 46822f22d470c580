//! What a results page shows.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::sync::Arc;

use archive::{Archive, FacetValue, Page, Query, SearchPage, Sort};
use common::*;

fn archive(dir: &std::path::Path) -> Archive {
    let archive = Archive::create_or_open(&dir.join("a")).unwrap();
    let long = format!("{} THE PILOT BOAT WAS LATE. {}", "NOTHING OF NOTE. ".repeat(30), "NOTHING MORE. ".repeat(30));
    import(
        &archive,
        "papers",
        &folder(
            &dir.join("in"),
            &[
                (
                    "75SUVA617.txt",
                    &telegram(
                        "SUVA",
                        617,
                        3,
                        "FERRY SERVICE",
                        "",
                        &["SUMMARY: IT SAILS.", "THE FERRY SAILS\nAT NOON.", "END."],
                    ),
                ),
                (
                    "75SUVA618.txt",
                    &telegram("SUVA", 618, 4, "PORT STRIKE", "75 SUVA 617", &["NO FERRY SAILED.", &long]),
                ),
                (
                    "75BONN9.txt",
                    &telegram(
                        "BONN",
                        9,
                        5,
                        "GRAIN",
                        "",
                        &["THE NEGOTIATORS MET; FERRY AND SAILS WERE NOT NAMED TOGETHER."],
                    ),
                ),
            ],
        ),
    );
    archive
}

fn search(archive: &Archive, query: &str, sort: Sort) -> SearchPage {
    archive.search(&Query::parse(query).unwrap(), &Page { offset: 0, limit: 10, sort }).unwrap()
}

fn ids(archive: &Archive, query: &str) -> Vec<String> {
    search(archive, query, Sort::Oldest).hits.into_iter().filter_map(|hit| hit.id).collect()
}

#[test]
fn finds_what_is_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let archive = archive(dir.path());
    let all = ["75SUVA617", "75SUVA618", "75BONN9"];
    let cases: [(&str, &[&str]); 21] = [
        ("", &all),
        ("ferries", &all),
        ("\"ferry sails at\"", &all[..1]),
        ("\"ferry sails\"~1", &all),
        ("subject:ferry", &all[..1]),
        ("=sailed", &all[1..2]),
        ("negotiat*", &all[2..]),
        ("feryr~", &all),
        ("/pil.t/", &all[1..2]),
        ("ferry -post:suva", &all[2..]),
        ("from:\"amembassy bonn\"", &all[2..]),
        ("to:secstate", &all),
        ("tag:ewwt class:confidential", &all),
        ("class:secret..", &[]),
        ("date:1975-03-04..", &all[1..]),
        ("date:1975-03-04", &all[1..2]),
        ("year:1975 id:75SUVA*", &all[..2]),
        ("ref:75SUVA617", &all[1..2]),
        ("has:references", &all[1..2]),
        ("signed:marlowe", &all),
        ("grain OR strike", &all[1..]),
    ];
    for (query, expected) in cases {
        assert_eq!(ids(&archive, query), expected, "{query}");
    }
}

#[test]
fn opens_at_the_best_paragraph() {
    let dir = tempfile::tempdir().unwrap();
    let archive = archive(dir.path());
    let snippet = |query: &str| search(&archive, query, Sort::Relevance).hits.swap_remove(0).snippet;
    let found = snippet("subject:ferry \"ferry sails\"");
    assert_eq!(found.anchor.as_deref(), Some("p2"));
    let parts: Vec<_> = found.parts.iter().map(|part| (part.text.as_str(), part.hit)).collect();
    assert_eq!(parts, [("THE ", false), ("FERRY", true), (" ", false), ("SAILS", true), (" AT NOON.", false)]);
    let far = snippet("pilot");
    let text: String = far.parts.iter().map(|part| part.text.as_str()).collect();
    assert_eq!(far.anchor.as_deref(), Some("p2"));
    assert!(text.len() < 400 && text.starts_with('…') && text.ends_with('…'), "{text}");
    assert_eq!(far.parts.iter().filter(|part| part.hit).map(|part| part.text.as_str()).collect::<Vec<_>>(), ["PILOT"]);
}

#[test]
fn opens_at_the_second_paragraph_of_a_number() {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::create_or_open(&dir.path().join("a")).unwrap();
    let again = telegram("SUVA", 620, 3, "FERRY SERVICE", "", &["THE PIER.", "THE BOAT."]).replace("2. (C)", "1. (C)");
    import(&archive, "papers", &folder(&dir.path().join("in"), &[("75SUVA620.txt", &again)]));
    for (word, anchor) in [("pier", "p1"), ("boat", "p1-2")] {
        let found = search(&archive, word, Sort::Relevance).hits.swap_remove(0).snippet;
        assert_eq!(found.anchor.as_deref(), Some(anchor), "{word}");
        let typed = archive.lookup(&format!("75 SUVA 620#{anchor}")).unwrap();
        let address = format!("/75SUVA620#{anchor}");
        assert!(matches!(&typed, archive::Lookup::Found { address: found } if *found == address), "{typed:?}");
    }
}

/// Ends a search at the first word of work.
#[derive(Debug)]
struct NoPatience;

impl archive::SearchWatch for NoPatience {
    fn steps(&self, _: u64) -> bool {
        false
    }
}

#[test]
fn a_search_that_is_ended_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let archive = archive(dir.path());
    for query in ["ferry", "\"ferry sails\"", "/.*/", "f*", "-grain"] {
        let query = Query::parse(query).unwrap();
        let error = archive.search_watched(&query, &Page::default(), Arc::new(NoPatience)).unwrap_err();
        assert!(error.is_given_up(), "{error}");
        assert!(archive.search_watched(&query, &Page::default(), Arc::new(archive::Silent)).is_ok());
    }
}

#[test]
fn facets_count_all_hits_and_narrow() {
    let dir = tempfile::tempdir().unwrap();
    let archive = archive(dir.path());
    let page =
        archive.search(&Query::parse("ferry OR nothing").unwrap(), &Page { limit: 1, ..Page::default() }).unwrap();
    assert_eq!((page.total, page.hits.len()), (3, 1));
    let counts = |values: &[FacetValue]| values.iter().map(|it| (it.value.clone(), it.count)).collect::<Vec<_>>();
    assert_eq!(counts(&page.facets.post), [("SUVA".to_owned(), 2), ("BONN".to_owned(), 1)]);
    assert_eq!(counts(&page.facets.year), [("1975".to_owned(), 3)]);
    assert_eq!(counts(&page.facets.tag), [("EWWT".to_owned(), 3), ("PFOR".to_owned(), 3)]);
    assert_eq!(page.facets.classification[0].label, "Confidential");
    for value in
        page.facets.post.iter().chain(&page.facets.year).chain(&page.facets.tag).chain(&page.facets.classification)
    {
        let narrowed = Query::parse("ferry OR nothing").unwrap().narrowed(&value.filter);
        assert_eq!(search(&archive, &narrowed, Sort::Relevance).total, value.count, "{narrowed}");
    }
}

#[test]
fn every_hit_is_reached_once_by_paging() {
    let dir = tempfile::tempdir().unwrap();
    let archive = archive(dir.path());
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
        let one = |offset| archive.search(&Query::parse("ferry").unwrap(), &Page { offset, limit: 1, sort }).unwrap();
        let mut reached: Vec<_> = (0..3).map(|offset| one(offset).hits.swap_remove(0).address).collect();
        assert!(one(3).hits.is_empty() && one(u64::MAX).hits.is_empty());
        reached.sort();
        assert_eq!(reached, ["/75BONN9", "/75SUVA617", "/75SUVA618"], "{sort:?}");
    }
}
