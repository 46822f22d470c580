//! Sections and the end of the text (rules N126, N148, N163).

use crate::layout::{ClassLines, Row};
use crate::model::Telegram;
use crate::{Diagnostic, ElementKind};

pub(super) fn read(rows: &[Row<'_>], classes: &ClassLines, telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    sections(rows, classes, telegram, diagnostics);
    let group = rows.iter().rev().take(40).find(|row| {
        matches!(
            row.kind,
            ElementKind::Paragraph | ElementKind::Heading | ElementKind::Note | ElementKind::Text | ElementKind::Chrome
        ) && is_group_mark(row.line.text)
    });
    if let Some(row) = group {
        let message = "a group mark of the years before 1972: how the telegram was to be downgraded";
        diagnostics.push(Diagnostic::note("group-mark", row.line.span(), message));
    }
}

/// `GP-3`, `GROUP 4`.
fn is_group_mark(text: &str) -> bool {
    let rest = text.strip_prefix("GP").or_else(|| text.strip_prefix("GROUP"));
    rest.map(|rest| rest.trim_start_matches(['-', ' ']).trim_end_matches('.'))
        .is_some_and(|rest| matches!(rest, "1" | "2" | "3" | "4"))
}

fn sections(rows: &[Row<'_>], classes: &ClassLines, telegram: &Telegram, diagnostics: &mut Vec<Diagnostic>) {
    if telegram.sections.count < 2 {
        return;
    }
    let (mut last, mut told) = (0, false);
    for row in rows {
        let text = row.line.text;
        let (section, total) = match row.kind {
            ElementKind::SectionMark => {
                let Some(mark) = row.section_mark() else { continue };
                if !told && text.split_whitespace().any(|word| word.len() <= 5 && word.contains('.')) {
                    told = true;
                    let message = "the mark of a section names the page too";
                    diagnostics.push(Diagnostic::note("section-mark-with-page", row.line.span(), message));
                }
                (mark.section, mark.total)
            }
            ElementKind::PageLine => match row.page_line().and_then(|page| page.section) {
                Some(section) => section,
                None => continue,
            },
            ElementKind::ClassificationLine | ElementKind::RepeatedHeader => {
                match classes.get(row).and_then(|line| line.section.as_ref()) {
                    Some(section) => (section.number, section.of.unwrap_or(telegram.sections.count)),
                    None => continue,
                }
            }
            _ => continue,
        };
        if total != telegram.sections.count {
            let message =
                format!("the total is {total} here, {} elsewhere; the larger was taken", telegram.sections.count);
            diagnostics.push(Diagnostic::warning("section-total-differs", row.line.span(), message));
            return;
        }
        if section < last {
            let message = format!("section {section} stands after section {last}; the order of the text was kept");
            diagnostics.push(Diagnostic::warning("sections-out-of-order", row.line.span(), message));
            return;
        }
        last = section;
    }
}
