//! A table of rows is kept once; its rows are witnesses by their bytes.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use archive::{Archive, Silent};
use common::*;

fn row(number: u32) -> String {
    let text = telegram("SUVA", number, 3, "FERRY SERVICE", "", &["THE FERRY SAILS AGAIN."; 12]);
    format!(
        "\"{number}\",\"3/3/1975 8:00\",\"75SUVA{number}\",\"Embassy Suva\",\"CONFIDENTIAL\",\"\",\"\",\"{text}\"\n"
    )
}

fn blobs(archive: &Archive) -> usize {
    let folders = fs::read_dir(archive.dir().join("blobs")).unwrap();
    folders.map(|folder| fs::read_dir(folder.unwrap().path()).unwrap().count()).sum()
}

#[test]
fn rows_are_ranges_of_one_blob() {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::create_or_open(&dir.path().join("archive")).unwrap();
    let file = dir.path().join("dump.csv");
    // More than one part.
    let rows: Vec<String> = (1..=6000).map(row).collect();
    let mut text = rows.concat();
    text.push_str("\"6001\",\"3/3/1975 8:00\",\"75SU\n");
    fs::write(&file, &text).unwrap();
    assert!(text.len() > 3 << 20);

    let report = import(&archive, "dump", &file);
    assert_eq!(counts(&report), [6000, 6000, 0, 0, 1]);
    let position = report.problems[0].position.clone().unwrap();
    assert_eq!(position, format!("row 6001, byte {}", rows.concat().len()));
    assert_eq!(blobs(&archive), 1);
    assert_sound(&archive);
    for number in [1, 3000, 6000] {
        let page = archive.telegram(&format!("75SUVA{number}")).unwrap().unwrap();
        let raw = archive.raw(page.witnesses[0].number).unwrap().unwrap();
        assert_eq!(String::from_utf8(raw).unwrap(), rows[number as usize - 1].trim_end());
    }

    let again = import(&archive, "dump", &file);
    assert_eq!(counts(&again), [6000, 0, 6000, 0, 1], "broken rows are told again");
    assert_eq!(again.problems, report.problems);

    // A new edition of the table: rows that stayed are known.
    fs::write(&file, rows.concat().replacen("FERRY SAILS", "FERRY SAILED", 1)).unwrap();
    let report = import(&archive, "dump", &file);
    assert_eq!(counts(&report), [6000, 0, 5999, 1, 0]);
    assert_sound(&archive);
}

#[test]
fn a_table_from_a_stream() {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::create_or_open(dir.path()).unwrap();
    let text: String = (1..=20).map(row).collect();
    let report = archive.import_reader("-", &mut text.as_bytes(), &options("dump"), &Silent).unwrap();
    assert_eq!(counts(&report), [20, 20, 0, 0, 0]);
    assert_eq!(blobs(&archive), 1);
}
