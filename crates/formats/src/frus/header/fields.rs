//! The fields of a header by their words: labels, values, and whether anything else stands in a paragraph.

use telegram::{ElementKind, HeaderField, Span, header_fields, is_listed};

use super::LONGEST_VALUE;

/// Whether a paragraph holds its fields and nothing else. A subject that is printed as a sentence is followed by the text
/// often enough (`Subj: Fuel. We have none.`), and so it stays a paragraph, but below other fields.
pub(super) fn is_nothing_else(printed: &str, fields: &[HeaderField]) -> bool {
    let mut at = 0;
    for field in fields {
        let between = printed.get(at..field.span.range().start).unwrap_or_default();
        if between.contains(|letter: char| !letter.is_whitespace() && !matches!(letter, '.' | ';')) {
            return false;
        }
        at = field.span.range().end;
        let value = printed.get(field.value.range()).unwrap_or_default();
        let goes_on = match field.kind {
            ElementKind::Subject => value.contains(". ") || value.len() >= LONGEST_VALUE,
            ElementKind::References => is_sentence(value) || has_sentence(value),
            ElementKind::Tags => !is_codes(value),
            _ => is_sentence(value),
        };
        if goes_on {
            return false;
        }
    }
    let after = printed.get(at..).unwrap_or_default().trim();
    let is_closed =
        fields.first().is_some_and(|first| first.kind == ElementKind::Subject) && printed.trim_end().ends_with('.');
    !is_closed && after.chars().all(|letter| matches!(letter, '.' | ';'))
}

/// Whether a sentence stands after an entry of a list: what follows a stop is neither an entry nor follows its letter.
fn has_sentence(list: &str) -> bool {
    list.match_indices(". ").any(|(at, _)| {
        let word = list.get(..at).unwrap_or_default().rsplit([' ', '\n', ',', ';']).next().unwrap_or_default();
        let rest = list.get(at + 2..).unwrap_or_default().trim_start();
        word.trim_start_matches('(').len() > 1
            && rest.starts_with(char::is_uppercase)
            && !is_listed(super::super::begin(rest, 60))
    })
}

/// A stretch of the text in which the marks of notes are blanks, so that places stay the same.
pub(in crate::frus) fn blanked(text: &str, span: Span, marks: &[Span]) -> String {
    let printed = text.get(span.range()).unwrap_or_default();
    let mut blanked = String::with_capacity(printed.len());
    let first = marks.partition_point(|mark| mark.start < span.start);
    for mark in marks.get(first..).unwrap_or_default().iter().take_while(|mark| mark.end <= span.end) {
        let (start, end) = (mark.range().start - span.range().start, mark.range().end - span.range().start);
        if let Some(before) = printed.get(blanked.len()..start) {
            blanked.push_str(before);
            blanked.extend(core::iter::repeat_n(' ', end - start));
        }
    }
    blanked.push_str(printed.get(blanked.len()..).unwrap_or_default());
    blanked
}

/// The field whose label, and nothing else, the words are: `SUBJECT`, `Refs:`.
pub(super) fn label_kind(words: &str) -> Option<ElementKind> {
    const LONGEST: usize = 30;
    let word = words.trim().trim_end_matches([':', '.']);
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    match header_fields(&format!("{word}:"))[..] {
        [field] if field.value.is_empty() && field.span.start == 0 => Some(field.kind),
        _ => None,
    }
}

/// The field that the head of a list begins with: `SUBJECT: REPIR:`.
pub(super) fn first_field(head: &str) -> Option<ElementKind> {
    header_fields(head).first().filter(|field| field.span.start == 0).map(|field| field.kind)
}

/// Whether TAGS stand there, in capitals, names in brackets aside. A title after `TAGS:` is a misprint for the subject's
/// label, and stays in the text.
pub(super) fn is_codes(value: &str) -> bool {
    let mut depth = 0_usize;
    value.chars().all(|letter| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > 0 || !letter.is_lowercase()
    })
}

/// Several sentences, one after the other.
pub(super) fn is_running(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| text[at + 2..].starts_with(|letter: char| letter.is_uppercase()))
        && is_sentence(text)
}

/// More words in small letters than others: neither references nor TAGS are written so.
pub(super) fn is_sentence(text: &str) -> bool {
    let words = || text.split_whitespace();
    words().filter(|word| word.starts_with(char::is_lowercase)).count() * 2 > words().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_titles() {
        for (value, expected) in [
            ("PFOR, PE", true),
            ("OVIP (Doe, Jane), FJ", true),
            ("US-Tonga Relations: The Ferry", false),
            ("Fuel for Ferries", false),
        ] {
            assert_eq!(is_codes(value), expected, "{value}");
        }
    }

    #[test]
    fn heads_of_lists() {
        assert_eq!(first_field("SUBJECT: REPIR:"), Some(ElementKind::Subject));
        assert_eq!(first_field("ACTION:"), None);
    }
}
