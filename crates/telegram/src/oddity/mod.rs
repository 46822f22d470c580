//! Irregularities that no single line shows, or that its reader takes in its
//! stride: what is lost, doubled, out of place, or left over from a carrier
//! (rules N1 to N206). Each file notes those of one layer; a reader that
//! repairs something notes it itself.

mod addresses;
mod authority;
mod body;
mod carrier;
mod close;
mod envelope;
mod header;
mod references;
mod subject;
mod tags;

use crate::layout::{Layout, Row};
use crate::model::Telegram;
use crate::{Diagnostic, ElementKind, Span};

/// Notes what is odd, given the rows and what was read from them.
pub(crate) fn read(source: &str, layout: &Layout<'_>, telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    let Layout { rows, outside, classes, .. } = layout;
    carrier::read(source, layout, diagnostics);
    envelope::read(outside, telegram, diagnostics);
    addresses::read(outside, telegram, diagnostics);
    header::read(source, outside, classes, telegram, diagnostics);
    authority::read(outside, diagnostics);
    tags::read(outside, telegram, diagnostics);
    subject::read(outside, telegram, diagnostics);
    references::read(source, rows, telegram, diagnostics);
    body::read(source, rows, telegram, diagnostics);
    close::read(rows, classes, telegram, diagnostics);
}

/// The first row of a kind.
fn first<'r, 'a>(rows: &'r [Row<'a>], kind: ElementKind) -> Option<&'r Row<'a>> {
    rows.iter().find(|row| row.kind == kind)
}

fn has(rows: &[Row<'_>], kinds: &[ElementKind]) -> bool {
    rows.iter().any(|row| kinds.contains(&row.kind))
}

/// The first bytes of a place, up to the end of a character.
fn begin_of(source: &str, span: Span, length: u32) -> Span {
    let end = source.floor_char_boundary(span.start.saturating_add(length).min(span.end) as usize);
    Span::new(span.start, (end as u32).max(span.start))
}

/// Whether a row is content of the telegram: neither blank nor between its lines.
fn is_content(row: &Row<'_>) -> bool {
    row.kind != ElementKind::Blank && !crate::layout::apparatus::is_apparatus(row.kind)
}

/// Whether the text is in the SMART form, which has labels in place of lines.
fn is_labelled(rows: &[Row<'_>]) -> bool {
    has(rows, &[ElementKind::Label])
}
