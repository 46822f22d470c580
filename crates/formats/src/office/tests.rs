use std::io::{Cursor, Write};

use crate::{Unit, read};

const LINES: [&str; 9] = [
    "R 030412Z SEP 76",
    "FM AMEMBASSY SUVA",
    "TO SECSTATE WASHDC 4120",
    "UNCLAS SUVA 2610",
    "",
    "TAGS: EWWT, FJ",
    "SUBJECT: ANCHOR & CHAIN OF THE CAFÉ",
    "",
    "1. THE ANCHOR WAS FOUND.",
];

fn check(name: &str, bytes: Vec<u8>, carrier: &str) {
    let reading = read(&Unit::new(name, bytes));
    assert_eq!(reading.problems, [], "{name}");
    let telegram = &reading.records[0].telegram;
    assert_eq!(telegram.id.as_deref(), Some("76SUVA2610"), "{name}: {}", reading.records[0].text);
    assert_eq!(telegram.tags, ["EWWT", "FJ"], "{name}");
    assert_eq!(telegram.subject.as_deref(), Some("ANCHOR & CHAIN OF THE CAFÉ"), "{name}");
    assert_eq!(telegram.paragraphs[0].text, "THE ANCHOR WAS FOUND.", "{name}");
    assert_eq!(telegram.source.carrier.as_str(), carrier);
}

#[test]
fn rich_text() {
    let lines = LINES.map(|line| line.replace('É', "\\'c9"));
    let head = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Courier New;}}{\\*\\generator X;}\\f0\\fs20 ";
    check("a.rtf", format!("{head}{}\\par\n}}", lines.join("\\par\n")).into_bytes(), "rtf");
    let unicode = LINES.map(|line| line.replace('É', "\\u201?"));
    check("b.rtf", format!("{head}{}\\par}}", unicode.join("\\line ")).into_bytes(), "rtf");
    // The places lead back to the letters.
    let bytes = format!("{head}{}\\par\n}}", lines.join("\\par\n")).into_bytes();
    let record = &read(&Unit::new("a.rtf", bytes.clone())).records[0];
    let span = record.telegram.paragraphs[0].span;
    assert_eq!(&bytes[record.map.bytes(span)], b"1. THE ANCHOR WAS FOUND.");
    for broken in ["{\\rtf1 \\'", "{\\rtf1 \\u", "{\\rtf1 }}}} \\bin99999999 x", "{\\rtf1 \\u-9999999999 \\"] {
        let _ = read(&Unit::new("c.rtf", broken.as_bytes().to_vec()));
    }
}

fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn documents() {
    let escaped = LINES.map(|line| line.replace('&', "&amp;"));
    let word = escaped.iter().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>\n")).collect::<String>();
    let word = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"x\"><w:body>{word}<w:p><w:r><w:delText>NO</w:delText></w:r></w:p></w:body></w:document>"
    );
    let docx = packed(&[("[Content_Types].xml", "<Types/>".into()), ("word/document.xml", word)]);
    check("a.docx", docx, "document");
    let open = escaped.iter().map(|line| format!("<text:p>{line}</text:p>\n")).collect::<String>();
    let open = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:text=\"x\"><text:h/>{open}</office:document-content>"
    );
    let odt = packed(&[("mimetype", "application/vnd.oasis.opendocument.text".into()), ("content.xml", open)]);
    check("a.odt", odt, "document");
}
