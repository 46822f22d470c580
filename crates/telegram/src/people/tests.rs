use std::fmt::Write as _;

use super::{Drafting, Reader};
use crate::{ElementKind, Person};

/// The cases of a file: what stands before and after the arrow.
fn cases(file: &str) -> impl Iterator<Item = (&str, &str)> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).filter_map(|line| line.split_once(" => "))
}

#[test]
fn reads_the_signatures() {
    let mut wrong = String::new();
    let mut count = 0;
    for (tail, want) in cases(include_str!("../../tests/cases/signature.txt")) {
        count += 1;
        let lines: Vec<&str> = tail.split('\\').map(str::trim).collect();
        for end in ["\n", "\r\n"] {
            let text = lines.join(end) + end;
            let parsed = crate::parse(&text);
            let telegram = &parsed.telegram;
            let mut have = if telegram.signature.is_empty() { "-".to_owned() } else { telegram.signature.join("+") };
            if let Some(title) = &telegram.signature_title {
                write!(have, " [{title}]").unwrap();
            }
            if want.contains(" | ") {
                let last = telegram.paragraphs.last().map_or("", |paragraph| paragraph.text.as_str());
                write!(have, " | {last}").unwrap();
            }
            if have != want {
                writeln!(wrong, "{tail}\n  want {want}\n  have {have}").unwrap();
            }
            let joined: String = parsed.elements.iter().map(|element| &text[element.span.range()]).collect();
            assert_eq!(joined, text, "elements tile the text");
        }
    }
    assert!(count >= 120, "{count} cases");
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn show(people: &[Person], role: char, out: &mut String) {
    for person in people {
        let part = |text: Option<&str>| text.unwrap_or("-").to_owned();
        write!(out, "{role} {} {}", part(person.office.as_deref()), part(person.name.as_deref())).unwrap();
        if let Some(normal) = &person.normal_name {
            write!(out, " = {normal}").unwrap();
        }
        if !person.notes.is_empty() {
            write!(out, " ({})", person.notes.join(", ")).unwrap();
        }
        out.push_str("; ");
    }
}

fn shown(found: &Drafting) -> String {
    let mut out = String::new();
    show(&found.drafted_by, 'D', &mut out);
    show(&found.cleared_by, 'C', &mut out);
    show(&found.approved_by, 'A', &mut out);
    show(&found.released_by, 'R', &mut out);
    out.trim_end_matches("; ").to_owned()
}

#[test]
fn reads_the_drafting_lists() {
    let mut wrong = String::new();
    let mut count = 0;
    for (lines, want) in cases(include_str!("../../tests/cases/drafting.txt")) {
        count += 1;
        let mut reader = Reader::default();
        for line in lines.split('\\') {
            reader.line(&line.trim().replace("<TAB>", "\t"));
        }
        let have = shown(&reader.finish());
        if have != want {
            writeln!(wrong, "{lines}\n  want {want}\n  have {have}").unwrap();
        }
    }
    assert!(count >= 60, "{count} cases");
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_list_below_the_text_is_none_of_its_paragraphs() {
    let text =
        "1. (C) One.\n\n2. (C) Two.\nROE\n\nDRAFTED BY: POL:DOE, JANE; CLEARED BY: ECON:SAMPLE\nAPPROVED BY: DCM:ROE\n";
    let parsed = crate::parse(text);
    assert_eq!(parsed.telegram.signature, ["ROE"]);
    assert_eq!(parsed.telegram.paragraphs.len(), 2);
    assert_eq!(
        (parsed.telegram.drafted_by.len(), parsed.telegram.cleared_by.len(), parsed.telegram.approved_by.len()),
        (1, 1, 1)
    );
    assert!(parsed.elements.iter().any(|element| element.kind == ElementKind::Drafting));
}

#[test]
fn a_military_message_names_its_releaser_in_a_paragraph() {
    let telegram =
        crate::parse("1. TIMETABLES ARE CHANGED.\n2. RELEASED BY VADM J. Q. DOE, DIRECTOR, FERRIES.//\nBT\n").telegram;
    assert_eq!(telegram.released_by.len(), 1);
    assert_eq!(telegram.released_by[0].name.as_deref(), Some("VADM J. Q. DOE"));
    assert_eq!(telegram.released_by[0].notes, ["DIRECTOR, FERRIES"]);
    assert!(telegram.signature.is_empty());
}
