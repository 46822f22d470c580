//! How the header fields are laid out (rules N16, N38, N48 to N55, N58 to N66, N149, N151).

use super::{begin_of, first, has, is_content, is_labelled};
use crate::header::captions;
use crate::layout::{ClassLines, Row};
use crate::model::{Classification, Telegram};
use crate::text::shape::starts_with_fold;
use crate::{Diagnostic, ElementKind};

const FIELDS: [ElementKind; 5] = [
    ElementKind::ExecutiveOrder,
    ElementKind::Tags,
    ElementKind::Subject,
    ElementKind::References,
    ElementKind::ClassifiedBy,
];

pub(super) fn read(
    source: &str,
    rows: &[Row<'_>],
    classes: &ClassLines,
    telegram: &Telegram,
    diagnostics: &mut Vec<Diagnostic>,
) {
    joined(source, rows, diagnostics);
    repeated(rows, classes, diagnostics);
    classification(source, rows, telegram, diagnostics);
    caption_lines(rows, diagnostics);
    order(rows, telegram, diagnostics);
    let small = rows.iter().find(|row| {
        matches!(row.kind, ElementKind::Tags | ElementKind::ClassificationLine)
            && row.opens
            && row.line.text.bytes().take(4).all(|byte| byte.is_ascii_lowercase())
    });
    if let Some(row) = small {
        let message = "the header was typed anew in small letters";
        diagnostics.push(Diagnostic::note("header-in-lower-case", row.line.span(), message));
    }
}

/// A field that begins inside a line: the line break before it was lost (N65, N79, N95, N149, N151, N172).
fn joined(source: &str, rows: &[Row<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let field = rows.iter().find(|row| {
        let before = row.line.whole.start.checked_sub(1).and_then(|at| source.as_bytes().get(at as usize));
        row.opens && FIELDS.contains(&row.kind) && before.is_some_and(|byte| !matches!(byte, b'\n' | b'\r' | 0x0c))
    });
    if let Some(row) = field {
        let message = "a field begins inside a line: a line break was lost";
        diagnostics.push(Diagnostic::note("header-line-break-lost", row.line.span(), message));
    }
}

/// N38, N49, N151, and N18: a further telegram in full.
fn repeated(rows: &[Row<'_>], classes: &ClassLines, diagnostics: &mut Vec<Diagnostic>) {
    let first_line = rows.iter().find_map(|row| match row.kind {
        ElementKind::ClassificationLine => classes.get(row).filter(|line| line.number.is_some()),
        _ => None,
    });
    let again = rows.iter().find(|row| {
        row.kind == ElementKind::RepeatedHeader && row.line.text != "BT" && !row.line.text.starts_with('#')
    });
    if let Some(row) = again {
        let message = "a further section repeats lines of the header; they were taken out of the text";
        diagnostics.push(Diagnostic::note("header-repeated", row.line.span(), message));
    }
    let Some(own) = first_line else { return };
    let other = rows.iter().find(|row| {
        classes.get(row).is_some_and(|line| line.number.is_some() && line.number != own.number && line.post.is_some())
    });
    if let Some(row) = other {
        let message = "a classification line of another telegram: two stand in one text; the first was read";
        diagnostics.push(Diagnostic::warning("second-telegram", row.line.span(), message));
    }
}

/// N44, N46, N47, N48, N50, N55.
fn classification(source: &str, rows: &[Row<'_>], telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    let line = rows.iter().find(|row| row.kind == ElementKind::ClassificationLine);
    let fields = has(rows, &[ElementKind::Tags]) && has(rows, &[ElementKind::Subject]);
    if let (None, true, false) = (line, fields, is_labelled(rows))
        && let Some(row) = rows.iter().find(|row| is_content(row) && FIELDS.contains(&row.kind))
    {
        let message = "header fields without a classification line above them: class and number are lost";
        diagnostics.push(Diagnostic::warning("classification-line-missing", row.line.span(), message));
    }
    let notice = |text: &str| {
        let squashed: String = text.chars().take(60).filter(char::is_ascii_alphabetic).collect();
        squashed.to_ascii_uppercase().contains("CORRECTEDCOPY")
    };
    let noticed = rows.iter().find(|row| {
        matches!(
            row.kind,
            ElementKind::ClassificationLine | ElementKind::Note | ElementKind::Pass | ElementKind::Caption
        ) && row.line.text.len() > 12
            && (notice(row.line.text)
                || row.line.text.len() > 60
                    && notice(row.line.text.get(row.line.text.len() - 60..).unwrap_or_default()))
    });
    if let Some(row) = noticed {
        let message = "a corrected copy: an earlier one with the same number may exist";
        diagnostics.push(Diagnostic::note("corrected-copy", row.line.span(), message));
    }
    let level = |class| match class {
        Classification::Confidential => 1,
        Classification::Secret => 2,
        Classification::TopSecret => 3,
        _ => 0,
    };
    let mark = |mark: &str| match mark.split(['/', '-', ' ']).next() {
        Some("C") => 1,
        Some("S") => 2,
        Some("TS") => 3,
        _ => 0,
    };
    let above = telegram.classification.filter(|_| line.is_some()).and_then(|class| {
        telegram
            .paragraphs
            .iter()
            .find(|paragraph| paragraph.number.is_some() && paragraph.portion.as_deref().map_or(0, mark) > level(class))
    });
    if let Some(paragraph) = above {
        let message =
            "the mark of this paragraph is higher than the classification of the telegram; both are given as printed";
        let span = begin_of(source, paragraph.span, 10);
        diagnostics.push(Diagnostic::warning("classification-below-portion", span, message));
    }
}

/// N53, N54.
fn caption_lines(rows: &[Row<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let letters = |text: &str| {
        text.bytes().filter(u8::is_ascii_alphabetic).map(|byte| byte.to_ascii_uppercase()).collect::<Vec<_>>()
    };
    for row in rows.iter().filter(|row| row.kind == ElementKind::Caption).take(20) {
        let text = row.line.text;
        let Some(found) = captions::captions(text) else { continue };
        let printed = letters(text);
        let canonical = letters(&found.concat());
        if printed.len() < canonical.len() + 4 && printed != canonical && found.len() == 1 {
            let message = format!("{text:?} was read as {}", found.join(", "));
            diagnostics.push(Diagnostic::note("caption-misspelt", row.line.span(), message));
        } else if found.len() > 1 && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            let message = format!("captions are run together; read as {}", found.join(", "));
            diagnostics.push(Diagnostic::note("captions-fused", row.line.span(), message));
        }
    }
    let subject = rows.iter().position(|row| row.kind == ElementKind::Subject);
    if let Some(row) = subject.and_then(|at| rows[at..].iter().find(|row| row.kind == ElementKind::Caption)) {
        let message = "a caption stands after the subject; it was read as one of the header";
        diagnostics.push(Diagnostic::note("caption-misplaced", row.line.span(), message));
    }
}

/// N58, N60, N65, N66, N86.
fn order(rows: &[Row<'_>], telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    let at = |kind| rows.iter().position(|row| row.kind == kind);
    let (order, tags, subject) = (at(ElementKind::ExecutiveOrder), at(ElementKind::Tags), at(ElementKind::Subject));
    if let Some(row) = order.and_then(|at| rows.get(at)) {
        let usual = starts_with_fold(row.line.text, "E.O. 1") || starts_with_fold(row.line.text, "E.O.:");
        if !usual {
            let message = "the label is not printed as `E.O.` with the number after it";
            diagnostics.push(Diagnostic::note("executive-order-form", row.line.span(), message));
        }
    }
    let folded = rows.iter().find(|row| row.kind == ElementKind::ExecutiveOrder && !row.opens && !row.line.is_blank());
    if let Some(row) = folded {
        let message = "order and value stand on two lines; they were joined";
        diagnostics.push(Diagnostic::note("executive-order-folded", row.line.span(), message));
    }
    let out_of_order = [(order, tags), (tags, subject)].into_iter().find_map(|pair| match pair {
        (Some(first), Some(second)) if second < first => rows.get(first),
        _ => None,
    });
    if let Some(row) = out_of_order.filter(|_| !is_labelled(rows)) {
        let message = "the fields do not stand in the order executive order, TAGS, subject";
        diagnostics.push(Diagnostic::note("header-order", row.line.span(), message));
    }
    let classified = telegram.classification >= Some(Classification::Confidential);
    let after_1972 = telegram.date.and_then(|date| date.day()).is_some_and(|day| day >= jiff::civil::date(1972, 6, 1));
    if let Some(row) =
        first(rows, ElementKind::Subject).filter(|_| order.is_none() && tags.is_some() && classified && after_1972)
    {
        let message = "a classified telegram without an executive order line: until when it is classified is not said";
        diagnostics.push(Diagnostic::note("executive-order-missing", row.line.span(), message));
    }
}
