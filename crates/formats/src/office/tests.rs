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

/// A document of Word 97 whose text stands in two pieces, one of wide letters, in the order that the list says.
fn word_97(text: &str, flags: u16) -> Vec<u8> {
    let letters: Vec<char> = text.chars().collect();
    let (first, second) = letters.split_at(letters.len() / 2);
    let narrow: Vec<u8> = second.iter().map(|letter| u8::try_from(u32::from(*letter)).unwrap()).collect();
    let wide: Vec<u8> = first.iter().collect::<String>().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (narrow_at, wide_at) = (0x400, 0x400 + narrow.len());
    let word = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    let mut document = vec![0; 0x400];
    let mut put = |at: usize, bytes: &[u8]| document[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &0xA5EC_u16.to_le_bytes());
    put(0x0A, &flags.to_le_bytes());
    put(0x4C, &word(letters.len()));
    let list = [word(0), word(first.len()), word(letters.len())].concat();
    let piece = |place: usize| [&[0; 2][..], &word(place), &[0; 2]].concat();
    let list = [list, piece(wide_at), piece((narrow_at * 2) | 0x4000_0000)].concat();
    let table = [&[7; 5][..], &[1, 2, 0, 9, 9], &[2], &word(list.len()), &list].concat();
    put(0x01A2, &word(5));
    put(0x01A6, &word(table.len() - 5));
    document.extend(narrow);
    document.extend(wide);
    compound(&[("/WordDocument", document), (if flags & 0x200 == 0 { "/0Table" } else { "/1Table" }, table)])
}

fn compound(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (path, content) in streams {
        file.create_stream(path).unwrap().write_all(content).unwrap();
    }
    file.into_inner().into_inner()
}

#[test]
fn documents_of_word_97() {
    let text = LINES.map(|line| format!("{line}\r")).concat();
    for flags in [0, 0x200] {
        check("a.doc", word_97(&text, flags), "doc");
    }
    let linked =
        text.replace("SUVA 2610", "\u{13}HYPERLINK \"x\"\u{14}SUVA 2610\u{15}").replace("FOUND", "FO\u{1F}UND");
    check("b.doc", word_97(&linked, 0), "doc");
    // Word 6 has its text in one piece.
    let mut old = vec![0; 0x300];
    let letters: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let end = u32::try_from(0x300 + letters.len()).unwrap();
    for (at, number) in [(0, 0xA5DC), (0x18, 0x300), (0x1C, end), (0x34, end - 0x300)] {
        old[at..at + 4].copy_from_slice(&u32::to_le_bytes(number));
    }
    old.extend(letters);
    check("c.doc", compound(&[("/WordDocument", old)]), "doc");
}

#[test]
fn broken_documents_of_word_97_are_told() {
    let text = LINES.map(|line| format!("{line}\r")).concat();
    let whole = word_97(&text, 0);
    let reading = read(&Unit::new("a.doc", word_97(&text, 0x100)));
    assert!(reading.problems[0].reason.contains("password"), "{:?}", reading.problems);
    for end in (0..whole.len()).step_by(31) {
        let reading = read(&Unit::new("a.doc", whole[..end].to_vec()));
        assert!(!reading.problems.is_empty() || !reading.records.is_empty(), "{end}");
    }
    for at in (0..whole.len()).step_by(7) {
        let mut broken = whole.clone();
        broken[at] ^= 0xFF;
        let reading = read(&Unit::new("a.doc", broken));
        assert!(!reading.problems.is_empty() || !reading.records.is_empty(), "{at}");
    }
}
