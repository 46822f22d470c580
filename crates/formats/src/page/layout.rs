//! From tags and texts to lines.
//!
//! `<pre>` keeps its blanks and line ends; elsewhere blanks collapse to one
//! and line ends stay line ends (copies of telegrams often rely on them, and
//! the parser unfolds lines anyway), except in cells and links. Blocks begin
//! on a new line, those with a margin after a blank line; cells are two blanks
//! apart, or below those above where the table is one of the text; `<br>` ends the line. No-break spaces become blanks; soft hyphens and
//! spaces without width are left out.

use core::ops::Range;

use super::container::Container;
use super::grid::Grid;
use super::lines::{Blanks, Gap, Lines};
use super::markup::{Event, events};
use super::nesting::Nesting;
use super::numbered::Lists;
use super::tag::{Effect, Tag};
use crate::source_map::MapBuilder;

struct Layout<'a, 'b> {
    page: &'a str,
    lines: Lines<'b>,
    pre: usize,
    /// In cells and links, a line end is a blank.
    narrow: usize,
    /// Where the last tag was opened, in the text.
    opened: Option<u32>,
    nesting: Nesting,
    lists: Lists,
    /// The table of the text that the page is in.
    grid: Option<Grid>,
    /// A term of a list of definitions was opened last, at this place of the text.
    term: Option<u32>,
    title: String,
    headings: Vec<Range<usize>>,
}

/// What a page's tags tell besides its text.
pub(super) struct LaidOut {
    pub(super) title: String,
    /// The places of the headings.
    pub(super) headings: Vec<Range<usize>>,
    pub(super) containers: Vec<Container>,
}

/// Writes the page's text; gives the page's title and the places of its blocks.
pub(super) fn lay_out(page: &str, builder: &mut MapBuilder) -> LaidOut {
    let mut layout = Layout {
        page,
        lines: Lines::new(builder),
        pre: 0,
        narrow: 0,
        opened: None,
        nesting: Nesting::default(),
        lists: Lists::default(),
        grid: None,
        term: None,
        title: String::new(),
        headings: Vec::new(),
    };
    for event in events(page) {
        match event {
            Event::Open(tag, place) => layout.open(tag, place),
            Event::Close(tag) => layout.close(tag),
            Event::Text(place) => layout.text(place),
            Event::Title(place) => layout.title.push_str(&Lines::aside(page.get(place).unwrap_or_default())),
        }
    }
    let Layout { lines: Lines { builder, .. }, nesting, title, headings, .. } = layout;
    if !builder.text.is_empty() && !builder.text.ends_with('\n') {
        builder.whole("\n", page.len()..page.len());
    }
    LaidOut { title, headings, containers: nesting.finish(builder.text.len()) }
}

impl Layout<'_, '_> {
    fn open(&mut self, tag: Tag, place: Range<usize>) {
        // A new cell, row or paragraph ends one that was left open.
        if matches!(tag.name(), "td" | "th" | "tr" | "table" | "p") {
            if self.narrow > 0 && tag.effect() == Effect::Cell {
                self.lines.due(Gap::Cell);
            }
            self.narrow = 0;
        }
        match tag.name() {
            "ol" | "ul" => self.lists.open(tag, self.page, place.clone(), &self.lines.builder.text),
            "li" => self.lines.label(self.lists.item(self.page.get(place.clone()).unwrap_or_default()), place.clone()),
            "table" => self.grid = Grid::at(self.page, place.end),
            _ => {}
        }
        let follows_term = self.term.take().filter(|_| tag.name() == "dd").is_some_and(|at| self.is_term(at));
        self.term = (tag.name() == "dt").then(|| self.lines.builder.len());
        match tag.effect() {
            _ if follows_term => self.lines.beside(),
            _ if self.grid.is_some() => self.open_in_grid(tag, &place),
            Effect::Break => self.lines.line_end(place),
            Effect::Cell => self.narrow += 1,
            Effect::Line => self.lines.due(Gap::Line),
            Effect::Paragraph => self.lines.due(Gap::Paragraph),
            Effect::Inline => self.narrow += usize::from(tag.is_link()),
            Effect::Drop | Effect::Title => {}
        }
        self.pre += usize::from(tag.is_preformatted());
        self.opened = Some(self.lines.builder.len());
        if tag.is_block() || tag.is_link() {
            self.nesting.open(tag, self.lines.builder.text.len());
        }
    }

    /// In a table of the text, only rows end a line.
    fn open_in_grid(&mut self, tag: Tag, place: &Range<usize>) {
        let Some(grid) = &mut self.grid else { return };
        match tag.effect() {
            Effect::Cell => {
                let column = grid.cell(self.page.get(place.clone()).unwrap_or_default());
                self.lines.due_in(column);
                self.narrow += 1;
            }
            _ if tag.name() == "tr" => {
                grid.row();
                self.lines.due(Gap::Line);
            }
            _ if tag.name() == "table" => self.lines.due(Gap::Paragraph),
            Effect::Inline => self.narrow += usize::from(tag.is_link()),
            Effect::Break | Effect::Line | Effect::Paragraph => self.lines.due(Gap::Blank),
            Effect::Drop | Effect::Title => {}
        }
    }

    /// Whether what was written since the place is a term that its definition may stand beside: one short line.
    fn is_term(&self, place: u32) -> bool {
        const TERM: usize = 40;
        let text = usize::try_from(place).ok().and_then(|at| self.lines.builder.text.get(at..)).unwrap_or_default();
        (1..=TERM).contains(&text.trim().len()) && !text.trim().contains('\n')
    }

    fn close(&mut self, tag: Tag) {
        if tag.is_block() || tag.is_link() {
            self.nesting.close(tag, self.lines.builder.text.len());
        }
        // A line of a listing that has nothing on it.
        if matches!(tag.name(), "li" | "tr" | "div") && self.opened.take() == Some(self.lines.builder.len()) {
            self.lines.due(Gap::Paragraph);
        }
        // So does the end of their row.
        if matches!(tag.name(), "tr" | "table") {
            self.narrow = 0;
        }
        match tag.name() {
            "ol" | "ul" => self.lists.close(self.lines.builder.text.len()),
            "table" => self.grid = None,
            _ => {}
        }
        match tag.effect() {
            Effect::Line | Effect::Paragraph if self.grid.is_some() && tag.name() != "tr" => self.lines.due(Gap::Blank),
            Effect::Cell => {
                self.narrow = self.narrow.saturating_sub(1);
                self.lines.due(if self.last_has_lines() { Gap::Line } else { Gap::Cell });
            }
            Effect::Line => self.lines.due(Gap::Line),
            Effect::Paragraph => self.lines.due(Gap::Paragraph),
            Effect::Inline => self.narrow = self.narrow.saturating_sub(usize::from(tag.is_link())),
            Effect::Break | Effect::Drop | Effect::Title => {}
        }
        self.pre = self.pre.saturating_sub(usize::from(tag.is_preformatted()));
        if tag.is_heading() {
            self.headings.extend(self.nesting.last());
        }
    }

    /// Whether the cell that was closed has several lines: it is a column of the page's layout.
    fn last_has_lines(&self) -> bool {
        let text = |cell: Range<usize>| self.lines.builder.text.get(cell.start..).unwrap_or_default();
        self.nesting.last().is_some_and(|cell| text(cell).trim().contains('\n'))
    }

    fn text(&mut self, place: Range<usize>) {
        let blanks = match (self.pre, self.narrow) {
            (1.., _) => Blanks::Kept,
            (0, 0) => Blanks::Collapsed,
            _ => Blanks::Joined,
        };
        let start = place.start;
        self.lines.write(self.page.get(place).unwrap_or_default(), start, blanks);
    }
}
