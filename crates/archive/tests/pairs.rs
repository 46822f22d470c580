//! Copies of one telegram become one, two telegrams never, however alike (`tests/pairs`).
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod common;
mod pairing;

use std::collections::HashMap;
use std::path::Path;

use archive::{Archive, Change, Ground, ImportReport};
use common::*;
use pairing::{Pair, Side, files};

/// What became of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    One,
    Two,
    /// A person is asked; what contradicts.
    Offered(Vec<Ground>),
}

/// Imports the pairs, of which no two are of one base, into one archive, in either order; gives what became of each.
fn outcomes(pairs: &[&Pair], right_first: bool) -> Vec<Outcome> {
    let dir = tempfile::tempdir().unwrap();
    let archive = Archive::create_or_open(&dir.path().join("archive")).unwrap();
    let mut keys: HashMap<(String, &str), Vec<(String, String)>> = HashMap::new();
    let mut sides = [Side::Left, Side::Right];
    if right_first {
        sides.reverse();
    }
    for side in sides {
        for (kind, files) in files(pairs, side) {
            let collection = format!("{}-{kind}", side.name());
            let folder = dir.path().join(&collection);
            for (name, bytes) in files {
                let path = folder.join(name);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, bytes).unwrap();
            }
            let report = import(&archive, &collection, &folder);
            assert_eq!(report.summary.failed, 0, "{:?}", report.problems);
            for key in brought(&archive, &report) {
                let base = base_of(&archive, &collection, &key);
                keys.entry((base, side.name())).or_default().push((collection.clone(), key));
            }
        }
    }
    assert_sound(&archive);
    let offered = archive.doubtful_pairs(0, 1_000).unwrap();
    pairs
        .iter()
        .map(|pair| {
            // Two documents of one source stand on the left side together.
            let of = |side: Side| keys.get(&(pair.base.to_owned(), side.name())).cloned().unwrap_or_default();
            let all = [of(Side::Left), of(Side::Right)].concat();
            let [left, right] = &all[..] else { panic!("{}: {} copies instead of 2: {all:?}", pair.line, all.len()) };
            let address = |(collection, key): &(String, String)| {
                archive.telegram_by_key(collection, key).unwrap().unwrap().address
            };
            if address(left) == address(right) {
                return Outcome::One;
            }
            let is = |copy: &archive::PairedCopy, (collection, key): &(String, String)| {
                copy.collection == *collection && copy.key == *key
            };
            let both = |pair: &archive::DoubtfulPair| {
                is(&pair.left, left) && is(&pair.right, right) || is(&pair.left, right) && is(&pair.right, left)
            };
            match offered.pairs.iter().find(|pair| both(pair)) {
                Some(pair) => Outcome::Offered(pair.judgement.contradict.clone()),
                None => Outcome::Two,
            }
        })
        .collect()
}

/// The keys of the witnesses that an import brought.
fn brought(archive: &Archive, report: &ImportReport) -> Vec<String> {
    let changes = archive.import_changes(report.summary.number, 0, 1_000).unwrap().unwrap();
    let keys = changes.witnesses.iter().filter(|change| change.change == Change::New).map(|change| {
        let path = change.witness.strip_prefix("/collections/").unwrap();
        path.split_once('/').unwrap().1.to_owned()
    });
    keys.collect()
}

/// Files, rows and volumes are named after the base: `ferry.txt`, `ferry-2`, `frus-ferry-1.xml`.
fn base_of(archive: &Archive, collection: &str, key: &str) -> String {
    let page = archive.telegram_by_key(collection, key).unwrap().unwrap();
    let copy = page.witnesses.iter().find(|copy| copy.collection == collection && copy.key == key).unwrap();
    let name = if copy.carrier == "csv" { key } else { copy.file.rsplit('/').next().unwrap_or(key) };
    let name = name.strip_prefix("frus-").unwrap_or(name);
    name.split(['-', '.']).next().unwrap_or(name).to_owned()
}

/// All pairs in rounds in which each base is used once, and what became of each in both orders.
fn all(folder: &str) -> Vec<(Pair, [Outcome; 2])> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/pairs");
    let pairs = pairing::read(&dir, folder);
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    for (at, pair) in pairs.iter().enumerate() {
        let free = rounds.iter_mut().find(|round| round.iter().all(|&other| pairs[other].base != pair.base));
        match free {
            Some(round) => round.push(at),
            None => rounds.push(vec![at]),
        }
    }
    let mut found = vec![[Outcome::Two, Outcome::Two]; pairs.len()];
    for round in rounds {
        let some: Vec<_> = round.iter().map(|&at| &pairs[at]).collect();
        for (order, right_first) in [false, true].into_iter().enumerate() {
            for (&at, outcome) in round.iter().zip(outcomes(&some, right_first)) {
                found[at][order] = outcome;
            }
        }
    }
    pairs.into_iter().zip(found).collect()
}

#[test]
fn copies_of_one_telegram_become_one() {
    let found = all("one");
    assert!(found.len() >= 100);
    let missed: Vec<_> = found.iter().filter(|(_, outcomes)| *outcomes != [Outcome::One, Outcome::One]).collect();
    let told: Vec<_> = missed.iter().map(|(pair, outcomes)| format!("{}: {outcomes:?}", pair.line)).collect();
    assert!(missed.len() <= 5, "{} of {} missed:\n{}", missed.len(), found.len(), told.join("\n"));
    // What is not joined is at least offered.
    for (pair, outcomes) in missed {
        assert!(!outcomes.contains(&Outcome::Two), "{}: {outcomes:?}", pair.line);
    }
}

#[test]
fn two_telegrams_never_become_one() {
    let found = all("two");
    assert!(found.len() >= 100);
    let wrong = found.iter().filter(|(pair, outcomes)| {
        outcomes.contains(&Outcome::One) || pair.is_offered && outcomes.contains(&Outcome::Two)
    });
    let told: Vec<_> = wrong.map(|(pair, outcomes)| format!("{}: {outcomes:?}", pair.line)).collect();
    assert!(told.is_empty(), "{} of {} wrong:\n{}", told.len(), found.len(), told.join("\n"));
}
