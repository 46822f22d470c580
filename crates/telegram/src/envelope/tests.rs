use std::fmt::Write as _;

use super::{joined, message_id, routing, security, transmission};
use crate::{Diagnostic, Filed, Handling, MessageId, Precedence, Security};

fn codes(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|found| format!(" !{}", found.code)).collect()
}

fn filed(filed: Option<&Filed>) -> String {
    let Some(filed) = filed else { return "-".to_owned() };
    let day = match (filed.day_of_year, filed.day) {
        (Some(day), _) => format!("{day:03}"),
        (_, Some(day)) => format!("d{day}"),
        _ => "?".to_owned(),
    };
    format!("{day} {}", filed.time.as_deref().unwrap_or("?"))
}

fn number(number: Option<u32>) -> String {
    number.map_or("-".to_owned(), |number| number.to_string())
}

fn message(id: &MessageId) -> String {
    let suffix = id.suffix.as_deref().unwrap_or_default();
    format!(
        "{} {}{suffix} {} {}",
        id.routing_indicator,
        number(id.serial),
        number(id.section),
        filed(id.filed.as_ref())
    )
}

fn guarded(line: &Security) -> String {
    let handled = match line.handled {
        Some(Handling::Clear) => "clear",
        Some(Handling::Classified) => "classified",
        None => "-",
    };
    let mut out = format!(
        "{handled} {} {}",
        line.letter.as_deref().unwrap_or("-"),
        line.class.map_or("-", crate::Classification::key)
    );
    if !line.signals.is_empty() {
        write!(out, " [{}]", line.signals.join(" ")).unwrap();
    }
    if let Some(remark) = &line.remark {
        write!(out, " ({remark})").unwrap();
    }
    out
}

fn urgency(precedence: &[Precedence]) -> String {
    precedence.iter().map(|one| format!("{one:?}").to_lowercase()).collect::<Vec<_>>().join("/")
}

fn read(kind: &str, line: &str) -> Option<String> {
    match kind {
        "1" => transmission::parse(line).map(|id| {
            let dummy = if id.dummy { " dummy" } else { "" };
            format!("{} {}{dummy}", id.channel, id.serial.as_deref().unwrap_or("-"))
        }),
        "2" => routing::parse(line).map(|read| format!("{} {}", urgency(&read.precedence), read.indicators.join(" "))),
        "3" => message_id::parse(line).map(|read| message(&read.id) + &codes(&read.diagnostics)),
        "4" => security::parse(line).map(|read| guarded(&read.security) + &codes(&read.diagnostics)),
        _ => joined::parse(line).map(|read| {
            format!(
                "{} | {} | {} | {}{}",
                urgency(&read.routing.precedence),
                message(&read.id),
                guarded(&read.security),
                read.routing.indicators.join(" "),
                codes(&read.diagnostics)
            )
        }),
    }
}

#[test]
fn reads_the_cases() {
    let mut wrong = String::new();
    let mut count = 0;
    let cases = include_str!("../../tests/cases/envelope.txt");
    for case in cases.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
        count += 1;
        let (left, want) = case.split_once(" => ").unwrap_or((case, ""));
        let (kind, line) = left.split_once(' ').unwrap_or((left, ""));
        let have = read(kind, line).unwrap_or_else(|| "-".to_owned());
        if have.trim() != want {
            writeln!(wrong, "{left}\n  want {want}\n  have {have}").unwrap();
        }
    }
    assert!(count >= 60, "{count} cases");
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_facts_point_into_the_text() {
    let text = "VZCZCXRO1454\nPP RUEHSV\nRUEHPM\nDE RUEHAP #0617/01 0920415\nZNY CCCCC ZZH\nP 020415Z APR 05\n\
                FM AMEMBASSY APIA\nTO RUEHC/SECSTATE WASHDC PRIORITY\nBT\nC O N F I D E N T I A L APIA 000617\n";
    let envelope = crate::parse(text).telegram.envelope;
    assert_eq!(envelope.transmission_id.as_deref(), Some("VZCZCXRO1454"));
    let routing = envelope.routing.unwrap();
    assert_eq!(
        (routing.indicators.join(" ").as_str(), &text[routing.span.range()]),
        ("RUEHSV RUEHPM", "PP RUEHSV\nRUEHPM")
    );
    let id = envelope.message_id.unwrap();
    assert_eq!(&text[id.span.range()], "DE RUEHAP #0617/01 0920415");
    let filed = id.filed.unwrap();
    assert_eq!(
        (&text[filed.span.range()], filed.day_of_year, filed.time.as_deref()),
        ("0920415", Some(92), Some("04:15"))
    );
    assert_eq!(&text[envelope.security.unwrap().span.range()], "ZNY CCCCC ZZH");
}
