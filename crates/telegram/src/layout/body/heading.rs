//! Headings between paragraphs (rules BLOCK, N137, N146).

use super::Body;
use super::before::inside_sentence;
use super::heading_words::{framed, heading_words};
use crate::ElementKind;
use crate::layout::cursor::Cursor;
use crate::paragraph::{ParagraphStart, item_letter, paragraph_start, portion_mark};
use crate::text::shape::{has_columns, is_rule, is_upper, starts_with_word};
use crate::text::{Line, contains_folded};

/// A heading below a gap: a short line, or two, alone above a paragraph.
pub(super) fn take(body: &mut Body, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
    if !cursor.after_gap_or_rule() {
        return false;
    }
    let count = lines(cursor, line.text, body.last, body.item, inside_sentence(cursor));
    take_lines(body, cursor, count)
}

/// A heading right below the text, with a rule below it.
pub(super) fn take_underlined(body: &mut Body, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
    let count = underlined_below_text(cursor, line.text).unwrap_or(0);
    take_lines(body, cursor, count)
}

/// A heading right below the text, in a copy that lost the blank lines.
pub(super) fn take_between(body: &mut Body, cursor: &mut Cursor<'_>, line: &Line<'_>) -> bool {
    let count = usize::from(body.open && is_right_between(cursor, line.text, body.last));
    take_lines(body, cursor, count)
}

/// Takes so many lines as one heading; `false` for none.
fn take_lines(body: &mut Body, cursor: &mut Cursor<'_>, count: usize) -> bool {
    let goes_on = count > 0 && goes_on(cursor);
    for index in 0..count {
        cursor.take(ElementKind::Heading, index == 0 && !goes_on);
    }
    body.headed |= count > 0;
    count > 0
}

/// Whether the next line goes on with the heading above, of which each line is underlined: that one ends with a comma,
/// or this one begins with a small letter.
fn goes_on(cursor: &mut Cursor<'_>) -> bool {
    let small = cursor.peek().is_some_and(|line| line.text.starts_with(char::is_lowercase));
    matches!(cursor.rows(), [.., above, rule]
        if rule.kind == ElementKind::Rule && above.kind == ElementKind::Heading && (small || above.line.text.ends_with(',')))
}

/// Whether the rule of a heading stands right above: what is not underlined there is text.
fn right_below_underlined(cursor: &Cursor<'_>) -> bool {
    matches!(cursor.rows(), [.., above, rule] if rule.kind == ElementKind::Rule && above.kind == ElementKind::Heading)
}

/// How many lines the heading takes that begins with the next line; 0 where it
/// is none. A heading is a short line, or two, alone above a paragraph.
///
/// `last` is the number of the paragraph before, `item` the letter of the last
/// item of a list in it, `inside` whether the text before stops inside a sentence.
fn lines(cursor: &Cursor<'_>, text: &str, last: u32, item: Option<u8>, inside: bool) -> usize {
    let marked = portion_mark(text).filter(|_| text.starts_with('(')).map_or(0, |(_, length)| length);
    let printed = text[marked..].trim();
    let words = heading_words(text);
    if words.len() < 3 || text.len() > 100 || is_frame(words) || has_columns(words, 1) || contains_folded(words, "....")
    {
        return 0;
    }
    let second = cursor.ahead().next().filter(|line| !line.is_blank());
    let underlined = second.is_some_and(|line| is_underline(line.text));
    // `2007 Prices`: with a rule below it, or as a title of three words, a heading can begin with a figure.
    let is_numeral = words.starts_with(|c: char| c.is_ascii_digit());
    let is_title_of_words = || is_title_case(words) && words.split(' ').count() > 3 && paragraph_start(text).is_none();
    let begun = words.starts_with(begins) || is_numeral && (underlined || is_title_of_words());
    if !begun || !underlined && right_below_underlined(cursor) {
        return 0;
    }
    // The last item of a list stands as alone as a heading does.
    let is_item = item_letter(text).is_some_and(|letter| item.is_some_and(|last| letter == last + 1))
        // The first item of a list that the text above announces.
        || item_letter(text) == Some(b'A') && cursor.last_text().is_some_and(|text| text.ends_with(':'))
        || is_marked_item(text)
        || words.starts_with("- ") && !words.ends_with(" -")
        || words.starts_with("--") && !words.ends_with("--");
    let is_title = is_upper(words) || is_title_case(words);
    // `The owners named their terms in a letter:` goes on with the paragraph below.
    let announces = words.ends_with(':') && !is_title && words.split(' ').count() > 3;
    // One rule below both lines of a heading.
    let third = cursor.ahead().nth(1).filter(|third| is_underline(third.text));
    if let (Some(second), Some(_)) = (second.filter(|_| !underlined && !is_item && !inside && is_title), third)
        && second.text.len() <= 80
        && !second.text.ends_with('.')
        && !words.ends_with('.')
        && is_upper(second.text) == is_upper(words)
        && words.len() > 25
        && !has_columns(second.text, 1)
    {
        return 2;
    }
    if (full_stop(words) || is_item || inside || announces) && !underlined {
        return 0;
    }
    // With a mark a number that repeats or starts anew begins a paragraph too (N130).
    let follows = |start: &ParagraphStart<'_>| start.number == last + 1 || start.mark.is_some();
    let mut content =
        cursor.ahead().map(|line| line.text).filter(|text| !text.is_empty() && !is_rule(text)).map(|text| {
            let is_start = paragraph_start(text).is_some_and(|start| follows(&start));
            (text, is_start)
        });
    let (next, next_starts) = content.next().unwrap_or_default();
    if underlined && (is_title || next_starts || words.len() <= 60) {
        return 1;
    }
    if next_starts {
        // In any case: `Talks resume in the spring`, with a blank line below it.
        let alone = second.is_none() && words.len() <= 75 && words.starts_with(char::is_uppercase);
        return usize::from(is_title || (alone && item_letter(text).is_none()));
    }
    // In a text of small letters, a line in capitals above unnumbered text.
    let above_text = is_upper(printed)
        && second.is_none()
        && words.bytes().filter(u8::is_ascii_alphabetic).count() >= 4
        && next.len() > 40
        && next.bytes().filter(u8::is_ascii_lowercase).count() * 2 > next.len();
    if above_text {
        return 1;
    }
    let after_starts = content.next().is_some_and(|(_, is_start)| is_start);
    if !is_title || !after_starts || full_stop(next) {
        return 0;
    }
    match second {
        Some(line) if line.text.len() <= 80 && is_upper(line.text) == is_upper(words) => 2,
        // A heading above a heading, a blank line between.
        None if next.len() <= 80 && is_upper(next) == is_upper(words) && !has_columns(next, 1) && !is_frame(next) => 1,
        _ => 0,
    }
}

/// A heading right below the text, without a blank line: only with a rule of
/// about its length below it, and a numbered paragraph or a blank line after.
fn underlined_below_text(cursor: &Cursor<'_>, text: &str) -> Option<usize> {
    let mut ahead = cursor.ahead();
    let rule = ahead.next().filter(|line| is_underline(line.text))?;
    let ended = cursor.last_text()?.ends_with(['.', '?', '!', ')', '"']);
    let begun = heading_words(text).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if !ended || text.len() > 80 || text.len() < 4 || full_stop(text) || !begun {
        return None;
    }
    let after = ahead.next()?;
    // Above a numbered paragraph with a mark the rule may be of any length.
    let marked = paragraph_start(after.text).is_some_and(|start| start.mark.is_some());
    let fits = marked
        || rule.text.len().abs_diff(text.len()) <= 4 && (after.is_blank() || paragraph_start(after.text).is_some());
    (fits && !has_columns(text, 1)).then_some(1)
}

/// A heading without blank lines around it, in a copy that lost them: a line that is no sentence, between the end of one
/// and the next numbered paragraph.
fn is_right_between(cursor: &Cursor<'_>, text: &str, last: u32) -> bool {
    let next = || {
        let line = cursor.ahead().next()?;
        let start = paragraph_start(line.text).filter(|start| start.number == last + 1)?;
        Some(start.mark.is_some() || line.text[start.text_at..].starts_with(char::is_uppercase))
    };
    // The next line tells of nearly every line that it is none.
    if last == 0 || !(4..=75).contains(&text.len()) || !next().unwrap_or(false) {
        return false;
    }
    let words = heading_words(text);
    let framed = framed(text).is_some();
    words.starts_with(char::is_uppercase)
        && words.ends_with(char::is_alphanumeric)
        && !words.contains(['.', ':', ','])
        // In a text of capitals nothing tells a heading from the last words of a sentence without its stop.
        && cursor.last_text().is_some_and(|before| before.ends_with(['.', '?', '!', ')', '"']) && (framed || !is_upper(before)))
        && !has_columns(text, 1)
        && !is_frame(text)
        && item_letter(text).is_none()
        && paragraph_start(text).is_none()
}

/// `A. (C) Fuel, that is`: an item with a portion mark.
fn is_marked_item(text: &str) -> bool {
    item_letter(text).is_some()
        && text.split_once(' ').is_some_and(|(_, rest)| rest.starts_with('(') && portion_mark(rest).is_some())
}

fn begins(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '"' | '\'' | '\u{201c}' | '(' | '-' | '.' | '\u{2026}')
}

fn full_stop(text: &str) -> bool {
    text.ends_with(['.', ',', ';']) && !text.ends_with("...")
}

/// Words that frame a quoted text; they belong to the paragraph.
fn is_frame(words: &str) -> bool {
    let words = words.trim_start_matches(['(', '[', '-', ' ']);
    if starts_with_word(words, "BEGIN SUMMARY") {
        return false;
    }
    // `SUMMARY: THE FERRY IS LATE. END SUMMARY`
    if ["END SUMMARY", "END COMMENT"].iter().any(|end| contains_folded(words, end)) {
        return true;
    }
    ["BEGIN", "END", "ENDTEXT", "QUOTE", "UNQUOTE"].iter().any(|word| starts_with_word(words, word)) && words.len() < 40
}

/// A rule without gaps (or made of single signs with gaps); the rule below the
/// head of a table has a gap between its columns.
fn is_underline(text: &str) -> bool {
    is_rule(text) && (!text.contains(' ') || text.split(' ').all(|run| run.len() <= 3))
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
