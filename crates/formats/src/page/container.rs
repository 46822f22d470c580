//! Where on a page the telegram stands, told by the page's structure: what lies outside the container of its text is menu
//! and table, whatever its words (rules PAGE, N1).

use core::ops::Range;

use telegram::{Sign, sign};

/// A block of the page: a stretch of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Container {
    pub(super) place: Range<usize>,
    /// Blanks and line ends are kept in it.
    pub(super) preformatted: bool,
    /// Its tag says that it is none of the page's own text: `nav`, `footer`.
    pub(super) apart: bool,
    /// How many links it holds.
    pub(super) links: usize,
    /// How much of its text is in links, in bytes.
    pub(super) linked: usize,
}

impl Container {
    /// A list of links: at least three, and hardly anything else.
    fn is_menu(&self) -> bool {
        self.links >= 3 && self.linked * 5 >= self.place.len() * 3
    }

    /// So many links that it is a menu whatever its words; a line of TAGS may be a few links too.
    fn is_long_menu(&self) -> bool {
        self.links >= 12 && self.is_menu()
    }
}

/// A page without so many lines of a telegram has no container that its structure could tell.
const LEAST: usize = 2;

/// The stretches of `text` that are no text of a telegram, in its order; none where the structure tells nothing.
pub(super) fn outside(text: &str, containers: &[Container]) -> Vec<Range<usize>> {
    let blocks = TextBlocks::of(containers);
    let long = joined(places(containers, |container| container.is_long_menu() && !blocks.any_in(&container.place)));
    let signs = Signs::of(text, &long);
    if signs.places.len() < LEAST {
        return Vec::new();
    }
    let inside = preformatted(&signs, containers).unwrap_or_else(|| vec![smallest(&signs, text, containers)]);
    let mut outside = long;
    let mut from = 0;
    for place in inside.into_iter().chain(core::iter::once(text.len()..text.len())) {
        outside.push(from..place.start);
        from = place.end;
    }
    // Menus inside the container, or beside a text that has none of its own.
    let is_menu = |container: &Container| container.is_menu() && !blocks.any_in(&container.place);
    let menus = places(containers, |container| is_menu(container) || container.apart);
    outside.extend(menus.into_iter().filter(|menu| count(&signs.places, menu) == 0));
    outside.retain(|place| !text.get(place.clone()).unwrap_or_default().trim().is_empty());
    joined(outside)
}

fn places(containers: &[Container], is_one: impl Fn(&Container) -> bool) -> Vec<Range<usize>> {
    containers.iter().filter(|container| is_one(container)).map(|container| container.place.clone()).collect()
}

/// A block of so many bytes that is mostly no links is text.
const TEXT: usize = 200;

/// The blocks that are text. What holds one is no menu, however many links stand beside it: a short telegram may have
/// menus of a thousand lines around it.
struct TextBlocks(Vec<(usize, usize)>);

impl TextBlocks {
    fn of(containers: &[Container]) -> Self {
        let is_text = |one: &&Container| one.place.len() >= TEXT && !one.apart && one.linked * 5 < one.place.len() * 3;
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

/// The preformatted containers, where all paragraphs and nearly all else that only a telegram has stand in them. A few lines
/// of a page look like one of an envelope, and lines with a label stand on many: `Tags: ferries` of a post.
fn preformatted(signs: &Signs, containers: &[Container]) -> Option<Vec<Range<usize>>> {
    let blocks = joined(places(containers, |container| container.preformatted));
    let held = |places: &[usize]| blocks.iter().map(|block| count(places, block)).sum::<usize>();
    let nearly_all = held(&signs.unlabelled) * 5 >= signs.unlabelled.len() * 4;
    (held(&signs.places) > 0 && nearly_all && held(&signs.paragraphs) == signs.paragraphs.len()).then_some(blocks)
}

/// The place of the smallest container that holds all signs.
fn smallest(signs: &Signs, text: &str, containers: &[Container]) -> Range<usize> {
    let all = places(containers, |container| count(&signs.places, &container.place) == signs.places.len());
    all.into_iter().min_by_key(ExactSizeIterator::len).unwrap_or(0..text.len())
}

/// Places in ascending order, those that overlap or touch made one.
fn joined(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_by_key(|place| (place.start, place.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for place in places {
        match joined.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => joined.push(place),
        }
    }
    joined
}

/// Where the lines stand that only a telegram has.
struct Signs {
    places: Vec<usize>,
    /// Those of them that are no labelled fields.
    unlabelled: Vec<usize>,
    /// Those of them that begin a paragraph.
    paragraphs: Vec<usize>,
}

impl Signs {
    /// The signs outside the `menus`, which stand in the order of the text.
    fn of(text: &str, menus: &[Range<usize>]) -> Self {
        let mut signs = Self { places: Vec::new(), unlabelled: Vec::new(), paragraphs: Vec::new() };
        let mut menus = menus.iter().peekable();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            // Where the content of the line begins.
            let place = at + (line.len() - line.trim_start().len());
            at += line.len();
            while menus.next_if(|menu| menu.end <= place).is_some() {}
            if menus.peek().is_some_and(|menu| menu.contains(&place)) {
                continue;
            }
            match sign(line) {
                // A label without its value is a word of menus.
                None | Some(Sign::Field(_, false)) => {}
                Some(Sign::Field(..)) => signs.places.push(place),
                Some(found) => {
                    signs.places.push(place);
                    signs.unlabelled.push(place);
                    if found == Sign::Paragraph {
                        signs.paragraphs.push(place);
                    }
                }
            }
        }
        signs
    }
}

/// How many of the places, which are in ascending order, lie in the range.
fn count(places: &[usize], range: &Range<usize>) -> usize {
    let before = |at: usize| places.partition_point(|place| *place < at);
    before(range.end).saturating_sub(before(range.start))
}
