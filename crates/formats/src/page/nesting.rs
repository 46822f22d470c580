//! Which blocks of a page lie in which, as its tags say, whatever order they are closed in.

use core::ops::Range;

use super::container::Container;
use super::tag::{COUNT, Tag};

/// A block that is open.
#[derive(Debug)]
struct Open {
    tag: Tag,
    start: usize,
    links: usize,
    linked: usize,
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
        self.open.push(Open { tag, start, links: 0, linked: 0 });
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
        let Open { tag, start, links, linked } = self.open.pop()?;
        if let Some(count) = self.count.get_mut(tag.index()) {
            *count = count.saturating_sub(1);
        }
        if let Some(around) = self.open.last_mut() {
            around.links += links + usize::from(tag.is_link());
            around.linked += if tag.is_link() { end.saturating_sub(start) } else { linked };
        }
        let place = start..end;
        if !tag.is_link() && !place.is_empty() {
            let (preformatted, apart) = (tag.is_preformatted(), tag.is_apart());
            self.closed.push(Container { place: place.clone(), preformatted, apart, links, linked });
        }
        self.last = Some(place);
        Some(tag)
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
