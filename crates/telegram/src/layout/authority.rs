//! The lines of a classification authority, in the head and in the body.

use super::body;
use super::cursor::Cursor;
use crate::ElementKind;
use crate::header::classified_by::{extent, flow, wrap};
use crate::header::labels::Label;
use crate::text::shape::is_rule;

/// No authority takes more lines.
const MOST_LINES: usize = 12;

/// Takes the lines of the authority that begins with the next line.
pub(super) fn read(cursor: &mut Cursor<'_>) {
    let mut joined = String::new();
    let mut lines = 0;
    while let Some(line) = cursor.peek() {
        let text = line.text;
        if line.is_blank() {
            if lines == 0 || !goes_on_after_blank(cursor, &joined) {
                return;
            }
            cursor.take(ElementKind::Blank, false);
            continue;
        }
        if lines > 0 && (lines >= MOST_LINES || !goes_on(cursor, &joined, text)) {
            return;
        }
        if let Some(at) = flow::ends_in(&joined, text) {
            cursor.take_part(ElementKind::ClassifiedBy, lines == 0, at);
            return;
        }
        wrap::append(&mut joined, &text[..text.floor_char_boundary(1000)]);
        cursor.take(ElementKind::ClassifiedBy, lines == 0);
        lines += 1;
    }
}

/// Takes an authority that stands in the body: in front of the paragraphs, as
/// paragraph 1, in it after the mark for the whole text, or at the end
/// (rules AUTHORITY, N72, N158). `last` is the number of the last paragraph,
/// `open` whether one is open.
pub(super) fn in_body(cursor: &mut Cursor<'_>, text: &str, last: &mut u32, open: bool) -> bool {
    let apart = || {
        cursor.after_gap_or_rule()
            || cursor.rows().last().is_some_and(|row| row.line.text.ends_with(['.', ')', ':', ';', ',', ']', '"', '-']))
    };
    if extent::may_open(text)
        && apart()
        && (extent::opens(text).is_some() || extent::opens_folded(text, cursor.ahead()))
        && extent::is_field(text, cursor.ahead())
    {
        read(cursor);
        return true;
    }
    if *last > 0 {
        return false;
    }
    let start = body::paragraph_start(text).filter(|start| start.number == 1);
    if start.is_none() && open {
        return false;
    }
    let Some(at) = extent::embedded(text, cursor.ahead()) else { return false };
    *last = start.map_or(0, |start| start.number);
    cursor.take_part(ElementKind::Paragraph, true, at);
    cursor.read_start();
    read(cursor);
    true
}

/// Whether the field goes on with a line directly below it.
fn goes_on(cursor: &Cursor<'_>, joined: &str, text: &str) -> bool {
    let state = flow::state(joined);
    match cursor.label(text) {
        Some((Label::ClassifiedBy, _)) => return true,
        // An order cited before the reasons, not the order line.
        Some((Label::ExecutiveOrder, _)) => {
            return state.unfinished && flow::belongs(text)
                || !state.reasons && flow::goes_on_with_order(text, cursor.ahead());
        }
        Some(_) => return false,
        None => {}
    }
    if is_rule(text) || cursor.is_envelope(text) || cursor.is_caption(text) {
        return false;
    }
    if flow::goes_on_with_reasons(text) || wrap::is_cut(joined, text) {
        return true;
    }
    if body::is_first_paragraph(text, cursor.next_content().map(|line| line.text)) {
        return state.unfinished && !body::is_marked_paragraph(text) && body::paragraph_start(text).is_none();
    }
    if state.unfinished {
        return true;
    }
    if state.reasons && state.authority {
        return state.in_sentence || flow::is_tail(text) || flow::extends(joined, text);
    }
    if cursor.class_line(text).is_some_and(|line| line.has_number) {
        return false;
    }
    if !state.authority {
        return true;
    }
    // Name and title are there: more of them, or reasons further below.
    let below =
        core::iter::once(text).chain(cursor.ahead().take_while(|line| !line.is_blank()).take(10).map(|line| line.text));
    flow::is_title_line(text) || state.in_sentence && flow::is_name_line(joined, text) || flow::reasons_follow(below)
}

/// Whether the field goes on after a blank line.
fn goes_on_after_blank(cursor: &Cursor<'_>, joined: &str) -> bool {
    let mut ahead = cursor.ahead().filter(|line| !line.is_blank());
    let Some(next) = ahead.next() else { return false };
    let text = next.text;
    let state = flow::state(joined);
    let reasons = flow::goes_on_with_reasons(text);
    // `… 1.4 (b)` / `and (d)`: no text begins so; nor with the rest of a word (N157) before reasons.
    let linked = flow::begins_with_and(text) || wrap::is_cut(joined, text) && flow::reasons_follow([text].into_iter());
    if reasons && (!state.reasons || state.unfinished || linked)
        || linked && (!state.reasons || flow::begins_with_and(text))
    {
        return true;
    }
    let ends = cursor.label(text).is_some()
        || cursor.is_envelope(text)
        || cursor.class_line(text).is_some()
        || cursor.is_caption(text)
        || is_rule(text)
        || body::is_first_paragraph(text, ahead.next().map(|line| line.text));
    if ends {
        return false;
    }
    // The label alone, or words that ask for more.
    if !state.authority && !state.reasons || state.unfinished && !(state.reasons && state.authority) {
        return text.len() < 200;
    }
    let close = cursor.ahead().next().is_some_and(|line| !line.is_blank());
    cursor.double_spaced && close && goes_on(cursor, joined, text)
}
