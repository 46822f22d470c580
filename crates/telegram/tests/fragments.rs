//! Parts of telegrams, read whole: REF blocks (`fragments_references.txt`) and address lines
//! (`fragments_addresses.txt`).
//!
//! A case begins with `=== name [file name]`; then the text, a line `---`, and what must be read from it.
//! A line of the expectation that begins with `!` names a diagnostic that must be there.
#![allow(clippy::unwrap_used, reason = "it is a test")]

use std::fmt::Write as _;

use telegram::id::CanonicalId;
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
            let telegram = parse_with(&text, &Context { id_hint: id_hint.clone(), ..Context::default() }).telegram;
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

/// Letter, kind if it is no telegram, id, candidates, `notal`, bar, text; then the paragraphs, by their start.
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

/// The text of each case, with the name of its file.
fn texts(file: &str) -> impl Iterator<Item = (&str, &str)> {
    file.split("\n=== ").skip(1).map(|case| {
        let (head, rest) = case.split_once('\n').unwrap();
        let hint = head.split_once('[').map_or("05SUVA700", |(_, hint)| hint.trim_end_matches(']'));
        (hint, rest.split_once("\n---").map_or(rest, |(text, _)| text))
    })
}

/// A part of a part is read too.
#[test]
fn any_begin_of_a_fragment() {
    for file in [include_str!("cases/fragments_references.txt"), include_str!("cases/fragments_addresses.txt")] {
        for (hint, text) in texts(file) {
            let context = Context { id_hint: Some(hint.to_owned()), ..Context::default() };
            for (end, _) in text.char_indices().skip(3).step_by(5) {
                let parsed = parse_with(&text[..end], &context);
                assert_eq!(parsed.elements.last().map_or(0, |last| last.span.end as usize), end);
            }
        }
    }
}

/// Where a list is folded does not change what it refers to.
#[test]
fn folds_do_not_matter() {
    let mut failures = String::new();
    for (hint, text) in texts(include_str!("cases/fragments_references.txt")) {
        // Lists in lines of their own mean something by them; so do letters, and without them a line may end an entry.
        if text.contains('\n') || text.contains("  ") || !text.contains(". ") && !text.contains(')') {
            continue;
        }
        // A label that must be on the line of its entry; a label of another field; a year that is only a number; figures that
        // begin paragraphs too.
        let bound = ["1) ", "REFERENCE STATE", "SUBJECT", " 04 B.", " 75;", " 1. ("];
        if bound.iter().any(|words| text.contains(words)) {
            continue;
        }
        let context = Context { id_hint: Some(hint.to_owned()), ..Context::default() };
        let ids = |text: &str| -> Vec<(Option<String>, Option<CanonicalId>)> {
            let found = parse_with(text, &context).telegram.references;
            found.into_iter().map(|found| (found.letter, found.id)).collect()
        };
        let whole = ids(text);
        for width in [16, 23, 30, 41, 55] {
            let mut folded = String::new();
            let mut column = 0;
            for word in text.split(' ') {
                let fold = column > 4 && column + word.len() > width;
                folded += if column == 0 {
                    ""
                } else if fold {
                    "\n     "
                } else {
                    " "
                };
                column = if fold { 5 } else { column + 1 } + word.len();
                folded += word;
            }
            if ids(&folded) != whole {
                write!(failures, "\n{width}: {folded}\n  want {whole:?}\n  have {:?}", ids(&folded)).unwrap();
                break;
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}
