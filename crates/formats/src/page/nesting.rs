//! Which blocks of a page lie in which, as its tags say, whatever order they are closed in.

use core::ops::Range;

use super::container::Container;
use super::tag::{COUNT, Tag};

/// How many links and blocks a stretch holds.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    links: usize,
    linked: usize,
    blocks: usize,
}

impl Held {
    fn add(&mut self, other: Self) {
        self.links += other.links;
        self.linked += other.linked;
        self.blocks += other.blocks;
    }
}

/// A block that is open.
#[derive(Debug)]
struct Open {
    tag: Tag,
    start: usize,
    held: Held,
    /// Where its text goes on since the last block in it, and what it held before.
    run: (usize, Held),
}

/// Follows the tags of a page and keeps the places of its blocks.
#[derive(Debug)]
pub(super) struct Nesting {
    open: Vec<Open>,
    /// How many blocks with a tag are open: a tag that closes none is found out at once.
    count: [u32; COUNT],
    closed: Vec<Container>,
    last: Option<Range<usize>>,
}

impl Default for Nesting {
    fn default() -> Self {
        Self { open: Vec::new(), count: [0; COUNT], closed: Vec::new(), last: None }
    }
}

impl Nesting {
    /// A block or a link begins at this place of the text.
    pub(super) fn open(&mut self, tag: Tag, start: usize) {
        if self.open.last().is_some_and(|last| last.tag == tag && tag.ends_its_kind()) {
            self.close(tag, start);
        }
        if let Some(count) = self.count.get_mut(tag.index()) {
            *count += 1;
        }
        if tag.is_block() {
            self.end_run(start);
        }
        self.open.push(Open { tag, start, held: Held::default(), run: (start, Held::default()) });
    }

    /// The innermost block or link with the tag ends here, and all that were left open in it.
    pub(super) fn close(&mut self, tag: Tag, end: usize) {
        if self.count.get(tag.index()).is_none_or(|count| *count == 0) {
            return;
        }
        while let Some(found) = self.pop(end) {
            if found == tag {
                return;
            }
        }
    }

    fn pop(&mut self, end: usize) -> Option<Tag> {
        if self.open.last().is_some_and(|last| last.run.0 > last.start) {
            self.end_run(end);
        }
        let Open { tag, start, held, .. } = self.open.pop()?;
        if let Some(count) = self.count.get_mut(tag.index()) {
            *count = count.saturating_sub(1);
        }
        let place = start..end;
        if let Some(around) = self.open.last_mut() {
            around.held.add(match tag.is_link() {
                true => Held { links: held.links + 1, linked: place.len(), ..held },
                false => Held { blocks: held.blocks + 1, ..held },
            });
            if tag.is_block() {
                around.run = (end, around.held);
            }
        }
        if tag.is_block() && !place.is_empty() {
            self.keep(place.clone(), held, Some(tag));
        }
        self.last = Some(place);
        Some(tag)
    }

    /// Text of the innermost block that stands between others is a block without a tag.
    fn end_run(&mut self, end: usize) {
        let Some(around) = self.open.last().filter(|around| around.tag.is_block()) else { return };
        let (start, before) = around.run;
        let held =
            Held { links: around.held.links - before.links, linked: around.held.linked - before.linked, blocks: 0 };
        if start < end {
            self.keep(start..end, held, None);
        }
    }

    fn keep(&mut self, place: Range<usize>, held: Held, tag: Option<Tag>) {
        let Held { links, linked, blocks } = held;
        let (preformatted, apart) = (tag.is_some_and(Tag::is_preformatted), tag.is_some_and(Tag::is_apart));
        self.closed.push(Container { place, preformatted, apart, links, linked, blocks });
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
