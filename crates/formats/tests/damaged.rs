//! Damaged rows of tables and lines of JSON: each is told with its number, and
//! none beside it is lost. All rows are invented.

#![allow(clippy::unwrap_used, reason = "helpers of tests, outside of test functions")]

use formats::{Carrier, Reading, Unit, read};

const HEADER: &str = "R 020315Z APR 05\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC 12";
const BODY: &str = "C O N F I D E N T I A L SUVA 000617\n\nE.O. 12958: DECL: 04/02/2015\nTAGS: PREL, FJ\n\
                    SUBJECT: THE \\\"LONG\\\" FERRY\n\nREF: APIA 42\n\n1. (C) The ferry sails.\nROE";

/// A row of the dump.
fn row(number: u32) -> String {
    format!(
        "\"{number}\",\"4/2/2005 3:15\",\"05SUVA617\",\"Embassy Suva\",\"CONFIDENTIAL\",\"05APIA42\",\"{HEADER}\",\"{BODY}\"\n"
    )
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

type Damage = fn(&str) -> String;

/// Rows that are damaged one after the other, also into each other, are told
/// one by one, where the first column counts.
#[test]
fn damaged_rows_after_each_other() {
    let rows: Vec<String> = (1..=9).map(row).collect();
    let damages: [(&str, Damage); 13] = [
        ("a mark that is not escaped", |row| row.replacen("\\\"LONG", "\"LONG", 1)),
        ("a mark at the end of a line", |row| row.replacen("sails.", "sails.\"", 1)),
        ("the mark before the number", |row| row[1..].to_owned()),
        ("the mark after the number", |row| row.replacen("\",", ",", 1)),
        ("a mark of the date", |row| row.replacen("3:15\"", "3:15", 1)),
        ("the number", |row| row[4..].to_owned()),
        ("the date", |row| row.replacen("\"4/2/2005 3:15\",", "", 1)),
        ("the start, into the header", |row| row[80..].to_owned()),
        ("a comma", |row| row.replacen("\",\"", "\"\"", 1)),
        ("another separator", |row| row.replacen("\",\"", "\";\"", 1)),
        ("the end", |row| format!("{}\n", &row[..row.len() - 30])),
        ("all but the start", |row| format!("{}\n", &row[..7])),
        ("the end with the line end", |row| row[..row.len() - 30].to_owned()),
    ];
    let begins = |number: &usize, from: usize| format!("row {number}, byte {from}");
    for (first, one) in &damages {
        for (second, two) in &damages {
            // What begins in one body and ends in another is a sound row; and
            // text without a start is of the row before or of the one after.
            if (first.starts_with("the end with") || first.contains("end of a line")) && second.starts_with("the start")
            {
                continue;
            }
            let mut text = String::new();
            let mut places = Vec::new();
            for (number, row) in (1..).zip(&rows) {
                places.push(text.len());
                text.push_str(&match number {
                    4 => one(row),
                    5 => two(row),
                    _ => row.clone(),
                });
            }
            let reading = read_text(text);
            let name = format!("{first}; {second}");
            assert_eq!(keys(&reading), ["1", "2", "3", "6", "7", "8", "9"], "{name}: {:?}", reading.problems);
            let found = positions(&reading);
            assert_eq!(found[0], begins(&4, places[3]), "{name}");
            assert!(found[1].starts_with("row 5, byte ") && found.len() == 2, "{name}: {found:?}");
        }
    }
    // A table with gaps in its numbers says nothing of what is not there.
    let gaps: String = [1, 5, 6, 20, 21, 40, 41, 42].into_iter().map(row).collect();
    let reading = read_text(gaps.replacen("\"20\",", "\"20,", 1));
    assert_eq!(keys(&reading), ["1", "5", "6", "21", "40", "41", "42"]);
    assert_eq!(positions(&reading), [format!("row 4, byte {}", row(1).len() * 3)]);
}

/// Also where no row is sound, or none from some row on, each is told.
#[test]
fn tables_without_sound_rows() {
    let header = "number,created,reference id,body\n";
    let good = "1,3/3/1975,75SUVA1,1. x\n2,3/4/1975,75SUVA2,1. x\n3,3/5/1975,75SUVA3,1. x\n";
    let bad = "4,3/6/1975,75SUVA4\n5,3/6/1975,75SUVA5\n6,x\n";
    let at = |text: &str, line: usize| text.split_inclusive('\n').take(line).map(str::len).sum::<usize>();
    for (text, sound) in [(format!("{header}{bad}"), 0), (format!("{header}{good}{bad}"), 3)] {
        let reading = read_text(text.as_str());
        let expected: Vec<String> =
            (1..=3).map(|row| format!("row {}, byte {}", sound + row, at(&text, sound + row))).collect();
        assert_eq!(positions(&reading), expected);
        assert_eq!(reading.records.len(), sound);
    }
    // Without a column that counts.
    let header = "reference id,subject,body\n";
    let text = format!("{header}75SUVA1,x,y\n75SUVA2,x,y\n75SUVA3,x\n75SUVA4\n75SUVA5,x,y,z\n");
    let reading = read_text(text.as_str());
    assert_eq!(positions(&reading), [3, 4, 5].map(|row| format!("row {row}, byte {}", at(&text, row))));
}

/// Each damaged line is told with its number, its place and the cause, wherever
/// it stands, and also where no line is sound.
#[test]
fn damaged_lines_of_json() {
    let good =
        |number: u32| format!(r#"{{"cable_id":"05SUVA{number}","date":"2005-04-02","body":"1. (C) The ferry."}}"#);
    let damages: [(&str, &str); 7] = [
        ("its end is lost", r#"{"cable_id":"05SUVA1","date":"2005-04-02","body":"1. (C) The"#),
        ("its start is lost", r#"SUVA1","date":"2005-04-02","body":"1. (C) The ferry."}"#),
        ("a comma is lost", r#"{"cable_id":"05SUVA1" "date":"2005-04-02","body":"1. (C) The ferry."}"#),
        ("a mark too many", r#"{"cable_id":"05SUVA1","date":"2005-04-02","body":"1. (C) The "ferry"."}"#),
        ("something else", "--- page 3 ---"),
        ("an array", r#"["05SUVA1","2005-04-02"]"#),
        ("a hole", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
    ];
    for (name, damaged) in damages {
        for broken in [&[1][..], &[2], &[4], &[1, 2], &[3, 4]] {
            let lines: Vec<String> =
                (1..=4).map(|line| if broken.contains(&line) { damaged.to_owned() } else { good(line) }).collect();
            let expected: Vec<String> = broken
                .iter()
                .map(|line| {
                    let before: usize = lines[..*line as usize - 1].iter().map(|line| line.len() + 1).sum();
                    format!("line {line}, byte {before}")
                })
                .collect();
            let reading = read_text(lines.join("\n") + "\n");
            assert_eq!(reading.carrier, Carrier::Jsonl, "{name} {broken:?}");
            assert_eq!(positions(&reading), expected, "{name} {broken:?}");
            assert_eq!(reading.records.len(), 4 - broken.len(), "{name} {broken:?}");
            assert!(reading.problems.iter().all(|problem| problem.reason.len() > 10), "{:?}", reading.problems);
        }
    }
    for (name, damaged) in &damages[..4] {
        for lines in [1, 2, 30] {
            let reading = read_text(format!("{damaged}\n").repeat(lines));
            let expected: Vec<String> =
                (0..lines).map(|line| format!("line {}, byte {}", line + 1, line * (damaged.len() + 1))).collect();
            assert_eq!(positions(&reading), expected, "{name} {lines}");
        }
    }
    // Objects over several lines, none of them sound.
    let reading = read_text("[\n {\n  \"cable_id\": \"05SUVA1\",\n  \"body\": \"The ferry\n }\n]\n");
    assert_eq!(positions(&reading), ["object 1, byte 3"]);
}
