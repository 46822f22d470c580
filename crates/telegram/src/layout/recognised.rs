//! What a row was recognised as beyond its kind: the label before its value. Read once here, for all facts.

use super::Row;
use crate::ElementKind;
use crate::header::labels;
use crate::header::labels::form::smart_label;
use crate::header::labels::{Label, garbled_subject, strip_label};

/// The label of a row, and where its value begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Recognised {
    /// No label, or a row of a kind that has none.
    #[default]
    Plain,
    /// A label of the SMART form (rule SMART).
    Form(Label, u32),
    /// The label of a header field.
    Field(u32),
}

impl Row<'_> {
    /// The label of the SMART form, and where the value begins in the line's content.
    pub(crate) fn form_label(&self) -> Option<(Label, usize)> {
        match self.recognised {
            Recognised::Form(label, value_at) => Some((label, value_at as usize)),
            Recognised::Plain | Recognised::Field(_) => None,
        }
    }

    /// Where the value begins in the line's content: 0 where no label stands before it.
    pub(crate) fn value_at(&self) -> usize {
        match self.recognised {
            Recognised::Plain => 0,
            Recognised::Form(_, value_at) | Recognised::Field(value_at) => value_at as usize,
        }
    }
}

/// Notes the labels of all rows that can have one.
pub(super) fn note(rows: &mut [Row<'_>]) {
    let mut last = None;
    for row in rows.iter_mut() {
        // A row that goes on with a field has no label of its own.
        let begins = row.opens || last != Some(row.kind);
        let labelled = match row.kind {
            ElementKind::ExecutiveOrder | ElementKind::Tags | ElementKind::References | ElementKind::Subject => begins,
            ElementKind::From
            | ElementKind::To
            | ElementKind::Info
            | ElementKind::Exempt
            | ElementKind::DateTimeGroup
            | ElementKind::Pass => begins,
            ElementKind::Caption | ElementKind::Label | ElementKind::Signature | ElementKind::Drafting => true,
            _ => continue,
        };
        last = Some(row.kind);
        if labelled {
            row.recognised = of(row);
        }
    }
}

fn of(row: &Row<'_>) -> Recognised {
    let text = row.line.text;
    // A mark before the label of a subject is the subject's: its reader takes both off.
    let is_marked = row.kind == ElementKind::Subject && text.starts_with(['(', '[']);
    if !is_marked && let Some((label, value_at)) = smart_label(text) {
        return Recognised::Form(label, value_at as u32);
    }
    let value_at = match row.kind {
        ElementKind::ExecutiveOrder | ElementKind::Tags | ElementKind::References => field_label(text),
        ElementKind::Subject => {
            let length = if is_marked { 0 } else { field_label(text) };
            if length > 0 { length } else { garbled_subject(text).unwrap_or(0) }
        }
        _ => 0,
    };
    if value_at > 0 { Recognised::Field(value_at as u32) } else { Recognised::Plain }
}

/// How many bytes the label takes at the start of a field; a label printed twice counts whole.
fn field_label(text: &str) -> usize {
    let (label, length) = strip_label(text);
    let again = text.get(length..).and_then(labels::label).filter(|(again, _)| label == Some(*again));
    length + again.map_or(0, |(_, more)| more)
}
