//! From places in the decoded text to places in the original bytes.

mod builder;

use core::ops::Range;

use telegram::Span;

pub(crate) use builder::MapBuilder;

/// A change that decoding made beyond the character set itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What was done.
    pub kind: EditKind,
    /// The result in the decoded text; empty where something was left out.
    pub span: Span,
    /// The original bytes.
    pub bytes: Range<usize>,
}

/// What kind of change it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EditKind {
    /// A byte order mark was left out.
    ByteOrderMark,
    /// UTF-8 that had been decoded as Windows-1252 was repaired.
    Mojibake,
    /// Bytes that are no character became U+FFFD.
    Replacement,
    /// A blank of another width, a line end of another kind or a mark without
    /// width was made plain or left out.
    Blank,
    /// The mark before a quoted line was left out.
    QuotationMark,
    /// A NUL among text was left out.
    Nul,
    /// An escape of the carrier (`\"`, `""`, `\n`) was taken out.
    Escape,
    /// A mark of Markdown or a tag that only sets a letter, `**`, `<b>`, was left out.
    Emphasis,
    /// A hyphen that divided a word at the end of a page or line was left out.
    Hyphen,
    /// An entity that had been escaped twice (`&amp;amp;`) was decoded twice.
    DoubledEntity,
}

/// How the bytes of a run became its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scale {
    /// One byte of text per byte.
    Same,
    /// One byte of text per two bytes (ASCII in UTF-16).
    Half,
    /// All of the text for all of the bytes: an entity, a letter.
    Whole,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    text: u32,
    // Units are smaller than 4 GiB; half the memory counts in pages with an
    // entity in every line.
    byte: u32,
    /// How many bytes; the length of the text is the next run's begin.
    bytes: u32,
    scale: Scale,
}

impl Run {
    fn byte(&self) -> usize {
        self.byte as usize
    }

    fn bytes(&self) -> usize {
        self.bytes as usize
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// From places in the decoded text to places in the original bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceMap {
    runs: Vec<Run>,
    len: u32,
    edits: Vec<Edit>,
    encoding: &'static str,
}

impl SourceMap {
    /// The name of the character set, for example `UTF-8` or `windows-1252`.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// The changes that decoding made, in the order of the text.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// The bytes that the text at `span` was made from. For an empty span the
    /// range is empty and tells the place.
    #[must_use]
    pub fn bytes(&self, span: Span) -> Range<usize> {
        let start = self.place(span.start, false);
        if span.is_empty() {
            return start..start;
        }
        start..self.place(span.end, true).max(start)
    }

    /// The stretches of the text that stand in the bytes as they are, each with the byte where it begins, in the order
    /// of the text.
    pub fn copied(&self) -> impl Iterator<Item = (Span, usize)> + '_ {
        let ends = self.runs.iter().skip(1).map(|next| next.text).chain([self.len]);
        let copied = self.runs.iter().zip(ends).filter(|(run, _)| run.scale == Scale::Same);
        copied.map(|(run, end)| (Span::new(run.text, end), run.byte()))
    }

    /// A stretch of the text that this map is of, with its own map.
    pub(crate) fn part(&self, text: &str, range: Range<usize>) -> (String, Self) {
        let mut builder = MapBuilder::over(self);
        builder.copy(text.get(range.clone()).unwrap_or_default(), range.start);
        builder.finish_over(self)
    }

    /// Moves all bytes: the map was made of a part that begins at `by`.
    pub(crate) fn shift(&mut self, by: usize) {
        let narrow = narrow(by);
        for run in &mut self.runs {
            run.byte = run.byte.saturating_add(narrow);
        }
        for edit in &mut self.edits {
            edit.bytes = edit.bytes.start.saturating_add(by)..edit.bytes.end.saturating_add(by);
        }
    }

    /// Whether text and bytes are the same, so that there is nothing to map.
    fn is_plain(&self) -> bool {
        self.edits.is_empty()
            && match self.runs.as_slice() {
                [] => true,
                [run] => run.scale == Scale::Same && run.byte == 0,
                _ => false,
            }
    }

    /// Adds the runs of `span` to `runs`, as runs of a text that has the
    /// beginning of the span at `text`.
    fn copy_runs(&self, span: Span, text: u32, runs: &mut Vec<Run>) {
        let first = self.runs.partition_point(|run| run.text <= span.start).saturating_sub(1);
        for (index, run) in self.runs.iter().enumerate().skip(first) {
            if run.text >= span.end {
                break;
            }
            let end = self.runs.get(index + 1).map_or(self.len, |next| next.text).min(span.end);
            let start = run.text.max(span.start);
            if start >= end {
                continue;
            }
            let bytes = self.bytes(Span::new(start, end));
            runs.push(Run {
                text: text + (start - span.start),
                byte: narrow(bytes.start),
                bytes: narrow(bytes.len()),
                ..*run
            });
        }
    }

    fn copy_edits(&self, span: Span, text: u32, edits: &mut Vec<Edit>) {
        let first = self.edits.partition_point(|edit| edit.span.start < span.start);
        for edit in self.edits[first..].iter().take_while(|edit| edit.span.end <= span.end) {
            let moved = |at: u32| at - span.start + text;
            edits.push(Edit { span: Span::new(moved(edit.span.start), moved(edit.span.end)), ..edit.clone() });
        }
    }

    /// The byte at or before which the text at `offset` begins; with `end`,
    /// the byte where the text before `offset` ends.
    fn place(&self, offset: u32, end: bool) -> usize {
        let offset = offset.min(self.len);
        let found = self.runs.partition_point(|run| if end { run.text < offset } else { run.text <= offset });
        let Some(run) = found.checked_sub(1).and_then(|index| self.runs.get(index)) else {
            return self.runs.first().map_or(0, Run::byte);
        };
        let within = (offset - run.text) as usize;
        match run.scale {
            Scale::Same => run.byte() + within.min(run.bytes()),
            Scale::Half => run.byte() + (within * 2).min(run.bytes()),
            Scale::Whole if end || (offset == self.len && within > 0) => run.byte() + run.bytes(),
            Scale::Whole => run.byte(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let mut builder = MapBuilder::new("UTF-8");
        builder.copy("R", 3);
        builder.whole("&", 4..9);
        builder.copy("D x", 9);
        let (text, map) = builder.finish();
        assert_eq!(text, "R&D x");
        assert_eq!(map.bytes(Span::new(0, 1)), 3..4);
        assert_eq!(map.bytes(Span::new(1, 2)), 4..9);
        assert_eq!(map.bytes(Span::new(0, 3)), 3..10);
        assert_eq!(map.bytes(Span::new(5, 5)), 12..12);
        assert_eq!(map.bytes(Span::new(2, 99)), 9..12);
        assert_eq!(map.copied().collect::<Vec<_>>(), [(Span::new(0, 1), 3), (Span::new(2, 5), 9)]);
    }

    #[test]
    fn wide_places() {
        let mut builder = MapBuilder::new("UTF-16LE");
        builder.wide("AB", 2);
        builder.whole("é", 6..8);
        let (_, map) = builder.finish();
        assert_eq!(map.bytes(Span::new(1, 2)), 4..6);
        assert_eq!(map.bytes(Span::new(2, 4)), 6..8);
    }
}
