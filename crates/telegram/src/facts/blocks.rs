//! Named blocks of the text: a summary, a comment nested in a paragraph
//! (rules BLOCK, N133 to N136).

use core::cell::LazyCell;
use core::ops::Range;

use super::body::Body;
use crate::ElementKind;
use crate::layout::Row;
use crate::lexicon::block_names;
use crate::model::{Block, BlockKind};
use crate::paragraph::paragraph_start;
use crate::text::shape::starts_with_fold;
use crate::text::{Look, Unfolded, triples};

/// Blocks of one paragraph that are read at most; each looks ahead for its end,
/// so without a bound a hostile text could make the work grow with its square.
const MOST: usize = 64;

/// Reads the blocks of the body, in the order of their start.
pub(crate) fn read(rows: &[Row<'_>], body: &Body) -> Vec<Block> {
    let mut blocks = Vec::new();
    let lines: Vec<&Row<'_>> = rows.iter().filter(|row| row.kind == ElementKind::Paragraph).collect();
    let mut at = 0;
    while let Some((_, rest)) = lines.get(at..).and_then(<[_]>::split_first) {
        let paragraph = &lines[at..=at + rest.iter().take_while(|row| !row.opens).count()];
        let start = paragraph.first().and_then(|row| row.start());
        if may_open(paragraph, start.map_or(0, |start| start.text_at)) {
            let number = start.map(|start| start.number);
            of_paragraph(&body.unfolded, body.paragraph(at), number, &mut blocks);
        }
        at += paragraph.len();
    }
    blocks
}

/// Whether a block can begin in the paragraph: at its start, after `begin` bytes, or after a bracket.
/// Most have neither.
fn may_open(lines: &[&Row<'_>], begin: usize) -> bool {
    let Some(first) = lines.first().map(|row| &row.line) else { return false };
    let text = first.text[begin..].trim_start_matches(['"', ' ']);
    // The words can be wrapped where the line is short, and have more than a blank between.
    text.len() < 40
        || !first.look.is_single_spaced()
            && !Look::of(&text[..text.floor_char_boundary(block_names::LONGEST)]).is_single_spaced()
        || opener(text).is_some()
        || lines.iter().enumerate().any(|(index, row)| {
            // The bracket of the portion mark nests nothing.
            let from = if index == 0 && first.look.is_single_spaced() { begin } else { 0 };
            row.line.look.has_bracket() && has_nested(&row.line.text[from..])
        })
}

/// Whether a bracket with the start of an opener after it stands in the line, or one with nothing after it.
fn has_nested(line: &str) -> bool {
    let bytes = line.as_bytes();
    memchr::memchr2_iter(b'(', b'[', bytes).any(|at| block_names::may_open(&bytes[at + 1..]))
}

fn of_paragraph(body: &Unfolded, place: Range<usize>, number: Option<u32>, blocks: &mut Vec<Block>) {
    let text = body.text.get(place.clone()).unwrap_or_default();
    let ends = LazyCell::new(|| ends(text));
    let begin = paragraph_start(text).map_or(0, |start| start.text_at);
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
        let after = at + length;
        let close = ends.iter().find(|end| end.at >= after && end.kind == kind).map(|end| end.end);
        let bracket =
            nested.then(|| memchr::memchr2(b')', b']', &text.as_bytes()[after..]).map(|close| after + close)).flatten();
        let end = close.or(bracket).unwrap_or(text.len());
        blocks.push(Block {
            kind,
            paragraph: number.map(|number| number.to_string()),
            nested,
            closed: close.is_some(),
            span: body.span(place.start + at..place.start + end),
        });
    }
}

/// The opener at the start of the text and its length, colon or stop included.
fn opener(text: &str) -> Option<(BlockKind, usize)> {
    let (kind, length) = block_names::opens(text)?;
    let rest = &text[length..];
    let rest = rest.strip_prefix("ED").or_else(|| rest.strip_prefix("ed")).unwrap_or(rest).trim_start();
    // `SUMMARY AND COMMENT: …`
    let joined = || {
        let until = rest.bytes().take(40).position(|b| matches!(b, b':' | b'.')).unwrap_or(0);
        let head = rest.get(..until).unwrap_or_default();
        (starts_with_fold(head, "AND ") || head.starts_with("& ")) && head.split(' ').count() <= 4
    };
    (rest.starts_with([':', '.', '-', '\u{2013}', '\u{2014}', '/']) || joined()).then_some((kind, length))
}

struct End {
    at: usize,
    end: usize,
    kind: BlockKind,
}

/// Every `END SUMMARY` and its like.
fn ends(text: &str) -> Vec<End> {
    let bytes = text.as_bytes();
    triples(bytes, *b"END")
        .filter(|&at| starts_with_fold(&text[at..], "END ") && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric()))
        .filter_map(|at| {
            let of = if starts_with_fold(&text[at + 4..], "OF ") { 3 } else { 0 };
            let rest = &text[at + 4 + of..];
            let (kind, length) = block_names::closes(rest)?;
            let end = at + 4 + of + length;
            Some(End { at, end: end + usize::from(text[end..].starts_with('.')), kind })
        })
        .collect()
}
