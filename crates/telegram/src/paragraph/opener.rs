//! Words that open a named block of the text (rules BLOCK, N135).

use super::portion_mark;
use crate::lexicon::block_names;
use crate::text::shape::starts_with_fold;

/// Words that open a block of the body without a number, besides the names of blocks.
const OTHERS: [&str; 7] = [
    "BACKGROUND",
    "BEGIN TEXT",
    "BEGIN UNCLASSIFIED",
    "CONFIDENTIAL ENTIRE TEXT",
    "ENTIRE TEXT",
    "FOLLOWING IS",
    "FOLLOWING",
];

/// Whether the text opens a named block: `SUMMARY:`, `COMMENT.`, `ACTION REQUESTED -`.
pub(crate) fn opens_block(text: &str) -> bool {
    let named = block_names::without_begin(text);
    let names = block_names::openers().map(|(name, _)| (named, name));
    names.chain(OTHERS.map(|word| (text, word))).any(|(text, word)| {
        starts_with_fold(text, word)
            && text[word.len()..]
                .trim_start_matches("ED")
                .trim_start()
                .starts_with([':', '.', '-', '\u{2013}', '\u{2014}'])
    })
}

/// A heading without the portion mark at its end: `SUMMARY (C)`.
pub(crate) fn without_last_mark(text: &str) -> &str {
    match text.trim_end().rfind('(') {
        Some(at) if portion_mark(&text[at..]).is_some_and(|(_, length)| text[at + length..].trim().is_empty()) => {
            text[..at].trim_end()
        }
        _ => text,
    }
}

/// Whether the line is a heading that names a block and nothing else: `SUMMARY`, `Key Points:`, `(C) ACTION REQUESTED`.
pub(crate) fn is_block_heading(text: &str) -> bool {
    if text.len() > 45 {
        return false;
    }
    let marked = portion_mark(text).filter(|_| text.starts_with('(')).map_or(0, |(_, length)| length);
    let words = without_last_mark(&text[marked..]).trim_matches([' ', ':', '.', '-', '*', '=']);
    // `SUMMARY AND COMMENT`, `SUMMARY/ACTION REQUEST`
    let words = words.to_uppercase().replace(" & ", " AND ").replace('/', " AND ");
    let mut parts = words.split(" AND ");
    let is_name = |part: &str| block_names::openers().any(|(name, _)| name == block_names::without_begin(part));
    let may_follow = |part: &str| is_name(part) || matches!(part, "RECOMMENDATION" | "RECOMMENDATIONS");
    parts.next().is_some_and(is_name) && parts.all(may_follow)
}
