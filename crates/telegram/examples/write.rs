//! Prints an invented telegram in the form of each era: a start for fixtures.
//!
//! `cargo run -p telegram --example write [FORM]`, with FORM one of
//! `archive_1973`, `archive_1977`, `paper`, `plain`, `relay`, `messages`, `smart`.
#![allow(clippy::print_stdout, reason = "it is a command")]

use std::process::ExitCode;

use telegram::write::{Boundary, Form, write};
use telegram::{
    Addressee, Classification, ClassifiedBy, ExecutiveOrder, Originator, Paragraph, Precedence, PrecedencePair,
    Reference, Sections, Telegram,
};

fn main() -> ExitCode {
    let mut messages = Form::relay();
    messages.boundary = Boundary::Message;
    let forms = [
        ("archive_1973", Form::archive_1973()),
        ("archive_1977", Form::archive_1977()),
        ("paper", Form::paper()),
        ("plain", Form::plain()),
        ("relay", Form::relay()),
        ("messages", messages),
        ("smart", Form::smart()),
    ];
    let wanted = std::env::args().nth(1);
    let mut found = false;
    for (name, form) in forms {
        if wanted.as_ref().is_none_or(|wanted| wanted == name) {
            found = true;
            println!("=== {name}\n{}", write(&invented(), &form));
        }
    }
    if found { ExitCode::SUCCESS } else { ExitCode::from(2) }
}

/// People and events are made up.
fn invented() -> Telegram {
    let addressee = |indicator: &str, name: &str, number: Option<u32>| Addressee {
        name: name.into(),
        routing_indicator: Some(indicator.into()),
        precedence: Some(Precedence::Priority),
        continuity_number: number,
    };
    let paragraph = |number: &str, heading: Option<&str>, text: &str| Paragraph {
        number: Some(number.into()),
        portion: Some("C".into()),
        heading: heading.map(Into::into),
        text: text.into(),
        ..Paragraph::default()
    };
    Telegram {
        id: "05SUVA617".parse().ok(),
        date: "2005-04-02T04:15:00Z".parse().ok(),
        classification: Some(Classification::Confidential),
        captions: vec!["SIPDIS".into()],
        precedence: PrecedencePair { action: Some(Precedence::Priority), info: Some(Precedence::Priority) },
        from: Some(Originator {
            name: "AMEMBASSY SUVA".into(),
            routing_indicator: Some("RUEHSV".into()),
            post: Some("SUVA".into()),
        }),
        action: vec![addressee("RUEHC", "SECSTATE WASHDC", Some(4928))],
        info: vec![addressee("RUEHAP", "AMEMBASSY APIA", Some(312))],
        pass: vec!["STATE FOR EAP/ANP".into()],
        executive_order: Some(ExecutiveOrder {
            number: Some("12958".into()),
            declassify_on: Some("2015-04-02".into()),
            text: "DECL: 04/02/2015".into(),
        }),
        tags: vec!["ETEL".into(), "FJ".into()],
        subject: Some("FERRY SERVICE RESUMES AFTER A WINTER WITHOUT AN ANCHOR".into()),
        references: vec![Reference {
            letter: Some("A".into()),
            text: "APIA 42 (NOTAL)".into(),
            ..Reference::default()
        }],
        classified_by: vec![ClassifiedBy {
            name: Some("Richard Roe".into()),
            title: Some("DCM".into()),
            reasons: vec!["1.4(b)".into(), "1.4(d)".into()],
            ..ClassifiedBy::default()
        }],
        sections: Sections { count: 2, present: vec![1, 2] },
        paragraphs: vec![
            paragraph("1", None, "Summary: The ferry is back, and so is its anchor. End summary."),
            paragraph(
                "2",
                Some("The Anchor"),
                "The captain told us that the anchor came up with a length of the cable and a tea tray. He listed:\n\
                 -- the anchor;\n-- the cable; and\n-- the tray.",
            ),
            paragraph("3", None, "Comment: Nobody misses the winter. End comment."),
        ],
        signature: vec!["DOE".into()],
        ..Telegram::default()
    }
}
