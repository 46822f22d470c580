//! What cannot be read gets a clear line in the report and exit status 1;
//! everything beside it is imported.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs::File;
use std::io::{self, Read as _, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use support::{World, telegram};
use zip::write::SimpleFileOptions;

/// Imports the world's files and gives the report; the good telegram must be in.
#[track_caller]
fn import(world: &World) -> Value {
    world.file("zzz-good.txt", telegram(617));
    let report = world.run(&["import", "--json", "files"]).expect(1).json();
    world.run(&["show", "75SUVA617"]).expect(0);
    world.run(&["verify"]).expect(0);
    report
}

/// The reason for the one problem that names the file.
#[track_caller]
fn reason(report: &Value, file: &str) -> String {
    let problems = report["problems"].as_array().unwrap();
    let of_file: Vec<&Value> =
        problems.iter().filter(|problem| problem["file"].as_str().unwrap().contains(file)).collect();
    assert_eq!(of_file.len(), 1, "one line for {file}: {report:#}");
    let reason = of_file[0]["reason"].as_str().unwrap();
    assert!(reason.len() > 4, "says why: {reason:?}");
    reason.to_owned()
}

fn tar_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        // Written as it stands: `Builder` would refuse a name that leads outside.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_entry_type(tar::EntryType::Regular);
        header.set_cksum();
        builder.append(&header, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn empty_binary_and_absent_files() {
    let world = World::new();
    world.file("empty.txt", "");
    world.file("blank.txt", " \n\n \n");
    world.file("binary.dat", (0..=255_u8).cycle().take(5000).collect::<Vec<u8>>());
    world.file("png.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    let report = import(&world);
    for file in ["empty.txt", "blank.txt", "binary.dat", "png.txt"] {
        reason(&report, file);
    }
    assert_eq!(report["failed"], 4);
    assert_eq!(report["new"], 1);

    let absent = world.run(&["import", "--json", "nowhere", "files/zzz-good.txt"]).expect(1).json();
    reason(&absent, "nowhere");
    assert_eq!(absent["known"], 1);
}

#[test]
fn a_text_without_a_telegram_and_a_page_without_a_telegram() {
    let world = World::new();
    world.file("letter.txt", "Dear colleague,\n\nthank you for the teapots. They arrived.\n\nYours\n");
    world.file("page.html", "<!DOCTYPE html><html><head><title>Shop</title></head><body><p>Teapots.</p></body></html>");
    let report = import(&world);
    assert!(reason(&report, "letter.txt").contains("no telegram"));
    assert!(reason(&report, "page.html").contains("no telegram"));
    assert_eq!(report["new"], 1);
}

#[test]
fn broken_volumes() {
    let world = World::new();
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xml:id=\"frus1977-80v98\">\
                <teiHeader><fileDesc><titleStmt><title>Invented</title></titleStmt></fileDesc></teiHeader><text><body>";
    let document =
        "<div type=\"document\" n=\"1\" xml:id=\"d1\"><head>1. Invented Note</head><p>Teapots were counted.</p></div>";
    world.file("cut.xml", format!("{head}{document}<div type=\"document\" n=\"2\" xml:id=\"d2\"><head>2. Cut"));
    world.file("crossed.xml", format!("{head}{document}<div><p>crossed</div></p></body></text></TEI>"));
    world.file("not-a-volume.xml", "<?xml version=\"1.0\"?><catalogue><teapot/></catalogue>");
    let report = import(&world);
    for file in ["cut.xml", "crossed.xml", "not-a-volume.xml"] {
        reason(&report, file);
    }
    // What stands before the fault is read.
    assert_eq!(report["new"], 3, "{report:#}");
}

#[test]
fn archives_that_are_cut_off() {
    let world = World::new();
    let tar = tar_of(&[("a/1.txt", telegram(1).as_bytes()), ("a/2.txt", telegram(2).as_bytes())]);
    let whole = gzip(&tar);
    world.file("cut.tar.gz", &whole[..whole.len() / 2]);
    world.file("cut.tar", &tar[..512 + 1024 + 512 + 100]);
    let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    zip.start_file("3.txt", SimpleFileOptions::default()).unwrap();
    zip.write_all(telegram(3).as_bytes()).unwrap();
    let zip = zip.finish().unwrap().into_inner();
    world.file("cut.zip", &zip[..zip.len() / 2]);
    world.file("only-begin.gz", &gzip(b"x")[..6]);
    let report = import(&world);
    for file in ["cut.tar.gz", "cut.tar", "cut.zip", "only-begin.gz"] {
        assert!(
            report["problems"]
                .as_array()
                .unwrap()
                .iter()
                .any(|problem| problem["file"].as_str().unwrap().contains(file)),
            "{file} is told: {report:#}"
        );
    }
    // The first member of the tar is whole.
    world.run(&["show", "75SUVA1"]).expect(0);
}

#[test]
fn names_that_lead_outside() {
    let world = World::new();
    let text = telegram(9);
    world.file(
        "tricks.tar",
        tar_of(&[
            ("../../outside.txt", text.as_bytes()),
            ("/outside.txt", text.as_bytes()),
            ("fine.txt", telegram(8).as_bytes()),
        ]),
    );
    let mut zip = zip::ZipWriter::new(File::create(world.path("files/tricks.zip")).unwrap());
    zip.start_file("..\\..\\outside.txt", SimpleFileOptions::default()).unwrap();
    zip.write_all(text.as_bytes()).unwrap();
    zip.finish().unwrap();
    let report = import(&world);
    assert_eq!(report["failed"], 3, "{report:#}");
    world.run(&["show", "75SUVA8"]).expect(0);
    assert!(!world.path("outside.txt").exists() && !world.path("../outside.txt").exists());
}

#[test]
fn bombs() {
    let world = World::new();
    world.file("zzz-good.txt", telegram(617));
    let mut zip = zip::ZipWriter::new(File::create(world.path("files/bomb.zip")).unwrap());
    for name in ["1.txt", "2.txt"] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        io::copy(&mut io::repeat(b' ').take(120 << 20), &mut zip).unwrap();
    }
    zip.finish().unwrap();
    let mut gz = GzEncoder::new(File::create(world.path("files/bomb.gz")).unwrap(), Compression::best());
    io::copy(&mut io::repeat(b' ').take(150 << 20), &mut gz).unwrap();
    gz.finish().unwrap();
    let report = import(&world);
    let told: Vec<&str> =
        report["problems"].as_array().unwrap().iter().map(|problem| problem["reason"].as_str().unwrap()).collect();
    assert!(told.iter().filter(|reason| reason.contains("times its size")).count() >= 2, "{report:#}");
}

#[test]
fn a_hundred_megabytes_of_one_line() {
    let world = World::new();
    world.file("line.txt", vec![b'A'; 100 << 20]);
    let report = import(&world);
    reason(&report, "line.txt");
    assert_eq!(report["new"], 1);
}

#[test]
fn a_telegram_in_front_of_a_line_of_a_hundred_megabytes_is_read() {
    let world = World::new();
    let mut text = telegram(31).into_bytes();
    text.extend(std::iter::repeat_n(b'A', 100 << 20));
    let path = world.file("long.txt", text).display().to_string();
    let line = world.run(&["parse", &path]).expect(0).json();
    assert_eq!(line["id"], "75SUVA31");
}

#[test]
fn wrong_encodings_are_read() {
    let world = World::new();
    let text = telegram(41).replace("TEAPOTS", "TEAPOTS FOR ÉMILE’S CAFÉ");
    let utf16: Vec<u8> = [0xfeff_u16].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> =
        text.replace('’', "'").chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let broken: Vec<u8> = telegram(43)
        .replace("TEAPOTS", "TEA\u{1}POTS")
        .into_bytes()
        .into_iter()
        .map(|byte| if byte == 1 { 0xff } else { byte })
        .collect();
    for (name, bytes) in [("utf16.txt", utf16), ("latin.txt", latin), ("broken.txt", broken)] {
        let path = world.file(name, bytes).display().to_string();
        let line = world.run(&["parse", &path]).expect(0).json();
        let id = line["id"].as_str().unwrap_or_default();
        assert!(id.starts_with("75SUVA4"), "{name}: {line:#}");
        if name != "broken.txt" {
            assert!(line["paragraphs"].to_string().contains("ÉMILE"), "{name}: {line:#}");
        }
    }
}
