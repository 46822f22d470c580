use super::*;
use crate::text::lines;

#[test]
fn reads_the_cases() {
    let mut wrong = String::new();
    let cases = include_str!("../../../tests/cases/executive_order.txt");
    for case in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (left, want) = case.split_once(" => ").unwrap_or((case, ""));
        let (sent, text) = left.split_once(' ').unwrap_or((left, ""));
        let sent: Option<Date> = sent.parse().ok();
        let mut diagnostics = Vec::new();
        let line = parse(&Unfolded::new(lines(text)), sent, &mut diagnostics);
        let dash = |text: Option<&String>| text.cloned().unwrap_or_else(|| "-".to_owned());
        let mut have = format!(
            "{} | {} | {}",
            dash(line.order.number.as_ref()),
            dash(line.order.declassify_on.as_ref()),
            line.order.text
        );
        if let Some(name) = &line.classifier {
            have += &format!(" | by {name}");
        }
        if line.event {
            have += " | event";
        }
        let codes: Vec<_> = diagnostics.iter().map(|found| found.code.as_ref()).collect();
        if !codes.is_empty() {
            have += &format!(" | {}", codes.join(" "));
        }
        if have != want {
            wrong += &format!("{left}\n  want {want}\n  have {have}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
