//! The attributes of a record: `Key: value` lines, whose values wrap.

use core::ops::Range;

use telegram::lexicon::dates::{self, Read};
use telegram::{MessageDate, Span};

use crate::archive_keys::{KEYS, LONGEST, of_record};
use crate::stated::{Statement, Value, is_null};
use crate::table::{Field, folded};

/// An attribute as the record gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute<'a> {
    pub(super) key: &'a str,
    /// The value, joined over its lines with one blank.
    pub(super) value: String,
    /// Where key and value stand in the record's text.
    pub(super) range: Range<usize>,
}

impl Attribute<'_> {
    /// The value, unless the archive's words say that there is none.
    pub(super) fn stated(&self) -> Option<&str> {
        let value = self.value.as_str();
        (!is_null(value)).then_some(value)
    }

    fn span(&self) -> Span {
        super::span(self.range.clone())
    }
}

/// Names of XML elements that are no key without its blanks, folded.
const ELEMENTS: [(&str, &str); 14] = [
    ("channel", "Channel Indicators"),
    ("class", "Original Classification"),
    ("currclass", "Current Classification"),
    ("date", "Draft Date"),
    ("docnbr", "Document Number"),
    ("docsource", "Document Source"),
    ("eo", "Executive Order"),
    ("film", "Film Number"),
    ("filmnbr", "Film Number"),
    ("handling", "Handling Restrictions"),
    ("origclass", "Original Classification"),
    ("prevclass", "Previous Classification"),
    ("ref", "Reference"),
    ("uniqueid", "Document Unique ID"),
];

/// The key of the text form for the name of an XML element; the name itself where no key is known.
pub(super) fn key_of_element(name: &str) -> &str {
    let name_folded = folded(name);
    let known = ELEMENTS.iter().find(|(element, _)| *element == name_folded).map(|(_, key)| *key);
    known.or_else(|| names_of_records().find(|key| folded(key) == name_folded)).unwrap_or(name)
}

fn names_of_records() -> impl Iterator<Item = &'static str> {
    KEYS.iter().filter(|key| key.is_of_record).map(|key| key.name)
}

/// The attributes in the text after `from`, in their order.
pub(super) fn read(text: &str, from: usize) -> Vec<Attribute<'static>> {
    let mut attributes: Vec<Attribute<'static>> = Vec::new();
    let mut at = from;
    for line in text.get(from..).unwrap_or_default().split_inclusive('\n').flat_map(parted) {
        let start = at;
        at += line.len();
        let content = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        if content.is_empty() {
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let end = start + indent + content.len();
        if let Some((key, value)) = key_of(content) {
            attributes.push(Attribute { key, value: value.trim().to_owned(), range: start + indent..end });
        } else if !is_stamp(content)
            && let Some(last) = attributes.last_mut()
        {
            if !last.value.is_empty() {
                last.value.push(' ');
            }
            last.value.push_str(content);
            last.range.end = end;
        }
    }
    attributes
}

/// So many keys in one line are attributes that a carrier joined; fewer may be words of a value.
const JOINED: usize = 5;

/// The attributes of a line that a carrier joined, each with what follows up to the next; another line as it is.
fn parted(line: &str) -> Vec<&str> {
    if memchr::memchr_iter(b':', line.as_bytes()).nth(JOINED).is_none() {
        return vec![line];
    }
    let mut starts = Vec::new();
    let mut after = 0;
    for at in core::iter::once(0).chain(memchr::memchr_iter(b' ', line.as_bytes()).map(|at| at + 1)) {
        if at >= after
            && let Some(key) = line.get(at..).and_then(key_at)
        {
            starts.push(at);
            after = at + key.len();
        }
    }
    if starts.len() < JOINED {
        return vec![line];
    }
    starts.first_mut().into_iter().for_each(|first| *first = 0);
    let ends = starts.iter().copied().skip(1).chain([line.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| line.get(*start..end)).collect()
}

/// The key that the text begins with, and a colon after it.
pub(super) fn key_at(text: &str) -> Option<&'static str> {
    let (key, _) = text.get(..text.floor_char_boundary(LONGEST + 1))?.split_once(':')?;
    of_record(key)
}

fn key_of(line: &str) -> Option<(&'static str, &str)> {
    let (key, value) = line.split_once(':')?;
    // A line that begins with another word and a colon belongs to the value before it.
    Some((of_record(key)?, value))
}

/// Whether a line is one of the stamps at the top and bottom of each page,
/// with or without the name of the reviewing official.
pub(super) fn is_stamp(line: &str) -> bool {
    line.find("Declassified/Released ").is_some_and(|at| {
        let name = line[..at].trim();
        !name.contains(':') && name.split_whitespace().count() <= 4
    })
}

/// The day at the end of a stamp: `… EO Systematic Review 30 JUN 2005`.
pub(super) fn stamp_date(stamp: &str) -> Option<jiff::civil::Date> {
    stamp.split_once("Systematic Review").and_then(|(_, day)| date(day))
}

/// `02 JAN 1974`, `02-Jan-1974 12:00:00 am`; 1 January 1960 means none.
pub(super) fn date(value: &str) -> Option<jiff::civil::Date> {
    let date = dates::read(value).and_then(Read::certain)?.day()?;
    (date != jiff::civil::Date::constant(1960, 1, 1)).then_some(date)
}

/// A name without the group marking that the 1979 records carry with it
/// (`LA PAZ OR-M`: the executive order's code for the classifier's office).
pub(super) fn without_group(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((before, group)) if group.len() == 4 && group.starts_with("OR-") => before.trim_end(),
        _ => name,
    }
}

/// What the attributes state of the telegram.
pub(super) fn statements<'a>(attributes: &'a [Attribute<'_>]) -> Vec<Statement<'a>> {
    let statement = |found: &'a Attribute<'_>| {
        let words = found.stated()?;
        let (field, words) = match found.key {
            "Document Number" => (Field::Id, words),
            "Original Classification" => (Field::Classification, words),
            "From" => (Field::From, without_group(words)),
            "To" => (Field::To, words),
            "Subject" => (Field::Subject, words),
            "TAGS" => (Field::Tags, words),
            "Reference" => (Field::References, words),
            // The 1977 file calls it Sent Date.
            "Draft Date" | "Sent Date" => {
                let value = Value::Date(MessageDate::Day(date(words)?).into());
                return Some(Statement { field: Field::Date, name: found.key, value, span: found.span() });
            }
            _ => return None,
        };
        Some(Statement { field, name: found.key, value: Value::Words(words), span: found.span() })
    };
    attributes.iter().filter_map(statement).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_wrap_and_stamps_are_none_of_them() {
        let text = "Copy: SINGLE\n\n  Subject: FERRY SERVICE:\nTHE SECOND ROUND\n\
                    Jane Q. Sample Declassified/Released US Department of State EO Systematic Review 01 JAN 2001\n\
                    Markings: Declassified/Released US Department of State\nTAGS:\n ETRN, FJ\n";
        let found = read(text, 0);
        let pairs: Vec<_> = found.iter().map(|found| (found.key, found.value.as_str())).collect();
        assert_eq!(
            pairs,
            [
                ("Copy", "SINGLE"),
                ("Subject", "FERRY SERVICE: THE SECOND ROUND"),
                ("Markings", "Declassified/Released US Department of State"),
                ("TAGS", "ETRN, FJ"),
            ]
        );
        assert_eq!(&text[found[1].range.clone()], "Subject: FERRY SERVICE:\nTHE SECOND ROUND");
    }

    #[test]
    fn dates() {
        for text in ["02 JAN 1974", "02 jan 1974", "02-Jan-1974 12:00:00 am"] {
            assert_eq!(date(text), Some(jiff::civil::date(1974, 1, 2)));
        }
        for text in ["01 JAN 1960", "n/a", "31 FEB 1974", ""] {
            assert_eq!(date(text), None);
        }
    }
}
