//! Runs the cases of `tests/carriers`; its README says how they are written.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use formats::{Carrier, Limits, Problem, detect, read, unit_from_reader};
use serde_json::{Value, json};

fn directories(parent: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).unwrap_or_else(|error| panic!("{}: {error}", parent.display()));
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

fn input(case: &Path) -> Vec<u8> {
    let mut inputs = fs::read_dir(case).unwrap().map(|entry| entry.unwrap().path());
    let path = inputs.find(|path| path.file_stem().is_some_and(|stem| stem == "input"));
    fs::read(path.unwrap_or_else(|| panic!("{} holds no input", case.display()))).unwrap()
}

/// What is read, as an import reads.
fn found(bytes: &[u8]) -> (Vec<Value>, Vec<Problem>) {
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    let _ = unit_from_reader("case", bytes, &Limits::default(), &mut |found| {
        match found {
            Ok(unit) => {
                let mut reading = read(&unit);
                for record in reading.records {
                    assert!(record.bytes.end <= unit.bytes.len(), "a record ends after its unit");
                    assert_eq!(record.elements.last().map_or(0, |last| last.span.end as usize), record.text.len());
                    records.push(serde_json::to_value(&record.telegram).unwrap());
                }
                problems.append(&mut reading.problems);
            }
            Err(problem) => problems.push(problem),
        }
        ControlFlow::Continue(())
    });
    (records, problems)
}

/// Attributes are pairs in their order; a case may name some by their keys.
fn by_key(value: &Value) -> Value {
    let pairs = value.as_array().into_iter().flatten();
    let pair = |pair: &Value| Some((pair.get(0)?.as_str()?.to_owned(), pair.get(1)?.clone()));
    Value::Object(pairs.filter_map(pair).collect())
}

fn compare(path: &str, expected: &Value, found: &Value, mismatches: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(_), Value::Array(_)) if path.ends_with("/attributes") => {
            compare(path, expected, &by_key(found), mismatches);
        }
        (Value::Object(expected), Value::Object(found)) => {
            for (key, value) in expected {
                compare(&format!("{path}/{key}"), value, found.get(key).unwrap_or(&json!(null)), mismatches);
            }
        }
        // Of a list of paragraphs the first may be enough.
        (Value::Array(expected), Value::Array(found))
            if expected.len() <= found.len() && path.ends_with("paragraphs") =>
        {
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                compare(&format!("{path}/{index}"), expected, found, mismatches);
            }
        }
        _ if expected == found => {}
        _ => mismatches.push(format!("{path}: expected {expected}, found {found}")),
    }
}

fn run(case: &Path) -> Vec<String> {
    let expected: Value = serde_json::from_str(&fs::read_to_string(case.join("expected.json")).unwrap())
        .unwrap_or_else(|error| panic!("{}: {error}", case.display()));
    let bytes = input(case);
    let mut mismatches = Vec::new();
    if let Some(carrier) = expected["carrier"].as_str() {
        let told: Carrier = detect(&bytes);
        if told.key() != carrier {
            mismatches.push(format!("told to be {}, is {carrier}", told.key()));
        }
    }
    let (records, problems) = found(&bytes);
    let wanted = expected["records"].as_array().unwrap();
    if wanted.len() != records.len() {
        mismatches.push(format!("{} records, expected {}", records.len(), wanted.len()));
    }
    for (index, (wanted, found)) in wanted.iter().zip(&records).enumerate() {
        compare(&format!("/{index}"), wanted, found, &mut mismatches);
    }
    let wanted = expected["problems"].as_array().unwrap();
    let is_told =
        |(wanted, found): (&Value, &Problem)| wanted.is_null() || wanted.as_str() == found.position.as_deref();
    if wanted.len() != problems.len() || !wanted.iter().zip(&problems).all(is_told) {
        mismatches.push(format!("problems {problems:?}, expected {wanted:?}"));
    }
    mismatches
}

#[test]
fn every_case_reads_as_expected() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/carriers");
    let mut failures = String::new();
    let mut count = 0;
    for carrier in directories(&cases) {
        for case in directories(&carrier) {
            count += 1;
            for mismatch in run(&case) {
                writeln!(failures, "{}: {mismatch}", case.strip_prefix(&cases).unwrap().display()).unwrap();
            }
        }
    }
    assert!(count >= 15, "only {count} cases");
    assert!(failures.is_empty(), "\n{failures}");
}
