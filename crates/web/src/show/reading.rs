//! The reading view: paragraphs with numbers and marks in the margin, references inside the text as links, footnotes by
//! their marks.
//!
//! What leads where is known by its place in the decoded text; the map of each paragraph leads from there to its words.

use std::cmp::Reverse;
use std::iter::Peekable;
use std::ops::Range;

use jiff::civil::Date;
use telegram::{Fold, Note, Paragraph, Role, Span};

use super::coded;

/// Where a reference in the text leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// The page it leads to.
    pub(crate) address: String,
    /// What a reader finds there, or that it is not held.
    pub(crate) title: String,
}

/// A piece of running text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    Text(&'a str),
    Link(&'a str, &'a Target),
    /// The mark of a footnote: its number in the list of notes, from 1, and what is printed.
    Note(usize, &'a str),
}

/// A block of a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TextBlock<'a> {
    pub(crate) pieces: Vec<Piece<'a>>,
    /// Lines whose blanks line up: a table or a form.
    pub(crate) is_aligned: bool,
}

/// A paragraph of the reading view.
#[derive(Debug)]
pub(crate) struct ParagraphView<'a> {
    /// Its anchor: `p5`, or what an unnumbered or repeated one gets.
    pub(crate) anchor: &'a str,
    pub(crate) number: Option<&'a str>,
    pub(crate) portion: Option<&'a str>,
    pub(crate) portion_meaning: Option<String>,
    pub(crate) heading: Option<&'a str>,
    pub(crate) role: Option<&'static str>,
    pub(crate) blocks: Vec<TextBlock<'a>>,
}

/// What the reading view puts into the text, and the text that places are of.
pub(crate) struct Placed<'a> {
    /// The decoded text.
    decoded: &'a str,
    /// Where the marks of notes stand, the note's number from 1, the mark.
    marks: Vec<(Span, usize, &'a str)>,
    links: Vec<(Span, &'a Target)>,
}

/// Something that stands in an unfolded text.
struct Insertion<'a> {
    range: Range<usize>,
    piece: Piece<'a>,
}

impl<'a> Placed<'a> {
    /// `links` are places of the decoded text, in any order; of two at the same place the later counts.
    pub(crate) fn new(decoded: &'a str, notes: &'a [Note], mut links: Vec<(Span, &'a Target)>) -> Self {
        links.reverse();
        links.sort_by_key(|(span, _)| (span.start, Reverse(span.end)));
        let mut marks: Vec<_> =
            notes.iter().zip(1..).map(|(note, number)| (note.at, number, note.mark.as_str())).collect();
        marks.sort_unstable();
        Self { decoded, marks, links }
    }

    /// Lays out the paragraphs for reading; marks are explained as on the day of the telegram.
    pub(crate) fn reading(&self, paragraphs: &'a [Paragraph], day: Option<Date>) -> Vec<ParagraphView<'a>> {
        let laid_out = paragraphs.iter().map(|paragraph| ParagraphView {
            anchor: &paragraph.anchor,
            number: paragraph.number.as_deref(),
            portion: paragraph.portion.as_deref(),
            portion_meaning: paragraph.portion.as_deref().and_then(|mark| coded::portion_meaning(mark, day)),
            heading: paragraph.heading.as_deref(),
            role: paragraph.role.and_then(role_name),
            blocks: blocks(&paragraph.text, self.cuts(&paragraph.text, &paragraph.map, paragraph.span)),
        });
        laid_out.collect()
    }

    /// The words of a note.
    pub(crate) fn note(&self, note: &'a Note) -> Vec<Piece<'a>> {
        let cuts = self.cuts(&note.text, &note.map, note.span);
        pieces(&note.text, 0..note.text.len(), &mut cuts.into_iter().peekable())
    }

    /// The links and marks in a text that was unfolded from what stands at `span`, ascending, without overlaps.
    fn cuts(&self, text: &'a str, map: &Fold, span: Span) -> Vec<Insertion<'a>> {
        let within = |at: Span| span.start <= at.start && at.start < span.end;
        let first = self.links.partition_point(|(place, _)| place.start < span.start);
        let links = || self.links.iter().skip(first).take_while(|(place, _)| within(*place));
        let first = self.marks.partition_point(|(at, ..)| at.start < span.start);
        let marks = || self.marks.iter().skip(first).take_while(|(at, ..)| within(*at));
        if map.is_empty() || links().next().is_none() && marks().next().is_none() {
            return Vec::new();
        }
        let runs = map.runs(text, self.decoded);
        let links = links().filter_map(|&(place, target)| {
            let range = runs.range(place)?;
            Some(Insertion { piece: Piece::Link(text.get(range.clone())?, target), range })
        });
        let marks = marks().map(|&(at, number, mark)| {
            let at = runs.place(at.start);
            Insertion { range: at..at, piece: Piece::Note(number, mark) }
        });
        let mut cuts: Vec<Insertion<'a>> = links.chain(marks).collect();
        cuts.sort_by_key(|cut| (cut.range.start, Reverse(cut.range.end)));
        let mut done = 0;
        cuts.retain(|cut| {
            let is_free = cut.range.start >= done && text.is_char_boundary(cut.range.start);
            done = if is_free { cut.range.end } else { done };
            is_free
        });
        cuts
    }
}

fn role_name(role: Role) -> Option<&'static str> {
    match role {
        Role::Summary => Some("summary"),
        Role::Comment => Some("comment"),
        Role::ActionRequest => Some("action request"),
        Role::Introduction => Some("introduction"),
        _ => None,
    }
}

/// Splits a paragraph at blank lines; groups of lines with columns stay as
/// they are.
fn blocks<'a>(text: &'a str, cuts: Vec<Insertion<'a>>) -> Vec<TextBlock<'a>> {
    let mut cuts = cuts.into_iter().peekable();
    let mut begin = 0;
    let mut blocks = Vec::new();
    for part in text.split("\n\n") {
        let lines = part.lines().count();
        let aligned = part.lines().filter(|line| line.trim().contains("   ")).count();
        let is_aligned = lines > 1 && aligned * 2 >= lines;
        let blank = |c: char| if is_aligned { c == '\n' } else { c.is_whitespace() };
        let from = begin + part.len() - part.trim_start_matches(blank).len();
        let to = begin + part.trim_end_matches(blank).len();
        begin += part.len() + "\n\n".len();
        if from < to {
            blocks.push(TextBlock { pieces: pieces(text, from..to, &mut cuts), is_aligned });
        }
    }
    blocks
}

/// Cuts what stands at `range` at the links and marks in it.
fn pieces<'a>(
    text: &'a str,
    range: Range<usize>,
    cuts: &mut Peekable<impl Iterator<Item = Insertion<'a>>>,
) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let push = |from: usize, to: usize, pieces: &mut Vec<Piece<'a>>| {
        pieces.extend(text.get(from..to).filter(|between| !between.is_empty()).map(Piece::Text));
    };
    let mut done = range.start;
    while let Some(cut) = cuts.next_if(|cut| cut.range.start <= range.end) {
        // What reaches over a blank line is in neither block.
        if cut.range.start >= done && cut.range.end <= range.end {
            push(done, cut.range.start, &mut pieces);
            done = cut.range.end;
            pieces.push(cut.piece);
        }
    }
    push(done, range.end, &mut pieces);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with links in square brackets.
    fn shown(pieces: &[Piece<'_>]) -> String {
        let show = |piece: &Piece<'_>| match piece {
            Piece::Link(words, target) => format!("[{words}]({})", target.address),
            Piece::Text(words) => (*words).to_owned(),
            Piece::Note(number, mark) => format!("^{mark}={number}"),
        };
        pieces.iter().map(show).collect()
    }

    /// The paragraphs of a telegram with its references as links; each address is the id.
    fn linked(text: &str) -> Vec<String> {
        let telegram = telegram::parse(text).telegram;
        let named = || telegram.references.iter().chain(&telegram.mentions).filter(|it| it.id.is_some());
        let target = |it: &telegram::Reference| Target {
            address: it.id.as_deref().unwrap_or_default().to_owned(),
            title: String::new(),
        };
        let targets: Vec<Target> = named().map(target).collect();
        let links = named().zip(&targets).flat_map(|(it, target)| it.places().map(move |span| (span, target)));
        let placed = Placed::new(text, &[], links.collect());
        let readings = placed.reading(&telegram.paragraphs, None);
        readings.iter().map(|reading| reading.blocks.iter().map(|it| shown(&it.pieces)).collect()).collect()
    }

    const HEAD: &str =
        "R 020315Z APR 75\nFM AMEMBASSY SUVA\nTO SECSTATE WASHDC\nUNCLAS SUVA 0617\n\nSUBJECT: FERRY\n\n";

    #[test]
    fn every_place_is_linked() {
        let text = format!(
            "{HEAD}REF: (A) APIA 42, (B) STATE 40012\n\n1. AS APIA 42 SAID, AND (REF A), APIA 42 IS RIGHT; APIA 421 AND XAPIA 42\n\
             ARE NOT. SEE APIA\n42 AND STATE 40012. REFS A AND B SAY SO.\n\n2. SUVA 617 AND STATE 40012 AND PORT MORES-\n\
             BY 777, AGAIN PORT MORESBY 777.\nROE\n",
        );
        assert_eq!(
            linked(&text),
            [
                "AS [APIA 42](75APIA42) SAID, AND ([REF A](75APIA42)), [APIA 42](75APIA42) IS RIGHT; \
                 [APIA 421](75APIA421) AND XAPIA 42 ARE NOT. SEE [APIA 42](75APIA42) AND [STATE 40012](75STATE40012). \
                 [REFS A](75APIA42) AND [B](75STATE40012) SAY SO.",
                "SUVA 617 AND [STATE 40012](75STATE40012) AND [PORT MORESBY 777](75PORTMORESBY777), AGAIN \
                 [PORT MORESBY 777](75PORTMORESBY777).",
            ]
        );
    }

    #[test]
    fn marks_of_notes_stand_where_they_stood() {
        let decoded = "The ferry[1] sails.[2]\n\n[1] See the log.[3]\n[2] It did not.\n[3] Lost.";
        let mark = |words: &str, from: usize| {
            let at = decoded[from..].find(words).map_or(0, |at| at + from);
            Span::new(at as u32, (at + words.len()) as u32)
        };
        let marks = [mark("[1]", 0), mark("[2]", 0), mark("[3]", 0)];
        let fold = |text: &str, source: u32| Fold::of_stretch(text, decoded, source, &marks);
        let note = |number: usize, text: &str| {
            let label = mark(&format!("[{number}]"), 20);
            let span = Span::new(label.start, mark(text, 0).end);
            let map = fold(text, mark(text, 0).start);
            Note { mark: number.to_string(), text: text.to_owned(), map, span, at: marks[number - 1] }
        };
        let mut notes = [note(1, "See the log."), note(2, "It did not."), note(3, "Lost.")];
        notes[0].span.end += 3;
        let text = "The ferry sails.".to_owned();
        let paragraph = Paragraph { map: fold(&text, 0), text, span: Span::new(0, 22), ..Paragraph::default() };
        let placed = Placed::new(decoded, &notes, Vec::new());
        let read = placed.reading(std::slice::from_ref(&paragraph), None);
        assert_eq!(shown(&read[0].blocks[0].pieces), "The ferry^1=1 sails.^2=2");
        assert_eq!(shown(&placed.note(&notes[0])), "See the log.^3=3");
    }

    #[test]
    fn columns_keep_their_blanks() {
        let text = "Prices follow.\n\nRICE      12\nSUGAR     30\n\nEnd.";
        let blocks = blocks(text, Vec::new());
        let shown: Vec<_> = blocks.iter().map(|block| (shown(&block.pieces), block.is_aligned)).collect();
        let block = |words: &str, is_aligned| (words.to_owned(), is_aligned);
        assert_eq!(
            shown,
            [block("Prices follow.", false), block("RICE      12\nSUGAR     30", true), block("End.", false)]
        );
    }
}
