//! How fast bytes become telegrams, on one core.

use std::hint::black_box;
use std::path::Path;

use anyhow::Result;

use crate::data::{self, SETS};
use crate::measure::{rate, repeat};

const TIMES: usize = 9;

/// Prints the table.
pub(crate) fn run(folder: &Path) -> Result<()> {
    println!(
        "| one core, MB/s: median of {TIMES} (slowest-fastest) | MB | newlines (memchr) | `formats::read` | `telegram::parse` of the same texts |"
    );
    println!("|---|--:|--:|--:|--:|");
    for (name, below) in SETS {
        let units = data::units(&folder.join(below));
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
