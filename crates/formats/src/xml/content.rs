//! The content of elements: which stand in another, and their character data.

use core::ops::Range;

use super::markup::{self, Tag};
use crate::page::entity;
use crate::source_map::MapBuilder;

/// So deep elements of a record are looked into.
const DEPTH: usize = 8;

/// An element of a record.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    /// Its name, after those of the elements around it up to the record: `head.date`.
    pub(crate) path: String,
    /// The name in its tags.
    tag: &'a str,
    /// What it is called.
    pub(crate) name: &'a str,
    /// Its content in the file's text.
    pub(crate) content: Range<usize>,
    /// Whether it holds elements.
    pub(crate) is_container: bool,
}

/// What stands in one record.
pub(crate) struct Elements<'a> {
    /// In the order in which they begin.
    pub(crate) all: Vec<Element<'a>>,
    /// Where the record ends.
    pub(crate) end: usize,
    /// Whether its end tag is there.
    pub(crate) is_whole: bool,
}

/// The elements of the `record` that was opened before `from`. One that is not closed ends where the record does.
pub(crate) fn elements<'a>(text: &'a str, from: usize, record: &str) -> Elements<'a> {
    let mut found = Elements { all: Vec::new(), end: text.len(), is_whole: false };
    let mut open: Vec<usize> = Vec::new();
    let mut at = from;
    while let Some(tag) = markup::next_tag(text, at) {
        at = tag.range.end;
        if tag.is(record) {
            // The next record begins where this one was cut off.
            found.is_whole = tag.is_end;
            found.end = if tag.is_end { tag.range.end } else { tag.range.start };
            close(&mut found.all, &mut open, 0, tag.range.start);
            return found;
        }
        if tag.is_end {
            let opened = open.iter().rposition(|at| found.all.get(*at).is_some_and(|element| tag.is(element.tag)));
            if let Some(opened) = opened {
                close(&mut found.all, &mut open, opened, tag.range.start);
            }
        } else if !tag.is_empty && open.len() < DEPTH {
            begin(&mut found.all, &mut open, &tag, label(text, &tag));
        }
    }
    close(&mut found.all, &mut open, 0, text.len());
    found
}

/// What an element is called: `<field name="subject">` by its attribute, any other by its own name.
pub(crate) fn label<'a>(text: &'a str, tag: &Tag<'a>) -> &'a str {
    const GENERAL: [&str; 14] = [
        "field", "str", "text", "date", "int", "long", "arr", "value", "column", "col", "property", "data", "element",
        "entry",
    ];
    if !GENERAL.iter().any(|name| tag.is(name)) {
        return tag.name;
    }
    let attributes = markup::attributes(text, tag);
    let named = attributes.into_iter().find(|(name, _)| matches!(*name, "name" | "key"));
    named.and_then(|(_, value)| text.get(value)).filter(|name| !name.is_empty()).unwrap_or(tag.name)
}

fn begin<'a>(all: &mut Vec<Element<'a>>, open: &mut Vec<usize>, tag: &Tag<'a>, label: &'a str) {
    let around = open.last().and_then(|at| all.get_mut(*at));
    let path = match around {
        Some(around) => {
            around.is_container = true;
            format!("{}.{label}", around.path)
        }
        None => label.to_owned(),
    };
    open.push(all.len());
    let content = tag.range.end..tag.range.end;
    all.push(Element { path, tag: tag.name, name: label, content, is_container: false });
}

/// Closes the open elements from the `first` on.
fn close(all: &mut [Element<'_>], open: &mut Vec<usize>, first: usize, end: usize) {
    for at in open.drain(first..) {
        if let Some(element) = all.get_mut(at) {
            element.content.end = end.max(element.content.start);
        }
    }
}

/// A stretch of the text without the blanks around it.
pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let content = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (content.len() - content.trim_start().len());
    start..(range.start + content.trim_end().len()).max(start)
}

/// Elements that end a line of the text they stand in.
const LINES: [&str; 9] = ["p", "para", "paragraph", "line", "l", "br", "lb", "div", "li"];

/// Copies character data: entities and CDATA marks taken out, other markup left out. Paragraphs and lines end with a line end.
pub(crate) fn copy(builder: &mut MapBuilder, text: &str, range: Range<usize>) {
    let content = text.get(..range.end).unwrap_or_default();
    let mut at = range.start;
    while let Some(rest) = content.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = memchr::memchr2(b'&', b'<', rest.as_bytes()).unwrap_or(rest.len());
        builder.copy(rest.get(..plain).unwrap_or_default(), at);
        at += plain;
        let Some(mark) = content.get(at..).filter(|mark| !mark.is_empty()) else { return };
        if let Some((letter, length)) = entity(mark) {
            builder.whole(letter.encode_utf8(&mut [0; 4]), at..at + length);
            at += length;
        } else if let Some(inside) = mark.strip_prefix(markup::CDATA) {
            let start = at + markup::CDATA.len();
            let length = memchr::memmem::find(inside.as_bytes(), markup::CDATA_END.as_bytes());
            let end = start + length.unwrap_or(inside.len());
            builder.copy(content.get(start..end).unwrap_or_default(), start);
            at = (end + markup::CDATA_END.len()).min(content.len());
        } else if let Some(tag) = markup::tag_at(content, at) {
            let ends_line = (tag.is_end || tag.is_empty) && LINES.iter().any(|name| tag.is(name));
            if ends_line && !builder.text.ends_with('\n') {
                builder.whole("\n", tag.range.clone());
            }
            at = tag.range.end;
        } else {
            // A mark that begins nothing is a letter of the text.
            builder.copy(mark.get(..1).unwrap_or_default(), at);
            at += 1;
        }
    }
}
