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
    let position = report.problems.listed[0].position.clone().unwrap();
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

/// A table of which no row can be read leaves nothing after, however often it
/// is imported; nor does an edition that says nothing new.
#[test]
fn no_blob_without_a_witness() {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::create_or_open(&dir.path().join("archive")).unwrap();
    let file = dir.path().join("dump.csv");
    // Sound at the start, so that it is a table; then every row is broken.
    let header = "number,created,reference id,body\n";
    let broken: String = (1..=30).map(|number| format!("{number},3/3/1975 8:00,75SUVA{number}\n")).collect();
    for text in
        [format!("{header}{broken}"), "{\"id\": \"75SUVA1\", \"body\": }\n{\"id\": \"75SUVA2\" \"body\"}\n".to_owned()]
    {
        fs::write(&file, text).unwrap();
        for _ in 0..2 {
            let report = import(&archive, "dump", &file);
            assert_eq!(report.summary.read, 0);
            assert!(report.summary.failed > 0);
            assert_eq!(blobs(&archive), 0);
            assert_sound(&archive);
        }
    }

    let rows: String = (1..=20).map(row).collect();
    fs::write(&file, &rows).unwrap();
    assert_eq!(counts(&import(&archive, "dump", &file)), [20, 20, 0, 0, 0]);
    // The same rows in another file, with one that is broken.
    fs::write(&file, format!("{rows}\"21\",\"3/3/1975 8:00\",\"75SU\n")).unwrap();
    assert_eq!(counts(&import(&archive, "dump", &file)), [20, 0, 20, 0, 1]);
    assert_sound(&archive);
    let raw = archive.raw(archive.telegram("75SUVA7").unwrap().unwrap().witnesses[0].number).unwrap().unwrap();
    assert_eq!(String::from_utf8(raw).unwrap(), row(7).trim_end());
    // And again as they were, where what is known is not read.
    fs::write(&file, &rows).unwrap();
    assert_eq!(counts(&import(&archive, "dump", &file)), [20, 0, 20, 0, 0]);
    assert_sound(&archive);
}

/// What an import that was killed had kept and not yet written is taken away
/// when the archive is opened next.
#[test]
fn what_a_killed_import_kept_is_taken_away() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("archive");
    let file = dir.path().join("dump.csv");
    let rows: String = (1..=20).map(row).collect();
    fs::write(&file, &rows).unwrap();
    let archive = Archive::create_or_open(&place).unwrap();
    import(&archive, "dump", &file);
    let kept = archive.telegram("75SUVA7").unwrap().unwrap().witnesses[0].blob.clone();
    drop(archive);

    let unnamed = "ab".repeat(32);
    let blobs = place.join("blobs");
    fs::create_dir_all(blobs.join("ab")).unwrap();
    fs::write(blobs.join("ab").join(&unnamed), b"a table").unwrap();
    fs::write(blobs.join(".new-x1"), b"half a table").unwrap();
    // The list as a kill leaves it, its last line cut off.
    fs::write(blobs.join(".unclaimed"), format!("{kept}\n{unnamed}\n{}", &kept[..20])).unwrap();
    let archive = Archive::open(&place).unwrap();
    assert_sound(&archive);
    assert!(!blobs.join(".new-x1").exists());
    assert_eq!(counts(&import(&archive, "dump", &file)), [20, 0, 20, 0, 0]);
    assert_sound(&archive);
}
