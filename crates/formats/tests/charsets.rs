//! The same telegrams in every character set: texts, tables, lines of JSON. All
//! is invented.

#![allow(clippy::unwrap_used, reason = "helpers of tests, outside of test functions")]

use std::ops::ControlFlow;

use formats::{Carrier, Limits, Problem, Reading, Record, Unit, read, unit_from_reader};
use telegram::Span;

const TEXT: &str = "R 020315Z APR 05\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC 12\nBT\nC O N F I D E N T I A L SUVA 000617\n\n\
    E.O. 12958: N/A\nTAGS: PREL, FJ\nSUBJECT: THE FERRY\n\n1. (C) The S\u{e3}o ferry \u{2013} \u{201c}late\u{201d}.\nROE\n";

fn wide(text: &str, little: bool) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

/// UTF-8 with and without mark, UTF-16 in both orders, Windows-1252.
fn forms(text: &str) -> [(&'static str, Vec<u8>); 5] {
    [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with mark", format!("\u{FEFF}{text}").into_bytes()),
        ("UTF-16LE", wide(text, true)),
        ("UTF-16BE", wide(text, false)),
        ("windows-1252", encoding_rs::WINDOWS_1252.encode(text).0.into_owned()),
    ]
}

fn csv() -> String {
    format!(
        "Reference ID,Date,Body\r\n05SUVA617,2005-04-02,\"{TEXT}\"\r\n05SUVA618,2005-04-03,\"{}\"\r\n",
        TEXT.replace("617", "618")
    )
}

fn dump() -> String {
    let row = |number: u32| {
        format!("\"{number}\",\"4/2/2005 3:15\",\"05SUVA617\",\"Embassy Suva\",\"CONFIDENTIAL\",\"\",\"\",\"{TEXT}\"\n")
    };
    (1..=2).map(row).collect()
}

fn jsonl() -> String {
    let line = |number: u32| {
        let body = TEXT.replace('\n', "\\n").replace('"', "\\\"");
        format!("{{\"cable_id\":\"05SUVA{number}\",\"date\":\"2005-04-02\",\"body\":\"{body}\"}}\n")
    };
    format!("{}{}", line(617), line(618))
}

/// Reads as an import does, in parts.
fn streamed(bytes: &[u8]) -> (Vec<(Record, Vec<u8>)>, Vec<Problem>) {
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    let _ = unit_from_reader("t", bytes, &Limits::default(), &mut |found| {
        match found {
            Ok(unit) => {
                let Reading { records: found, problems: mut more, .. } = read(&unit);
                records.extend(found.into_iter().map(|record| {
                    let own = unit.bytes[record.bytes.clone()].to_vec();
                    (record, own)
                }));
                problems.append(&mut more);
            }
            Err(problem) => problems.push(problem),
        }
        ControlFlow::Continue(())
    });
    (records, problems)
}

#[test]
fn texts_and_tables_in_all_character_sets() {
    for (carrier, text, count) in [
        (Carrier::Text, TEXT.to_owned(), 1),
        (Carrier::Csv, csv(), 2),
        (Carrier::Csv, csv().replace(',', "\t"), 2),
        (Carrier::Csv, dump(), 2),
        (Carrier::Jsonl, jsonl(), 2),
        (Carrier::Jsonl, format!("[\n{}]\n", jsonl().replace("}\n{", "},\n{")), 2),
    ] {
        for (name, bytes) in forms(&text) {
            let reading = read(&Unit::new("t.dat", bytes.clone()));
            assert_eq!(reading.carrier, carrier, "{name}");
            assert_eq!(reading.problems, [], "{name} {carrier:?}");
            assert_eq!(reading.records.len(), count, "{name} {carrier:?}");
            for record in &reading.records {
                assert_eq!(record.telegram.paragraphs[0].portion.as_deref(), Some("C"), "{name}");
                assert!(
                    record.telegram.paragraphs[0].text.contains("S\u{e3}o ferry \u{2013} \u{201c}late\u{201d}"),
                    "{name} {carrier:?}"
                );
                // The way back lies within the record's own bytes.
                let at = record.text.find("ferry").unwrap() as u32;
                let place = record.map.bytes(Span::new(at, at + 5));
                assert!(record.bytes.start <= place.start && place.end <= record.bytes.end, "{name} {carrier:?}");
            }
            let (streamed, problems) = streamed(&bytes);
            assert_eq!((streamed.len(), problems.len()), (count, 0), "{name} {carrier:?}");
            // A row's own bytes read alone, in its character set, are that row.
            if carrier == Carrier::Jsonl && name.starts_with("UTF-16") {
                let (text, _, _) = if name == "UTF-16LE" { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE }
                    .decode(&streamed[1].1);
                assert!(text.starts_with('{') && text.ends_with('}'), "{text}");
            }
        }
    }
}

/// Positions are those of the file as it is.
#[test]
fn damaged_rows_of_wide_tables() {
    let text = jsonl().replacen("\"date\":", "\"date\"", 1);
    let line = text.lines().next().unwrap().len() + 1;
    let (records, problems) = streamed(&wide(&format!("{{\"cable_id\":\"05SUVA1\",\"body\":\"1. x\"}}\n{text}"), true));
    assert_eq!((records.len(), problems.len()), (2, 1));
    assert_eq!(problems[0].position.as_deref(), Some("line 2, byte 76"));
    assert!(line > 10);

    let rows = dump().repeat(1500).lines().count();
    assert!(rows > 3000);
    // More than one part, with letters outside the first plane and half a letter at the end.
    let mut number = 0;
    let row = dump().split_once("\n\"2\"").unwrap().0.to_owned() + "\n";
    let many: String = std::iter::repeat_with(|| {
        number += 1;
        row.replacen("\"1\"", &format!("\"{number}\""), 1).replace("ferry", "ferry \u{1F6A2}")
    })
    .take(4000)
    .collect();
    let mut bytes = wide(&many, true);
    bytes.push(b'x');
    let (records, problems) = streamed(&bytes);
    assert_eq!((records.len(), problems.len()), (4000, 0));
    assert_eq!(records[3999].0.telegram.source.key, "4000");
    let (own, _, _) = encoding_rs::UTF_16LE.decode(&records[3999].1);
    assert!(own.starts_with("\"4000\",") && own.ends_with('"'), "{own}");
}
