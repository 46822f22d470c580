//! An import that is killed at any moment and run again leaves the same
//! archive as one that was left in peace.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use archive::{Archive, Page, Query, Silent, Sort};
use common::*;

const TELEGRAMS: u32 = 240;
const DIR: &str = "CHANCERY_TEST_KILL_ARCHIVE";
const INPUT: &str = "CHANCERY_TEST_KILL_INPUT";

/// The process that gets killed; does nothing in an ordinary run of the tests.
#[test]
fn child() {
    let (Some(dir), Some(input)) = (std::env::var_os(DIR), std::env::var_os(INPUT)) else { return };
    let archive = Archive::create_or_open(Path::new(&dir)).unwrap();
    archive.import(&[PathBuf::from(input)], &options("papers"), &Silent).unwrap();
}

fn files(dir: &Path) -> PathBuf {
    let posts = ["SUVA", "ASTANA", "BONN"];
    for index in 0..TELEGRAMS {
        let (post, number) = (posts[index as usize % 3], index / 3 + 1);
        let refers = format!("A. 75 {post} {} B. 75 LIMA {index}", number + 7);
        let words = format!("THE FERRY NUMBER {index} SAILS ON DAY {}.", index % 28);
        let body: Vec<&str> = std::iter::repeat_n(words.as_str(), 40).collect();
        let text = telegram(post, number, index % 28 + 1, &format!("FERRY {index}"), &refers, &body);
        let file = dir.join(format!("{:02}", index % 10)).join(format!("75{post}{number}.txt"));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    dir.to_owned()
}

/// Everything a reader can see: pages with their references, and search.
fn seen(archive: &Archive) -> (Vec<String>, BTreeMap<String, String>) {
    let mut hits = Vec::new();
    for query in ["", "ferry", "\"number 17\"", "tag:pfor post:bonn", "ref:75LIMA3"] {
        for sort in [Sort::Relevance, Sort::Newest] {
            let page = Page { offset: 0, limit: 1_000, sort };
            let found = archive.search(&Query::parse(query).unwrap(), &page).unwrap();
            hits.push(format!("{query} {sort:?} {} {:?}", found.total, found.facets));
            hits.extend(found.hits.iter().map(|hit| hit.address.clone()));
        }
    }
    let mut pages = BTreeMap::new();
    for post in archive.posts().unwrap() {
        for year in &post.years {
            let series = archive.post_year(&post.key, year.year, 0, 10_000).unwrap().unwrap();
            let ids = series
                .telegrams
                .iter()
                .filter_map(|it| it.id.clone())
                .chain(series.missing.into_iter().map(|it| it.id));
            for id in ids {
                let page = archive.telegram(&id).unwrap().unwrap();
                let witnesses: Vec<_> = page.witnesses.iter().map(|it| (&it.key, &it.blob, it.version)).collect();
                let by: Vec<_> = page.referred_by.iter().map(|it| &it.address).collect();
                let to: Vec<_> = page.references.iter().map(|it| it.target.as_ref().map(|it| &it.address)).collect();
                let text = format!("{:?} {witnesses:?} {by:?} {to:?} {:?}\n{}", page.state, page.next, page.text);
                pages.insert(id, text);
            }
        }
    }
    (hits, pages)
}

fn start(dir: &Path, input: &Path) -> std::process::Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["child", "--exact", "--quiet"])
        .env(DIR, dir)
        .env(INPUT, input)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn killed_and_run_again() {
    let dir = tempfile::tempdir().unwrap();
    let input = files(&dir.path().join("in"));
    let peace = dir.path().join("peace");
    let begun = Instant::now();
    assert!(start(&peace, &input).wait().unwrap().success());
    let whole = begun.elapsed();
    let peace = Archive::open(&peace).unwrap();
    let expected = seen(&peace);
    assert_eq!(peace.overview().unwrap().telegrams, u64::from(TELEGRAMS));
    assert_sound(&peace);

    let mut unfinished = 0;
    for round in 0..4_u32 {
        let place = dir.path().join(format!("round-{round}"));
        // Kills twice in a row, at moments spread over the whole import.
        for part in [round + 1, (round * 5 + 3) % 7 + 1] {
            let mut child = start(&place, &input);
            std::thread::sleep(whole * part / 8 + Duration::from_millis(u64::from(round)));
            child.kill().unwrap();
            unfinished += u32::from(!child.wait().unwrap().success());
        }
        let archive = Archive::create_or_open(&place).unwrap();
        assert_sound(&archive);
        let before = archive.overview().unwrap().telegrams;
        let report = import(&archive, "papers", &input);
        let it = &report.summary;
        assert_eq!((it.read, it.changed, it.failed), (u64::from(TELEGRAMS), 0, 0), "round {round}");
        assert_eq!((it.new, it.known), (u64::from(TELEGRAMS) - before, before), "round {round}: nothing twice");
        assert_sound(&archive);
        assert!(seen(&archive) == expected, "round {round}: another archive than the undisturbed one");
    }
    assert!(unfinished > 0, "no child was killed in time; the test has to be made larger");
}
