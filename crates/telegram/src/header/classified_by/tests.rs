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
        let found = parse(&extent::unfold(lines(&field)), day, &mut diagnostics);
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
