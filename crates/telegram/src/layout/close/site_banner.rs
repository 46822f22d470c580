//! The line with which a post names its web site below its telegrams:
//! `Visit Embassy Suva's Classified Web Site:` and the address.

use super::is_body;
use super::sentence::ends_sentence;
use crate::layout::Row;
use crate::text::contains_folded;
use crate::text::shape::starts_with_fold;
use crate::{ElementKind, Span};

/// How such a line begins.
const BEGINNINGS: [&str; 12] = [
    "VISIT ",
    "PLEASE VISIT ",
    "SEE ",
    "GO TO ",
    "FOR MORE REPORTING",
    "FOR ADDITIONAL REPORTING",
    "FOR FURTHER REPORTING",
    "FURTHER REPORTING",
    "MORE REPORTING",
    "ADDITIONAL REPORTING",
    "THIS AND OTHER ",
    "THIS CABLE AND ",
];

/// What it calls the site.
const SITES: [&str; 11] = [
    "MORE REPORTING",
    "OUR SITE",
    "WEB SITE",
    "WEBSITE",
    "WEB-SITE",
    "WEB PAGE",
    "WEBPAGE",
    "HOME PAGE",
    "HOMEPAGE",
    "SIPRNET",
    "INTRANET",
];

/// How far above the end of the text it stands, and over how many lines.
const REACH: usize = 24;
const LONGEST: usize = 4;

/// Marks the line and its address among the rows from `first` to `end` as what stands around the telegram. Gives how many
/// rows were added: a name after the address gets a row of its own.
pub(super) fn mark(rows: &mut Vec<Row<'_>>, first: usize, end: usize) -> usize {
    let from = first.max(end.saturating_sub(REACH));
    let Some(begin) = (from..end).find(|&at| begins(rows, at)) else { return 0 };
    let Some(mut last) = address(rows, begin, end) else { return 0 };
    // The rest of an address that was too long for its line.
    let is_rest = |row: &Row<'_>| is_body(row) && row.line.text.contains(['/', '.']) && !row.line.text.contains(' ');
    if rows[last].line.text.ends_with(['/', '-']) && last + 1 < end && is_rest(&rows[last + 1]) {
        last += 1;
    }
    let added = usize::from(cut_after_address(rows, last));
    let is_frame = |row: &Row<'_>| row.kind == ElementKind::Rule;
    let above = begin.checked_sub(1).filter(|&at| at >= first && is_frame(&rows[at])).unwrap_or(begin);
    let below = if rows.get(last + 1).is_some_and(is_frame) { last + 1 } else { last };
    for row in rows[above..=below].iter_mut().filter(|row| is_body(row)) {
        row.kind = ElementKind::Chrome;
        row.opens = false;
    }
    added
}

/// Whether the banner begins at the row: on a line of its own, below the end of a sentence.
fn begins(rows: &[Row<'_>], at: usize) -> bool {
    let Some(row) = rows.get(at).filter(|row| matches!(row.kind, ElementKind::Paragraph | ElementKind::Heading)) else {
        return false;
    };
    let text = row.line.text.trim_start_matches(['*', '-', '(', ' ']);
    // `Embassy Suva's Classified Web Site:`
    let is_name = || {
        let below = rows.get(at + 1).map(|row| row.line.text).unwrap_or_default();
        if !text.ends_with(':') && !below.ends_with(':') {
            return false;
        }
        let both = format!("{text} {below}");
        [text, both.as_str()].iter().any(|words| words.ends_with(':') && contains_folded(words, "CLASSIFIED WEB"))
    };
    if !BEGINNINGS.iter().any(|words| starts_with_fold(text, words)) && !is_name() {
        return false;
    }
    let apart = at.checked_sub(1).and_then(|at| rows.get(at)).is_none_or(|above| {
        matches!(above.kind, ElementKind::Blank | ElementKind::Rule) || ends_sentence(above.line.text)
    });
    let names_site = || {
        let near = rows[at..].iter().take(LONGEST).map(|row| row.line.text).collect::<Vec<_>>().join(" ");
        SITES.iter().any(|site| contains_folded(&near, site))
    };
    apart && names_site()
}

/// The row that holds the address of the banner that begins at `begin`.
fn address(rows: &[Row<'_>], begin: usize, end: usize) -> Option<usize> {
    let near = rows.get(begin..end)?.iter().enumerate();
    let mut lines = near.filter(|(_, row)| is_body(row)).take(LONGEST);
    lines.find(|(_, row)| place_of_address(row.line.text).is_some()).map(|(at, _)| begin + at)
}

fn place_of_address(text: &str) -> Option<usize> {
    let at = |word: &str| text.to_ascii_lowercase().find(word);
    at("://").or_else(|| at("www."))
}

/// Cuts the row after the address where something follows; tells whether it did.
fn cut_after_address(rows: &mut Vec<Row<'_>>, at: usize) -> bool {
    let Some(row) = rows.get(at).copied() else { return false };
    let text = row.line.text;
    let cut = place_of_address(text).and_then(|from| Some(from + text.get(from..)?.find(' ')?));
    let Some((head, tail)) = cut.and_then(|cut| text.split_at_checked(cut)) else { return false };
    let tail = tail.trim_start();
    let place = row.line.at + (text.len() - tail.len()) as u32;
    let kept = row.line.with(head.trim_end(), Span::new(row.line.whole.start, place));
    let rest = row.line.with(tail, Span::new(place, row.line.whole.end));
    rows[at].line = kept;
    rows.insert(at + 1, Row::new(rest, ElementKind::Paragraph, false));
    true
}
