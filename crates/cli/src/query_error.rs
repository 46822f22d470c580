//! A query that was not understood, shown with the place.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use archive::QueryError;

/// The error as a compiler would show it: message, the query with the place
/// underlined, hint.
pub(crate) fn render(query: &str, error: &QueryError) -> String {
    let mut group = Group::with_title(Level::ERROR.primary_title(error.message.as_str()));
    group = group.element(
        Snippet::source(query).line_start(1).annotation(AnnotationKind::Primary.span(place(query, error.span.range()))),
    );
    if let Some(hint) = &error.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    Renderer::plain().render(&[group])
}

/// The range, made safe to slice the query with.
fn place(query: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let floor = |index: usize| (0..=index.min(query.len())).rev().find(|&at| query.is_char_boundary(at)).unwrap_or(0);
    let start = floor(range.start);
    start..floor(range.end).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_place_and_the_hint() {
        let error = QueryError {
            message: "there is no field \"clas\"".to_owned(),
            span: telegram::Span::new(6, 10),
            hint: Some("did you mean class:?".to_owned()),
        };
        let shown = render("grain clas:secret", &error);
        assert_eq!(
            shown,
            "error: there is no field \"clas\"\n  |\n1 | grain clas:secret\n  |       ^^^^\n  |\n  = help: did you mean class:?"
        );
    }

    #[test]
    fn a_span_outside_the_query_does_no_harm() {
        let error = QueryError { message: "odd".to_owned(), span: telegram::Span::new(1, 99), hint: None };
        assert!(render("é", &error).contains("odd"));
    }
}
