//! How the address lines are laid out (rules N29 to N31, N152, N155).

use super::{first, is_labelled};
use crate::layout::Row;
use crate::model::Telegram;
use crate::text::shape::starts_with_fold;
use crate::{Diagnostic, ElementKind};

pub(super) fn read(rows: &[Row<'_>], telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    if is_labelled(rows) {
        return;
    }
    let is_address = |kind| matches!(kind, ElementKind::To | ElementKind::Info | ElementKind::Exempt);
    let alone = rows
        .iter()
        .find(|row| is_address(row.kind) && matches!(row.line.text.trim_end_matches(':'), "TO" | "INFO" | "XMT"));
    if let Some(row) = alone {
        let message = "the keyword stands on a line of its own; the addressees are those below";
        diagnostics.push(Diagnostic::note("address-keyword-alone", row.line.span(), message));
    }
    let lost = first(rows, ElementKind::Info).filter(|row| !starts_with_fold(row.line.text, "INFO"));
    if let Some(row) = lost {
        let message =
            "a blank line parts these addressees from those who were to act; the keyword INFO was taken for lost";
        diagnostics.push(Diagnostic::note("address-keyword-missing", row.line.span(), message));
    }
    let repeated = rows.iter().filter(|row| row.kind == ElementKind::Info && row.line.text.starts_with("INFO ")).nth(1);
    if let Some(row) = repeated {
        let message = "the keyword INFO is repeated; all its addressees were read as one list";
        diagnostics.push(Diagnostic::note("address-keyword-repeated", row.line.span(), message));
    }
    let folded = rows.iter().find(|row| is_address(row.kind) && !row.opens && !row.line.is_blank());
    if let Some(row) = folded {
        let message = "an address is folded over two lines; they were joined";
        diagnostics.push(Diagnostic::note("address-folded", row.line.span(), message));
    }
    if telegram.action.is_empty()
        && telegram.excluded.len() < usize::MAX
        && let Some(row) = first(rows, ElementKind::Info)
    {
        let message = "addressees for information only: the TO line is missing";
        diagnostics.push(Diagnostic::warning("action-addressee-missing", row.line.span(), message));
    }
    let last = rows.iter().rposition(|row| is_address(row.kind));
    let begin = rows.iter().position(|row| is_address(row.kind));
    if let (Some(begin), Some(last)) = (begin, last)
        && let Some(row) = rows[begin..last].iter().find(|row| row.kind == ElementKind::PageLine)
    {
        let message = "a page line stands among the addressees; it was taken out";
        diagnostics.push(Diagnostic::note("page-line-in-addresses", row.line.span(), message));
    }
}
