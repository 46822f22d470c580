//! Who drafted and cleared, below the text.

use crate::ElementKind;
use crate::layout::{Row, apparatus, record};

/// Later telegrams name drafter and clearances below the text: `DRAFTED BY: …`.
pub(super) fn mark(rows: &mut [Row<'_>], first: usize) {
    let mut open = false;
    for row in rows.get_mut(first..).unwrap_or_default() {
        let text = row.line.text;
        match row.kind {
            ElementKind::Paragraph | ElementKind::Heading if record::is_labelled_drafting(text) => {
                row.kind = ElementKind::Drafting;
                row.opens = true;
                open = true;
            }
            ElementKind::Paragraph | ElementKind::Heading
                if open && (text.contains([':', ';', '/']) || row.line.indent() > 2) =>
            {
                row.kind = ElementKind::Drafting;
                row.opens = false;
            }
            kind if apparatus::is_apparatus(kind) => {}
            _ => open = false,
        }
    }
}
