//! What the elements of a document begin: blocks, marks, notes.

use quick_xml::events::BytesStart;
use telegram::Span;

use super::{Block, Capture, DateMark, Kind, LabelState, List, Mark, Marked, Note, attribute};

impl Capture {
    /// The block that an element begins. Within a paragraph, a table or list
    /// only breaks the line.
    pub(super) fn block_of(&mut self, name: &str, tag: &BytesStart<'_>) -> Option<usize> {
        let (kind, gap) = match name {
            "head" if !self.lists.is_empty() => (Kind::ListHead, 1),
            "head" => (Kind::Head, 2),
            "dateline" => (Kind::Dateline, 2),
            "seg" if self.openers > 0 => (Kind::Marking, 2),
            "p" | "ab" | "salute" | "lg" | "quote" | "postscript" | "byline" | "argument" | "trailer" => {
                let heading = attribute(tag, "rend").is_some_and(|rend| rend.starts_with("sectiontitle"));
                (if heading { Kind::Heading } else { Kind::Paragraph }, 2)
            }
            "item" => match core::mem::take(&mut self.label) {
                LabelState::None => (Kind::Item, 1),
                LabelState::Before => {
                    self.main.follow();
                    return None;
                }
                LabelState::Begun(block) => {
                    self.main.follow();
                    return Some(block);
                }
            },
            "row" => (Kind::Row, 1),
            "signed" => (Kind::Signed, 2),
            "opener" | "closer" | "table" | "figure" => {
                self.main.lines = 2;
                return None;
            }
            // The label of a list's item stands on the item's line.
            "label" if !self.lists.is_empty() => {
                self.label = LabelState::Before;
                if self.block().is_some() {
                    self.main.lines = self.main.lines.max(1);
                    return None;
                }
                let begun = self.begin(Kind::Item, 1);
                self.label = begun.map_or(LabelState::Before, LabelState::Begun);
                return begun;
            }
            "cell" | "label" => {
                if self.main.ends_in_word() && self.main.lines == 0 {
                    let at = self.start;
                    self.main.builder.whole("  ", at..at);
                }
                return None;
            }
            "l" => {
                self.main.lines = self.main.lines.max(1);
                return None;
            }
            _ => return None,
        };
        match self.block() {
            // A block within a block is part of it, on a line of its own.
            Some(_) if !matches!(kind, Kind::Head | Kind::Dateline | Kind::Signed) => {
                if !self.main.follows {
                    self.main.lines = self.main.lines.max(1);
                }
                None
            }
            _ => self.begin(kind, gap),
        }
    }

    /// Whether the block that is open is of a kind.
    fn is_in(&self, kind: Kind) -> bool {
        self.block().and_then(|open| self.blocks.get(open)).is_some_and(|block| block.kind == kind)
    }

    pub(super) fn begin(&mut self, kind: Kind, gap: usize) -> Option<usize> {
        self.main.flush();
        self.main.lines = self.main.lines.max(gap);
        let at = self.main.at();
        let list = self.lists.last().copied().unwrap_or(List::Plain);
        self.blocks.push(Block { kind, span: Span::new(at, at), attached: self.attachments > 0, list });
        Some(self.blocks.len() - 1)
    }

    pub(super) fn footnote(&mut self, tag: &BytesStart<'_>, kind: Option<String>, at: usize) {
        let label = attribute(tag, "n").unwrap_or_else(|| "*".to_owned());
        self.main.flush();
        let from = self.main.at();
        // No blank before the mark, so that a word keeps its end.
        self.main.builder.whole(&format!("[{label}]"), at..at);
        let span = Span::new(from, self.main.at());
        let block = self.block().and_then(|open| self.blocks.get(open)).map(|block| block.kind);
        self.marks.push(Marked { mark: Mark::Footnote, span, block, attached: self.attachments > 0, in_note: false });
        self.noted.lines = 1;
        self.noted.settle(at);
        let from = self.noted.at();
        self.noted.builder.whole(&format!("[{label}] "), at..at);
        let attached = self.attachments > 0;
        self.notes.push(Note { label, kind, span: Span::new(from, from), mark: span, block, attached });
        self.note_depth += 1;
    }

    pub(super) fn mark_of(&mut self, name: &str, kind: Option<&str>, tag: &BytesStart<'_>) -> Option<usize> {
        let mark = match (name, kind) {
            ("persName" | "gloss" | "orgName", Some("from")) => Mark::From,
            ("persName" | "gloss" | "orgName", Some("to")) => Mark::To,
            ("placeName", _) => Mark::Place,
            ("date", _) => Mark::Date(Box::new(DateMark::of(tag))),
            ("time", _) => Mark::Time(attribute(tag, "when").or_else(|| attribute(tag, "from"))?),
            ("hi", _) if attribute(tag, "rend").as_deref() == Some("italic") && self.is_in(Kind::Signed) => {
                Mark::Italic
            }
            ("ref", _) => Mark::Link(attribute(tag, "target")?),
            _ => return None,
        };
        let in_note = self.note_depth > 0;
        let at = self.writer().at();
        let block = self.block().and_then(|open| self.blocks.get(open)).map(|block| block.kind);
        let attached = self.attachments > 0;
        self.marks.push(Marked { mark, span: Span::new(at, at), block, attached, in_note });
        Some(self.marks.len() - 1)
    }
}
