//! The lines of a telegram by kind, from its elements.

use crate::{Element, ElementKind, Span, text};

/// A line with what it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) kind: ElementKind,
    /// Without blanks at its ends.
    pub(super) text: &'a str,
    pub(super) span: Span,
}

/// All lines that are not blank.
pub(super) struct Lines<'a> {
    rows: Vec<Row<'a>>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(source: &'a str, elements: &[Element]) -> Self {
        let mut rows = Vec::with_capacity(source.len() / 50 + 1);
        for element in elements {
            let Some(part) = source.get(element.span.range()) else { continue };
            let at = element.span.start;
            rows.extend(text::lines(part).into_iter().filter(|line| !line.is_blank()).map(|line| {
                let mut span = line.span();
                span.shift(at);
                Row { kind: element.kind, text: line.text, span }
            }));
        }
        Self { rows }
    }

    pub(super) fn all(&self) -> &[Row<'a>] {
        &self.rows
    }

    pub(super) fn of(&self, kind: ElementKind) -> impl Iterator<Item = Row<'a>> + '_ {
        self.rows.iter().filter(move |row| row.kind == kind).copied()
    }

    pub(super) fn first(&self, kind: ElementKind) -> Option<Row<'a>> {
        self.of(kind).next()
    }

    /// The place of the first line of a kind.
    pub(super) fn place(&self, kind: ElementKind) -> Option<Span> {
        self.first(kind).map(|row| row.span)
    }
}
