//! All records here are invented.

use telegram::TextState;

use crate::{Unit, read};

const STAMP: &str = "   Declassified/Released US Department of State EO Systematic Review 30 JUN 2005\n";

fn record(body: &str, number: &str, more: &str) -> String {
    format!(
        "{STAMP}\n\n          Message Text\n{body}\n{STAMP}{STAMP}\n         Message Attributes\n\
         Capture Date: 01 JAN 1994\nDraft Date: 02 APR 1975\nDecaption Date: 01 JAN 1960\nDocument Number: {number}\n\
         From: SUVA OR-M\nOriginal Classification: LIMITED OFFICIAL USE\nReference: 75 STATE 12345\n{more}\
         Subject: FERRY SERVICE BETWEEN\nTHE ISLANDS\nTAGS: ETRN, FJ, (ROE, JANE)\nTo: STATE\nType: TE\n\n{STAMP}"
    )
}

#[test]
fn a_record_keeps_its_attributes_and_its_bytes() {
    let text = record("LIMITED OFFICIAL USE\n\nPAGE 01 SUVA 00617 020315Z\nFM AMEMBASSY SUVA\n", "1975SUVA00617", "");
    let unit = Unit::new("box/x.txt", text.clone().into_bytes());
    let reading = read(&unit);
    assert_eq!(reading.problems, []);
    let [record] = &reading.records[..] else { panic!("one record") };
    let source = &record.telegram.source;
    assert_eq!((source.carrier.as_str(), source.key.as_str()), ("aad", "1975SUVA00617"));
    assert_eq!(source.created.unwrap().to_string(), "1975-04-02");
    assert_eq!(source.origin.as_deref(), Some("SUVA"));
    assert_eq!(source.attributes[0], ("Capture Date".to_owned(), "01 JAN 1994".to_owned()));
    let subject = source.attributes.iter().find(|(key, _)| key == "Subject").unwrap();
    assert_eq!(subject.1, "FERRY SERVICE BETWEEN THE ISLANDS");
    assert_eq!(record.text, text);
    assert_eq!(record.telegram.text_state, TextState::Present);
    let joined: String = record.elements.iter().map(|element| &record.text[element.span.range()]).collect();
    assert_eq!(joined, text, "the elements tile the text");
}

#[test]
fn several_records_in_one_file() {
    let one = record("PAGE 01 SUVA 00617 020315Z\nFM AMEMBASSY SUVA\n", "1975SUVA00617", "");
    let two = record("PAGE 01 SUVA 00618 020316Z\nFM AMEMBASSY SUVA\n", "1975SUVA00618", "");
    let unit = Unit::new("x.txt", format!("{one}{two}").into_bytes());
    let reading = read(&unit);
    let keys: Vec<_> = reading.records.iter().map(|record| record.telegram.source.key.as_str()).collect();
    assert_eq!(keys, ["1975SUVA00617", "1975SUVA00618"]);
    assert_eq!(reading.records[0].text, one);
    assert_eq!(reading.records[1].text, two);
    assert_eq!(unit.bytes[reading.records[1].bytes.clone()], *two.as_bytes());
}

#[test]
fn a_lost_text_leaves_the_attributes() {
    for (body, more, state) in [
        ("ERROR READING TEXT INDEX\n", "", TextState::Missing),
        ("CONFIDENTIAL\n\nEXPAND ERROR ENCOUNTERED\n", "", TextState::Missing),
        ("\n\n", "", TextState::Missing),
        ("\n\n", "Review Action: WITHDRAWN, APPROVED\n", TextState::Withdrawn),
        ("WITHDRAWN\n", "", TextState::Withdrawn),
    ] {
        let unit = Unit::new("x.txt", record(body, "1975SUVA00617", more).into_bytes());
        let reading = read(&unit);
        let [record] = &reading.records[..] else { panic!("one record") };
        let telegram = &record.telegram;
        assert_eq!(telegram.text_state, state, "{body:?}");
        assert_eq!(telegram.date.unwrap().to_string(), "1975-04-02");
        assert_eq!(telegram.from.as_ref().unwrap().name, "SUVA");
        assert_eq!(telegram.action[0].name, "STATE");
        assert_eq!(telegram.subject.as_deref(), Some("FERRY SERVICE BETWEEN THE ISLANDS"));
        assert_eq!(telegram.tags, ["ETRN", "FJ", "ROE, JANE"]);
        assert_eq!(telegram.classification, Some(telegram::Classification::LimitedOfficialUse));
        assert!(telegram.paragraphs.is_empty());
        let code = if state == TextState::Missing { "text-missing" } else { "text-withdrawn" };
        assert_eq!(telegram.diagnostics.iter().map(|diagnostic| diagnostic.code.as_ref()).collect::<Vec<_>>(), [code]);
    }
}

#[test]
fn a_record_that_is_cut_off_is_reported() {
    let one = record("PAGE 01 SUVA 00617 020315Z\nFM AMEMBASSY SUVA\n", "1975SUVA00617", "");
    let text = format!("{one}{STAMP}\n  Message Text\nPAGE 01 SUVA 00618 0203");
    let reading = read(&Unit::new("x.txt", text.into_bytes()));
    assert_eq!(reading.records.len(), 1);
    assert_eq!(reading.problems.len(), 1);
    assert_eq!(reading.problems[0].position.as_deref(), Some(format!("byte {}", one.len()).as_str()));
}

#[test]
fn a_record_that_lost_the_line_above_its_text() {
    let text = record("PAGE 01 SUVA 00617 020315Z\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC 1234\n", "1975SUVA00617", "");
    let text = text.replace("          Message Text\n", "");
    let reading = read(&Unit::new("x.txt", text.clone().into_bytes()));
    let [record] = &reading.records[..] else { panic!("one record") };
    assert_eq!(record.telegram.text_state, TextState::Present);
    assert_eq!(record.telegram.from.as_ref().map(|from| from.name.as_str()), Some("AMEMBASSY SUVA"));
    let joined: String = record.elements.iter().map(|element| &record.text[element.span.range()]).collect();
    assert_eq!(joined, text, "the elements tile the text");
}

#[test]
fn a_record_of_attributes_only() {
    let text = record("", "1975SUVA00617", "").replace("Message Text", "");
    let reading = read(&Unit::new("x.txt", text.into_bytes()));
    assert_eq!(reading.problems, []);
    assert_eq!(reading.records[0].telegram.text_state, TextState::Missing);
    assert_eq!(reading.records[0].telegram.source.key, "1975SUVA00617");
}

#[test]
fn differences_are_shown_at_the_attribute() {
    let body = "CONFIDENTIAL\n\nPAGE 01 SUVA 00618 120315Z\nR 120315Z APR 75\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC\n\
                C O N F I D E N T I A L SUVA 0618\nTAGS: ETRN, FJ, PFOR\nSUBJECT: ANNUAL REPORT\n1. TEXT.\n";
    let text = record(body, "1975SUVA00617", "");
    let reading = read(&Unit::new("x.txt", text.into_bytes()));
    let telegram = &reading.records[0].telegram;
    assert_eq!(telegram.id.as_deref(), Some("75SUVA618"), "the text decides");
    let codes: Vec<_> = telegram.diagnostics.iter().map(|diagnostic| diagnostic.code.to_string()).collect();
    for code in [
        "source-id-differs",
        "source-classification-differs",
        "source-date-differs",
        "source-subject-differs",
        "source-tags-differ",
    ] {
        assert!(codes.iter().any(|found| found == code), "{code} in {codes:?}");
    }
    let note = telegram.diagnostics.iter().find(|diagnostic| diagnostic.code == "source-date-differs").unwrap();
    assert_eq!(&reading.records[0].text[note.span.range()], "Draft Date: 02 APR 1975");
}

#[test]
fn a_telegram_about_a_withdrawal_is_not_withdrawn() {
    let body =
        "PAGE 01 SUVA 00617 020315Z\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC\nUNCLAS SUVA 0617\nOFFER WAS WITHDRAWN.\n";
    let reading = read(&Unit::new("x.txt", record(body, "1975SUVA00617", "").into_bytes()));
    assert_eq!(reading.records[0].telegram.text_state, TextState::Present);
}

#[test]
fn the_stamp_tells_when_a_record_was_released() {
    let body = "PAGE 01 SUVA 00617 020315Z\nFM AMEMBASSY SUVA\n";
    let reading = read(&Unit::new("x.txt", record(body, "1975SUVA00617", "").into_bytes()));
    assert_eq!(reading.records[0].telegram.source.released.unwrap().to_string(), "2005-06-30");
    let without = record(body, "1975SUVA00617", "Review Release Date: 22 MAY 2009\n").replace(STAMP, "");
    let reading = read(&Unit::new("x.txt", without.into_bytes()));
    assert_eq!(reading.records[0].telegram.source.released.unwrap().to_string(), "2009-05-22");
}

#[test]
fn facts_that_the_text_lacks_come_from_the_attributes() {
    let body = "PAGE 01 SUVA 00617 020315Z\nR 020315Z APR 75\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC\n\n\
                LIMITED OFFICIAL USE SUVA 0617\n\nSUBJ: FERRIES\n\n1. ALL IS WELL.\n";
    let reading = read(&Unit::new("x.txt", record(body, "1975SUVA00617", "").into_bytes()));
    let telegram = &reading.records[0].telegram;
    assert_eq!(telegram.tags, ["ETRN", "FJ", "ROE, JANE"]);
    assert_eq!(telegram.subject.as_deref(), Some("FERRIES"));
    assert_eq!(telegram.references[0].id.as_deref(), Some("75STATE12345"));
    let taken = telegram.diagnostics.iter().filter(|found| found.code == "fact-from-attribute").count();
    assert_eq!(taken, 2);
    let facts = &telegram.source.facts;
    assert_eq!((facts.len(), facts["tags"].as_str(), facts["references"].as_str()), (2, "TAGS", "Reference"));
}
