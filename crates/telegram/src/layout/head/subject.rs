//! Where the subject ends, and where one without a label begins (rule SUBJECT; N91, N93, N170).

use super::ahead::fields_ahead;
use super::{Step, field};
use crate::ElementKind;
use crate::header::labels::{self, Label};
use crate::header::{pass_line, references};
use crate::layout::body;
use crate::layout::cursor::Cursor;
use crate::lexicon::{citing, small_words};
use crate::text::Line;
use crate::text::shape::{is_upper, starts_with_fold};

/// A subject without a label.
pub(super) fn without_label<'a>(cursor: &mut Cursor<'a>, line: Line<'a>) -> Step {
    let Some(length) = unlabelled_subject(cursor, line.text) else { return Step::Declined };
    field::take(cursor, ElementKind::Subject, line, length);
    Step::Took
}

/// The subject where its label is garbled (`XIBJ: …`) or lost: the line after
/// the TAGS (rule N91). Gives the length of what stands for the label.
pub(super) fn unlabelled_subject(cursor: &Cursor<'_>, text: &str) -> Option<usize> {
    if cursor.has_subject || cursor.last_kind() != Some(ElementKind::Tags) {
        return None;
    }
    if let Some(length) = labels::garbled_subject(text) {
        return Some(length);
    }
    let directly = cursor.rows().last().is_some_and(|row| row.kind == ElementKind::Tags);
    let gap = cursor.rows().iter().rev().take(4).take_while(|row| row.kind == ElementKind::Blank).count();
    let is_line = text.len() > 8 && text.len() < 90 && text.contains(' ') && !text.ends_with('.');
    let is_other = pass_line::is_pass(text) || body::opens_block(text) || starts_with_fold(text, "SUMMARY");
    let label_ahead = |wanted: Option<Label>| {
        cursor
            .ahead()
            .take(8)
            .filter_map(|line| cursor.label(line.text))
            .any(|(label, _)| wanted.is_none_or(|w| w == label))
    };
    if !is_line || is_other || gap > 2 || label_ahead(Some(Label::Subject)) {
        return None;
    }
    let blank_follows = cursor.ahead().next().is_none_or(|line| line.is_blank());
    let body_follows = || cursor.next_content().is_some_and(|next| body::is_first_paragraph(next.text, None));
    let is_title = if is_upper(text) {
        // After a blank line it could be a heading of the text: then the rest of the header or paragraph 1 must follow.
        directly && (fields_ahead(cursor, false) || blank_follows)
            || label_ahead(None)
            || blank_follows && body_follows()
    } else {
        let words = text.split(' ').filter(|word| word.len() > 3);
        let capitals = words.clone().filter(|word| word.starts_with(char::is_uppercase)).count();
        directly && label_ahead(None) && capitals * 3 >= words.count() * 2
    };
    is_title.then_some(0)
}

/// Whether the line is a garbled subject label, not a part of the TAGS.
pub(super) fn is_unlabelled_subject(cursor: &Cursor<'_>, text: &str) -> bool {
    text.contains(':') && unlabelled_subject(cursor, text).is_some_and(|length| length > 0)
}

/// No more lines of a subject stand apart from each other.
const PARTS: usize = 5;

/// Whether a subject goes on after a blank line (N93): its last line cannot be the last, or nothing but its rest can stand
/// above the next field.
pub(super) fn subject_continues(cursor: &Cursor<'_>, next: &Line<'_>, after: Option<&Line<'_>>) -> bool {
    let rows = cursor.rows();
    let Some(last) = rows.iter().rev().take(6).find(|row| row.kind == ElementKind::Subject) else { return false };
    let blanks = rows.iter().rev().take_while(|row| row.kind == ElementKind::Blank).take(3).count();
    let text = next.text;
    let printed = last.line.text;
    if blanks > 1 || !can_be_rest(cursor, printed, text) {
        return false;
    }
    // `"THE FERRY WILL NOT` / `SAIL"`
    let is_odd = |text: &str| text.bytes().filter(|&byte| byte == b'"').count() % 2 == 1;
    let open = printed.ends_with([',', ';', ':', '-', '/', '&'])
        || is_odd(printed) && is_odd(text)
        || ends_in_particle(printed);
    let text_follows = || after.is_none_or(|after| body::is_first_paragraph(after.text, None));
    let label_follows = after.is_some_and(|after| cursor.label(after.text).is_some());
    // Set under the first letter of the subject, beside its label.
    let (_, label) = labels::strip_label(printed);
    let column = last.line.indent() + label as u32;
    let hangs = last.opens && label > 0 && next.indent() > last.line.indent() && next.indent().abs_diff(column) <= 1;
    open && (label_follows || text_follows())
        || hangs && (label_follows || text_follows() && !body::opens_block(text))
        || !printed.ends_with('.') && field_follows(cursor, printed)
}

/// Whether a line can be the rest of a subject whose line above is `last`.
fn can_be_rest(cursor: &Cursor<'_>, last: &str, text: &str) -> bool {
    (!is_upper(last) || is_upper(text))
        && text.len() <= 75
        && !pass_line::is_pass(text)
        && !cursor.is_caption(text)
        && !is_rule(text)
}

/// Whether another field of the header follows below lines that can only be the rest of the subject: references and
/// authority stand right below a subject, and no heading of the text stands above them.
fn field_follows(cursor: &Cursor<'_>, last: &str) -> bool {
    let (mut parts, mut blanks) = (0, 0);
    for line in cursor.ahead() {
        let text = line.text;
        if line.is_blank() {
            blanks += 1;
            if blanks > 1 {
                return false;
            }
            continue;
        }
        blanks = 0;
        if let Some((label, _)) = cursor.label(text) {
            return parts > 0
                && matches!(label, Label::References | Label::ClassifiedBy | Label::ExecutiveOrder | Label::Tags);
        }
        parts += 1;
        let is_other = !can_be_rest(cursor, last, text)
            || text.ends_with('.')
            || body::opens_block(text)
            || body::paragraph_start(text).is_some()
            || references::looks_like_entry(text)
            || pass_line::is_pass_below_fields(text);
        if parts > PARTS || is_other {
            return false;
        }
    }
    false
}

/// `FOR ASSISTANT SECRETARY DOE FROM AMBASSADOR`, `FROM AMBASSADOR ROE FOR …`: a title after the first word.
fn is_from_person(text: &str) -> bool {
    let mut words = text.split(' ');
    let (Some(first), Some(title)) = (words.next(), words.next()) else { return false };
    let other = match first {
        "FOR" => "FROM",
        "FROM" => "FOR",
        _ => return false,
    };
    pass_line::is_title(title) && words.any(|word| word == other)
}

/// A line of dashes or stars, as stands over a heading.
fn is_rule(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'*' | b'_' | b' '))
}

/// Whether the last word is one that no subject ends in: `OF`, `THE`, `AND`.
fn ends_in_particle(text: &str) -> bool {
    let word = text.rsplit(' ').next().unwrap_or_default();
    small_words::calls_for_more(word)
}

/// Whether a line right below a subject is none of it: a distribution caption,
/// a pass line, or a sentence of the text below a subject in capitals.
pub(super) fn ends_subject(last: &str, text: &str) -> bool {
    const PASS: [&str; 8] = [
        "STATE FOR ",
        "STATE PASS ",
        "DEPT FOR ",
        "DEPT PASS ",
        "DEPARTMENT FOR ",
        "DEPARTMENT PASS ",
        "PASS TO ",
        "PLEASE PASS ",
    ];
    if citing::is_caption(text) || is_rule(text) || is_from_person(text) && !last.ends_with([',', '-', ':']) {
        return true;
    }
    // `MINISTER OF` / `STATE FOR FOREIGN AFFAIRS`
    let open = last.ends_with([',', '-', ':']) || ends_in_particle(last);
    // Telegrams and nothing else: the references without their label.
    if !open && references::is_long_list(text) {
        return true;
    }
    if PASS.iter().any(|words| text.starts_with(words)) && pass_line::is_pass(text) && !open {
        return true;
    }
    let is_sentence = text.len() > 40 && text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ','));
    is_upper(last)
        && is_sentence
        && text.chars().filter(|c| c.is_lowercase()).count() > text.len() / 2
        && text.split(' ').count() > 5
        && !starts_with_fold(text, "THIS ")
        && text.split(' ').skip(1).filter(|word| word.starts_with(char::is_lowercase)).count() * 2
            > text.split(' ').count()
}
