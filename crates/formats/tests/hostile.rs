//! Input that is broken or made to harm: each gives a clear problem with file
//! and position, and everything else is read.

#![allow(clippy::unwrap_used, reason = "helpers of tests, outside of test functions")]

use std::fs;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use formats::{Limits, Problem, Unit, read, unit_from_reader, walk};
use tempfile::TempDir;

const TELEGRAM: &str = "FM AMEMBASSY SUVA\nTO SECSTATE WASHDC\nTAGS: PREL, FJ\nSUBJECT: FERRY SERVICE\n";

fn walked(paths: &[PathBuf], limits: &Limits) -> (Vec<Unit>, Vec<Problem>) {
    let (mut units, mut problems) = (Vec::new(), Vec::new());
    let flow = walk(paths, limits, &mut |found| {
        match found {
            Ok(unit) => units.push(unit),
            Err(problem) => problems.push(problem),
        }
        ControlFlow::Continue(())
    });
    assert_eq!(flow, ControlFlow::Continue(()));
    (units, problems)
}

fn small() -> Limits {
    Limits { max_bytes: 1 << 20, ratio_floor: 1 << 16, ..Limits::default() }
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in members {
        let mut header = tar::Header::new_ustar();
        // Names that the library refuses to write are written by hand.
        let field = &mut header.as_old_mut().name;
        field[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append(&header, *content).unwrap();
    }
    builder.into_inner().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, content) in members {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn gz(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn put(folder: &Path, name: &str, content: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

fn names(units: &[Unit], folder: &Path) -> Vec<String> {
    let prefix = format!("{}/", folder.display());
    units.iter().map(|unit| unit.file.strip_prefix(&prefix).unwrap().to_owned()).collect()
}

#[test]
fn folders_and_archives_in_a_stable_order() {
    let folder = folder();
    fs::create_dir(folder.path().join("sub")).unwrap();
    put(folder.path(), "sub/b.txt", b"B");
    put(folder.path(), "c.dat", &gz(&tar(&[("x/1.txt", b"1"), ("x/0.txt", b"0")])));
    put(folder.path(), "a.txt", b"A");
    put(folder.path(), "d", &zip(&[("2.txt", b"2"), ("in.tar", &tar(&[("3.txt", b"3")]))]));
    put(folder.path(), "e.txt.gz", &gz(b"E"));
    let (units, problems) = walked(&[folder.path().to_owned()], &Limits::default());
    assert_eq!(problems, []);
    let expected = ["a.txt", "c.dat!x/1.txt", "c.dat!x/0.txt", "d!2.txt", "d!in.tar!3.txt", "e.txt", "sub/b.txt"];
    assert_eq!(names(&units, folder.path()), expected);
    assert_eq!(units[4].name, "3");
    let contents: Vec<&[u8]> = units.iter().map(|unit| &unit.bytes[..]).collect();
    assert_eq!(contents, [b"A", b"1", b"0", b"2", b"3", b"E", b"B"]);
}

#[test]
fn the_walk_stops_when_told() {
    let folder = folder();
    for name in ["a", "b", "c"] {
        put(folder.path(), name, b"x");
    }
    let mut count = 0;
    let flow = walk(&[folder.path().to_owned()], &Limits::default(), &mut |_| {
        count += 1;
        if count == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((flow, count), (ControlFlow::Break(()), 2));
}

#[test]
fn names_that_lead_outside() {
    let members: &[(&str, &[u8])] = &[("../evil.txt", b"x"), ("/etc/evil.txt", b"x"), ("ok/fine.txt", b"fine")];
    let folder = folder();
    let paths = [put(folder.path(), "a.tar", &tar(members)), put(folder.path(), "b.zip", &zip(members))];
    let (units, problems) = walked(&paths, &Limits::default());
    assert_eq!(names(&units, folder.path()), ["a.tar!ok/fine.txt", "b.zip!ok/fine.txt"]);
    assert_eq!(problems.len(), 4);
    for problem in &problems {
        assert_eq!(problem.reason, "its name leads outside the archive, not read");
        assert!(problem.position.as_deref().unwrap().starts_with("member "));
    }
}

#[test]
fn bombs_end_at_the_limits() {
    let zeros = vec![0u8; 40 << 20];
    let folder = folder();
    let limits = Limits { max_bytes: 64 << 20, ..small() };
    for (name, bomb) in [
        ("a.gz", gz(&zeros)),
        ("b.tar.gz", gz(&tar(&[("zeros", &zeros), ("after.txt", b"after")]))),
        ("c.zip", zip(&[("zeros", &zeros), ("after.txt", b"after")])),
        ("d.gz", gz(&gz(&zeros))),
    ] {
        let path = put(folder.path(), name, &bomb);
        let after = put(folder.path(), "z.txt", b"still read");
        let (units, problems) = walked(&[path, after], &limits);
        assert_eq!(names(&units, folder.path()), ["z.txt"], "{name}");
        assert_eq!(problems.len(), 1, "{name}: {problems:?}");
        assert_eq!(problems[0].reason, "expands to more than 200 times its size, stopped", "{name}");
    }
}

/// A header of a tar of this kind with this size, and the content filled up to whole blocks.
fn tar_entry(kind: tar::EntryType, name: &str, content: &[u8]) -> Vec<u8> {
    let mut header = tar::Header::new_gnu();
    header.set_path(name).unwrap();
    header.set_entry_type(kind);
    header.set_mode(0o644);
    header.set_size(content.len() as u64);
    header.set_cksum();
    let mut entry = header.as_bytes().to_vec();
    entry.extend_from_slice(content);
    entry.resize(entry.len().next_multiple_of(512), 0);
    entry
}

#[test]
fn long_names_are_read_and_endless_ones_are_not() {
    let folder = folder();
    let named = |length: usize| {
        let name = format!("{}/75SUVA617.txt", "a".repeat(length));
        let long = [name.as_bytes(), b"\0"].concat();
        let pax = format!(" path={name}\n");
        // The length at the start of a record counts itself.
        let digits = (pax.len() + 2).to_string().len();
        let mut record = format!("{}{pax}", pax.len() + digits);
        if !record.starts_with(&record.len().to_string()) {
            record = format!("{}{pax}", record.len());
        }
        let first = tar_entry(tar::EntryType::Regular, "first.txt", b"1");
        let last = tar_entry(tar::EntryType::Regular, "x", b"2");
        let end = vec![0; 1_024];
        let gnu = tar_entry(tar::EntryType::GNULongName, "././@LongLink", &long);
        let posix = tar_entry(tar::EntryType::XHeader, "PaxHeaders/x", record.as_bytes());
        [[first.clone(), gnu, last.clone(), end.clone()].concat(), [first, posix, last, end].concat()]
    };
    for content in named(200) {
        let (units, problems) = walked(&[put(folder.path(), "a.tar", &content)], &Limits::default());
        assert!(problems.is_empty(), "{problems:?}");
        assert!(units.len() == 2 && units[1].file.ends_with("a/75SUVA617.txt"), "{:?}", names(&units, folder.path()));
    }
    for (length, reason) in
        [(5_000, "its name is longer than 4096 bytes"), (3 << 20, "head of the next member is longer")]
    {
        for content in named(length) {
            let (units, problems) = walked(&[put(folder.path(), "a.tar.gz", &gz(&content))], &Limits::default());
            assert_eq!(units.len(), 1, "what came before");
            let [problem] = problems.as_slice() else { panic!("{problems:?}") };
            assert!(problem.reason.contains(reason) && problem.to_string().len() < 400, "{problem}");
        }
    }
}

#[test]
fn files_of_too_many_lines_are_told() {
    let folder = folder();
    let limits = Limits { max_lines: 100, ..Limits::default() };
    let blank = put(folder.path(), "blank.txt", &[b'\n'; 101]);
    let full = put(folder.path(), "full.txt", &[&[b'\n'; 100], b"THE FERRY SAILED.".as_slice()].concat());
    let (units, problems) = walked(&[blank, full], &limits);
    assert_eq!(names(&units, folder.path()), ["full.txt"]);
    assert!(problems.len() == 1 && problems[0].reason.starts_with("more than 100 lines"), "{problems:?}");
}

#[test]
fn members_that_are_too_large_are_skipped() {
    let big = vec![b'x'; 3 << 20];
    let folder = folder();
    let paths = [
        put(folder.path(), "a.tar", &tar(&[("big", &big), ("small", b"s")])),
        put(folder.path(), "b.zip", &zip(&[("big", &big), ("small", b"s")])),
        put(folder.path(), "c.txt", &big),
        put(folder.path(), "d.gz", &gz(&big)),
    ];
    let limits = Limits { max_ratio: 100_000, ..small() };
    let (units, problems) = walked(&paths, &limits);
    assert_eq!(names(&units, folder.path()), ["a.tar!small", "b.zip!small"]);
    let reasons: Vec<_> = problems.iter().map(|problem| problem.reason.as_str()).collect();
    assert_eq!(reasons, ["larger than 1 MiB, not read"; 4]);
}

#[test]
fn archives_nested_too_deep() {
    let mut nested = tar(&[("deep.txt", b"x")]);
    for _ in 0..5 {
        nested = tar(&[("in.tar", &nested)]);
    }
    let folder = folder();
    let (units, problems) = walked(&[put(folder.path(), "a.tar", &nested)], &Limits::default());
    assert_eq!(units, []);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].reason.contains("more than 3 deep"), "{}", problems[0]);
}

#[test]
fn archives_that_are_cut_off_keep_what_came_before() {
    let noise: Vec<u8> = (0..200_000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let folder = folder();
    let members: &[(&str, &[u8])] = &[("first.txt", b"first"), ("noise", &noise)];
    let whole_tar = tar(members);
    let whole_gz = gz(&whole_tar);
    let whole_zip = zip(members);
    for (name, content) in [("a.tar", &whole_tar[..whole_tar.len() / 2]), ("b.tar.gz", &whole_gz[..whole_gz.len() / 2])]
    {
        let (units, problems) = walked(&[put(folder.path(), name, content)], &Limits::default());
        assert_eq!(units.len(), 1, "{name}");
        assert_eq!(units[0].bytes, b"first");
        assert!(!problems.is_empty() && problems[0].position.is_some(), "{name}: {problems:?}");
    }
    // The list of members stands at the end of a zip: its members are read by their own headers.
    let (units, problems) =
        walked(&[put(folder.path(), "c.zip", &whole_zip[..whole_zip.len() / 2])], &Limits::default());
    assert_eq!(units.iter().map(|unit| &unit.bytes[..]).collect::<Vec<_>>(), [b"first"]);
    assert!(problems.len() == 2 && problems.iter().all(|problem| problem.reason.contains("cut off")), "{problems:?}");
    assert!(problems[0].file.ends_with("c.zip!noise"), "{problems:?}");
    // Where only the list is missing, all are read; a header that is cut off is no member.
    let list = whole_zip.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    for (name, end, found) in [("e.zip", list, 2), ("f.zip", list + 50, 2), ("g.zip", 20, 0)] {
        let (units, problems) = walked(&[put(folder.path(), name, &whole_zip[..end])], &Limits::default());
        assert_eq!((units.len(), problems.len()), (found, 1), "{name}: {problems:?}");
    }
    // The parts of a document are no members.
    let document = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>")]);
    let (units, problems) = walked(&[put(folder.path(), "h.docx", &document[..80])], &Limits::default());
    assert_eq!((units.len(), &problems[0].reason[..]), (0, "a document that is cut off"));
    let (units, problems) = walked(&[put(folder.path(), "d.gz", &gz(b"hello hello hello")[..16])], &Limits::default());
    assert_eq!((units.len(), problems.len()), (0, 1));
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_not_followed() {
    let folder = folder();
    put(folder.path(), "a.txt", b"A");
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.path().join("lost")).unwrap();
    let (units, problems) = walked(&[folder.path().to_owned()], &Limits::default());
    assert_eq!(units.len(), 1);
    let reasons: Vec<_> = problems.iter().map(|problem| problem.reason.as_str()).collect();
    assert_eq!(reasons, ["a symbolic link, not followed"; 2]);
    let (_, problems) = walked(&[folder.path().join("missing"), folder.path().join("lost")], &Limits::default());
    assert_eq!(problems.len(), 2);
}

#[test]
fn standard_input_may_be_an_archive() {
    let mut files = Vec::new();
    let content = gz(&tar(&[("a.txt", b"A"), ("b.txt", b"B")]));
    let _ = unit_from_reader("-", &content[..], &Limits::default(), &mut |found| {
        files.push(found.unwrap().file);
        ControlFlow::Continue(())
    });
    assert_eq!(files, ["-!a.txt", "-!b.txt"]);
}

fn only_problem(name: &str, bytes: &[u8]) -> Problem {
    let reading = read(&Unit::new(name, bytes.to_vec()));
    assert_eq!(reading.records.len(), 0, "{name}");
    assert_eq!(reading.problems.len(), 1, "{name}: {:?}", reading.problems);
    reading.problems[0].clone()
}

#[test]
fn what_holds_no_telegram() {
    assert_eq!(only_problem("a.txt", b"").reason, "empty");
    assert_eq!(only_problem("a.txt", b" \n\r\n").reason, "empty");
    assert_eq!(only_problem("a.txt", b"Dear diary,\n\nit rained all day.\n").reason, "no telegram found");
    assert_eq!(only_problem("a.html", b"<html><p>Welcome to my page</p></html>").reason, "no telegram found");
    assert_eq!(only_problem("1998-suva-01.xml", b"<event><year>1998</year></event>").reason, "no telegram found");
    assert!(only_problem("a.pdf", b"%PDF-1.7 x").reason.contains("a PDF document"));
    let noise: Vec<u8> = (0..2000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let problem = only_problem("a.bin", &noise);
    assert!(problem.reason.starts_with("no text") && problem.position.is_some(), "{problem}");
}

#[test]
fn one_line_of_thirty_megabytes() {
    let mut text = TELEGRAM.as_bytes().to_vec();
    text.extend(b"1. (U) ".iter().chain(b"THE FERRY SAILS AGAIN. ".iter().cycle()).take(30 << 20));
    let started = std::time::Instant::now();
    let reading = read(&Unit::new("x.txt", text));
    assert_eq!(reading.records.len(), 1);
    assert_eq!(reading.records[0].telegram.subject.as_deref(), Some("FERRY SERVICE"));
    assert!(started.elapsed().as_secs() < 60, "linear, even without optimisation");
}

#[test]
fn any_encoding_gives_the_same_telegram() {
    let text = "FM AMEMBASSY SUVA\nTO SECSTATE WASHDC\nTAGS: PREL, FJ\nSUBJECT: CAFÉ “FERRY” – SÃO TOMÉ\n";
    let wide = |little: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    let spoilt: String = encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned();
    for (name, bytes) in [
        ("utf-8", text.as_bytes().to_vec()),
        ("utf-8 with mark", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        ("utf-16 le", wide(true)),
        ("utf-16 be", wide(false)),
        ("windows-1252", encoding_rs::WINDOWS_1252.encode(text).0.into_owned()),
        ("mojibake", spoilt.into_bytes()),
    ] {
        let reading = read(&Unit::new("x.txt", bytes));
        assert_eq!(reading.records.len(), 1, "{name}");
        assert_eq!(
            reading.records[0].telegram.subject.as_deref(),
            Some("CAFÉ “FERRY” – SÃO TOMÉ"),
            "{name}: {:?}",
            reading.records[0].text
        );
    }
}

#[test]
fn markup_that_nests_without_end() {
    for piece in ["<div>", "<p>", "<b><i>", "<table><tr><td>", "<pre>", "<script>"] {
        let page = format!("<!DOCTYPE html>{TELEGRAM}{}", piece.repeat(50_000));
        let started = std::time::Instant::now();
        let reading = read(&Unit::new("x.html", page.into_bytes()));
        assert_eq!(reading.records.len(), 1, "{piece}");
        assert!(started.elapsed().as_secs() < 30, "{piece}");
    }
    let deep = format!("<TEI x=''><div type=\"document\" xml:id=\"d1\">{}", "<hi>".repeat(200_000));
    let reading = read(&Unit::new("x.xml", deep.into_bytes()));
    assert_eq!(reading.problems.len(), 1);
}

#[test]
fn compressed_in_other_ways() {
    const XZ: &[u8] = b"\xFD\x37\x7A\x58\x5A\x00\x00\x01\x69\x22\xDE\x36\x02\x00\x21\x01\x16\x00\x00\x00\
        \x74\x2F\xE5\xA3\x01\x00\x11\x46\x4D\x20\x41\x4D\x45\x4D\x42\x41\x53\x53\x59\x20\
        \x53\x55\x56\x41\x0A\x00\x00\x00\x0D\x6E\x2D\x3C\x00\x01\x26\x12\x47\x47\xE1\x10\
        \x90\x42\x99\x0D\x01\x00\x00\x00\x00\x01\x59\x5A";
    const BZIP2: &[u8] = b"\x42\x5A\x68\x39\x31\x41\x59\x26\x53\x59\xBC\x73\xFD\x78\x00\x00\x04\x56\x00\x00\
        \x10\x40\x00\x33\x02\x0B\x20\x20\x00\x31\x00\xD3\x4D\x03\x53\x4C\x69\xA6\x9F\x2D\
        \xD9\xA0\x52\x40\xE8\x71\xC2\xEE\x48\xA7\x0A\x12\x17\x8E\x7F\xAF\x00";
    let text = b"FM AMEMBASSY SUVA\n";
    let zstd = |content: &[u8]| ruzstd::encoding::compress_to_vec(content, ruzstd::encoding::CompressionLevel::Fastest);
    let folder = folder();
    let two = [zstd(text), zstd(b"TO SECSTATE\n")].concat();
    let paths = [
        put(folder.path(), "a.txt.xz", XZ),
        put(folder.path(), "b.txt.bz2", BZIP2),
        put(folder.path(), "c.txt.zst", &two),
        put(folder.path(), "d.tar.zst", &zstd(&tar(&[("in.txt", text)]))),
    ];
    let (units, problems) = walked(&paths, &Limits::default());
    assert_eq!(problems, []);
    assert_eq!(names(&units, folder.path()), ["a.txt", "b.txt", "c.txt", "d.tar.zst!in.txt"]);
    assert_eq!(units[0].bytes, text);
    assert_eq!(units[1].bytes, text);
    assert_eq!(units[2].bytes, b"FM AMEMBASSY SUVA\nTO SECSTATE\n");
    assert_eq!(units[3].bytes, text);
    // Cut off, and bombs.
    for (name, content) in [("e.xz", &XZ[..40]), ("f.bz2", &BZIP2[..30]), ("g.zst", &two[..20])] {
        let (units, problems) = walked(&[put(folder.path(), name, content)], &Limits::default());
        assert_eq!((units.len(), problems.len()), (0, 1), "{name}: {problems:?}");
    }
    let zeros = vec![0u8; 40 << 20];
    let (units, problems) =
        walked(&[put(folder.path(), "h.zst", &zstd(&zeros))], &Limits { max_bytes: 64 << 20, ..small() });
    assert_eq!(units.len(), 0);
    assert_eq!(problems[0].reason, "expands to more than 200 times its size, stopped");
}

/// A record of a crawler's archive.
fn warc(kind: &str, target: &str, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut record = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {target}\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    )
    .into_bytes();
    record.extend(content);
    record.extend(b"\r\n\r\n");
    record
}

#[test]
fn archives_of_crawlers() {
    let page = "<html><p>Hello</p></html>";
    let answer = |head: &str, body: &str| format!("HTTP/1.1 {head}\r\n\r\n{body}").into_bytes();
    let records = [
        warc("warcinfo", "", b"software: invented\r\n"),
        warc("request", "http://x.example/a", b"GET /a HTTP/1.1\r\n\r\n"),
        warc("response", "http://x.example/a", &answer("200 OK\r\nContent-Type: text/html", page)),
        warc("response", "http://x.example/b", &answer("404 Not Found\r\nContent-Type: text/html", page)),
        warc("response", "http://x.example/c", &answer("200 OK\r\nContent-Type: image/png", "PNG")),
        warc(
            "response",
            "http://x.example/d",
            &answer("200 OK\r\nTransfer-Encoding: chunked", "5\r\nFM AM\r\n0C\r\nEMBASSY SUVA\r\n0\r\n\r\n"),
        ),
    ];
    let folder = folder();
    let whole = records.concat();
    let each: Vec<u8> = records.iter().flat_map(|record| gz(record)).collect();
    let paths = [put(folder.path(), "a.warc", &whole), put(folder.path(), "b.warc.gz", &each)];
    let (units, problems) = walked(&paths, &Limits::default());
    assert_eq!(problems, []);
    let expected = [
        "a.warc!http://x.example/a",
        "a.warc!http://x.example/d",
        "b.warc!http://x.example/a",
        "b.warc!http://x.example/d",
    ];
    assert_eq!(names(&units, folder.path()), expected);
    assert_eq!(units[0].bytes, page.as_bytes());
    assert_eq!(units[3].bytes, b"FM AMEMBASSY SUVA");
    let (units, problems) = walked(&[put(folder.path(), "c.warc", &whole[..whole.len() - 30])], &Limits::default());
    assert_eq!(units.len(), 1);
    assert!(problems.iter().any(|problem| problem.reason == "ends too early, the file is cut off"), "{problems:?}");
}

/// A header field is a part of a telegram even where it says nothing, and so is a pass line (rules N56, N96, N118).
#[test]
fn bare_fields_are_parts_of_telegrams() {
    for text in [
        "SUBJECT:",
        "SUBJ:\n",
        "TAGS:",
        "REF: NONE",
        "Classified By:",
        "STATE FOR EAP/ANP",
        "FOR DAS ROE FROM AMBASSADOR",
    ] {
        let reading = formats::read(&formats::Unit::new("part.txt", text.as_bytes().to_vec()));
        assert_eq!(reading.records.len(), 1, "{text}");
        assert!(reading.problems.is_empty(), "{text}");
    }
}
