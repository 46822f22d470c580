//! Where on a page the lines stand that only a telegram has.

use core::ops::Range;

use telegram::{ElementKind, Sign, sign};

/// So many lines with one label below each other are a listing: a telegram has each label once.
const LISTED: usize = 3;

/// The lines that only a telegram has.
#[derive(Default)]
pub(super) struct Signs {
    /// Where they begin.
    pub(super) places: Vec<usize>,
    /// Those of them that are no labelled fields.
    pub(super) unlabelled: Vec<usize>,
    /// Those of them that begin a paragraph.
    pub(super) paragraphs: Vec<usize>,
    /// Those of them that stand in the head of a telegram only.
    pub(super) heads: Vec<usize>,
    /// Whether several times of sending are stated: each telegram has its own, the sections of one have the same.
    pub(super) has_times: bool,
    /// Those of them that are labelled fields.
    fields: Vec<(usize, ElementKind)>,
    /// Where of each kind of field the one stands that is nearest to `range`.
    nearest: Vec<(ElementKind, usize)>,
    /// From the first to the last of those that no list of facts has: no fields, no sender, no addressees.
    pub(super) range: Range<usize>,
}

impl Signs {
    /// The signs outside the `menus`, which stand in the order of the text.
    pub(super) fn of(text: &str, menus: &[Range<usize>]) -> Self {
        let mut signs = Self::default();
        let mut listing = Listing::default();
        let mut time: Option<&str> = None;
        let mut menus = menus.iter().peekable();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            // Where the content of the line begins.
            let place = at + (line.len() - line.trim_start().len());
            at += line.len();
            while menus.next_if(|menu| menu.end <= place).is_some() {}
            if menus.peek().is_some_and(|menu| menu.contains(&place)) || place == at {
                continue;
            }
            match sign(line) {
                // A label without its value is a word of menus.
                None | Some(Sign::Field(_, false)) => listing.end(&mut signs.fields),
                Some(Sign::Field(kind, true)) => listing.add(place, kind, &mut signs.fields),
                Some(found) => {
                    listing.end(&mut signs.fields);
                    if found == Sign::Time {
                        signs.has_times |= *time.get_or_insert(line.trim()) != line.trim();
                    }
                    signs.add(place, &found);
                }
            }
        }
        listing.end(&mut signs.fields);
        signs.places = signs.fields.iter().map(|(place, _)| *place).chain(signs.unlabelled.iter().copied()).collect();
        signs.places.sort_unstable();
        signs.note_nearest();
        signs
    }

    fn add(&mut self, place: usize, found: &Sign) {
        self.unlabelled.push(place);
        match found {
            Sign::From | Sign::Address => {}
            _ if self.range.is_empty() => self.range = place..place + 1,
            _ => self.range.end = place + 1,
        }
        match found {
            Sign::Paragraph => self.paragraphs.push(place),
            _ => self.heads.push(place),
        }
    }

    /// The fields in a range.
    pub(super) fn fields_in(&self, range: &Range<usize>) -> &[(usize, ElementKind)] {
        let before = |at: usize| self.fields.partition_point(|(place, _)| *place < at);
        self.fields.get(before(range.start)..before(range.end)).unwrap_or_default()
    }

    /// Whether most words of the field are those of another of its kind: the one that stands nearest to what no list of
    /// facts has.
    pub(super) fn restates(&self, text: &str, (place, kind): (usize, ElementKind)) -> bool {
        let words = |place: usize| {
            let line = text.get(place..).and_then(|rest| rest.lines().next()).unwrap_or_default();
            let value = line.split_once(':').map_or("", |(_, value)| value);
            value.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
        };
        let nearest = self.nearest.iter().find(|(own, _)| *own == kind).map(|(_, place)| *place);
        nearest.filter(|own| self.distance(*own) < self.distance(place)).is_some_and(|own| {
            let is_own = |word: &&str| words(own).any(|other| other.eq_ignore_ascii_case(word));
            let (all, same) = (words(place).count(), words(place).filter(is_own).count());
            all > 0 && same * 3 >= all * 2
        })
    }

    /// How far a place lies from what no list of facts has.
    fn distance(&self, place: usize) -> usize {
        self.range.start.saturating_sub(place).max(place.saturating_sub(self.range.end))
    }

    /// Notes of each kind of field where the nearest stands.
    fn note_nearest(&mut self) {
        for &(place, kind) in &self.fields {
            let distance = self.distance(place);
            match self.nearest.iter().position(|(known, _)| *known == kind) {
                None => self.nearest.push((kind, place)),
                Some(at) if self.nearest.get(at).is_some_and(|(_, known)| distance < self.distance(*known)) => {
                    if let Some(entry) = self.nearest.get_mut(at) {
                        entry.1 = place;
                    }
                }
                Some(_) => {}
            }
        }
    }
}

/// Fields with one label on lines below each other.
#[derive(Default)]
struct Listing {
    kind: Option<ElementKind>,
    places: Vec<usize>,
}

impl Listing {
    fn add(&mut self, place: usize, kind: ElementKind, fields: &mut Vec<(usize, ElementKind)>) {
        if self.kind != Some(kind) {
            self.end(fields);
        }
        self.kind = Some(kind);
        self.places.push(place);
    }

    /// Fields that were too few for a listing are kept.
    fn end(&mut self, fields: &mut Vec<(usize, ElementKind)>) {
        if let Some(kind) = self.kind.take().filter(|_| self.places.len() < LISTED) {
            fields.extend(self.places.iter().map(|place| (*place, kind)));
        }
        self.places.clear();
    }
}

/// Whether the text of a telegram begins after the first line, or in it: a block that ends before, after `REF: SUVA 512`, holds
/// the head alone. The line below a field may be the rest of its value.
pub(super) fn holds_text(text: &str) -> bool {
    const PROSE: usize = 50;
    const HEAD: usize = 1000;
    let near = text.get(..text.floor_char_boundary(HEAD)).unwrap_or_default();
    let mut lines = near.lines().map(str::trim);
    let first = sign(lines.next().unwrap_or_default());
    let is_prose = |line: &str| line.len() >= PROSE || line.ends_with('.') && line.contains(' ');
    let is_value = |at: usize| at == 0 && matches!(first, Some(Sign::Field(..)));
    first == Some(Sign::Paragraph)
        || lines.enumerate().any(|(at, line)| begins_with_paragraph(line) || is_prose(line) && !is_value(at))
}

/// Whether the text begins with the number of a paragraph.
pub(super) fn begins_with_paragraph(text: &str) -> bool {
    let text = text.trim_start();
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=2).contains(&(text.len() - after.len())) && after.starts_with(". ")
}

/// How many of the places, which are in ascending order, lie in the range.
pub(super) fn count(places: &[usize], range: &Range<usize>) -> usize {
    let before = |at: usize| places.partition_point(|place| *place < at);
    before(range.end).saturating_sub(before(range.start))
}
