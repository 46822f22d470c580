//! What must hold for any input, one function per fuzz target.
//!
//! Each property runs on the bytes as they are and on the bytes *mapped onto
//! the alphabet of telegrams*: almost every random text is noise to the parser
//! at its first line, while text of the right letters, colons, slashes and
//! line breaks reaches its depths soon.
//!
//! `cargo test` in this directory runs the same functions over every case of
//! `tests/corpus` and every sample, so a stable toolchain checks them too.

use std::borrow::Cow;
use std::ops::ControlFlow;

use formats::{Limits, Reading, Unit};
use telegram::id::{IdContext, canonicalise};
use telegram::{Element, Telegram};

/// The letters telegrams are made of; line breaks and the words that start
/// lines are more frequent than in text.
const ALPHABET: &[&str] = &[
    "A",
    "B",
    "C",
    "D",
    "E",
    "F",
    "I",
    "L",
    "N",
    "O",
    "P",
    "R",
    "S",
    "T",
    "U",
    "Z",
    "a",
    "e",
    "n",
    "t",
    "0",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    ".",
    ",",
    ":",
    ";",
    "/",
    "(",
    ")",
    "#",
    "-",
    "\"",
    "'",
    "\r\n",
    "\t",
    "é",
    "\u{2019}",
    "FM ",
    "TO ",
    "INFO ",
    "R 010203Z JAN 75",
    "SUBJECT: ",
    "REF: ",
    "TAGS: ",
    "E.O. 11652: ",
    "SECTION 01 OF 02 ",
    "C O N F I D E N T I A L ",
    "UNCLAS ",
    "SUVA ",
    "PAGE 02 ",
    "BT\n",
    "NNNN\n",
    "1. (C) ",
    "2. (U) ",
    "CLASSIFIED BY ",
    "Message Text",
    "Message Attributes",
    "<p>",
    "</p>",
    "<pre>",
    "&amp;",
    "<",
];

/// The bytes as text and as text in the alphabet of telegrams.
fn texts(data: &[u8]) -> [Cow<'_, str>; 2] {
    let mapped: String = data.iter().map(|byte| ALPHABET[usize::from(*byte) % ALPHABET.len()]).collect();
    [String::from_utf8_lossy(data), Cow::Owned(mapped)]
}

/// Parsing gives elements that tile the text, spans that can be sliced with,
/// JSON that reads back as the same telegram, and the same result each time.
///
/// # Panics
/// When one of these does not hold.
pub fn parse(data: &[u8]) {
    for text in texts(data) {
        let parsed = telegram::parse(&text);
        check_elements(&text, &parsed.elements);
        check_spans(&text, &parsed.telegram);
        check_json(&parsed.telegram);
        assert_eq!(telegram::parse(&text).telegram, parsed.telegram, "parsing depends on something besides the text");
    }
}

/// Reading gives, for any bytes, records whose text is tiled and mapped back
/// into the bytes, or problems; as one file and as a stream that may be an
/// archive.
///
/// # Panics
/// When that does not hold.
pub fn read(data: &[u8]) {
    let as_telegram = texts(data)[1].as_bytes().to_vec();
    for bytes in [data.to_vec(), as_telegram] {
        let unit = Unit::new("fuzz", bytes);
        check_reading(&unit, &formats::read(&unit));
    }
    let limits = Limits {
        max_bytes: 1 << 20,
        max_ratio: 20,
        ratio_floor: 1 << 16,
        max_depth: 2,
        max_members: 50,
        max_lines: 10_000,
    };
    let mut units = Vec::new();
    let _ = formats::unit_from_reader("fuzz", data, &limits, &mut |unit| {
        units.push(unit);
        ControlFlow::Continue(())
    });
    assert!(!units.is_empty(), "a stream gave neither a unit nor a problem");
    for unit in units.into_iter().flatten() {
        assert!(unit.bytes.len() as u64 <= limits.max_bytes, "a unit is larger than its limit");
        check_reading(&unit, &formats::read(&unit));
    }
}

/// The same for the data as what an e-mail message holds: its text, an
/// attachment, a message in it, a mailbox.
///
/// # Panics
/// When it does not hold.
pub fn mail(data: &[u8]) {
    const HEAD: &str = "From: roe@example.org\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\n";
    const PARTS: &str = "Content-Type: multipart/mixed; boundary=x\n\n--x\n";
    const SEPARATOR: &str = "From roe@example.org Sun Apr  3 10:00:00 2005\n";
    for (before, after) in [
        (format!("{HEAD}\n"), "".to_owned()),
        (HEAD.to_owned(), "".to_owned()),
        (format!("{HEAD}{PARTS}Content-Disposition: attachment; filename=a.txt\n\n"), "\n--x--\n".to_owned()),
        (format!("{HEAD}{PARTS}Content-Type: message/rfc822\n\n"), "\n--x--\n".to_owned()),
        (format!("{SEPARATOR}{HEAD}\n"), format!("\n\n{SEPARATOR}{HEAD}\n")),
    ] {
        let unit = Unit::new("fuzz.eml", [before.as_bytes(), data, after.as_bytes()].concat());
        check_reading(&unit, &formats::read(&unit));
    }
}

/// The same for the data as a PDF document, and as what is drawn on its page.
///
/// # Panics
/// When it does not hold.
pub fn pdf(data: &[u8]) {
    let drawn = [
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\n\
          endobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R \
          >> /XObject << /X0 4 0 R >> >> >>\nendobj\n5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>\nendobj\n\
          4 0 obj\n<< /Subtype /Form >>\nstream\nBT /F1 10 Tf 72 720 Td "
            .as_slice(),
        data,
        b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n0\n%%EOF\n",
    ]
    .concat();
    for bytes in [[b"%PDF-1.4\n".as_slice(), data].concat(), drawn] {
        let unit = Unit::new("fuzz.pdf", bytes);
        check_reading(&unit, &formats::read(&unit));
    }
}

/// Any bytes within a table, in place of one row: what stands three rows
/// further is read, and nothing panics. Rows of JSON likewise.
///
/// # Panics
/// When that does not hold.
pub fn table(data: &[u8]) {
    let row = |number: usize| {
        format!(
            "\"{number}\",\"4/2/2005 3:15\",\"05SUVA{number}\",\"Embassy Suva\",\"SECRET\",\"\",\"FM AMEMBASSY SUVA\",\"1. (S) Ferry.\"\n"
        )
    };
    let line = |number: usize| format!("{{\"id\":\"05SUVA{number}\",\"date\":\"2005\",\"body\":\"1. (S) Ferry.\"}}\n");
    for make in [&row as &dyn Fn(usize) -> String, &line] {
        let mut bytes = make(1).into_bytes();
        bytes.extend(data);
        bytes.extend(format!("\n{}{}{}", make(7), make(8), make(9)).bytes());
        let unit = Unit::new("fuzz", bytes);
        let reading = formats::read(&unit);
        check_reading(&unit, &reading);
        let is_table = matches!(reading.carrier, formats::Carrier::Csv | formats::Carrier::Jsonl);
        let has_last = reading.records.iter().any(|record| record.telegram.id.as_deref() == Some("05SUVA9"));
        assert!(!is_table || has_last, "damage reached beyond its row: {:?}", reading.problems);
    }
}

/// The data as what stands in a form: a frame is put around it, so that it is
/// told to be that form.
fn framed(frames: &[(&str, &str)], data: &[u8]) {
    for (before, after) in frames {
        let unit = Unit::new("fuzz", [before.as_bytes(), data, after.as_bytes()].concat());
        check_reading(&unit, &formats::read(&unit));
    }
}

/// The same for the data as a web page: its text, a cell of its table, what
/// stands in its markup.
///
/// # Panics
/// When it does not hold.
pub fn page(data: &[u8]) {
    framed(
        &[
            ("<html><body><pre>", "</pre></body></html>"),
            ("<html><table class='cable'><tr><td>Reference ID</td></tr><tr><td>", "</td></tr></table></html>"),
            ("<!DOCTYPE html><p>", ""),
            ("<html><div ", "></div></html>"),
        ],
        data,
    );
}

/// The same for the data as a record of the National Archives: its text, its
/// attributes.
///
/// # Panics
/// When it does not hold.
pub fn aad(data: &[u8]) {
    framed(
        &[
            ("Message Text\n\n", "\n\nMessage Attributes\nCopy: SINGLE\nDocument Number: 1975SUVA00617\n"),
            ("Message Text\nFM AMEMBASSY SUVA\n\nMessage Attributes\n", "\n"),
        ],
        data,
    );
}

/// The same for the data as a volume of Foreign Relations: a document of it, its
/// text, the list of its people.
///
/// # Panics
/// When it does not hold.
pub fn frus(data: &[u8]) {
    const BEGIN: &str = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body>";
    const END: &str = "</body></text></TEI>";
    let document = "<div type=\"document\" xml:id=\"d1\" n=\"1\"><head>1. Telegram From the Embassy in Fiji</head>";
    framed(
        &[
            (BEGIN, END),
            (&format!("{BEGIN}{document}<p>"), &format!("</p></div>{END}")),
            (&format!("{BEGIN}{document}<note type=\"source\">"), &format!("</note><p>1. Ferry.</p></div>{END}")),
            (
                &format!("{BEGIN}<div type=\"section\" xml:id=\"persons\"><list><item>"),
                &format!("</item></list></div>{END}"),
            ),
        ],
        data,
    );
}

/// The same for the data as a labelled telegram: the value of a label, what
/// follows the labels.
///
/// # Panics
/// When it does not hold.
pub fn smart(data: &[u8]) {
    const LABELS: &str = "MRN:   11 SUVA 617\nDate/DTG:  Jan 02, 2011 / 020410Z JAN 11\nFrom:  AMEMBASSY SUVA\n";
    framed(&[(&format!("{LABELS}Action:  "), "\nSubject:  Ferry\n1. (U) Ferry.\n"), (LABELS, "")], data);
}

/// The same for a stream that may be an archive.
fn streamed(bytes: &[u8]) {
    let limits = Limits {
        max_bytes: 1 << 20,
        max_ratio: 20,
        ratio_floor: 1 << 16,
        max_depth: 2,
        max_members: 50,
        max_lines: 10_000,
    };
    let _ = formats::unit_from_reader("fuzz", bytes, &limits, &mut |unit| {
        if let Ok(unit) = unit {
            assert!(unit.bytes.len() as u64 <= limits.max_bytes, "a unit is larger than its limit");
            check_reading(&unit, &formats::read(&unit));
        }
        ControlFlow::Continue(())
    });
}

/// The same for the data as a record of a crawler's archive: its header, the
/// answer of a server, a body in chunks.
///
/// # Panics
/// When it does not hold.
pub fn warc(data: &[u8]) {
    const HTTP: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
    streamed(&[b"WARC/1.0\r\n".as_slice(), data].concat());
    for before in [String::new(), format!("{HTTP}\r\n"), format!("{HTTP}Transfer-Encoding: chunked\r\n\r\n")] {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\n\
             Content-Type: application/http\r\nContent-Length: {}\r\n\r\n",
            before.len() + data.len()
        );
        streamed(&[head.as_bytes(), before.as_bytes(), data, b"\r\n\r\n"].concat());
    }
}

/// The same for the data as an archive of each form; of a 7z as its list of
/// members, under the checksums that it must have.
///
/// # Panics
/// When it does not hold.
pub fn archive(data: &[u8]) {
    const MARKS: [&[u8]; 6] =
        [b"", b"PK\x03\x04", b"7z\xBC\xAF\x27\x1C\0\x04", b"\x1F\x8B\x08", b"\x28\xB5\x2F\xFD", b"\xFD7zXZ\0"];
    for mark in MARKS {
        streamed(&[mark, data].concat());
    }
    // The first half is packed, the second the list.
    for half in [0, data.len() / 2] {
        let (packed, list) = data.split_at(half);
        let mut place = Vec::new();
        place.extend((packed.len() as u64).to_le_bytes());
        place.extend((list.len() as u64).to_le_bytes());
        place.extend(crc32(list).to_le_bytes());
        let sum = crc32(&place).to_le_bytes();
        streamed(&[b"7z\xBC\xAF\x27\x1C\0\x04", sum.as_slice(), &place, packed, list].concat());
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}

/// A query is understood, and then understood again from its own text; or the
/// error points into the query.
///
/// # Panics
/// When neither is so.
pub fn query(data: &[u8]) {
    for text in texts(data) {
        match archive::Query::parse(&text) {
            Ok(query) => {
                assert_eq!(archive::Query::parse(query.text()).as_ref(), Ok(&query), "a query changes when read again");
            }
            Err(error) => {
                assert!(text.get(error.span.range()).is_some(), "{error} does not point into the query");
                assert!(!error.message.is_empty(), "an error without message");
            }
        }
    }
}

/// The canonical form of an id is its own canonical form.
///
/// # Panics
/// When it is not.
pub fn id(data: &[u8]) {
    let read = |form: &str| canonicalise(form, &IdContext::default());
    for text in texts(data) {
        if let Ok(found) = read(&text) {
            let canonical = found.id.to_string();
            let again = read(&canonical).map(|again| again.id.to_string());
            assert_eq!(again.as_ref(), Ok(&canonical), "from {text:?}");
        }
    }
}

fn check_elements(text: &str, elements: &[Element]) {
    let mut end = 0;
    for element in elements {
        assert_eq!(element.span.start, end, "elements leave a gap or overlap");
        assert!(text.get(element.span.range()).is_some(), "an element cannot be sliced: {element:?}");
        end = element.span.end;
    }
    assert_eq!(end as usize, text.len(), "elements do not reach the end");
}

fn check_spans(text: &str, telegram: &Telegram) {
    let diagnostics = telegram.diagnostics.iter().map(|diagnostic| diagnostic.span);
    let references = telegram.references.iter().map(|reference| reference.span);
    let paragraphs = telegram.paragraphs.iter().map(|paragraph| paragraph.span);
    for span in diagnostics.chain(references).chain(paragraphs) {
        assert!(text.get(span.range()).is_some(), "{span:?} cannot be sliced");
    }
}

fn check_json(telegram: &Telegram) {
    let json = serde_json::to_string(telegram).expect("a telegram is plain data");
    let back: Telegram = serde_json::from_str(&json).expect("the JSON of a telegram reads back");
    assert_eq!(&back, telegram);
}

fn check_reading(unit: &Unit, reading: &Reading) {
    for record in &reading.records {
        check_elements(&record.text, &record.elements);
        check_spans(&record.text, &record.telegram);
        check_json(&record.telegram);
        assert!(unit.bytes.get(record.bytes.clone()).is_some(), "a record's bytes are not in its unit");
    }
}
