//! The close: signature, end marks, and what the carrier put after them
//! (rules CLOSE, N143 to N146, N195 to N197).

mod below;
mod classifier;
mod drafting;
mod find;
mod follows;
mod glued;
mod names;
mod sentence;
mod site_banner;
mod stands_after;

use super::{Row, apparatus, chrome};
use crate::ElementKind;
use crate::header::captions;
use below::{mark_after, opens_annex};
use find::{find_signature, word_alone};
use names::{mark_of_sections, mark_signature};
use sentence::is_group_mark;

/// Finds the signature and marks what stands after the telegram.
pub(crate) fn mark(rows: &mut Vec<Row<'_>>) {
    // The close cannot stand before the last numbered paragraph's first line.
    let first = rows
        .iter()
        .rposition(|row| row.kind == ElementKind::Paragraph && row.start().is_some())
        .map(|at| at + 1)
        .or_else(|| rows.iter().position(is_body));
    let Some(first) = first else { return };
    // The labelled fields below the text of the SMART form end it.
    let labelled = |row: &Row<'_>| matches!(row.kind, ElementKind::Signature | ElementKind::Label);
    if let Some(at) = rows[first..].iter().position(labelled) {
        mark_after(&mut rows[first + at..]);
        return;
    }
    drafting::mark(rows, first);
    // End marks of a section are not those of the telegram.
    let last_break = rows.iter().rposition(is_body).and_then(|last| {
        rows[..last].iter().rposition(|row| {
            matches!(row.kind, ElementKind::PageLine | ElementKind::SectionMark | ElementKind::RepeatedHeader)
        })
    });
    let from = last_break.map_or(first, |at| first.max(at));
    let ends = |rows: &[Row<'_>], from: usize| {
        (from..rows.len())
            .find(|&at| rows[at].kind == ElementKind::End || (is_body(&rows[at]) && chrome::is_chrome(rows, at)))
            .unwrap_or(rows.len())
    };
    let mut end = ends(rows, from);
    end += site_banner::mark(rows, first, end);
    captions_at_end(&mut rows[first..end]);
    drafting::mark_initials(&mut rows[first..end]);
    let ended = rows[end..]
        .iter()
        .find(|row| row.kind != ElementKind::Blank)
        .is_some_and(|row| row.kind == ElementKind::End || apparatus::is_apparatus(row.kind));

    let signed =
        find_signature(rows, first, end, ended).or_else(|| word_alone(rows, first, end, ended)).or_else(|| {
            let at = glued::split(rows, first.saturating_sub(1), end, ended)?;
            end += 1;
            Some(at)
        });
    let mut after = end;
    if signed.is_none()
        && let Some(tail) = chrome::tail(rows, first, end)
    {
        after = tail;
    }
    if let Some(at) = signed {
        after = mark_signature(rows, at, first);
        mark_of_sections(rows, at);
        // The group mark above the signature, or below it, is no text of the last paragraph.
        let near = at.saturating_sub(4)..(after + 3).min(rows.len());
        for row in rows[near].iter_mut().filter(|row| is_body(row) && is_group_mark(row.line.text)) {
            row.kind = ElementKind::Note;
            row.opens = true;
        }
    }
    // An annex is text of the telegram, up to its end.
    if let Some(annex) = rows[after..].iter().position(|row| is_body(row) && opens_annex(row.line.text)) {
        let until = ends(rows, after + annex);
        mark_after(&mut rows[after..after + annex]);
        rows[after + annex].opens = true;
        after = until;
    }
    mark_after(&mut rows[after..]);
}

/// The captions of the page, repeated below its last line (rule N197).
fn captions_at_end(rows: &mut [Row<'_>]) {
    for row in rows.iter_mut().rev() {
        if is_body(row) {
            if captions::captions(row.line.text).is_none() {
                return;
            }
            row.kind = ElementKind::Banner;
            row.opens = true;
        } else if row.kind != ElementKind::Blank && !apparatus::is_apparatus(row.kind) {
            return;
        }
    }
}

fn is_stray_stop(text: &str) -> bool {
    text.len() <= 3 && !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'.' | b',' | b' '))
}

fn is_body(row: &Row<'_>) -> bool {
    matches!(row.kind, ElementKind::Paragraph | ElementKind::Heading | ElementKind::Rule)
}

fn is_content(row: &Row<'_>) -> bool {
    !matches!(
        row.kind,
        ElementKind::Blank | ElementKind::Chrome | ElementKind::Drafting | ElementKind::RepeatedHeader
    ) && !apparatus::is_apparatus(row.kind)
        // A stop on a line of its own.
        && !is_stray_stop(row.line.text)
}
