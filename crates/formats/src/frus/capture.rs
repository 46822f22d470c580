//! Collects one document of a volume: its text with the map, and marks of what
//! stands where. What the marks mean is decided later, in `document`.

use core::ops::Range;

use quick_xml::events::{BytesStart, Event};
use telegram::Span;

use super::offset;
use crate::page::entity;
use crate::source_map::MapBuilder;

/// A block of the document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Head,
    /// A note that stands in the text: file number, `[Paraphrase]`.
    InlineNote,
    Dateline,
    /// The security class and urgency above the text in volumes of 1949-54.
    Marking,
    Paragraph,
    /// A short paragraph that is printed as a heading.
    Heading,
    Item,
    /// The head of a list.
    ListHead,
    Row,
    Signed,
}

/// What a list is for, by its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Plain,
    Subject,
    From,
    To,
    References,
    Participants,
}

#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) span: Span,
    /// Within an enclosed document: no fact of it is one of the document.
    pub(super) attached: bool,
    pub(super) list: List,
}

/// Something marked within the text.
#[derive(Debug, Clone)]
pub(super) enum Mark {
    /// `persName` or `gloss` with `type="from"`.
    From,
    /// `persName` or `gloss` with `type="to"`.
    To,
    Place,
    /// `date`, with its machine form.
    Date(String),
    /// `time`, with its machine form.
    Time(String),
    /// `ref`, with its target.
    Link(String),
    /// The mark of a footnote, which is no text of the author.
    Footnote,
}

#[derive(Debug, Clone)]
pub(super) struct Marked {
    pub(super) mark: Mark,
    pub(super) span: Span,
    pub(super) block: Option<Kind>,
    pub(super) attached: bool,
    pub(super) in_note: bool,
}

/// A footnote, source note or summary.
#[derive(Debug, Clone)]
pub(super) struct Note {
    pub(super) label: String,
    pub(super) kind: Option<String>,
    pub(super) span: Span,
}

/// A text in the making.
#[derive(Default)]
struct Writer {
    builder: MapBuilder,
    /// How many line ends are due; 0 with `blank` for a blank.
    lines: usize,
    blank: bool,
}

impl Writer {
    fn settle(&mut self, at: usize) {
        let text = &self.builder.text;
        if !text.is_empty() {
            let have = text.len() - text.trim_end_matches('\n').len();
            if self.lines > 0 {
                for _ in have..self.lines {
                    self.builder.whole("\n", at..at);
                }
            } else if self.blank && have == 0 && !text.ends_with(' ') {
                self.builder.whole(" ", at..at);
            }
        }
        self.lines = 0;
        self.blank = false;
    }

    /// Text with blanks collapsed.
    fn text(&mut self, text: &str, start: usize) {
        let mut at = 0;
        for word in text.split([' ', '\n', '\r', '\t']) {
            if at > 0 {
                self.blank = true;
            }
            if !word.is_empty() {
                // Blanks that only the layout of the XML puts there.
                let text_so_far = &self.builder.text;
                if word.starts_with([',', ';', ')']) || text_so_far.ends_with('(') {
                    self.blank = false;
                }
                // A single blank between words is copied with them.
                if self.blank && self.lines == 0 && at > 0 && text.as_bytes()[at - 1] == b' ' && self.ends_in_word() {
                    self.builder.copy(&text[at - 1..at + word.len()], start + at - 1);
                    self.blank = false;
                } else {
                    self.settle(start + at);
                    self.builder.copy(word, start + at);
                }
            }
            at += word.len() + 1;
        }
    }

    fn ends_in_word(&self) -> bool {
        self.builder.text.as_bytes().last().is_some_and(|byte| !matches!(byte, b' ' | b'\n'))
    }

    fn letter(&mut self, letter: char, range: Range<usize>) {
        self.settle(range.start);
        self.builder.whole(letter.encode_utf8(&mut [0; 4]), range);
    }

    fn at(&self) -> u32 {
        self.builder.len()
    }
}

/// An element that is open.
struct Open {
    name: String,
    block: Option<usize>,
    marked: Option<usize>,
    note: bool,
}

/// One document in the making.
pub(super) struct Capture {
    pub(super) id: String,
    pub(super) number: Option<String>,
    pub(super) start: usize,
    pub(super) blocks: Vec<Block>,
    pub(super) marks: Vec<Marked>,
    pub(super) notes: Vec<Note>,
    pub(super) pages: Vec<String>,
    main: Writer,
    noted: Writer,
    stack: Vec<Open>,
    attachments: usize,
    lists: Vec<List>,
    note_depth: usize,
    /// The blocks that are open, and how many openers.
    open_blocks: Vec<usize>,
    openers: usize,
}

impl Capture {
    pub(super) fn new(tag: &BytesStart<'_>, start: usize, page: Option<String>) -> Self {
        Self {
            id: attribute(tag, "xml:id").unwrap_or_default(),
            number: attribute(tag, "n"),
            start,
            blocks: Vec::new(),
            marks: Vec::new(),
            notes: Vec::new(),
            pages: page.into_iter().collect(),
            main: Writer::default(),
            noted: Writer::default(),
            stack: vec![Open { name: "div".to_owned(), block: None, marked: None, note: false }],
            attachments: 0,
            lists: Vec::new(),
            note_depth: 0,
            open_blocks: Vec::new(),
            openers: 0,
        }
    }

    /// Takes an event; says whether the document is complete.
    pub(super) fn event(&mut self, text: &str, event: &Event<'_>, range: Range<usize>) -> bool {
        match event {
            Event::Start(tag) => self.open(tag, range),
            Event::Empty(tag) => self.empty(tag, range),
            Event::End(_) => {
                self.close();
                return self.stack.is_empty();
            }
            Event::Text(_) => self.writer().text(text.get(range.clone()).unwrap_or_default(), range.start),
            Event::CData(found) => self.writer().text(found, range.start + "<![CDATA[".len()),
            Event::GeneralRef(_) => {
                let raw = text.get(range.clone()).unwrap_or_default();
                match entity(raw).filter(|(_, length)| *length == raw.len()) {
                    Some((letter, _)) => self.writer().letter(letter, range),
                    None => self.writer().text(raw, range.start),
                }
            }
            _ => {}
        }
        false
    }

    fn writer(&mut self) -> &mut Writer {
        if self.note_depth > 0 { &mut self.noted } else { &mut self.main }
    }

    /// The block that is open, if any.
    fn block(&self) -> Option<usize> {
        self.open_blocks.last().copied()
    }

    fn empty(&mut self, tag: &BytesStart<'_>, range: Range<usize>) {
        match tag.local_name().as_ref() {
            "lb" => {
                let in_head = self.block().and_then(|at| self.blocks.get(at)).is_some_and(|b| b.kind == Kind::Head);
                let writer = self.writer();
                if in_head { writer.blank = true } else { writer.lines = writer.lines.max(1) }
            }
            "pb" => self.pages.extend(attribute(tag, "n")),
            _ => {
                self.open(tag, range);
                self.close();
            }
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, range: Range<usize>) {
        let local = tag.local_name();
        let name: &str = local.as_ref();
        let kind = attribute(tag, "type");
        let mut open = Open { name: name.to_owned(), block: None, marked: None, note: false };
        let outside_note = self.note_depth == 0;
        match name {
            "attachment" => self.attachments += 1,
            "list" => {
                let list = match kind.as_deref().map(str::trim) {
                    Some("subject") => List::Subject,
                    Some("from") => List::From,
                    Some("to") => List::To,
                    Some("references") => List::References,
                    Some("participants") => List::Participants,
                    _ => List::Plain,
                };
                self.lists.push(list);
                self.writer().lines = 1;
            }
            "note" if attribute(tag, "rend").as_deref() == Some("inline") => {
                open.block = self.begin(Kind::InlineNote, 2);
            }
            "note" if outside_note => {
                self.footnote(tag, kind.clone(), range.start);
                open.note = true;
            }
            _ => {
                if outside_note {
                    open.block = self.block_of(name, tag);
                } else if matches!(name, "p" | "item" | "row") {
                    self.noted.blank = true;
                }
            }
        }
        open.marked = self.mark_of(name, kind.as_deref(), tag);
        self.open_blocks.extend(open.block);
        self.openers += usize::from(name == "opener");
        self.stack.push(open);
    }

    /// The block that an element begins. Within a paragraph, a table or list
    /// only breaks the line.
    fn block_of(&mut self, name: &str, tag: &BytesStart<'_>) -> Option<usize> {
        let (kind, gap) = match name {
            "head" if !self.lists.is_empty() => (Kind::ListHead, 1),
            "head" => (Kind::Head, 2),
            "dateline" => (Kind::Dateline, 2),
            "seg" if self.openers > 0 => (Kind::Marking, 2),
            "p" | "ab" | "salute" | "lg" | "quote" | "postscript" | "byline" | "argument" | "trailer" => {
                let heading = attribute(tag, "rend").is_some_and(|rend| rend.starts_with("sectiontitle"));
                (if heading { Kind::Heading } else { Kind::Paragraph }, 2)
            }
            "item" => (Kind::Item, 1),
            "row" => (Kind::Row, 1),
            "signed" => (Kind::Signed, 2),
            "opener" | "closer" | "table" | "figure" => {
                self.main.lines = 2;
                return None;
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
                self.main.lines = self.main.lines.max(1);
                None
            }
            _ => self.begin(kind, gap),
        }
    }

    fn begin(&mut self, kind: Kind, gap: usize) -> Option<usize> {
        self.main.lines = self.main.lines.max(gap);
        let at = self.main.at();
        let list = self.lists.last().copied().unwrap_or(List::Plain);
        self.blocks.push(Block { kind, span: Span::new(at, at), attached: self.attachments > 0, list });
        Some(self.blocks.len() - 1)
    }

    fn footnote(&mut self, tag: &BytesStart<'_>, kind: Option<String>, at: usize) {
        let label = attribute(tag, "n").unwrap_or_else(|| "*".to_owned());
        let from = self.main.at();
        // No blank before the mark, so that a word keeps its end.
        self.main.builder.whole(&format!("[{label}]"), at..at);
        let span = Span::new(from, self.main.at());
        self.marks.push(Marked {
            mark: Mark::Footnote,
            span,
            block: self.block().and_then(|open| self.blocks.get(open)).map(|block| block.kind),
            attached: self.attachments > 0,
            in_note: false,
        });
        self.noted.lines = 1;
        self.noted.settle(at);
        let from = self.noted.at();
        self.noted.builder.whole(&format!("[{label}] "), at..at);
        self.notes.push(Note { label, kind, span: Span::new(from, from) });
        self.note_depth += 1;
    }

    fn mark_of(&mut self, name: &str, kind: Option<&str>, tag: &BytesStart<'_>) -> Option<usize> {
        let mark = match (name, kind) {
            ("persName" | "gloss" | "orgName", Some("from")) => Mark::From,
            ("persName" | "gloss" | "orgName", Some("to")) => Mark::To,
            ("placeName", _) => Mark::Place,
            ("date", _) => Mark::Date(attribute(tag, "when").or_else(|| attribute(tag, "from"))?),
            ("time", _) => Mark::Time(attribute(tag, "when").or_else(|| attribute(tag, "from"))?),
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

    fn close(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        let end = self.writer().at();
        if let Some(marked) = open.marked.and_then(|at| self.marks.get_mut(at)) {
            marked.span.end = end;
        }
        if open.note {
            self.note_depth = self.note_depth.saturating_sub(1);
            if let Some(note) = self.notes.last_mut() {
                note.span.end = self.noted.at();
            }
        }
        if open.block.is_some() {
            self.open_blocks.pop();
        }
        if let Some(block) = open.block.and_then(|at| self.blocks.get_mut(at)) {
            block.span.end = self.main.at();
            self.main.lines = self.main.lines.max(1);
        }
        match open.name.as_str() {
            "attachment" => self.attachments = self.attachments.saturating_sub(1),
            "opener" => self.openers = self.openers.saturating_sub(1),
            "list" => {
                self.lists.pop();
                self.writer().lines = 1;
            }
            "p" | "head" if self.note_depth == 0 && self.lists.is_empty() => self.main.lines = 2,
            _ => {}
        }
    }

    /// Ends the text: the notes follow, and all spans are trimmed.
    pub(super) fn finish(mut self) -> (Self, MapBuilder) {
        let place = self.start;
        while let Some(open) = self.stack.pop() {
            let end = if open.note { self.noted.at() } else { self.main.at() };
            if let Some(block) = open.block.and_then(|at| self.blocks.get_mut(at)) {
                block.span.end = self.main.at();
            }
            if let Some(marked) = open.marked.and_then(|at| self.marks.get_mut(at)) {
                marked.span.end = end.max(marked.span.start);
            }
            if open.note
                && let Some(note) = self.notes.last_mut()
            {
                note.span.end = self.noted.at();
            }
        }
        let mut builder = core::mem::take(&mut self.main.builder);
        if !self.notes.is_empty() {
            let gap = if builder.text.is_empty() { "" } else { "\n\n" };
            builder.whole(gap, place..place);
        }
        let shift = builder.len();
        builder.append(core::mem::take(&mut self.noted.builder));
        if !builder.text.is_empty() && !builder.text.ends_with('\n') {
            builder.whole("\n", place..place);
        }
        for note in &mut self.notes {
            note.span.shift(shift);
        }
        for marked in self.marks.iter_mut().filter(|marked| marked.in_note) {
            marked.span.shift(shift);
        }
        let text = &builder.text;
        for span in self.blocks.iter_mut().map(|block| &mut block.span) {
            *span = trimmed(text, *span);
        }
        for span in self.marks.iter_mut().map(|marked| &mut marked.span) {
            *span = trimmed(text, *span);
        }
        self.blocks.retain(|block| !block.span.is_empty());
        (self, builder)
    }
}

/// A span without blanks at its ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let found = text.get(span.range()).unwrap_or_default();
    let from = span.start + offset(found.len() - found.trim_start().len());
    Span::new(from, from + offset(found.trim().len()))
}

/// An attribute's value with its entities decoded.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok().flatten()?;
    let mut value = String::with_capacity(found.value.len());
    let mut rest: &str = &found.value;
    while let Some(at) = rest.find('&') {
        value.push_str(&rest[..at]);
        let (letter, length) = entity(&rest[at..]).unwrap_or(('&', 1));
        value.push(letter);
        rest = &rest[at + length..];
    }
    value.push_str(rest);
    Some(value)
}
