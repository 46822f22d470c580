//! The words of the first header, by which a later section's copy of it is known.

use std::collections::HashSet;

use crate::ElementKind;
use crate::layout::cursor::Cursor;
use crate::text::shape::squash;

/// So much of the header is searched for parts of its fields, in bytes; the rest is known by whole lines.
const MOST: usize = 4096;

/// The squashed lines of the first header.
#[derive(Debug, Default)]
pub(super) struct FirstHead {
    lines: HashSet<String>,
    /// All of them, one after the other: a repeated field can be folded elsewhere.
    whole: String,
    /// Whether it says who classified the telegram.
    pub(super) has_authority: bool,
}

impl FirstHead {
    pub(super) fn of(cursor: &Cursor<'_>) -> Self {
        let rows = cursor.rows();
        let mut head = Self::default();
        for row in rows[cursor.head_rows.min(rows.len())..].iter().take_while(|row| row.kind != ElementKind::Paragraph)
        {
            let text = squash(row.line.text);
            if head.whole.len() < MOST {
                head.whole.push_str(&text);
            }
            head.has_authority |= row.kind == ElementKind::ClassifiedBy;
            if text.len() > 1 {
                head.lines.insert(text);
            }
        }
        head
    }

    /// Whether the squashed text is one line of the header.
    pub(super) fn has_line(&self, squashed: &str) -> bool {
        self.lines.contains(squashed)
    }

    /// Whether the text is a line of the header, or a part of it that is too long to be there by chance.
    pub(super) fn holds(&self, text: &str) -> bool {
        const SURE: usize = 12;
        let squashed = squash(text);
        self.has_line(&squashed) || squashed.len() >= SURE && self.whole.contains(&squashed)
    }
}
