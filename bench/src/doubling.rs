//! Whether an import takes twice the time for twice the rows, where rows share something.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use archive::{Archive, ImportOptions, Silent};
use jiff::Timestamp;

/// A kind of table: what it is called, and the key, id and text of a row.
type Kind = (&'static str, fn(usize) -> (usize, String, String));

const KINDS: &[Kind] = &[
    ("nothing shared", |row| (row, format!("75SUVA{row}"), format!("THE FERRY {row} SAILED."))),
    ("one reference id", |row| {
        (row, "75SUVA617".to_owned(), format!("THE FERRY {row} SAILED WITH {}.", row * 31 % 1_009))
    }),
    ("one key", |row| (1, format!("75SUVA{row}"), format!("THE FERRY {row} SAILED."))),
    ("one day and no id", |row| {
        (row, String::new(), format!("THE FERRY {row} SAILED WITH {} OF {}.", row * 7 % 997, row * 31 % 1_009))
    }),
    ("a field missing in each row", |row| (row, "75SUVA1".to_owned(), String::new())),
];

/// The smallest table.
const ROWS: usize = 4_000;

/// Prints the table.
pub(crate) fn run() -> Result<()> {
    println!("| rows of one table share | rows | s | twice as many | four times as many | ratio of the last two |");
    println!("|---|--:|--:|--:|--:|--:|");
    for (name, row) in KINDS {
        let mut taken = Vec::new();
        for factor in [1, 2, 4] {
            let directory = tempfile::tempdir()?;
            let table = directory.path().join("dump.csv");
            std::fs::write(&table, rows(ROWS * factor, *row)?)?;
            taken.push(import(&table, &directory.path().join("archive"))?);
        }
        let [once, twice, four] = taken.as_slice() else { continue };
        println!("| {name} | {ROWS} | {once:.2} | {twice:.2} | {four:.2} | {:.2} |", four / twice);
    }
    Ok(())
}

fn rows(count: usize, row: fn(usize) -> (usize, String, String)) -> Result<String> {
    let mut table = String::from("id,date,reference_id,origin,classification,header,content\n");
    for number in 1..=count {
        let (key, id, text) = row(number);
        if text.is_empty() {
            writeln!(table, "{key},1975-03-04,{id}")?;
            continue;
        }
        let serial = id.strip_prefix("75SUVA").map(|serial| format!(" SUVA {serial}")).unwrap_or_default();
        writeln!(
            table,
            "{key},1975-03-04,{id},Embassy Suva,CONFIDENTIAL,\"R 041200Z MAR 75\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC\n\",\"C O N F I D E N T I A L{serial}\n\nE.O. 11652: GDS\nTAGS: EWWT, FJ\nSUBJECT: FERRY SERVICE\n\n1. {text}\n\n2. NOTHING ELSE.\nMARLOWE\n\""
        )?;
    }
    Ok(table)
}

fn import(table: &Path, directory: &Path) -> Result<f64> {
    let archive = Archive::create_or_open(directory)?;
    let begun = Instant::now();
    archive.import(&[table.to_owned()], &ImportOptions::new("bench", Timestamp::now()), &Silent)?;
    Ok(begun.elapsed().as_secs_f64())
}
