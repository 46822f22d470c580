//! What archives print in place of a text that was lost (rule RECORD, Locator).

use core::ops::Range;

use telegram::{Context, Diagnostic, Element, ElementKind, Parsed, Span, TextState};

/// What stands in place of a lost text.
const WORDS: [&str; 7] = [
    "ERROR READING TEXT INDEX",
    "EXPAND ERROR ENCOUNTERED",
    "TEXT UNAVAILABLE",
    "TEXT NOT AVAILABLE",
    "MESSAGE TEXT UNAVAILABLE",
    "TEXT UNRETRIEVABLE",
    "TEXT NOT CONVERTED",
];

/// Words that may stand alone on a line below: those of a page and end marks.
const BELOW: [&str; 5] = ["UNCLASSIFIED", "CONFIDENTIAL", "SECRET", "NNN", "NNNN"];

/// Whether the words, in capitals, hold one of them.
pub(crate) fn is_in(words: &str) -> bool {
    WORDS.iter().any(|lost| words.contains(lost))
}

/// The telegram whose text was lost: the placeholder stands on the last line, and no text is left without it.
pub(crate) fn read(text: &str, context: &Context) -> Option<Parsed> {
    let place = find(text)?;
    let limit = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span::new(limit(place.start), limit(place.end));
    let mut context = context.clone();
    context.aside.push(Element { kind: ElementKind::SourceFacts, span });
    context.aside.sort_by_key(|element| (element.span.start, element.span.end));
    let mut parsed = telegram::parse_with(text, &context);
    if !parsed.telegram.paragraphs.is_empty() {
        return None;
    }
    parsed.telegram.text_state = TextState::Missing;
    let message = "the text was lost before it came to the archive; the facts are those that stand around it";
    parsed.telegram.diagnostics.push(Diagnostic::warning("text-missing", span, message));
    Some(parsed)
}

/// Where the placeholder stands, with the heading of the text above it.
fn find(text: &str) -> Option<Range<usize>> {
    let mut end = text.len();
    let mut found: Option<Range<usize>> = None;
    for line in text.split_inclusive('\n').rev() {
        let start = end - line.len();
        let bare = line.trim().trim_end_matches('.').to_ascii_uppercase();
        match &found {
            Some(below) if bare == "MESSAGE TEXT" => return Some(start..below.end),
            _ if bare.is_empty() => {}
            Some(_) => break,
            None if WORDS.contains(&bare.as_str()) => found = Some(start..end),
            None if BELOW.contains(&bare.as_str()) => {}
            None => return None,
        }
        end = start;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_placeholder() {
        for (text, want) in [
            ("ERROR READING TEXT INDEX\n", Some("ERROR READING TEXT INDEX\n")),
            ("Message Text\n\nText not available.", Some("Message Text\n\nText not available.")),
            ("FM AMEMBASSY SUVA\nTEXT UNAVAILABLE\n\nUNCLASSIFIED\n", Some("TEXT UNAVAILABLE\n")),
            ("1. The index says ERROR READING TEXT INDEX\n", None),
            ("TEXT UNAVAILABLE\n\n1. The ferry sails.\n", None),
            ("", None),
        ] {
            assert_eq!(find(text).and_then(|place| text.get(place)), want, "{text}");
        }
    }
}
