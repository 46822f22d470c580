//! What is kept of a reading gives the reading back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;

use super::paragraphs::begin_of;
use super::*;
use crate::Error;
use crate::blobs::{Blobs as _, FileBlobs, Hash, Staging as _};
use crate::store::KeptReading;
use crate::texts::Texts;

fn read(text: &str) -> Reading {
    let parsed = telegram::parse(text);
    Reading { telegram: parsed.telegram, elements: parsed.elements, text: text.to_owned() }
}

fn no_blobs() -> (tempfile::TempDir, Arc<FileBlobs>) {
    let dir = tempfile::tempdir().unwrap();
    let blobs = Arc::new(FileBlobs::open(dir.path()).unwrap());
    (dir, blobs)
}

fn no_blob() -> String {
    Hash::of(b"").to_string()
}

/// The whole of what was kept, with its original among these blobs.
fn decode(bytes: &[u8], blobs: &Arc<FileBlobs>, blob: &str) -> Result<Reading, Error> {
    Texts::new(blobs.clone()).whole(&kept(bytes, blob))
}

fn kept(bytes: &[u8], blob: &str) -> KeptReading {
    let witness = crate::WitnessNumber::default();
    KeptReading { witness, blob: blob.to_owned(), reading: bytes.to_vec(), sketch: Vec::new() }
}

fn assert_kept(mut reading: Reading) {
    let before = reading.clone();
    let bytes = reading.encode(None).unwrap();
    for after in [reading, decode(&bytes, &no_blobs().1, &no_blob()).unwrap()] {
        assert_eq!((after.telegram, after.elements), (before.telegram.clone(), before.elements.clone()));
        assert_eq!(after.text, before.text);
    }
}

/// Lines of other ends, a byte order mark, a blank that is made plain: the text is not its file.
fn file() -> Vec<u8> {
    format!("\u{feff}{}", TELEGRAM.replace('\n', "\r\n").replace("NO ONE WAS", "NO\u{2003}ONE WAS")).into_bytes()
}

/// Reads a file that stands in a blob after other bytes, and keeps it.
fn kept_of(bytes: &[u8], before: &[u8]) -> (Reading, Vec<u8>) {
    let record = formats::read(&formats::Unit::new("ferry.txt", bytes.to_vec())).records.remove(0);
    let origin = Origin { bytes, first: before.len() as u64, map: &record.map };
    let mut reading = Reading { telegram: record.telegram, elements: record.elements, text: record.text };
    let kept = reading.encode(Some(&origin)).unwrap();
    (reading, kept)
}

#[test]
fn a_text_that_the_blob_has_is_not_kept_again() {
    let (before, bytes) = (b"other rows\n", file());
    let (reading, kept) = kept_of(&bytes, before);
    let (_dir, blobs) = no_blobs();
    let all = [&before[..], &bytes].concat();
    let hash = Hash::of(&all);
    blobs.put(hash, &all).unwrap();
    blobs.settle().unwrap();
    let blob = hash.to_string();
    let back = decode(&kept, &blobs, &blob).unwrap();
    assert_eq!((&back.telegram, &back.elements, &back.text), (&reading.telegram, &reading.elements, &reading.text));

    // Facts that stand apart from the text need no blob.
    let (facts, is_whole) = Texts::new(no_blobs().1).what_is_there(&self::kept(&kept, &blob)).unwrap();
    assert_eq!((&facts.telegram.subject, &facts.telegram.from), (&reading.telegram.subject, &reading.telegram.from));
    assert!(!is_whole && facts.text.is_empty());
    let missing = decode(&kept, &no_blobs().1, &blob).unwrap_err().to_string();
    assert!(missing.contains("is missing or too short") && missing.contains(&blob), "{missing}");
    let damaged = String::from_utf8(all).unwrap().replace("REPAIRED IN APIA", "REPAIRED IN SUVA");
    std::fs::write(blobs.place(hash), damaged).unwrap();
    let changed = decode(&kept, &blobs, &blob).unwrap_err().to_string();
    assert!(changed.contains("was changed on the disk"), "{changed}");
}

const TELEGRAM: &str = "R 020315Z APR 75\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC\nUNCLAS SUVA 0617\n\nSUBJECT: FERRY\n\n\
                        1. SUMMARY: THE FERRY  SAILS\n   AGAIN.\n\n2. (U) REPAIRS. IT WAS\nUNCLASSIFIED\n\nPAGE 02  SUVA 00617\n\n\
                        REPAIRED IN APIA.\n\n3. NO ONE WAS HURT.\nROE\n";

#[test]
fn reads_back_what_it_wrote() {
    for text in [TELEGRAM, "SUBJECT: FERRY SERVICE", "", TELEGRAM] {
        assert_kept(read(text));
    }
    assert!(decode(b"no such thing", &no_blobs().1, &no_blob()).is_err());
}

#[test]
fn paragraphs_are_kept_once() {
    let mut reading = read(TELEGRAM);
    assert_eq!(reading.telegram.paragraphs.len(), 3, "{:?}", reading.telegram.paragraphs);
    let begins: Vec<_> = reading.telegram.paragraphs.iter().map(|it| begin_of(TELEGRAM, it.span, &it.text)).collect();
    let of = |words| TELEGRAM.find(words);
    assert_eq!(begins, [of("SUMMARY"), None, of("NO ONE")], "a page line stands in the second");
    // Words of its own are kept, wherever its span leads.
    reading.telegram.paragraphs[2].text = "NO ONE".to_owned();
    reading.telegram.paragraphs[0].text = String::new();
    assert_kept(reading);
}

/// As earlier versions wrote it: each paragraph with its text.
#[test]
fn reads_what_was_written_whole() {
    let reading = read(TELEGRAM);
    let json = serde_json::json!({
        "telegram": reading.telegram, "elements": reading.elements, "text": reading.text,
    });
    let back = decode(&packed::earlier::deflated(json.to_string().as_bytes()), &no_blobs().1, &no_blob()).unwrap();
    assert_eq!(back.telegram, reading.telegram);
}

proptest! {
    #[test]
    fn any_text_is_kept(text in "(1\\. |\n\n2\\. |[A-Z]{1,6}| |  |\n|\u{a0}|\u{85}|\\PC|\\(U\\) ){0,40}") {
        assert_kept(read(&text));
    }
}

/// All files below a folder of the repository.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() { files(&entry, found) } else { found.push(entry) }
    }
}

#[test]
fn every_form_is_kept_in_a_tenth_of_its_json() {
    let mut found = Vec::new();
    for folder in ["samples", "tests/carriers"] {
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder), &mut found);
    }
    let (_dir, blobs) = no_blobs();
    let (mut records, mut kept_bytes, mut json_bytes) = (0, 0, 0);
    for file in found {
        let bytes = std::fs::read(&file).unwrap();
        let hash = Hash::of(&bytes);
        blobs.put(hash, &bytes).unwrap();
        blobs.settle().unwrap();
        let unit = formats::Unit::new(file.file_name().unwrap().to_str().unwrap(), bytes);
        for record in formats::read(&unit).records {
            let origin = Origin { bytes: &unit.bytes, first: 0, map: &record.map };
            let mut reading = Reading { telegram: record.telegram, elements: record.elements, text: record.text };
            let before = reading.clone();
            let kept = reading.encode(Some(&origin)).unwrap();
            for after in [&reading, &decode(&kept, &blobs, &hash.to_string()).unwrap()] {
                assert_eq!(after.telegram, before.telegram, "{}", file.display());
                assert_eq!((&after.elements, &after.text), (&before.elements, &before.text), "{}", file.display());
            }
            let facts = Reading::facts(&kept).unwrap();
            assert_eq!(
                (facts.id, facts.subject, facts.info),
                (before.telegram.id, before.telegram.subject, before.telegram.info)
            );
            let body = Texts::new(blobs.clone()).bodies(&[self::kept(&kept, &hash.to_string())]).unwrap().remove(0);
            assert_eq!((body.telegram.paragraphs, body.text), (before.telegram.paragraphs, before.text));
            records += 1;
            kept_bytes += kept.len();
            json_bytes += serde_json::to_vec(&reading.telegram).unwrap().len();
        }
    }
    assert!(records > 60 && kept_bytes * 10 < json_bytes, "{records} {kept_bytes} {json_bytes}");
}

proptest! {
    #[test]
    fn other_bytes_are_told(
        facts in prop::collection::vec(any::<u8>(), 0..60),
        body in prop::collection::vec(any::<u8>(), 0..60),
        places in prop::collection::vec(any::<u8>(), 0..60),
    ) {
        // The sum is theirs: only reading them can tell.
        let bytes = Record { facts, body, places }.to_bytes();
        let _ = Reading::facts(&bytes);
        let _ = decode(&bytes, &no_blobs().1, &no_blob());
    }
}

/// A record as the first version with this form wrote it.
const RECORD: &[u8] = include_bytes!("record-5.bin");

#[test]
fn what_was_written_in_this_form_is_read() {
    let back = decode(RECORD, &no_blobs().1, &no_blob()).unwrap();
    assert_eq!(back.text, TELEGRAM);
    assert_eq!(back.telegram.id.as_deref(), Some("75SUVA617"));
    assert_eq!(back.telegram.subject.as_deref(), Some("FERRY"));
    let texts: Vec<_> =
        back.telegram.paragraphs.iter().map(|paragraph| (&*paragraph.anchor, &*paragraph.text)).collect();
    assert_eq!(texts[0], ("p1", "SUMMARY: THE FERRY SAILS AGAIN."));
    assert_eq!(texts[1..], [("p2", "REPAIRS. IT WAS REPAIRED IN APIA."), ("p3", "NO ONE WAS HURT.")]);
    assert_eq!(back.elements.iter().map(|element| element.span.len() as usize).sum::<usize>(), TELEGRAM.len());
}

/// Writes a record anew: only with another form.
#[test]
#[ignore = "makes another format"]
fn writes_a_record() {
    let bytes = read(TELEGRAM).encode(None).unwrap();
    std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reading/record-5.bin"), bytes).unwrap();
}
