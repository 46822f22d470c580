//! The telegram as one message or several (rule BREAK).

use super::identity::Identity;
use super::paragraphs::Row;
use super::{Boundary, Era, Form, addresses, envelope, header, pages, paragraphs};
use crate::Telegram;

/// All lines of a telegram of any form but SMART.
pub(super) fn telegram(telegram: &Telegram, form: &Form, identity: &Identity) -> Vec<String> {
    let count = telegram.sections.count.max(1);
    let rows = paragraphs::rows(telegram, form);
    let parts = cut(&rows, count);
    let mut lines = Vec::new();
    for (section, part) in (1..=count).zip(parts) {
        let numbered = (count > 1).then_some((section, count));
        let text = part.iter().map(|row| row.text.clone());
        if form.is_archive() {
            let mut message = pages::distribution(telegram, form, identity);
            message.extend(head(telegram, form, identity, numbered));
            message.extend(text);
            pages::paginate(telegram, form, identity, numbered, message, &mut lines);
            continue;
        }
        if section == 1 {
            lines.extend(head(telegram, form, identity, numbered));
        } else {
            boundary(telegram, form, identity, (section, count), &mut lines);
        }
        lines.extend(text);
    }
    if form.is_archive() {
        lines.push("NNNN".to_owned());
    } else {
        lines.extend(close(identity));
        lines.push("NNNN".to_owned());
    }
    lines
}

/// Everything above the text of a section that is a message of its own.
fn head(telegram: &Telegram, form: &Form, identity: &Identity, section: Option<(u32, u32)>) -> Vec<String> {
    let mut lines = Vec::new();
    if form.era == Era::Relay {
        lines.extend(envelope::relay(telegram, form, identity, section.map(|(section, _)| section)));
    }
    lines.extend(envelope::date_time_group(telegram, identity));
    lines.extend(addresses::lines(telegram, form));
    lines.push(if form.is_archive() { String::new() } else { "BT".to_owned() });
    lines.extend(header::classification_line(telegram, form, identity, section));
    lines.push(String::new());
    match section {
        Some((section, _)) if section > 1 => lines.extend(again(telegram, form)),
        _ => lines.extend(header::fields(telegram, form)),
    }
    lines
}

/// The fields that a further section repeats.
fn again(telegram: &Telegram, form: &Form) -> Vec<String> {
    let mut lines = header::captions(telegram);
    if !lines.is_empty() {
        lines.push(String::new());
    }
    if !form.is_archive() {
        lines.extend(header::repeated(telegram, form));
        lines.push(String::new());
    }
    lines
}

/// What stands between two sections.
fn boundary(
    telegram: &Telegram,
    form: &Form,
    identity: &Identity,
    (section, count): (u32, u32),
    lines: &mut Vec<String>,
) {
    let blank = String::new;
    match form.boundary {
        Boundary::Mark => {
            let mark = format!("{} {:08}  {section:03} OF {count:03}", identity.post, identity.number());
            lines.extend([blank(), mark, blank(), blank()]);
        }
        Boundary::ClassificationLine => {
            lines.push(blank());
            lines.extend(header::classification_line(telegram, form, identity, Some((section, count))));
            lines.push(blank());
            let captions = header::captions(telegram);
            if !captions.is_empty() {
                lines.extend(captions);
                lines.push(blank());
            }
        }
        Boundary::Message => {
            lines.extend(close(identity));
            lines.extend([blank(), "NNNN".to_owned(), blank()]);
            lines.extend(head(telegram, form, identity, Some((section, count))));
        }
    }
}

/// `BT` and `#0617`.
fn close(identity: &Identity) -> [String; 2] {
    ["BT".to_owned(), format!("#{:04}", identity.number() % 10_000)]
}

/// Cuts the rows into parts of about the same length, not after a heading.
fn cut(rows: &[Row], count: u32) -> Vec<&[Row]> {
    let count = usize::try_from(count).unwrap_or(1);
    let mut parts = Vec::with_capacity(count);
    let mut from = 0;
    for part in 1..=count {
        let mut to = if part == count { rows.len() } else { (rows.len() * part / count).max(from) };
        while part < count && to > from && rows.get(to - 1).is_some_and(|row| row.keep) {
            to -= 1;
        }
        // The header never stands alone on its section: what follows would read as more of its last field.
        if to == 0 {
            let first = rows.iter().position(|row| !row.keep && !row.text.is_empty());
            to = first.map_or(rows.len(), |at| at + 1);
        }
        parts.push(rows.get(from..to).unwrap_or_default());
        from = to;
    }
    parts
}
