//! Collects one document of a volume: its text with the map, and marks of what
//! stands where. What the marks mean is decided later, in `document`.

mod altered;
mod blocks;
mod parts;
mod writer;

use core::ops::Range;

use quick_xml::events::{BytesStart, Event};

use crate::page::entity;
use crate::source_map::MapBuilder;
pub(super) use altered::Remark;
use altered::{Altered, Originals};
pub(super) use parts::{Block, DateMark, Kind, List, Mark, Marked, Note};
use writer::Writer;
pub(super) use writer::trimmed;

/// An element that is open.
#[derive(Default)]
pub(super) struct Open {
    name: String,
    block: Option<usize>,
    marked: Option<usize>,
    note: bool,
    altered: Option<Altered>,
}

/// An enclosed document.
#[derive(Debug, Clone)]
pub(super) struct Enclosed {
    /// Where its tag begins in the volume.
    pub(super) start: usize,
    pub(super) id: Option<String>,
}

/// The label of a list's item that has been read, while its item is still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum LabelState {
    #[default]
    None,
    /// It stands in a paragraph.
    Before,
    /// It began this block.
    Begun(usize),
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
    /// The documents that are enclosed in it, without those within these.
    pub(super) enclosed: Vec<Enclosed>,
    /// Of an enclosed document: the key of the one it is enclosed in.
    pub(super) parent: Option<String>,
    /// What the edition altered in the text.
    pub(super) remarks: Vec<Remark>,
    /// The dates that the volume states of the document, earliest and latest.
    pub(super) stated: [Option<String>; 2],
    originals: Originals,
    lists: Vec<List>,
    label: LabelState,
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
            stack: vec![Open { name: "div".to_owned(), ..Open::default() }],
            attachments: 0,
            enclosed: Vec::new(),
            parent: None,
            remarks: Vec::new(),
            stated: ["frus:doc-dateTime-min", "frus:doc-dateTime-max"].map(|name| attribute(tag, name)),
            originals: Originals::default(),
            lists: Vec::new(),
            label: LabelState::None,
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
            Event::Text(_) => self.text(text.get(range.clone()).unwrap_or_default(), range.start),
            Event::CData(found) => self.text(found, range.start + "<![CDATA[".len()),
            Event::GeneralRef(_) => {
                let raw = text.get(range.clone()).unwrap_or_default();
                match entity(raw).filter(|(_, length)| *length == raw.len()) {
                    Some((letter, _)) => self.letter(letter, range),
                    None => self.text(raw, range.start),
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
            "lb" if attribute(tag, "break").as_deref() == Some("no") => self.writer().end_line_in_word(),
            "lb" => {
                let in_head = self.block().and_then(|at| self.blocks.get(at)).is_some_and(|b| b.kind == Kind::Head);
                let writer = self.writer();
                if in_head { writer.blank = true } else { writer.lines = writer.lines.max(1) }
            }
            "pb" => {
                self.pages.extend(attribute(tag, "n"));
                self.writer().end_page();
            }
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
        let mut open = Open { name: name.to_owned(), ..Open::default() };
        let outside_note = self.note_depth == 0;
        match name {
            "attachment" => {
                if self.attachments == 0 {
                    self.enclosed.push(Enclosed { start: range.start, id: attribute(tag, "xml:id") });
                }
                self.attachments += 1;
            }
            "choice" | "sic" | "orig" | "expan" | "del" => open.altered = self.open_altered(name),
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

    fn close(&mut self) {
        let Some(open) = self.stack.pop() else { return };
        if open.block.is_some() {
            self.main.flush();
        }
        let end = self.writer().at();
        if let Some(marked) = open.marked.and_then(|at| self.marks.get_mut(at)) {
            marked.span.end = end;
        }
        if let Some(altered) = open.altered {
            self.close_altered(altered);
        }
        if open.note {
            self.noted.flush();
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
                self.label = LabelState::None;
                self.writer().lines = 1;
            }
            "p" | "head" if self.note_depth == 0 && self.lists.is_empty() => self.main.lines = 2,
            _ => {}
        }
    }

    /// Ends the text: the notes follow, and all spans are trimmed.
    pub(super) fn finish(mut self) -> (Self, MapBuilder) {
        let place = self.start;
        self.main.flush();
        self.noted.flush();
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
        for remark in self.remarks.iter_mut().filter(|remark| remark.in_note) {
            remark.span.shift(shift);
        }
        let text = &builder.text;
        for span in self.remarks.iter_mut().map(|remark| &mut remark.span).filter(|span| !span.is_empty()) {
            *span = trimmed(text, *span);
        }
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
