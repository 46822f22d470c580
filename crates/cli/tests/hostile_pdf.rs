//! PDF documents that were made to do harm: each ends the process that reads it, at
//! worst, and is one line of the report; everything beside it is imported.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(target_os = "linux")]

mod support;

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use support::{World, telegram};

/// A document from its objects, numbered from 1; each is a dictionary and perhaps a stream.
fn document(objects: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, (dictionary, stream)) in (1..).zip(objects) {
        places.push(bytes.len());
        writeln!(bytes, "{number} 0 obj").unwrap();
        if stream.is_empty() {
            write!(bytes, "<< {dictionary} >>").unwrap();
        } else {
            write!(bytes, "<< {dictionary} /Length {} >>\nstream\n", stream.len()).unwrap();
            bytes.extend_from_slice(stream);
            bytes.extend_from_slice(b"\nendstream");
        }
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let table = bytes.len();
    write!(bytes, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(bytes, "{place:010} 00000 n ").unwrap();
    }
    write!(bytes, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).unwrap();
    bytes
}

/// A document of one page with this content, its dictionary saying `filter` of it, and
/// this table from codes to letters.
fn page(filter: &str, content: &[u8], letters: &[u8]) -> Vec<u8> {
    document(&[
        ("/Type /Catalog /Pages 2 0 R", b""),
        ("/Type /Pages /Count 1 /Kids [3 0 R]", b""),
        (
            "/Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>",
            b"",
        ),
        (filter, content),
        ("/Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 6 0 R", b""),
        ("", letters),
    ])
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// So many zeros, packed again and again.
fn packed(mebibytes: usize, times: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..mebibytes {
        encoder.write_all(&[0; 1 << 20]).unwrap();
    }
    (1..times).fold(encoder.finish().unwrap(), |packed, _| deflated(&packed))
}

/// A page that shows a telegram.
fn printed(number: u32) -> Vec<u8> {
    let mut content = String::from("BT /F1 10 Tf 12 TL 72 720 Td\n");
    for line in telegram(number).lines() {
        content.push_str(&format!("({line}) Tj T*\n"));
    }
    page("", (content + "ET").as_bytes(), b"begincmap endcmap")
}

const SHOWN: &[u8] = b"BT /F1 10 Tf 72 720 Td (FERRY) Tj ET";

#[test]
fn a_document_that_breaks_its_reader_is_one_line_of_the_report() {
    let world = World::new();
    // Behind each filter stands little; behind three, more than a reader may take.
    world.file("a-filters.pdf", page("/Filter [/FlateDecode /FlateDecode /FlateDecode]", &packed(2 << 10, 3), b" "));
    let codes = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
                  1 beginbfrange <0000> <FFFFFFFF> <0000> endbfrange endcmap";
    world.file("b-letters.pdf", page("", SHOWN, codes));
    world.file("c-states.pdf", page("", "q ".repeat(3 << 20).as_bytes(), b" "));
    world.file("d-nested.pdf", page("", "[".repeat(1 << 20).as_bytes(), b" "));
    world.file("e-whole.pdf", printed(616));
    world.file("f-text.txt", telegram(617));
    let report = world.run(&["import", "--json", "files"]).expect(1).json();
    let problems = report["problems"].as_array().unwrap();
    let files: Vec<&str> =
        problems.iter().map(|problem| problem["file"].as_str().unwrap().trim_start_matches("files/")).collect();
    assert_eq!(files, ["a-filters.pdf", "b-letters.pdf", "c-states.pdf", "d-nested.pdf"], "{report:#}");
    for id in ["75SUVA616", "75SUVA617"] {
        world.run(&["show", id]).expect(0);
    }
    world.run(&["verify"]).expect(0);
}
