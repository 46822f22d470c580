//! How the classification authority is printed (rules N69 to N71, N73, N156, N158).

use crate::layout::Row;
use crate::text::shape::starts_with_fold;
use crate::{Diagnostic, ElementKind};

pub(super) fn read(rows: &[Row<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let mut lines = rows.iter().filter(|row| row.kind == ElementKind::ClassifiedBy && !row.line.is_blank());
    let Some(row) = lines.next() else { return };
    let span = row.line.span();
    let mut note = |code, message: &str| diagnostics.push(Diagnostic::note(code, span, message));
    let text = row.line.text;
    let bare = text.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    // After a number and a portion mark: `1. (U) Classified by`.
    let inner = bare.split_once(") ").filter(|(mark, _)| mark.len() <= 4).map_or(bare, |(_, rest)| rest);
    if text.starts_with(['(', '[', '1']) {
        note(
            "authority-with-mark",
            "a bracket, portion mark or number stands before the authority; it is no part of it",
        );
    }
    if starts_with_fold(inner, "DERIVED FROM") || starts_with_fold(inner, "DERIVATIVE") {
        note("authority-derived", "the classification is derived from other documents");
    } else if starts_with_fold(inner, "CLASSIFIED BY") {
        let value = inner["CLASSIFIED BY".len()..].trim_start_matches([':', ' ', '-', '.']);
        if starts_with_fold(value, "CLASSIFIED BY") {
            note("authority-keyword-doubled", "the keyword of the authority is printed twice");
        }
    } else if starts_with_fold(inner, "REASON") {
        note("authority-in-parts", "the reasons stand before the authority; both were joined");
    } else {
        note("authority-label", "the authority is not opened with CLASSIFIED BY; it was read by its other words");
    }
    if let Some(other) = lines.find(|row| row.opens && starts_with_fold(row.line.text, "REASON")) {
        let message = "the reasons stand apart from the authority; both were joined";
        diagnostics.push(Diagnostic::note("authority-in-parts", other.line.span(), message));
    }
}
