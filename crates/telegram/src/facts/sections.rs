//! The sections a telegram was sent in.

use crate::layout::{ClassLines, Row};
use crate::model::{Sections, Telegram};
use crate::{Diagnostic, ElementKind, Span};

/// Reads section numbers from classification lines, section marks and page lines.
///
/// Gives also the place where the last one was named.
pub(crate) fn read(rows: &[Row<'_>], classes: &ClassLines) -> (Sections, Span) {
    let mut count = 0;
    let mut present = Vec::new();
    let mut last = Span::default();
    for row in rows {
        let (section, total) = match row.kind {
            ElementKind::SectionMark => match row.section_mark() {
                Some(mark) => (mark.section, Some(mark.total)),
                None => continue,
            },
            ElementKind::PageLine => match row.page_line().and_then(|page| page.section) {
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
        return (Sections { count: 1, present: vec![1] }, last);
    }
    present.sort_unstable();
    (Sections { count, present }, last)
}

/// Says which sections are not here. `place` is where the last section that is here was named.
pub(crate) fn check(rows: &[Row<'_>], telegram: &Telegram, place: Span, diagnostics: &mut Vec<Diagnostic>) {
    let Sections { count, present } = &telegram.sections;
    let missing: Vec<String> =
        (1..=*count).filter(|section| !present.contains(section)).map(|section| section.to_string()).collect();
    if missing.is_empty() {
        return;
    }
    if lost_marks(rows, telegram) {
        diagnostics.push(Diagnostic::note(
            "section-marks-lost",
            place,
            format!(
                "the telegram was sent in {count} sections; only the first is marked, but the text is whole and signed"
            ),
        ));
        return;
    }
    diagnostics.push(Diagnostic::warning(
        "section-missing",
        place,
        format!("the telegram was sent in {count} sections; not here: {}", missing.join(", ")),
    ));
}

/// Whether a publisher took the marks of the later sections out: only the classification line names one, the numbers of
/// the paragraphs run without a gap, and below the last stands a signature.
fn lost_marks(rows: &[Row<'_>], telegram: &Telegram) -> bool {
    let is_marked = rows.iter().any(|row| matches!(row.kind, ElementKind::SectionMark | ElementKind::PageLine));
    let numbers = telegram.paragraphs.iter().filter_map(|paragraph| paragraph.number.as_deref());
    let mut next = 1;
    for number in numbers {
        if number.parse() != Ok(next) {
            return false;
        }
        next += 1;
    }
    !is_marked && telegram.sections.present == [1] && next > 1 && !telegram.signature.is_empty()
}
