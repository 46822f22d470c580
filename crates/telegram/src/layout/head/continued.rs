//! Which lines go on with a header field (rules CLASS to PARAGRAPH; N60, N79, N92, N93, N123, N170, N171, N192).

use super::subject::{ends_subject, is_unlabelled_subject, subject_continues};
use crate::ElementKind;
use crate::header::labels;
use crate::header::{references, tags};
use crate::layout::cursor::Cursor;
use crate::layout::{body, joined, prose};
use crate::text::Line;
use crate::text::shape::{is_upper, starts_with_fold};

/// Whether the field goes on with a line that follows it directly.
pub(super) fn continues(
    cursor: &Cursor<'_>,
    kind: ElementKind,
    last: &Line<'_>,
    line: &Line<'_>,
    value: usize,
) -> bool {
    let text = line.text;
    // `AGREED TERMS OF` / `REFERENCE: FERRIES`
    let in_phrase =
        || kind == ElementKind::Subject && last.text.ends_with("TERMS OF") && starts_with_fold(text, "REFERENCE");
    if cursor.label(text).is_some() && !in_phrase() {
        return false;
    }
    let list = kind == ElementKind::References;
    let open = if list { references::open_end(last.text) } else { references::Open::No };
    // A date-time group without its precedence belongs to an entry (rule N115).
    let group = list && text.starts_with(|c: char| c.is_ascii_digit());
    if cursor.is_envelope(text) && !group
        || cursor.is_caption(text) && kind != ElementKind::Subject && kind != ElementKind::References
    {
        return false;
    }
    let section_line =
        |text: &str| cursor.class_line(text).filter(|line| line.has_number).map(|line| line.section.is_some());
    if kind == ElementKind::Subject && joined::classification_line_length(text).is_some() {
        return false;
    }
    if let Some(section) = section_line(text)
        && open == references::Open::No
    {
        // `UNCLAS SUVA 617` / `UNCLAS APIA 42`: a list whose entries name their class.
        let (_, length) = labels::strip_label(last.text);
        let entries =
            list && !section && last.text.get(length..).is_some_and(|entry| section_line(entry) == Some(false));
        if !entries {
            return false;
        }
    }
    let next = cursor.next_content().map(|line| line.text);
    let is_body = body::is_first_paragraph(text, next);
    match kind {
        ElementKind::Tags => {
            // `EC SUBJECT: ROSES AND ROADS`: the next label in the same line.
            let (own, label) = joined::own_part(text);
            let label_follows = label.is_some() || next.is_some_and(|next| cursor.label(next).is_some());
            tags_continue(cursor, label_follows, own) && !is_unlabelled_subject(cursor, text)
        }
        ElementKind::ExecutiveOrder => {
            value == 0
                || starts_with_fold(text, "DECL")
                || starts_with_fold(text, "DELC")
                || last.text.ends_with([':', ',', '(']) && !is_body
                || is_rest_of_number(last.text, text)
                || names_event(last.text)
                    && is_upper(text) == is_upper(last.text)
                    && text.len() < 70
                    && !is_body
                    && next.is_some_and(|next| cursor.label(next).is_some())
        }
        ElementKind::Subject => {
            // `… RESUME ON JUNE` / `12: NEXT STEPS`
            let dated = is_upper(text)
                && text.starts_with(|c: char| c.is_ascii_digit())
                && names_month(last.text.rsplit(' ').next().unwrap_or_default());
            // `(PART 1 OF` / `2) …`
            let open = last.text.matches('(').count() > last.text.matches(')').count();
            dated || open || !is_body && !ends_subject(last.text, text) || value == 0 && is_marked_title(text, next)
        }
        ElementKind::References => {
            let marked = body::is_marked_paragraph(text);
            let entry = || references::looks_like_entry(text) && figure_fits(cursor, text, value);
            !is_body
                || letter_follows(cursor, text)
                || open == references::Open::Surely
                || !marked && (open == references::Open::Perhaps || entry())
                || references::begins_with_remark(text)
        }
        _ => !is_body,
    }
}

/// Whether a line goes on with the TAGS read so far.
pub(in crate::layout) fn tags_continue(cursor: &Cursor<'_>, label_follows: bool, text: &str) -> bool {
    // No list has more lines, and most have one.
    let field = || {
        cursor.rows().iter().rev().take(24).take_while(|row| matches!(row.kind, ElementKind::Tags | ElementKind::Blank))
    };
    let count = |c: char| field().map(|row| row.line.text.matches(c).count()).sum::<usize>();
    let open = count('(') > count(')') || count('[') > count(']');
    let last = field().find(|row| row.kind == ElementKind::Tags).map_or("", |row| row.line.text);
    tags::continues(tags::Around { last, open, label_follows }, text)
}

/// `JUNE`, and no common word such as `MAY` or `MARCH`.
fn names_month(word: &str) -> bool {
    !matches!(word, "MAY" | "MARCH") && crate::id::citation::month(word).is_some()
}

/// Whether the order line ends in the words of an event (`DECL: UPON COMPLETION OF THE`), which may go on.
fn names_event(text: &str) -> bool {
    let words = text.rsplit(':').next().unwrap_or_default();
    words.split_whitespace().count() >= 3
        && words.len() < text.len()
        && !words.bytes().any(|byte| byte.is_ascii_digit() || matches!(byte, b'(' | b')'))
}

/// Whether the figure before an entry is the next one of the list; true where there is none. `1. EMBASSY'S LETTER WAS
/// DELIVERED` below a list with letters is a paragraph.
fn figure_fits(cursor: &Cursor<'_>, text: &str, value: usize) -> bool {
    const FIELD: usize = 40;
    let Some(figure) = leading_figure(text) else { return true };
    if figure == 1 && value == 0 {
        return true;
    }
    let rows = cursor.rows().iter().rev().take(FIELD);
    let field = rows.take_while(|row| row.kind != ElementKind::Subject && row.kind != ElementKind::Paragraph);
    field.filter(|row| row.kind == ElementKind::References).any(|row| {
        let printed = row.line.text;
        let (_, length) = labels::strip_label(printed);
        leading_figure(printed.get(length..).unwrap_or_default()).is_some_and(|before| before + 1 == figure)
    })
}

/// Whether a short line begins with the letter after that of an earlier line of the list: `C. NON-PAPER ON FERRIES`,
/// `l. Ferry survey of 2009`, where the small letter looks like a paragraph's figure.
fn letter_follows(cursor: &Cursor<'_>, text: &str) -> bool {
    const FIELD: usize = 40;
    let Some((letter, bracket)) = leading_letter(text).filter(|(letter, _)| *letter > b'A') else { return false };
    // A sentence, or the mark of an unnumbered paragraph.
    if text.len() > 75
        || bracket && (text.ends_with(['.', ':']) || body::opens_block(text.get(3..).unwrap_or_default().trim()))
    {
        return false;
    }
    let rows = cursor.rows().iter().rev().take(FIELD);
    let mut field = rows.take_while(|row| matches!(row.kind, ElementKind::References | ElementKind::Blank));
    field.any(|row| {
        let printed = row.line.text;
        let (_, length) = labels::strip_label(printed);
        let value = printed.get(length..).unwrap_or_default();
        let inside = [letter - 1, (letter - 1).to_ascii_lowercase()].map(char::from).iter().any(|before| {
            if bracket {
                value.contains(&format!("({before})"))
            } else {
                value.contains(&format!(" {before}. ")) || value.contains(&format!(" {before}) "))
            }
        });
        inside || leading_letter(value).is_some_and(|(before, other)| before + 1 == letter && other == bracket)
    })
}

/// `B.`, `(C)`, `D:`, `[E]`, `f.`: the letter that a line begins with, as a capital, and whether in brackets.
fn leading_letter(text: &str) -> Option<(u8, bool)> {
    let (letter, bracket) = match text.as_bytes() {
        [b'(' | b'[', letter, b')' | b']', b' ', ..] => (letter, true),
        [letter, b'.' | b')' | b':', b' ', ..] => (letter, false),
        _ => return None,
    };
    letter.is_ascii_alphabetic().then(|| (letter.to_ascii_uppercase(), bracket))
}

/// `1.`, `(2)`, `3) `: the figure that an entry or a paragraph begins with.
fn leading_figure(text: &str) -> Option<u32> {
    let text = text.trim_start_matches(['(', '[', '-', ' ']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = text.as_bytes().get(digits).is_some_and(|byte| matches!(byte, b'.' | b')' | b':' | b']' | b'/' | b' '));
    // `74 SUVA 617`, `04 SUVA 617`: a year.
    let year = digits == 2 && !text.starts_with(['1', '2', '3']) && text.as_bytes().get(2) == Some(&b' ');
    text.get(..digits).filter(|_| (1..=2).contains(&digits) && sign && !year)?.parse().ok()
}

/// Whether the field goes on after a blank line.
pub(super) fn continues_after_blank(cursor: &Cursor<'_>, kind: ElementKind, value: usize, last: &Line<'_>) -> bool {
    let mut ahead = cursor.ahead();
    let next = ahead.find(|line| !line.is_blank());
    let Some(next) = next else { return false };
    let after = ahead.find(|line| !line.is_blank());
    let text = next.text;
    if kind == ElementKind::References && letter_follows(cursor, text) {
        return true;
    }
    // `SUBJECT` / blank / `(SBU) Ferry Service Resumes`
    if kind == ElementKind::Subject && value == 0 && is_marked_title(text, after.map(|after| after.text)) {
        return true;
    }
    if cursor.label(text).is_some()
        || cursor.is_envelope(text)
        || cursor.class_line(text).is_some()
        || body::is_first_paragraph(text, after.map(|line| line.text))
            && !(kind == ElementKind::References
                && references::looks_like_entry(text)
                && figure_fits(cursor, text, value))
    {
        return false;
    }
    // The text begins without a number.
    if value > 0 && prose::begins_below_fields(cursor, text, cursor.unread().skip_while(Line::is_blank)) {
        return false;
    }
    let single = cursor.double_spaced;
    match kind {
        _ if value == 0 => !cursor.is_caption(text),
        ElementKind::References => {
            !body::is_marked_paragraph(text)
                && figure_fits(cursor, text, value)
                && (references::looks_like_entry(text)
                    || references::goes_on(last.text, text)
                    || text.get(..12).is_some_and(|begin| begin.starts_with('(') && begin.contains("NOTAL"))
                        && references::begins_with_remark(text))
        }
        ElementKind::Tags => tags_continue(cursor, after.is_some_and(|after| cursor.label(after.text).is_some()), text),
        ElementKind::Subject => single && next_is_close(cursor) || subject_continues(cursor, &next, after.as_ref()),
        ElementKind::ExecutiveOrder => starts_with_fold(text, "DECL"),
        _ => single && next_is_close(cursor),
    }
}

/// Whether the line is a portion mark and a title, and no paragraph.
fn is_marked_title(text: &str, after: Option<&str>) -> bool {
    let Some((_, length)) = body::portion_mark(text).filter(|_| text.starts_with('(')) else { return false };
    let title = text.get(length..).unwrap_or_default().trim_start();
    let words = || title.split(' ').filter(|word| word.len() > 3);
    let capitals = words().filter(|word| word.starts_with(char::is_uppercase)).count();
    text.len() < 80
        && !title.ends_with(['.', ':'])
        && !body::opens_block(title)
        && capitals * 3 >= words().count() * 2
        && after.is_none_or(|after| labels::label(after).is_some() || body::is_first_paragraph(after, None))
}

/// Whether the lines after the blank ones are the few that a field may still have, not a paragraph.
pub(super) fn ends_soon(cursor: &Cursor<'_>, kind: ElementKind) -> bool {
    let next = cursor.ahead().skip_while(Line::is_blank);
    let mut lines = next.take_while(|line| !line.is_blank() && cursor.label(line.text).is_none()).take(4);
    let (mut count, mut sentence) = (0, false);
    for line in lines.by_ref() {
        count += 1;
        sentence |= line.text.ends_with('.');
    }
    // A subject is no sentence.
    count < 4 && !(kind == ElementKind::Subject && sentence)
}

/// In double-spaced text: whether only one blank line follows.
fn next_is_close(cursor: &Cursor<'_>) -> bool {
    cursor.ahead().next().is_some_and(|line| !line.is_blank())
}

/// `E.O. 12` / `958: DECL: 04/02/2015`: the order's number is folded.
fn is_rest_of_number(last: &str, text: &str) -> bool {
    let figures = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let head = last.bytes().rev().take_while(u8::is_ascii_digit).count();
    head > 0 && head + figures(text) == 5 && text.get(figures(text)..).is_some_and(|rest| rest.starts_with([':', ' ']))
}
