//! What stands before the telegram: titles, menus, the carrier's own facts.

use super::cursor::Cursor;
use super::{body, envelope, joined, label_in_prose, record};
use crate::ElementKind;
use crate::envelope::page_line::page_line;
use crate::header::classified_by::extent;
use crate::header::labels::form::smart_label;
use crate::header::labels::{Label, label};
use crate::header::{captions, classification_line, labels, pass_line, references};
use crate::posts;
use crate::text::Line;
use crate::text::shape::{is_digits, is_rule, is_upper, starts_with_fold};

/// Records everything before the first line that only a telegram has. Returns
/// whether there is a head; `false` where the text is a body from its start.
pub(crate) fn read(cursor: &mut Cursor<'_>) -> bool {
    let rows_before = cursor.rows().len();
    let mut found = None;
    // The labelled form begins with its number; an e-mail that brought it has a subject of its own above.
    if cursor.smart {
        let first =
            |label| cursor.unread().position(|line| smart_label(line.text).is_some_and(|(found, _)| found == label));
        found = first(Label::MessageNumber).or_else(|| first(Label::Date)).map(|index| (index, true));
    }
    // One look over the lines; nothing is recorded until the start is known.
    let mut text_before = false;
    let (mut prose, mut capitals) = (None, None);
    let mut length_before = 0;
    for (index, line) in cursor.unread().enumerate() {
        if found.is_some() {
            break;
        }
        if let Some(is_head) = evidence(&line, cursor, index, text_before) {
            // Text stands above: a part of a telegram that begins before its first number or its next section.
            let later = is_head && (prose.is_some() || capitals.is_some()) && is_later_section(cursor, index);
            if let Some(begin) = prose.filter(|_| !is_head || later).or(capitals.filter(|_| later && text_before)) {
                found = Some((begin, false));
                break;
            }
            if let Some(heading) = (!is_head).then(|| heading_above(cursor, index)).flatten() {
                found = Some((heading, false));
                break;
            }
            found = Some(later_begin(cursor, index).map_or((index, is_head), |begin| (begin, true)));
            break;
        }
        // A line of capitals as long as a telegram's.
        text_before |=
            (line.text.len() > 30 || line.text.ends_with('.')) && is_upper(line.text) && !line.text.contains("----");
        if capitals.is_none() && is_upper(line.text) {
            capitals = Some(index);
        }
        // Two lines of the length that a telegram's have.
        let is_line = |length: usize| (40..=80).contains(&length);
        if prose.is_none() && is_line(length_before) && is_line(line.text.len()) && !is_source_facts(line.text) {
            prose = Some(index - 1);
        }
        length_before = line.text.len();
    }
    let list = match found {
        None => cursor.unread().count(),
        Some((begin, false)) => begin,
        Some(_) => 0,
    };
    if list > 0 && references::is_list(cursor.unread().take(list).map(|line| line.text)) {
        cursor.head_rows = rows_before;
        for _ in 0..list {
            let blank = cursor.peek_any().is_some_and(|line| line.is_blank());
            cursor.take_any(if blank { ElementKind::Blank } else { ElementKind::References });
        }
        return false;
    }
    let Some((begin, is_head)) = found else {
        cursor.head_rows = rows_before;
        return false;
    };
    for _ in 0..begin {
        let Some(line) = cursor.peek_any() else { break };
        let kind = if line.is_blank() {
            ElementKind::Blank
        } else if is_source_facts(line.text) {
            ElementKind::SourceFacts
        } else {
            ElementKind::Chrome
        };
        cursor.take_any(kind);
    }
    cursor.head_rows = cursor.rows().len();
    is_head
}

/// Whether the head that begins at `index` is that of a further section.
fn is_later_section(cursor: &Cursor<'_>, index: usize) -> bool {
    cursor
        .unread_from(index)
        .filter(|line| !line.is_blank())
        .take(45)
        .find_map(|line| match page_line(line.text).and_then(|page| page.section) {
            Some((section, _)) => Some(section),
            None => classification_line::parse(line.text).and_then(|line| line.section).map(|section| section.number),
        })
        .is_some_and(|section| section > 1)
}

/// The heading of the paragraph at `index`, where the text begins with it: alone, or over and under rules.
fn heading_above(cursor: &Cursor<'_>, index: usize) -> Option<usize> {
    let mut heading = None;
    for (at, line) in cursor.unread().enumerate().take(index) {
        if line.is_blank() || is_rule(line.text) {
            continue;
        }
        if heading.is_some() || line.text.len() > 60 || !is_title(line.text) {
            return None;
        }
        heading = Some(at);
    }
    heading
}

/// Capitals without figures: no id, no date, no sentence.
fn is_title(text: &str) -> bool {
    is_upper(text) && !text.ends_with('.') && !text.bytes().any(|b| b.is_ascii_digit())
}

/// How far after words of a page that look like a header or a paragraph the
/// telegram may begin, in lines.
const FURTHEST: usize = 2000;

/// Where the telegram begins if the line at `index` belongs to the page: the
/// subject of a message that brought it, a tag list, a numbered sentence of an
/// article. The envelope or the classification line with its number stands
/// after, and what lies between has no field and no mark that a telegram has.
fn later_begin(cursor: &Cursor<'_>, index: usize) -> Option<usize> {
    let mut before = "";
    for (at, line) in (index..).zip(cursor.unread_from(index)).take(FURTHEST) {
        let text = line.text;
        if text.is_empty() {
            continue;
        }
        // The number is one of figures.
        let class =
            Some(line).filter(|line| line.look.has_figure()).and_then(|line| classification_line::parse(line.text));
        let class = class.filter(|line| line.number.is_some());
        let is_later = class.as_ref().is_some_and(|line| line.section.is_some_and(|section| section.number > 1));
        let is_first_page = page_line(text).is_some_and(|page| page.number.is_some() && page.page == 1);
        if is_first_page || is_envelope(text, cursor, at) || (class.is_some() && text.len() <= 120 && is_upper(text)) {
            return (at > index && !is_later).then_some(at);
        }
        match label(text) {
            Some((Label::MessageNumber, _)) if at > index => return Some(at),
            Some((Label::ExecutiveOrder | Label::ClassifiedBy | Label::MessageNumber, _)) => return None,
            Some((Label::Tags | Label::Subject | Label::References, length)) => {
                let value = text.get(length..).unwrap_or_default();
                // A telegram's own fields in small letters have codes, and a subject that no message adds marks to.
                if value.is_empty() || is_upper(value) || text.get(..length).is_none_or(is_upper) {
                    return None;
                }
            }
            _ => {}
        }
        // What quotes a telegram in full is the text of another one.
        let quotes = is_upper(before) && before.ends_with(':');
        if is_upper(text) && text.len() > 30 || body::is_marked_paragraph(text) || quotes {
            return None;
        }
        before = text;
    }
    None
}

/// Whether the line can only be part of a telegram: `Some(true)` for a line of
/// the head, `Some(false)` for the start of a body.
fn evidence(line: &Line<'_>, cursor: &Cursor<'_>, index: usize, text_before: bool) -> Option<bool> {
    let text = line.text;
    if text.is_empty() || is_source_facts(text) {
        return None;
    }
    // A later page has text of the telegram above it, if there is any text above.
    let page = page_line(text).filter(|page| page.number.is_some());
    if page.is_some_and(|page| page.page == 1 || !text_before) || is_envelope(text, cursor, index) {
        return Some(true);
    }
    // A carrier may have joined the fields to the line (rule N149).
    let line = if text.len() <= 120 {
        classification_line::parse(text)
    } else {
        let near = &text[..text.floor_char_boundary(120)];
        labels::next_label(near, 1).and_then(|at| classification_line::parse(near[..at].trim_end()))
    };
    let joined = || joined::classification_line_length(text).is_some();
    if line.is_some_and(|line| line.number.is_some() || line.section.is_some()) || joined() {
        return Some(true);
    }
    // A part of a record from its distribution or drafter on, with nothing but figures above.
    let copies =
        ["ORIGIN ", "ACTION ", "INFO "].iter().any(|word| text.starts_with(word)) && record::is_distribution(text);
    if (copies || record::is_drafting(text) && is_upper(text))
        && cursor.unread().take(index).all(|line| line.is_blank() || is_digits(line.text))
    {
        return Some(true);
    }
    match label(text) {
        Some((Label::MessageNumber | Label::ExecutiveOrder | Label::ClassifiedBy, _)) => return Some(true),
        Some((label @ (Label::Tags | Label::Subject | Label::References), length)) => {
            // Only with its colon: the words alone occur in any page's prose. TAGS without one have a code after
            // them, and a subject may lack its colon where it is all there is.
            let is_first = || cursor.unread().take(index).all(|line| line.is_blank());
            let is_bare = match label {
                Label::Tags => true,
                Label::Subject => text[length..].starts_with('(') || is_upper(text) && text.len() < 90 && is_first(),
                Label::References => {
                    let entry = Some(&text[length..])
                        .filter(|rest| !rest.is_empty())
                        .or_else(|| cursor.unread_from(index + 1).find(|line| !line.is_blank()).map(|line| line.text));
                    is_first()
                        && entry.is_some_and(|entry| references::looks_like_entry(entry) || references::is_entry(entry))
                }
                _ => false,
            };
            if text[..length].contains([':', ';', '-', '/', '.', '=']) || is_bare {
                if label_in_prose::is_one(cursor, index, label, &text[length..]) {
                    return None;
                }
                return Some(true);
            }
        }
        _ => {}
    }
    if reference_label_inside(text).is_some() {
        return Some(true);
    }
    if captions::captions(text).is_some() && (index == 0 || goes_on(cursor, index)) && is_followed(cursor, index) {
        return Some(true);
    }
    if index < 8 && (pass_line::is_pass(text) || names_class_and_post(text)) && begins_header(cursor, index) {
        return Some(true);
    }
    let next = cursor.unread_from(index + 1).find(|line| !line.is_blank());
    if extent::opens_folded(text, cursor.unread_from(index + 1)) {
        return Some(true);
    }
    if body::is_first_paragraph(text, next.map(|line| line.text))
        || extent::embedded(text, cursor.unread_from(index + 1)).is_some()
    {
        return Some(false);
    }
    None
}

/// Whether the line is one of the envelope. A keyword alone is one only with an address below it: a page's menu has `TO`,
/// `FM` and `INFO` among its codes.
fn is_envelope(text: &str, cursor: &Cursor<'_>, index: usize) -> bool {
    envelope::is_certain(text)
        && (!envelope::is_bare_keyword(text)
            || cursor
                .unread_from(index + 1)
                .find(|line| !line.is_blank())
                .is_some_and(|line| envelope::is_address(line.text) || envelope::names_sender(line.text)))
}

/// `UNCLAS SUVA`: a classification line without its number (rule N51).
fn names_class_and_post(text: &str) -> bool {
    text.len() <= 60
        && is_upper(text)
        && classification_line::parse(text)
            .is_some_and(|line| line.post.as_deref().is_some_and(|post| posts::find(post).is_some()))
}

/// Whether the text begins with the line at `index`, and nothing but more such lines, or soon the fields of a header,
/// follow: then a pass line is one, not a heading of a page.
fn begins_header(cursor: &Cursor<'_>, index: usize) -> bool {
    const NEAR: usize = 14;
    if !cursor.unread().take(index).all(|line| line.is_blank()) {
        return false;
    }
    let mut last = "";
    for line in cursor.unread_from(index).filter(|line| !line.is_blank()).take(NEAR) {
        let text = line.text;
        if let Some((label, _)) = label(text) {
            return matches!(label, Label::ExecutiveOrder | Label::Tags | Label::Subject | Label::References);
        }
        let is_known = pass_line::is_pass(text)
            || names_class_and_post(text)
            || captions::captions(text).is_some()
            || !last.is_empty() && pass_line::continues(last, text, line.indent());
        if !is_known {
            // A text without its header: pass lines, then paragraph 1.
            return !last.is_empty()
                && (body::opens_block(text) || body::paragraph_start(text).is_some_and(|start| start.number == 1));
        }
        last = text;
    }
    true
}

/// Where the label of a list of references stands after a bracket or a word: `(REF: SUVA 617)`, `PROGRAM REF: A. …`
/// (rule N193).
pub(super) fn reference_label_inside(text: &str) -> Option<usize> {
    let begin = text.floor_char_boundary(text.len().min(40));
    let at = labels::next_label(&text[..begin], 0).filter(|&at| at > 0)?;
    let words = text[..at].trim().trim_start_matches(['(', '[']);
    let (found, length) = label(&text[at..]).filter(|_| words.bytes().all(|b| b.is_ascii_uppercase()))?;
    let entry = text.get(at + length..)?;
    let letter = entry.len() <= 3 && entry.ends_with(['.', ')', ':']);
    (found == Label::References && (letter || references::looks_like_entry(entry))).then_some(at)
}

/// Whether more than captions and end marks follows: below a signature the
/// captions of the page are repeated (rule N197).
fn goes_on(cursor: &Cursor<'_>, index: usize) -> bool {
    cursor.unread_from(index + 1).take(40).any(|line| line.text.len() > 24 && captions::captions(line.text).is_none())
}

/// Whether a line of an envelope or header, or a paragraph, follows soon: a page's menu has the names of captions too.
fn is_followed(cursor: &Cursor<'_>, index: usize) -> bool {
    const NEAR: usize = 14;
    let mut below = cursor.unread_from(index + 1).filter(|line| !line.is_blank()).take(NEAR).peekable();
    let is_end = below.peek().is_none();
    is_end
        || below.any(|line| {
            let text = line.text;
            cursor.is_envelope(text) && !envelope::is_bare_keyword(text)
                || cursor.label(text).is_some()
                || body::paragraph_start(text).is_some()
                || classification_line::parse(text).is_some_and(|line| line.number.is_some())
                // Running text of any kind.
                || text.len() > 55 && !text.contains("  ")
        })
}

/// The header row of a page's table or its value row:
/// `09ASTANA478 2009-03-17 08:04 2011-08-30 01:44 CONFIDENTIAL Embassy Astana`.
pub(crate) fn is_source_facts(text: &str) -> bool {
    if starts_with_fold(text, "Reference ID") {
        return true;
    }
    // The id begins with its year, hardly another line with a figure.
    if !text.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let mut words = text.split_whitespace();
    let (Some(_), Some(date), Some(time)) = (words.next(), words.next(), words.next()) else { return false };
    date.len() == 10
        && date.as_bytes()[4] == b'-'
        && is_digits(date.get(..4).unwrap_or_default())
        && time.len() == 5
        && time.as_bytes()[2] == b':'
}
