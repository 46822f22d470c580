//! The primer is frozen; and how it was made.

use std::path::{Path, PathBuf};

use super::*;
use crate::blobs::Hash;
use crate::reading::{Origin, Reading};

/// All files below a folder of the repository.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort_unstable();
    for entry in entries {
        if entry.is_dir() { files(&entry, found) } else { found.push(entry) }
    }
}

fn below(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder), &mut found);
    found
}

fn records(file: &Path) -> (formats::Unit, Vec<formats::Record>) {
    let bytes = std::fs::read(file).unwrap();
    let unit = formats::Unit::new(file.file_name().unwrap().to_str().unwrap(), bytes);
    let records = formats::read(&unit).records;
    (unit, records)
}

/// Invented telegrams in many forms, by turns: of what came last a model remembers most.
fn samples() -> Vec<PathBuf> {
    let folders =
        ["samples/nara-aad", "samples/smart", "samples/frus", "tests/carriers", "samples/pages", "samples/text"];
    let folders = folders.map(below);
    (0..5).flat_map(|at| folders.iter().filter_map(move |files| files.get(at).cloned())).collect()
}

/// What parsers remark, each once.
#[derive(serde::Serialize)]
struct Remarks {
    diagnostics: Vec<telegram::Diagnostic>,
}

fn remarks() -> Remarks {
    let mut count = std::collections::HashMap::<String, u32>::new();
    let mut diagnostics = Vec::new();
    for file in ["tests/corpus", "tests/kinds"].into_iter().flat_map(below) {
        for record in records(&file).1 {
            for diagnostic in record.telegram.diagnostics {
                let key: String = diagnostic.message.split(' ').take(4).collect();
                let met = count.entry(format!("{}{key}", diagnostic.code)).or_default();
                *met += 1;
                if *met <= 2 {
                    diagnostics.push(diagnostic);
                }
            }
        }
    }
    Remarks { diagnostics }
}

/// Records are read with the primer that they were written with.
#[test]
fn the_primer_stays_what_it_is() {
    assert_eq!(Hash::of(PRIMER).to_string(), "dd23ac12212fd2247eabfef4a880d2f2eb3f38791bb733eae1c5a82d83f81eaf");
    read_all(&mut Model::new(), PRIMER).unwrap();
}

/// Writes the primer anew: with it, records that were written before can no longer be read.
#[test]
#[ignore = "makes another format"]
fn writes_the_primer() {
    let mut readings = Vec::new();
    for file in samples() {
        let (unit, records) = records(&file);
        for record in records {
            let origin = Origin { bytes: &unit.bytes, first: 1_000_000, map: &record.map };
            let parts = crate::reading::Parts::of(&record.text, Some(&origin));
            let reading = Reading { telegram: record.telegram, elements: record.elements, text: record.text };
            readings.push((reading, parts));
        }
    }
    let mut model = Model::new();
    let mut writer = crate::reading::Writer::new(&mut model);
    let remarks = remarks();
    writer.value(&remarks, section::PLACES).unwrap();
    writer.value(&readings.len(), section::COUNT).unwrap();
    for (reading, parts) in &mut readings {
        writer.set_text("");
        writer.value(&reading.text, section::TEXT).unwrap();
        reading.taken_apart(|facts, paragraphs, places, text| {
            writer.value(facts, section::FACTS).unwrap();
            writer.value(&parts.to_kept(), section::PARTS).unwrap();
            writer.set_text(text);
            writer.value(&paragraphs, section::PARAGRAPHS).unwrap();
            writer.set_text(text);
            writer.value(places, section::PLACES).unwrap();
        });
    }
    let primer = writer.finish();
    std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reading/packed/primer.bin"), &primer).unwrap();
}
