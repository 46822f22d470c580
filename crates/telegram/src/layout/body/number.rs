//! Which number at the start of a line begins a paragraph: one that continues
//! the sequence (rules PARAGRAPH, N130, N131).

use super::Body;
use super::before::{ends_sentence, ends_with_closer, opens_document};
use crate::layout::cursor::Cursor;
use crate::paragraph::{ParagraphStart, bare_number, expects_number, item_letter, long_number, paragraph_start};
use crate::text::Line;
use crate::text::shape::{has_columns, is_table_row};

/// A line that begins with the number of the next paragraph; any other number is noted as one of a list.
pub(super) fn take(body: &mut Body, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
    let text = line.text;
    let Some(start) = paragraph_start(text).or_else(|| long_number(text, body.last)) else { return false };
    // `1.A.` below `1.` counts no list of its own.
    if start.number == body.last && is_sub_number(text, &start) {
        return false;
    }
    if body.is_misprint(cursor, &start) {
        body.last += 1;
        body.begin(cursor);
        return true;
    }
    if !body.accepts(cursor, &start, text) {
        body.announced = start.number == 1 && announces(cursor) || body.announced && start.number == body.list + 1;
        body.list = if start.number == 1 || start.number == body.list + 1 { start.number } else { body.list };
        return false;
    }
    body.quotes |= start.number == 1 && opens_document(cursor);
    body.flat |= body.last == 0 && start.mark.is_none() && cursor.is_rest_of_line();
    body.number(&start);
    body.begin(cursor);
    body.item = item_letter(&text[start.text_at..]);
    true
}

/// A line that begins with a number whose stop was lost.
pub(super) fn take_bare(body: &mut Body, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
    let start = if line.look.has_figure() { bare_number(line.text) } else { None };
    let Some(start) = start.filter(|start| body.accepts_bare(cursor, start)) else { return false };
    body.last = start.number;
    body.stop = body.stop.or(start.stop);
    body.begin(cursor);
    true
}

impl Body {
    /// Notes the number of the paragraph that begins.
    fn number(&mut self, start: &ParagraphStart<'_>) {
        if self.outer.is_some_and(|outer| start.number == outer + 1 && start.number != self.last + 1) {
            self.outer = None;
        } else if start.number == 1 && self.last > 0 {
            self.outer = Some(self.last);
        }
        self.last = start.number;
        self.stop = self.stop.or(start.stop);
        self.unmarked |= start.mark.is_none();
    }

    /// Whether a line that looks like a paragraph's begin is one: its number
    /// continues the sequence (rules PARAGRAPH, N130, N131).
    fn accepts(&self, cursor: &Cursor<'_>, start: &ParagraphStart<'_>, text: &str) -> bool {
        let value = &text[start.text_at..];
        let lower = value.starts_with(|c: char| c.is_ascii_lowercase());
        // A page's paragraph sign is as sure as a portion mark, where the number is not that of a day or a list: pages
        // put it before any number at the start of a line.
        let signed = text.starts_with(['¶', 'Â']) && !lower && !takes_number(cursor);
        let marked = start.mark.is_some() || signed;
        if !marked && (takes_number(cursor) || self.is_list_item(cursor, start) || is_row_of_table(cursor, value)) {
            return false;
        }
        if self.last > 0 && !marked && is_wrap(cursor, start.number) || self.is_in_brackets(start) {
            return false;
        }
        if self.is_sub_item(start) || self.counts_between_items(cursor, start) {
            return false;
        }
        let gap = cursor.after_gap_or_rule();
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
                let long = || value.len() > 20 || cursor.last_text().is_some_and(ends_with_closer);
                number <= 99 && (marked || (gap && !lower) || (number == 1 && ended && !lower && long()))
            }
            number if number == self.last + 1 => {
                marked || ((gap || self.headed) && !lower) || (ended && !lower && (self.flat || !value.is_empty()))
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
        let begins_list = start.number == 1 && !self.headed && announces(cursor) && !opens_document(cursor);
        other_sign
            || begins_list
            || in_list
                && (!cursor.after_gap_or_rule()
                    || self.announced && (start.number != self.last + 1 || !self.unmarked)
                    || cursor
                        .ahead()
                        .filter_map(|line| paragraph_start(line.text))
                        .any(|later| later.number == start.number))
    }

    /// Whether the number stands in brackets, and those of the paragraphs do not.
    fn is_in_brackets(&self, start: &ParagraphStart<'_>) -> bool {
        let is_bracket = |stop: Option<char>| matches!(stop, Some('(' | '['));
        self.last > 0 && is_bracket(start.stop) && !is_bracket(self.stop)
    }

    /// Whether the number counts below a lettered item, with a sign that the paragraphs have not:
    /// `A. (C) Fuel, that is` / `1) (C) oil`.
    fn is_sub_item(&self, start: &ParagraphStart<'_>) -> bool {
        let other_sign = self.stop.is_some_and(|stop| stop != ')') && start.stop == Some(')');
        other_sign && (self.item.is_some() && start.number == 1 || self.list > 0 && start.number == self.list + 1)
    }

    /// Whether the number counts between two lettered items, `A.` above and `B.` below.
    fn counts_between_items(&self, cursor: &Cursor<'_>, start: &ParagraphStart<'_>) -> bool {
        let counts = start.number == 1 || self.list > 0 && start.number == self.list + 1;
        let next_letter = || cursor.ahead().take(30).find_map(|line| item_letter(line.text));
        self.last > 0 && counts && self.item.is_some_and(|item| next_letter() == Some(item + 1))
    }

    /// Whether a figure of the next number was lost: `1.` between 10 and 12. The author's number is kept.
    fn is_misprint(&self, cursor: &Cursor<'_>, start: &ParagraphStart<'_>) -> bool {
        let next = self.last + 1;
        self.last >= 10
            && start.number < 10
            && (start.number == next / 10 || start.number == next % 10)
            && cursor.after_blank()
            && next_number(cursor) == Some(next + 1)
    }

    /// Whether a number without a stop begins a paragraph: the one before and
    /// the one after it must fit.
    fn accepts_bare(&self, cursor: &Cursor<'_>, start: &ParagraphStart<'_>) -> bool {
        let next_is_bare = || {
            let mut bare = cursor.ahead().filter_map(|line| bare_number(line.text));
            bare.any(|next| next.number == start.number + 1 && next.stop == start.stop)
        };
        start.number == self.last + 1
            && cursor.after_blank()
            && !takes_number(cursor)
            && !(start.stop.is_some() && announces(cursor))
            && (next_number(cursor) == Some(start.number + 1) && self.last > 0
                // `1, The ferry` / `2, The crew`: the same wrong sign after the next number, or the one before.
                || start.stop.is_some() && (self.stop == start.stop || self.last == 0 && next_is_bare()))
    }
}

/// Whether the number is followed by the letter of a part, `1.A. `.
fn is_sub_number(text: &str, start: &ParagraphStart<'_>) -> bool {
    let close = text.get(..start.text_at).is_some_and(|number| number.ends_with('.'));
    close
        && matches!(text.as_bytes().get(start.text_at..), Some([letter, b'.' | b')', b' ', ..]) if letter.is_ascii_alphabetic())
}

/// Whether the text of a number is a row of a table, with another row right above or below.
fn is_row_of_table(cursor: &Cursor<'_>, value: &str) -> bool {
    let is_row = |text: &str| has_columns(text, 2) || is_table_row(text);
    is_row(value)
        && (cursor.rows().last().is_some_and(|row| is_row(row.line.text))
            || cursor.ahead().next().is_some_and(|line| is_row(line.text)))
}

/// The number of the next line that looks like a paragraph's begin.
pub(super) fn next_number(cursor: &Cursor<'_>) -> Option<u32> {
    cursor.ahead().find_map(|line| paragraph_start(line.text)).map(|start| start.number)
}

/// Whether the text before announces what follows: `The owners want:`.
fn announces(cursor: &Cursor<'_>) -> bool {
    cursor.last_text().is_some_and(|text| text.ends_with(':'))
}

/// Whether the number stands at the start of the line only because the line before was full: a paragraph below, apart from
/// the text, has the same.
fn is_wrap(cursor: &Cursor<'_>, number: u32) -> bool {
    if cursor.after_gap_or_rule() {
        return false;
    }
    let mut blank = false;
    for line in cursor.ahead() {
        if let Some(start) = paragraph_start(line.text) {
            return blank && start.number == number;
        }
        blank = line.is_blank();
    }
    false
}

/// Whether the line directly above ends with a word that a number belongs to:
/// `Section` / `7. of the law`, `ON JUNE` / `5. THE MINISTER` (N131).
fn takes_number(cursor: &Cursor<'_>) -> bool {
    if cursor.after_blank() && !cursor.after_page() {
        return false;
    }
    cursor.last_text().is_some_and(|text| text.len() >= 20 && expects_number(text))
}
