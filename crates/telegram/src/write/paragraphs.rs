//! The text: paragraphs with number, mark and heading, and the signature
//! (rules PARAGRAPH, BLOCK, CLOSE).

use super::Form;
use super::wrap::wrap;
use crate::{Paragraph, Telegram};

/// A line of the text.
pub(super) struct Row {
    pub(super) text: String,
    /// The next line stays on the same section: a heading is not cut off its paragraph.
    pub(super) keep: bool,
}

impl Row {
    fn new(text: String) -> Self {
        Self { text, keep: false }
    }
}

/// The lines of the text and the signature.
pub(super) fn rows(telegram: &Telegram, form: &Form) -> Vec<Row> {
    let mut rows = Vec::new();
    for paragraph in &telegram.paragraphs {
        if let Some(heading) = &paragraph.heading {
            let lines = wrap(heading, form.width, 0, 0);
            rows.extend(lines.into_iter().chain([String::new()]).map(|text| Row { text, keep: true }));
        }
        rows.extend(paragraph_lines(paragraph, form).into_iter().map(Row::new));
        rows.push(Row::new(String::new()));
    }
    rows.extend(telegram.signature.iter().cloned().map(Row::new));
    rows
}

/// `1.  (C) Text …`, wrapped. A line of the text that stands apart keeps a
/// line of its own: a bullet as it is, other words indented, a row of a table
/// as it is.
fn paragraph_lines(paragraph: &Paragraph, form: &Form) -> Vec<String> {
    let mut begin = String::new();
    if let Some(number) = &paragraph.number {
        begin.push_str(number);
        begin.push_str(if form.is_modern() { ".  " } else { ". " });
    }
    if let Some(portion) = &paragraph.portion {
        begin.push_str(&format!("({portion}) "));
    }
    let mut lines = Vec::new();
    for (index, text) in paragraph.text.split('\n').enumerate() {
        if index == 0 {
            let mut wrapped = wrap(text, form.width, begin.chars().count(), 0);
            if let Some(first) = wrapped.first_mut() {
                *first = format!("{begin}{first}").trim_end().to_owned();
            }
            lines.append(&mut wrapped);
        } else if text.is_empty() || is_row(text) {
            lines.push(text.to_owned());
        } else if stands_alone(text) || lines.last().is_some_and(String::is_empty) {
            lines.append(&mut wrap(text, form.width, 0, 0));
        } else {
            const INDENT: usize = 10;
            let mut wrapped = wrap(text, form.width, INDENT, 0);
            if let Some(first) = wrapped.first_mut() {
                first.insert_str(0, &" ".repeat(INDENT));
            }
            lines.append(&mut wrapped);
        }
    }
    lines
}

/// A row of a table: columns with wide gaps.
fn is_row(text: &str) -> bool {
    text.contains("   ")
}

/// A bullet or an item, which begins a line by itself.
fn stands_alone(text: &str) -> bool {
    let item = matches!(text.as_bytes(), [letter, b'.' | b')', b' ', ..] if letter.is_ascii_alphanumeric());
    item || text.starts_with(['-', '*', '(', '\u{2022}'])
}
