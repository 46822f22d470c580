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
    check_as(crate::Carrier::Outlook, "saved.msg", bytes)
}

fn check_as(carrier: crate::Carrier, name: &str, bytes: Vec<u8>) -> crate::Record {
    let unit = Unit::new(format!("box/{name}"), bytes);
    let mut reading = read(&unit);
    assert_eq!(reading.problems, []);
    assert_eq!(reading.carrier, carrier);
    let record = reading.records.pop().unwrap();
    assert_eq!(reading.records.len(), 0);
    let telegram = &record.telegram;
    assert_eq!(telegram.id.as_deref(), Some("76SUVA2610"));
    assert_eq!(telegram.subject.as_deref(), Some("ANCHOR OF THE CAFÉ"));
    assert_eq!(telegram.source.carrier.as_str(), carrier.key());
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

/// An attribute of a message as sent, and a property with its value.
fn attribute(level: u8, number: u32, data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap();
    let sum = data.iter().fold(0_u16, |sum, byte| sum.wrapping_add(u16::from(*byte)));
    [&[level][..], &number.to_le_bytes(), &length.to_le_bytes(), data, &sum.to_le_bytes()].concat()
}

fn property(kind: u16, number: u16, value: &[u8]) -> Vec<u8> {
    let head = [kind.to_le_bytes(), number.to_le_bytes()].concat();
    if kind == 0x0040 {
        return [&head[..], value].concat();
    }
    let length = u32::try_from(value.len()).unwrap();
    let fill = vec![0; (4 - value.len() % 4) % 4];
    [&head[..], &1_u32.to_le_bytes(), &length.to_le_bytes(), value, &fill].concat()
}

fn list(properties: &[Vec<u8>]) -> Vec<u8> {
    [&u32::try_from(properties.len()).unwrap().to_le_bytes()[..], &properties.concat()].concat()
}

const START: &[u8] = b"\x78\x9F\x3E\x22\x01\x00";

/// A message as sent, with the text as `body` and what follows it.
fn as_sent(body: Vec<u8>, after: &[Vec<u8>]) -> Vec<u8> {
    let own = list(&[
        property(0x001E, 0x0037, b"SUVA 2610\0"),
        // A property with a name of its own stands before the others that matter.
        [
            &[0x1F, 0, 0x01, 0x80][..],
            &[7; 16],
            &1_u32.to_le_bytes(),
            &6_u32.to_le_bytes(),
            b"a\0b\0\0\0\0\0",
            &1_u32.to_le_bytes(),
            &4_u32.to_le_bytes(),
            b"x\0\0\0",
        ]
        .concat(),
        property(0x001F, 0x0C1A, &wide("The post\0")),
        property(0x001F, 0x0C1F, &wide("post@example.invalid")),
        property(0x0040, 0x0039, &118_550_484_000_000_000_u64.to_le_bytes()),
        property(0x001E, 0x1035, b"<1@example.invalid>"),
        body,
    ]);
    [START.to_vec(), attribute(1, 0x0008_9006, &[0, 0, 1, 0]), attribute(1, 0x0006_9003, &own), after.concat()].concat()
}

#[test]
fn a_message_as_it_was_sent() {
    let check = |bytes| check_as(crate::Carrier::Tnef, "winmail.dat", bytes);
    check(as_sent(property(0x001F, 0x1000, &wide(&TEXT.replace('\n', "\r\n"))), &[]));
    let page = format!("<html><body><pre>{TEXT}</pre></body></html>");
    check(as_sent(property(0x0102, 0x1013, page.as_bytes()), &[]));
    let rich = format!("{{\\rtf1\\ansi\\ansicpg1252 {}}}", TEXT.replace('\n', "\\par\n").replace('É', "\\'c9"));
    let packed = [&[0; 8][..], b"MELA", &[0; 4], rich.as_bytes()].concat();
    check(as_sent(property(0x0102, 0x1009, &packed), &[]));
    // The older attributes, and a file that is attached under a short name and a long one.
    let lunch = attribute(1, 0x0002_800C, b"Lunch on Tuesday? It is attached.\0");
    let nothing = property(0x001E, 0x1000, b"");
    let names = list(&[property(0x001F, 0x3707, &wide("Suva & Apia.txt"))]);
    let file = [
        attribute(2, 0x0006_9002, &[0; 14]),
        attribute(2, 0x0001_8010, b"SUVA~1.TXT\0"),
        attribute(2, 0x0006_800F, TEXT.as_bytes()),
        attribute(2, 0x0006_9005, &names),
    ];
    let record = check(as_sent(nothing.clone(), &[&[lunch.clone()][..], &file].concat()));
    let attached = ("attachment".to_owned(), "Suva & Apia.txt".to_owned());
    assert!(record.telegram.source.attributes.contains(&attached), "{:?}", record.telegram.source);
    // A message in it.
    let inner = [&[9; 16][..], &as_sent(property(0x001F, 0x1000, &wide(TEXT)), &[])].concat();
    let object = attribute(2, 0x0006_9005, &list(&[property(0x000D, 0x3701, &inner)]));
    let unit = Unit::new("winmail.dat", as_sent(nothing, &[lunch, attribute(2, 0x0006_9002, &[0; 14]), object]));
    let reading = read(&unit);
    assert_eq!(reading.problems, []);
    assert_eq!(reading.records[0].telegram.id.as_deref(), Some("76SUVA2610"));
}

#[test]
fn a_broken_message_as_sent_is_told() {
    let whole = as_sent(property(0x001F, 0x1000, &wide(TEXT)), &[]);
    for end in 0..whole.len() {
        let reading = read(&Unit::new("winmail.dat", whole[..end].to_vec()));
        assert!(!reading.problems.is_empty() || !reading.records.is_empty(), "{end}");
    }
    for at in 0..whole.len() {
        let mut broken = whole.clone();
        broken[at] ^= 0xFF;
        let reading = read(&Unit::new("winmail.dat", broken));
        assert!(!reading.problems.is_empty() || !reading.records.is_empty(), "{at}");
    }
}
