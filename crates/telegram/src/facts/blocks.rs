//! Named blocks of the text: a summary, a comment nested in a paragraph
//! (FORMAT.md 3.11.11, N133-N136).

use crate::ElementKind;
use crate::layout::{self, Row, starts_with_fold};
use crate::model::{Block, BlockKind};
use crate::text::Unfolded;

/// Words that open a block. A longer one stands before one that it begins with.
const OPENERS: [(&str, BlockKind); 12] = [
    ("BEGIN SUMMARY", BlockKind::Summary),
    ("EXECUTIVE SUMMARY", BlockKind::Summary),
    ("SUMMARY", BlockKind::Summary),
    ("EMBASSY COMMENT", BlockKind::Comment),
    ("BEGIN COMMENT", BlockKind::Comment),
    ("COMMENT", BlockKind::Comment),
    ("ACTION REQUEST", BlockKind::ActionRequest),
    ("INTRODUCTION", BlockKind::Introduction),
    ("BIO NOTE", BlockKind::Note),
    ("NOTE", BlockKind::Note),
    ("BEGIN TEXT", BlockKind::Text),
    ("BEGIN QUOTE", BlockKind::Text),
];

/// Words behind `END` that close one.
const CLOSERS: [(&str, BlockKind); 10] = [
    ("SUMMARY", BlockKind::Summary),
    ("SUM", BlockKind::Summary),
    ("EMBASSY COMMENT", BlockKind::Comment),
    ("COMMENT", BlockKind::Comment),
    ("ACTION REQUEST", BlockKind::ActionRequest),
    ("INTRODUCTION", BlockKind::Introduction),
    ("BIO NOTE", BlockKind::Note),
    ("NOTE", BlockKind::Note),
    ("TEXT", BlockKind::Text),
    ("QUOTE", BlockKind::Text),
];

/// Blocks of one paragraph that are read at most; each looks ahead for its end,
/// so without a bound a hostile text could make the work grow with its square.
const MOST: usize = 64;

/// Reads the blocks of the body, in the order of their begin.
pub(crate) fn read(rows: &[Row<'_>]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut text = Unfolded::default();
    let mut number = None;
    for row in rows.iter().filter(|row| row.kind == ElementKind::Paragraph) {
        if row.opens {
            of_paragraph(&text, number.take(), &mut blocks);
            text = Unfolded::default();
            number = layout::paragraph_start(row.line.text).map(|start| start.number.to_string());
        }
        text.push(row.line.text, row.line.at);
    }
    of_paragraph(&text, number, &mut blocks);
    blocks
}

fn of_paragraph(paragraph: &Unfolded, number: Option<String>, blocks: &mut Vec<Block>) {
    let text = paragraph.text.as_str();
    let ends = ends(text);
    let begin = layout::paragraph_start(text).map_or(0, |start| start.text_at);
    let begin = begin + text[begin..].len() - text[begin..].trim_start_matches(['(', '[', '"', ' ']).len();
    // A bracket before the word nests the block only where something stands before the bracket.
    let brackets = memchr::memchr2_iter(b'(', b'[', text.as_bytes()).map(|at| at + 1).filter(|&at| at > begin);
    let mut found = 0;
    for at in core::iter::once(begin).chain(brackets) {
        if found == MOST {
            return;
        }
        let Some((kind, length)) = opener(&text[at..]) else { continue };
        found += 1;
        let nested = at != begin;
        let from = at + length;
        let close = ends.iter().find(|end| end.at >= from && end.kind == kind).map(|end| end.end);
        let bracket =
            nested.then(|| memchr::memchr2(b')', b']', &text.as_bytes()[from..]).map(|close| from + close)).flatten();
        let end = close.or(bracket).unwrap_or(text.len());
        blocks.push(Block {
            kind,
            paragraph: number.clone(),
            nested,
            closed: close.is_some(),
            span: paragraph.span(at..end),
        });
    }
}

/// The opener at the begin of the text and its length, colon or stop included.
fn opener(text: &str) -> Option<(BlockKind, usize)> {
    OPENERS.iter().find_map(|&(word, kind)| {
        if !starts_with_fold(text, word) {
            return None;
        }
        let rest = &text[word.len()..];
        let rest = rest.strip_prefix("ED").or_else(|| rest.strip_prefix("ed")).unwrap_or(rest).trim_start();
        rest.starts_with([':', '.', '-', '\u{2013}', '\u{2014}', '/']).then_some((kind, word.len()))
    })
}

struct End {
    at: usize,
    end: usize,
    kind: BlockKind,
}

/// Every `END SUMMARY` and its like.
fn ends(text: &str) -> Vec<End> {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'E', b'e', bytes)
        .filter(|&at| starts_with_fold(&text[at..], "END ") && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric()))
        .filter_map(|at| {
            let rest = &text[at + 4..];
            CLOSERS.iter().find_map(|&(word, kind)| {
                let after = rest.get(word.len()..).filter(|_| starts_with_fold(rest, word))?;
                let ends_word = !after.starts_with(char::is_alphanumeric);
                ends_word.then_some(End { at, end: at + 4 + word.len() + usize::from(after.starts_with('.')), kind })
            })
        })
        .collect()
}
