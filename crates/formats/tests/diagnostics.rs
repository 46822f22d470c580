//! What the readers of carriers say of a telegram is in the catalogue, and said of its example.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use formats::{Unit, read};
use telegram::catalogue::{self, Origin};

#[test]
fn every_code_of_a_carrier_appears_for_its_example() {
    let entries: Vec<_> = catalogue::all().iter().filter(|entry| entry.origin == Origin::Frus).collect();
    assert!(!entries.is_empty());
    for entry in entries {
        let reading = read(&Unit::new("example.xml", entry.example.clone().into_bytes()));
        let said: Vec<_> = reading
            .records
            .iter()
            .flat_map(|record| &record.telegram.diagnostics)
            .map(|found| (found.code.as_ref(), found.severity))
            .collect();
        assert!(said.contains(&(entry.code, entry.severity)), "{}: {said:?} {:?}", entry.code, reading.problems);
    }
}
