//! Which blocks of a page lie in which, as its tags say, whatever order they are closed in.

use core::ops::Range;
use std::collections::HashMap;

use super::container::Container;

/// A block that is open.
#[derive(Debug)]
struct Open {
    tag: String,
    preformatted: bool,
    start: usize,
    links: usize,
    linked: usize,
}

/// Follows the tags of a page and keeps the places of its blocks.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    open: Vec<Open>,
    /// How many blocks with a tag are open: a tag that closes none is found out at once.
    count: HashMap<String, usize>,
    closed: Vec<Container>,
    last: Option<Range<usize>>,
}

impl Nesting {
    /// A block or a link begins at this place of the text.
    pub(super) fn open(&mut self, tag: &str, preformatted: bool, start: usize) {
        // A link cannot lie in another, nor a cell, row or item in one of its own kind.
        if self.open.last().is_some_and(|last| last.tag == tag && matches!(tag, "a" | "p" | "li" | "td" | "th" | "tr"))
        {
            self.close(tag, start);
        }
        *self.count.entry(tag.to_owned()).or_default() += 1;
        self.open.push(Open { tag: tag.to_owned(), preformatted, start, links: 0, linked: 0 });
    }

    /// The innermost block or link with the tag ends here, and all that were left open in it.
    pub(super) fn close(&mut self, tag: &str, end: usize) {
        if self.count.get(tag).is_none_or(|count| *count == 0) {
            return;
        }
        while let Some(found) = self.pop(end) {
            if found == tag {
                return;
            }
        }
    }

    fn pop(&mut self, end: usize) -> Option<String> {
        let block = self.open.pop()?;
        if let Some(count) = self.count.get_mut(&block.tag) {
            *count = count.saturating_sub(1);
        }
        let is_link = block.tag == "a";
        if let Some(around) = self.open.last_mut() {
            around.links += block.links + usize::from(is_link);
            around.linked += if is_link { end.saturating_sub(block.start) } else { block.linked };
        }
        let place = block.start..end;
        if !is_link && !place.is_empty() {
            let apart = matches!(block.tag.as_str(), "nav" | "footer" | "aside" | "form");
            let Open { preformatted, links, linked, .. } = block;
            self.closed.push(Container { place: place.clone(), preformatted, apart, links, linked });
        }
        self.last = Some(place);
        Some(block.tag)
    }

    /// The place of the block that was closed last.
    pub(super) fn last(&self) -> Option<Range<usize>> {
        self.last.clone()
    }

    /// The blocks, those inside before those around them, when the text ends.
    pub(super) fn finish(mut self, end: usize) -> Vec<Container> {
        while self.pop(end).is_some() {}
        self.closed
    }
}
