//! Runs the cases of `tests/kinds`; its README says how they are written.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use formats::{Unit, read};
use serde_json::{Map, Value};

#[test]
fn every_kind_reads_as_expected() {
    let kinds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/kinds");
    let mut failures = String::new();
    let (mut cases, mut misread) = (0, 0);
    for kind in directories(&kinds) {
        let open = fs::read_to_string(kind.join("open.txt")).unwrap_or_default();
        let mut open: BTreeSet<&str> = open.lines().filter(|line| !line.is_empty()).collect();
        for case in directories(&kind) {
            let name = case.strip_prefix(&kinds).unwrap().display().to_string();
            let told = run(&case);
            cases += 1;
            match (open.remove(case.file_name().unwrap().to_str().unwrap()), told.is_empty()) {
                (true, true) => writeln!(failures, "{name}\n  reads well: take it out of open.txt").unwrap(),
                (false, false) => writeln!(failures, "{name}\n{told}").unwrap(),
                (true, false) => misread += 1,
                (false, true) => {}
            }
        }
        assert!(open.is_empty(), "{}: open.txt names cases that are not there: {open:?}", kind.display());
    }
    assert!(cases > 100, "only {cases} cases were found");
    assert!(failures.is_empty(), "{cases} cases, {misread} known to be misread; besides:\n\n{failures}");
}

/// Runs one case; gives a line for each mismatch.
fn run(case: &Path) -> String {
    let mut told = String::new();
    let expected = fs::read_to_string(case.join("expected.json")).unwrap();
    let expected: Map<String, Value> = serde_json::from_str(&expected).unwrap();
    let root = found(case);
    for (key, right) in expected.iter().filter(|(key, _)| !key.starts_with('_')) {
        let (path, relation) = key.split_once(' ').unwrap_or((key, "is"));
        let steps: Vec<&str> = path.split('.').collect();
        let actual = at(&root, &steps);
        let values = match &actual {
            Value::Array(values) => values.as_slice(),
            one => std::slice::from_ref(one),
        };
        let wanted = match right {
            Value::Array(wanted) => wanted.as_slice(),
            one => std::slice::from_ref(one),
        };
        let holds = match relation {
            "is" => actual == *right,
            "has" => wanted.iter().all(|wanted| values.contains(wanted)),
            "lacks" => !wanted.iter().any(|wanted| values.iter().any(|value| contains(value, wanted))),
            other => panic!("{}: no relation {other:?}", case.display()),
        };
        if !holds {
            writeln!(told, "  {key}: expected {right}, found {actual}").unwrap();
        }
    }
    told
}

/// What is read from the case's input: one object, or an array where it holds several telegrams.
fn found(case: &Path) -> Value {
    let input = fs::read_dir(case).unwrap().map(|entry| entry.unwrap().path());
    let mut input = input.filter(|path| path.file_name().is_some_and(|name| name != "expected.json"));
    let path = input.next().unwrap_or_else(|| panic!("{} holds no input", case.display()));
    assert!(input.next().is_none(), "{} holds two inputs", case.display());
    let bytes = fs::read(&path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    if name == "forms.txt" {
        let text = String::from_utf8(bytes).unwrap();
        let canonical = |form| telegram::id::canonicalise(form, &telegram::id::IdContext::default());
        let ids = text.lines().map(|form| canonical(form).map(|found| found.id.to_string()).ok());
        return serde_json::json!({ "id": ids.collect::<Vec<_>>() });
    }
    let reading = read(&Unit::new(name, bytes));
    let mut records: Vec<Value> =
        reading.records.iter().map(|record| serde_json::to_value(&record.telegram).unwrap()).collect();
    let count = records.len();
    let mut root = if count == 1 { records.remove(0) } else { Value::Array(records) };
    if let Value::Object(telegram) = &mut root {
        let list = |key: &str| telegram[key].as_array().cloned().unwrap_or_default();
        let cited = [list("references"), list("mentions")].concat();
        telegram.insert("cited".to_owned(), Value::Array(cited));
    }
    match root {
        Value::Array(records) => {
            let numbered = records.into_iter().enumerate().map(|(at, record)| (at.to_string(), record));
            Value::Object(numbered.chain([("records".to_owned(), count.into())]).collect())
        }
        Value::Object(mut telegram) => {
            telegram.insert("records".to_owned(), count.into());
            Value::Object(telegram)
        }
        other => other,
    }
}

/// What stands at a path; `null` where nothing does.
fn at(value: &Value, steps: &[&str]) -> Value {
    let Some((step, rest)) = steps.split_first() else { return value.clone() };
    match (value, *step) {
        (Value::Array(members), "*") => {
            let below = members.iter().map(|member| at(member, rest));
            if rest.contains(&"*") {
                let flat = below.flat_map(|value| if let Value::Array(values) = value { values } else { vec![value] });
                return Value::Array(flat.collect());
            }
            Value::Array(below.collect())
        }
        (Value::Array(members), index) => index
            .parse::<usize>()
            .ok()
            .and_then(|index| members.get(index))
            .map_or(Value::Null, |found| at(found, rest)),
        (Value::Object(members), key) => members.get(key).map_or(Value::Null, |found| at(found, rest)),
        _ => Value::Null,
    }
}

/// Whether a value is the other or, being a text, contains it.
fn contains(value: &Value, part: &Value) -> bool {
    match (value.as_str(), part.as_str()) {
        (Some(value), Some(part)) => value.contains(part),
        _ => value == part,
    }
}

fn directories(parent: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    found.sort();
    found
}
