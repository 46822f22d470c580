//! The elements of a document.

use telegram::{Element, ElementKind, Span};

use super::capture::{Block, Capture, Kind, List};
use super::offset;

/// The blocks as elements that tile the text.
pub(super) fn elements(text: &str, capture: &Capture) -> Vec<Element> {
    let mut found: Vec<(ElementKind, Span)> =
        capture.blocks.iter().map(|block| (element_kind(block), block.span)).collect();
    found.extend(capture.notes.iter().map(|note| (ElementKind::Note, note.span)));
    found.sort_by_key(|(_, span)| (span.start, core::cmp::Reverse(span.end)));
    let mut elements = Vec::with_capacity(found.len() * 2);
    let mut at = 0;
    let fill = |elements: &mut Vec<Element>, from: u32, to: u32| {
        if from < to {
            let span = Span::new(from, to);
            let blank = text.get(span.range()).is_some_and(|gap| gap.trim().is_empty());
            elements.push(Element { kind: if blank { ElementKind::Blank } else { ElementKind::Text }, span });
        }
    };
    for (kind, span) in found {
        // A block within another is part of it.
        if span.start < at || span.is_empty() {
            continue;
        }
        fill(&mut elements, at, span.start);
        elements.push(Element { kind, span });
        at = span.end;
    }
    fill(&mut elements, at, offset(text.len()));
    elements
}

fn element_kind(block: &Block) -> ElementKind {
    match (block.kind, block.list) {
        (Kind::Item | Kind::ListHead, List::Subject) => ElementKind::Subject,
        (Kind::Item | Kind::ListHead, List::From) => ElementKind::From,
        (Kind::Item | Kind::ListHead, List::To) => ElementKind::To,
        (Kind::Item | Kind::ListHead, List::References) => ElementKind::References,
        (Kind::Head | Kind::Heading | Kind::ListHead, _) => ElementKind::Heading,
        (Kind::InlineNote, _) => ElementKind::SourceFacts,
        (Kind::Dateline, _) => ElementKind::DateTimeGroup,
        (Kind::Header(kind), _) => kind,
        (Kind::Marking, _) => ElementKind::Banner,
        (Kind::Signed, _) => ElementKind::Signature,
        (Kind::Paragraph | Kind::Item | Kind::Row, _) => ElementKind::Paragraph,
    }
}
