//! The properties of the fuzz targets over every case and sample: whole, and
//! cut off at many places.

use std::fs;
use std::path::{Path, PathBuf};

fn files(directory: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    files(&root.join("tests/corpus"), &mut found);
    files(&root.join("tests/carriers"), &mut found);
    files(&root.join("samples"), &mut found);
    assert!(found.len() > 20, "the seeds are gone: only {} files", found.len());
    found.retain(|path| path.file_name().is_none_or(|name| name != "expected.json"));
    found.iter().filter_map(|path| fs::read(path).ok()).filter(|bytes| bytes.len() < 200_000).collect()
}

fn over_seeds(property: fn(&[u8])) {
    for seed in seeds() {
        property(&seed);
        for cut in 1..3 {
            property(&seed[..seed.len() * cut / 3]);
            property(&seed[seed.len() * cut / 3..]);
        }
    }
}

/// Without the halves, where a target puts several frames around each.
fn over_whole_seeds(property: fn(&[u8])) {
    seeds().iter().for_each(|seed| property(seed));
}

#[test]
fn parse() {
    over_seeds(fuzz::parse);
}

#[test]
fn read() {
    over_seeds(fuzz::read);
}

#[test]
fn mail() {
    over_seeds(fuzz::mail);
}

#[test]
fn pdf() {
    for seed in seeds() {
        fuzz::pdf(&seed);
    }
}

#[test]
fn table() {
    over_seeds(fuzz::table);
}

#[test]
fn page() {
    over_whole_seeds(fuzz::page);
}

#[test]
fn aad() {
    over_whole_seeds(fuzz::aad);
}

#[test]
fn frus() {
    over_whole_seeds(fuzz::frus);
}

#[test]
fn smart() {
    over_whole_seeds(fuzz::smart);
}

#[test]
fn warc() {
    over_whole_seeds(fuzz::warc);
}

#[test]
fn archive() {
    over_whole_seeds(fuzz::archive);
}

/// Every target is run here and named by `scripts/fuzz`.
#[test]
fn no_target_is_forgotten() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = fs::read_to_string(root.join("../scripts/fuzz")).unwrap();
    let tests = include_str!("seeds.rs");
    let mut found = Vec::new();
    files(&root.join("fuzz_targets"), &mut found);
    for path in found {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(tests.contains(&format!("fuzz::{name}")), "{name} is not run over the seeds");
        assert!(script.contains(&format!(" {name} ")), "scripts/fuzz does not know {name}");
    }
}

#[test]
fn query_and_id_line_by_line() {
    for seed in seeds() {
        for line in seed.split(|byte| *byte == b'\n') {
            fuzz::query(line);
            fuzz::id(line);
        }
    }
}
