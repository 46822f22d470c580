//! How subject and pass lines are printed (rules N56, N57, N90 to N98, N171, N175, N176).

use super::{first, is_labelled};
use crate::layout::Row;
use crate::model::Telegram;
use crate::paragraph::portion_mark;
use crate::text::shape::starts_with_fold;
use crate::{Diagnostic, ElementKind};

pub(super) fn read(rows: &[Row<'_>], telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    pass(rows, diagnostics);
    let Some(row) = first(rows, ElementKind::Subject) else { return };
    let (text, span) = (row.line.text, row.line.span());
    let mut note = |code, message: &str| diagnostics.push(Diagnostic::note(code, span, message));
    let label = text.split(':').next().unwrap_or_default();
    let usual = text.contains(':') && ["SUBJECT", "SUBJ"].iter().any(|usual| label.eq_ignore_ascii_case(usual));
    let spelled: String = label.chars().take(14).filter(char::is_ascii_alphabetic).take(3).collect();
    if !usual {
        if ["SUB", "SUJ", "UBJ", "SBJ"].iter().any(|begin| spelled.eq_ignore_ascii_case(begin)) {
            note("subject-label", "the label is not printed as SUBJECT or SUBJ with a colon");
        } else {
            note("subject-without-label", "the subject has no label that could be read; it is the line after the TAGS");
        }
    }
    let value = if usual { text.get(label.len() + 1..).unwrap_or_default().trim_start() } else { text };
    if usual && starts_with_fold(value, "SUBJ") && value.get(..9).unwrap_or(value).contains(':') {
        note("label-doubled", "the label is printed twice; one was dropped");
    }
    if value.starts_with('(') && portion_mark(value).is_some() {
        note("subject-with-mark", "a portion mark stands before the subject; it is no part of it");
    }
    if telegram.subject.as_deref().is_some_and(|subject| subject.matches('"').count() % 2 == 1) {
        note(
            "subject-quotes-unbalanced",
            "a quotation mark of the subject has no partner: the subject was cut, or a mark lost",
        );
    }
    if telegram.subject.is_none() {
        diagnostics.push(Diagnostic::warning("subject-empty", span, "nothing stands after the label of the subject"));
    }
    if value.is_empty() && telegram.subject.is_some() {
        let message = "the subject stands below its label";
        diagnostics.push(Diagnostic::note("subject-below-label", span, message));
    }
    let fields: Vec<&Row<'_>> = rows.iter().filter(|row| row.kind == ElementKind::Subject).take(20).collect();
    let hyphen =
        fields.windows(2).find(|pair| !pair[1].opens && !pair[1].line.is_blank() && pair[0].line.text.ends_with('-'));
    if let Some([row, ..]) = hyphen {
        let message = "a hyphen stands at the fold; it was kept unless both halves are one word";
        diagnostics.push(Diagnostic::note("subject-hyphen-at-fold", row.line.span(), message));
    }
    if let Some(cut) = fields
        .iter()
        .find(|row| row.line.text.ends_with("..."))
        .filter(|_| fields.iter().filter(|row| row.opens).count() > 1)
    {
        let message = "a subject that was cut stands above the full one; the full one was taken";
        diagnostics.push(Diagnostic::note("subject-cut", cut.line.span(), message));
    }
}

/// N56, N57.
fn pass(rows: &[Row<'_>], diagnostics: &mut Vec<Diagnostic>) {
    if is_labelled(rows) {
        return;
    }
    let mut lines = rows.iter().filter(|row| row.kind == ElementKind::Pass && !row.line.is_blank());
    if let Some(row) = lines.clone().find(|row| !row.opens) {
        let message = "a pass line is folded; its lines were joined";
        diagnostics.push(Diagnostic::note("pass-line-folded", row.line.span(), message));
    }
    let named = |text: &str| starts_with_fold(text, "FOR ") && text.contains(" FROM ");
    if let Some(row) = lines.find(|row| named(row.line.text)) {
        let message = "a pass line names persons";
        diagnostics.push(Diagnostic::note("pass-line-with-names", row.line.span(), message));
    }
}
