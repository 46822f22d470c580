//! Parts of telegrams, read whole: REF blocks (`fragments_references.txt`) and address lines
//! (`fragments_addresses.txt`).
//!
//! A case begins with `=== name [file name]`; then the text, a line `---`, and what must be read from it.
//! A line of the expectation that begins with `!` names a diagnostic that must be there.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;

use telegram::{Addressee, Context, Precedence, Reference, Telegram, parse_with};

fn run(file: &str, show: fn(&Telegram) -> Vec<String>) {
    let mut failures = String::new();
    let (mut count, mut failed) = (0, 0);
    for case in file.split("\n=== ").skip(1) {
        let case = format!("{case}\n");
        let (head, rest) = case.split_once('\n').unwrap();
        let (text, expected) = rest.split_once("\n---\n").unwrap_or_else(|| panic!("{head}"));
        let hint = head.split_once('[').map(|(_, hint)| hint.trim_end_matches(']'));
        let id_hint = hint.or(Some("05SUVA700")).filter(|hint| !hint.is_empty()).map(str::to_owned);
        let lines = expected.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (codes, wanted): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with('!'));
        // The lines of a file end in more than one way.
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let telegram = parse_with(&text, &Context { id_hint: id_hint.clone(), year_hint: None }).telegram;
            let found = show(&telegram);
            let missing: Vec<_> =
                codes.iter().filter(|code| !telegram.diagnostics.iter().any(|found| found.code == code[1..])).collect();
            if found != wanted || !missing.is_empty() {
                failed += 1;
                write!(failures, "\n{head}\n{}", text.replace('\r', "")).unwrap();
                wanted.iter().filter(|line| !found.iter().any(|found| found == *line)).for_each(|line| {
                    writeln!(failures, "  want {line}").unwrap();
                });
                found.iter().for_each(|line| writeln!(failures, "  have {line}").unwrap());
                if !missing.is_empty() {
                    writeln!(failures, "  missing {missing:?}").unwrap();
                }
                break;
            }
        }
        count += 1;
    }
    assert!(failures.is_empty(), "{failed} of {count} failed:{failures}");
}

/// Letter, kind if it is no telegram, id, candidates, `notal`, bar, text; then the paragraphs, by their begin.
fn references(telegram: &Telegram) -> Vec<String> {
    let show = |reference: &Reference| {
        let letter = reference.letter.as_deref().unwrap_or("-");
        let kind = match reference.kind {
            telegram::ReferenceKind::Telegram => String::new(),
            other => format!("{other:?} ").to_lowercase(),
        };
        let id = reference.id.as_deref().unwrap_or("-");
        let candidates: String = reference.candidates.iter().map(|candidate| format!("?{}", candidate.id)).collect();
        let notal = if reference.notal { " notal" } else { "" };
        format!("{letter} {kind}{id}{candidates}{notal} | {}", reference.text)
    };
    let mut lines: Vec<String> = telegram.references.iter().map(show).collect();
    for paragraph in &telegram.paragraphs {
        let begin: String = paragraph.text.chars().take(20).collect();
        lines.push(format!("P{} {begin}", paragraph.number.as_deref().unwrap_or("-")).trim_end().to_owned());
    }
    for by in &telegram.classified_by {
        lines.push(format!("BY {}", by.name.as_deref().unwrap_or("-")));
    }
    lines
}

/// `TO`, `INFO` or `XMT`, name, routing indicator, precedence, continuity number.
fn addresses(telegram: &Telegram) -> Vec<String> {
    let show = |kind: &'static str| {
        move |one: &Addressee| {
            let mut line = format!("{kind} {}", one.name);
            for part in [
                one.routing_indicator.as_ref().map(|indicator| format!("[{indicator}]")),
                one.precedence.map(|precedence: Precedence| precedence.key().to_owned()),
                one.continuity_number.map(|number| format!("#{number}")),
            ]
            .into_iter()
            .flatten()
            {
                line += " ";
                line += &part;
            }
            line
        }
    };
    let action = telegram.action.iter().map(show("TO"));
    let info = telegram.info.iter().map(show("INFO"));
    action.chain(info).chain(telegram.excluded.iter().map(show("XMT"))).collect()
}

#[test]
fn reference_blocks() {
    run(include_str!("cases/fragments_references.txt"), references);
}

#[test]
fn address_lines() {
    run(include_str!("cases/fragments_addresses.txt"), addresses);
}
