//! Where on a page the telegram stands, told by the page's structure: what lies outside the container of its text is menu
//! and table, whatever its words (rules PAGE, N1).

use core::ops::Range;

use super::menus;
use super::signs::{Signs, begins_with_paragraph, count, holds_text};

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
    /// How many blocks it holds.
    pub(super) blocks: usize,
}

impl Container {
    /// Whether hardly anything but links stands in it.
    pub(super) fn is_linked(&self) -> bool {
        self.linked * 5 >= self.place.len() * 3
    }
}

/// A page without so many lines of a telegram has no container that its structure could tell.
const LEAST: usize = 2;

/// The stretches of `text` that are no text of a telegram, in its order; none where the structure tells nothing.
pub(super) fn outside(text: &str, containers: &[Container]) -> Vec<Range<usize>> {
    let menus = menus::find(text, containers);
    let long = joined(menus.iter().filter(|menu| menu.is_long).map(|menu| menu.place.clone()).collect());
    let signs = Signs::of(text, &long);
    if signs.places.len() < LEAST {
        return Vec::new();
    }
    let mut outside = long;
    outside.extend(stated_twice(text, &signs, containers));
    // The menus inside the container, or beside a text that has none of its own.
    let apart = containers.iter().filter(|container| container.apart).map(|container| &container.place);
    let silent = menus.iter().map(|menu| &menu.place).chain(apart);
    outside.extend(silent.filter(|place| count(&signs.places, place) == 0).cloned());
    let inside =
        preformatted(text, &signs, containers).unwrap_or_else(|| vec![smallest(&signs, text, containers, &outside)]);
    let mut from = 0;
    for place in inside.into_iter().chain(core::iter::once(text.len()..text.len())) {
        outside.push(from..place.start);
        from = place.end;
    }
    outside.retain(|place| !text.get(place.clone()).unwrap_or_default().trim().is_empty());
    joined(outside)
}

/// A list of facts is so long at most, in bytes.
const FACTS: usize = 2000;

/// A page's own lists of facts: blocks of labels and values that stand before or after what only the text of a telegram
/// has, and whose fields state what is stated among it too. Of several telegrams each has its own.
fn stated_twice(text: &str, signs: &Signs, containers: &[Container]) -> Vec<Range<usize>> {
    let block = |place: &Range<usize>| text.get(place.clone()).unwrap_or_default();
    let is_twice = |place: &Range<usize>| {
        let is_beside = place.end <= signs.range.start || place.start >= signs.range.end;
        let mut fields = signs.fields_in(place).iter().peekable();
        is_beside && place.len() <= FACTS && fields.peek().is_some() && fields.all(|field| signs.restates(text, *field))
    };
    let places = containers.iter().map(|container| &container.place).filter(|_| !signs.has_times);
    places.filter(|place| is_twice(place) && is_list_of_facts(block(place))).cloned().collect()
}

/// Whether most lines, and more than one, are a label and its value.
fn is_list_of_facts(text: &str) -> bool {
    const LABEL: usize = 30;
    let (mut lines, mut labels) = (0, 0);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        lines += 1;
        labels += usize::from(line.split_once(':').is_some_and(|(label, _)| label.len() <= LABEL));
    }
    labels > 1 && labels * 2 > lines
}

/// The preformatted containers, where all paragraphs and nearly all else that only a telegram has stand in them. A few lines
/// of a page look like one of an envelope, and lines with a label stand on many: `Tags: ferries` of a post.
fn preformatted(text: &str, signs: &Signs, containers: &[Container]) -> Option<Vec<Range<usize>>> {
    let preformatted = containers.iter().filter(|container| container.preformatted);
    let blocks = joined(preformatted.map(|container| container.place.clone()).collect());
    let held = |places: &[usize]| blocks.iter().map(|block| count(places, block)).sum::<usize>();
    let nearly_all = held(&signs.unlabelled) * 5 >= signs.unlabelled.len() * 4;
    let is_all = held(&signs.places) > 0 && nearly_all && held(&signs.paragraphs) == signs.paragraphs.len();
    is_all.then(|| with_parts_between(blocks, text, signs))
}

/// The preformatted blocks, with what stands between two of them where the second goes on with the paragraphs of the first: a
/// table of the text.
fn with_parts_between(blocks: Vec<Range<usize>>, text: &str, signs: &Signs) -> Vec<Range<usize>> {
    let block = |place: &Range<usize>| text.get(place.clone()).unwrap_or_default();
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(blocks.len());
    for place in blocks {
        let goes_on = begins_with_paragraph(block(&place)) && count(&signs.heads, &place) == 0;
        match joined.last_mut() {
            Some(last) if goes_on && block(last).lines().any(begins_with_paragraph) => last.end = place.end,
            _ => joined.push(place),
        }
    }
    joined
}

/// The place of the smallest container that holds all signs but those that stand `outside`.
fn smallest(signs: &Signs, text: &str, containers: &[Container], outside: &[Range<usize>]) -> Range<usize> {
    let outside = joined(outside.to_vec());
    let is_own = |place: &&usize| {
        let before = outside.partition_point(|range| range.end <= **place);
        outside.get(before).is_none_or(|range| range.start > **place)
    };
    let own: Vec<usize> = signs.places.iter().filter(is_own).copied().collect();
    let all = containers.iter().map(|container| &container.place).filter(|place| count(&own, place) == own.len());
    let mut around: Vec<&Range<usize>> = all.collect();
    around.sort_by_key(|place| place.len());
    let Some(smallest) = around.first().copied().cloned() else { return 0..text.len() };
    let last = own.last().copied().unwrap_or(smallest.start);
    let end = around.iter().map(|place| place.end).find(|end| holds_text(text.get(last..*end).unwrap_or_default()));
    smallest.start..end.unwrap_or(smallest.end).max(smallest.end)
}

/// Places in ascending order, those that overlap or touch made one.
pub(super) fn joined(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
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
