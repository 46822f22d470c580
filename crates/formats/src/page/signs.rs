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
    /// How many times of sending are stated: one for each telegram.
    pub(super) times: usize,
    /// Those of them that are labelled fields.
    fields: Vec<(usize, ElementKind)>,
    /// From the first to the last of those that no list of facts has: no fields, no sender, no addressees.
    pub(super) range: Range<usize>,
}

impl Signs {
    /// The signs outside the `menus`, which stand in the order of the text.
    pub(super) fn of(text: &str, menus: &[Range<usize>]) -> Self {
        let mut signs = Self::default();
        let mut listing = Listing::default();
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
                    signs.add(place, &found);
                }
            }
        }
        listing.end(&mut signs.fields);
        signs.places = signs.fields.iter().map(|(place, _)| *place).chain(signs.unlabelled.iter().copied()).collect();
        signs.places.sort_unstable();
        signs
    }

    fn add(&mut self, place: usize, found: &Sign) {
        self.unlabelled.push(place);
        self.times += usize::from(*found == Sign::Time);
        match found {
            Sign::From | Sign::Address => {}
            _ if self.range.is_empty() => self.range = place..place + 1,
            _ => self.range.end = place + 1,
        }
        if *found == Sign::Paragraph {
            self.paragraphs.push(place);
        }
    }

    /// The fields in a range.
    pub(super) fn fields_in(&self, range: &Range<usize>) -> &[(usize, ElementKind)] {
        let before = |at: usize| self.fields.partition_point(|(place, _)| *place < at);
        self.fields.get(before(range.start)..before(range.end)).unwrap_or_default()
    }

    /// Whether most words of the field are those of the first of its kind among what no list of facts has.
    pub(super) fn restates(&self, text: &str, (place, kind): (usize, ElementKind)) -> bool {
        let words = |place: usize| {
            let line = text.get(place..).and_then(|rest| rest.lines().next()).unwrap_or_default();
            let value = line.split_once(':').map_or("", |(_, value)| value);
            value.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
        };
        let own = self.fields_in(&self.range).iter().find(|(_, own)| *own == kind);
        own.is_some_and(|(own, _)| {
            let is_own = |word: &&str| words(*own).any(|other| other.eq_ignore_ascii_case(word));
            let (all, same) = (words(place).count(), words(place).filter(is_own).count());
            all > 0 && same * 3 >= all * 2
        })
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

/// How many of the places, which are in ascending order, lie in the range.
pub(super) fn count(places: &[usize], range: &Range<usize>) -> usize {
    let before = |at: usize| places.partition_point(|place| *place < at);
    before(range.end).saturating_sub(before(range.start))
}
