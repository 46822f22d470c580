//! Files that break off, have holes, or are larger than anything that is read.
//! All is invented.

#![allow(clippy::unwrap_used, reason = "helpers of tests, outside of test functions")]

use std::fs::{self, File};
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use formats::{Limits, Problem, read, walk};

const ROWS: u32 = 4000;

fn table(rows: u32) -> String {
    let row = |number: u32| {
        let day = number % 28 + 1;
        format!("05SUVA{number},2005-04-{day:02},1. (C) Ferry number {} sails.\n", number.wrapping_mul(2_654_435_761))
    };
    std::iter::once("Reference ID,Date,Body\n".to_owned()).chain((1..=rows).map(row)).collect()
}

fn lines(rows: u32) -> String {
    let line = |number: u32| {
        let noise = number.wrapping_mul(2_654_435_761);
        format!(
            "{{\"cable_id\":\"05SUVA{number}\",\"date\":\"2005-04-02\",\"body\":\"1. (C) Ferry {noise} sails.\"}}\n"
        )
    };
    (1..=rows).map(line).collect()
}

/// Keys of what was read, and what was not.
fn found(path: &Path) -> (Vec<String>, Vec<Problem>) {
    let (mut keys, mut problems) = (Vec::new(), Vec::new());
    let _ = walk(&[path.to_owned()], &Limits::default(), &mut |found| {
        match found {
            Ok(unit) => {
                let mut reading = read(&unit);
                keys.extend(reading.records.into_iter().map(|record| record.telegram.source.key));
                problems.append(&mut reading.problems);
            }
            Err(problem) => problems.push(problem),
        }
        ControlFlow::Continue(())
    });
    (keys, problems)
}

fn gz(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn bz2(content: &[u8]) -> Vec<u8> {
    // Small blocks, so that some end before the break.
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn zst(content: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(content, ruzstd::encoding::CompressionLevel::Fastest)
}

/// The rows before the break are read, the break is told with its place; the row
/// in which it stands is not taken for whole.
#[test]
fn compressed_tables_that_break_off() {
    let folder = tempfile::tempdir().unwrap();
    for (text, name) in [(table(ROWS), "csv"), (lines(ROWS), "jsonl")] {
        for (ending, bytes) in
            [("gz", gz(text.as_bytes())), ("zst", zst(text.as_bytes())), ("bz2", bz2(text.as_bytes()))]
        {
            for cut in [bytes.len() - 5, bytes.len() * 2 / 3, 300] {
                let path = folder.path().join(format!("t.{name}.{ending}"));
                fs::write(&path, &bytes[..cut]).unwrap();
                let (keys, problems) = found(&path);
                let context = format!("{name}.{ending} cut at {cut} of {}", bytes.len());
                let last = problems.last().unwrap();
                assert!(last.reason.contains("cut off") || last.reason.contains("cannot be read"), "{context}: {last}");
                let position = last.position.clone().unwrap();
                let place: usize = position.strip_prefix("byte ").unwrap().parse().unwrap();
                // All rows that ended before the break, and no other.
                let whole = text[..place].matches('\n').count() - usize::from(name == "csv" && place > 30);
                let expected: Vec<String> = (1..=whole).map(|number| format!("05SUVA{number}")).collect();
                assert!(keys == expected, "{context}: {} rows, {whole} before {position}; {problems:?}", keys.len());
                if ending == "gz" && cut > 300 {
                    assert!(whole > 1000, "{context}: {whole}");
                }
                assert!(problems.len() <= 2, "{context}: {problems:?}");
            }
        }
    }
}

fn sparse(path: PathBuf, begin: &[u8]) -> PathBuf {
    let mut file = File::create(&path).unwrap();
    file.write_all(begin).unwrap();
    file.set_len(10 << 30).unwrap();
    path
}

/// Ten gigabytes of nothing, alone and after the start of each form.
#[test]
fn sparse_files_end_soon() {
    let folder = tempfile::tempdir().unwrap();
    let zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new())).finish().unwrap().into_inner();
    for (name, begin, rows) in [
        ("nothing", Vec::new(), 0),
        ("text", b"FM AMEMBASSY SUVA\nTO SECSTATE WASHDC\n".to_vec(), 0),
        ("table", table(50).into_bytes(), 50),
        ("large table", table(5000).into_bytes(), 5000),
        ("lines", lines(50).into_bytes(), 50),
        ("gzip", gz(b"FM AMEMBASSY SUVA\n")[..18].to_vec(), 0),
        ("zip", zip, 0),
        ("7z", b"7z\xBC\xAF\x27\x1C\0\x04".to_vec(), 0),
        ("pdf", b"%PDF-1.4\n".to_vec(), 0),
        ("warc", b"WARC/1.0\r\n".to_vec(), 0),
    ] {
        let begun = Instant::now();
        let (keys, problems) = found(&sparse(folder.path().join("sparse"), &begin));
        assert!(begun.elapsed() < Duration::from_secs(20), "{name}: {:?}", begun.elapsed());
        assert_eq!(keys.len(), rows, "{name}: {problems:?}");
        assert!(
            !problems.is_empty() && problems.iter().all(|problem| problem.reason.len() > 10),
            "{name}: {problems:?}"
        );
        assert!(problems.len() < 4, "{name}: {problems:?}");
    }
}

/// Links that lead back, to each other, and to themselves.
#[cfg(unix)]
#[test]
fn loops_of_links_end() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("a/b/c");
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("05SUVA617.txt"), "FM AMEMBASSY SUVA\nTO SECSTATE WASHDC\nTAGS: PREL, FJ\n").unwrap();
    symlink("../..", deep.join("up")).unwrap();
    symlink(folder.path(), folder.path().join("a/root")).unwrap();
    symlink("two", folder.path().join("one")).unwrap();
    symlink("one", folder.path().join("two")).unwrap();
    symlink("self", folder.path().join("self")).unwrap();
    let (keys, problems) = found(folder.path());
    assert_eq!(keys, ["05SUVA617"]);
    let reasons: Vec<&str> = problems.iter().map(|problem| problem.reason.as_str()).collect();
    assert_eq!(reasons, ["a symbolic link, not followed"; 5]);
    // A link that the user names is followed, a loop of them is told.
    assert_eq!(found(&folder.path().join("a/root")).0, ["05SUVA617"]);
    let (keys, problems) = found(&folder.path().join("one"));
    assert_eq!((keys.len(), problems.len()), (0, 1));
}
