use super::*;
use crate::text::lines;

/// Cases: day, field, what is read.
const CASES: &str = include_str!("../../../tests/cases/classified_by.txt");

#[test]
fn reads_the_cases() {
    let mut wrong = String::new();
    for case in CASES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (left, want) = case.split_once(" => ").unwrap_or((case, ""));
        let (day, field) = left.split_once(' ').unwrap_or((left, ""));
        let field = field.replace("\\n", "\n");
        let day: Option<Date> = day.parse().ok();
        let mut diagnostics = Vec::new();
        let found = parse(&wrap::unfold(lines(&field)), day, &mut diagnostics);
        let mut tries = Vec::new();
        if want != "none" {
            tries.push(("value", found, diagnostics));
        }
        if day.is_none() {
            let telegram = crate::parse(&field).telegram;
            tries.push(("fragment", telegram.classified_by, telegram.diagnostics));
        }
        for (name, found, diagnostics) in tries {
            let have = show(&found, &diagnostics, want);
            if have != want {
                wrong += &format!("{name} {left}\n  want {want}\n  have {have}\n");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn show(found: &[ClassifiedBy], diagnostics: &[Diagnostic], want: &str) -> String {
    if found.is_empty() {
        return "none".into();
    }
    let dash = |text: Option<&String>| text.cloned().unwrap_or_else(|| "-".into());
    let shown: Vec<String> = found
        .iter()
        .map(|one| {
            let mut name = dash(one.name.as_ref());
            if let Some(normal) = one.normal_name.as_ref().filter(|_| want.contains(" = ")) {
                name += &format!(" = {normal}");
            }
            let reasons = if one.reasons.is_empty() { "-".into() } else { one.reasons.join(" ") };
            let from = one.derived_from.as_ref().map(|from| format!(" from {from}")).unwrap_or_default();
            format!("{name} | {} | {reasons}{from}", dash(one.title.as_ref()))
        })
        .collect();
    let mut codes: Vec<String> = diagnostics
        .iter()
        .filter(|one| one.code.starts_with("reason-") || one.code == "classifier-missing")
        .map(|one| format!(" !{}", one.code))
        .collect();
    codes.dedup();
    shown.join(" || ") + &codes.concat()
}

/// Folds at blanks so that no line is longer than `width`, where words allow.
fn fold(text: &str, width: usize) -> String {
    let mut folded = String::new();
    let mut length = 0;
    for word in text.split(' ') {
        if length > 0 && length + 1 + word.len() > width {
            folded.push('\n');
            length = 0;
        } else if length > 0 {
            folded.push(' ');
            length += 1;
        }
        folded.push_str(word);
        length += word.len();
    }
    folded
}

/// Cases of one line, without a day, that hold something.
fn fragments() -> impl Iterator<Item = (&'static str, &'static str)> {
    CASES.lines().filter_map(|case| {
        let (left, want) = case.split_once(" => ")?;
        let field = left.strip_prefix("- ")?;
        (want != "none" && !field.contains("\\n")).then_some((field, want))
    })
}

#[test]
fn reads_the_same_however_it_is_folded() {
    let mut wrong = String::new();
    for (field, want) in fragments() {
        // The mark for the whole text is not folded.
        for width in [16, 20, 28, 36, 44, 52, 60, 68, 76] {
            if width < 30 && field.contains("ENTIRE") {
                continue;
            }
            let text = fold(field, width);
            let telegram = crate::parse(&text).telegram;
            let have = show(&telegram.classified_by, &telegram.diagnostics, want);
            if have != want {
                wrong += &format!("{width} {text}\n  want {want}\n  have {have}\n");
                break;
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn takes_nothing_of_what_stands_around_it() {
    let mut wrong = String::new();
    // Where text stands in the same line, it is a paragraph too.
    let alone = |field: &str| !field.starts_with("1. ") && !field.to_uppercase().contains("ENTIRE TEXT");
    for (field, want) in fragments().filter(|(field, _)| alone(field) && !field.contains("drafted")) {
        for (before, after) in [
            ("SUBJECT: FERRY SERVICE RESUMES\n\nREF: SUVA 617\n\n", "\n\n1. (C) The ferry sails again.\n"),
            ("SUBJECT: FERRY SERVICE RESUMES\nREF: SUVA 617\n", "\n1. (C) The ferry sails again.\n"),
            ("SUBJECT: FERRY SERVICE RESUMES\n", "\nREF: SUVA 617\n\n1. (C) The ferry sails again.\n"),
            ("SUBJECT: FERRY SERVICE RESUMES\nREF: SUVA 617\n", "\n\nThe ferry sails again.\n"),
        ] {
            let text = format!("{before}{}{after}", fold(field, 60));
            let telegram = crate::parse(&text).telegram;
            let mut have = show(&telegram.classified_by, &telegram.diagnostics, want);
            let body: Vec<&str> = telegram.paragraphs.iter().map(|one| one.text.as_str()).collect();
            if telegram.subject.as_deref() != Some("FERRY SERVICE RESUMES") || telegram.references.len() != 1 {
                have += &format!(" {:?} {:?}", telegram.subject, telegram.references);
            }
            if body != ["The ferry sails again."] {
                have += &format!(" {body:?}");
            }
            if have != want {
                wrong += &format!("{text}\n  want {want}\n  have {have}\n");
                break;
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Cuts after every `width` characters, in mid-word too (N157).
fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    for (index, c) in text.chars().enumerate() {
        if index > 0 && index % width == 0 {
            wrapped.push('\n');
        }
        wrapped.push(c);
    }
    wrapped
}

#[test]
fn reads_reasons_where_a_wrap_cuts_words() {
    let (mut wrong, mut right, mut all) = (String::new(), 0, 0);
    for (field, want) in fragments() {
        for width in [40, 47, 55, 60, 66, 69, 72, 76] {
            if width < 45 && field.contains("ENTIRE") {
                continue;
            }
            let text = wrap(field, width);
            let telegram = crate::parse(&text).telegram;
            let have = show(&telegram.classified_by, &telegram.diagnostics, want);
            all += 1;
            right += usize::from(have == want);
            let reasons = |shown: &str| shown.rsplit(" | ").next().unwrap_or_default().to_owned();
            if reasons(&have) != reasons(want) {
                wrong += &format!("{width} {text}\n  want {want}\n  have {have}\n");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    // A name cut in two can be put together only where its letters tell.
    assert!(right * 100 >= all * 98, "{right} of {all}");
}
