//! Every irregularity that the format reference numbers (N1 to N206) is proven by cases.
//!
//! The case files under `tests/cases` and the notes of the corpus (`tests/corpus/*/*/expected.json`, `_note`) name the
//! numbers they are for. A case whose head begins with `===` names them there. In a file with one case on a line, the
//! comment above names it; a comment that names several does not say which line proves which, and counts for none.
#![allow(clippy::unwrap_used, reason = "it is a test")]

use std::collections::BTreeMap;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// The numbers that must be proven here.
const PROVEN: [RangeInclusive<u16>; 5] = [
    // What carriers do.
    1..=20,
    149..=151,
    // The header of the text: classification line, captions, pass lines, E.O., classified-by, TAGS, SUBJECT, REF.
    41..=124,
    156..=194,
    202..=205,
];

/// How many cases prove one.
const ENOUGH: usize = 3;

/// Numbers that need not have their cases here, and why.
const EXCEPTIONS: [(u16, &str); 0] = [];

/// The numbers in a text: `N41`, also with a letter or a dash after, as in the name `N41b` of a case.
fn numbers(text: &str) -> Vec<u16> {
    let mut found: Vec<u16> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter_map(|word| word.strip_prefix('N'))
        .map(|word| word.trim_end_matches(|c: char| c.is_ascii_lowercase()))
        .filter_map(|digits| digits.parse().ok())
        .filter(|number| (1..=206).contains(number))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The cases of a case file, each with its numbers.
fn cases(file: &str) -> Vec<Vec<u16>> {
    if file.contains("\n=== ") {
        return file.split("\n=== ").skip(1).map(|case| numbers(case.lines().next().unwrap_or_default())).collect();
    }
    let mut above = Vec::new();
    let mut cases = Vec::new();
    for line in file.lines().filter(|line| !line.trim().is_empty()) {
        match line.strip_prefix('#') {
            Some(comment) => above = numbers(comment),
            None if above.len() == 1 => cases.push(above.clone()),
            None => {}
        }
    }
    cases
}

/// The `_note` strings of an `expected.json`.
fn notes(value: &serde_json::Value, into: &mut Vec<Vec<u16>>) {
    match value {
        serde_json::Value::Array(telegrams) => telegrams.iter().for_each(|telegram| notes(telegram, into)),
        _ => into.extend(value["_note"].as_str().map(numbers)),
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|e| e.unwrap().path())
        .collect()
}

/// How many cases name each number.
fn counts() -> BTreeMap<u16, usize> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for file in entries(&here.join("tests/cases")) {
        found.extend(cases(&fs::read_to_string(file).unwrap()));
    }
    for topic in entries(&here.join("../../tests/corpus")).iter().filter(|path| path.is_dir()) {
        for case in entries(topic) {
            let expected = fs::read_to_string(case.join("expected.json")).unwrap();
            notes(&serde_json::from_str(&expected).unwrap(), &mut found);
        }
    }
    let mut counts = BTreeMap::new();
    found.iter().flatten().for_each(|number| *counts.entry(*number).or_default() += 1);
    counts
}

#[test]
fn each_is_proven_by_three_cases() {
    let counts = counts();
    let few: Vec<String> = PROVEN
        .into_iter()
        .flatten()
        .filter(|number| !EXCEPTIONS.iter().any(|(exception, _)| exception == number))
        .map(|number| (number, counts.get(&number).copied().unwrap_or_default()))
        .filter(|(_, count)| *count < ENOUGH)
        .map(|(number, count)| format!("N{number} {count}"))
        .collect();
    assert!(few.is_empty(), "fewer than {ENOUGH} cases: {}", few.join(", "));
}

#[test]
fn numbers_are_found_in_names() {
    assert_eq!(numbers("N100a label, N41 and N178-2 (N999, NOFORN)"), [41, 100, 178]);
    assert_eq!(cases("# N41 x\na\nb\n# N42, N43\nc\n# d\ne\n"), [vec![41], vec![41]]);
    assert_eq!(cases("x\n=== N41, N42 y\n=== z\n"), [vec![41, 42], vec![]]);
}
