//! What the carrier's structure shows to be no text of the telegram: the menus and the table of a page around the
//! container of its text (rules PAGE, N1).

use super::opening;
use crate::text::Line;
use crate::{Element, ElementKind};

/// Whether rows of this kind stand aside.
pub(super) const fn is_aside(kind: ElementKind) -> bool {
    matches!(kind, ElementKind::Chrome | ElementKind::SourceFacts | ElementKind::Blank)
}

/// Marks the lines that begin in one of the stretches `aside`, which stand in the order of the text.
///
/// The row of facts of a page is told from the menus among which it stands.
pub(super) fn mark(lines: &[Line<'_>], aside: &[Element], marks: &mut [Option<ElementKind>]) {
    let mut aside = aside.iter().peekable();
    for (line, mark) in lines.iter().zip(marks) {
        while aside.next_if(|element| element.span.end <= line.whole.start).is_some() {}
        let Some(element) = aside.peek() else { return };
        if element.span.start > line.whole.start {
            continue;
        }
        *mark = Some(match element.kind {
            _ if line.is_blank() => ElementKind::Blank,
            ElementKind::Chrome if opening::is_source_facts(line.text) => ElementKind::SourceFacts,
            kind => kind,
        });
    }
}
