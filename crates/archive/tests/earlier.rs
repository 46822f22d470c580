//! Archives that earlier versions wrote open, agree, and have the same addresses.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs::File;

use archive::{Archive, Silent};
use common::*;
use flate2::read::GzDecoder;
use jiff::Timestamp;

/// The schemas of which an archive is kept.
const SCHEMAS: [&str; 4] = ["5", "6", "7", "8"];

/// The archive of a schema, open.
fn opened(schema: &str) -> (tempfile::TempDir, Archive) {
    let dir = tempfile::tempdir().unwrap();
    let packed = File::open(format!("{}/tests/archives/schema-{schema}.tar.gz", env!("CARGO_MANIFEST_DIR"))).unwrap();
    tar::Archive::new(GzDecoder::new(packed)).unpack(dir.path()).unwrap();
    let archive = Archive::open(dir.path()).unwrap();
    (dir, archive)
}

#[test]
fn archives_of_earlier_schemas_open_and_have_the_same_addresses() {
    for schema in SCHEMAS {
        let (_dir, archive) = opened(schema);
        // They are kept without their index.
        archive.mend_index(&Silent).unwrap();
        assert_sound(&archive);
        assert_eq!(archive.overview().unwrap().telegrams, 7);
        let page = archive.telegram("05SUVA617").unwrap().unwrap();
        let mut copies: Vec<_> =
            page.witnesses.iter().map(|copy| (copy.copy, copy.collection.as_str(), copy.shown)).collect();
        copies.sort_unstable();
        assert_eq!(copies, [(1, "texts", false), (2, "pages", true)]);
        // What was split off stays so, with the reason.
        let split = archive.telegram_by_key("pages", "05APIA42").unwrap().unwrap();
        assert_eq!((split.address.as_str(), split.witnesses[0].copy), ("/collections/pages/05APIA42", 1));
        assert!(split.witnesses[0].decision.is_some());
        assert_eq!(archive.forget_decision("pages", "05APIA42").unwrap(), "/05APIA42");
        assert_sound(&archive);
    }
}

#[test]
fn a_copy_keeps_its_number_whatever_is_split_off_or_joined() {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::create_or_open(&dir.path().join("a")).unwrap();
    for (collection, body) in [("one", "THE FERRY SAILS."), ("two", "THE FERRY SAILS AGAIN."), ("three", "IT SAILS.")] {
        let text = telegram("SUVA", 617, 3, "FERRY SERVICE", "", &[body]);
        import(&archive, collection, &folder(&dir.path().join(collection), &[("75SUVA617.txt", &text)]));
    }
    let numbers = |address: &str| -> Vec<(u32, String)> {
        let copies = archive.copies(address, None).unwrap().unwrap();
        let mut numbers: Vec<_> = copies.witnesses.into_iter().map(|copy| (copy.copy, copy.collection)).collect();
        numbers.sort_unstable();
        numbers
    };
    let of = |collection: &str| {
        let page = archive.telegram_by_key(collection, "75SUVA617").unwrap().unwrap();
        page.witnesses.into_iter().find(|copy| copy.collection == collection).unwrap()
    };
    let at = |copy| archive.numbered_copy("/75SUVA617", copy).unwrap();
    let all = [(1, "one".to_owned()), (2, "two".to_owned()), (3, "three".to_owned())];
    assert_eq!(numbers("/75SUVA617"), all);

    // The others keep theirs, and its own still leads to it.
    archive.split_witness("one", "75SUVA617", None, Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(numbers("/75SUVA617"), all[1..]);
    assert_eq!(at(1), Some(of("one").number));
    assert_eq!(of("one").copy, 1);

    // One that comes later gets a number that none had.
    let text = telegram("SUVA", 617, 3, "FERRY SERVICE", "", &["ANOTHER COPY."]);
    import(&archive, "four", &folder(&dir.path().join("four"), &[("75SUVA617.txt", &text)]));
    assert_eq!(of("four").copy, 4);

    // When all have left, the telegram is gone and its numbers are not; those that come back have their own again.
    for collection in ["two", "three", "four"] {
        archive.split_witness(collection, "75SUVA617", None, Timestamp::UNIX_EPOCH).unwrap();
    }
    assert!(archive.telegram("75SUVA617").unwrap().is_none());
    assert_eq!(at(3), Some(of("three").number));
    for collection in ["three", "one"] {
        archive.forget_decision(collection, "75SUVA617").unwrap();
    }
    assert_eq!(numbers("/75SUVA617"), [(1, "one".to_owned()), (3, "three".to_owned())]);
    let text = telegram("SUVA", 617, 3, "FERRY SERVICE", "", &["THE FIFTH."]);
    import(&archive, "five", &folder(&dir.path().join("five"), &[("75SUVA617.txt", &text)]));
    assert_eq!(of("five").copy, 5);
    assert_sound(&archive);
}
