//! All messages here are invented.

use crate::{Unit, read};

const TELEGRAM: &str = "P 020315Z APR 05\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC PRIORITY\nBT\nUNCLAS SUVA 000617\n\n\
     E.O. 12958: N/A\nTAGS: EFIS, FJ\nSUBJECT: FERRY SERVICE RESUMES\n\nREF: APIA 42\n\n1. The ferry sails again.\n\nROE\n";

const HEAD: &str = "From: Jane Roe <roe@example.org>\nTo: doe@example.org\nDate: Sun, 3 Apr 2005 10:00:00 +0200\n\
     Message-ID: <1@example.org>\nSubject: cable\nMIME-Version: 1.0\n";

fn found(text: &str) -> crate::Reading {
    read(&Unit::new("box/post.eml", text.as_bytes().to_vec()))
}

fn quoted(text: &str) -> String {
    text.lines().map(|line| format!("> {line}\n")).collect()
}

#[test]
fn in_the_text_with_the_message_as_source() {
    let text = format!("{HEAD}\nSee this:\n\n{TELEGRAM}");
    let reading = found(&text);
    assert_eq!(reading.problems, []);
    let [record] = &reading.records[..] else { panic!("one record") };
    assert_eq!(record.telegram.id.as_deref(), Some("05SUVA617"));
    let source = &record.telegram.source;
    assert_eq!((source.carrier.as_str(), source.key.as_str()), ("mail", "post"));
    assert_eq!(
        source.attributes,
        [
            ("Message-ID", "1@example.org"),
            ("Date", "2005-04-03T10:00:00+02:00"),
            ("From", "Jane Roe <roe@example.org>"),
            ("To", "doe@example.org"),
            ("Subject", "cable"),
        ]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
    );
    // The places lead to the bytes of the message.
    let span = record.telegram.references[0].span;
    assert_eq!(&text.as_bytes()[record.map.bytes(span)], b"APIA 42");
}

#[test]
fn quoted_and_forwarded() {
    let body = format!(
        "Interesting.\n\n-----Original Message-----\nFrom: Doe\nSent: Saturday\nTo: Roe\nSubject: FW: a cable\n\n{}",
        quoted(TELEGRAM)
    );
    let reading = found(&format!("{HEAD}\n{body}"));
    let [record] = &reading.records[..] else { panic!("one record: {:?}", reading.problems) };
    assert_eq!(record.telegram.subject.as_deref(), Some("FERRY SERVICE RESUMES"));
    assert_eq!(record.telegram.signature, ["ROE"]);
}

#[test]
fn a_message_without_a_telegram_is_reported() {
    let reading = found(&format!("{HEAD}\nLunch at noon? Subject: food. 1. Soup.\n"));
    assert!(reading.records.is_empty());
    assert_eq!(reading.problems.len(), 1);
    assert_eq!(reading.problems[0].reason, "no telegram found in the message 1@example.org");
}

#[test]
fn attachments_of_text_page_and_archive() {
    let page = format!("<html><body><pre>{TELEGRAM}</pre></body></html>");
    let zip = {
        use std::io::Write as _;
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        writer.start_file("05SUVA617.txt", zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(TELEGRAM.as_bytes()).unwrap();
        writer.finish().unwrap().into_inner()
    };
    for (name, kind, bytes, form) in [
        ("cable.txt", "text/plain", TELEGRAM.as_bytes(), "text"),
        ("cable.html", "text/html", page.as_bytes(), "page"),
        ("cable.zip", "application/zip", &zip, "text"),
    ] {
        let text = format!(
            "{HEAD}Content-Type: multipart/mixed; boundary=\"x\"\n\n--x\nContent-Type: text/plain\n\nattached\n--x\n\
             Content-Type: {kind}\nContent-Disposition: attachment; filename=\"{name}\"\n\
             Content-Transfer-Encoding: base64\n\n{}\n--x--\n",
            base64(bytes)
        );
        let reading = found(&text);
        let [record] = &reading.records[..] else { panic!("{name}: {:?}", reading.problems) };
        assert_eq!(record.telegram.id.as_deref(), Some("05SUVA617"), "{name}");
        let get = |key: &str| {
            record.telegram.source.attributes.iter().find(|(found, _)| found == key).map(|(_, value)| value.as_str())
        };
        assert_eq!(get("attachment"), Some(name));
        assert_eq!(get("attachment form"), Some(form));
        assert_eq!(get("Message-ID"), Some("1@example.org"));
    }
}

#[test]
fn a_mailbox_gives_each_message() {
    let separator = "From roe@example.org Sun Apr  3 10:00:00 2005\n";
    let text = format!(
        "{separator}{HEAD}\n{TELEGRAM}\n{separator}{HEAD}\nno cable here\n\n{separator}{HEAD}\n{}",
        TELEGRAM.replace("617", "618")
    );
    let reading = read(&Unit::new("a.mbox", text.into_bytes()));
    let keys: Vec<_> = reading.records.iter().map(|record| record.telegram.source.key.as_str()).collect();
    assert_eq!(keys, ["a/1", "a/3"]);
    assert_eq!(reading.problems.len(), 1);
}

#[test]
fn quoted_printable_and_other_character_sets() {
    let body = TELEGRAM.replace("sails again", "sails to S=E3o Paulo aga=\nin");
    let text = format!(
        "{HEAD}Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n{}",
        body.replace("E.O.", "E=2EO.")
    );
    let reading = found(&text);
    assert_eq!(reading.records[0].telegram.paragraphs[0].text, "The ferry sails to São Paulo again.");
}

#[test]
fn nested_messages_and_bombs_end() {
    let mut text = format!("{HEAD}\n{TELEGRAM}");
    for depth in 0..40 {
        text = format!(
            "{HEAD}Content-Type: multipart/mixed; boundary=\"b{depth}\"\n\n--b{depth}\nContent-Type: message/rfc822\n\n\
             {text}\n--b{depth}--\n"
        );
    }
    let reading = found(&text);
    assert!(!reading.records.is_empty() || !reading.problems.is_empty());
    // Ten thousand boundaries in each other.
    let mut bomb = String::from(HEAD);
    for depth in 0..10_000 {
        bomb.push_str(&format!("Content-Type: multipart/mixed; boundary=\"b{depth}\"\n\n--b{depth}\n"));
    }
    let reading = found(&bomb);
    assert!(reading.records.is_empty());
    assert!(!reading.problems.is_empty());
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let value = chunk.iter().fold(0_u32, |value, byte| value << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for index in 0..4 {
            let letter = LETTERS[(value >> (18 - 6 * index)) as usize & 63];
            text.push(if index <= chunk.len() { char::from(letter) } else { '=' });
        }
        if text.len() % 77 == 76 {
            text.push('\n');
        }
    }
    text
}

#[test]
fn a_table_in_an_attachment() {
    let table = "Reference ID,Date,Body\n05SUVA617,2005-04-02,1. (U) The ferry sails.\n05SUVA618,2005-04-03,2. (U) It sails again.\n";
    let text = format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nsee the table\n--x\n\
         Content-Type: text/csv\nContent-Disposition: attachment; filename=\"dump.csv\"\n\n{table}\n--x--\n"
    );
    let reading = found(&text);
    assert_eq!(reading.problems, []);
    let ids: Vec<_> = reading.records.iter().map(|record| record.telegram.id.as_deref()).collect();
    assert_eq!(ids, [Some("05SUVA617"), Some("05SUVA618")]);
    let keys: Vec<_> = reading.records.iter().map(|record| record.telegram.source.key.as_str()).collect();
    assert_eq!(keys, ["post/dump", "post/dump#2"]);
}
