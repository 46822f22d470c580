//! Which blocks of a page are menus and other listings, by their links and lines, whatever their words.

use core::ops::Range;

use super::container::{Container, joined};

/// A list of links has so many.
const LINKS: usize = 3;

/// So many links are a menu whatever its words; a line of TAGS may be a few links too.
const MANY: usize = 12;

/// So many blocks of a line each, with hardly a word in them, are a listing without links.
const ITEMS: usize = 40;

/// As long are the items of a listing at most, in bytes and on average: those of a telegram are lines of sixty letters.
const ITEM: usize = 30;

/// A line of so many bytes is none of a listing's items.
const LINE: usize = 45;

/// One line in so many of a listing may be as long all the same.
const LONG_LINES: usize = 12;

/// A block of so many bytes that is mostly no links is text.
const TEXT: usize = 200;

/// A listing of the page.
pub(super) struct Menu {
    pub(super) place: Range<usize>,
    /// It is one whatever its words.
    pub(super) is_long: bool,
}

/// The listings, in the order of the text and none in another.
pub(super) fn find(text: &str, containers: &[Container]) -> Vec<Menu> {
    let long = LongLines::of(text);
    let blocks = TextBlocks::of(&long, containers);
    let is_linked = |one: &&Container| one.links > 0 && one.is_linked() && !blocks.any_in(&one.place);
    let mut menus = Vec::new();
    let mut linked: Vec<&Container> = containers.iter().filter(is_linked).collect();
    linked.sort_by_key(|one| (one.place.start, core::cmp::Reverse(one.place.end)));
    let mut linked = linked.into_iter().peekable();
    while let Some(first) = linked.next() {
        let (mut place, mut links) = (first.place.clone(), first.links);
        // Blocks of links beside each other are one list: a paragraph for each link.
        while let Some(next) = linked.next_if(|next| is_beside(text, &place, &next.place)) {
            if next.place.start >= place.end {
                links += next.links;
                place.end = next.place.end;
            }
        }
        if links >= LINKS {
            menus.push(Menu { place, is_long: links >= MANY });
        }
    }
    let listings = containers.iter().filter(|one| is_listing(&long, one) && !blocks.any_in(&one.place));
    let listings = joined(listings.map(|one| one.place.clone()).collect());
    menus.extend(listings.into_iter().map(|place| Menu { place, is_long: false }));
    menus
}

/// Whether the second place lies in the first or begins where it ends, blanks aside.
fn is_beside(text: &str, first: &Range<usize>, second: &Range<usize>) -> bool {
    second.start < first.end || text.get(first.end..second.start).is_some_and(|between| between.trim().is_empty())
}

/// Many blocks of a word or two each. A short telegram with a block for each line has a long header, so that its lines are
/// short on average too; those of its paragraphs are not.
fn is_listing(long: &LongLines, container: &Container) -> bool {
    let place = &container.place;
    container.blocks >= ITEMS
        && place.len() <= container.blocks * ITEM
        && long.count(place) * LONG_LINES <= container.blocks
}

/// Where the lines begin that are no items of a listing.
struct LongLines(Vec<usize>);

impl LongLines {
    fn of(text: &str) -> Self {
        let starts = text.split_inclusive('\n').scan(0, |end, line| {
            *end += line.len();
            Some((*end - line.len(), line))
        });
        Self(starts.filter(|(_, line)| line.trim().len() >= LINE).map(|(start, _)| start).collect())
    }

    /// How many begin in the place.
    fn count(&self, place: &Range<usize>) -> usize {
        let before = |at: usize| self.0.partition_point(|start| *start < at);
        before(place.end) - before(place.start)
    }
}

/// The blocks that are text. What holds one is no menu, however many links stand beside it: a short telegram may have
/// menus of a thousand lines around it.
struct TextBlocks(Vec<(usize, usize)>);

impl TextBlocks {
    fn of(long: &LongLines, containers: &[Container]) -> Self {
        let is_text =
            |one: &&Container| one.place.len() >= TEXT && !one.apart && !one.is_linked() && !is_listing(long, one);
        let mut blocks: Vec<_> =
            containers.iter().filter(is_text).map(|one| (one.place.start, one.place.end)).collect();
        blocks.sort_unstable();
        Self(blocks)
    }

    /// Whether one stands in the place. Blocks are nested: what begins in the place ends in it, but for what begins
    /// where it does.
    fn any_in(&self, place: &Range<usize>) -> bool {
        let at_start = self.0.partition_point(|(start, _)| *start < place.start);
        let after = self.0.partition_point(|(start, _)| *start <= place.start);
        let same = self.0.get(at_start).is_some_and(|(start, end)| *start == place.start && *end <= place.end);
        same || self.0.get(after).is_some_and(|(start, _)| *start < place.end)
    }
}
