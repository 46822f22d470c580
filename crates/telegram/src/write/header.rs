//! The classification line and the fields below it (rules CLASS to AUTHORITY),
//! in the order of the drafting rules (3.14).

use super::Form;
use super::identity::{Identity, class_words};
use super::wrap::wrap;
use crate::{Classification, ClassifiedBy, Telegram};

/// `C O N F I D E N T I A L SECTION 01 OF 02 SUVA 000617`; none where the
/// classification is not known.
pub(super) fn classification_line(
    telegram: &Telegram,
    form: &Form,
    identity: &Identity,
    section: Option<(u32, u32)>,
) -> Option<String> {
    let mut line = class_words(telegram.classification?, true);
    if let Some((section, count)) = section {
        line.push_str(&match form.is_archive() {
            true => format!(" SECTION {section} OF {count}"),
            false => format!(" SECTION {section:02} OF {count:02}"),
        });
    }
    if let Some(serial) = identity.serial() {
        line.push(' ');
        line.push_str(&serial);
    }
    Some(line)
}

/// Captions, one on a line. `SENSITIVE` is added where the classification asks for it.
pub(super) fn captions(telegram: &Telegram) -> Vec<String> {
    let mut captions = telegram.captions.clone();
    let sensitive = telegram.classification == Some(Classification::SensitiveButUnclassified);
    if sensitive && !captions.iter().any(|caption| matches!(caption.as_str(), "SENSITIVE" | "SBU")) {
        captions.insert(0, "SENSITIVE".to_owned());
    }
    captions
}

/// E.O., TAGS and SUBJECT: what a further section repeats.
pub(super) fn repeated(telegram: &Telegram, form: &Form) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(order) = &telegram.executive_order {
        let number = order.number.as_deref().map(|number| format!(" {number}")).unwrap_or_default();
        lines.extend(wrap(&format!("E.O.{number}: {}", order.text), form.width, 0, 0));
    }
    if !telegram.tags.is_empty() {
        lines.extend(wrap(&format!("TAGS: {}", tags(telegram)), form.width, 0, 0));
    }
    if let Some(subject) = &telegram.subject {
        lines.extend(wrap(&format!("SUBJECT: {subject}"), form.width, 0, 0));
    }
    lines
}

/// Tags with commas between; a person's name stands in brackets (rule TAGS).
pub(super) fn tags(telegram: &Telegram) -> String {
    let tags = telegram.tags.iter().map(|tag| if tag.contains(',') { format!("({tag})") } else { tag.clone() });
    tags.collect::<Vec<_>>().join(", ")
}

/// Everything between the captions and the text.
pub(super) fn fields(telegram: &Telegram, form: &Form) -> Vec<String> {
    let mut lines = Vec::new();
    let mut block = |block: Vec<String>| {
        if !block.is_empty() {
            lines.extend(block);
            lines.push(String::new());
        }
    };
    block(captions(telegram));
    block(telegram.pass.iter().flat_map(|pass| wrap(pass, form.width, 0, 0)).collect());
    block(repeated(telegram, form));
    block(references(telegram, form));
    block(classified_by(telegram, form));
    lines
}

/// `REF: A. STATE 12345` and the further entries below it, indented.
fn references(telegram: &Telegram, form: &Form) -> Vec<String> {
    const LABEL: &str = "REF: ";
    let entries = telegram.references.iter().filter(|reference| !reference.in_text);
    let lines = entries.enumerate().flat_map(|(index, reference)| {
        let letter = reference.letter.as_deref().map(|letter| format!("{letter}. ")).unwrap_or_default();
        let begin = if index == 0 { LABEL.to_owned() } else { " ".repeat(LABEL.len()) };
        let mut lines = wrap(&reference.text, form.width, LABEL.len() + letter.len(), LABEL.len() + letter.len());
        if let Some(first) = lines.first_mut() {
            *first = format!("{begin}{letter}{first}");
        }
        lines
    });
    lines.collect()
}

/// `Classified By: DCM Jane Doe for reasons 1.4 (b) and (d).`
pub(super) fn classified_by(telegram: &Telegram, form: &Form) -> Vec<String> {
    let order = telegram.executive_order.as_ref().map(|order| order.text.as_str()).unwrap_or_default();
    // Under E.O. 12065 the classifier stands in that line.
    let stands_there = |entry: &&ClassifiedBy| {
        entry.reasons.is_empty() && entry.name.as_deref().is_some_and(|name| order.contains(name))
    };
    telegram
        .classified_by
        .iter()
        .filter(|entry| !stands_there(entry))
        .flat_map(|entry| wrap(&classified_by_text(entry, form.is_modern()), form.width, 0, 0))
        .collect()
}

fn classified_by_text(entry: &ClassifiedBy, modern: bool) -> String {
    let who: Vec<&str> = entry.title.iter().chain(&entry.name).map(String::as_str).collect();
    let reasons = reasons(&entry.reasons, modern);
    match (who.is_empty(), reasons.is_empty(), modern) {
        (true, _, true) => format!("Reason: {reasons}."),
        (true, _, false) => format!("REASON: {reasons}."),
        (false, true, true) => format!("Classified By: {}.", who.join(" ")),
        (false, true, false) => format!("CLASSIFIED BY: {}.", who.join(" ")),
        (false, false, true) => format!("Classified By: {} for reasons {reasons}.", who.join(" ")),
        (false, false, false) => format!("CLASSIFIED BY: {}. REASON: {reasons}.", who.join(" ")),
    }
}

/// `1.4 (b) and (d)` of `1.4(b)` and `1.4(d)`.
fn reasons(reasons: &[String], modern: bool) -> String {
    let and = if modern { " and " } else { " AND " };
    let mut text = String::new();
    let mut section = "";
    for reason in reasons {
        let (own, letter) = reason.split_once('(').unwrap_or((reason, ""));
        let letter = letter.trim_end_matches(')');
        let letter = if modern { letter.to_lowercase() } else { letter.to_uppercase() };
        if !text.is_empty() {
            text.push_str(and);
        }
        if own != section {
            text.push_str(own);
            text.push(' ');
            section = own;
        }
        text.push_str(&format!("({letter})"));
    }
    text
}
