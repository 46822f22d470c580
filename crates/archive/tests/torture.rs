//! An archive of the samples is damaged at places drawn by chance, then read in a process of its own: each answer is the one
//! that the whole archive gives, or an error; nothing breaks off or hangs; and verification tells of every damage that
//! changed an answer.
//!
//! `scripts/torture` runs many rounds, and says how to draw the same again.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use archive::{Archive, Page, Query, Silent, Sort};
use common::*;

const DIR: &str = "CHANCERY_TORTURE_ARCHIVE";
const EXPECTED: &str = "CHANCERY_TORTURE_EXPECTED";
const ROUNDS: &str = "CHANCERY_TORTURE_ROUNDS";
const SEED: &str = "CHANCERY_TORTURE_SEED";

/// How long a reader may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// What was asked, and what came.
type Answers = BTreeMap<String, Result<String, String>>;

fn answers(archive: &Archive) -> Answers {
    let mut all = Answers::new();
    let mut ask = |question: String, answer: Result<String, String>| _ = all.insert(question, answer);
    for query in ["", "ferry", "\"harbor master\"", "class:secret.. OR tag:PREL", "sail* NOT storm", "date:1975"] {
        for sort in [Sort::Relevance, Sort::Oldest] {
            let page = Page { offset: 0, limit: 1_000, sort };
            let question = format!("search {query} {sort:?}");
            let found = match archive.search(&Query::parse(query).unwrap(), &page) {
                Ok(found) => found,
                Err(error) => {
                    ask(question, Err(error.to_string()));
                    continue;
                }
            };
            let mut hits: Vec<String> = Vec::new();
            for mut hit in found.hits {
                // Of a telegram whose original is lost no words are shown.
                let snippet = std::mem::take(&mut hit.snippet);
                let words = Some(format!("{snippet:?}")).filter(|_| !snippet.parts.is_empty());
                ask(format!("{question} snippet {}", hit.address), words.ok_or_else(|| "no words".to_owned()));
                hits.push(format!("{hit:?}"));
            }
            // How relevant a telegram is depends on what was deleted and is still counted.
            if matches!(sort, Sort::Relevance) {
                hits.sort();
            }
            ask(question, Ok(format!("{} {hits:#?} {:?}", found.total, found.facets)));
        }
    }
    ask("imports".to_owned(), shown(archive.imports()));
    ask("overview".to_owned(), shown(archive.overview()));
    // More numbers than there are copies.
    for number in 1..=70_u32 {
        let number = number.to_string().parse().unwrap();
        let page = archive
            .telegram_by_witness(number)
            .map(|page| page.map(|page| format!("{}\n{}", serde_json::to_string(&page.telegram).unwrap(), page.text)));
        ask(format!("copy {number}"), shown(page));
        ask(format!("original {number}"), shown(archive.raw(number)));
    }
    all
}

fn shown<T: Debug>(answer: Result<T, archive::Error>) -> Result<String, String> {
    answer.map(|answer| format!("{answer:?}")).map_err(|error| error.to_string())
}

/// The process that reads; does nothing in an ordinary run of the tests. It prints what it met, line by line.
#[test]
fn child() {
    let (Some(dir), Some(expected)) = (std::env::var_os(DIR), std::env::var_os(EXPECTED)) else { return };
    let dir = Path::new(&dir);
    let expected: Answers = serde_json::from_slice(&fs::read(expected).unwrap()).unwrap();
    match Archive::open_to_read(dir).and_then(|archive| archive.verify(&Silent)) {
        Err(error) => println!("told verify: {error}"),
        Ok(found) => {
            found.findings.iter().for_each(|it| println!("told verify: {} {} {}", it.code, it.subject, it.message));
        }
    }
    let archive = match Archive::open(dir) {
        Ok(archive) => archive,
        Err(error) => return println!("told open: {error}"),
    };
    let found = answers(&archive);
    for (question, answer) in &expected {
        match found.get(question) {
            Some(same) if same == answer => {}
            // Of a search that failed there are none.
            None => println!("told {question}: nothing"),
            Some(Err(error)) => println!("told {question}: {error}"),
            Some(Ok(other)) => {
                println!("WRONG {question}: {}", first_difference(answer.as_deref().unwrap_or(""), other));
            }
        }
    }
    println!("read all");
}

fn first_difference(expected: &str, found: &str) -> String {
    let at = expected.bytes().zip(found.bytes()).take_while(|(one, other)| one == other).count();
    let around = |text: &str| {
        String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(20)..text.len().min(at + 40)]).into_owned()
    };
    format!("{:?} instead of {:?}", around(found), around(expected))
}

/// Numbers that look drawn (splitmix64), the same for a seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }
}

/// Damages one file; says how.
fn damage(file: &Path, chance: &mut Chance) -> String {
    let mut bytes = fs::read(file).unwrap();
    let at = chance.below(bytes.len());
    let end = (at + 1 + chance.below(4096)).min(bytes.len());
    let what = match chance.below(8) {
        0..=3 if !bytes.is_empty() => {
            bytes[at] ^= 1 << chance.below(8);
            "one bit".to_owned()
        }
        4 if !bytes.is_empty() => {
            bytes[at..end].fill(0);
            format!("{} zeroes", end - at)
        }
        5 if !bytes.is_empty() => {
            bytes[at..end].iter_mut().for_each(|byte| *byte = chance.below(256) as u8);
            format!("{} other bytes", end - at)
        }
        6 => {
            bytes.truncate(at);
            "cut".to_owned()
        }
        _ => {
            fs::remove_file(file).unwrap();
            return "removed".to_owned();
        }
    };
    fs::write(file, bytes).unwrap();
    format!("{what} at {at}")
}

/// All files of a folder and below, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all.sort();
    all
}

fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(file.strip_prefix(from).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(&file, target).unwrap();
    }
}

/// Runs the reader, and gives its lines with the way it ended.
fn read(dir: &Path, expected: &Path) -> (Vec<String>, String) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["child", "--exact", "--nocapture", "--quiet"])
        .env(DIR, dir)
        .env(EXPECTED, expected)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut out, mut errors) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let read = std::thread::spawn(move || {
        let mut text = Vec::new();
        out.read_to_end(&mut text).unwrap();
        String::from_utf8_lossy(&text).into_owned()
    });
    let read_errors = std::thread::spawn(move || {
        let mut text = Vec::new();
        errors.read_to_end(&mut text).unwrap();
        String::from_utf8_lossy(&text).into_owned()
    });
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break if status.success() { String::new() } else { status.to_string() };
        }
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            break "hung".to_owned();
        }
        sleep(Duration::from_millis(5));
    };
    let lines = read.join().unwrap().lines().map(str::to_owned).collect();
    let errors = read_errors.join().unwrap();
    // A panic that somebody caught is a panic.
    let broke = if status.is_empty() && errors.contains("panicked") { "panicked".to_owned() } else { status };
    (lines, if broke.is_empty() { broke } else { format!("{broke}: {errors}") })
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().map_or(default, |value| value.parse().unwrap())
}

#[test]
fn damage_is_harmless_or_told() {
    if std::env::var_os(DIR).is_some() {
        return;
    }
    let (rounds, seed) = (number(ROUNDS, 9), number(SEED, 13));
    let world = tempfile::tempdir().unwrap();
    let whole = world.path().join("whole");
    let archive = Archive::create_or_open(&whole).unwrap();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    import(&archive, "samples", &samples);
    // A second import, so that there is more than one segment and something is deleted.
    import(&archive, "again", &samples.join("text"));
    let expected = world.path().join("expected.json");
    fs::write(&expected, serde_json::to_vec(&answers(&archive)).unwrap()).unwrap();
    assert_sound(&archive);
    drop(archive);
    let (lines, broke) = read(&whole, &expected);
    assert!(broke.is_empty() && lines.iter().any(|line| line == "read all"), "{broke}{lines:?}");
    assert!(!lines.iter().any(|line| line.starts_with("told") || line.starts_with("WRONG")), "{lines:?}");

    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let mut failures = Vec::new();
    for round in 0..rounds {
        let mut chance = Chance(seed.wrapping_mul(1_000_003).wrapping_add(round));
        let dir = world.path().join(format!("round-{round}"));
        copy(&whole, &dir);
        let part = ["blobs", "index", "catalogue.sqlite"][(round % 3) as usize];
        let candidates = if part == "catalogue.sqlite" { vec![dir.join(part)] } else { files(&dir.join(part)) };
        let file = &candidates[chance.below(candidates.len())];
        let name = file.strip_prefix(&dir).unwrap().display().to_string();
        let how = damage(file, &mut chance);
        let (lines, broke) = read(&dir, &expected);
        let is_told = lines.iter().any(|line| line.starts_with("told"));
        let is_verified = lines.iter().any(|line| line.starts_with("told verify") || line.starts_with("told open"));
        let wrong: Vec<&String> = lines.iter().filter(|line| line.starts_with("WRONG")).collect();
        let outcome = match () {
            () if !broke.is_empty() => "broke off",
            () if !wrong.is_empty() && is_verified => "wrong, and verify tells",
            () if !wrong.is_empty() => "wrong",
            () if is_told && !is_verified => "told, and not by verify",
            () if is_told => "told",
            () => "harmless",
        };
        *counts.entry(format!("{part}: {outcome}")).or_default() += 1;
        if matches!(outcome, "broke off" | "wrong" | "wrong, and verify tells" | "told, and not by verify") {
            let first = wrong.first().copied().or_else(|| lines.iter().find(|line| line.starts_with("told")));
            let first = first.map_or("", String::as_str);
            let line = format!("round {round} (seed {seed}): {name}, {how}: {outcome}: {broke} {first}");
            println!("{line}");
            // Of the rows of the catalogue only the readings have checksums of their own: a row may say another thing, or be
            // missed. It is counted.
            if part != "catalogue.sqlite" || !outcome.starts_with("wrong") {
                failures.push(line);
            }
        }
        fs::remove_dir_all(&dir).unwrap();
    }
    println!("{rounds} rounds from seed {seed}:");
    counts.iter().for_each(|(outcome, count)| println!("  {count:>4} {outcome}"));
    assert!(failures.is_empty(), "{failures:#?}");
}
