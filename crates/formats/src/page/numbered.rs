//! The numbers that a browser shows before the items of a list, where the items are the paragraphs of a telegram.
//!
//! Other lists keep their items as they are: the lines of a listing, comments below a text, what has its own numbers.

use telegram::{Sign, sign};

use super::lines::Lines;
use super::markup::{Event, ahead};
use super::signs::{begins_with_paragraph, holds_text};
use super::tag::{Effect, Tag};

/// So much text at most, in bytes, may stand between the header and the paragraphs, or between two lists of them.
const BETWEEN: usize = 300;

/// The lists that are open, and how far the paragraphs have been counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<Option<List>>,
    /// Where in the text the last list of paragraphs ended, and its last number.
    last: Option<(usize, u32)>,
}

/// A list whose items get numbers.
#[derive(Debug)]
struct List {
    next: u32,
    style: Style,
}

/// How items are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `1. `: paragraphs.
    Paragraph,
    /// `a. ` within a paragraph.
    Small,
    /// `A. ` within a paragraph.
    Large,
    /// `(1) ` within a paragraph: no number of a paragraph.
    Inner,
    /// `- ` within a paragraph.
    Point,
}

impl Lists {
    /// A list begins at the byte `at` of the page, after `text`.
    pub(super) fn open(&mut self, tag: Tag, page: &str, place: core::ops::Range<usize>, text: &str) {
        let after = place.end;
        let attributes = page.get(place).unwrap_or_default();
        let is_within = self.open.iter().any(Option::is_some);
        let list = match tag.name() {
            "ul" if is_within || is_announced(text) && begins_as_text(page, after) => {
                Some(List { next: 1, style: Style::Point })
            }
            "ol" if is_announced(text) && self.open.is_empty() && begins_as_text(page, after) => {
                Some(List { next: start(attributes), style: inner(attributes) })
            }
            "ol" if is_within || follows_label(text) => {
                Some(List { next: start(attributes), style: inner(attributes) })
            }
            "ol" if self.open.is_empty() && self.holds_paragraphs(page, after, attributes, text) => {
                Some(List { next: start(attributes), style: Style::Paragraph })
            }
            _ => None,
        };
        self.open.push(list);
    }

    /// A list ends at this place of the text.
    pub(super) fn close(&mut self, end: usize) {
        if let Some(Some(List { next, style: Style::Paragraph })) = self.open.pop() {
            self.last = Some((end, next.saturating_sub(1)));
        }
    }

    /// What stands before the item that begins with this tag.
    pub(super) fn item(&mut self, attributes: &str) -> Option<String> {
        let list = self.open.last_mut()?.as_mut()?;
        let number = value(attributes, "value").unwrap_or(list.next);
        list.next = number.saturating_add(1);
        let letter = |first: u8| {
            let place = u8::try_from(number.checked_sub(1)?).ok().filter(|place| *place < 26)?;
            Some(format!("{}. ", char::from(first + place)))
        };
        match list.style {
            Style::Paragraph => Some(format!("{number}. ")),
            Style::Small => letter(b'a'),
            Style::Large => letter(b'A'),
            Style::Inner => Some(format!("({number}) ")),
            Style::Point => Some("- ".to_owned()),
        }
    }

    /// Whether a list that begins at the byte `after` of the page has the paragraphs: a header stands right before it, or
    /// paragraphs that it goes on with, and its first item has no number of its own.
    fn holds_paragraphs(&self, page: &str, after: usize, attributes: &str, text: &str) -> bool {
        let follows = match self.last {
            Some((end, number)) => start(attributes) == number.saturating_add(1) && text.len() <= end + BETWEEN * 10,
            None => follows_header(text),
        };
        follows && !attributes.to_ascii_lowercase().contains("comment") && begins_as_text(page, after)
    }
}

/// Whether the text ends with the header of a telegram: none of its text stands after, and no paragraph with a number before.
/// `2 Comments` is no heading of its text.
fn follows_header(text: &str) -> bool {
    const BEFORE: usize = 20_000;
    if last_line(text).starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let from = text.len().saturating_sub(BETWEEN);
    let tail = text.get(text.ceil_char_boundary(from)..).unwrap_or_default();
    let starts = memchr::memrchr_iter(b'\n', tail.as_bytes()).map(|at| at + 1).chain(core::iter::once(0));
    let is_head = |at: &usize| {
        let line = tail.get(*at..).unwrap_or_default().lines().next().unwrap_or_default();
        matches!(sign(line), Some(Sign::Field(_, true) | Sign::Class { .. }))
    };
    let ends = starts.into_iter().find(is_head).is_some_and(|at| !holds_text(tail.get(at..).unwrap_or_default()));
    let before = text.get(text.ceil_char_boundary(text.len().saturating_sub(BEFORE))..).unwrap_or_default();
    ends && !before.lines().any(begins_with_paragraph)
}

/// Whether the text ends with a label whose values the list holds: `REF:`.
fn follows_label(text: &str) -> bool {
    matches!(sign(last_line(text)), Some(Sign::Field(_, false)))
}

fn last_line(text: &str) -> &str {
    text.trim_end().rsplit('\n').next().unwrap_or_default().trim()
}

/// Whether the text ends with a sentence that leaves its rest to a list: no label of a header is so long.
fn is_announced(text: &str) -> bool {
    const LABEL: usize = 20;
    let line = last_line(text);
    line.ends_with(':') && sign(line).is_none_or(|sign| sign == Sign::Paragraph) && {
        let has_number = line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(". ");
        has_number || line.len() > LABEL
    }
}

/// Whether the first item begins with words, and not with a link or a number, and no item near has what only the head of a
/// telegram has.
fn begins_as_text(page: &str, after: usize) -> bool {
    const NEAR: usize = 2000;
    let mut is_begun = false;
    for event in ahead(page, after, NEAR) {
        match event {
            Event::Text(place) => {
                let text = Lines::aside(page.get(place).unwrap_or_default());
                let text = text.trim();
                if !text.is_empty() && !is_begun && !begins_with_words(text) || is_head(text) {
                    return false;
                }
                is_begun |= !text.is_empty();
            }
            Event::Open(tag, _) if !is_begun && (tag.is_link() || tag.effect() == Effect::Break) => return false,
            Event::Close(tag) if is_begun && tag.name() == "ol" => break,
            Event::Open(..) | Event::Close(_) | Event::Title(_) => {}
        }
    }
    is_begun
}

fn begins_with_words(text: &str) -> bool {
    let words = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let has_number = words.len() < text.len() && words.starts_with(['.', ')']);
    !has_number && text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '(' | '"' | '“'))
}

fn is_head(text: &str) -> bool {
    sign(text).is_some_and(|sign| sign != Sign::Paragraph)
}

/// The number that a list begins with.
fn start(attributes: &str) -> u32 {
    value(attributes, "start").unwrap_or(1)
}

fn inner(attributes: &str) -> Style {
    let kind = attributes.split(['=', ' ', '>', '\'', '"']).skip_while(|word| !word.eq_ignore_ascii_case("type"));
    match kind.skip(1).find(|word| !word.is_empty()) {
        Some("a") => Style::Small,
        Some("A") => Style::Large,
        _ => Style::Inner,
    }
}

/// The number that is the value of an attribute.
pub(super) fn value(tag: &str, name: &str) -> Option<u32> {
    let mut words = tag.split(['=', ' ', '>', '\'', '"', '\n', '\t', '/']).filter(|word| !word.is_empty());
    words.find(|word| word.eq_ignore_ascii_case(name))?;
    words.next()?.parse().ok()
}
