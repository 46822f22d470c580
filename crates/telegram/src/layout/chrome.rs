//! The words of a page around a telegram: menus, share buttons, comments
//! (rules N1, BLOG). Some open with well-known phrases; the others are told
//! by their shape and their place after the last paragraph.

use super::{Row, apparatus, body};
use crate::ElementKind;
use crate::text::shape::is_upper;

/// Phrases that only a page around a telegram has.
const PHRASES: [&str; 29] = [
    "%d bloggers",
    "Advertisement",
    "All rights reserved",
    "Click here to",
    "Click to share",
    "Connecting to %s",
    "Fill in your details",
    "Filed under",
    "Leave a Reply",
    "Leave a comment",
    "Leave a reply",
    "Like this:",
    "Newer posts",
    "Next page",
    "next page",
    "Notify me of",
    "Older posts",
    "Post a comment",
    "Posted by",
    "Posted in",
    "Powered by",
    "Previous post",
    "Related posts",
    "Search for:",
    "Share this",
    "Skip to content",
    "You are commenting",
    "You cannot post",
    "Your email address",
];

/// Words that a page has as a line of their own or with little after them; a
/// sentence may begin with them.
const WORDS: [&str; 25] = [
    "Archives",
    "Categories",
    "Comments",
    "Copyright",
    "Home",
    "Log Out",
    "Log in",
    "Login",
    "Next",
    "Next post",
    "No comments",
    "Permalink",
    "Previous",
    "Print",
    "Related",
    "Replies",
    "Reply",
    "Share",
    "Sponsored",
    "Subscribe",
    "Tagged",
    "Tags:",
    "Trackback",
    "Wikileaks",
    "©",
];

/// Whether the row is a line that only a page has.
pub(super) fn is_chrome(rows: &[Row<'_>], at: usize) -> bool {
    let Some(row) = rows.get(at) else { return false };
    let text = row.line.text;
    if is_upper(text) || text.len() >= 120 || row.opens && row.start().is_some() {
        return false;
    }
    if PHRASES.iter().any(|phrase| text.starts_with(phrase)) {
        return true;
    }
    // Inside a paragraph the same words are the start of a folded line.
    let apart = at.checked_sub(1).and_then(|before| rows.get(before)).is_none_or(|before| {
        before.kind != ElementKind::Paragraph || is_upper(before.line.text) && before.line.text.len() < 30
    });
    apart
        && text.len() < 70
        && !text.ends_with(['.', ','])
        && WORDS.iter().any(|word| {
            text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\''))
        })
}

/// Marks what a page has between two paragraphs, where a telegram goes over several posts or pages of it (rule N19):
/// short lines that are no sentences, a well-known one among them, right above a numbered paragraph.
pub(super) fn between(rows: &mut [Row<'_>]) {
    /// So many lines stand there at most.
    const MOST: usize = 8;
    let is_text = |row: &Row<'_>| matches!(row.kind, ElementKind::Paragraph | ElementKind::Heading | ElementKind::Rule);
    let is_numbered = |row: &Row<'_>| row.kind == ElementKind::Paragraph && row.start().is_some();
    // Whether one of the rows before the `asked`th is the start of a numbered paragraph.
    let (mut asked, mut numbered) = (0, false);
    for at in 0..rows.len() {
        if rows[at].kind != ElementKind::Paragraph || !rows[at].opens {
            continue;
        }
        let lines = rows[..at].iter().rev().take(2 * MOST);
        let is_between = |row: &Row<'_>| {
            row.line.is_blank() || apparatus::is_apparatus(row.kind) || is_text(row) && is_label(row.line.text)
        };
        let begin = at - lines.take_while(|row| is_between(row)).count();
        let run = &rows[begin..at];
        let lines = || run.iter().filter(|row| is_text(row) && !row.line.is_blank());
        if !(1..=MOST).contains(&lines().count()) || !lines().any(|row| links(row.line.text)) || !is_numbered(&rows[at])
        {
            continue;
        }
        numbered |= rows[asked..at].iter().any(is_numbered);
        asked = at;
        if numbered {
            rows[begin..at].iter_mut().filter(|row| is_text(row)).for_each(|row| row.kind = ElementKind::Chrome);
        }
    }
}

/// Whether the line is what a page puts below a post: `Reply | Quote`, `next page`.
fn links(text: &str) -> bool {
    PHRASES.iter().any(|phrase| text.starts_with(phrase))
        || text.split_once(['|', '\u{b7}']).is_some_and(|(first, _)| WORDS.contains(&first.trim()))
}

/// Where the page goes on after an unsigned telegram: after a finished
/// paragraph and a blank line, nothing but short lines in small letters that
/// are no sentences. Only for a text that has a page's words before it too, for
/// a list of names may end a telegram.
pub(super) fn tail(rows: &[Row<'_>], first: usize, end: usize) -> Option<usize> {
    let is_page = rows
        .iter()
        .find(|row| row.kind != ElementKind::Blank && !apparatus::is_apparatus(row.kind))
        .is_some_and(|row| matches!(row.kind, ElementKind::Chrome | ElementKind::SourceFacts));
    if !is_page {
        return None;
    }
    let is_text = |row: &Row<'_>| matches!(row.kind, ElementKind::Paragraph | ElementKind::Heading | ElementKind::Rule);
    let (mut found, mut lines, mut sentences) = (None, 0_usize, 0_usize);
    for at in (first..end).rev() {
        let row = rows.get(at)?;
        if !is_text(row) {
            continue;
        }
        lines += 1;
        sentences += usize::from(!is_label(row.line.text));
        if sentences * 4 > lines + 1 {
            break;
        }
        let above = at.checked_sub(1).and_then(|above| rows.get(above));
        let is_apart = above.is_some_and(|row| row.kind == ElementKind::Blank);
        let is_finished = || {
            rows.get(..at)?.iter().rev().find(|row| is_text(row)).map(|row| {
                row.kind == ElementKind::Paragraph && row.line.text.ends_with(['.', '"', ')', '?', '!', '\u{201d}'])
            })
        };
        if is_apart && is_label(row.line.text) && is_finished().unwrap_or(false) {
            found = (lines >= 2).then_some(at).or(found);
        }
    }
    found
}

/// A short line with small letters that is no sentence, no item and no paragraph.
fn is_label(text: &str) -> bool {
    text.len() < 60
        && !is_upper(text)
        && text.bytes().any(|b| b.is_ascii_lowercase())
        && text.starts_with(|c: char| c.is_alphabetic() || matches!(c, '«' | '»' | '‹' | '›' | '©' | '←' | '→' | '|'))
        && !text.ends_with(['.', ';', ',', ':', '?', '!', '"'])
        && body::paragraph_start(text).is_none()
}
