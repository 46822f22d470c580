//! Who drafted and cleared, below the text.

use super::below::opens_note;
use super::is_content;
use crate::ElementKind;
use crate::layout::{Row, apparatus, record};

/// The initials of drafter and typist below a telegram of before 1973: `JB:MRG/4`.
pub(super) fn mark_initials(rows: &mut [Row<'_>]) {
    let last = rows.iter_mut().rev().find(|row| is_content(row) && !opens_note(row.line.text));
    if let Some(row) = last.filter(|row| is_initials(row.line.text)) {
        row.kind = ElementKind::Drafting;
        row.opens = true;
    }
}

fn is_initials(text: &str) -> bool {
    let Some((drafter, rest)) = text.split_once(':') else { return false };
    let typist = rest.split(['/', '-']).next().unwrap_or_default();
    let letters = |word: &str| (2..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let count = rest[typist.len()..].trim_start_matches(['/', '-']);
    letters(drafter)
        && drafter.bytes().all(|byte| byte.is_ascii_uppercase())
        && letters(typist)
        && count.len() <= 2
        && count.bytes().all(|byte| byte.is_ascii_digit())
}

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
