//! Header lines with several irregularities at once, as a file of their own and inside a whole telegram.
//!
//! A case of the files `cases/hard_*.txt` begins with `=== N41 N45 what it is [name of the file]`; then the text, a line
//! `---`, and what must be read from it, one fact on a line, told by its first word (see [`facts`]). All facts of a word
//! that is named are compared; `none` says that there is no such fact. A line that begins with `!` names a diagnostic
//! that must be there. A head with `(solo)` or with the name of a file is not tried inside a telegram.
#![allow(clippy::unwrap_used, reason = "it is a test")]

use std::fmt::Write as _;

use telegram::{Context, Reference, ReferenceKind, Telegram, parse_with};

/// Letter, kind if it is no telegram, id, candidates, `notal`, bar, text.
fn reference(reference: &Reference) -> String {
    let letter = reference.letter.as_deref().unwrap_or("-");
    let kind = match reference.kind {
        ReferenceKind::Telegram => String::new(),
        other => format!("{other:?} ").to_lowercase(),
    };
    let id = reference.id.as_deref().unwrap_or("-");
    let candidates: String = reference.candidates.iter().map(|candidate| format!("?{}", candidate.id)).collect();
    let notal = if reference.notal { " notal" } else { "" };
    format!("ref {letter} {kind}{id}{candidates}{notal} | {}", reference.text)
}

/// What was read, one fact on a line.
fn facts(telegram: &Telegram) -> Vec<String> {
    let or_none = |value: Option<&str>| value.unwrap_or("none").to_owned();
    let joined = |list: &[String]| if list.is_empty() { "none".to_owned() } else { list.join(" | ") };
    let mut lines = vec![
        format!("id {}", or_none(telegram.id.as_deref())),
        format!("class {}", or_none(telegram.classification.map(telegram::Classification::key))),
        format!("captions {}", joined(&telegram.captions)),
        format!("tags {}", joined(&telegram.tags)),
        format!("subject {}", or_none(telegram.subject.as_deref())),
        format!("portion {}", or_none(telegram.subject_portion.as_deref())),
        format!("signature {}", joined(&telegram.signature)),
    ];
    let present: Vec<String> = telegram.sections.present.iter().map(u32::to_string).collect();
    lines.push(format!("sections {} of {}", present.join(","), telegram.sections.count));
    if let Some(order) = &telegram.executive_order {
        let number = or_none(order.number.as_deref());
        let date = order.declassify_on.as_deref().unwrap_or("-");
        lines.push(format!("order {number} | {date} | {}", order.text));
    }
    lines.extend(telegram.pass.iter().map(|line| format!("pass {line}")));
    lines.extend(telegram.references.iter().map(reference));
    for by in &telegram.classified_by {
        let dash = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        let reasons = if by.reasons.is_empty() { "-".to_owned() } else { by.reasons.join(" ") };
        let from = by.derived_from.as_ref().map_or_else(String::new, |source| format!(" from {source}"));
        lines.push(format!("by {} | {} | {reasons}{from}", dash(&by.name), dash(&by.title)));
    }
    for paragraph in &telegram.paragraphs {
        let number = paragraph.number.as_deref().unwrap_or("-");
        let portion = paragraph.portion.as_deref().unwrap_or("-");
        let begin: String = paragraph.text.chars().take(20).collect();
        lines.push(format!("par {number} {portion} {begin}").trim_end().to_owned());
    }
    for word in ["order", "pass", "ref", "by", "par"] {
        if !lines.iter().any(|line| line.split(' ').next() == Some(word)) {
            lines.push(format!("{word} none"));
        }
    }
    lines
}

/// A telegram around the lines of one field.
struct Around {
    before: &'static str,
    after: &'static str,
}

const ENVELOPE: &str = "P 150410Z JUN 05\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC PRIORITY 2044\nBT\n";
const REST: &str = "\n1. (U) The ferry came back to Suva on Monday.\n\n2. (U) It leaves again next week.\nROE\n";

fn run(file: &str, around: Option<&Around>) {
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
        let mut forms = vec![text.to_owned(), text.replace('\n', "\r\n")];
        if let Some(around) = around.filter(|_| hint.is_none() && !head.contains("(solo)")) {
            forms.push(format!("{ENVELOPE}{}{text}\n{}{REST}", around.before, around.after));
        }
        count += 1;
        for (form, text) in forms.into_iter().enumerate() {
            let telegram = parse_with(&text, &Context { id_hint: id_hint.clone(), ..Context::default() }).telegram;
            let word = |line: &str| line.split(' ').next().unwrap_or_default().to_owned();
            let wanted: Vec<&str> = wanted
                .iter()
                .filter(|line| form < 2 || !matches!(word(line).as_str(), "par" | "id"))
                .copied()
                .collect();
            let words: Vec<String> = wanted.iter().map(|line| word(line)).collect();
            let found: Vec<String> = facts(&telegram).into_iter().filter(|line| words.contains(&word(line))).collect();
            let lacks: Vec<_> = wanted.iter().filter(|line| !found.iter().any(|found| found == *line)).collect();
            let extra: Vec<_> = found.iter().filter(|line| !wanted.contains(&line.as_str())).collect();
            let missing: Vec<_> =
                codes.iter().filter(|code| !telegram.diagnostics.iter().any(|found| found.code == code[1..])).collect();
            let in_order =
                wanted.iter().filter(|line| word(line) == "ref").eq(found.iter().filter(|line| word(line) == "ref"));
            if lacks.is_empty() && extra.is_empty() && missing.is_empty() && in_order {
                continue;
            }
            failed += 1;
            write!(failures, "\n=== {head} (form {form})\n{}\n", text.replace('\r', "")).unwrap();
            lacks.iter().for_each(|line| writeln!(failures, "  want {line}").unwrap());
            extra.iter().for_each(|line| writeln!(failures, "  have {line}").unwrap());
            missing.iter().for_each(|code| {
                let codes: Vec<_> = telegram.diagnostics.iter().map(|found| &found.code).collect();
                writeln!(failures, "  missing {code} of {codes:?}").unwrap();
            });
            break;
        }
    }
    assert!(failures.is_empty(), "{failed} of {count} failed:{failures}");
}

#[test]
fn references() {
    let before = "C O N F I D E N T I A L SUVA 000700\n\nE.O. 12958: DECL: 06/15/2015\nTAGS: PREL, FJ\n\
                  SUBJECT: FERRY SERVICE RESUMES\n\n";
    run(include_str!("cases/hard_references.txt"), Some(&Around { before, after: "" }));
}

#[test]
fn tags() {
    let before = "C O N F I D E N T I A L SUVA 000700\n\nE.O. 12958: DECL: 06/15/2015\n";
    let after = "SUBJECT: FERRY SERVICE RESUMES\n\nREF: APIA 42\n";
    run(include_str!("cases/hard_tags.txt"), Some(&Around { before, after }));
}

#[test]
fn subjects() {
    let before = "C O N F I D E N T I A L SUVA 000700\n\nE.O. 12958: DECL: 06/15/2015\nTAGS: PREL, FJ\n";
    run(include_str!("cases/hard_subjects.txt"), Some(&Around { before, after: "\n" }));
}

#[test]
fn authorities() {
    let before = "C O N F I D E N T I A L SUVA 000700\n\nE.O. 12958: DECL: 06/15/2015\nTAGS: PREL, FJ\n\
                  SUBJECT: FERRY SERVICE RESUMES\n\nREF: APIA 42\n\n";
    run(include_str!("cases/hard_authorities.txt"), Some(&Around { before, after: "" }));
}

#[test]
fn orders() {
    let before = "C O N F I D E N T I A L SUVA 000700\n\n";
    let after = "SUBJECT: FERRY SERVICE RESUMES\n\nREF: APIA 42\n";
    run(include_str!("cases/hard_orders.txt"), Some(&Around { before, after }));
}

#[test]
fn classification_and_pass_lines() {
    let after = "\nE.O. 12958: N/A\nTAGS: PREL, FJ\nSUBJECT: FERRY SERVICE RESUMES\n\nREF: APIA 42\n";
    run(include_str!("cases/hard_beginnings.txt"), Some(&Around { before: "", after }));
}

#[test]
fn headers() {
    run(include_str!("cases/hard_headers.txt"), None);
}
