//! Every rule that code, tables and diagnostics cite stands in the format reference (`docs/format`).

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The irregularities are numbered to here.
const LAST: usize = 206;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The names of the rules: `FL5` of a heading, `N26` of a row.
fn rules() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for page in fs::read_dir(root().join("docs/format")).unwrap() {
        let text = fs::read_to_string(page.unwrap().path()).unwrap();
        for line in text.lines() {
            if let Some(heading) = line.strip_prefix("## ") {
                let heading = heading.split(':').next().unwrap_or_default();
                names.extend(heading.split(", ").filter(|name| is_name(name)).map(str::to_owned));
            } else if let Some(cell) = line.strip_prefix("| ").and_then(|row| row.split(" | ").next())
                && is_number(cell)
            {
                assert!(names.insert(cell.to_owned()), "{cell} is defined twice");
            }
        }
    }
    names
}

fn is_name(word: &str) -> bool {
    word.len() > 1
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        // `N90-N99`: numbers are looked at one by one.
        && !word.split('-').all(is_number)
        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
}

/// `N26`, `C9`.
fn is_number(word: &str) -> bool {
    word.strip_prefix(['N', 'C']).is_some_and(|figures| {
        !figures.is_empty() && figures.len() < 4 && figures.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// The page of word lists names files that are there, and every file of the lexicon.
#[test]
fn the_lists_of_words_are_where_the_reference_says() {
    let page = fs::read_to_string(root().join("docs/format/words.md")).unwrap();
    let is_path = |word: &&str| (word.starts_with("src/") || word.starts_with("data/")) && word.contains('.');
    let named: BTreeSet<&str> = page.split('`').filter(is_path).collect();
    for path in &named {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists(), "docs/format/words.md: {path} is not there");
    }
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let is_named = name == "mod.rs" || named.contains(format!("src/lexicon/{name}").as_str());
        assert!(is_named, "docs/format/words.md does not name src/lexicon/{name}");
    }
}

#[test]
fn every_irregularity_and_check_is_told_once() {
    let rules = rules();
    for number in 1..=LAST {
        assert!(rules.contains(&format!("N{number}")), "N{number} is not in docs/format");
    }
    for number in 1..=20 {
        assert!(rules.contains(&format!("C{number}")), "C{number} is not in docs/format");
    }
}

#[test]
fn what_is_cited_is_there() {
    let rules = rules();
    for kind in telegram::ElementKind::all().filter(|kind| !kind.rule().is_empty()) {
        assert!(rules.contains(kind.rule()), "{kind:?} cites the rule {}", kind.rule());
    }
    for entry in telegram::catalogue::all() {
        for number in &entry.numbers {
            assert!(rules.contains(*number), "{} cites {number}", entry.code);
        }
    }
    let mut missing = Vec::new();
    for file in sources(&root().join("crates")) {
        let text = fs::read_to_string(&file).unwrap();
        for line in text.lines().filter(|line| line.trim_start().starts_with("//")) {
            for name in cited(line).filter(|name| !rules.contains(*name)) {
                missing.push(format!("{}: {name}", file.display()));
            }
        }
    }
    assert!(missing.is_empty(), "cited and not in docs/format:\n{}", missing.join("\n"));
}

/// The rules that a comment cites: `rule FL5`, `rules FL6, N39`, `(N41)`.
fn cited(line: &str) -> impl Iterator<Item = &str> {
    let after = line.match_indices("rule").flat_map(|(at, word)| {
        let rest = line[at + word.len()..].trim_start_matches('s');
        let names = rest.strip_prefix(' ').unwrap_or_default();
        let names = names.split([',', ' ']).filter(|name| !name.is_empty() && !matches!(*name, "and" | "to"));
        names.map(|name| name.trim_end_matches(['.', ')', ':', ';'])).take_while(|name| is_name(name))
    });
    let numbers = line.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| is_number(word) && word.len() > 2);
    after.chain(numbers)
}

/// The source files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}
