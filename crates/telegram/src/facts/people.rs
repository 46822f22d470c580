//! Signature, and who drafted, cleared and approved.

use crate::ElementKind;
use crate::facts::group::{entries, value};
use crate::layout::{Row, glued_signature, smart_label, smart_value};
use crate::model::{Paragraph, Person};
use crate::people;

/// People named outside the text.
#[derive(Default)]
pub(crate) struct People {
    pub(crate) signature: Vec<String>,
    pub(crate) drafted_by: Vec<Person>,
    pub(crate) cleared_by: Vec<Person>,
    pub(crate) approved_by: Vec<Person>,
}

/// Reads the people; a signature glued to the last paragraph is taken out of it.
pub(crate) fn read(rows: &[Row<'_>], paragraphs: &mut [Paragraph]) -> People {
    let mut found = People::default();
    for entry in entries(rows, ElementKind::Signature) {
        let text = value(&entry, smart_value(entry[0].line.text).unwrap_or(0)).text;
        found.signature.extend(people::signature::names(&text));
    }
    if found.signature.is_empty()
        && let Some(last) = paragraphs.last_mut()
        && let Some(at) = glued_signature(&last.text)
    {
        found.signature = people::signature::names(&last.text[at..]);
        last.text.truncate(at);
        last.text.truncate(last.text.trim_end().len());
    }
    let drafting: Vec<_> = entries(rows, ElementKind::Drafting);
    let mut lines = Vec::new();
    for entry in &drafting {
        let first = entry[0].line.text;
        match smart_label(first) {
            Some((label, length)) => {
                let persons = people::labelled(&value(entry, length).text);
                match people::role_of(first) {
                    people::Part::Drafted => found.drafted_by.extend(persons),
                    people::Part::Cleared => found.cleared_by.extend(persons),
                    people::Part::Approved => found.approved_by.extend(persons),
                }
                let _ = label;
            }
            None => lines.extend(entry.iter().map(|row| row.line.text)),
        }
    }
    let block = people::drafting_block(&lines);
    found.drafted_by.extend(block.drafted_by);
    found.cleared_by.extend(block.cleared_by);
    found.approved_by.extend(block.approved_by);
    found
}
