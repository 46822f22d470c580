use std::io::{Cursor, Write};

use crate::{Unit, read};

const TEXT: &str = "R 030412Z SEP 76\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC 4120\nBT\nUNCLAS SUVA 2610\n\nTAGS: EWWT, FJ\n\
                    SUBJECT: ANCHOR OF THE CAFÉ\n\n1. THE ANCHOR WAS FOUND.\nROE\nBT\n";

/// A message of the streams that are given by their paths.
fn message(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (path, content) in streams {
        let folder = &path[..path.rfind('/').unwrap()];
        if !folder.is_empty() {
            file.create_storage_all(folder).unwrap();
        }
        file.create_stream(path).unwrap().write_all(content).unwrap();
    }
    file.into_inner().into_inner()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// The list of properties with the time at which the message was sent: 3 September 1976, 5 o'clock.
fn sent(head: usize) -> Vec<u8> {
    let ticks: u64 = 118_550_484_000_000_000;
    let entry = [&0x0039_0040_u32.to_le_bytes()[..], &[6, 0, 0, 0], &ticks.to_le_bytes()].concat();
    [vec![0; head], entry].concat()
}

fn head() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("/__properties_version1.0", sent(32)),
        ("/__substg1.0_0037001F", wide("SUVA 2610")),
        ("/__substg1.0_0C1A001F", wide("The post")),
        ("/__substg1.0_0C1F001F", wide("post@example.invalid")),
        ("/__substg1.0_0E04001F", wide("desk@example.invalid")),
        ("/__substg1.0_1035001F", wide("<1@example.invalid>")),
    ]
}

fn check(bytes: Vec<u8>) -> crate::Record {
    let unit = Unit::new("box/saved.msg", bytes);
    let mut reading = read(&unit);
    assert_eq!(reading.problems, []);
    assert_eq!(reading.carrier, crate::Carrier::Outlook);
    let record = reading.records.pop().unwrap();
    assert_eq!(reading.records.len(), 0);
    let telegram = &record.telegram;
    assert_eq!(telegram.id.as_deref(), Some("76SUVA2610"));
    assert_eq!(telegram.subject.as_deref(), Some("ANCHOR OF THE CAFÉ"));
    assert_eq!(telegram.source.carrier.as_str(), "msg");
    assert_eq!(record.bytes, 0..unit.bytes.len());
    let says = |key: &str, value: &str| telegram.source.attributes.contains(&(key.to_owned(), value.to_owned()));
    assert!(says("Message-ID", "1@example.invalid"), "{:?}", telegram.source);
    assert!(says("Date", "1976-09-03T05:00:00Z"), "{:?}", telegram.source);
    assert!(says("From", "The post <post@example.invalid>"), "{:?}", telegram.source);
    record
}

#[test]
fn the_text_of_a_message() {
    check(message(&[head(), vec![("/__substg1.0_1000001F", wide(&TEXT.replace('\n', "\r\n")))]].concat()));
    let old = TEXT.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    check(message(&[head(), vec![("/__substg1.0_1000001E", old)]].concat()));
    let page = format!("<html><body><pre>{TEXT}</pre></body></html>");
    check(message(&[head(), vec![("/__substg1.0_10130102", page.into_bytes())]].concat()));
    let rich = format!("{{\\rtf1\\ansi\\ansicpg1252 {}}}", TEXT.replace('\n', "\\par\n").replace('É', "\\'c9"));
    let packed = [&[0; 8][..], b"MELA", &[0; 4], rich.as_bytes()].concat();
    check(message(&[head(), vec![("/__substg1.0_10090102", packed)]].concat()));
}

#[test]
fn what_is_attached() {
    let at = "/__attach_version1.0_#00000000";
    let (name, data) = (format!("{at}/__substg1.0_3707001F"), format!("{at}/__substg1.0_37010102"));
    let lunch = ("/__substg1.0_1000001F", wide("Lunch on Tuesday? It is attached."));
    let attached = vec![lunch.clone(), (&*name, wide("Suva & Apia.txt")), (&*data, TEXT.as_bytes().to_vec())];
    let record = check(message(&[head(), attached].concat()));
    let source = &record.telegram.source;
    assert!(source.attributes.contains(&("attachment".to_owned(), "Suva & Apia.txt".to_owned())), "{source:?}");
    let inner = format!("{at}/__substg1.0_3701000D");
    let (body, id) = (format!("{inner}/__substg1.0_1000001F"), format!("{inner}/__substg1.0_1035001F"));
    let attached = vec![lunch, (&*body, wide(TEXT)), (&*id, wide("<2@example.invalid>"))];
    let unit = Unit::new("saved.msg", message(&[head(), attached].concat()));
    let reading = read(&unit);
    assert_eq!(reading.problems, []);
    let source = &reading.records[0].telegram.source;
    assert!(source.attributes.contains(&("Message-ID".to_owned(), "2@example.invalid".to_owned())), "{source:?}");
}

#[test]
fn broken_messages_are_told() {
    let whole = message(&[head(), vec![("/__substg1.0_1000001F", wide(TEXT))]].concat());
    for end in (0..whole.len()).step_by(97) {
        let reading = read(&Unit::new("saved.msg", whole[..end].to_vec()));
        assert!(!reading.problems.is_empty() || !reading.records.is_empty(), "{end}");
    }
    for at in (0..whole.len()).step_by(13) {
        let mut broken = whole.clone();
        broken[at] ^= 0xFF;
        let reading = read(&Unit::new("saved.msg", broken));
        assert!(!reading.problems.is_empty() || !reading.records.is_empty(), "{at}");
    }
}
