//! Tables of separated values and of JSON. All rows are invented.

#![allow(clippy::unwrap_used, reason = "helpers of tests, outside of test functions")]

use std::ops::ControlFlow;

use formats::{Carrier, Columns, EditKind, Find, Options, Problem, Reading, Record, Unit, find_in_reader, read};
use proptest::prelude::*;
use telegram::{Span, TextState};

const HEADER: &str = "R 020315Z APR 05\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC 12";
const BODY: &str = "C O N F I D E N T I A L SUVA 000617\n\nE.O. 12958: DECL: 04/02/2015\nTAGS: PREL, FJ\n\
                    SUBJECT: THE \\\"LONG\\\" FERRY\n\nREF: APIA 42\n\n1. (C) The ferry sails.\nROE";

/// A row of the dump.
fn row(number: u32) -> String {
    format!(
        "\"{number}\",\"4/2/2005 3:15\",\"05SUVA617\",\"Embassy Suva\",\"CONFIDENTIAL\",\"05APIA42\",\"{HEADER}\",\"{BODY}\"\n"
    )
}

fn dump(rows: u32) -> String {
    (1..=rows).map(row).collect()
}

fn read_text(text: impl Into<Vec<u8>>) -> Reading {
    read(&Unit::new("box/dump.csv", text.into()))
}

fn keys(reading: &Reading) -> Vec<&str> {
    reading.records.iter().map(|record| record.telegram.source.key.as_str()).collect()
}

fn positions(reading: &Reading) -> Vec<&str> {
    reading.problems.iter().map(|problem| problem.position.as_deref().unwrap()).collect()
}

fn codes(record: &Record) -> Vec<&str> {
    record.telegram.diagnostics.iter().map(|found| found.code.as_ref()).collect()
}

/// Reads with what a user says of the columns.
fn mapped(text: &str, statements: &[&str]) -> (Vec<Record>, Vec<Problem>) {
    let options = Options { columns: Columns::parse(statements.iter().copied()).unwrap(), ..Options::default() };
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    let _ = find_in_reader("table", text.as_bytes(), &options, &mut |found: Find<'_>| {
        found.in_parts(&mut |unit| {
            match unit {
                Ok(unit) => {
                    let mut reading = read(&unit);
                    records.append(&mut reading.records);
                    problems.append(&mut reading.problems);
                }
                Err(problem) => problems.push(problem),
            }
            ControlFlow::Continue(())
        })
    });
    (records, problems)
}

#[test]
fn a_row_of_the_dump() {
    let text = dump(2);
    let reading = read_text(text.as_str());
    assert_eq!(reading.carrier, Carrier::Csv);
    assert_eq!(reading.problems, []);
    assert_eq!(keys(&reading), ["1", "2"]);
    let record = &reading.records[1];
    let (telegram, source) = (&record.telegram, &record.telegram.source);
    assert_eq!(telegram.id.as_deref(), Some("05SUVA617"));
    assert_eq!(telegram.date.unwrap().to_string(), "2005-04-02T03:15:00Z");
    assert_eq!(telegram.subject.as_deref(), Some("THE \"LONG\" FERRY"));
    assert_eq!(telegram.references[0].id.as_deref(), Some("05APIA42"));
    assert_eq!(source.carrier.as_str(), "csv");
    assert_eq!(source.reference_id.as_deref(), Some("05SUVA617"));
    assert_eq!(source.created.unwrap().to_string(), "2005-04-02T03:15:00Z");
    assert_eq!(source.classification.as_deref(), Some("CONFIDENTIAL"));
    assert_eq!(source.origin.as_deref(), Some("Embassy Suva"));
    assert_eq!(source.attributes, [("references".to_owned(), "05APIA42".to_owned())]);
    assert!(!codes(record).iter().any(|code| code.starts_with("source-")), "{:?}", codes(record));
    assert_eq!(&text[record.bytes.clone()], row(2).trim_end());
}

#[test]
fn places_lead_back_to_the_file() {
    let text = dump(3);
    let reading = read_text(text.as_str());
    let record = &reading.records[2];
    for words in ["FM AMEMBASSY SUVA", "The ferry sails"] {
        let at = record.text.find(words).unwrap();
        let bytes = record.map.bytes(Span::new(at as u32, (at + words.len()) as u32));
        assert_eq!(&text[bytes.clone()], words);
        assert!(record.bytes.start <= bytes.start && bytes.end <= record.bytes.end);
    }
    let escapes: Vec<_> = record.map.edits().iter().filter(|edit| edit.kind == EditKind::Escape).collect();
    assert_eq!(escapes.len(), 2);
    assert_eq!(&text[escapes[0].bytes.clone()], "\\\"");
    assert_eq!(&record.text[escapes[0].span.range()], "\"");
}

#[test]
fn where_row_and_text_differ() {
    let text = row(1)
        .replace("4/2/2005", "4/3/2005")
        .replace("\"05SUVA617\"", "\"05SUVA618\"")
        .replace("\"CONFIDENTIAL\",\"05APIA42\"", "\"SECRET\",\"05APIA42|05APIA43\"");
    let reading = read_text(text.replace("Embassy Suva", "Embassy Apia"));
    let codes = codes(&reading.records[0]);
    for code in [
        "source-id-differs",
        "source-date-differs",
        "source-classification-differs",
        "source-origin-differs",
        "source-references-differ",
    ] {
        assert!(codes.contains(&code), "{code} not in {codes:?}");
    }
}

/// A database writes a day without its time as midnight: the text's time of that day is no other date.
#[test]
fn a_midnight_is_a_day() {
    let differs = |date: &str| {
        let reading = read_text(row(1).replace("4/2/2005 3:15", date));
        codes(&reading.records[0]).contains(&"source-date-differs")
    };
    assert!(!differs("2005-04-02 00:00:00"));
    assert!(!differs("2005-04-02T00:00:00Z"));
    assert!(differs("2005-04-03 00:00:00"));
    assert!(differs("2005-04-02 03:16:00"));
}

#[test]
fn what_the_text_lacks_the_row_gives() {
    let text = row(1).replace(HEADER, "").replace(BODY, "1. (C) The ferry sails.");
    let telegram = &read_text(text).records[0].telegram;
    assert_eq!(telegram.id.as_deref(), Some("05SUVA617"));
    assert_eq!(telegram.date.unwrap().to_string(), "2005-04-02T03:15:00Z");
    assert_eq!(telegram.classification, Some(telegram::Classification::Confidential));
    assert_eq!(telegram.from.as_ref().unwrap().post.as_deref(), Some("SUVA"));
    assert_eq!(telegram.references[0].id.as_deref(), Some("05APIA42"));
    let text = row(1).replace(HEADER, "").replace(BODY, "");
    let reading = read_text(text);
    let telegram = &reading.records[0].telegram;
    assert_eq!((telegram.text_state, telegram.id.as_deref()), (TextState::Missing, Some("05SUVA617")));
}

/// Each damage to row 2 of 3 breaks this row and no other.
#[test]
fn damaged_rows() {
    let (one, two, three) = (row(1), row(2), row(3));
    let cut = |at: usize| format!("{}\n", &two[..at]);
    let without = |what: &str| two.replacen(what, "", 1);
    for (name, damaged) in [
        ("a mark that is not escaped", two.replacen("\\\"LONG", "\"LONG", 1)),
        ("a mark at the end of a line", two.replacen("sails.", "sails.\"", 1)),
        ("a mark at the end of a line of the header", two.replacen("AMEMBASSY SUVA\n", "AMEMBASSY SUVA\"\n", 1)),
        ("the end of a field is lost", two.replacen("SUVA\",\"CONF", "SUVA,\"CONF", 1).replacen("Suva\",", "Suva,", 1)),
        ("the start of a field is lost", two.replacen(",\"CONF", ",CONF", 1)),
        ("cut off within the body", cut(two.len() - 40)),
        ("cut off within the date", cut(8)),
        ("cut off within the number", cut(2)),
        ("the last mark is lost", two.replacen("ROE\"\n", "ROE\n", 1)),
        ("a field is lost", without("\"CONFIDENTIAL\",")),
        ("a field too many", two.replacen("sails", "sa\",\"ils", 1)),
        ("the first mark is lost", two[1..].to_owned()),
        ("number and marks are lost", two[3..].to_owned()),
        ("number, comma and mark are lost", two[5..].to_owned()),
    ] {
        let reading = read_text(format!("{one}{damaged}{three}"));
        assert_eq!(keys(&reading), ["1", "3"], "{name}: {:?}", reading.problems);
        assert_eq!(positions(&reading), [format!("row 2, byte {}", one.len())], "{name}");
    }
    // The line end between two rows is lost: no row is.
    let reading = read_text(format!("{one}{}{three}", two.trim_end()));
    assert_eq!(keys(&reading).last(), Some(&"3"));
    assert_eq!(reading.records.len() + reading.problems.len(), 3);
    // The first and the last row.
    let reading = read_text(format!("{}\n{two}{}", &one[..90], &three[..120]));
    assert_eq!(keys(&reading), ["2"]);
    assert_eq!(positions(&reading), ["row 1, byte 0".to_owned(), format!("row 3, byte {}", 91 + two.len())]);
}

#[test]
fn letters_of_either_set() {
    let utf8 = row(1).replace("The ferry", "The São ferry – “late”");
    let (old, _, _) = encoding_rs::WINDOWS_1252.encode(&utf8);
    for bytes in [utf8.as_bytes(), &old] {
        let mut text = row(7).into_bytes();
        text.extend(bytes);
        let reading = read(&Unit::new("x.csv", text.clone()));
        let record = &reading.records[1];
        let at = record.text.find("ã").unwrap() as u32;
        let place = record.map.bytes(Span::new(at, at + 2));
        assert!(matches!(&text[place], b"\xE3" | b"\xC3\xA3"));
        assert!(record.text.contains("– “late”"));
    }
}

#[test]
fn tables_with_names() {
    let csv = "Reference ID,Date,Classification,Subject,Text\r\n\
               05SUVA617,2005-04-02,CONFIDENTIAL,Ferry,\"1. (C) The \"\"long\"\" ferry.\r\n2. (U) More.\"\r\n\
               05SUVA618,2005-04-03,SECRET,Late ferry,1. (S) Late.\r\n";
    for text in [csv.to_owned(), csv.replace(',', "\t"), csv.replace(',', ";"), format!("\u{FEFF}{csv}")] {
        let reading = read_text(text.as_str());
        assert_eq!(reading.problems, [], "{text}");
        assert_eq!(keys(&reading), ["05SUVA617", "05SUVA618"]);
        let telegram = &reading.records[0].telegram;
        assert_eq!(telegram.subject.as_deref(), Some("Ferry"));
        assert_eq!(telegram.date.unwrap().to_string(), "2005-04-02");
        assert_eq!(telegram.paragraphs.len(), 2);
        assert!(telegram.paragraphs[0].text.contains("\"long\""));
        assert!(codes(&reading.records[0]).contains(&"fact-from-row"));
    }
    let broken = csv.replace("Late ferry,1. (S)", "Late \"ferry\",\"1\". (S)");
    let reading = read_text(format!("{broken}05SUVA619,2005-04-04,SECRET,Gone,1. (S) Gone.\r\n"));
    assert_eq!(keys(&reading), ["05SUVA617", "05SUVA619"]);
    assert!(positions(&reading)[0].starts_with("row 2, byte "));
}

#[test]
fn numbers_of_columns_do_not_make_the_row_of_names_a_telegram() {
    let named = "Reference ID;When;Subject;Body\n76SUVA1;03.09.1976;ANCHOR;1. The anchor.\n76SUVA2;04.09.1976;FERRY;1. The ferry.\n";
    let foreign = named.replace("Reference ID;When;Subject;Body", "Kennung;Datum;Betreff;Inhalt");
    let without = named.split_once('\n').unwrap().1.to_owned();
    let all = ["1=id", "2=date", "3=subject", "4=body"];
    for (table, statements) in [(named, &["2=date"][..]), (named, &all), (&*foreign, &all), (&*without, &all)] {
        let (records, problems) = mapped(table, statements);
        assert_eq!(problems, [], "{table}");
        let found: Vec<_> =
            records.iter().map(|record| (record.telegram.id.as_deref(), record.telegram.subject.as_deref())).collect();
        assert_eq!(found, [(Some("76SUVA1"), Some("ANCHOR")), (Some("76SUVA2"), Some("FERRY"))], "{table}");
        assert_eq!(records[0].telegram.date.unwrap().to_string(), "1976-09-03", "{table}");
    }
    // By name and by number, and with the form of the dates.
    let (records, problems) = mapped(named, &["When=date", "3=subject", "2=%d.%m.%Y"]);
    assert_eq!((records.len(), problems.len()), (2, 0), "{problems:?}");
}

#[test]
fn elements_that_the_user_names() {
    let text = "<?xml version=\"1.0\"?>\n<x><t><no>7</no><le>3 SEP 1976</le><quoi>PHARE &amp; BAC</quoi><mot>1. LE PHARE.</mot></t>\
                <t><no>8</no><mot><![CDATA[1. LE BAC <ROUGE>.]]></mot><de>SUVA</de></t></x>\n";
    let (records, problems) = mapped(text, &["no=key", "le=date", "quoi=subject", "mot=body"]);
    assert_eq!(problems, []);
    let found: Vec<_> = records.iter().map(|record| record.telegram.source.key.as_str()).collect();
    assert_eq!(found, ["7", "8"]);
    let first = &records[0].telegram;
    assert_eq!(first.subject.as_deref(), Some("PHARE & BAC"));
    assert_eq!(first.date.unwrap().to_string(), "1976-09-03");
    assert_eq!(records[1].telegram.paragraphs[0].text, "LE BAC <ROUGE>.");
    assert_eq!(records[1].telegram.source.attributes, [("de".to_owned(), "SUVA".to_owned())]);
    let span = first.paragraphs[0].span;
    assert_eq!(&text[records[0].map.bytes(span)], "1. LE PHARE.");
    let (_, problems) = mapped(text, &["mots=body"]);
    assert!(problems[0].reason.contains("there is no element \"mots\""), "{problems:?}");
}

#[test]
fn columns_that_the_user_names() {
    let text =
        "No,Sent,Words,Notes,Film\n7,4/2/2005,1. (C) The ferry sails.,private,D1\n8,4/13/2005,1. (C) Late.,,D2\n";
    let statements = ["No=key", "sent=date", "Words=body", "Notes=ignore"];
    let (records, problems) = mapped(text, &statements);
    assert_eq!(problems, []);
    let source = &records[0].telegram.source;
    assert_eq!((source.key.as_str(), source.created.unwrap().to_string().as_str()), ("7", "2005-04-02"));
    assert_eq!(source.attributes, [("Film".to_owned(), "D1".to_owned())]);
    let (records, problems) = mapped(text, &["Wrods=body"]);
    assert_eq!(records.len(), 0);
    assert_eq!(problems[0].reason, "there is no column \"Wrods\"; the columns are: No, Sent, Words, Notes, Film");
    let (records, problems) = mapped(text.split_once('\n').unwrap().1, &["1=key", "3=body"]);
    assert_eq!((records.len(), problems.len()), (2, 0));
    let (_, problems) = mapped(text, &["9=body"]);
    assert!(problems[0].reason.contains("the table has 5 columns"), "{problems:?}");
    let (records, _) = mapped(&dump(1), &["6=ignore"]);
    assert_eq!(records[0].telegram.source.attributes, []);
}

#[test]
fn text_is_no_table() {
    for text in [
        "FM AMEMBASSY SUVA\nTO SECSTATE WASHDC, AMEMBASSY APIA\nTAGS: PREL, FJ\nSUBJECT: FERRY, BOAT\n",
        "REF: A. SUVA 12, B. APIA 42\n     C. LIMA 12, D. BONN 7\n",
        "subject, ferry, body of water\nnext line, more, words\n",
        "1. (C) {\"x\"}\n",
        "{\"version\": 1, \"name\": \"settings\"}\n",
    ] {
        let unit = Unit::new("x.txt", text.as_bytes().to_vec());
        assert!(!matches!(read(&unit).carrier, Carrier::Csv | Carrier::Jsonl), "{text}");
    }
}

#[test]
fn lines_of_json() {
    let good = r#"{"cable_id":"05SUVA617","date":"2005-04-02","body":"1. (C) The \"long\" ferry.\n2. (U) S\u00e3o."}"#;
    let text = format!("{good}\n\n{{\"cable_id\": broken}}\n{}\n", good.replace("617", "618"));
    let reading = read_text(text.as_str());
    assert_eq!(reading.carrier, Carrier::Jsonl);
    assert_eq!(keys(&reading), ["05SUVA617", "05SUVA618"]);
    assert_eq!(positions(&reading), [format!("line 3, byte {}", good.len() + 2)]);
    let record = &reading.records[1];
    let at = record.text.find('ã').unwrap() as u32;
    assert_eq!(&text[record.map.bytes(Span::new(at, at + 2))], "\\u00e3");
    assert_eq!(record.telegram.paragraphs.len(), 2);

    let array = format!("[\n  {good},\n  {}\n]\n", good.replace("617", "618"));
    assert_eq!(keys(&read_text(array.as_str())), ["05SUVA617", "05SUVA618"]);
    let broken = array.replacen("ferry.\\n", "ferry.\n", 1);
    let reading = read_text(broken);
    assert_eq!(keys(&reading), ["05SUVA618"]);
    assert_eq!(positions(&reading), ["object 1, byte 4"]);

    let (records, problems) =
        mapped(r#"{"meta":{"no":"05SUVA617"},"words":"1. (C) Ferry."}"#, &["meta.no=id", "words=text"]);
    assert_eq!((records.len(), problems.len()), (1, 0));
    assert_eq!(records[0].telegram.id.as_deref(), Some("05SUVA617"));
    let (_, problems) = mapped(good, &["Body text=body"]);
    assert_eq!(problems[0].reason, "there is no key \"Body text\"; the keys are: cable_id, date, body");
}

#[test]
fn our_own_lines_come_back() {
    let first = read_text(dump(1)).records.remove(0);
    let mut object = serde_json::to_value(&first.telegram).unwrap();
    let without_text = read_text(format!("{object}\n"));
    assert_eq!(without_text.problems, []);
    let facts = &without_text.records[0].telegram;
    assert_eq!(
        (&facts.id, facts.date, &facts.subject),
        (&first.telegram.id, first.telegram.date, &first.telegram.subject)
    );
    assert_eq!(facts.paragraphs[0].text, first.telegram.paragraphs[0].text);
    assert_eq!(facts.source.carrier.as_str(), "jsonl");
    assert!(facts.source.attributes.contains(&("carrier".to_owned(), "csv".to_owned())));

    object["text"] = first.text.clone().into();
    let back = read_text(serde_json::to_string_pretty(&object).unwrap());
    assert_eq!(back.records[0].text, first.text);
    assert_eq!(back.records[0].telegram.paragraphs, first.telegram.paragraphs);
    assert_eq!(back.records[0].telegram.references, first.telegram.references);

    let failure = format!("{object}\n{}\n", r#"{"error":"empty","file":"x.txt","position":null}"#);
    let reading = read_text(failure);
    assert_eq!((reading.records.len(), reading.problems.len()), (1, 1));
    assert!(reading.problems[0].reason.contains("x.txt could not be read: empty"));
}

#[test]
fn a_large_table_comes_in_parts_that_join() {
    let text = dump(6000);
    let (mut end, mut rows, mut parts) = (0, 0, 0);
    let _ = find_in_reader("dump.csv", text.as_bytes(), &Options::default(), &mut |found: Find<'_>| {
        assert!(matches!(found, Find::Table(_)));
        found.in_parts(&mut |unit| {
            let unit = unit.unwrap();
            let part = unit.part.as_ref().unwrap();
            assert_eq!(part.offset, end);
            assert_eq!(unit.bytes, text.as_bytes()[part.offset as usize..][..unit.bytes.len()]);
            assert!(unit.bytes.len() <= 2 << 20);
            end += unit.bytes.len() as u64;
            rows += part.rows();
            parts += 1;
            ControlFlow::Continue(())
        })
    });
    assert_eq!((end, rows), (text.len() as u64, 6000));
    assert!(parts > 1);
}

#[test]
fn holes_end_a_table() {
    let mut text = dump(400).into_bytes();
    text.resize(text.len() + (40 << 20), 0);
    let mut problems = Vec::new();
    let mut rows = 0;
    let _ = find_in_reader("dump.csv", &text[..], &Options::default(), &mut |found: Find<'_>| {
        found.in_parts(&mut |unit| {
            match unit {
                Ok(unit) => rows += read(&unit).records.len(),
                Err(problem) => problems.push(problem),
            }
            ControlFlow::Continue(())
        })
    });
    assert!(problems.iter().any(|problem| problem.reason.contains("NULs")), "{problems:?}");
    assert_eq!(rows, 400);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is done to one row, the rows that are not its neighbours are
    /// read, and every row is a record or a problem.
    #[test]
    fn damage_stays_where_it_is(at in 0usize..700, cut in 0usize..40, insert in "[\",\\\\\n a1]{0,6}") {
        let (one, two, three) = (row(1), row(2), row(3));
        let at = two.floor_char_boundary(at.min(two.len() - 1));
        let until = two.floor_char_boundary((at + cut).min(two.len()));
        let text = format!("{one}{}{insert}{}{three}{}", &two[..at], &two[until..], row(4));
        let reading = read_text(text);
        let keys = keys(&reading);
        prop_assert!(keys.contains(&"4"), "{:?} {:?}", keys, reading.problems);
        let found = reading.records.len() + reading.problems.len();
        prop_assert!((3..=5).contains(&found), "{} {:?}", found, reading.problems);
    }

    /// A sound table gives every body as it was written.
    #[test]
    fn sound_tables_lose_nothing(bodies in prop::collection::vec("[a-zA-Z \",\n\\.]{1,60}", 1..12)) {
        let mut text = "id,date,body\n".to_owned();
        for (number, body) in bodies.iter().enumerate() {
            text += &format!("05SUVA{},2005-04-02,\"1. (U) {}\"\n", number + 1, body.replace('"', "\"\""));
        }
        let reading = read_text(text);
        prop_assert_eq!(&reading.problems, &[]);
        prop_assert_eq!(reading.records.len(), bodies.len());
        for (record, body) in reading.records.iter().zip(&bodies) {
            let expected = format!("1. (U) {body}");
            prop_assert_eq!(&record.text, &expected);
        }
    }
}

#[test]
fn blanks_of_word_processors_are_plain_in_rows_too() {
    let reading = read_text("Reference ID,Body\n05SUVA617,E.O.\u{2003}12958: N/A TAGS: FJ\n05SUVA618,1. (U) x\n");
    assert!(reading.records[0].text.starts_with("E.O. 12958"), "{}", reading.records[0].text);
}

#[test]
fn a_text_that_looks_like_a_message_is_still_text() {
    let text = "From: roe@example.org\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\n\n1. (U) The ferry sails.\n";
    let mut object = serde_json::to_value(telegram::parse("1. (U) The ferry sails.\n").telegram).unwrap();
    object["text"] = text.into();
    let reading = read_text(format!("{object}\n"));
    assert_eq!(reading.problems, []);
    assert_eq!(reading.records[0].text, text);
}

#[test]
fn a_second_array_is_told() {
    let text =
        r#"{"Results":[{"id":"75SUVA617","body":"1. THE FERRY SAILS."}],"More":[{"id":"75SUVA618","body":"1. X."}]}"#;
    let reading = read_text(text);
    assert_eq!(keys(&reading).len(), 1);
    assert_eq!(reading.problems.len(), 1);
    assert!(reading.problems[0].reason.contains("further array"), "{:?}", reading.problems);
}
