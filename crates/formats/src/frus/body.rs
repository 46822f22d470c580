//! The paragraphs of a document, and what stands in them: the telegram's own
//! number, its subject, its list of references.

use telegram::lexicon::telegram_words;
use telegram::{Fold, Kind as DocumentKind, Paragraph, Role, SeriesNumber, Span};

use super::capture::{Block, Capture, Kind, List, Mark, Note};
use super::{head, offset};

/// What the body of a document says.
#[derive(Debug, Clone, Default)]
pub(super) struct Body {
    pub(super) paragraphs: Vec<Paragraph>,
    /// The number of the telegram that opens the text: `12345. Subj: …`.
    pub(super) number: Option<String>,
    /// Where that number stands.
    pub(super) number_span: Option<Span>,
    /// Its number in a series apart from the posts', `Tosec 44`.
    pub(super) series: Option<SeriesNumber>,
    pub(super) subject: Option<String>,
    /// Where lists of references stand.
    pub(super) lists: Vec<Span>,
    pub(super) tags: Option<String>,
}

/// In so many paragraphs from the start the subject and references stand.
const OPENING: usize = 8;

/// The labels of a subject and of references in a text.
const SUBJECT: [&str; 4] = ["Subj", "Subject", "SUBJ", "SUBJECT"];
const REFERENCES: [&str; 6] = ["Ref", "Refs", "Reftel", "Reftels", "Reference", "References"];

/// The value of a header field is shorter, in bytes.
const LONGEST_VALUE: usize = 400;

/// Reads the body.
pub(super) fn read(text: &str, capture: &Capture, kind: DocumentKind) -> Body {
    let marks: Vec<Span> =
        capture.marks.iter().filter(|marked| matches!(marked.mark, Mark::Footnote)).map(|marked| marked.span).collect();
    let mut body = Body::default();
    let mut heading: Option<String> = None;
    let is_telegram = kind != DocumentKind::Document;
    let mut label: Option<String> = None;
    let blocks: Vec<&Block> = capture.blocks.iter().collect();
    // A label in a paragraph of its own, whose value is the next block.
    let mut above: Option<String> = None;
    for (index, block) in blocks.iter().enumerate() {
        let content = without_marks(text, block.span, &marks);
        if let Some(label) = above.take() {
            list_item(&mut body, Some(&label), &content, block.span, text);
            continue;
        }
        match (block.kind, block.list) {
            (Kind::Paragraph, _)
                if is_label(&content)
                    && body.paragraphs.len() < OPENING
                    && body.paragraphs.iter().all(|paragraph| paragraph.number.is_none())
                    && blocks.get(index + 1).is_some_and(|next| is_value(next, &content, text)) =>
            {
                above = Some(content);
            }
            (Kind::ListHead, _) => label = Some(content.trim().to_owned()),
            (Kind::Item, List::Subject) if !block.attached => {
                list_item(&mut body, label.as_deref(), &content, block.span, text);
            }
            (Kind::Item, List::From | List::To) => {}
            (Kind::Item, List::References) if !block.attached => body.lists.push(block.span),
            (Kind::Heading, _) => heading = Some(one_line(&content)),
            (Kind::Head, _) if block.attached => heading = Some(one_line(&content)),
            (Kind::Paragraph | Kind::Item | Kind::Row, _) => {
                let mut span = block.span;
                let mut content = content.trim().to_owned();
                if is_telegram && body.paragraphs.is_empty() && body.number.is_none() && !block.attached {
                    let next = blocks[index + 1..].iter().map(|next| &text[next.span.range()]);
                    if let Some(own) = own_number(&content, next) {
                        let printed = &text[span.range()];
                        let moved = printed.len().min(own.length);
                        body.number_span = Some(Span::new(span.start, span.start + offset(moved)));
                        span.start += offset(moved);
                        content.drain(..own.length);
                        body.number = Some(own.printed);
                        body.series = own.series;
                    }
                }
                let is_opening = body.paragraphs.len() < OPENING && !block.attached;
                if is_opening {
                    openings(&mut body, &content, text, span, is_telegram);
                }
                let goes_on = block.kind != Kind::Paragraph && number_of(&content).is_none();
                add(&mut body.paragraphs, content, span, heading.take(), goes_on);
            }
            _ => {}
        }
    }
    Paragraph::name_all(&mut body.paragraphs);
    for paragraph in &mut body.paragraphs {
        paragraph.map = map(&paragraph.text, text, paragraph.span, &marks);
    }
    body
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
    let portion = portion_of(rest).map(|(portion, length)| {
        rest = rest[length..].trim_start();
        portion
    });
    let role = role_of(rest);
    let text = rest.to_owned();
    paragraphs.push(Paragraph { number, portion, role, heading, text, span, ..Paragraph::default() });
}

/// An item of the list of subject lines, which some volumes use for all lines
/// of the header: the label says which.
fn list_item(body: &mut Body, label: Option<&str>, content: &str, span: Span, text: &str) {
    let label: String = label.unwrap_or("SUBJECT").chars().filter(char::is_ascii_alphabetic).collect();
    let label = label.to_ascii_uppercase();
    if label.starts_with("REF") {
        // With the label, so that the parser knows what it reads.
        let from = text[..span.range().start].trim_end().rfind('\n').map_or(0, |at| at + 1);
        body.lists.push(Span::new(offset(from), span.end));
    } else if label.starts_with("TAG") {
        body.tags = Some(one_line(content));
    } else if label.starts_with("SUBJ") && !content.trim().is_empty() {
        let line = one_line(content);
        match &mut body.subject {
            Some(subject) => {
                subject.push_str("; ");
                subject.push_str(&line);
            }
            None => body.subject = Some(line),
        }
    }
}

/// Whether a paragraph is the label of a header field and nothing else: `SUBJECT`, `Refs:`.
fn is_label(content: &str) -> bool {
    let word = content.trim().trim_end_matches([':', '.']);
    SUBJECT.iter().chain(&REFERENCES).chain(&["Tags"]).any(|label| label.eq_ignore_ascii_case(word))
}

/// Whether a block can be the value of the label above it: a short paragraph without a number that is no label itself and
/// no sentence, which begins the text.
fn is_value(block: &Block, label: &str, text: &str) -> bool {
    let printed = text.get(block.span.range()).unwrap_or_default().trim();
    let is_short = block.kind == Kind::Paragraph
        && !block.attached
        && printed.len() < LONGEST_VALUE
        && !is_label(printed)
        && number_of(printed).is_none();
    let begins = |start: &str| label.trim_start().get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start));
    let can_be = if begins("subj") {
        !is_running(printed)
    } else {
        !is_sentence(printed) && (!begins("ref") || printed.bytes().any(|byte| byte.is_ascii_digit()))
    };
    is_short && can_be
}

/// Several sentences, one after the other.
fn is_running(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| text[at + 2..].starts_with(|letter: char| letter.is_uppercase()))
        && is_sentence(text)
}

/// More words in small letters than others: neither references nor TAGS are written so.
fn is_sentence(text: &str) -> bool {
    let words = || text.split_whitespace();
    words().filter(|word| word.starts_with(char::is_lowercase)).count() * 2 > words().count()
}

/// Finds subject and references in one of the first paragraphs.
fn openings(body: &mut Body, content: &str, text: &str, span: Span, is_telegram: bool) {
    let printed = text.get(span.range()).unwrap_or_default();
    if is_telegram && let Some(at) = label(printed, &REFERENCES) {
        body.lists.push(Span::new(span.start + offset(at), span.end));
    }
    if body.subject.is_none()
        && let Some(at) = label(content, &SUBJECT)
    {
        let value = content[at..].split_once([':', '.']).map_or("", |(_, value)| value);
        let value = value.split('\n').next().unwrap_or_default();
        let end = label(value, &["Ref", "Refs", "Reftel", "References"]).unwrap_or(value.len());
        let value = one_line(value[..end].trim().trim_end_matches(['.', ';']));
        if !value.is_empty() && value.len() < LONGEST_VALUE {
            body.subject = Some(value);
        }
    }
}

/// Where a label with its colon stands: at the start or after a full stop.
fn label(text: &str, names: &[&str]) -> Option<usize> {
    let text = super::begin(text, 4000);
    let mut from = 0;
    loop {
        let at = names.iter().filter_map(|name| text[from..].find(name)).min()? + from;
        let before = text[..at].trim_end();
        let begins = before.is_empty() || before.ends_with(['.', ':', '\n', ']', ')']);
        let fits = names.iter().any(|name| {
            text[at..]
                .strip_prefix(name)
                .is_some_and(|rest| rest.trim_start_matches("(s)").trim_start().starts_with(':'))
        });
        if begins && fits {
            return Some(at);
        }
        from = at + 1;
        while !text.is_char_boundary(from) {
            from += 1;
        }
    }
}

/// The number with which the text of a telegram begins.
struct OwnNumber {
    /// As printed: `12345`, or `Secto 44` where the telegram has no other.
    printed: String,
    series: Option<SeriesNumber>,
    /// How many bytes it takes, with the stop and the blanks after it.
    length: usize,
}

/// The telegram's number at the start of its text: `12345.`, `Secto 44.`, `12345/Tosec 44.`, `Tosec 44/12345.` The text
/// `1. …` is a paragraph when a paragraph 2 follows.
fn own_number<'a>(text: &str, mut next: impl Iterator<Item = &'a str>) -> Option<OwnNumber> {
    let (first, mut rest) = numbered(text)?;
    let mut second = None;
    if let Some(after) = rest.strip_prefix('/') {
        let (found, after) = numbered(after)?;
        (second, rest) = (Some(found), after);
    }
    let after = rest.strip_prefix('.')?;
    if !after.is_empty() && !after.starts_with(char::is_whitespace) {
        return None;
    }
    if first == "1" && second.is_none() && next.any(|text| text.starts_with("2.")) {
        return None;
    }
    let both = || [Some(first), second].into_iter().flatten();
    let series = both().find_map(series_number);
    // Of two the one that is not of a series is the post's.
    let printed = both().find(|number| series_number(number).is_none()).unwrap_or(first).to_owned();
    Some(OwnNumber { printed, series, length: text.len() - after.trim_start().len() })
}

/// `12345` or `Tosec 44` at the start of the text, and what follows.
fn numbered(text: &str) -> Option<(&str, &str)> {
    let word = text.split(' ').next().unwrap_or_default();
    let is_series =
        word.len() <= 8 && word.starts_with(|c: char| c.is_ascii_uppercase()) && telegram_words::is_series(word);
    let begin = if is_series { word.len() + 1 } else { 0 };
    let digits = text.get(begin..)?.bytes().take_while(u8::is_ascii_digit).count();
    (1..=6).contains(&digits).then(|| text.split_at(begin + digits))
}

/// The number `Tosec 44` of a series.
fn series_number(number: &str) -> Option<SeriesNumber> {
    let (name, number) = number.split_once(' ')?;
    Some(SeriesNumber { name: name.to_ascii_uppercase(), number: number.parse().ok()? })
}

/// The author's number of a paragraph, and its length.
fn number_of(text: &str) -> Option<(String, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let after = text.get(digits..)?;
    let fits = (1..=3).contains(&digits)
        && after.starts_with('.')
        && after[1..].chars().next().is_none_or(|c| c.is_whitespace() || c == '(');
    fits.then(|| (text[..digits].to_owned(), digits + 1))
}

/// `(C)`, `(C-Entire text)`, `(SBU/NF)`.
fn portion_of(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix('(')?;
    let end = inner.find(')').filter(|end| *end <= 20)?;
    let mark = inner[..end].split(['-', '–', '—', ' ']).next().unwrap_or_default();
    let known = ["U", "C", "S", "TS", "LOU", "SBU"];
    let base = mark.split('/').next().unwrap_or_default();
    known.contains(&base).then(|| (mark.to_owned(), if mark.len() == end { end + 2 } else { 0 }))
}

fn role_of(text: &str) -> Option<Role> {
    let lower: String = text.chars().take(24).flat_map(char::to_lowercase).collect();
    let lower = lower.strip_prefix("begin ").unwrap_or(&lower);
    let ends = |word: &str| {
        lower
            .strip_prefix(word)
            .is_some_and(|rest| rest.trim_start().starts_with([':', '.', '—', '–', '-']) || rest.is_empty())
    };
    if ends("summary") {
        Some(Role::Summary)
    } else if ends("comment") || ends("comments") {
        Some(Role::Comment)
    } else if ends("action requested") || ends("action request") {
        Some(Role::ActionRequest)
    } else if ends("introduction") {
        Some(Role::Introduction)
    } else {
        None
    }
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
