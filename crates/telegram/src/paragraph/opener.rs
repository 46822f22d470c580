//! Words that open a named block of the text (rules BLOCK, N135).

use super::portion_mark;
use crate::text::shape::starts_with_fold;

/// Words that open a block of the body without a number.
const OPENERS: [&str; 16] = [
    "SUMMARY",
    "BEGIN SUMMARY",
    "EXECUTIVE SUMMARY",
    "INTRODUCTION",
    "COMMENT",
    "ACTION REQUEST",
    "ACTION REQUESTED",
    "BEGIN TEXT",
    "KEY POINTS",
    "BACKGROUND",
    "BEGIN UNCLASSIFIED",
    "FOLLOWING IS",
    "FOLLOWING",
    "ENTIRE TEXT",
    "CONFIDENTIAL ENTIRE TEXT",
    "SUMMARY/ACTION REQUEST",
];

/// Whether the text opens a named block: `SUMMARY:`, `COMMENT.`, `ACTION REQUESTED -`.
pub(crate) fn opens_block(text: &str) -> bool {
    OPENERS.iter().any(|word| {
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
    const HEADINGS: [&str; 16] = [
        "SUMMARY",
        "BEGIN SUMMARY",
        "EXECUTIVE SUMMARY",
        "BRIEF SUMMARY",
        "SUMMARY AND COMMENT",
        "SUMMARY & COMMENT",
        "SUMMARY AND INTRODUCTION",
        "SUMMARY AND ACTION REQUEST",
        "SUMMARY AND RECOMMENDATION",
        "SUMMARY/ACTION REQUEST",
        "KEY POINTS",
        "INTRODUCTION",
        "INTRODUCTION AND SUMMARY",
        "ACTION REQUEST",
        "ACTION REQUESTED",
        "COMMENT",
    ];
    if text.len() > 45 {
        return false;
    }
    let marked = portion_mark(text).filter(|_| text.starts_with('(')).map_or(0, |(_, length)| length);
    let words = without_last_mark(&text[marked..]).trim_matches([' ', ':', '.', '-', '*', '=']);
    HEADINGS.iter().any(|heading| heading.eq_ignore_ascii_case(words))
}
