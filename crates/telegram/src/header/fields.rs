//! Header fields in documents that are laid out otherwise than a telegram: editions print them in paragraphs, several in
//! one (`2617. E.O. 11652: GDS; Tags: PFOR, PE; Subject: Ferries.`).

use jiff::civil::Date;

use super::labels::{Label, label, next_label};
use super::{executive_order, references, tags};
use crate::text::{Unfolded, lines};
use crate::{ElementKind, ExecutiveOrder, Span};

/// A header field within a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeaderField {
    /// Which one: the order, the TAGS, the subject or the references.
    pub kind: ElementKind,
    /// From its label to the next, without the mark between them.
    pub span: Span,
    /// What stands after its label.
    pub value: Span,
}

/// The header fields of a paragraph, by the labels of a telegram's header; spans point into `text`.
///
/// A field ends with its line or at the label of the next; only references go on, in lines that are entries too. Within a
/// line, a label follows the mark that ends what stands before.
///
/// ```
/// use telegram::header_fields;
///
/// let text = "E.O. 11652: GDS; Tags: PFOR, PE; Subject: Ferries.";
/// let values: Vec<_> = header_fields(text).iter().map(|field| &text[field.value.range()]).collect();
/// assert_eq!(values, ["11652: GDS", "PFOR, PE", "Ferries"]);
/// ```
#[must_use]
pub fn header_fields(text: &str) -> Vec<HeaderField> {
    let mut found: Vec<HeaderField> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let goes_on = found.last().is_some_and(|last| {
            last.kind == ElementKind::References && at - last.span.range().end <= 1 && is_listed(line)
        });
        match found.last_mut().filter(|_| goes_on) {
            Some(last) => {
                last.span.end = offset(at + line.trim_end().len());
                if last.value.is_empty() {
                    last.value.start = offset(at + (line.len() - line.trim_start().len()));
                }
                last.value.end = last.span.end;
            }
            None => in_line(line, at, &mut found),
        }
        at += line.len();
    }
    found
}

/// Reads the order that the value of its field states; `sent` is the day of the telegram.
#[must_use]
pub fn order_in_field(value: &str, sent: Option<Date>) -> ExecutiveOrder {
    executive_order::parse(&Unfolded::new(lines(value)), sent, &mut Vec::new()).order
}

/// Reads the codes of a TAGS field.
#[must_use]
pub fn tags_in_field(value: &str) -> Vec<String> {
    tags::parse(&Unfolded::new(lines(value)), &mut Vec::new()).tags
}

/// Whether a line or paragraph below a list of references is one more entry of it: `B. Suva 617`.
#[must_use]
pub fn is_listed(line: &str) -> bool {
    const LONGEST: usize = 200;
    let line = line.trim();
    // `Suva 617 says that the ferry is late` is a sentence.
    let words = || line.split_whitespace();
    let small = words().filter(|word| word.starts_with(char::is_lowercase)).count();
    line.len() <= LONGEST && small * 2 <= words().count() && references::is_entry(line)
}

/// The fields of a line that begins at `start`.
fn in_line(line: &str, start: usize, found: &mut Vec<HeaderField>) {
    let line = line.trim_end();
    let mut at = line.len() - line.trim_start().len();
    loop {
        let rest = line.get(at..).unwrap_or_default();
        let opened = label(rest).and_then(|(label, length)| Some((kind_of(label, rest.get(..length)?)?, length)));
        let from = at + opened.map_or(1, |(_, length)| length.max(1));
        let next = next_boundary(line, from);
        if let Some((kind, length)) = opened {
            let end = next.unwrap_or(line.len());
            let field = line.get(at..end).unwrap_or_default();
            let end = at + field.trim_end_matches([' ', ';', '.']).len().max(length);
            found.push(HeaderField {
                kind,
                span: Span::new(offset(start + at), offset(start + end)),
                value: Span::new(offset(start + at + length), offset(start + end)),
            });
        }
        match next {
            Some(next) => at = next,
            None => return,
        }
    }
}

/// Where the next label stands, from a place on, after a mark that ends what is before it.
fn next_boundary(line: &str, mut from: usize) -> Option<usize> {
    while from < line.len() && !line.is_char_boundary(from) {
        from += 1;
    }
    while let Some(at) = next_label(line, from) {
        if line.get(..at)?.trim_end().ends_with(['.', ':', ';', ',', ')', ']']) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// The kind of a label as it is printed: with its colon, or a line's only word. Words with another mark after them begin
/// sentences too (`Reference, your letter`).
fn kind_of(label: Label, printed: &str) -> Option<ElementKind> {
    let kind = match label {
        Label::ExecutiveOrder => return Some(ElementKind::ExecutiveOrder),
        Label::Tags => ElementKind::Tags,
        Label::Subject => ElementKind::Subject,
        Label::References => ElementKind::References,
        _ => return None,
    };
    printed.contains([':', ';']).then_some(kind)
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<(ElementKind, &str)> {
        header_fields(text).iter().map(|field| (field.kind, &text[field.value.range()])).collect()
    }

    #[test]
    fn fields_of_paragraphs() {
        use ElementKind::{ExecutiveOrder, References, Subject, Tags};
        for (text, expected) in [
            ("Subj: Ferry Talks. Ref: Suva 617.", vec![(Subject, "Ferry Talks"), (References, "Suva 617")]),
            ("E.O. 11652: GDS", vec![(ExecutiveOrder, "11652: GDS")]),
            ("TAGS: PFOR, FJ\nSubject: Ferries", vec![(Tags, "PFOR, FJ"), (Subject, "Ferries")]),
            ("Refs: A. Suva 617\nB. Apia 42\nWe agree.", vec![(References, "A. Suva 617\nB. Apia 42")]),
            ("Refs:\n(A) Suva 617", vec![(References, "(A) Suva 617")]),
            ("For the Secretary. Ref: Suva 617", vec![(References, "Suva 617")]),
            ("", vec![]),
            ("\n\nTAGS: FJ\n", vec![(Tags, "FJ")]),
            ("é", vec![]),
            ("Subject to your approval, ferries sail.", vec![]),
            ("Reference, your letter of May 3.", vec![]),
            ("The terms of reference: ferries.", vec![]),
        ] {
            assert_eq!(fields(text), expected, "{text}");
        }
    }

    #[test]
    fn values_of_fields() {
        assert_eq!(order_in_field("11652: GDS", None).number.as_deref(), Some("11652"));
        assert_eq!(tags_in_field("PFOR, FJ"), ["PFOR", "FJ"]);
    }
}
