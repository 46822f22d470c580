//! How paragraphs, marks and the signature are printed (rules N6, N127 to N129,
//! N133, N143, N145, N195, N196, N199, N206).

use super::{begin_of, has};
use crate::layout::Row;
use crate::model::{BlockKind, Classification, Role, Telegram};
use crate::text::contains_folded;
use crate::{Diagnostic, ElementKind, Span};

pub(super) fn read(source: &str, rows: &[Row<'_>], telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    numbers(source, rows, diagnostics);
    marks(source, rows, telegram, diagnostics);
    blocks(source, telegram, diagnostics);
    signature(source, rows, telegram, diagnostics);
}

/// N6, N127, N129, N149, N206: one note of each kind for a telegram.
fn numbers(source: &str, rows: &[Row<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let (mut form, mut mark, mut bracket, mut sign, mut inside) = (false, false, false, false, false);
    for row in rows.iter().filter(|row| row.kind == ElementKind::Paragraph) {
        let text = row.line.text;
        let Some(start) = row.start() else { continue };
        let head = text.get(..start.text_at).unwrap_or_default().trim_end();
        let span = Span::new(row.line.at, row.line.at + head.len() as u32);
        let digits = head.bytes().take_while(u8::is_ascii_digit).count();
        let is_plain = head.starts_with(|c| ('1'..='9').contains(&c)) && head[digits..].starts_with('.');
        let mut note = |told: &mut bool, code, message: &str| {
            if !core::mem::replace(told, true) {
                diagnostics.push(Diagnostic::note(code, span, message));
            }
        };
        if head.starts_with(['¶', 'Â']) {
            note(&mut sign, "paragraph-sign", "a paragraph sign stands before the number; it is no part of the text");
        } else if !is_plain {
            note(&mut form, "paragraph-number-form", "the number is not printed with a full stop after it");
        }
        if start.mark.is_none() && inside_line(source, row) {
            note(&mut inside, "paragraph-inside-line", "the paragraph was told inside a line by its number alone");
        }
        let Some(printed) = start.mark else { continue };
        let opened = head.contains('(') || head.contains('[');
        let closed = head.contains(')') || head.contains(']');
        // A list of countries may go on, and close, on the next line.
        if opened != closed && !printed.ends_with(',') {
            note(&mut bracket, "portion-mark-bracket-lost", "one bracket of the portion mark is lost");
        }
        let usual = printed.bytes().all(|byte| {
            byte.is_ascii_uppercase() || matches!(byte, b'/' | b' ' | b'-' | b',') || byte.is_ascii_digit()
        });
        if !usual || head.contains("( ") || head.contains(" )") {
            note(&mut mark, "portion-mark-form", "the portion mark is not printed in capitals within brackets");
        }
    }
}

/// N128, N199.
fn marks(source: &str, rows: &[Row<'_>], telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    let mut numbered = telegram.paragraphs.iter().filter(|paragraph| paragraph.number.is_some());
    let classified = telegram.classification >= Some(Classification::Confidential);
    let entire = telegram.paragraphs.first().is_some_and(|first| first.text.len() < 20 && first.portion.is_some());
    let some = numbered.clone().any(|paragraph| paragraph.portion.is_some());
    if let Some(paragraph) =
        numbered.find(|paragraph| paragraph.portion.is_none()).filter(|_| classified && some && !entire)
    {
        let number = paragraph.number.as_deref().unwrap_or_default();
        let span = begin_of(source, paragraph.span, 4);
        let message = format!("paragraph {number} has no portion mark, others have one");
        diagnostics.push(Diagnostic::note("portion-mark-missing", span, message));
    }
    let mut paragraphs = telegram.paragraphs.iter().peekable();
    for row in rows.iter().filter(|row| row.kind == ElementKind::Paragraph && row.opens) {
        while paragraphs.next_if(|paragraph| paragraph.span.start < row.line.at).is_some() {}
        let Some(paragraph) = paragraphs.peek().filter(|paragraph| paragraph.span.start == row.line.at) else {
            continue;
        };
        let Some(start) = row.start().filter(|start| start.mark.is_none()) else { continue };
        if paragraph.portion.is_some() && start.number > 0 {
            let message = "the portion mark stands after a word, not after the number";
            diagnostics.push(Diagnostic::note("portion-mark-misplaced", row.line.span(), message));
            return;
        }
    }
}

/// N133.
fn blocks(source: &str, telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    let ends = |word: &str| telegram.paragraphs.iter().any(|paragraph| contains_folded(&paragraph.text, word));
    let summary = telegram.blocks.iter().find(|block| block.kind == BlockKind::Summary && !block.nested);
    match summary {
        Some(block) if !block.closed && !ends("END SUM") && !ends("END OF SUM") => {
            let span = begin_of(source, block.span, 7);
            let message = "the summary has no end; it ends with its paragraph";
            diagnostics.push(Diagnostic::note("summary-not-closed", span, message));
        }
        None => {
            let end = telegram.paragraphs.iter().find(|paragraph| contains_folded(&paragraph.text, "END SUMMARY"));
            let begun = telegram.paragraphs.iter().find(|paragraph| paragraph.role == Some(Role::Summary)).is_some_and(
                |first| {
                    let begin = &first.text[..first.text.floor_char_boundary(30.min(first.text.len()))];
                    let heading = first.heading.as_deref().unwrap_or_default();
                    contains_folded(heading, "SUMMARY")
                        || contains_folded(heading, "KEY POINT")
                        || contains_folded(begin, "SUM") && !contains_folded(begin, "END SUM")
                },
            );
            if let Some(paragraph) = end.filter(|_| !begun) {
                let message = "the end of a summary without its start";
                diagnostics.push(Diagnostic::note("summary-not-opened", paragraph.span, message));
            }
        }
        Some(_) => {}
    }
}

/// Whether the row begins after another on one line of the text.
fn inside_line(source: &str, row: &Row<'_>) -> bool {
    let before = row.line.whole.start.checked_sub(1).and_then(|at| source.as_bytes().get(at as usize));
    before.is_some_and(|byte| !matches!(byte, b'\n' | b'\r' | 0x0c))
}

/// N143, N145, N195, N196.
fn signature(source: &str, rows: &[Row<'_>], telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    let line = rows.iter().find(|row| row.kind == ElementKind::Signature);
    match line {
        Some(row) if row.line.text.ends_with(['.', '#', '"']) || row.line.text.contains("##") => {
            let message = "marks stand around the signature; they were dropped";
            diagnostics.push(Diagnostic::note("signature-with-marks", row.line.span(), message));
        }
        Some(row) if inside_line(source, row) => {
            let message = "the signature is glued to the last line of the text; it was taken off";
            diagnostics.push(Diagnostic::note("signature-glued", row.line.span(), message));
        }
        None if has(rows, &[ElementKind::End]) && telegram.paragraphs.len() > 1 && telegram.sections.count <= 1 => {
            if let Some(row) = rows.iter().find(|row| row.kind == ElementKind::End) {
                let message = "end marks, but no signature above them";
                diagnostics.push(Diagnostic::note("signature-missing", row.line.span(), message));
            }
        }
        _ => {}
    }
}
