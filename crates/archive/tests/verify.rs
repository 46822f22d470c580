//! Verification finds each kind of damage.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use archive::{Archive, Page, Query, Silent};
use common::*;

/// An archive with two telegrams, closed.
fn place(dir: &Path) -> PathBuf {
    let place = dir.join("a");
    let archive = Archive::create_or_open(&place).unwrap();
    import(
        &archive,
        "papers",
        &folder(
            &dir.join("in"),
            &[
                ("75SUVA617.txt", &telegram("SUVA", 617, 3, "FERRY SERVICE", "", &["THE FERRY SAILS."])),
                ("75SUVA618.txt", &telegram("SUVA", 618, 4, "FERRY STRIKE", "", &["IT DOES NOT SAIL."])),
            ],
        ),
    );
    assert_sound(&archive);
    place
}

fn blob(place: &Path) -> PathBuf {
    let archive = Archive::open(place).unwrap();
    let name = archive.telegram("75SUVA617").unwrap().unwrap().witnesses[0].blob.clone();
    place.join("blobs").join(&name[..2]).join(name)
}

fn sql(place: &Path, statement: &str) {
    rusqlite::Connection::open(place.join("catalogue.sqlite")).unwrap().execute_batch(statement).unwrap();
}

fn codes(place: &Path) -> Vec<&'static str> {
    let found = Archive::open(place).unwrap().verify(&Silent).unwrap();
    found.findings.iter().for_each(|finding| assert!(!finding.message.is_empty() && !finding.subject.is_empty()));
    found.findings.into_iter().map(|finding| finding.code).collect()
}

#[test]
fn an_altered_reading_is_told_and_never_shown() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    let number = Archive::open(&place).unwrap().telegram("75SUVA617").unwrap().unwrap().witnesses[0].number.to_string();
    let catalogue = rusqlite::Connection::open(place.join("catalogue.sqlite")).unwrap();
    let kept: Vec<u8> =
        catalogue.query_row("SELECT reading FROM witness WHERE number = ?1", [&number], |row| row.get(0)).unwrap();
    let change = |at: usize| {
        let mut changed = kept.clone();
        changed[at] ^= 1;
        catalogue.execute("UPDATE witness SET reading = ?2 WHERE number = ?1", (&number, changed)).unwrap();
    };
    for at in [1, kept.len() / 2, kept.len() - 1] {
        change(at);
        assert_eq!(codes(&place), ["reading-damaged"], "byte {at}");
        let archive = Archive::open(&place).unwrap();
        let error = archive.telegram("75SUVA617").unwrap_err().to_string();
        assert!(error.contains("changed on the disk") && error.contains("chancery verify"), "{error}");
        // It is found and listed all the same, without its words.
        let found = archive.search(&Query::parse("service").unwrap(), &Page::default()).unwrap();
        assert_eq!((found.total, &*found.hits[0].address), (1, "/75SUVA617"));
        assert!(found.hits[0].snippet.parts.is_empty());
    }
}

#[test]
fn finds_damaged_blobs() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    let blob = blob(&place);
    let bytes = fs::read(&blob).unwrap();
    let original = || Archive::open(&place).unwrap().raw("1".parse().unwrap());
    assert_eq!(original().unwrap().unwrap(), bytes);
    // Also where only one byte is another, which the text does not have.
    let mut altered = bytes.clone();
    *altered.last_mut().unwrap() = b' ';
    for other in [&b"other bytes"[..], &altered, &[&bytes[..], b"more"].concat()] {
        fs::write(&blob, other).unwrap();
        assert_eq!(codes(&place), ["blob-changed"]);
        if other.len() <= bytes.len() {
            let error = original().unwrap_err();
            assert!(error.is_original_lost(), "{error}");
        }
        // Importing the file again brings it back.
        import(&Archive::open(&place).unwrap(), "papers", &dir.path().join("in"));
        assert_eq!((original().unwrap().unwrap(), codes(&place).len()), (bytes.clone(), 0));
    }
    fs::remove_file(&blob).unwrap();
    assert_eq!(codes(&place), ["blob-missing"]);
    let error = Archive::open(&place).unwrap().raw("1".parse().unwrap()).unwrap_err();
    assert!(error.to_string().contains("missing"), "{error}");
    // Importing the file again brings it back.
    import(&Archive::open(&place).unwrap(), "papers", &dir.path().join("in"));
    assert_eq!(fs::read(&blob).unwrap(), bytes);
    assert_eq!(codes(&place), [""; 0]);

    let orphan = place.join("blobs/ab").join(format!("ab{}", "0".repeat(62)));
    fs::create_dir_all(orphan.parent().unwrap()).unwrap();
    fs::write(orphan, b"").unwrap();
    assert_eq!(codes(&place), ["blob-orphan"]);
}

#[test]
fn without_an_original_all_but_its_text_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    let blob = blob(&place);
    fs::remove_file(&blob).unwrap();
    let archive = Archive::open(&place).unwrap();
    let found = |words: &str| archive.search(&Query::parse(words).unwrap(), &Page::default()).unwrap().hits;
    let hits = found("=sails");
    assert_eq!((hits[0].id.as_deref(), hits[0].snippet.parts.len()), (Some("75SUVA617"), 0));
    let error = archive.telegram("75SUVA617").unwrap_err();
    assert!(error.is_original_lost() && error.to_string().contains("importing that file again"), "{error}");
    assert!(archive.telegram("75SUVA618").unwrap().is_some());

    // An index that is built meanwhile knows its facts, and verification that this is not all.
    archive.rebuild_index(&Silent).unwrap();
    assert_eq!(found("subject:ferry").len(), 2);
    assert!(found("=sails").is_empty());
    assert_eq!(codes(&place), ["blob-missing", "index-stale"]);
    import(&archive, "papers", &dir.path().join("in"));
    assert_eq!(codes(&place), ["index-stale"]);
    archive.rebuild_index(&Silent).unwrap();
    assert_eq!(codes(&place), [""; 0]);
    assert_eq!(found("=sails").len(), 1);
}

#[test]
fn finds_damage_in_the_catalogue() {
    let cases = [
        ("UPDATE witness SET end_byte = 999999 WHERE number = 1", "witness-range"),
        ("UPDATE witness SET first_byte = 7 WHERE number = 1", "witness-changed"),
        ("UPDATE telegram SET shown = 99 WHERE number = 1", "catalogue-damaged"),
        ("UPDATE telegram SET revision = 99 WHERE number = 1", "index-stale"),
        (
            "INSERT INTO telegram (id, address, kind, text_state, shown, revision)
          VALUES ('75SUVA1', '/75SUVA1', 'telegram', 'present', 1, 1)",
            "index-missing",
        ),
        ("PRAGMA foreign_keys = OFF; DELETE FROM telegram WHERE number = 1", "index-extra"),
    ];
    for (statement, code) in cases {
        let dir = tempfile::tempdir().unwrap();
        let place = place(dir.path());
        sql(&place, statement);
        let found = codes(&place);
        assert!(found.contains(&code), "{statement}: {found:?}");
    }
}

#[test]
fn finds_a_damaged_index_and_rebuilds_it() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    let positions = fs::read_dir(place.join("index")).unwrap().map(|entry| entry.unwrap().path());
    let file = positions.into_iter().find(|path| path.extension().is_some_and(|it| it == "pos")).unwrap();
    let mut bytes = fs::read(&file).unwrap();
    bytes[0] ^= 0xFF;
    fs::write(&file, bytes).unwrap();
    assert_eq!(codes(&place), ["index-damaged"]);
    let archive = Archive::open(&place).unwrap();
    assert_eq!(archive.rebuild_index(&Silent).unwrap(), 2);
    assert_sound(&archive);
}

#[test]
fn an_index_of_other_rules_or_none_is_built_anew() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    let ferries = || {
        let archive = Archive::open(&place).unwrap();
        let total = archive.search(&Query::parse("ferries").unwrap(), &Page::default()).unwrap().total;
        assert_sound(&archive);
        total
    };
    assert_eq!(ferries(), 2);
    fs::write(place.join("index/chancery-format"), "fields 0, other stems").unwrap();
    assert_eq!(codes(&place), ["index-damaged"]);
    assert_eq!(ferries(), 2);
    fs::remove_dir_all(place.join("index")).unwrap();
    assert_eq!(ferries(), 2);
}

/// An older catalogue beside a newer index: a restored backup.
#[test]
fn an_index_ahead_of_its_catalogue_is_built_anew() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    sql(&place, "PRAGMA wal_checkpoint(TRUNCATE)");
    let backup = fs::read(place.join("catalogue.sqlite")).unwrap();
    let more = telegram("SUVA", 619, 4, "FERRY TALKS", "", &["TALKS GO ON."]);
    import(&Archive::open(&place).unwrap(), "papers", &folder(&dir.path().join("more"), &[("75SUVA619.txt", &more)]));
    fs::write(place.join("catalogue.sqlite"), backup).unwrap();
    for after in ["catalogue.sqlite-wal", "catalogue.sqlite-shm"] {
        let _ = fs::remove_file(place.join(after));
    }
    // The bytes of the third telegram remain as an orphan.
    assert_eq!(codes(&place), ["blob-orphan"]);
}

/// As a process leaves it that was killed while it built the index anew: the
/// index is empty, and the queue does not name what is long since in the catalogue.
#[test]
fn an_index_whose_building_was_killed_is_built_again() {
    let dir = tempfile::tempdir().unwrap();
    let place = place(dir.path());
    let none = dir.path().join("none");
    drop(Archive::create_or_open(&none).unwrap());
    fs::remove_dir_all(place.join("index")).unwrap();
    fs::rename(none.join("index"), place.join("index")).unwrap();
    assert_eq!(codes(&place), [""; 0]);
}
