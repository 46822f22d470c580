//! How fast bytes become telegrams, on one core.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::data::{self, SETS};
use crate::measure::{rate, repeat};

const TIMES: usize = 9;

/// What is measured: the sets of the folder, or one file, as `make-corpus` writes it.
fn sets(place: &Path) -> Vec<(String, PathBuf)> {
    if place.is_file() {
        return vec![(place.file_name().unwrap_or_default().to_string_lossy().into_owned(), place.to_owned())];
    }
    SETS.iter().map(|(name, below)| ((*name).to_owned(), place.join(below))).collect()
}

/// Prints the table.
pub(crate) fn run(place: &Path) -> Result<()> {
    println!(
        "| one core, MB/s: median of {TIMES} (slowest-fastest) | MB | newlines (memchr) | `formats::read` | `telegram::parse` of the same texts |"
    );
    println!("|---|--:|--:|--:|--:|");
    for (name, at) in sets(place) {
        let units = data::units(&at);
        let bytes = data::bytes(&units);
        let newlines = repeat(TIMES, || {
            for unit in &units {
                black_box(memchr::memchr_iter(b'\n', black_box(&unit.bytes)).count());
            }
        });
        let reading = repeat(TIMES, || {
            for unit in &units {
                black_box(formats::read(black_box(unit)));
            }
        });
        let texts: Vec<String> =
            units.iter().flat_map(|unit| formats::read(unit).records).map(|record| record.text).collect();
        let text_bytes: usize = texts.iter().map(String::len).sum();
        let parsing = repeat(TIMES, || {
            for text in &texts {
                black_box(telegram::parse(black_box(text)));
            }
        });
        println!(
            "| {name}, {} files, {} records | {:.1} | {} | {} | {} |",
            units.len(),
            texts.len(),
            bytes as f64 / 1e6,
            rate(bytes, &newlines),
            rate(bytes, &reading),
            rate(text_bytes, &parsing),
        );
    }
    Ok(())
}
