//! The head: relay envelope, addresses and header fields, in any order and
//! with any of them missing.

use super::cursor::Cursor;
use super::fields::{ends_subject, is_unlabelled_subject, subject_continues, tags_continue, unlabelled_subject};
use super::labels::{self, Label};
use super::shape::{is_upper, starts_with_fold};
use super::{authority, body, envelope, opening, record};
use crate::ElementKind;
use crate::envelope::address;
use crate::header::labels::next_label;
use crate::header::{captions, classification_line, classified_by, pass_line, references};
use crate::text::Line;

/// Reads lines until the body begins.
pub(crate) fn read(cursor: &mut Cursor<'_>) {
    let mut dated = false;
    while let Some(line) = cursor.peek() {
        let text = line.text;
        if line.is_blank() {
            cursor.take(ElementKind::Blank, false);
            continue;
        }
        if !dated && cursor.page_line_before() {
            record::read(cursor);
            dated = true;
            continue;
        }
        if cursor.smart && smart_field(cursor, text) {
            continue;
        }
        if let Some(kind) = envelope::kind(text) {
            dated |= kind == ElementKind::DateTimeGroup;
            envelope_line(cursor, kind);
            continue;
        }
        if let Some(kind) = address_keyword(text) {
            addresses(cursor, kind);
            continue;
        }
        // Copies for offices can stand without the page line above them.
        if !dated && (record::is_distribution(text) || record::is_dash_line(text)) {
            // Whatever ends the block is no line of it: asked once, so that the walk goes on.
            dated = true;
            record::read(cursor);
            continue;
        }
        if let Some((label, length)) = labels::label(text) {
            field(cursor, label, length);
            continue;
        }
        if classified_by::extent::opens_folded(text, cursor.ahead()) {
            authority::read(cursor);
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
        let next = cursor.next_content();
        if body::is_first_paragraph(text, next.map(|line| line.text)) && !fields_ahead(cursor, true) {
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

/// How far a label behind a classification line can be, with blanks and what follows it.
const NEAR: usize = 600;

/// The classification line; the length is that of the part it takes where a
/// carrier joined further fields to it (N149).
fn classification(cursor: &Cursor<'_>, text: &str) -> Option<usize> {
    // The line is short, so the label behind it is near.
    let joined = next_label(&text[..text.floor_char_boundary(NEAR)], 1);
    let part = joined.map_or(text, |at| text[..at].trim_end());
    if part.len() > 140 {
        return None;
    }
    let line = classification_line::parse(part)?;
    // The class alone says nothing of number and post: only where no better line was seen.
    if line.banner && cursor.last_kind() == Some(ElementKind::Paragraph) {
        return None;
    }
    Some(joined.unwrap_or(text.len()))
}

fn envelope_line(cursor: &mut Cursor<'_>, kind: ElementKind) {
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

fn address_keyword(text: &str) -> Option<ElementKind> {
    if envelope::is_from(text) {
        Some(ElementKind::From)
    } else if envelope::is_to(text) {
        Some(ElementKind::To)
    } else if envelope::is_info_address(text) {
        Some(ElementKind::Info)
    } else if envelope::is_exempt(text) {
        Some(ElementKind::Exempt)
    } else {
        None
    }
}

/// An address block: the keyword's line and the addressees below it.
fn addresses(cursor: &mut Cursor<'_>, kind: ElementKind) {
    let keyword_alone = cursor.peek().is_some_and(|line| line.text.len() <= 5);
    cursor.take(kind, true);
    if kind == ElementKind::From && !keyword_alone {
        return;
    }
    let mut count = usize::from(!keyword_alone);
    let mut indicators = has_indicator_in(cursor.rows().last().map_or("", |row| row.line.text));
    while let Some(line) = cursor.peek() {
        let text = line.text;
        if line.is_blank() {
            let goes_on = cursor.next_content().is_some_and(|next| {
                is_addressee(next.text) && (count == 0 || has_indicator(next.text) || cursor.double_spaced)
            });
            if !goes_on {
                return;
            }
            cursor.take(ElementKind::Blank, false);
            continue;
        }
        let wrapped = address::continues(text, indicators) && !ends_addresses(text);
        if ends_addresses(text) || !(is_addressee(text) || wrapped) {
            return;
        }
        indicators |= has_indicator(text);
        cursor.take(kind, !wrapped || is_addressee(text));
        count += 1;
    }
}

fn is_addressee(text: &str) -> bool {
    !ends_addresses(text) && envelope::is_address(text)
}

fn has_indicator(text: &str) -> bool {
    text.split_once('/').is_some_and(|(indicator, _)| super::shape::is_routing_indicator(indicator))
}

/// Whether a line with its keyword names a routing indicator.
fn has_indicator_in(line: &str) -> bool {
    line.split_once(' ').is_some_and(|(_, rest)| has_indicator(rest))
}

fn ends_addresses(text: &str) -> bool {
    envelope::is_address_keyword(text)
        || labels::label(text).is_some()
        || classification_line::parse(text).is_some()
        || captions::captions(text).is_some()
        || envelope::kind(text).is_some_and(|kind| kind != ElementKind::Routing)
        || !is_upper(text)
        || (pass_line::is_pass(text) && !has_indicator(text))
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
            if !smart_field(cursor, first.text) {
                cursor.take(ElementKind::Label, true);
            }
            return;
        }
    };
    // A label read twice (`SUBJECT: SUBJECT:`) is one field.
    let from =
        length + labels::label(&first.text[length..]).filter(|(again, _)| *again == label).map_or(0, |(_, more)| more);
    if let Some(at) = joined_end(first.text, from, kind) {
        cursor.take_part(kind, true, at);
        return;
    }
    let mut value = first.text.len().saturating_sub(from);
    let mut last = first;
    cursor.take(kind, true);
    while let Some(line) = cursor.peek() {
        let text = line.text;
        if line.is_blank() {
            if !continues_after_blank(cursor, kind, value) {
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
        if let Some(at) = joined_end(text, 1, kind) {
            cursor.take_part(kind, false, at);
            return;
        }
        cursor.take(kind, false);
    }
}

/// Where the next field begins in the same line, if a carrier joined them.
fn joined_end(text: &str, from: usize, kind: ElementKind) -> Option<usize> {
    let mut at = next_label(text, from);
    if text.len() > 60 || kind == ElementKind::Subject {
        // `… REF: SUVA 617 1. (U) The …`: paragraph 1 behind the last field. In a subject the number alone says nothing.
        let paragraph = body::joined_first_paragraph(text, from, at.unwrap_or(text.len())).filter(|&at| {
            kind != ElementKind::Subject || body::is_marked_paragraph(text.get(at..).unwrap_or_default())
        });
        at = paragraph.into_iter().chain(at).min();
    }
    at
}

/// Whether the field goes on with a line that follows it directly.
fn continues(cursor: &Cursor<'_>, kind: ElementKind, last: &Line<'_>, line: &Line<'_>, value: usize) -> bool {
    let text = line.text;
    if labels::label(text).is_some() {
        return false;
    }
    if envelope::is_certain(text)
        || captions::captions(text).is_some() && kind != ElementKind::Subject && kind != ElementKind::References
    {
        return false;
    }
    if classification_line::parse(text).is_some_and(|line| line.number.is_some()) {
        return false;
    }
    let next = cursor.next_content().map(|line| line.text);
    let is_body = body::is_first_paragraph(text, next);
    match kind {
        ElementKind::Tags => {
            let label_follows = next.is_some_and(|next| labels::label(next).is_some());
            tags_continue(cursor, label_follows, text) && !is_unlabelled_subject(cursor, text)
        }
        ElementKind::ExecutiveOrder => {
            value == 0
                || starts_with_fold(text, "DECL")
                || starts_with_fold(text, "DELC")
                || last.text.ends_with([':', ',', '(']) && !is_body
        }
        ElementKind::Subject => !is_body && !ends_subject(last.text, text),
        ElementKind::References => !is_body || references::looks_like_entry(text) && !body::is_marked_paragraph(text),
        _ => !is_body,
    }
}

/// Whether the field goes on behind a blank line.
fn continues_after_blank(cursor: &Cursor<'_>, kind: ElementKind, value: usize) -> bool {
    let mut ahead = cursor.ahead();
    let next = ahead.find(|line| !line.is_blank());
    let Some(next) = next else { return false };
    let after = ahead.find(|line| !line.is_blank());
    let text = next.text;
    if labels::label(text).is_some()
        || envelope::is_certain(text)
        || classification_line::parse(text).is_some()
        || body::is_first_paragraph(text, after.map(|line| line.text))
            && !(kind == ElementKind::References && references::looks_like_entry(text))
    {
        return false;
    }
    let single = cursor.double_spaced;
    match kind {
        _ if value == 0 => captions::captions(text).is_none(),
        ElementKind::References => references::looks_like_entry(text) && !body::is_marked_paragraph(text),
        ElementKind::Tags => {
            tags_continue(cursor, after.is_some_and(|after| labels::label(after.text).is_some()), text)
        }
        ElementKind::Subject => single && next_is_close(cursor) || subject_continues(cursor, &next, after.as_ref()),
        ElementKind::ExecutiveOrder => starts_with_fold(text, "DECL"),
        _ => single && next_is_close(cursor),
    }
}

/// In double-spaced text: whether only one blank line follows.
fn next_is_close(cursor: &Cursor<'_>) -> bool {
    cursor.ahead().next().is_some_and(|line| !line.is_blank())
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
    for line in cursor.ahead() {
        let text = line.text;
        if text.is_empty() {
            continue;
        }
        lines += 1;
        // The head of the next section is none of this one.
        let next_section = text == "BT"
            || envelope::is_station_line(text)
            || classification_line::parse(text)
                .is_some_and(|line| line.section.is_some_and(|section| section.number > 1));
        if numbered && next_section {
            return false;
        }
        if lines > 25
            || body::paragraph_start(text).is_some_and(|start| start.number > 1 || !numbered && start.number == 1)
        {
            return false;
        }
        match labels::label(text) {
            Some((Label::ExecutiveOrder | Label::Tags, _)) => return true,
            Some((Label::Subject | Label::References, length)) if text[..length].contains(':') => return !numbered,
            _ => {}
        }
        if classification_line::parse(text).is_some_and(|line| line.number.is_some()) {
            return true;
        }
    }
    false
}

/// A labelled line of the SMART form with its wrapped lines.
fn smart_field(cursor: &mut Cursor<'_>, text: &str) -> bool {
    let Some((label, _)) = labels::smart_label(text) else { return false };
    let kind = match label {
        Label::ExecutiveOrder => ElementKind::ExecutiveOrder,
        Label::Tags => ElementKind::Tags,
        Label::Subject => ElementKind::Subject,
        Label::References => ElementKind::References,
        Label::From => ElementKind::From,
        Label::Action => ElementKind::To,
        Label::Info => ElementKind::Info,
        Label::Captions => ElementKind::Caption,
        Label::Pass => ElementKind::Pass,
        Label::Date => ElementKind::DateTimeGroup,
        Label::Signature => ElementKind::Signature,
        Label::Drafted | Label::Cleared | Label::Approved | Label::Released => ElementKind::Drafting,
        _ => ElementKind::Label,
    };
    cursor.take(kind, true);
    while let Some(line) = cursor.peek() {
        if line.is_blank() {
            if !goes_on_behind_page(cursor, kind) {
                break;
            }
            cursor.take(ElementKind::Blank, false);
            continue;
        }
        if labels::smart_label(line.text).is_some() || line.indent() < 8 {
            break;
        }
        cursor.take(kind, false);
    }
    true
}

/// Whether a list of people or addressees of the SMART form goes on behind the
/// blank lines of a page break: in the column of the values, with entries of
/// its own kind.
fn goes_on_behind_page(cursor: &Cursor<'_>, kind: ElementKind) -> bool {
    let Some(next) = cursor.next_content().filter(|next| next.indent() >= 16) else { return false };
    let text = next.text;
    if labels::smart_label(text).is_some() {
        return false;
    }
    match kind {
        ElementKind::Drafting => {
            text.split_once(':').is_some_and(|(office, name)| office.len() < 40 && name.contains(", "))
        }
        ElementKind::To | ElementKind::Info => {
            ["ROUTINE", "PRIORITY", "IMMEDIATE", "FLASH"].iter().any(|word| text.contains(word))
        }
        _ => false,
    }
}

/// The fields that the SMART form prints below the text.
pub(crate) fn smart_close(cursor: &mut Cursor<'_>, text: &str) -> bool {
    let Some((label, _)) = labels::smart_label(text) else { return false };
    let closes = matches!(
        label,
        Label::Signature | Label::Drafted | Label::Cleared | Label::Approved | Label::Released | Label::Other
    );
    // Behind the first of them, the fields that usually stand above the text may follow too.
    let closing =
        matches!(cursor.last_kind(), Some(ElementKind::Signature | ElementKind::Drafting | ElementKind::Label));
    (closes || closing) && smart_field(cursor, text)
}
