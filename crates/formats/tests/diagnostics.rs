//! What the readers of carriers say of a telegram is in the catalogue, and said of its example.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use formats::{Unit, read};
use telegram::catalogue::{self, Origin};

#[test]
fn every_code_of_a_carrier_appears_for_its_example() {
    let entries: Vec<_> =
        catalogue::all().iter().filter(|entry| matches!(entry.origin, Origin::Frus | Origin::Source)).collect();
    assert!(!entries.is_empty());
    for entry in entries {
        let reading = read(&Unit::new("example", entry.example.clone().into_bytes()));
        let said: Vec<_> = reading
            .records
            .iter()
            .flat_map(|record| &record.telegram.diagnostics)
            .map(|found| (found.code.as_ref(), found.severity))
            .collect();
        assert!(said.contains(&(entry.code, entry.severity)), "{}: {said:?} {:?}", entry.code, reading.problems);
    }
}

#[test]
fn every_code_of_a_carrier_is_in_the_catalogue() {
    let mut missing = Vec::new();
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        // A code is the first argument of the diagnostic, or the first of a pair with its message.
        for place in ["Diagnostic::note(", "Diagnostic::warning(", "Diagnostic::error("] {
            for (at, _) in text.match_indices(place) {
                let rest = text[at + place.len()..].trim_start();
                let code = rest.strip_prefix('"').and_then(|rest| rest.split('"').next());
                missing.extend(code.filter(|code| catalogue::find(code).is_none()).map(str::to_owned));
            }
        }
    }
    assert!(missing.is_empty(), "not in the catalogue: {missing:?}");
}

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
