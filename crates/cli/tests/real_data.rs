//! Facts about the public-domain material beside the project (`../shared/data`,
//! see its README), which is not part of it. Where the folder is absent these
//! tests say so and pass; in CI (`CI` is set) they fail.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use formats::{Carrier, Reading, Record, Unit};
use serde_json::json;
use support::World;
use support::real::{data, readings};
use telegram::{Classification, ElementKind, Kind, Precedence, Role, Telegram};

/// Reads every file and checks what holds of all: nothing failed, elements tile the text.
#[track_caller]
fn sound_readings(folder: &Path, files: usize, carrier: Carrier) -> Vec<(Unit, Reading)> {
    let readings = readings(folder);
    assert_eq!(readings.len(), files, "files in {}", folder.display());
    for (unit, reading) in &readings {
        assert_eq!(reading.problems, [], "{}", unit.file);
        assert_eq!(reading.carrier, carrier, "{}", unit.file);
        assert!(!reading.records.is_empty(), "{} holds nothing", unit.file);
        for record in &reading.records {
            let mut end = 0;
            for element in &record.elements {
                assert_eq!(element.span.start, end, "{}", unit.file);
                end = element.span.end;
            }
            assert_eq!(end as usize, record.text.len(), "{}", unit.file);
        }
    }
    readings
}

fn paragraph_facts<T>(telegram: &Telegram, fact: impl Fn(&telegram::Paragraph) -> Option<T>) -> Vec<T> {
    telegram.paragraphs.iter().filter_map(fact).collect()
}

#[test]
fn the_seed_telegram() {
    let Some(path) = data("example/09ASTANA478-blog.txt") else { return };
    let bytes = fs::read(path).unwrap();
    let reading = formats::read(&Unit::new("page.txt", bytes.clone()));
    assert_eq!(reading.problems, []);
    assert_eq!(reading.records.len(), 1);
    let record = &reading.records[0];
    let telegram = &record.telegram;

    // The name of the file gave nothing away: the id is from the text.
    assert_eq!(telegram.id.as_deref(), Some("09ASTANA478"));
    assert_eq!(telegram.kind, Kind::Telegram);
    assert_eq!(telegram.date.unwrap().to_string(), "2009-03-17T08:04:00Z");
    assert_eq!(telegram.classification, Some(Classification::Confidential));
    assert_eq!(telegram.captions, ["SIPDIS"]);
    assert_eq!(telegram.precedence.action, Some(Precedence::Priority));
    assert_eq!(telegram.precedence.info, Some(Precedence::Priority));
    let from = telegram.from.as_ref().unwrap();
    assert_eq!((from.name.as_str(), from.routing_indicator.as_deref()), ("AMEMBASSY ASTANA", Some("RUEHTA")));
    assert_eq!(from.post.as_deref(), Some("ASTANA"));

    // 15 addressees: 1 action, 14 info, of which 3 collectives; 9 continuity numbers.
    assert_eq!((telegram.action.len(), telegram.info.len()), (1, 14));
    let all = || telegram.action.iter().chain(&telegram.info);
    assert_eq!(all().filter(|one| one.continuity_number.is_some()).count(), 9);
    assert_eq!(all().filter(|one| one.name.contains("COLLECTIVE")).count(), 3);
    assert!(all().all(|one| one.routing_indicator.is_some()));
    assert_eq!(telegram.action[0].continuity_number, Some(4928));
    assert_eq!(all().filter(|one| one.routing_indicator.as_deref() == Some("RUEKJCS")).count(), 2);

    assert_eq!(telegram.pass.len(), 1);
    let order = telegram.executive_order.as_ref().unwrap();
    assert_eq!((order.number.as_deref(), order.declassify_on.as_deref()), (Some("12958"), Some("2029-03-17")));
    assert_eq!(telegram.tags, ["PGOV", "PREL", "PROP", "MARR", "IR", "RS", "AF", "KZ"]);
    // Unfolded from two lines, and not the cut one of the page's title.
    let subject = telegram.subject.as_deref().unwrap();
    assert!(!subject.contains(['\n', '\u{201c}']) && !subject.contains("  "));
    assert_eq!((subject.len(), subject.matches('"').count()), (53, 2));

    let references: Vec<_> = telegram
        .references
        .iter()
        .filter(|one| !one.in_text)
        .map(|one| (one.letter.as_deref().unwrap(), one.id.as_deref().unwrap()))
        .collect();
    assert_eq!(references, [("A", "09ASTANA426"), ("B", "09ASTANA376")]);
    assert_eq!(telegram.classified_by.len(), 1);
    assert_eq!(telegram.classified_by[0].reasons, ["1.4(b)", "1.4(d)"]);
    assert_eq!(telegram.classified_by[0].title.as_deref(), Some("Ambassador"));

    // 2 sections; 7 paragraphs; 3 headings; a summary; a comment, and one nested in another paragraph.
    assert_eq!(telegram.sections.count, 2);
    assert_eq!(telegram.sections.present, [1, 2]);
    assert_eq!(paragraph_facts(telegram, |one| one.number.clone()), ["1", "2", "3", "4", "5", "6", "7"]);
    assert_eq!(paragraph_facts(telegram, |one| one.portion.clone()), ["C", "C", "C", "C", "C", "U", "C"]);
    assert_eq!(paragraph_facts(telegram, |one| one.heading.clone()).len(), 3);
    assert_eq!(paragraph_facts(telegram, |one| one.role), [Role::Summary, Role::Comment]);
    assert_eq!(telegram.paragraphs[6].role, Some(Role::Comment));
    assert!(telegram.paragraphs[5].text.contains("(COMMENT:"));

    // The section break inside paragraph 5 leaves no trace in its text, only a diagnostic.
    for paragraph in &telegram.paragraphs {
        assert!(!paragraph.text.contains("002 OF 002") && !paragraph.text.contains("00000478"));
        assert!(!paragraph.text.contains("  \n") && !paragraph.text.contains("\n\n"));
    }
    let fifth = &telegram.paragraphs[4];
    let cut: Vec<_> = telegram.diagnostics.iter().filter(|one| one.code == "section-break-in-paragraph").collect();
    assert_eq!(cut.len(), 1);
    assert!(fifth.span.start <= cut[0].span.start && cut[0].span.end <= fifth.span.end);
    assert_eq!(telegram.signature.len(), 1);

    // The page's own statements, and its noise before and after.
    let source = &telegram.source;
    assert_eq!(source.reference_id.as_deref(), Some("09ASTANA478"));
    assert_eq!(source.created.unwrap().to_string(), "2009-03-17T08:04:00Z");
    assert_eq!(source.released.unwrap().to_string(), "2011-08-30T01:44:00Z");
    assert_eq!(source.classification.as_deref(), Some("CONFIDENTIAL"));
    assert_eq!(source.origin.as_deref(), Some("Embassy Astana"));
    let kinds: Vec<ElementKind> = record.elements.iter().map(|element| element.kind).collect();
    assert_eq!(kinds.first(), Some(&ElementKind::Chrome));
    assert_eq!(kinds.last(), Some(&ElementKind::Chrome));
    let signature = record.elements.iter().rposition(|one| one.kind == ElementKind::Signature).unwrap();
    let after = &record.elements[signature + 1..];
    assert!(after.iter().all(|one| matches!(one.kind, ElementKind::Chrome | ElementKind::Blank)), "{after:?}");
    let joined: String = record.elements.iter().map(|one| &record.text[one.span.range()]).collect();
    assert_eq!(joined.as_bytes(), bytes);
}

#[test]
fn the_seed_telegram_on_the_command_line() {
    let Some(path) = data("example/09ASTANA478-blog.txt") else { return };
    let world = World::new();
    let line = world.run(&["parse", &path.display().to_string()]).expect(0).json();
    assert_eq!(line["id"], "09ASTANA478");
    assert_eq!(line["source"]["key"], "09ASTANA478-blog");
    assert_eq!(line["sections"], json!({"count": 2, "present": [1, 2]}));
    assert_eq!(line["kind"], "telegram");
    assert_eq!(line["text_state"], "present");
    for key in [
        "id",
        "kind",
        "text_state",
        "date",
        "classification",
        "captions",
        "precedence",
        "from",
        "action",
        "info",
        "excluded",
        "pass",
        "executive_order",
        "tags",
        "subject",
        "references",
        "classified_by",
        "sections",
        "paragraphs",
        "signature",
        "drafted_by",
        "cleared_by",
        "approved_by",
        "diagnostics",
        "source",
    ] {
        assert!(line.get(key).is_some(), "the contract has {key}");
    }
}

#[test]
fn nara_records() {
    let Some(folder) = data("nara-aad/txt") else { return };
    let readings = sound_readings(&folder, 230, Carrier::Aad);
    let mut same_id = 0;
    let mut dated = 0;
    for (unit, reading) in &readings {
        assert_eq!(reading.records.len(), 1, "{}", unit.file);
        let telegram = &reading.records[0].telegram;
        // The record's number, spelled as the archives do: year, code of the post, five figures.
        assert_eq!(telegram.source.key, unit.name);
        assert!(telegram.source.attributes.len() > 50, "{}: {}", unit.file, telegram.source.attributes.len());
        let short = format!("{}{}", &unit.name[2..4], unit.name[4..].trim_end_matches(|c: char| c.is_ascii_digit()));
        let number = unit.name.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap().trim_start_matches('0');
        same_id +=
            usize::from(telegram.id.as_ref().is_some_and(|id| id.starts_with(&short[..5]) && id.ends_with(number)));
        let year: i16 = unit.name[..4].parse().unwrap();
        dated += usize::from(telegram.date.is_some_and(|date| date.year() == year));
    }
    assert!(same_id * 100 >= 230 * 95, "{same_id} of 230 ids agree with the record's number");
    assert!(dated * 100 >= 230 * 95, "{dated} of 230 dates are of the record's year");
}

/// How many documents each volume holds: counted in the markup by hand.
fn documents(volume: &str) -> usize {
    volume
        .split("<div")
        .skip(1)
        .filter_map(|rest| rest.split_once('>'))
        .filter(|(attributes, _)| attributes.contains("type=\"document\""))
        .count()
}

/// The document that a telegram is attached to.
fn parent(record: &Record) -> Option<&str> {
    let attributes = &record.telegram.source.attributes;
    attributes.iter().find(|(key, _)| key == "attached to").map(|(_, parent)| parent.as_str())
}

/// How many telegrams are attached to a document; each to one that is there.
fn attached(reading: &Reading) -> usize {
    let keys: Vec<&str> = reading.records.iter().map(|record| record.telegram.source.key.as_str()).collect();
    let parents: Vec<&str> = reading.records.iter().filter_map(parent).collect();
    for parent in &parents {
        assert!(keys.iter().any(|key| key == parent || key.ends_with(&format!("/{parent}"))), "{parent} is not there");
    }
    parents.len()
}

#[test]
fn frus_volumes() {
    let Some(folder) = data("frus-tei") else { return };
    let readings = sound_readings(&folder, 12, Carrier::Frus);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (unit, reading) in &readings {
        let stated = documents(&String::from_utf8_lossy(&unit.bytes));
        assert!(stated > 0, "{} states no document", unit.file);
        assert_eq!(reading.records.len() - attached(reading), stated, "{}", unit.file);
        for record in &reading.records {
            let telegram = &record.telegram;
            *kinds.entry(telegram.kind.key()).or_default() += 1;
            assert!(telegram.source.key.starts_with(&format!("{}/", unit.name)), "{}", telegram.source.key);
            assert!(telegram.kind != Kind::Document || telegram.id.is_none(), "{}", telegram.source.key);
            let bytes = &unit.bytes[record.bytes.clone()];
            let is_own = bytes.starts_with(b"<div") || parent(record).is_some();
            assert!(is_own, "{}", telegram.source.key);
        }
        let keys: std::collections::BTreeSet<_> =
            reading.records.iter().map(|record| &record.telegram.source.key).collect();
        assert_eq!(keys.len(), reading.records.len(), "a key stands twice in {}", unit.file);
    }
    assert!(kinds["telegram"] > 1000, "{kinds:?}");
    assert!(kinds["document"] > 1000, "{kinds:?}");
}

#[test]
fn everything_is_imported_found_and_verified() {
    let (Some(frus), Some(aad), Some(seed)) = (data("frus-tei"), data("nara-aad/txt"), data("example")) else { return };
    let paths = [frus, aad, seed].map(|path| path.display().to_string());
    let world = World::new();
    let arguments = ["import", "--json", "--collection", "real", &paths[0], &paths[1], &paths[2]];
    let report = world.run(&arguments).expect(0).json();
    assert_eq!(report["failed"], 0, "{report:#}");
    assert_eq!(report["new"], report["read"]);
    let stated: usize = fs::read_dir(&paths[0])
        .unwrap()
        .map(|entry| documents(&fs::read_to_string(entry.unwrap().path()).unwrap()))
        .sum();
    // Telegrams that are attached to a document are records of their own.
    let readings = sound_readings(Path::new(&paths[0]), 12, Carrier::Frus);
    let attached: usize = readings.iter().map(|(_, reading)| attached(reading)).sum();
    assert_eq!(report["read"], stated + attached + 230 + 1);

    let again = world.run(&arguments).expect(0).json();
    assert_eq!((&again["known"], &again["new"]), (&report["read"], &json!(0)));

    assert_eq!(world.run(&["search", "id:09ASTANA478", "--json"]).expect(0).json()["total"], 1);
    let canal = world.run(&["search", "canal", "--json"]).expect(0).json()["total"].as_u64().unwrap();
    let secret = world.run(&["search", "canal class:secret", "--json"]).expect(0).json()["total"].as_u64().unwrap();
    assert!(secret > 0 && secret < canal, "{secret} of {canal}");
    let document = world.run(&["show", "real/frus1977-80v21/d12", "--json"]).expect(0).json();
    assert_eq!(document["source"]["key"], "frus1977-80v21/d12");
    let shown = world.run(&["show", "09ASTANA478#p5"]).expect(0);
    assert!(shown.stdout.contains("5. (C) "), "{}", shown.stdout);
    world.run(&["verify"]).expect(0);
}
