//! Pairs of copies, written as one line each, and the files that they make.
//!
//! `tests/pairs/README.md` tells the notation.

mod changes;
mod forms;
mod printed;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub(crate) use changes::Copy;

/// A telegram as the author of a case wrote it down.
#[derive(Debug, Clone, Default)]
pub(crate) struct Base {
    pub(crate) name: String,
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    pub(crate) info: Vec<String>,
    pub(crate) number: Option<u32>,
    /// `1975-04-02T03:15`, or the day alone.
    pub(crate) date: String,
    pub(crate) class: Option<String>,
    pub(crate) subject: Option<String>,
    pub(crate) sign: Option<String>,
    pub(crate) paragraphs: Vec<String>,
}

/// Two copies.
#[derive(Debug)]
pub(crate) struct Pair {
    /// As it is written.
    pub(crate) line: String,
    pub(crate) base: String,
    pub(crate) left: Copy,
    pub(crate) right: Copy,
    /// Whether a person has to be asked.
    pub(crate) is_offered: bool,
}

/// Which of two copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

impl Side {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }
}

/// Reads all pairs of a folder.
pub(crate) fn read(dir: &Path, folder: &str) -> Vec<Pair> {
    let bases = bases(&fs::read_to_string(dir.join("bases.txt")).unwrap());
    let mut files: Vec<_> = fs::read_dir(dir.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut pairs = Vec::new();
    for file in files {
        let mut is_offered = false;
        for line in fs::read_to_string(&file).unwrap().lines() {
            if line == "! offered" {
                is_offered = true;
            }
            if line.is_empty() || line.starts_with(['#', '!']) {
                continue;
            }
            let shown = format!("{}: {line}", file.file_name().unwrap().to_string_lossy());
            let [name, left, right] = line.split(" | ").collect::<Vec<_>>()[..] else { panic!("{shown}: no pair") };
            let base = bases.get(name).unwrap_or_else(|| panic!("{shown}: there is no base {name}"));
            pairs.push(Pair {
                base: name.to_owned(),
                left: Copy::read(base, left, &shown),
                right: Copy::read(base, right, &shown),
                line: shown,
                is_offered,
            });
        }
    }
    pairs
}

fn bases(text: &str) -> BTreeMap<String, Base> {
    let blocks = format!("\n{text}");
    let bases = blocks.split("\n= ").skip(1).map(|block| {
        let (head, body) = block.split_once("\n\n").expect("a base has a head and a body");
        let mut lines = head.lines();
        let mut base = Base { name: lines.next().unwrap().to_owned(), ..Base::default() };
        for line in lines {
            let (field, value) = line.split_once(' ').unwrap();
            base.set(field, value);
        }
        base.paragraphs = body.trim().split("\n\n").map(str::to_owned).collect();
        (base.name.clone(), base)
    });
    bases.collect()
}

impl Base {
    /// Sets a field, as in a head or a change.
    fn set(&mut self, field: &str, value: &str) {
        let list = || value.split(", ").map(str::to_owned).collect();
        match field {
            "from" => value.clone_into(&mut self.from),
            "to" => self.to = list(),
            "info" => self.info = list(),
            "number" => self.number = Some(value.parse().unwrap()),
            "date" => value.clone_into(&mut self.date),
            "class" => self.class = Some(value.to_owned()),
            "subject" => self.subject = Some(value.to_owned()),
            "sign" => self.sign = Some(value.to_owned()),
            _ => panic!("{}: no field {field}", self.name),
        }
    }
}

/// The files of one side by the form they are in.
pub(crate) fn files(pairs: &[&Pair], side: Side) -> BTreeMap<&'static str, Vec<(String, Vec<u8>)>> {
    let mut files: BTreeMap<&'static str, Vec<(String, Vec<u8>)>> = BTreeMap::new();
    let mut rows = Vec::new();
    for pair in pairs {
        let copies: Vec<&Copy> = match (side, pair.right.is_beside) {
            (Side::Left, true) => vec![&pair.left, &pair.right],
            (Side::Left, false) => vec![&pair.left],
            (Side::Right, true) => continue,
            (Side::Right, false) => vec![&pair.right],
        };
        match copies[0].form.as_str() {
            "csv" => rows.extend(copies),
            "frus" => files.entry("frus").or_default().push(forms::volume(&copies)),
            _ => {
                let (kind, name, bytes) = forms::file(copies[0]);
                files.entry(kind).or_default().push((name, bytes));
            }
        }
    }
    if !rows.is_empty() {
        files.entry("csv").or_default().push(forms::table(&rows));
    }
    files
}
