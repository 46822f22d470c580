//! The decoded text in lines, each cut into the elements it holds.

use telegram::{Element, ElementKind, Span};

use super::kinds::{self, Layer};

/// Finds the line of a byte offset.
pub(crate) struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Reads where the lines of `text` begin.
    pub(crate) fn new(text: &str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(after_breaks).collect() }
    }

    /// The number of the line that holds the byte, counted from 1.
    pub(crate) fn line(&self, offset: u32) -> usize {
        self.starts.partition_point(|start| *start <= offset as usize).max(1)
    }
}

/// A stretch of a line that is of one kind and under the same diagnostic.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stretch<'a> {
    pub(crate) text: &'a str,
    pub(crate) kind: &'static str,
    pub(crate) layer: &'static str,
    /// The message of a diagnostic that points here.
    pub(crate) odd: Option<&'a str>,
}

/// A line of the teletype view.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    pub(crate) number: usize,
    /// The kind's name, where another kind or another paragraph begins.
    pub(crate) label: Option<&'static str>,
    pub(crate) layer: &'static str,
    pub(crate) stretches: Vec<Stretch<'a>>,
}

/// Cuts the text into lines and these into stretches. Joining the stretches
/// with line breaks gives the text back, whatever the elements are.
pub(crate) fn lines<'a>(text: &'a str, elements: &[Element], odd: &[(Span, &'a str)]) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let mut offset = 0;
    let mut element = 0;
    let mut labelled: Option<Element> = None;
    for (index, line) in text.split('\n').enumerate() {
        let end = offset + line.len();
        while elements.get(element).is_some_and(|e| e.span.end as usize <= offset && element + 1 < elements.len()) {
            element += 1;
        }
        let stretches = stretches(text, offset, end, &elements[element.min(elements.len())..], odd);
        let here = elements.get(element).copied();
        let first = here.filter(|e| e.kind != ElementKind::Blank && is_new(labelled, *e));
        let layer = here.map_or(Layer::Body, |e| kinds::describe(e.kind).1).class();
        labelled = here.filter(|e| e.kind != ElementKind::Blank).or(labelled);
        let label = first.map(|e| kinds::describe(e.kind).0);
        lines.push(Line { number: index + 1, label, layer, stretches });
        offset = end + 1;
    }
    lines
}

/// Whether an element gets a label of its own: one of another kind than that
/// before it does, and each paragraph and heading.
fn is_new(before: Option<Element>, element: Element) -> bool {
    let apart = matches!(element.kind, ElementKind::Paragraph | ElementKind::Heading);
    before.is_none_or(|before| before.kind != element.kind || (apart && before.span != element.span))
}

/// The stretches of `text[start..end]`, which is one line.
fn stretches<'a>(
    text: &'a str,
    start: usize,
    end: usize,
    elements: &[Element],
    odd: &[(Span, &'a str)],
) -> Vec<Stretch<'a>> {
    let mut cuts = vec![start, end];
    let in_line = |at: u32| (start..end).contains(&(at as usize)) && text.is_char_boundary(at as usize);
    let near = elements.iter().take_while(|element| (element.span.start as usize) < end);
    cuts.extend(
        near.flat_map(|element| [element.span.start, element.span.end]).filter(|at| in_line(*at)).map(|at| at as usize),
    );
    cuts.extend(
        odd.iter().flat_map(|(span, _)| [span.start, span.end]).filter(|at| in_line(*at)).map(|at| at as usize),
    );
    cuts.sort_unstable();
    cuts.dedup();
    let covers = |span: Span, at: usize| span.range().contains(&at);
    let pieces = cuts.windows(2).filter_map(|pair| match *pair {
        [from, to] => {
            let kind = elements.iter().find(|element| covers(element.span, from)).map_or(ElementKind::Text, |e| e.kind);
            let (kind, layer) = kinds::describe(kind);
            let odd = odd.iter().find(|(span, _)| covers(*span, from)).map(|(_, message)| *message);
            Some(Stretch { text: text.get(from..to)?, kind, layer: layer.class(), odd })
        }
        _ => None,
    });
    pieces.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_an_offset_is_found() {
        let index = LineIndex::new("ab\ncd\n\nef");
        assert_eq!([0, 2, 3, 6, 7, 9, 99].map(|offset| index.line(offset)), [1, 1, 2, 3, 4, 4, 4]);
        assert_eq!(LineIndex::new("").line(0), 1);
    }

    #[test]
    fn stretches_follow_elements_and_diagnostics() {
        let text = "FM AMEMBASSY SUVA\nTO STATE\nBT";
        let elements = [
            Element { kind: ElementKind::From, span: Span::new(0, 18) },
            Element { kind: ElementKind::To, span: Span::new(18, 27) },
            Element { kind: ElementKind::Break, span: Span::new(27, 29) },
        ];
        let odd = [(Span::new(13, 17), "odd")];
        let lines = lines(text, &elements, &odd);
        let labels: Vec<_> = lines.iter().map(|line| line.label).collect();
        assert_eq!(labels, [Some("from"), Some("to"), Some("break")]);
        let first: Vec<_> = lines[0].stretches.iter().map(|s| (s.text, s.odd)).collect();
        assert_eq!(first, [("FM AMEMBASSY ", None), ("SUVA", Some("odd"))]);
        let joined: Vec<String> = lines.iter().map(|l| l.stretches.iter().map(|s| s.text).collect()).collect();
        assert_eq!(joined.join("\n"), text);
    }

    #[test]
    fn elements_that_do_not_fit_the_text_lose_nothing() {
        let text = "é\nü";
        let elements = [Element { kind: ElementKind::From, span: Span::new(1, 400) }];
        let odd = [(Span::new(4, 2), "")];
        let lines = lines(text, &elements, &odd);
        let joined: Vec<String> = lines.iter().map(|l| l.stretches.iter().map(|s| s.text).collect()).collect();
        assert_eq!(joined.join("\n"), text);
        assert_eq!(super::lines("", &[], &[]).len(), 1);
    }
}
