//! Runs the cases of `tests/corpus`; its README says how they are written.
//!
//! A mismatch writes what was found beside the expectation, as
//! `expected.json.failed`, and all mismatches are told together.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use formats::{Unit, read};
use serde_json::{Value, json};

/// What stands before a telegram on a web page that shows it.
const PAGE_BEFORE: &str = "\
Skip to content
The Reading Room
Home  About  Contact
Search this site

";

/// What stands after it.
const PAGE_AFTER: &str = "

Share this page
Leave a reply Cancel reply
Fill in your details below or click an icon to log in:
You are commenting using your account. ( Log Out / Change )
Connecting to %s
Notify me of new comments via email.
Advertisements
%d bloggers like this:
";

/// The same around the markup of a page.
const HTML_BEFORE: &str = "<div class=\"menu\"><a href=\"/\">Home</a> <a href=\"/about\">About</a></div>\n";
const HTML_AFTER: &str = "\n<div class=\"footer\"><p>Share this page</p><p>Leave a reply</p></div>\n";

#[test]
fn every_case_reads_as_expected() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let mut failures = String::new();
    let mut cases = 0;
    for topic in directories(&corpus) {
        let in_topic = directories(&topic);
        assert!(!in_topic.is_empty(), "{} holds no case", topic.display());
        for case in in_topic {
            cases += 1;
            let told = run(&case);
            if !told.is_empty() {
                let name = case.strip_prefix(&corpus).unwrap_or(&case).display().to_string();
                writeln!(failures, "{name}\n{told}").unwrap();
            }
        }
    }
    assert!(cases > 0, "the corpus is empty");
    assert!(failures.is_empty(), "{cases} cases, mismatches:\n\n{failures}");
}

/// Runs one case in its three forms; gives a line for each mismatch.
fn run(case: &Path) -> String {
    let mut told = String::new();
    let expected = fs::read_to_string(case.join("expected.json")).unwrap_or_else(|error| {
        panic!("{}/expected.json: {error}", case.display());
    });
    let expected: Value = serde_json::from_str(&expected).unwrap_or_else(|error| {
        panic!("{}/expected.json: {error}", case.display());
    });
    let (input, is_page) = input(case);
    let forms = [
        ("as it is", input.clone()),
        ("with CR LF", input.replace('\n', "\r\n")),
        ("with page noise", if is_page { noisy_page(&input) } else { format!("{PAGE_BEFORE}{input}{PAGE_AFTER}") }),
    ];
    let mut found_first = None;
    let mut told_already: Vec<String> = Vec::new();
    for (form, text) in forms {
        let (found, faults) = facts(&text);
        let mut mismatches = faults;
        compare("", &expected, &found, &mut mismatches);
        if !mismatches.is_empty() {
            found_first.get_or_insert(found);
        }
        // What is wrong in every form is told once.
        mismatches.retain(|mismatch| !told_already.contains(mismatch));
        for mismatch in &mismatches {
            writeln!(told, "  {form}: {mismatch}").unwrap();
        }
        told_already.append(&mut mismatches);
    }
    let failed = case.join("expected.json.failed");
    match found_first {
        Some(found) => fs::write(&failed, format!("{found:#}\n")).unwrap(),
        None => {
            let _ = fs::remove_file(&failed);
        }
    }
    told
}

/// The case's input, and whether it is a page.
fn input(case: &Path) -> (String, bool) {
    for (name, is_page) in [("input.txt", false), ("input.html", true)] {
        let path = case.join(name);
        if path.exists() {
            return (fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())), is_page);
        }
    }
    panic!("{} holds no input.txt and no input.html", case.display());
}

fn noisy_page(page: &str) -> String {
    let after_body = page.find("<body").and_then(|at| Some(at + page[at..].find('>')? + 1)).unwrap_or(0);
    let (head, body) = page.split_at(after_body);
    let (body, tail) = body.split_at(body.rfind("</body>").unwrap_or(body.len()));
    format!("{head}{HTML_BEFORE}{body}{HTML_AFTER}{tail}")
}

/// What is read from a text, as JSON, and what holds of every reading and does not of this one.
fn facts(text: &str) -> (Value, Vec<String>) {
    let mut faults = Vec::new();
    let reading = read(&Unit::new("case", text.as_bytes().to_vec()));
    for problem in &reading.problems {
        faults.push(format!("cannot be read: {problem}"));
    }
    let mut found = Vec::new();
    for record in &reading.records {
        let mut end = 0;
        for element in &record.elements {
            if element.span.start != end || element.span.end < element.span.start {
                faults.push(format!("elements do not tile the text at byte {end}: {element:?}"));
            }
            end = element.span.end;
        }
        if end as usize != record.text.len() {
            faults.push(format!("elements end at byte {end} of {}", record.text.len()));
        }
        let json = serde_json::to_value(&record.telegram).unwrap();
        match serde_json::from_value::<telegram::Telegram>(json.clone()) {
            Ok(back) if back == record.telegram => {}
            Ok(_) => faults.push("the JSON reads back as another telegram".to_owned()),
            Err(error) => faults.push(format!("the JSON does not read back: {error}")),
        }
        found.push(json);
    }
    let found = if found.len() == 1 { found.remove(0) } else { Value::Array(found) };
    (found, faults)
}

/// Adds a line to `mismatches` for each place where `found` is not as expected.
fn compare(path: &str, expected: &Value, found: &Value, mismatches: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            for (key, value) in expected.iter().filter(|(key, _)| !key.starts_with('_')) {
                let absent = json!(null);
                compare(&format!("{path}/{key}"), value, found.get(key).unwrap_or(&absent), mismatches);
            }
        }
        (Value::Array(expected_list), Value::Array(found_list)) if expected_list.len() == found_list.len() => {
            for (index, (expected, found)) in expected_list.iter().zip(found_list).enumerate() {
                compare(&format!("{path}/{index}"), expected, found, mismatches);
            }
        }
        _ if expected == found => {}
        _ => {
            let path = if path.is_empty() { "/" } else { path };
            mismatches.push(format!("{path}: expected {}, found {}", short(expected), short(found)));
        }
    }
}

/// The value, cut where it gets long; the whole is in the `.failed` file.
fn short(value: &Value) -> String {
    let shown = value.to_string();
    match shown.char_indices().nth(160) {
        Some((end, _)) => format!("{} …", &shown[..end]),
        None => shown,
    }
}

/// The directories within one, sorted by name.
fn directories(parent: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).unwrap_or_else(|error| panic!("{}: {error}", parent.display()));
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

#[test]
fn a_mismatch_is_told_with_its_place() {
    let mut mismatches = Vec::new();
    let expected = json!({"_note": "not compared", "id": "75SUVA1", "tags": ["PREL"], "from": {"post": null}});
    compare(
        "",
        &expected,
        &json!({"id": "75SUVA1", "tags": ["PREL"], "from": {"post": null, "name": "X"}}),
        &mut mismatches,
    );
    assert!(mismatches.is_empty());
    compare(
        "",
        &expected,
        &json!({"id": "75SUVA2", "tags": ["PREL", "FJ"], "from": {"post": "SUVA"}}),
        &mut mismatches,
    );
    assert_eq!(mismatches.len(), 3);
    assert!(mismatches.contains(&"/from/post: expected null, found \"SUVA\"".to_owned()));
}
