//! Makes a map while the text is made.

use core::ops::Range;

use telegram::Span;

use super::{Edit, EditKind, Run, Scale, SourceMap, narrow};

/// Writes a decoded text and its map together.
#[derive(Debug, Clone, Default)]
pub(crate) struct MapBuilder {
    pub(crate) text: String,
    map: SourceMap,
}

impl MapBuilder {
    pub(crate) fn new(encoding: &'static str) -> Self {
        Self { text: String::new(), map: SourceMap { encoding, ..SourceMap::default() } }
    }

    pub(crate) fn len(&self) -> u32 {
        narrow(self.text.len())
    }

    fn run(&mut self, byte: usize, bytes: usize, scale: Scale) {
        let (text, byte, bytes) = (self.len(), narrow(byte), narrow(bytes));
        if let Some(last) = self.map.runs.last_mut()
            && last.scale == scale
            && scale != Scale::Whole
            && last.byte.checked_add(last.bytes) == Some(byte)
        {
            last.bytes += bytes;
            return;
        }
        self.map.runs.push(Run { text, byte, bytes, scale });
    }

    /// Text that stands in the bytes as it is.
    pub(crate) fn copy(&mut self, text: &str, byte: usize) {
        if !text.is_empty() {
            self.run(byte, text.len(), Scale::Same);
            self.text.push_str(text);
        }
    }

    /// ASCII text that takes two bytes for each letter.
    pub(crate) fn wide(&mut self, text: &str, byte: usize) {
        if !text.is_empty() {
            self.run(byte, text.len() * 2, Scale::Half);
            self.text.push_str(text);
        }
    }

    /// Text made from all of `bytes`; from none of them where it was added.
    pub(crate) fn whole(&mut self, text: &str, bytes: Range<usize>) {
        if !text.is_empty() {
            self.run(bytes.start, bytes.len(), Scale::Whole);
            self.text.push_str(text);
        }
    }

    /// Records that what was written since `from` is a change.
    pub(crate) fn edit(&mut self, kind: EditKind, from: u32, bytes: Range<usize>) {
        let span = Span::new(from, self.len());
        self.map.edits.push(Edit { kind, span, bytes });
    }

    /// The changes recorded so far, with places of what is read.
    pub(crate) fn edits(&self) -> &[Edit] {
        &self.map.edits
    }

    /// A builder whose places are places of the text of `base`, which
    /// [`finish_over`](Self::finish_over) turns into bytes.
    pub(crate) fn over(base: &SourceMap) -> Self {
        Self::new(base.encoding)
    }

    /// Ends a text that was made from another decoded text: its places become
    /// the bytes that `base` gives for them, and the edits of `base` that lie
    /// within the text are kept.
    pub(crate) fn finish_over(mut self, base: &SourceMap) -> (String, SourceMap) {
        self.map.len = self.len();
        if base.is_plain() {
            self.map.encoding = base.encoding;
            return (self.text, self.map);
        }
        let mut result = SourceMap { len: self.map.len, encoding: base.encoding, ..SourceMap::default() };

        for run in &self.map.runs {
            let inner = Span::new(run.byte, run.byte.saturating_add(run.bytes));
            if run.scale == Scale::Same {
                base.copy_runs(inner, run.text, &mut result.runs);
                base.copy_edits(inner, run.text, &mut result.edits);
            } else {
                let bytes = base.bytes(inner);
                result.runs.push(Run {
                    text: run.text,
                    byte: narrow(bytes.start),
                    bytes: narrow(bytes.len()),
                    scale: Scale::Whole,
                });
            }
        }
        for edit in &self.map.edits {
            let place = Span::new(narrow(edit.bytes.start), narrow(edit.bytes.end));
            result.edits.push(Edit { bytes: base.bytes(place), ..edit.clone() });
        }
        result.edits.sort_by_key(|edit| edit.span.start);
        (self.text, result)
    }

    /// Appends what another builder wrote, with its places.
    pub(crate) fn append(&mut self, other: Self) {
        let shift = self.len();
        self.map.runs.extend(other.map.runs.into_iter().map(|run| Run { text: run.text + shift, ..run }));
        self.map.edits.extend(
            other
                .map
                .edits
                .into_iter()
                .map(|edit| Edit { span: Span::new(edit.span.start + shift, edit.span.end + shift), ..edit }),
        );
        self.text.push_str(&other.text);
    }

    pub(crate) fn finish(mut self) -> (String, SourceMap) {
        self.map.len = self.len();
        (self.text, self.map)
    }
}
