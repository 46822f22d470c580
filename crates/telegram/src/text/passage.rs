//! Finds where in the decoded text a value stands that was read from there.

use super::{Line, Unfolded};
use crate::Span;

/// How far after the value before it one is looked for, in bytes of the unfolded text: farther than any gloss or remark
/// between two entries reaches.
const REACH: usize = 2_000;

/// Stretches of the decoded text from which values were read, in which each is found again by its words.
///
/// A value has single blanks between its words, as a fact has; in the text they may be folded. Capitals do not matter.
///
/// ```
/// use telegram::{Passage, Span};
///
/// let text = "Telegram From the Embassy[1] in\nFiji to the Department";
/// let passage = Passage::of(text, &[Span::new(0, 54)], &[Span::new(25, 28)]);
/// let places = passage.places(&["EMBASSY IN FIJI", "Department"]);
/// assert_eq!(&text[places[0].range()], "Embassy[1] in\nFiji");
/// assert_eq!(&text[places[1].range()], "Department");
/// assert_eq!(passage.find("Legation"), None);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Passage {
    unfolded: Unfolded,
    /// The text in capitals, as long as the text.
    capitals: String,
}

impl Passage {
    /// The passage of some spans of `decoded`; `left_out`, ascending, is no part of it: marks of notes.
    #[must_use]
    pub fn of(decoded: &str, spans: &[Span], left_out: &[Span]) -> Self {
        let mut unfolded = Unfolded::default();
        for span in spans {
            let from = left_out.partition_point(|out| out.start < span.start);
            let inside = left_out.iter().skip(from).take_while(|out| out.end <= span.end);
            let mut at = span.start;
            let ends = inside.map(|out| (out.start, out.end)).chain([(span.end, span.end)]);
            let mut ends_word = true;
            for (end, next) in ends {
                let piece = decoded.get(at as usize..end as usize).unwrap_or_default();
                if ends_word || piece.starts_with(char::is_whitespace) {
                    unfolded.push(piece, at);
                } else if !piece.is_empty() {
                    unfolded.push_glued(piece, at);
                }
                ends_word = piece.ends_with(char::is_whitespace) || ends_word && piece.is_empty();
                at = next;
            }
        }
        Self::new(unfolded)
    }

    pub(crate) fn of_lines<'a>(lines: impl IntoIterator<Item = Line<'a>, IntoIter: Clone>) -> Self {
        Self::new(Unfolded::new(lines))
    }

    fn new(unfolded: Unfolded) -> Self {
        let capitals = unfolded.text.to_ascii_uppercase();
        Self { unfolded, capitals }
    }

    /// Where the words of the value stand; `None` where they do not.
    #[must_use]
    pub fn find(&self, value: &str) -> Option<Span> {
        self.find_from(value, 0, self.capitals.len()).map(|at| self.span(at, value))
    }

    /// A place for the value, as [`Passage::places`] gives it.
    #[must_use]
    pub fn place(&self, value: &str) -> Option<Span> {
        self.places(&[value]).first().copied()
    }

    /// A place for each value: that of its words from the place before on, else that of the whole passage. None where the
    /// passage is empty.
    #[must_use]
    pub fn places(&self, values: &[impl AsRef<str>]) -> Vec<Span> {
        if self.unfolded.text.is_empty() {
            return Vec::new();
        }
        let mut from = 0;
        let mut places = Vec::with_capacity(values.len());
        for value in values.iter().map(AsRef::as_ref) {
            // Where the order is another one the values are looked for from the start once more.
            let found = self.find_from(value, from, REACH).or_else(|| self.find_from(value, 0, REACH));
            if let Some(at) = found {
                from = at + value.len();
            }
            places.push(found.map_or_else(|| self.unfolded.whole(), |at| self.span(at, value)));
        }
        places
    }

    fn span(&self, at: usize, value: &str) -> Span {
        self.unfolded.span(at..at + value.len())
    }

    /// Where the words of the value stand in any case, at or after `from`, within `reach`.
    fn find_from(&self, value: &str, from: usize, reach: usize) -> Option<usize> {
        let text = self.capitals.as_str();
        let end = text.floor_char_boundary(from.saturating_add(reach).saturating_add(value.len()));
        let near = text.get(from..end)?;
        let value = value.to_ascii_uppercase();
        if value.is_empty() {
            return None;
        }
        let is_whole = |at: usize| {
            let before = near[..at].chars().next_back().filter(|_| value.starts_with(char::is_alphanumeric));
            let after = near[at + value.len()..].chars().next().filter(|_| value.ends_with(char::is_alphanumeric));
            !before.into_iter().chain(after).any(char::is_alphanumeric)
        };
        memchr::memmem::find_iter(near.as_bytes(), value.as_bytes()).find(|&at| is_whole(at)).map(|at| from + at)
    }
}
