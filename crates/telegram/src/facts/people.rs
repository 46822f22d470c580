//! Signature, and who drafted, cleared, approved and released.

use crate::ElementKind;
use crate::facts::group::entries;
use crate::header::labels::Label;
use crate::layout::Row;
use crate::model::Paragraph;
use crate::people::{self, Drafting, Reader, signature};

/// People named outside the text.
#[derive(Default)]
pub(crate) struct People {
    pub(crate) signature: Vec<String>,
    pub(crate) signature_title: Option<String>,
    pub(crate) lists: Drafting,
}

/// Reads the people from the rows of signature and drafting, and from the
/// paragraph in which military messages name who released them.
pub(crate) fn read(rows: &[Row<'_>], paragraphs: &[Paragraph]) -> People {
    let mut found = People::default();
    let mut titles: Vec<String> = Vec::new();
    for row in rows.iter().filter(|row| row.kind == ElementKind::Signature) {
        let text = row.line.text;
        let value = text.get(row.value_at()..).unwrap_or_default();
        if value.is_empty() {
            continue;
        }
        if !found.signature.is_empty() && signature::is_title(value) {
            titles.push(value.to_owned());
            continue;
        }
        let signed = signature::read(value).unwrap_or_else(|| signature::field(value));
        for name in signed.names {
            // A form prints it at the head and below the text.
            if !found.signature.contains(&name) {
                found.signature.push(name);
            }
        }
        titles.extend(signed.title);
    }
    found.signature_title = (!titles.is_empty()).then(|| titles.join(", "));
    let mut reader = Reader::default();
    for entry in entries(rows, ElementKind::Drafting) {
        for row in entry {
            let text = row.line.text;
            // A scanner may have spoiled the label: the reader gets it as it was.
            let label = row.form_label().and_then(|(label, at)| Some((role(label)?, text.get(at..)?)));
            match label {
                Some((role, names)) => reader.line(&format!("{role}: {names}")),
                None => reader.line(text),
            }
        }
    }
    found.lists = reader.finish();
    if found.lists.released_by.is_empty() {
        let last = paragraphs.iter().rev().take(3);
        found.lists.released_by.extend(last.filter_map(|paragraph| people::released(&paragraph.text)).next());
    }
    found
}

/// The words of a label of the SMART form that names people.
fn role(label: Label) -> Option<&'static str> {
    Some(match label {
        Label::Drafted => "Drafted By",
        Label::Cleared => "Cleared By",
        Label::Approved => "Approved By",
        Label::Released => "Released By",
        _ => return None,
    })
}
