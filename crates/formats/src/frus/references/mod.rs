//! What a document refers to: other documents of the volume by link, telegrams
//! by phrases such as `telegram 297216 to Suva, November 16, 1979`, and the
//! telegram's own list of references.

mod numbers;
mod once;
mod phrases;
mod place;
mod words;

use jiff::civil::Date;
use telegram::id::{CanonicalId, ReferenceId};
use telegram::{Candidate, CitedBy, Reference, ReferenceKind, Span};

use super::capture::{Block, Capture, Kind, Mark};
use super::header;
pub(super) use place::post_of_place;

/// From this year on post, year and number make an id.
pub(super) const NUMBERED_BY_YEAR: i16 = telegram::id::NUMBERED_BY_YEAR as i16;

/// No label of a list is longer, in bytes.
const LABEL: usize = 16;

/// No telegram has more lists of references than this.
const LISTS: usize = 32;

/// What is known of the document that cites.
#[derive(Debug, Clone, Default)]
pub(super) struct Citing {
    pub(super) year: Option<i16>,
    pub(super) day: Option<Date>,
    /// The key of the post that sent it: whose number `our telegram 12` is.
    pub(super) own: Option<String>,
    /// The key of the post it was sent to: whose number `your telegram 12` is.
    pub(super) other: Option<String>,
    /// Where its own number stands at the start of its text.
    pub(super) own_number: Option<Span>,
    /// Whether it is a telegram, in whose style `our 382` is a telegram too.
    pub(super) is_telegram: bool,
    /// The marks of footnotes, which are no words of a list.
    pub(super) marks: Vec<Span>,
}

impl Citing {
    /// The post of the two that is not the Department.
    fn mission(&self) -> Option<&str> {
        [&self.own, &self.other].into_iter().flatten().map(String::as_str).find(|post| *post != "STATE")
    }

    fn by(&self) -> CitedBy<'_> {
        // Whoever cites a telegram of the year before says so, but not in the first weeks of a year.
        let day = self.day.filter(|day| day.month() <= 2).or_else(|| Date::new(self.year?, 12, 31).ok());
        CitedBy { date: day, post: self.own.as_deref() }
    }

    /// The id of a number, where the year and the post are known and numbers ran by year.
    fn id(&self, stated: Option<i16>, post: Option<&str>, number: &str) -> Option<CanonicalId> {
        let year = stated.or(self.year).filter(|year| *year >= NUMBERED_BY_YEAR)?;
        canonical(year, post?, number)
    }

    fn has_ids(&self) -> bool {
        self.year.is_some_and(|year| year >= NUMBERED_BY_YEAR)
    }
}

/// All references, in the order of the text. `notes` says which footnotes tell where the document is from: they cite its
/// file and no telegrams by post and number.
pub(super) fn read(text: &str, capture: &Capture, key: &str, citing: &Citing, lists: &[Span]) -> Vec<Reference> {
    let lists = &lists[..lists.len().min(LISTS)];
    let mut references: Vec<Reference> = lists.iter().flat_map(|list| own_list(text, *list, citing)).collect();
    let mut taken: Vec<Span> = lists.iter().copied().chain(citing.own_number).collect();
    let is_title = |block: &&Block| matches!(block.kind, Kind::Head | Kind::InlineNote);
    taken.extend(capture.blocks.iter().filter(is_title).map(|block| block.span));
    taken.sort_unstable();
    let mut found: Vec<Reference> = phrases::phrases(text, citing);
    found.extend(posts_and_numbers(text, capture, citing));
    found.sort_by_key(|reference| (reference.span.start, core::cmp::Reverse(reference.span.end)));
    let mut until = 0;
    for mut reference in found {
        let is_taken = taken.iter().any(|span| (span.start..span.end).contains(&reference.span.start));
        if !is_taken && reference.span.start >= until {
            until = reference.span.end;
            if reference.spans.is_empty() {
                reference.spans.push(reference.span);
            }
            let new = once::add(reference, &mut references, &capture.notes);
            references.extend(new);
        }
    }
    for marked in &capture.marks {
        if let Mark::Link(target) = &marked.mark
            && let Some(target) = document_key(target, key)
            && target != format!("{key}/{}", capture.id)
        {
            references.push(Reference {
                kind: ReferenceKind::Book,
                text: one_line(text.get(marked.span.range()).unwrap_or_default()),
                candidates: vec![Candidate { id: target, reason: "the volume's own link".to_owned() }],
                span: marked.span,
                spans: vec![marked.span],
                in_text: true,
                ..Reference::default()
            });
        }
    }
    references.sort_by_key(|reference| reference.span.start);
    references
}

/// `State 221657`, `(Lima 377)`, in the paragraphs and footnotes of years in which such a number makes an id.
fn posts_and_numbers(text: &str, capture: &Capture, citing: &Citing) -> Vec<Reference> {
    if !citing.has_ids() {
        return Vec::new();
    }
    let blocks = capture.blocks.iter().filter(|block| matches!(block.kind, Kind::Paragraph | Kind::Item | Kind::Row));
    let notes = capture.notes.iter().filter(|note| note.kind.as_deref() != Some("source"));
    let mut found: Vec<Reference> = Vec::new();
    for span in blocks.map(|block| block.span).chain(notes.map(|note| note.span)) {
        for mut reference in telegram::cited_in_text(text.get(span.range()).unwrap_or_default(), citing.by()) {
            reference.shift(span.start);
            found.push(reference);
        }
    }
    found
}

/// The witness key that a link leads to: `#d92`, `#d92fn3` and `#d92a1` in this volume,
/// `frus1969-76v30#d12` in another. Pages and chapters are no documents.
fn document_key(target: &str, volume: &str) -> Option<String> {
    let (volume, place) = match target.split_once('#')? {
        ("", place) => (volume, place),
        (other, place) => (other, place),
    };
    let digits = place.strip_prefix('d')?.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &place[1 + digits..];
    // `d3a1`: a telegram that is attached to document 3.
    let attached = rest.strip_prefix('a').map_or(0, |number| number.bytes().take_while(u8::is_ascii_digit).count());
    let length = if attached > 0 { 2 + digits + attached } else { 1 + digits };
    let rest = &place[length..];
    (digits > 0 && (rest.is_empty() || rest.starts_with("fn"))).then(|| format!("{volume}/{}", &place[..length]))
}

/// The telegram's own list, `Ref: A. State 156149, B. Suva 11910`, as the
/// parser of telegrams reads it. Footnotes' marks are none of its words.
fn own_list(text: &str, span: Span, citing: &Citing) -> Vec<Reference> {
    let list = header::blanked(text, span, &citing.marks);
    // After the label: `Ref:`, `Refs (a)`.
    let label = list.find(':').filter(|at| *at <= LABEL && list.starts_with(['R', 'r'])).map_or(0, |at| at + 1);
    let mut found = telegram::cited_in_list(list.get(label..).unwrap_or_default(), citing.by());
    for reference in &mut found {
        reference.shift(span.start + super::offset(label));
        if !citing.has_ids() {
            reference.id = None;
            reference.candidates.clear();
        }
    }
    found
}

/// The canonical id.
pub(super) fn canonical(year: i16, post: &str, number: &str) -> Option<CanonicalId> {
    let number: u32 = number.parse().ok().filter(|number| *number > 0)?;
    let year = u16::try_from(year).ok()?;
    Some(CanonicalId::from(&ReferenceId::telegram(year, post, number)))
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links() {
        assert_eq!(document_key("#d92", "frus1").as_deref(), Some("frus1/d92"));
        assert_eq!(document_key("#d92fn3", "frus1").as_deref(), Some("frus1/d92"));
        assert_eq!(document_key("#d3a1", "frus1").as_deref(), Some("frus1/d3a1"));
        assert_eq!(document_key("frus2#d9", "frus1").as_deref(), Some("frus2/d9"));
        assert_eq!(document_key("#pg_12", "frus1"), None);
        assert_eq!(document_key("#dx", "frus1"), None);
    }
}
