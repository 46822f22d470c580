//! What stands around the line: whether fields of the header were seen, whether more of them follow.

use std::cell::LazyCell;

use crate::ElementKind;
use crate::header::labels::Label;
use crate::header::pass_line;
use crate::layout::cursor::Cursor;
use crate::layout::{body, envelope, joined, label_in_prose, record};
use crate::text::shape::is_upper;

/// So many lines above are looked at for the fields.
const ABOVE: usize = 20;

/// So many rows above are looked at for the classification line.
const CLASS_LINE_ABOVE: usize = 100;

/// So many lines ahead, blank ones aside, a field may stand.
const AHEAD: usize = 25;

/// Whether a field of the header stands not far above.
pub(super) fn fields_seen(cursor: &Cursor<'_>) -> bool {
    let fields = [ElementKind::ExecutiveOrder, ElementKind::Tags, ElementKind::Subject];
    cursor.rows().iter().rev().take(ABOVE).any(|row| fields.contains(&row.kind))
}

/// Whether the line stands below the classification line or a caption, and above the first field.
pub(super) fn is_above_fields(cursor: &Cursor<'_>) -> bool {
    for row in cursor.rows().iter().rev().take(ABOVE * 2) {
        match row.kind {
            ElementKind::ClassificationLine | ElementKind::Caption => return true,
            ElementKind::ExecutiveOrder
            | ElementKind::Tags
            | ElementKind::Subject
            | ElementKind::References
            | ElementKind::ClassifiedBy => return false,
            _ => {}
        }
    }
    false
}

/// Whether the classification line stands above. The class alone can be a publisher's, or stand at the edge of a page.
fn class_line_seen(cursor: &Cursor<'_>) -> bool {
    let rows = cursor.rows().iter().rev().take(CLASS_LINE_ABOVE);
    let mut lines = rows.filter(|row| row.kind == ElementKind::ClassificationLine);
    lines.any(|row| cursor.class_line(row.line.text).is_none_or(|line| !line.is_banner))
}

/// Whether a header field still follows before the body does.
pub(super) fn fields_ahead(cursor: &Cursor<'_>, numbered: bool) -> bool {
    let mut lines = 0;
    let has_line = class_line_seen(cursor);
    // `FOLLOWING REPEAT SUVA 617 …`, `QUOTE`: the fields of the telegram that is passed on are the only ones (N40).
    let mut repeats = !numbered && cursor.unread().next().is_some_and(|line| opens_repeat(line.text));
    // Below the number of paragraph 1, or the fields, what stands after the mark of a section is the head of that section.
    let stop = Some(ElementKind::SectionMark).filter(|_| numbered || has_line && cursor.has_subject);
    for line in cursor.ahead_until(stop) {
        let text = line.text;
        if text.is_empty() {
            continue;
        }
        lines += 1;
        repeats |= !numbered && opens_repeat(text);
        let class = LazyCell::new(|| cursor.class_line(text));
        // What a further section repeats is no field of this head.
        let next_section = (numbered || has_line)
            && (text == "BT"
                || envelope::is_station_line(text)
                // A rule alone may stand between any lines.
                || record::is_dash_line(text) && line.look.has_figure()
                || line.look.has_figure() && class.and_then(|line| line.section).is_some_and(|section| section > 1));
        if lines > AHEAD
            || next_section
            || body::paragraph_start(text).is_some_and(|start| start.number > 1 || !numbered && start.number == 1)
        {
            return false;
        }
        match cursor.label(text) {
            Some((Label::ExecutiveOrder | Label::Tags, _)) => return true,
            // `REF: SEE TABLE 2` stands in running text too.
            Some((Label::References, length)) if !label_in_prose::cites(&text[length..]) => {}
            Some((Label::Subject | Label::References, length)) if text[..length].contains(':') => return !numbered,
            _ => {}
        }
        if line.look.has_sign() && joined_to_known_words(text) {
            return true;
        }
        if line.look.has_figure() && class.is_some_and(|line| line.has_number) {
            // The first one was read: this is its repetition.
            if !repeats {
                return !has_line;
            }
        }
    }
    false
}

/// `SIPDIS E.O. 12958: N/A`: a field that a carrier joined to a line of known words.
fn joined_to_known_words(text: &str) -> bool {
    joined::captions_length(text).is_some() || {
        let (own, label) = joined::own_part(text);
        label.is_some() && pass_line::is_pass(own)
    }
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
