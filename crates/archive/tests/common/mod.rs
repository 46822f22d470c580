//! Invented telegrams and archives to put them in.
#![allow(dead_code, reason = "each test file uses a part")]

use std::fs;
use std::path::{Path, PathBuf};

use archive::{Archive, ImportOptions, ImportReport, Silent};

/// An invented telegram as a plain text file, with one numbered paragraph for
/// each of `body`.
pub(crate) fn telegram(post: &str, number: u32, day: u32, subject: &str, references: &str, body: &[&str]) -> String {
    let mut text = format!(
        "R {day:02}0800Z MAR 75\nFM AMEMBASSY {post}\nTO SECSTATE WASHDC\nBT\nC O N F I D E N T I A L {post} {number:05}\n\n\
         E.O. 11652: GDS\nTAGS: PFOR, EWWT\nSUBJECT: {subject}\n"
    );
    if !references.is_empty() {
        text.push_str(&format!("REF: {references}\n"));
    }
    for (index, paragraph) in body.iter().enumerate() {
        text.push_str(&format!("\n{}. (C) {paragraph}\n", index + 1));
    }
    text.push_str("\nMARLOWE\nBT\n");
    text
}

/// A folder with files.
pub(crate) fn folder(dir: &Path, files: &[(&str, &str)]) -> PathBuf {
    for (name, text) in files {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir.to_owned()
}

pub(crate) fn options(collection: &str) -> ImportOptions {
    ImportOptions { threads: 2, ..ImportOptions::new(collection, "2026-01-01T00:00:00Z".parse().unwrap()) }
}

pub(crate) fn import(archive: &Archive, collection: &str, path: &Path) -> ImportReport {
    archive.import(&[path.to_owned()], &options(collection), &Silent).unwrap()
}

/// read, new, known, changed, failed
pub(crate) fn counts(report: &ImportReport) -> [u64; 5] {
    let it = &report.summary;
    [it.read, it.new, it.known, it.changed, it.failed]
}

/// Fails with what does not agree.
pub(crate) fn assert_sound(archive: &Archive) {
    let found = archive.verify(&Silent).unwrap();
    assert!(found.is_sound(), "{:?}", found.findings);
}
