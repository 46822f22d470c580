//! The facts of a telegram, side by side.

use telegram::Telegram;

/// The facts that are compared, by name. Spans, and what the telegram's reader
/// adds to it, are left out.
pub(crate) fn facts(telegram: &Telegram) -> Vec<(&'static str, String)> {
    let order = telegram.executive_order.as_ref();
    let references = telegram.references.iter().map(|entry| (&entry.letter, &entry.text, entry.notal));
    let by = telegram.classified_by.iter().map(|by| (&by.name, &by.title, &by.reasons));
    let paragraphs = telegram.paragraphs.iter();
    vec![
        ("id", format!("{:?}", telegram.id)),
        ("date", format!("{:?}", telegram.date.map(|date| date.to_string()))),
        ("classification", format!("{:?}", telegram.classification)),
        ("captions", format!("{:?}", telegram.captions)),
        ("precedence", format!("{:?}", telegram.precedence)),
        ("from", format!("{:?}", telegram.from)),
        ("action", format!("{:?}", telegram.action)),
        ("info", format!("{:?}", telegram.info)),
        ("excluded", format!("{:?}", telegram.excluded)),
        ("pass", format!("{:?}", telegram.pass)),
        ("order", format!("{:?}", order.map(|order| (&order.number, &order.declassify_on, &order.text)))),
        ("tags", format!("{:?}", telegram.tags)),
        ("subject", format!("{:?}", telegram.subject)),
        ("references", format!("{:?}", references.collect::<Vec<_>>())),
        ("classified_by", format!("{:?}", by.collect::<Vec<_>>())),
        ("sections", format!("{:?}", telegram.sections)),
        ("numbers", format!("{:?}", paragraphs.clone().map(|p| &p.number).collect::<Vec<_>>())),
        ("portions", format!("{:?}", paragraphs.clone().map(|p| &p.portion).collect::<Vec<_>>())),
        ("roles", format!("{:?}", paragraphs.clone().map(|p| p.role).collect::<Vec<_>>())),
        ("headings", format!("{:?}", paragraphs.clone().map(|p| &p.heading).collect::<Vec<_>>())),
        ("texts", format!("{:#?}", paragraphs.map(|p| &p.text).collect::<Vec<_>>())),
        ("signature", format!("{:?}", telegram.signature)),
    ]
}

/// Compares the facts but those named; says which differ.
pub(crate) fn differences(
    wanted: &[(&'static str, String)],
    found: &[(&'static str, String)],
    but: &[&str],
) -> Vec<String> {
    let mut differences = Vec::new();
    for ((name, wanted), (_, found)) in wanted.iter().zip(found) {
        if wanted != found && !but.contains(name) {
            differences.push(format!("{name}\n  wanted {wanted}\n  found  {found}"));
        }
    }
    differences
}
