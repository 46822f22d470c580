//! The body: numbered paragraphs, headings, and what a new section repeats.

use std::collections::HashSet;

use super::cursor::Cursor;
use super::end::is_end;
use super::labels::{self, Label};
use super::shape::{is_digits, is_rule, is_upper, squash, starts_with_fold, starts_with_word};
use super::{apparatus, authority, envelope, head, record};
use crate::ElementKind;
use crate::header::{captions, classification_line};

/// The begin of a numbered paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ParagraphStart<'a> {
    /// The number.
    pub(crate) number: u32,
    /// The portion mark before or behind the number.
    pub(crate) mark: Option<&'a str>,
    /// Where the text begins, in bytes from the begin of the line's content.
    pub(crate) text_at: usize,
}

/// Reads `1.`, `1)`, `¶1.`, `(C) 1.`, `Para 1.`, `-1-`, `1 (C)`, `1..`, with
/// the portion mark behind it (FORMAT.md N6, N127-N129).
pub(crate) fn paragraph_start(text: &str) -> Option<ParagraphStart<'_>> {
    // Quick way out for nearly every line of a body.
    let first = *text.as_bytes().first()?;
    if !(first.is_ascii_digit() || matches!(first, b'(' | b'-' | b'P' | b'p' | b'l' | 0xc2 | 0xc3 | b'[')) {
        return None;
    }
    let mut rest = text.trim_start_matches(['¶', 'Â', '§', ' ', '\u{a0}']);
    let mut mark = None;
    if rest.starts_with('(')
        && let Some((found, length)) = portion_mark(rest)
    {
        mark = Some(found);
        rest = rest[length..].trim_start();
    }
    if starts_with_word(rest, "PARA") {
        rest = rest[4..].trim_start_matches([' ', '.']);
    }
    let dashed = rest.starts_with('-') && rest.len() > 1 && rest.as_bytes()[1].is_ascii_digit();
    if dashed {
        rest = &rest[1..];
    }
    let digits = rest.bytes().take_while(|b| b.is_ascii_digit()).count();
    let (number, after) = match digits {
        1..=3 => (rest[..digits].parse().ok()?, &rest[digits..]),
        // A typist's letter l for the figure.
        0 if rest.starts_with("l.") && rest[2..].starts_with([' ', '(']) => (1, &rest[1..]),
        _ => return None,
    };
    if number == 0 {
        return None;
    }
    let stops = after.trim_start_matches(['.', ')', '-', ':']);
    let has_stop = stops.len() < after.len();
    let behind = if dashed { after.starts_with('-').then_some(stops)? } else { stops };
    // `1.5 million`, `10.30`, `2-3 days` are numbers in the text; `1.A` is not.
    if has_stop && behind.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let mut value = behind.trim_start();
    let mut had_mark = false;
    while let Some((found, length)) = portion_mark(value) {
        had_mark = true;
        mark = mark.or(Some(found));
        value = value[length..].trim_start();
    }
    if !has_stop && !had_mark {
        return None;
    }
    if after.starts_with('-') && !dashed {
        return None;
    }
    Some(ParagraphStart { number, mark, text_at: text.len() - value.len() })
}

/// The portion mark at the begin of the text, without brackets, and how many
/// bytes it takes; also with one bracket lost (FORMAT.md 3.11.10, N206).
pub(crate) fn portion_mark(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix(['(', '[']);
    let opened = inner.is_some();
    let inner = inner.unwrap_or(text);
    let close = inner.bytes().take(28).position(|b| matches!(b, b')' | b']'));
    let (mark, length) = match close {
        Some(at) => (&inner[..at], text.len() - inner.len() + at + 1),
        // `(SBU text`: the bracket was lost, the mark is followed by a blank.
        None => {
            let at = inner.bytes().take(12).position(|b| b == b' ').filter(|_| opened)?;
            (&inner[..at], text.len() - inner.len() + at)
        }
    };
    if !opened && close.is_none_or(|at| at > 10) {
        return None;
    }
    let lost_bracket = close.is_none() || !opened;
    if !is_mark(mark.trim(), lost_bracket) {
        return None;
    }
    // `(T)he` and `(C)ommission` are an editor's brackets.
    let rest = &text[length..];
    if rest.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    Some((mark.trim(), length))
}

fn is_mark(mark: &str, strict: bool) -> bool {
    if mark.is_empty() || mark.len() > 26 || (strict && !is_upper(mark)) {
        return false;
    }
    const BASES: [&str; 16] = [
        "U",
        "C",
        "S",
        "TS",
        "LOU",
        "SBU",
        "FOUO",
        "OUO",
        "EFTO",
        "UNCLAS",
        "UNCLASSIFIED",
        "CONFIDENTIAL",
        "SECRET",
        "SBU-NF",
        "U/FOUO",
        "TOP SECRET",
    ];
    const CAVEATS: [&str; 24] = [
        "NF",
        "NOFORN",
        "N",
        "SBU",
        "XD",
        "ND",
        "OC",
        "REL",
        "FOUO",
        "SI",
        "HCS",
        "TK",
        "EXDIS",
        "NODIS",
        "ENTIRE TEXT",
        "LIMDIS",
        "NC",
        "C",
        "U",
        "S",
        "FRD",
        "RD",
        "PR",
        "IF",
    ];
    let mut parts = mark.split(['/', '-', ',']).map(str::trim).filter(|part| !part.is_empty());
    let Some(base) = parts.next() else { return false };
    let is_base = BASES.iter().any(|known| known.eq_ignore_ascii_case(base));
    // Lower case only for the single letters of careless typists, not `(s)` of a plural in mid-line.
    is_base
        && parts.all(|part| {
            let first = part.split(' ').next().unwrap_or_default();
            CAVEATS
                .iter()
                .any(|known| known.eq_ignore_ascii_case(part) || (*known == "REL" && first.eq_ignore_ascii_case("REL")))
        })
}

/// Words that open a block of the body without a number.
const OPENERS: [&str; 16] = [
    "SUMMARY",
    "BEGIN SUMMARY",
    "EXECUTIVE SUMMARY",
    "INTRODUCTION",
    "COMMENT",
    "ACTION REQUEST",
    "ACTION REQUESTED",
    "BEGIN TEXT",
    "KEY POINTS",
    "BACKGROUND",
    "BEGIN UNCLASSIFIED",
    "FOLLOWING IS",
    "FOLLOWING",
    "ENTIRE TEXT",
    "CONFIDENTIAL ENTIRE TEXT",
    "SUMMARY/ACTION REQUEST",
];

/// Whether the text opens a named block: `SUMMARY:`, `COMMENT.`, `ACTION REQUESTED -`.
pub(crate) fn opens_block(text: &str) -> bool {
    OPENERS.iter().any(|word| {
        starts_with_fold(text, word)
            && text[word.len()..]
                .trim_start_matches("ED")
                .trim_start()
                .starts_with([':', '.', '-', '\u{2013}', '\u{2014}'])
    })
}

/// Whether the body begins with this line: paragraph 1, a named block, or a
/// portion mark.
pub(crate) fn is_first_paragraph(text: &str, next: Option<&str>) -> bool {
    if let Some(start) = paragraph_start(text) {
        let value = &text[start.text_at..];
        // A number alone is a paragraph only when text follows.
        let has_text = value.len() > 3 || start.mark.is_some() || next.is_some_and(|next| next.len() > 20);
        return start.number <= 40
            && has_text
            && (start.mark.is_some() || value.starts_with(|c: char| !c.is_ascii_lowercase()));
    }
    opens_block(text)
        || (portion_mark(text).is_some_and(|(_, length)| text.len() > length + 12) && text.starts_with('('))
        || (matches!(text, "SUMMARY" | "Summary" | "SUMMARY AND COMMENT")
            && next.is_some_and(|next| is_rule(next) || paragraph_start(next).is_some()))
}

/// Whether the line is a numbered paragraph with a portion mark: no list entry looks like that.
pub(crate) fn is_marked_paragraph(text: &str) -> bool {
    paragraph_start(text).is_some_and(|start| start.mark.is_some() || opens_block(&text[start.text_at..]))
}

/// Where paragraph 1 begins in a line that a carrier joined: ` 1. (U) `, at
/// `from` or behind it and before `until`.
pub(crate) fn joined_first_paragraph(text: &str, from: usize, until: usize) -> Option<usize> {
    // The words behind the number may reach beyond `until`.
    let rest = text.as_bytes().get(from..(until + FIRST_WORDS).min(text.len()))?;
    let at =
        from + memchr::memmem::find_iter(rest, b" 1.").find(|&at| {
            let behind = &rest[at + 3..];
            [&b" ("[..], b"  (", b" SUMMARY", b" Summary"].iter().any(|words| behind.starts_with(words))
        })? + 1;
    let start = paragraph_start(text.get(at..)?)?;
    (start.mark.is_some() || opens_block(text.get(at + start.text_at..)?)).then_some(at)
}

/// The length of the longest words that [`joined_first_paragraph`] looks for.
const FIRST_WORDS: usize = " 1. SUMMARY".len();

/// Reads the body to the end of the text.
pub(crate) fn read(cursor: &mut Cursor<'_>) {
    let mut body = Body { last: 0, header: None, open: false, headed: false };
    while let Some(line) = cursor.peek() {
        let text = line.text;
        if line.is_blank() {
            cursor.take(ElementKind::Blank, false);
            continue;
        }
        if body.repeats_header(cursor, text) {
            continue;
        }
        if is_end(text) {
            cursor.take(ElementKind::End, true);
            continue;
        }
        if cursor.smart && head::smart_close(cursor, text) {
            continue;
        }
        if is_rule(text) {
            cursor.take(ElementKind::Rule, true);
            continue;
        }
        if authority::in_body(cursor, text, &mut body.last, body.open) {
            body.open = false;
            continue;
        }
        if let Some(start) = paragraph_start(text)
            && body.accepts(cursor, &start, text)
        {
            body.last = start.number;
            body.begin(cursor);
            continue;
        }
        if cursor.after_gap_or_rule() {
            if body.heading(cursor, text) {
                body.headed = true;
                continue;
            }
            let fresh = body.last == 0 || body.headed;
            let is_marked = portion_mark(text).is_some_and(|(_, length)| text.starts_with('(') && text.len() > length);
            if (cursor.after_blank() && (fresh || is_marked)) || opens_block(text) || !body.open {
                body.begin(cursor);
                continue;
            }
        }
        cursor.take(ElementKind::Paragraph, !body.open);
        body.open = true;
    }
}

struct Body {
    /// The number of the last numbered paragraph.
    last: u32,
    /// The squashed lines of the first header, made when first needed.
    header: Option<HashSet<String>>,
    /// Whether a paragraph is open.
    open: bool,
    /// Whether a heading stands above the next text.
    headed: bool,
}

impl Body {
    fn begin(&mut self, cursor: &mut Cursor<'_>) {
        cursor.take(ElementKind::Paragraph, true);
        self.open = true;
        self.headed = false;
    }

    /// Whether a line that looks like a paragraph's begin is one: its number
    /// continues the sequence (FORMAT.md 3.11.10).
    fn accepts(&self, cursor: &Cursor<'_>, start: &ParagraphStart<'_>, text: &str) -> bool {
        let value = &text[start.text_at..];
        let marked = start.mark.is_some();
        let gap = cursor.after_gap_or_rule();
        let lower = value.starts_with(|c: char| c.is_ascii_lowercase());
        let ended = cursor
            .rows()
            .last()
            .is_none_or(|row| row.line.text.ends_with(['.', ':', '?', '!', '"', ')', '-']) || row.line.text.len() < 40);
        match start.number {
            // The text begins in the middle of a telegram.
            number if self.last == 0 => number <= 99 && (marked || (gap && !lower)),
            number if number == self.last + 1 => marked || (gap && !lower) || (ended && !lower && !value.is_empty()),
            // Numbers were skipped, or one was lost.
            number if number > self.last && number <= self.last + 4 => {
                marked || (cursor.after_blank() && !lower && value.len() > 10)
            }
            // A number repeated or started anew.
            _ => marked && gap,
        }
    }

    /// A heading: a short line, or two, on its own above a paragraph.
    fn heading(&self, cursor: &mut Cursor<'_>, text: &str) -> bool {
        let lines = self.heading_lines(cursor, text);
        for index in 0..lines {
            cursor.take(ElementKind::Heading, index == 0);
        }
        lines > 0
    }

    /// How many lines the heading takes that begins with this line; 0 for none.
    fn heading_lines(&self, cursor: &Cursor<'_>, text: &str) -> usize {
        let marked = portion_mark(text).filter(|_| text.starts_with('(')).map_or(0, |(_, length)| length);
        let words = text[marked..].trim();
        let begins = |c: char| c.is_alphabetic() || matches!(c, '"' | '\'' | '\u{201c}' | '(' | '-' | '.' | '\u{2026}');
        if words.len() < 3
            || text.len() > 100
            || !words.starts_with(begins)
            || !(is_upper(words) || is_title_case(words))
        {
            return 0;
        }
        let second = cursor.ahead().next().filter(|line| !line.is_blank());
        let underlined = second.is_some_and(|line| is_rule(line.text));
        let full_stop = |text: &str| text.ends_with(['.', ',', ';']) && !text.ends_with("...");
        if full_stop(words) && !underlined {
            return 0;
        }
        let mut content = cursor.ahead().map(|line| line.text).filter(|text| !text.is_empty() && !is_rule(text));
        let mut next_starts =
            || content.next().and_then(paragraph_start).is_some_and(|start| self.accepts_after_heading(&start));
        if next_starts() || underlined {
            return 1;
        }
        let folded = second.is_some_and(|line| {
            line.text.len() <= 80 && is_upper(line.text) == is_upper(words) && !full_stop(line.text)
        });
        if folded && next_starts() { 2 } else { 0 }
    }

    fn accepts_after_heading(&self, start: &ParagraphStart<'_>) -> bool {
        start.number == self.last + 1 || (start.mark.is_some() && start.number > self.last)
    }

    /// Takes header lines that a new section or page repeats (N38, N49, N151).
    fn repeats_header(&mut self, cursor: &mut Cursor<'_>, text: &str) -> bool {
        let page_one = cursor.rows().last().is_some() && new_section_page(cursor);
        let class = section_line(text);
        let trigger = page_one
            && (record::is_distribution(text)
                || is_digits(text)
                || record::is_dash_line(text)
                || envelope::is_certain(text))
            || envelope::is_station_line(text)
            || (text == "BT" && {
                // Behind the end marks of one section the head of the next begins.
                let next = cursor.ahead().find(|line| !line.is_blank() && !is_end(line.text));
                next.is_some_and(|next| is_section_opening(next.text))
            })
            || class;
        if !trigger {
            return false;
        }
        let header = self.header.get_or_insert_with(|| {
            let rows = cursor.rows();
            rows[cursor.head_rows.min(rows.len())..]
                .iter()
                .take_while(|row| row.kind != ElementKind::Paragraph)
                .map(|row| squash(row.line.text))
                .filter(|text| text.len() > 2)
                .collect()
        });
        // Up to the classification line everything belongs to the new section's head.
        let class_ahead = class
            || cursor
                .ahead()
                .filter(|line| !line.is_blank())
                .take(45)
                .take_while(|line| !is_marked_paragraph(line.text))
                .any(|line| {
                    classification_line::parse(line.text)
                        .is_some_and(|line| line.number.is_some() || line.section.is_some())
                });
        let mut in_head = class_ahead && !class;
        let mut lines = 0;
        let mut kind = ElementKind::RepeatedHeader;
        while let Some(line) = cursor.peek() {
            let text = line.text;
            if line.is_blank() {
                cursor.take(ElementKind::Blank, false);
                continue;
            }
            lines += 1;
            let class_line = text.len() < 140
                && classification_line::parse(text).is_some_and(|line| line.number.is_some() || line.section.is_some());
            let repeated = lines == 1
                || in_head
                || class_line
                || text == "BT"
                || envelope::is_certain(text)
                || captions::captions(text).is_some()
                || header.contains(&squash(text))
                || matches!(labels::label(text), Some((Label::ExecutiveOrder | Label::Tags, _)))
                || (text.starts_with('#') && is_end(text));
            if lines > 70 || !repeated {
                break;
            }
            cursor.take(kind, lines == 1);
            kind = ElementKind::RepeatedHeader;
            in_head &= !class_line;
        }
        true
    }
}

/// Whether the last apparatus recorded is page 1 of a further section.
fn new_section_page(cursor: &Cursor<'_>) -> bool {
    cursor
        .rows()
        .iter()
        .rev()
        .find(|row| row.kind != ElementKind::Blank)
        .filter(|row| row.kind == ElementKind::PageLine)
        .and_then(|row| apparatus::page_line(row.line.text))
        .is_some_and(|page| page.page == 1 && page.number.is_some())
}

/// Whether the text is the classification line of a section: in the body only
/// with section or number, so that prose is never taken for one.
fn section_line(text: &str) -> bool {
    matches!(text.as_bytes().first(), Some(b'C' | b'S' | b'U' | b'L' | b'T'))
        && text.len() < 140
        && classification_line::parse(text)
            .is_some_and(|line| line.section.is_some() || (line.number.is_some() && line.post.is_some()))
}

fn is_section_opening(text: &str) -> bool {
    section_line(text)
        || matches!(
            envelope::kind(text),
            Some(
                ElementKind::TransmissionId
                    | ElementKind::MessageId
                    | ElementKind::Security
                    | ElementKind::Routing
                    | ElementKind::DateTimeGroup
            )
        )
}

/// Whether most words begin with a capital, as titles do.
fn is_title_case(text: &str) -> bool {
    let (mut words, mut capitals) = (0_usize, 0_usize);
    for word in text.split_whitespace() {
        let Some(first) = word.chars().find(|c| c.is_alphabetic()) else { continue };
        words += 1;
        capitals += usize::from(first.is_uppercase() || word.len() <= 3);
    }
    words > 0 && words <= 14 && capitals * 10 >= words * 7
}
