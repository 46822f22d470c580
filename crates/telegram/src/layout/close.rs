//! The close: signature, end marks, and what the carrier put behind them.

use super::shape::{is_upper, starts_with_fold};
use super::{Row, apparatus, body};
use crate::ElementKind;
use crate::people::signature;

/// Finds the signature and marks what stands behind the telegram.
pub(crate) fn mark(rows: &mut [Row<'_>]) {
    // The close cannot stand before the last numbered paragraph's first line.
    let is_body = |row: &Row<'_>| matches!(row.kind, ElementKind::Paragraph | ElementKind::Heading | ElementKind::Rule);
    let first = rows
        .iter()
        .rposition(|row| {
            row.kind == ElementKind::Paragraph && row.opens && body::paragraph_start(row.line.text).is_some()
        })
        .map(|at| at + 1)
        .or_else(|| rows.iter().position(is_body));
    let Some(first) = first else { return };
    let end = rows[first..]
        .iter()
        .position(|row| row.kind == ElementKind::End || (is_body(row) && is_chrome(row.line.text)))
        .map_or(rows.len(), |at| first + at);
    let ended_by_mark = rows.get(end).is_some_and(|row| row.kind == ElementKind::End);

    let signed = find_signature(rows, first, end, ended_by_mark);
    let mut behind = end;
    if let Some(at) = signed {
        rows[at].kind = ElementKind::Signature;
        rows[at].opens = true;
        // A title below the name belongs to the signature.
        behind = at + 1;
    }
    for row in &mut rows[behind..] {
        if is_body(row) {
            // Behind the end marks the Department's notes are in capitals; menus and comments are not.
            row.kind = if starts_with_fold(row.line.text, "NOTE BY") || starts_with_fold(row.line.text, "NOTE:") {
                ElementKind::Note
            } else {
                ElementKind::Chrome
            };
            row.opens = false;
        }
    }
}

fn find_signature(rows: &[Row<'_>], first: usize, end: usize, ended_by_mark: bool) -> Option<usize> {
    let content = |row: &Row<'_>| row.kind != ElementKind::Blank && !apparatus::is_apparatus(row.kind);
    let mut later: Option<&Row<'_>> = None;
    for at in (first..end).rev() {
        let row = &rows[at];
        if !content(row) {
            continue;
        }
        let text = row.line.text;
        let last = later.is_none();
        let candidate = matches!(row.kind, ElementKind::Paragraph | ElementKind::Heading)
            && signature::is_signature(text)
            && !(row.opens && body::paragraph_start(text).is_some());
        let lone = rows.get(at + 1).is_none_or(|next| next.kind != ElementKind::Paragraph || next.opens) || last;
        if candidate && lone && (is_upper(text) || (last && ended_by_mark)) && ends_before(rows, at) {
            return Some(at);
        }
        // Only menus and comments may stand behind a signature that is not the last line.
        later = Some(row);
    }
    None
}

/// Whether the text before row `at` is at its end: a sentence is closed, or a
/// blank line stands between.
fn ends_before(rows: &[Row<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| rows.get(at)) else { return true };
    before.kind != ElementKind::Paragraph
        || before.line.text.ends_with(['.', '?', '!', '"', '\'', ')', ':', '-', '*', ']', '\u{201d}'])
        || before.line.text.len() < 30
}

/// Lines that only a page around a telegram has.
fn is_chrome(text: &str) -> bool {
    const MARKERS: [&str; 34] = [
        "Advertisement",
        "Leave a Reply",
        "Leave a comment",
        "Share this",
        "Posted in",
        "Posted by",
        "Post a comment",
        "Comments",
        "Log in",
        "Log Out",
        "Connecting to %s",
        "%d bloggers",
        "Fill in your details",
        "You are commenting",
        "Related posts",
        "Related",
        "Categories",
        "Like this:",
        "Previous post",
        "Next post",
        "Powered by",
        "Copyright",
        "Trackback",
        "Reply",
        "Subscribe",
        "Click to",
        "Wikileaks",
        "Permalink",
        "Filed under",
        "Tagged",
        "Older posts",
        "Newer posts",
        "Search for:",
        "Archives",
    ];
    !is_upper(text) && text.len() < 120 && MARKERS.iter().any(|marker| text.starts_with(marker))
}

/// A signature glued to the last line of the text (FORMAT.md N145, N196):
/// `... END COMMENT. ROE`. Returns where the name begins.
pub(crate) fn glued_signature(text: &str) -> Option<usize> {
    let at = text.rfind(". ")? + 2;
    let name = text[at..].trim_start();
    let at = text.len() - name.len();
    let is_name = name.len() >= 3
        && name.len() <= 24
        && is_upper(name)
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | ',' | '(' | ')' | '"'))
        && !name.contains(' ')
        && signature::is_signature(name);
    is_name.then_some(at)
}
