//! `chancery import --dry-run`: what an import would find, before anything is
//! written.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;

use anyhow::Result;
use archive::ProblemList;
use formats::{Options, Problem, Reading, Unit};
use serde::Serialize;
use telegram::{Fact, Telegram};

use crate::annotated::visible;
use crate::importing::print_problems;
use crate::in_order::{available_threads, map_in_order};
use crate::inputs::hand_out;
use crate::outcome::Outcome;
use crate::output;

/// How many diagnostics are told, the most frequent first.
const DIAGNOSTICS: usize = 10;

/// What an import would find.
#[derive(Debug, Default, Serialize)]
struct Profile {
    dry_run: bool,
    /// Telegrams and documents found.
    read: u64,
    /// Files or rows that could not be read.
    failed: u64,
    files: Vec<FileProfile>,
    kinds: BTreeMap<&'static str, u64>,
    carriers: BTreeMap<String, u64>,
    /// For each fact, how many of `read` state it.
    fields: Vec<(&'static str, u64)>,
    /// For each fact that is stated, the first values of it that differ.
    examples: BTreeMap<&'static str, Vec<Example>>,
    diagnostics: Vec<(String, u64)>,
    #[serde(flatten)]
    problems: ProblemList,
}

/// A value of a fact, and the file that states it.
#[derive(Debug, Serialize)]
struct Example {
    value: String,
    file: String,
    /// The name of the telegram within its file, where it holds several.
    key: String,
}

/// What one file, or member of a container, is.
#[derive(Debug, Serialize)]
struct FileProfile {
    file: String,
    /// The forms of what is in it, each once.
    carriers: Vec<String>,
    telegrams: u64,
    failed: u64,
}

/// What one unit gave.
#[derive(Debug, Default)]
struct Found {
    file: String,
    records: Vec<Facts>,
    diagnostics: BTreeMap<String, u64>,
    problems: Vec<Problem>,
}

/// What of a record the profile counts.
#[derive(Debug)]
struct Facts {
    kind: &'static str,
    carrier: String,
    key: String,
    fields: [Option<String>; FIELDS.len()],
}

/// So many examples of a fact are kept.
const EXAMPLES: usize = 3;
/// An example has so many letters at the most.
const SHOWN: usize = 60;

/// A fact of the contract, and what a telegram states of it.
type Field = (Fact, fn(&Telegram) -> Option<String>);

/// The facts that are counted, in the order of the contract.
const FIELDS: [Field; 17] = [
    (Fact::Id, |telegram| telegram.id.as_ref().map(ToString::to_string)),
    (Fact::Date, |telegram| telegram.date.map(|date| date.to_string())),
    (Fact::Classification, |telegram| telegram.classification.map(|class| class.key().to_owned())),
    (Fact::Captions, |telegram| telegram.captions.first().cloned()),
    (Fact::Precedence, |telegram| telegram.precedence.action.map(|precedence| precedence.key().to_owned())),
    (Fact::From, |telegram| telegram.from.as_ref().map(|from| from.name.clone())),
    (Fact::Action, |telegram| telegram.action.first().map(|to| to.name.clone())),
    (Fact::Info, |telegram| telegram.info.first().map(|to| to.name.clone())),
    (Fact::Pass, |telegram| telegram.pass.first().cloned()),
    (Fact::ExecutiveOrder, |telegram| telegram.executive_order.as_ref().map(|order| order.text.clone())),
    (Fact::Tags, |telegram| telegram.tags.first().cloned()),
    (Fact::Subject, |telegram| telegram.subject.clone()),
    (Fact::References, |telegram| telegram.references.first().map(|reference| reference.text.clone())),
    (Fact::ClassifiedBy, |telegram| telegram.classified_by.first().map(|by| by.name.clone().unwrap_or_default())),
    (Fact::Paragraphs, |telegram| telegram.paragraphs.first().map(|paragraph| paragraph.text.clone())),
    (Fact::Signature, |telegram| telegram.signature.first().cloned()),
    (Fact::DraftedBy, |telegram| telegram.drafted_by.first().map(|by| by.name.clone().unwrap_or_default())),
];

/// A value on one line, cut where it gets long.
fn shown(value: &str) -> String {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line,
    }
}

/// Reads everything and tells what it is.
///
/// `read` reads one unit; `paths` may name standard input.
pub(crate) fn run(
    paths: &[PathBuf],
    options: &Options,
    json: bool,
    read: impl Fn(&Unit) -> Reading + Sync,
) -> Result<Outcome> {
    let mut profile =
        Profile { dry_run: true, fields: FIELDS.map(|(fact, _)| (fact.key(), 0)).to_vec(), ..Profile::default() };
    let mut diagnostics = BTreeMap::new();
    map_in_order(
        available_threads(),
        |give| hand_out(paths, options, give),
        |unit| found(unit, &read),
        |found| {
            profile.add(found, &mut diagnostics);
            ControlFlow::Continue(())
        },
    );
    profile.diagnostics = diagnostics.into_iter().collect();
    profile.diagnostics.sort_by(|(a, left), (b, right)| right.cmp(left).then_with(|| a.cmp(b)));
    profile.diagnostics.truncate(DIAGNOSTICS);
    let mut out = output::json_or_styled(json);
    if json {
        output::json_line(&mut out, &profile, false)?;
    } else {
        profile.print(&mut out)?;
    }
    out.flush()?;
    Ok(if profile.failed == 0 && profile.read > 0 { Outcome::Done } else { Outcome::Incomplete })
}

fn found(unit: Result<Unit, Problem>, read: impl Fn(&Unit) -> Reading) -> Found {
    let unit = match unit {
        Ok(unit) => unit,
        Err(problem) => {
            return Found { file: problem.file.clone(), problems: vec![problem], ..Found::default() };
        }
    };
    let Reading { records, mut problems, .. } = read(&unit);
    if records.is_empty() && problems.is_empty() {
        problems.push(Problem::new(&unit.file, "no telegram or document found"));
    }
    let mut found = Found { file: unit.file, problems, ..Found::default() };
    for record in records {
        let telegram = record.telegram;
        for diagnostic in &telegram.diagnostics {
            *found.diagnostics.entry(diagnostic.code.to_string()).or_default() += 1;
        }
        let fields = FIELDS.map(|(_, states)| states(&telegram));
        let source = telegram.source;
        found.records.push(Facts {
            kind: telegram.kind.key(),
            carrier: source.carrier.as_str().to_owned(),
            key: source.key,
            fields,
        });
    }
    found
}

impl Profile {
    fn add(&mut self, found: Found, diagnostics: &mut BTreeMap<String, u64>) {
        self.read += found.records.len() as u64;
        let failed = found.problems.iter().filter(|problem| !problem.aside).count() as u64;
        self.failed += failed;
        // A large table comes as many units of one file.
        if self.files.last().is_none_or(|last| last.file != found.file) {
            self.files.push(FileProfile { file: found.file.clone(), carriers: Vec::new(), telegrams: 0, failed: 0 });
        }
        if let Some(file) = self.files.last_mut() {
            file.telegrams += found.records.len() as u64;
            file.failed += failed;
            for record in &found.records {
                if !file.carriers.contains(&record.carrier) {
                    file.carriers.push(record.carrier.clone());
                }
            }
        }
        for record in found.records {
            *self.kinds.entry(record.kind).or_default() += 1;
            *self.carriers.entry(record.carrier).or_default() += 1;
            for ((name, count), stated) in self.fields.iter_mut().zip(record.fields) {
                let Some(value) = stated else { continue };
                *count += 1;
                let examples = self.examples.entry(name).or_default();
                if examples.len() < EXAMPLES {
                    let value = shown(&value);
                    if !value.is_empty() && !examples.iter().any(|example| example.value == value) {
                        examples.push(Example { value, file: found.file.clone(), key: record.key.clone() });
                    }
                }
            }
        }
        for (code, count) in found.diagnostics {
            *diagnostics.entry(code).or_default() += count;
        }
        found.problems.into_iter().for_each(|problem| self.problems.add(problem));
    }

    fn print(&self, out: &mut impl Write) -> Result<()> {
        for file in &self.files {
            let what = if file.carriers.is_empty() { "nothing".to_owned() } else { file.carriers.join(", ") };
            let failed = if file.failed > 0 { format!(", {} not read", file.failed) } else { String::new() };
            writeln!(out, "{:>8}  {what:<8}  {}{failed}", file.telegrams, file.file)?;
        }
        let list = |counts: &mut dyn Iterator<Item = (&str, u64)>| {
            counts.map(|(name, count)| format!("{count} {name}")).collect::<Vec<_>>().join(", ")
        };
        writeln!(out, "\n{} telegrams and documents in {} files; nothing was written", self.read, self.files.len())?;
        writeln!(out, "  kinds     {}", list(&mut self.kinds.iter().map(|(name, count)| (*name, *count))))?;
        writeln!(out, "  forms     {}", list(&mut self.carriers.iter().map(|(name, count)| (name.as_str(), *count))))?;
        writeln!(out, "\nFields found (of {})", self.read)?;
        for (name, count) in &self.fields {
            let percent = if self.read == 0 { 0.0 } else { *count as f64 * 100.0 / self.read as f64 };
            write!(out, "  {name:<16} {count:>8}  {percent:>5.1} %")?;
            match self.examples.get(name).and_then(|examples| examples.first()) {
                Some(example) => writeln!(out, "  {}  ({})", visible(&example.value), visible(&example.file))?,
                None => writeln!(out)?,
            }
        }
        if !self.diagnostics.is_empty() {
            writeln!(out, "\nMost frequent remarks on the reading")?;
            for (code, count) in &self.diagnostics {
                writeln!(out, "  {count:>8}  {code}")?;
            }
        }
        if self.problems != ProblemList::default() {
            writeln!(out, "\n{} files or rows could not be read", self.failed)?;
            print_problems(out, &self.problems)?;
        }
        Ok(())
    }
}
