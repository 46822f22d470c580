//! Tables in a text: rows of short cells. Each row is a line and its cells stand below those above, as on the page. The
//! tables by which a page is laid out, and its lists of facts, are none.

use super::lines::Lines;
use super::markup::{Event, ahead};
use super::numbered::value;
use super::statements;
use super::tag::Effect;

/// A cell is no longer, in letters.
const CELL: usize = 60;

/// A table has no more columns, and is no longer, in bytes of the page.
const COLUMNS: usize = 30;
const TABLE: usize = 64 << 10;

/// So many blanks part two columns.
const GAP: usize = 3;

/// A table whose cells stand below each other, and where in it the page is.
#[derive(Debug)]
pub(super) struct Grid {
    /// Where the columns begin, in letters.
    columns: Vec<usize>,
    column: usize,
}

impl Grid {
    /// The table whose tag ends at the byte `after` of the page, if it is one of the text.
    pub(super) fn at(page: &str, after: usize) -> Option<Self> {
        let rows = rows(page, after)?;
        let wide = rows.iter().filter(|row| row.len() > 1).count();
        if wide < 2 || wide * 2 <= rows.len() {
            return None;
        }
        let mut columns: Vec<usize> = vec![0];
        let count = rows.iter().map(|row| row.iter().map(|cell| cell.span).sum()).max().unwrap_or(0);
        for column in 0..count.min(COLUMNS) {
            // A cell over several columns says nothing of their widths.
            let cells = rows.iter().filter_map(|row| cell_at(row, column)).filter(|cell| cell.span == 1);
            let width = cells.map(|cell| cell.text.chars().count()).max().unwrap_or(0);
            columns.push(columns.last().unwrap_or(&0) + width + GAP);
        }
        Some(Self { columns, column: 0 })
    }

    /// A row begins.
    pub(super) fn row(&mut self) {
        self.column = 0;
    }

    /// A cell begins with this tag; gives where its column does.
    pub(super) fn cell(&mut self, attributes: &str) -> usize {
        let begin = self.columns.get(self.column).or(self.columns.last()).copied().unwrap_or(0);
        self.column += span(attributes);
        begin
    }
}

struct Cell {
    text: String,
    span: usize,
}

fn span(attributes: &str) -> usize {
    value(attributes, "colspan").and_then(|span| usize::try_from(span).ok()).unwrap_or(1).clamp(1, COLUMNS)
}

/// The cell that begins in a column.
fn cell_at(row: &[Cell], column: usize) -> Option<&Cell> {
    let mut at = 0;
    row.iter().find(|cell| {
        at += cell.span;
        at - cell.span == column
    })
}

/// The cells of the table; `None` where it is none of the text: a table or a preformatted block stands in it, a cell is long,
/// has several lines beside another that has, reaches over rows, or is the name of a fact.
fn rows(page: &str, after: usize) -> Option<Vec<Vec<Cell>>> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut in_cell = false;
    // How many cells of the row have several lines.
    let mut tall = 0;
    let mut is_closed = false;
    for event in ahead(page, after, TABLE) {
        match event {
            Event::Open(tag, place) => {
                let attributes = page.get(place).unwrap_or_default();
                match tag.effect() {
                    Effect::Cell => {
                        if attributes.to_ascii_lowercase().contains("rowspan") {
                            return None;
                        }
                        if rows.is_empty() {
                            rows.push(Vec::new());
                        }
                        let row = rows.last_mut().filter(|row| row.len() < COLUMNS)?;
                        row.push(Cell { text: String::new(), span: span(attributes) });
                        in_cell = true;
                    }
                    _ if tag.name() == "tr" => {
                        rows.push(Vec::new());
                        (in_cell, tall) = (false, 0);
                    }
                    _ if tag.name() == "table" || tag.is_preformatted() => return None,
                    Effect::Inline => {}
                    _ => {
                        let cell = rows.last_mut().and_then(|row| row.last_mut()).filter(|_| in_cell);
                        if let Some(cell) = cell.filter(|cell| !cell.text.is_empty()) {
                            tall += 1;
                            cell.text.push(' ');
                        }
                        if tall > 1 {
                            return None;
                        }
                    }
                }
            }
            Event::Close(tag) if tag.name() == "table" => {
                is_closed = true;
                break;
            }
            Event::Close(tag) => in_cell &= tag.effect() != Effect::Cell && tag.name() != "tr",
            Event::Text(place) if in_cell => {
                let cell = rows.last_mut().and_then(|row| row.last_mut())?;
                if place.len() > CELL * 8 {
                    return None;
                }
                cell.text.push_str(&Lines::aside(page.get(place).unwrap_or_default()));
                let text = cell.text.trim();
                if text.chars().count() > CELL || text.ends_with(':') || statements::is_key(text) {
                    return None;
                }
            }
            Event::Text(_) | Event::Title(_) => {}
        }
    }
    rows.retain(|row| row.iter().any(|cell| !cell.text.trim().is_empty()));
    is_closed.then_some(rows)
}
