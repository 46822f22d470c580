//! The way between an unfolded text and the decoded text it was made of.

use core::ops::Range;

use crate::Span;

/// Where the bytes of an unfolded text stand in the decoded text.
///
/// Kept small: a list of steps, `[offset in the unfolded text, offset in the
/// decoded text]`, ascending. From a step on, byte stands for byte, and a run
/// of blanks or line ends for a run of blanks or line ends, up to the next
/// step. A step is needed only at the start and where something was left out
/// between: a page or section mark, the hyphen of a divided word, a portion
/// mark, an entity. [`Fold::runs`] gives the same byte by byte.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Fold {
    steps: Vec<(u32, u32)>,
}

/// Of the steps that [`Fold::steps`] gave.
impl From<Vec<(u32, u32)>> for Fold {
    fn from(steps: Vec<(u32, u32)>) -> Self {
        Self { steps }
    }
}

/// A stretch of the unfolded text that stands in the decoded text as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Where it begins in the unfolded text.
    pub at: u32,
    /// Where it stands in the decoded text. As long as in the unfolded text, but for an entity, which is longer.
    pub span: Span,
    /// How long it is in the unfolded text.
    pub length: u32,
}

/// All runs of one text, ascending in both texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Runs {
    runs: Vec<Run>,
}

impl Fold {
    /// Whether nothing is known of the way.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The steps: offset in the unfolded text, offset in the decoded text.
    #[must_use]
    pub fn steps(&self) -> &[(u32, u32)] {
        &self.steps
    }

    /// Moves every place in the decoded text by `by` bytes.
    pub(crate) fn shift(&mut self, by: u32) {
        for (_, source) in &mut self.steps {
            *source = source.saturating_add(by);
        }
    }

    /// Notes that what stands at `at` in the unfolded text stands at `source` in the decoded one.
    pub(crate) fn step(&mut self, at: usize, source: u32) {
        self.steps.push((at as u32, source));
    }

    /// The map of a text that is a stretch of the decoded text from `source` on, blanks and what is `left_out` of it aside
    /// (ascending, without overlaps); empty where it is not.
    #[must_use]
    pub fn of_stretch(text: &str, decoded: &str, source: u32, left_out: &[Span]) -> Self {
        let mut steps = vec![(0, source)];
        let (mut at, mut from) = (0, source as usize);
        for out in left_out.iter().filter(|out| out.start >= source).map(|out| out.range()) {
            let before = decoded.get(from..out.start).unwrap_or_default();
            at = after_signs(text, at, before.bytes().filter(|byte| !byte.is_ascii_whitespace()).count());
            if at == text.len() {
                break;
            }
            from = out.end;
            steps.retain(|&(step, _)| step < at as u32);
            steps.push((at as u32, after_signs(decoded, from, 0) as u32));
        }
        let fold = Self { steps };
        let covered: u32 = fold.runs(text, decoded).runs.iter().map(|run| run.length).sum();
        let wanted = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
        if covered as usize >= wanted { fold } else { Self::default() }
    }

    /// The map of a part of `text`, which was unfolded from `decoded`.
    #[must_use]
    pub(crate) fn part(&self, text: &str, decoded: &str, part: Range<usize>) -> Self {
        let begin = part.start as u32;
        let Some(first) = self.runs(text, decoded).span(part.start..part.end) else { return Self::default() };
        let within = self.steps.iter().filter(|&&(at, _)| at > begin && (at as usize) < part.end);
        let steps = core::iter::once((0, first.start)).chain(within.map(|&(at, source)| (at - begin, source)));
        Self { steps: steps.collect() }
    }

    /// The runs of `text`, which was unfolded from `decoded`. Stops where the two do not agree.
    #[must_use]
    pub fn runs(&self, text: &str, decoded: &str) -> Runs {
        let mut runs = Vec::new();
        for (index, &(at, source)) in self.steps.iter().enumerate() {
            let next = self.steps.get(index + 1);
            let end = next.map_or(text.len(), |&(at, _)| at as usize);
            let limit = next.map_or(decoded.len(), |&(_, source)| source as usize);
            let (Some(own), Some(there)) = (text.get(at as usize..end), decoded.get(source as usize..limit)) else {
                continue;
            };
            words(own, there, at, source, &mut runs);
        }
        Runs { runs }
    }

    /// The text that was unfolded from `decoded` up to `end`, if nothing but single blanks stands between its words.
    #[must_use]
    pub fn unfold(&self, decoded: &str, end: u32) -> Option<String> {
        let mut text = String::new();
        for (index, &(at, source)) in self.steps.iter().enumerate() {
            if text.len() != at as usize {
                return None;
            }
            let next = self.steps.get(index + 1);
            let limit = next.map_or(end, |&(_, source)| source);
            let length = match next {
                Some(&(at, _)) => (at as usize).checked_sub(text.len())?,
                None => usize::MAX,
            };
            let there = decoded.get(source as usize..limit as usize)?;
            single_blanks(there, length, &mut text);
        }
        Some(text)
    }
}

/// Past `count` bytes that are no blanks, and the blanks after them.
fn after_signs(text: &str, from: usize, count: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let mut signs = rest.iter().enumerate().filter(|(_, byte)| !byte.is_ascii_whitespace());
    signs.nth(count).map_or(text.len(), |(at, _)| from + at)
}

/// Adds the words of `there` with one blank between two, at most `length` bytes.
fn single_blanks(there: &str, length: usize, text: &mut String) {
    let most = text.len().saturating_add(length);
    let mut rest = there;
    while text.len() < most && !rest.is_empty() {
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let room = rest.floor_char_boundary(word.min(most - text.len()));
        text.push_str(&rest[..room]);
        if room < word {
            return;
        }
        let after = rest[word..].trim_start();
        // Blanks after the last word are none of the text.
        if text.len() < most && (!after.is_empty() || length != usize::MAX) && after.len() < rest.len() - word {
            text.push(' ');
        }
        rest = after;
    }
}

/// Adds the runs of `own`, which stands in `there`: a run for each stretch without a difference.
fn words(own: &str, there: &str, at: u32, source: u32, runs: &mut Vec<Run>) {
    let run = |own_at: usize, length: usize, there_at: usize, printed: usize| Run {
        at: at + own_at as u32,
        span: Span::new(source + there_at as u32, source + (there_at + printed) as u32),
        length: length as u32,
    };
    let is_escape = |text: &str| text.starts_with(['&', '\\']);
    // One sign for an entity.
    if is_escape(there) && own.chars().nth(1).is_none() && own.len() < there.len() && !own.trim().is_empty() {
        runs.push(run(0, own.len(), 0, there.len()));
        return;
    }
    let (mut own_at, mut there_at) = (0, 0);
    loop {
        own_at += blanks(&own[own_at..]);
        there_at += blanks(&there[there_at..]);
        let same = alike(&own[own_at..], &there[there_at..]);
        if same == 0 {
            let (sign, escape) = (own[own_at..].trim_end(), there[there_at..].trim_end());
            if is_escape(escape) && !sign.is_empty() {
                runs.push(run(own_at, sign.len(), there_at, escape.len()));
            }
            return;
        }
        runs.push(run(own_at, same, there_at, same));
        (own_at, there_at) = (own_at + same, there_at + same);
    }
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// How many bytes of the two are the same, up to a blank that the other has more or less of.
fn alike(own: &str, there: &str) -> usize {
    let same = own.bytes().zip(there.bytes()).take_while(|(one, other)| one.eq_ignore_ascii_case(other)).count();
    let same = own.floor_char_boundary(same);
    // Blanks at the end belong to no run.
    own[..same].trim_end().len()
}

impl Runs {
    /// The runs, ascending.
    #[must_use]
    pub fn as_slice(&self) -> &[Run] {
        &self.runs
    }

    /// Where a stretch of the unfolded text stands in the decoded text: from its first to its last byte, with what was
    /// left out between. `None` where no byte of it stands there.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        let (start, end) = (range.start as u32, range.end as u32);
        let first = self.runs.get(self.runs.partition_point(|run| run.at + run.length <= start))?;
        let last = self.runs.get(self.runs.partition_point(|run| run.at < end).checked_sub(1)?)?;
        if first.at >= end || last.at + last.length <= start {
            return None;
        }
        let begin = first.source_of(start.max(first.at));
        let last_byte = end.min(last.at + last.length) - 1;
        let close = if last.is_plain() { last.source_of(last_byte) + 1 } else { last.span.end };
        Some(Span::new(begin, close.max(begin)))
    }

    /// The place in the unfolded text of what was left out at `at` in the decoded one: after what stands before it there.
    #[must_use]
    pub fn place(&self, at: u32) -> usize {
        match self.runs.get(..self.runs.partition_point(|run| run.span.start < at)).and_then(<[Run]>::last) {
            Some(run) if at < run.span.end => run.own_of(at) as usize,
            Some(run) => (run.at + run.length) as usize,
            None => 0,
        }
    }

    /// What of the unfolded text stands in a span of the decoded text; `None` where nothing does.
    #[must_use]
    pub fn range(&self, span: Span) -> Option<Range<usize>> {
        let first = self.runs.get(self.runs.partition_point(|run| run.span.end <= span.start))?;
        let last = self.runs.get(self.runs.partition_point(|run| run.span.start < span.end).checked_sub(1)?)?;
        if first.span.start >= span.end || last.span.end <= span.start {
            return None;
        }
        let begin = first.own_of(span.start.max(first.span.start));
        let end =
            if last.is_plain() { last.own_of(span.end.min(last.span.end) - 1) + 1 } else { last.at + last.length };
        Some(begin as usize..end.max(begin) as usize)
    }
}

impl Run {
    /// Whether byte stands for byte.
    fn is_plain(&self) -> bool {
        self.length == self.span.len()
    }

    fn source_of(&self, own: u32) -> u32 {
        if self.is_plain() { self.span.start + (own - self.at) } else { self.span.start }
    }

    fn own_of(&self, source: u32) -> u32 {
        if self.is_plain() { self.at + (source - self.span.start) } else { self.at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `1. TO NEGO-` / page line / `TIATE  R&amp;D.`
    const DECODED: &str = "1. TO NEGO-\nPAGE 02\nTIATE  R&amp;D\nNOW.\n";

    fn sample() -> (Fold, &'static str) {
        let mut fold = Fold::default();
        for (at, source) in [(0, 3), (7, 20), (14, 28), (15, 33)] {
            fold.step(at, source);
        }
        (fold, "TO NEGOTIATE R&D NOW.")
    }

    #[test]
    fn maps_both_ways() {
        let (fold, text) = sample();
        let runs = fold.runs(text, DECODED);
        for (word, printed) in [
            ("TO", "TO"),
            ("NEGO", "NEGO"),
            ("NEGOTIATE", "NEGO-\nPAGE 02\nTIATE"),
            ("TIATE R", "TIATE  R"),
            ("&", "&amp;"),
            ("D NOW.", "D\nNOW."),
        ] {
            let at = text.find(word).unwrap();
            let span = runs.span(at..at + word.len()).unwrap();
            assert_eq!(&DECODED[span.range()], printed);
            assert_eq!(runs.range(span), Some(at..at + word.len()), "{word}");
        }
        assert_eq!(runs.range(Span::new(12, 16)), None, "the page line is none of the text");
        assert_eq!(runs.span(12..13), None, "a blank stands for no place");
    }

    #[test]
    fn text_is_made_again() {
        let fold = Fold { steps: vec![(0, 3), (7, 20)] };
        let decoded = "1. TO NEGO-\nPAGE 02\nTIATE  ALL\nNOW. \n";
        assert_eq!(fold.unfold(decoded, 36).as_deref(), Some("TO NEGOTIATE ALL NOW."));
        let page = Fold { steps: vec![(0, 0), (4, 12)] };
        assert_eq!(page.unfold("THE\nPAGE 02\nSEA\n", 16).as_deref(), Some("THE SEA"));
        assert_eq!(Fold { steps: vec![(2, 0)] }.unfold("THE", 3), None);
        assert_eq!(Fold { steps: vec![(0, 9)] }.unfold("THE", 12), None);
    }

    #[test]
    fn a_stretch_is_its_own_map() {
        let decoded = "x THE  SEA\nIS";
        assert!(!Fold::of_stretch("THE SEA IS", decoded, 2, &[]).is_empty());
        assert!(Fold::of_stretch("THE LAKE IS", decoded, 2, &[]).is_empty());
        assert!(Fold::of_stretch("THE SEA", decoded, 40, &[]).is_empty());
    }

    #[test]
    fn what_is_left_out_has_a_place() {
        let decoded = "x THE[1] SEA[2][3]\nIS.[4]\n[5] WE";
        let marks = [(5, 8), (12, 15), (15, 18), (22, 25), (26, 29)].map(|(from, to)| Span::new(from, to));
        for (source, text) in [(2, "THE SEA\nIS."), (2, "THE SEA IS.\nWE"), (9, "SEA IS.")] {
            let fold = Fold::of_stretch(text, decoded, source, &marks);
            let runs = fold.runs(text, decoded);
            for word in text.split_whitespace() {
                let at = text.find(word).unwrap();
                let span = runs.span(at..at + word.len()).unwrap();
                assert_eq!(decoded.get(span.range()), Some(word), "{text:?}");
            }
            let sea = text.find("SEA").unwrap() + 3;
            assert_eq!([12, 15].map(|mark| runs.place(mark)), [sea; 2], "{text:?}");
            assert_eq!(runs.place(22), text.find('.').unwrap() + 1);
            assert_eq!(runs.place(0), 0);
        }
        assert!(Fold::of_stretch("THE SEA[2]", decoded, 2, &marks).is_empty());
    }
}
