//! C17: the pages and lines that a record counts, against its text.

use super::case::Case;
use super::lines::Lines;
use super::report::Check;
use crate::envelope::page_line::page_line;
use crate::model::Telegram;
use crate::{ElementKind, TextState};

/// C17: the attributes `Page Count` and `Line Count` of a NARA record.
pub(super) fn counts(lines: &Lines<'_>, telegram: &Telegram) -> Check {
    let mut case = Case::new("C17");
    let stated = |key: &str| {
        let attributes = &telegram.source.attributes;
        attributes.iter().find(|(name, _)| name == key).and_then(|(_, value)| value.trim().parse::<u32>().ok())
    };
    if telegram.text_state != TextState::Present {
        return case.close("the text is not here");
    }
    if let Some(pages) = stated("Page Count").filter(|&pages| pages > 0) {
        let mut here = 0_u32;
        let mut top = (0, None);
        // Every section begins with a page 1 of its own.
        for (page, span) in
            lines.of(ElementKind::PageLine).filter_map(|row| Some((page_line(row.text)?.page, row.span)))
        {
            if page <= top.0 {
                here = here.saturating_add(top.0);
            }
            top = (page, Some(span));
        }
        here = here.saturating_add(top.0);
        if top.1.is_some() {
            case.saw("pages of the record", pages.to_string(), None);
            case.saw("pages of the text", here.to_string(), top.1);
            // The archive's pages are a little longer than the Department's.
            if here == pages || here == pages + 1 {
                case.agrees(format!("{pages} pages"));
            } else if here < pages {
                case.contradicts(format!("the record has {pages} pages, the text {here}"));
            } else {
                case.doubts(format!("the record counts {pages} pages, the text has {here}"));
            }
        }
    }
    if let Some(count) = stated("Line Count").filter(|&count| count > 0) {
        let own = |kind| !matches!(kind, ElementKind::Chrome | ElementKind::SourceFacts | ElementKind::Stamp);
        let here = lines.all().iter().filter(|row| own(row.kind)).count();
        let here = u32::try_from(here).unwrap_or(u32::MAX);
        case.saw("lines of the record", count.to_string(), None);
        case.saw("lines of the text", here.to_string(), None);
        // The archive counted blank lines too, which releases double or drop.
        if here > count.saturating_mul(2) + 20 || here < count / 4 {
            case.contradicts(format!("the record has {count} lines, the text {here}"));
        } else {
            case.doubts(format!("the record counts {count} lines, the text has {here} that are not blank"));
        }
    }
    case.close("the source counts no pages or lines")
}
