//! The tables against the material beside the project (`../shared/data`, see its README): how many codes of real
//! telegrams they explain, and whether they are what the generators write. Where the folder is absent these tests say so
//! and pass; in CI (`CI` is set) they fail.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::Date;
use telegram::tables::{Kind, explain, tags};

/// A folder of the material, or `None` after saying that it is absent.
fn data(below: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(below);
    if folder.exists() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is absent, and CI needs it", folder.display());
    eprintln!("SKIPPED: {} is absent, nothing was tested", folder.display());
    None
}

/// The texts of the records.
fn records() -> Option<Vec<String>> {
    let files = fs::read_dir(data("nara-aad/txt")?).unwrap();
    let texts = files.map(|file| String::from_utf8_lossy(&fs::read(file.unwrap().path()).unwrap()).into_owned());
    Some(texts.collect())
}

/// Telegram and attributes of a record.
fn parts(record: &str) -> (&str, &str) {
    record.rsplit_once("Message Attributes").unwrap()
}

/// The value of an attribute, with the lines it goes on over.
fn attribute<'a>(attributes: &'a str, key: &str) -> Vec<&'a str> {
    let mut lines = attributes.lines().map(str::trim).skip_while(|line| !line.starts_with(key));
    let first = lines.next().map(|line| line.get(key.len()..).unwrap_or_default());
    // The next attribute has a colon; a release stamp has none.
    let rest = lines.take_while(|line| !line.contains(':') && !line.contains("Declassified") && !line.is_empty());
    first.into_iter().chain(rest).collect()
}

/// The day a record was drafted, as in `03 JAN 1974`.
fn drafted(attributes: &str) -> Option<Date> {
    let value = attribute(attributes, "Draft Date:").concat();
    let mut words = value.split_whitespace();
    let (day, month, year) = (words.next()?, words.next()?.to_ascii_uppercase(), words.next()?);
    let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    let month = (1..).zip(months).find(|(_, name)| month.starts_with(name))?.0;
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// The items of a TAGS line that are codes: no names in parentheses, no words in prose.
fn codes(value: &str) -> impl Iterator<Item = &str> {
    let code = |item: &&str| (2..=12).contains(&item.len()) && !item.contains([' ', '(', ')']) && *item != "n/a";
    value.split(',').map(str::trim).filter(code)
}

#[test]
fn tags_of_the_seventies() {
    let Some(records) = records() else { return };
    let (mut all, mut known, mut in_use, mut dated) = (0, 0, 0, 0);
    for record in &records {
        let (_, attributes) = parts(record);
        let date = drafted(attributes);
        for code in codes(&attribute(attributes, "TAGS:").join(" ")) {
            all += 1;
            known += usize::from(tags::is_known(code, None));
            dated += usize::from(date.is_some());
            in_use += usize::from(date.is_some() && tags::is_known(code, date));
        }
    }
    println!("{all} tags, {known} known; {dated} with a date, {in_use} in use on it");
    assert!(all > 600, "{all}");
    assert!(known * 100 >= all * 97, "{known} of {all} tags are in the tables");
    assert!(in_use * 100 >= dated * 96, "{in_use} of {dated} tags were in use on the day");
}

#[test]
fn symbols_of_distribution_lines() {
    let Some(records) = records() else { return };
    let (mut all, mut known) = (0, 0);
    for record in &records {
        let (telegram, attributes) = parts(record);
        let date = drafted(attributes);
        // `INFO OCT-01 ISO-00 AID-20`, up to the line of hyphens.
        let lines = telegram.lines().map(str::trim);
        let head = lines.skip_while(|line| !line.starts_with("ACTION ") && !line.starts_with("ORIGIN "));
        for word in head.take_while(|line| !line.contains("-----")).flat_map(str::split_whitespace) {
            let Some((symbol, copies)) = word.split_once('-') else { continue };
            let is_symbol = symbol.len() <= 5 && symbol.bytes().all(|byte| byte.is_ascii_uppercase());
            if is_symbol && copies.len() == 2 && copies.bytes().all(|byte| byte.is_ascii_digit()) {
                all += 1;
                known += usize::from(explain(word, date).iter().any(|meaning| meaning.kind == Kind::Office));
            }
        }
    }
    println!("{all} symbols, {known} known");
    assert!(all > 2_000, "{all}");
    assert!(known * 100 >= all * 97, "{known} of {all} symbols are in the tables");
}

#[test]
fn generated_tables_are_what_the_generators_write() {
    for (tool, list) in [("make-posts", "lookup/gsh"), ("make-tags", "lookup/tags-nara-1973-79")] {
        let Some(folder) = data(list) else { return };
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tools").join(tool).join(tool);
        let ran = Command::new(program).arg(folder).arg("--check").output().unwrap();
        assert!(ran.status.success(), "{tool}: {}", String::from_utf8_lossy(&ran.stderr));
    }
}
