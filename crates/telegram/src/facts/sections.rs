//! The sections a telegram was sent in.

use crate::facts::ClassLines;
use crate::layout::Row;
use crate::layout::apparatus::{page_line, section_mark};
use crate::model::Sections;
use crate::{Diagnostic, ElementKind, Span};

/// Reads section numbers from classification lines, section marks and page lines.
pub(crate) fn read(rows: &[Row<'_>], classes: &ClassLines, diagnostics: &mut Vec<Diagnostic>) -> Sections {
    let mut count = 0;
    let mut present = Vec::new();
    let mut last = Span::default();
    for row in rows {
        let text = row.line.text;
        let (section, total) = match row.kind {
            ElementKind::SectionMark => match section_mark(text) {
                Some(mark) => (mark.section, Some(mark.total)),
                None => continue,
            },
            ElementKind::PageLine => match page_line(text).and_then(|page| page.section) {
                Some((section, total)) => (section, Some(total)),
                None => continue,
            },
            ElementKind::ClassificationLine | ElementKind::RepeatedHeader => {
                match classes.at_begin(row).and_then(|line| line.section.as_ref()) {
                    Some(section) => (section.number, section.of),
                    None => continue,
                }
            }
            _ => continue,
        };
        // A garbled total must not make thousands of sections.
        if section == 0 || section > 99 || total.is_some_and(|total| total > 99 || total < section) {
            continue;
        }
        count = count.max(total.unwrap_or(section));
        if !present.contains(&section) {
            present.push(section);
            last = row.line.span();
        }
    }
    if present.is_empty() {
        return Sections { count: 1, present: vec![1] };
    }
    present.sort_unstable();
    let missing: Vec<String> =
        (1..=count).filter(|section| !present.contains(section)).map(|section| section.to_string()).collect();
    if !missing.is_empty() {
        diagnostics.push(Diagnostic::warning(
            "section-missing",
            last,
            format!("the telegram was sent in {count} sections; not here: {}", missing.join(", ")),
        ));
    }
    Sections { count, present }
}
