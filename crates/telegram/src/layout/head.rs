//! The head: relay envelope, addresses and header fields, in any order and
//! with any of them missing.

use std::cell::LazyCell;

use super::addresses::{address_keyword, addresses, keyword_in_place};
use super::continued::{continues, continues_after_blank, ends_soon};
use super::cursor::Cursor;
use super::fields::unlabelled_subject;
use super::labels::{self, Label};
use super::shape::{is_digits, is_upper, starts_with_fold};
use super::{apparatus, authority, body, envelope, opening, prose, record, smart};
use crate::ElementKind;
use crate::header::labels::next_label;
use crate::header::{captions, classification_line, classified_by, pass_line, references};

/// Reads lines until the body begins.
pub(crate) fn read(cursor: &mut Cursor<'_>) {
    let mut dated = false;
    while let Some(line) = cursor.peek() {
        let text = line.text;
        if line.is_blank() {
            cursor.take(ElementKind::Blank, false);
            continue;
        }
        if text_begins(cursor, text) {
            return;
        }
        // A field of the header below the line of a later page is no line for the offices.
        let field_seen = || labels::label(text).is_some() && fields_seen(cursor);
        if !dated
            && cursor.page_line_before()
            && address_keyword(text).is_none()
            && opens_record(cursor, text)
            && !field_seen()
        {
            record::read(cursor);
            dated = true;
            continue;
        }
        if cursor.smart && smart::field(cursor, text) {
            continue;
        }
        if let Some(kind) = envelope::kind(text) {
            dated |= kind == ElementKind::DateTimeGroup;
            envelope_line(cursor, kind);
            continue;
        }
        if let Some(kind) = address_keyword(text).or_else(|| keyword_in_place(cursor, text)) {
            addresses(cursor, kind);
            continue;
        }
        // Copies for offices can stand without the page line above them.
        // `REF: SUVA-507` is a field.
        if !dated
            && (record::is_distribution(text) || record::is_dash_line(text) || starts_with_drafting(text))
            && labels::label(text).is_none()
            // Below the subject a rule is that of the first heading.
            && !(record::is_dash_line(text) && fields_seen(cursor))
        {
            // Whatever ends the block is no line of it: asked once, so that the walk goes on.
            dated = true;
            record::read(cursor);
            continue;
        }
        if let Some((label, length)) = labels::label(text) {
            // `SUBJECT FERRY SAILED …`: the second one is a word of the text.
            if label == Label::Subject && cursor.has_subject && !text[..length].contains(':') && cursor.after_blank() {
                return;
            }
            field(cursor, label, length);
            continue;
        }
        if let Some(at) = opening::reference_label_inside(text) {
            cursor.take_part(ElementKind::Note, true, at);
            continue;
        }
        if classified_by::extent::opens_folded(text, cursor.ahead()) {
            authority::read(cursor);
            continue;
        }
        if resumes_references(cursor, text) {
            references_field(cursor);
            continue;
        }
        if let Some(length) = classification(cursor, text) {
            cursor.take_part(ElementKind::ClassificationLine, true, length);
            continue;
        }
        if captions::captions(text).is_some() {
            cursor.take(ElementKind::Caption, true);
            continue;
        }
        // `***CORRECTED COPY***`
        if is_notice(text) {
            cursor.take(ElementKind::Note, false);
            continue;
        }
        let next = cursor.next_content();
        if body::is_first_paragraph(text, next.map(|line| line.text)) && !fields_ahead(cursor, true) {
            return;
        }
        // Below the form's subject only a header that the text repeats can follow.
        if cursor.smart && cursor.has_subject && !pass_line::is_pass(text) {
            return;
        }
        if let Some(length) = unlabelled_subject(cursor, text) {
            field(cursor, Label::Subject, length);
            continue;
        }
        if opening::is_source_facts(text) {
            cursor.take(ElementKind::SourceFacts, true);
            continue;
        }
        if pass_line::is_pass(text) {
            pass(cursor);
            continue;
        }
        if !fields_ahead(cursor, false) {
            // A short line in capitals between the fields and paragraph 1 that
            // is no heading can still be a pass line's end.
            return;
        }
        let follows_pass = cursor.rows().last().is_some_and(|row| row.kind == ElementKind::Pass);
        let kind = if follows_pass && text.len() < 75 { ElementKind::Pass } else { ElementKind::Note };
        cursor.take(kind, false);
    }
}

/// Whether an unnumbered text begins here: sentences below the subject and a blank line. Their first word may be one that
/// begins an address, a field or a reference too: `TO COMPROMISE MEANS …`, `REFTEL AND NOTE 10 …`.
fn text_begins(cursor: &Cursor<'_>, text: &str) -> bool {
    let is_labelled = || labels::label(text).is_some_and(|(_, length)| text[..length].contains([':', ';']));
    cursor.after_blank()
        && !is_labelled()
        && !pass_line::is_pass(text)
        && classified_by::extent::opens(text).is_none()
        && prose::begins_below_fields(cursor, text, cursor.unread())
        && !fields_ahead(cursor, true)
}

/// Whether a field of the header stands not far above.
fn fields_seen(cursor: &Cursor<'_>) -> bool {
    let fields = [ElementKind::ExecutiveOrder, ElementKind::Tags, ElementKind::Subject];
    cursor.rows().iter().rev().take(20).any(|row| fields.contains(&row.kind))
}

/// Whether the Department's block begins here: always below the line of page 1, below that of a later page only with a
/// line of its own; else a part of a telegram begins with that page.
fn opens_record(cursor: &Cursor<'_>, text: &str) -> bool {
    let page = cursor
        .rows()
        .iter()
        .rev()
        .find(|row| row.kind == ElementKind::PageLine)
        .and_then(|row| apparatus::page_line(row.line.text));
    page.is_none_or(|page| page.page <= 1)
        || record::is_distribution(text)
        || record::is_dash_line(text)
        || is_digits(text)
        || record::is_drafting(text)
}

/// Whether the line is a notice of a corrected or doubled copy and nothing else (FORMAT.md N55).
fn is_notice(text: &str) -> bool {
    text.len() <= 120
        && (text.starts_with(['*', '(']) || starts_with_fold(text, "C"))
        && classification_line::notice_length(text).is_some_and(|length| {
            text.get(length..).is_some_and(|rest| !rest.contains(|c: char| c.is_alphanumeric())) && length >= 9
        })
}

/// `DRAFTED BY EUR/EE:ROE`, in capitals as the Department's copies have it.
fn starts_with_drafting(text: &str) -> bool {
    text.starts_with("DRAFTED BY") && record::is_drafting(text)
}

/// How far a label after a classification line can be, with blanks and what follows it.
const NEAR: usize = 600;

/// The classification line; the length is that of the part it takes where a
/// carrier joined further fields to it (N149).
fn classification(cursor: &Cursor<'_>, text: &str) -> Option<usize> {
    if !classification_line::may_begin(text) {
        return None;
    }
    // The line is short, so the label after it is near.
    let joined = next_label(&text[..text.floor_char_boundary(NEAR)], 1);
    let part = joined.map_or(text, |at| text[..at].trim_end());
    if part.len() > 140 {
        return None;
    }
    let line = classification_line::parse(part)?;
    // `SBU` below the classification line is a caption.
    let is_caption = captions::captions(part).is_some();
    if is_caption && cursor.rows().iter().rev().take(60).any(|row| row.kind == ElementKind::ClassificationLine) {
        return None;
    }
    // The class alone says nothing of number and post: only where no better line was seen.
    if line.banner && cursor.last_kind() == Some(ElementKind::Paragraph) {
        return None;
    }
    Some(joined.unwrap_or(text.len()))
}

fn envelope_line(cursor: &mut Cursor<'_>, kind: ElementKind) {
    // `P 021530Z SEP 04 FM AMEMBASSY SUVA`: two lines in one (FORMAT.md 3.5).
    let text = cursor.peek().map_or("", |line| line.text);
    let from = text.find(" FM ").map(|at| at + 1).filter(|&at| envelope::is_from(&text[at..]));
    if let Some(at) = from.filter(|_| kind == ElementKind::DateTimeGroup) {
        cursor.take_part(kind, true, at);
        return;
    }
    cursor.take(kind, true);
    if kind != ElementKind::Routing {
        return;
    }
    while let Some(line) = cursor.peek() {
        if line.is_blank() || !envelope::is_routing_continued(line.text) {
            return;
        }
        cursor.take(kind, false);
    }
}

/// A labelled field with the lines that belong to it.
fn field(cursor: &mut Cursor<'_>, label: Label, length: usize) {
    let Some(first) = cursor.peek() else { return };
    let kind = match label {
        Label::ExecutiveOrder => ElementKind::ExecutiveOrder,
        Label::Tags => ElementKind::Tags,
        Label::Subject => ElementKind::Subject,
        Label::References => ElementKind::References,
        Label::ClassifiedBy => return authority::read(cursor),
        // Only the SMART form has the other labels, and this one first.
        _ => {
            cursor.smart = true;
            if !smart::field(cursor, first.text) {
                cursor.take(ElementKind::Label, true);
            }
            return;
        }
    };
    // A label read twice (`SUBJECT: SUBJECT:`) is one field.
    let from =
        length + labels::label(&first.text[length..]).filter(|(again, _)| *again == label).map_or(0, |(_, more)| more);
    let joined = cursor.is_rest_of_line();
    if let Some(at) = joined_end(first.text, from, kind, joined) {
        cursor.take_part(kind, true, at);
        return;
    }
    let mut value = first.text.len().saturating_sub(from);
    let mut last = first;
    cursor.take(kind, true);
    while let Some(line) = cursor.peek() {
        let text = line.text;
        let next = if line.is_blank() { cursor.next_content().map_or("", |next| next.text) } else { text };
        // The head of a further section's first page ends the field (FORMAT.md 3.11.12).
        if cursor.page_line_before() && record::is_distribution(next) {
            return;
        }
        if line.is_blank() {
            // Blank lines below the line of a new page end nothing.
            let at_page_edge = cursor.after_page() && last.text.len() >= 40 && ends_soon(cursor, kind);
            if !at_page_edge && !continues_after_blank(cursor, kind, value, &last) {
                return;
            }
            cursor.take(ElementKind::Blank, false);
            continue;
        }
        if !continues(cursor, kind, &last, &line, value) {
            return;
        }
        value += text.len();
        last = line;
        if let Some(at) = joined_end(text, 1, kind, false) {
            cursor.take_part(kind, false, at);
            return;
        }
        cursor.take(kind, false);
    }
}

/// Whether a list of references goes on here after the head of a new section (FORMAT.md N190).
fn resumes_references(cursor: &Cursor<'_>, text: &str) -> bool {
    let rows = cursor.rows();
    let rows = &rows[rows.len().saturating_sub(20)..];
    let Some(last) = rows.iter().rposition(|row| row.kind == ElementKind::References) else { return false };
    let between = &rows[last + 1..];
    between.iter().any(|row| row.kind == ElementKind::ClassificationLine)
        && !between.iter().any(|row| matches!(row.kind, ElementKind::Subject | ElementKind::ClassifiedBy))
        && !body::is_marked_paragraph(text)
        && (references::looks_like_entry(text) || references::goes_on(rows[last].line.text, text))
}

/// The rest of a list of references that was interrupted.
fn references_field(cursor: &mut Cursor<'_>) {
    let Some(mut last) = cursor.peek() else { return };
    cursor.take(ElementKind::References, false);
    while let Some(line) = cursor.peek() {
        if line.is_blank() || !continues(cursor, ElementKind::References, &last, &line, 1) {
            return;
        }
        last = line;
        cursor.take(ElementKind::References, false);
    }
}

/// Where the next field begins in the same line, if a carrier joined them.
///
/// `joined` says that the field itself was joined to another: then paragraph 1 may follow it without a portion mark.
fn joined_end(text: &str, from: usize, kind: ElementKind, joined: bool) -> Option<usize> {
    // `… REF: SUVA 617 1. (U) The …`: paragraph 1 after the last field. In a subject the number alone says nothing.
    let next = next_label(text, from).or_else(|| {
        // `TAGS: PGOV, FJ SUBJ FERRIES`: no tag is called so.
        let label = |word: &str| text.find(word).filter(|&at| at >= from && at + word.len() + 2 < text.len());
        if kind != ElementKind::Tags {
            return None;
        }
        label(" SUBJECT ").or_else(|| label(" SUBJ ")).map(|at| at + 1)
    });
    let paragraph = body::joined_first_paragraph(text, from, next.unwrap_or(text.len())).filter(|&at| {
        let long = text.len() > 60 && kind != ElementKind::Subject;
        long || body::is_marked_paragraph(text.get(at..).unwrap_or_default())
    });
    let unmarked = || {
        let own = text.get(from..next.unwrap_or(text.len())).filter(|_| kind == ElementKind::References)?;
        let at = from + own.find(" 1. ")? + 1;
        let words = text.get(at + 3..)?;
        // After a complete entry a sentence follows.
        let sentence = text[..at].trim_end().ends_with(|c: char| c.is_ascii_digit() || c == ')')
            && words.split(' ').filter(|word| !word.is_empty()).take(5).count() == 5;
        if !joined && !sentence {
            return None;
        }
        (!references::looks_like_entry(words) && words.starts_with(char::is_uppercase)).then_some(at)
    };
    // `STATE 12345, SUBJECT: FERRY` names the subject of what is cited.
    let label = next.filter(|&at| kind != ElementKind::References || !text[..at].trim_end().ends_with(','));
    paragraph.or_else(unmarked).into_iter().chain(label).min()
}

/// A pass line and the lines that go on with it.
fn pass(cursor: &mut Cursor<'_>) {
    let mut last = cursor.peek().map_or("", |line| line.text);
    cursor.take(ElementKind::Pass, true);
    while let Some(line) = cursor.peek() {
        let text = line.text;
        let ends = line.is_blank()
            || labels::label(text).is_some()
            || captions::captions(text).is_some()
            || envelope::is_certain(text)
            || classification_line::parse(text).is_some()
            || body::is_first_paragraph(text, None)
            || !pass_line::continues(last, text, line.indent());
        if ends {
            return;
        }
        last = text;
        cursor.take(ElementKind::Pass, false);
    }
}

/// Whether a header field still follows before the body does.
pub(super) fn fields_ahead(cursor: &Cursor<'_>, numbered: bool) -> bool {
    let mut lines = 0;
    let has_line = cursor.rows().iter().rev().take(100).any(|row| row.kind == ElementKind::ClassificationLine);
    // `FOLLOWING REPEAT SUVA 617 …`, `QUOTE`: the fields of the telegram that is passed on are the only ones (N40).
    let mut repeats = !numbered && cursor.unread().next().is_some_and(|line| opens_repeat(line.text));
    for line in cursor.ahead() {
        let text = line.text;
        if text.is_empty() {
            continue;
        }
        lines += 1;
        repeats |= !numbered && opens_repeat(text);
        let class = LazyCell::new(|| classification_line::parse(text));
        // What a further section repeats is no field of this head.
        let next_section = (numbered || has_line)
            && (text == "BT"
                || envelope::is_station_line(text)
                || record::is_dash_line(text)
                || class.as_ref().and_then(|line| line.section.as_ref()).is_some_and(|section| section.number > 1));
        if lines > 25
            || next_section
            || body::paragraph_start(text).is_some_and(|start| start.number > 1 || !numbered && start.number == 1)
        {
            return false;
        }
        match labels::label(text) {
            Some((Label::ExecutiveOrder | Label::Tags, _)) => return true,
            Some((Label::Subject | Label::References, length)) if text[..length].contains(':') => return !numbered,
            _ => {}
        }
        if line.look.has_figure() && class.as_ref().is_some_and(|line| line.number.is_some()) {
            // The first one was read: this is its repetition.
            if !repeats {
                return !has_line;
            }
        }
    }
    false
}

/// Whether the line announces a telegram that is passed on.
fn opens_repeat(text: &str) -> bool {
    matches!(text, "QUOTE" | "QUOTE:" | "QTE")
        || is_upper(text)
            && text.len() < 140
            && [
                "FOLLOWING REPEAT",
                "FOLLOWING RPT",
                "FOLLOWING TEL",
                "FOL RPT",
                "FOLRPT",
                "FOLLOWING IS REPEAT",
                "REPEAT OF",
            ]
            .iter()
            .any(|words| text.starts_with(words) || text.contains(words))
}
