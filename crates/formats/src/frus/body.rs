//! The paragraphs of a document.

use telegram::{Fold, Paragraph, Span, portion_mark, role_by_name};

use super::capture::{Capture, Kind, List, Note};
use super::header::Header;
use super::{head, offset};

/// Reads the paragraphs; what the header took is none of them.
pub(super) fn read(text: &str, capture: &Capture, header: &Header, marks: &[Span]) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut heading: Option<String> = None;
    let mut taken = header.blocks.iter().map(|(at, _)| *at).peekable();
    for (index, block) in capture.blocks.iter().enumerate() {
        if taken.next_if_eq(&index).is_some() {
            continue;
        }
        let content = without_marks(text, block.span, marks);
        match (block.kind, block.list) {
            (Kind::Item, List::From | List::To) => {}
            (Kind::Heading, _) => heading = Some(one_line(&content)),
            (Kind::Head, _) if block.attached => heading = Some(one_line(&content)),
            (Kind::Paragraph | Kind::Item | Kind::Row, _) => {
                let span = header.without_number(block.span);
                let content = without_marks(text, span, marks).trim().to_owned();
                let goes_on = block.kind != Kind::Paragraph && number_of(&content).is_none();
                add(&mut paragraphs, content, span, heading.take(), goes_on);
            }
            _ => {}
        }
    }
    Paragraph::name_all(&mut paragraphs);
    for paragraph in &mut paragraphs {
        paragraph.map = map(&paragraph.text, text, paragraph.span, marks);
    }
    paragraphs
}

/// The way back from what stands in `span` without the marks of notes and what is before its first word.
pub(super) fn map(words: &str, text: &str, span: Span, marks: &[Span]) -> Fold {
    let printed = text.get(span.range()).unwrap_or_default();
    let first = words.split_whitespace().next().unwrap_or_default();
    // A mark can stand inside the first word.
    let is_first = |at: &usize| {
        let rest = &printed[*at..];
        rest.starts_with(first) || first.starts_with(rest.split(['[', ' ', '\n']).next().unwrap_or_default())
    };
    let Some(at) = words_of(printed).find(is_first) else { return Fold::default() };
    Fold::of_stretch(words, text, span.start + offset(at), within(marks, span))
}

/// Where words begin: at the start and after a blank.
fn words_of(text: &str) -> impl Iterator<Item = usize> + '_ {
    let after = text.match_indices([' ', '\n']).map(|(at, blank)| at + blank.len());
    core::iter::once(0).chain(after)
}

/// The marks inside a span.
fn within(marks: &[Span], span: Span) -> &[Span] {
    let from = marks.partition_point(|mark| mark.start < span.start);
    let to = marks.partition_point(|mark| mark.start < span.end);
    marks.get(from..to).unwrap_or_default()
}

/// Adds a paragraph, or a line of a list or table to the paragraph before.
fn add(paragraphs: &mut Vec<Paragraph>, content: String, span: Span, heading: Option<String>, goes_on: bool) {
    if content.trim().is_empty() {
        return;
    }
    if goes_on
        && heading.is_none()
        && let Some(last) = paragraphs.last_mut()
    {
        last.text.push('\n');
        last.text.push_str(&content);
        last.span.end = span.end;
        return;
    }
    let mut rest = content.as_str();
    let number = number_of(rest).map(|(number, length)| {
        rest = rest[length..].trim_start();
        number
    });
    // `(C)`, `(SBU/NF)`; of `(C–Entire text)` the words stay.
    let portion = portion_mark(rest).filter(|_| rest.starts_with('(')).map(|(printed, length)| {
        let mark = printed.split(['-', '–', '—', ' ']).next().unwrap_or(printed);
        rest = if mark == printed { rest[length..].trim_start() } else { rest };
        mark.to_owned()
    });
    let role = role_by_name(rest);
    let text = rest.to_owned();
    paragraphs.push(Paragraph { number, portion, role, heading, text, span, ..Paragraph::default() });
}

/// The author's number of a paragraph, and its length.
pub(super) fn number_of(text: &str) -> Option<(String, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.get(digits..)?;
    let fits = (1..=3).contains(&digits)
        && after.starts_with('.')
        && after[1..].chars().next().is_none_or(|c| c.is_whitespace() || c == '(');
    fits.then(|| (text[..digits].to_owned(), digits + 1))
}

/// A block's text without the marks of footnotes.
pub(super) fn without_marks(text: &str, span: Span, marks: &[Span]) -> String {
    let mut result = String::new();
    let mut at = span.start;
    let first = marks.partition_point(|mark| mark.end <= span.start);
    for mark in marks[first.min(marks.len())..].iter().take_while(|mark| mark.start < span.end) {
        result.push_str(text.get(at as usize..mark.start.max(at) as usize).unwrap_or_default());
        at = mark.end.max(at);
    }
    result.push_str(text.get(at as usize..span.end.max(at) as usize).unwrap_or_default());
    result
}

/// A note without its label.
pub(super) fn note_text(text: &str, note: &Note) -> String {
    let printed = text.get(note.span.range()).unwrap_or_default();
    let label = note.label.len() + 2;
    one_line(printed.get(label..).unwrap_or_default())
}

pub(super) fn one_line(text: &str) -> String {
    super::references::one_line(text)
}

/// The first number of a head or text that is a plain telegram number.
pub(super) fn plain_number(number: &str) -> Option<&str> {
    let plain = !number.is_empty() && number.len() <= 6 && number.bytes().all(|byte| byte.is_ascii_digit());
    plain.then_some(number)
}

/// The date in words in a head, for documents without a dateline.
pub(super) fn date_in_words(text: &str) -> Option<telegram::MessageDate> {
    head::date(text).map(|(_, date)| date)
}
