//! Shows what `formats` makes of files, folders and archives.
//!
//! ```text
//! cargo run -p formats --example inspect -- [--json | --text | --edits | --check] [--key KEY] PATH…
//! ```
//!
//! Without an option: one line for each record, then counts; `--json`: the
//! facts, one object for each line, and nothing else (problems go to standard
//! error); `--text`: the decoded text; `--edits`: what decoding changed;
//! `--check`: whether it agrees with itself; `--key`: only records with this
//! key; `--pdftotext PATH`, `--ocr PDFTOPPM TESSERACT`: programs that help to
//! read PDF.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it is a command")]

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;

fn main() {
    let mut paths = Vec::new();
    let (mut show, mut key) = (String::new(), None);
    let mut tools = formats::Tools::default();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--key" => key = arguments.next(),
            "--pdftotext" => tools.pdftotext = arguments.next().map(PathBuf::from),
            "--ocr" => {
                let programs = arguments.next().zip(arguments.next());
                tools.ocr = programs.map(|(draw, read)| formats::Ocr::new(draw.into(), read.into()));
            }
            option if option.starts_with("--") => show = option.to_owned(),
            path => paths.push(PathBuf::from(path)),
        }
    }
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut count = |name: String| *counts.entry(name).or_default() += 1;
    let _ = formats::walk(&paths, &formats::Limits::default(), &mut |found| {
        let unit = match found {
            Ok(unit) => unit,
            Err(problem) => {
                eprintln!("PROBLEM {problem}");
                return ControlFlow::Continue(());
            }
        };
        let reading = formats::read_with(&unit, &tools);
        for problem in &reading.problems {
            eprintln!("PROBLEM {problem}");
        }
        for record in reading.records {
            if show == "--check" {
                let parsed = telegram::Parsed { telegram: record.telegram, elements: record.elements };
                let report = telegram::check(&record.text, &parsed);
                count(format!("overall {}", report.verdict.key()));
                for check in &report.checks {
                    count(format!("{} {} weighty={}", check.number, check.verdict.key(), check.weighty));
                    if check.verdict == telegram::Verdict::Contradicts {
                        let key = &parsed.telegram.source.key;
                        println!("{key} {} {} {}", check.number, if check.weighty { "!" } else { "-" }, check.message);
                    }
                }
                continue;
            }
            let telegram = &record.telegram;
            if key.as_ref().is_some_and(|key| *key != telegram.source.key) {
                continue;
            }
            count(format!("{} {}", telegram.source.carrier.as_str(), telegram.kind.key()));
            for (name, has) in [
                ("id", telegram.id.is_some()),
                ("date", telegram.date.is_some()),
                ("class", telegram.classification.is_some()),
                ("from", telegram.from.is_some()),
                ("to", !telegram.action.is_empty()),
                ("subject", telegram.subject.is_some()),
                ("text", telegram.text_state == telegram::TextState::Present),
            ] {
                if has {
                    count(format!("{} {} has {name}", telegram.source.carrier.as_str(), telegram.kind.key()));
                }
            }
            match show.as_str() {
                "--json" => println!("{}", serde_json::to_string(telegram).unwrap_or_default()),
                "--text" => println!("{}", record.text),
                "--edits" => println!("{} {} {:?}", telegram.source.key, record.map.encoding(), record.map.edits()),
                "--quiet" => {}
                _ => println!(
                    "{:28} {:20} {:22} {:10} {:?} -> {:?} | {}",
                    telegram.source.key,
                    telegram.id.as_deref().unwrap_or("-"),
                    telegram.date.map(|date| date.to_string()).unwrap_or_default(),
                    telegram.classification.map_or("-", |class| class.key()),
                    telegram.from.as_ref().map(|from| from.name.as_str()).unwrap_or_default(),
                    telegram.action.iter().map(|to| to.name.as_str()).collect::<Vec<_>>(),
                    telegram.subject.as_deref().unwrap_or_default(),
                ),
            }
        }
        ControlFlow::Continue(())
    });
    // Objects only, for programs that read them.
    if show == "--json" {
        return;
    }
    for (name, count) in counts {
        println!("{count:8} {name}");
    }
}
