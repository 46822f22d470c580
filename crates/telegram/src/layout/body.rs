//! The body: numbered paragraphs, headings, and what a new section repeats.

use memchr::memmem;

use super::cursor::Cursor;
use super::end::is_end;
use super::shape::{has_columns, is_rule, is_table_row, is_upper, starts_with_word};
use super::{authority, heading, repeated, smart};
use crate::ElementKind;
use crate::header::classification_line;

pub(crate) use super::start::{
    ParagraphStart, is_first_paragraph, is_marked_paragraph, joined_first_paragraph, opens_block, paragraph_start,
    portion_mark,
};
use super::start::{bare_number, item_letter};

/// Lines from this length on were not written by their author but joined by a carrier.
const LONG_LINE: usize = 120;

/// Reads the body to the end of the text.
pub(crate) fn read(cursor: &mut Cursor<'_>) {
    let mut header = repeated::Header::default();
    let mut body = Body::default();
    while let Some(line) = cursor.peek() {
        let text = line.text;
        if line.is_blank() {
            cursor.take(ElementKind::Blank, false);
            continue;
        }
        if header.take_repeated(cursor, &line) {
            continue;
        }
        if is_end(text) {
            cursor.take(ElementKind::End, true);
            continue;
        }
        if cursor.smart && smart::close(cursor, text) {
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
        if let Some(start) = paragraph_start(text) {
            if body.accepts(cursor, &start, text) {
                body.number(&start);
                body.begin(cursor);
                body.item = item_letter(&text[start.text_at..]);
                continue;
            }
            body.list = if start.number == 1 || start.number == body.list + 1 { start.number } else { body.list };
        } else if line.look.has_figure()
            && let Some(start) = bare_number(text)
            && body.accepts_bare(cursor, &start)
        {
            body.last = start.number;
            body.begin(cursor);
            continue;
        }
        if cursor.after_gap_or_rule() {
            // `(CORRECTED COPY: PARA 3)` between paragraphs is the relay's (N142).
            if is_copy_notice(text) {
                cursor.take(ElementKind::Note, true);
                continue;
            }
            let inside = inside_sentence(cursor);
            let lines = heading::lines(cursor, text, body.last, body.item, inside);
            if lines > 0 {
                for index in 0..lines {
                    cursor.take(ElementKind::Heading, index == 0);
                }
                body.headed = true;
                continue;
            }
            if body.opens_unnumbered(cursor, text, inside) {
                body.begin(cursor);
                continue;
            }
        }
        if let Some(lines) = heading::underlined_below_text(cursor, text) {
            for index in 0..lines {
                cursor.take(ElementKind::Heading, index == 0);
            }
            body.headed = true;
            continue;
        }
        if body.open && heading::is_right_between(cursor, text, body.last) {
            cursor.take(ElementKind::Heading, true);
            body.headed = true;
            continue;
        }
        body.item = item_letter(text).or(body.item);
        body.take(cursor, !body.open);
        body.open = true;
    }
}

#[derive(Default)]
struct Body {
    /// The number of the last numbered paragraph.
    last: u32,
    /// The number of the paragraph that quotes another document, whose own numbers run now.
    outer: Option<u32>,
    /// The sign after the number of the first numbered paragraph.
    stop: Option<char>,
    /// The last number of a list inside the paragraph.
    list: u32,
    /// The letter of the last item of a list inside the paragraph.
    item: Option<u8>,
    /// Whether a paragraph is open.
    open: bool,
    /// Whether a heading stands above the next text.
    headed: bool,
    /// Whether the next line is the rest of one that a carrier joined.
    cut: bool,
}

impl Body {
    /// Takes the line, up to where a carrier joined the next paragraph to it (N149).
    fn take(&mut self, cursor: &mut Cursor<'_>, opens: bool) {
        let (text, look) = cursor.peek().map(|line| (line.text, line.look)).unwrap_or_default();
        // The number of the next paragraph is a figure.
        let next = || self.joined_next(cursor, text).or_else(|| self.after_closer(text));
        let next = if look.has_figure() { next() } else { None };
        self.cut = next.is_some();
        match next {
            Some(at) => cursor.take_part(ElementKind::Paragraph, opens, at),
            None => cursor.take(ElementKind::Paragraph, opens),
        }
    }

    /// `END SUMMARY.1. THE FERRY …`: where the next paragraph begins after the end of a block.
    fn after_closer(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        // `D` is rarer than `E`, and a blank after it rarer still.
        let from = memchr::memchr_iter(b'D', bytes).filter(|&at| bytes.get(at + 1) == Some(&b' ')).find_map(|at| {
            let rest = text.get(at.checked_sub(2)?..)?;
            ["END SUMMARY", "END COMMENT"].iter().find(|end| rest.starts_with(**end)).map(|end| at - 2 + end.len())
        })?;
        let rest = text.get(from..)?.trim_start_matches(['.', ' ', ')']);
        let start = paragraph_start(rest).filter(|start| start.number == self.last + 1 && start.stop == Some('.'))?;
        rest[start.text_at..].starts_with(|c: char| c.is_uppercase() || c == '(').then(|| text.len() - rest.len())
    }

    /// Where the next paragraph begins inside a long line: after a full stop,
    /// with a mark, or where only its number is missing before the next line's.
    fn joined_next(&self, cursor: &Cursor<'_>, text: &str) -> Option<usize> {
        if self.last == 0 {
            return None;
        }
        let next = self.last + 1;
        if text.len() < LONG_LINE && !self.cut && !cursor.is_rest_of_line() {
            return marked_next(text, next);
        }
        let needle = format!(" {next}. ");
        memmem::find_iter(text.as_bytes(), needle.as_bytes()).take(8).find_map(|at| {
            let ended = text[..at].trim_end().ends_with(['.', '?', '!', ')', '"']);
            let start = paragraph_start(&text[at + 1..]).filter(|_| ended)?;
            let value = &text[at + 1 + start.text_at..];
            let missing = || value.starts_with(char::is_uppercase) && next_number(cursor) == Some(next + 1);
            (start.mark.is_some() || missing()).then_some(at + 1)
        })
    }

    fn begin(&mut self, cursor: &mut Cursor<'_>) {
        self.take(cursor, true);
        self.open = true;
        self.headed = false;
        self.list = 0;
        self.item = None;
    }

    fn number(&mut self, start: &ParagraphStart<'_>) {
        if self.outer.is_some_and(|outer| start.number == outer + 1 && start.number != self.last + 1) {
            self.outer = None;
        } else if start.number == 1 && self.last > 0 {
            self.outer = Some(self.last);
        }
        self.last = start.number;
        self.stop = self.stop.or(start.stop);
    }

    /// Whether a line that looks like a paragraph's begin is one: its number
    /// continues the sequence (FORMAT.md 3.11.10, N130, N131).
    fn accepts(&self, cursor: &Cursor<'_>, start: &ParagraphStart<'_>, text: &str) -> bool {
        let value = &text[start.text_at..];
        // A paragraph sign is as sure as a portion mark.
        let marked = start.mark.is_some() || text.starts_with(['¶', 'Â']);
        if !marked && (takes_number(cursor) || self.is_list_item(cursor, start)) {
            return false;
        }
        let gap = cursor.after_gap_or_rule();
        let lower = value.starts_with(|c: char| c.is_ascii_lowercase());
        // Across a page's edge, only where the text before is at an end: `… in 20`, `05. …` was one number.
        let written =
            cursor.after_blank() && !lower && value.len() > 3 && (!cursor.after_page() || ends_sentence(cursor));
        let ended = cursor.rows().last().is_none_or(|row| {
            let text = row.line.text;
            text.ends_with(['.', ':', '?', '!', '"', ')', '-'])
                || text.len() < 40
                || ends_with_closer(text)
                || is_table_row(text)
        });
        match start.number {
            // The text begins in the middle of a telegram.
            number if self.last == 0 => {
                number <= 99 && (marked || (gap && !lower) || (number == 1 && ended && !lower && value.len() > 20))
            }
            number if number == self.last + 1 => {
                marked || ((gap || self.headed) && !lower) || (ended && !lower && !value.is_empty())
            }
            // Numbers were skipped, or one was lost.
            number if number > self.last && number <= self.last + 4 => {
                let goes_on = || {
                    self.last > 1
                        && ended
                        && value.starts_with(char::is_uppercase)
                        && next_number(cursor) == Some(number + 1)
                };
                marked || written || goes_on()
            }
            // The document that a paragraph quotes is at its end.
            number if self.outer.is_some_and(|outer| number == outer + 1) => marked || written,
            // A document inside the paragraph has numbers of its own.
            1 if written && self.headed => true,
            1 if written && opens_document(cursor) => next_number(cursor).is_none_or(|next| next == 2),
            // A number stands twice.
            number if number == self.last && written && !marked => {
                next_number(cursor).is_some_and(|next| next == number + 1 || next == number + 2)
            }
            // Repeated or started anew.
            _ => marked && gap,
        }
    }

    /// Whether the number is one of a list inside the paragraph: signed
    /// otherwise than the paragraphs are, or used again by a paragraph below.
    fn is_list_item(&self, cursor: &Cursor<'_>, start: &ParagraphStart<'_>) -> bool {
        if self.last == 0 {
            return false;
        }
        let other_sign = self.stop.is_some_and(|stop| start.stop.is_some_and(|sign| sign != stop && sign == ')'));
        let in_list = self.list > 0 && start.number == self.list + 1;
        other_sign
            || in_list
                && (!cursor.after_gap_or_rule()
                    || cursor
                        .ahead()
                        .filter_map(|line| paragraph_start(line.text))
                        .any(|later| later.number == start.number))
    }

    /// Whether a number without a stop begins a paragraph: the one before and
    /// the one after it must fit.
    fn accepts_bare(&self, cursor: &Cursor<'_>, start: &ParagraphStart<'_>) -> bool {
        self.last > 0
            && start.number == self.last + 1
            && cursor.after_blank()
            && !takes_number(cursor)
            && next_number(cursor).is_some_and(|next| next == start.number + 1)
    }

    /// Whether a line without a number, below a gap, begins a paragraph.
    fn opens_unnumbered(&self, cursor: &Cursor<'_>, text: &str, inside: bool) -> bool {
        if !self.open {
            return true;
        }
        // Rows of a table and bullets belong to the text that they stand below.
        let is_bullet = text.starts_with(['-', '*', '\u{2022}']);
        let is_item = is_bullet || item_letter(text).is_some() && cursor.after_page();
        let is_row = has_columns(text, 2) || has_columns(text, 1) && text.len() < 50 && !text.ends_with('.');
        if !self.headed && (is_row || is_item) {
            return false;
        }
        let mark = portion_mark(text).filter(|&(_, length)| text.starts_with('(') && text.len() > length);
        let is_marked = mark.is_some_and(|(mark, _)| !self.is_enumerated(cursor, mark));
        let goes_on = inside || (!self.headed && text.starts_with(|c: char| c.is_ascii_lowercase()));
        let fresh = (self.last == 0 || self.headed) && !goes_on && (mark.is_none() || is_marked);
        // After a page's edge nothing tells a new paragraph from the next sentence but a short line before.
        let new_block = cursor.after_blank() && fresh && (self.headed || !cursor.after_page() || ends_short(cursor));
        // `… END SUMMARY AND` / `COMMENT.` (N134): inside a sentence only a colon tells a new block.
        let opens = opens_block(text)
            && !ends_with_end(cursor)
            && (!inside || text.bytes().take(40).any(|b| matches!(b, b':')));
        new_block || (cursor.after_blank() && is_marked) || opens
    }

    /// Whether a letter in brackets is an item of a list, `(C)` between `(B)` and `(D)`.
    fn is_enumerated(&self, cursor: &Cursor<'_>, mark: &str) -> bool {
        let [letter] = mark.as_bytes() else { return false };
        let letter = letter.to_ascii_uppercase();
        self.item == Some(letter - 1)
            || cursor.ahead().take(30).filter_map(|line| item_letter(line.text)).next() == Some(letter + 1)
    }
}

/// `… End summary.  2. (SBU) The mayor …` in a line of common length: only a portion mark is sure there.
fn marked_next(text: &str, next: u32) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'(', bytes).filter(|&at| at > 4).take(4).find_map(|at| {
        let before = text.get(..at)?.trim_end().strip_suffix('.')?;
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let begin = before.len() - digits;
        let number = before.get(begin..)?.parse::<u32>().ok()?;
        let head = before.get(..begin)?;
        let ended = head.ends_with(' ') && head.trim_end().ends_with(['.', '?', '!', ')', '"']);
        (number == next && ended && paragraph_start(text.get(begin..)?)?.mark.is_some()).then_some(begin)
    })
}

/// Whether the line is nothing but a notice that this is a corrected copy.
fn is_copy_notice(text: &str) -> bool {
    text.len() < 90
        && is_upper(text)
        && text.starts_with(['(', '*', 'C'])
        && classification_line::notice_length(text) == Some(text.len())
        && text.contains("OPY")
}

/// The number of the next line that looks like a paragraph's begin.
fn next_number(cursor: &Cursor<'_>) -> Option<u32> {
    cursor.ahead().find_map(|line| paragraph_start(line.text)).map(|start| start.number)
}

/// Whether the text before stops inside a sentence: a full line without a
/// closing sign, with nothing but blanks and page breaks after it.
fn inside_sentence(cursor: &Cursor<'_>) -> bool {
    cursor.last_text().is_some_and(|text| {
        text.len() >= 40
            && !text.ends_with(['.', '?', '!', ':', ';', '"', ')', ']', '*', '\u{201d}'])
            && !text.ends_with("--")
            && text.bytes().any(|b| b.is_ascii_alphabetic())
    })
}

fn ends_sentence(cursor: &Cursor<'_>) -> bool {
    cursor.last_text().is_none_or(|text| text.ends_with(['.', '?', '!', ':', '"', ')']))
}

fn ends_short(cursor: &Cursor<'_>) -> bool {
    ends_sentence(cursor) && cursor.last_text().is_none_or(|text| text.len() < 40)
}

/// `… END` / `SUMMARY.` (N134).
fn ends_with_end(cursor: &Cursor<'_>) -> bool {
    cursor.last_text().is_some_and(|text| text.rsplit(' ').next().is_some_and(|word| word.eq_ignore_ascii_case("END")))
}

/// `… END SUMMARY`, `… END SUMMARY AND COMMENT`: the end of a block, without a stop.
fn ends_with_closer(text: &str) -> bool {
    const BLOCKS: [&str; 6] = ["SUMMARY", "COMMENT", "NOTE", "TEXT", "INTRODUCTION", "REQUEST"];
    let mut words = text.rsplit(' ').filter(|word| !word.is_empty());
    words.next().is_some_and(|last| BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(last)))
        && words.take(3).any(|word| word == "END" || word == "End")
}

/// Whether the line directly above ends with a word that a number belongs to:
/// `Section` / `7. of the law`, `ON JUNE` / `5. THE MINISTER` (N131).
fn takes_number(cursor: &Cursor<'_>) -> bool {
    const WORDS: [&str; 40] = [
        "PARA",
        "PARAS",
        "PARAGRAPH",
        "PARAGRAPHS",
        "SECTION",
        "SECTIONS",
        "ARTICLE",
        "ARTICLES",
        "ART",
        "ANNEX",
        "CHAPTER",
        "ITEM",
        "ITEMS",
        "NO",
        "NOS",
        "NUMBER",
        "PAGE",
        "PART",
        "PHASE",
        "POINT",
        "POINTS",
        "OPTION",
        "RESOLUTION",
        "REF",
        "JANUARY",
        "FEBRUARY",
        "MARCH",
        "APRIL",
        "MAY",
        "JUNE",
        "JULY",
        "AUGUST",
        "SEPTEMBER",
        "OCTOBER",
        "NOVEMBER",
        "DECEMBER",
        "SEPT",
        "NOV",
        "DEC",
        "CLAUSE",
    ];
    if cursor.after_blank() && !cursor.after_page() {
        return false;
    }
    cursor.last_text().filter(|text| text.len() >= 30).is_some_and(|text| {
        let word = text.rsplit([' ', '(']).next().unwrap_or_default();
        WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
    })
}

/// Whether the text before announces a document: `BEGIN TEXT:`, `QUOTE`, `AS FOLLOWS:`.
fn opens_document(cursor: &Cursor<'_>) -> bool {
    cursor.last_text().is_some_and(|text| {
        let text = text.trim_end_matches(['.', ':', ')', '-', ' ', '"']);
        let upper = text.get(text.floor_char_boundary(text.len().saturating_sub(40))..).unwrap_or_default();
        let upper = upper.to_uppercase();
        ["TEXT", "QUOTE", "FOLLOWS", "FOLLOWING"].iter().any(|word| upper.ends_with(word))
            || upper.contains("BEGIN ")
            || starts_with_word(text, "BEGIN")
    })
}
