//! The catalogue of diagnostics is complete and no code in it is dead.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use telegram::catalogue::{self, Entry, Origin};
use telegram::id::{IdContext, canonicalise, parse_canonical};
use telegram::{Context, Diagnostic, Severity, check, continuity, parse, parse_with};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            sources(&path, found);
        } else if name.ends_with(".rs") && name != "tests.rs" {
            found.push(path);
        }
    }
}

/// Every string literal in kebab case: the parser uses them for codes and for nothing else.
fn codes_of(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut found = BTreeSet::new();
    for line in lines {
        for literal in line.split('"').skip(1).step_by(2) {
            let parts = || literal.split('-');
            let is_word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
            if parts().count() > 1 && parts().all(is_word) {
                found.insert(literal.to_owned());
            }
        }
    }
    found
}

#[test]
fn every_code_of_the_source_is_in_the_catalogue() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    let mut missing = BTreeMap::new();
    let mut emitted = BTreeSet::new();
    for path in files {
        for code in codes_of(&fs::read_to_string(&path).unwrap()) {
            if catalogue::find(&code).is_none() {
                missing.insert(code.clone(), path.clone());
            }
            emitted.insert(code);
        }
    }
    assert!(missing.is_empty(), "not in data/diagnostics.tsv: {missing:#?}");
    // And nothing stands in the catalogue that no source names.
    let unknown: Vec<&str> = catalogue::all()
        .iter()
        .filter(|entry| !matches!(entry.origin, Origin::Frus | Origin::Source))
        .map(|entry| entry.code)
        .filter(|code| !emitted.contains(*code))
        .collect();
    assert!(unknown.is_empty(), "no source emits {unknown:?}");
}

/// What is said of an entry's example: code and severity.
fn said(entry: &Entry) -> Vec<(String, Severity)> {
    let of =
        |found: Vec<Diagnostic>| found.into_iter().map(|found| (found.code.into_owned(), found.severity)).collect();
    match entry.origin {
        Origin::Parse => of(parse(&entry.example).telegram.diagnostics),
        Origin::Check => {
            let parts: Vec<&str> = entry.example.split("----\n").collect();
            let parsed: Vec<_> = parts.iter().map(|part| parse(part)).collect();
            let mut found: Vec<Diagnostic> =
                parts.iter().zip(&parsed).flat_map(|(part, parsed)| check(part, parsed).diagnostics()).collect();
            if parts.len() > 1 {
                found = continuity(parsed.iter().map(|parsed| &parsed.telegram))
                    .iter()
                    .map(|check| check.diagnostic())
                    .collect();
            }
            // What only a carrier states.
            if let Some((text, attributes)) = entry.example.split_once("Message Attributes\n") {
                let context = Context::default();
                let mut parsed = parse_with(text, &context);
                parsed.telegram.source.attributes = attributes
                    .lines()
                    .filter_map(|line| line.split_once(": "))
                    .map(|(key, value)| (key.to_owned(), value.to_owned()))
                    .collect();
                found = check(text, &parsed).diagnostics();
            }
            of(found)
        }
        Origin::Id => {
            let citing = parse_canonical("05SUVA617").ok();
            [IdContext::default(), IdContext { citing, ..IdContext::default() }]
                .iter()
                .filter_map(|context| canonicalise(&entry.example, context).ok())
                .flat_map(|found| found.changes)
                .map(|change| (change.code().to_owned(), entry.severity))
                .collect()
        }
        _ => vec![(entry.code.to_owned(), entry.severity)],
    }
}

#[test]
fn every_code_appears_for_its_example() {
    let mut wrong = String::new();
    for entry in catalogue::all() {
        let said = said(entry);
        if !said.iter().any(|(code, severity)| code == entry.code && *severity == entry.severity) {
            wrong += &format!("{} ({:?}): {said:?}\n{}\n", entry.code, entry.severity, entry.example);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn entries_are_whole_and_in_order() {
    assert!(catalogue::all().is_sorted_by(|a, b| a.code < b.code));
    let rows = include_str!("../data/diagnostics.tsv").lines().filter(|line| !line.starts_with('#')).count() - 1;
    assert_eq!(catalogue::all().len(), rows);
    for entry in catalogue::all() {
        assert!(!entry.numbers.is_empty() && !entry.title.is_empty() && entry.done.ends_with('.'), "{}", entry.code);
        assert!(entry.meaning.len() > 5 && entry.example.len() > 4, "{}", entry.code);
        let known = |number: &&str| match number.split_at(1) {
            ("N", digits) => digits.parse::<u32>().is_ok_and(|number| (1..=206).contains(&number)),
            ("C", digits) => digits.parse::<u32>().is_ok_and(|number| (1..=20).contains(&number)),
            _ => false,
        };
        assert!(entry.numbers.iter().all(known), "{}", entry.code);
    }
}

#[test]
fn every_irregularity_has_a_code_or_a_reason_for_none() {
    let told: BTreeSet<&str> = catalogue::all().iter().flat_map(|entry| entry.numbers.iter().copied()).collect();
    let silent: BTreeSet<&str> = include_str!("../data/irregularities_without_code.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter(|(number, why)| number.starts_with('N') && why.len() > 10)
        .map(|(number, _)| number)
        .collect();
    let twice: Vec<_> = told.intersection(&silent).collect();
    assert!(twice.is_empty(), "have a code after all: {twice:?}");
    let all = (1..=206).map(|number| format!("N{number}")).chain((1..=20).map(|number| format!("C{number}")));
    let missing: Vec<String> =
        all.filter(|number| !told.contains(number.as_str()) && !silent.contains(number.as_str())).collect();
    assert!(missing.is_empty(), "neither in the catalogue nor in irregularities_without_code.tsv: {missing:?}");
}

#[test]
fn a_sound_telegram_is_not_odd() {
    let text = "DE RUEHSV #0617/01 0920415\nZNR UUUUU ZZH\nP 020415Z APR 05\nFM AMEMBASSY SUVA\n\
                TO RUEHC/SECSTATE WASHDC PRIORITY 4928\nINFO RUEHAP/AMEMBASSY APIA PRIORITY 0042\nBT\nUNCLAS SUVA 000617\n\n\
                SIPDIS\n\nSTATE FOR EAP/ANP\n\nE.O. 12958: N/A\nTAGS: EWWT, FJ\nSUBJECT: FERRY SERVICE RESUMES\n\nREF: A. APIA 42\n     B. 04 SUVA 1600\n\n\
                1. Summary: The ferry sails again. End summary.\n\n2. It is on time (ref A).\n\nROE\nBT\n#0617\nNNNN\n";
    let said: Vec<String> = parse(text).telegram.diagnostics.iter().map(|found| found.code.to_string()).collect();
    assert_eq!(said, Vec::<String>::new());
}
