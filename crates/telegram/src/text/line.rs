//! Lines of the decoded text with their byte positions.

use super::Look;
use crate::Span;

/// A line of the decoded text, or a piece of one where a carrier lost the
/// line breaks (FORMAT.md N149).
///
/// Lines tile the text: each begins where the one before ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    /// The content without line end, trailing blanks and leading blanks.
    pub(crate) text: &'a str,
    /// Where `text` begins in the decoded text.
    pub(crate) at: u32,
    /// The whole line, line end included.
    pub(crate) whole: Span,
    /// What bytes `text` holds.
    pub(crate) look: Look,
}

impl<'a> Line<'a> {
    /// The line that covers `whole` in `source`; blanks at both ends of it and
    /// the line end are not part of its content.
    pub(crate) fn new(source: &'a str, whole: Span) -> Self {
        let raw = &source[whole.range()];
        let text = raw.trim_start_matches(is_blank);
        let at = whole.start + (raw.len() - text.len()) as u32;
        let mut text = text.trim_end_matches(is_blank);
        // The fold mark that an export left at a line end is no text (FORMAT.md N150).
        if let Some(marked) = text.strip_suffix('\\') {
            text = marked.trim_end_matches(is_blank);
        }
        Self { text, at, whole, look: Look::of(text) }
    }

    /// The line with only `text`, a part of its content, for content.
    pub(crate) fn with(self, text: &'a str, whole: Span) -> Self {
        let offset = text.as_ptr().addr() - self.text.as_ptr().addr();
        Self { text, at: self.at + offset as u32, whole, look: self.look }
    }

    /// Whether nothing but blanks stands on the line.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// How many bytes of blanks stand before the content.
    pub(crate) fn indent(&self) -> u32 {
        self.at - self.whole.start
    }

    /// The place of the content.
    pub(crate) fn span(&self) -> Span {
        Span::new(self.at, self.at + self.text.len() as u32)
    }
}

/// Blanks of all carriers: space, tab, line ends, form feed, no-break space,
/// byte order mark.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{0}' | '\u{200b}')
}

/// Splits `source` into lines. LF, CR LF, CR CR LF (teletype) and a lone CR
/// end a line; a form feed ends one too, because a page begins after it.
pub(crate) fn lines(source: &str) -> Vec<Line<'_>> {
    let bytes = source.as_bytes();
    let mut lines = Vec::with_capacity(bytes.len() / 40 + 1);
    let mut start = 0;
    for at in memchr::memchr3_iter(b'\n', b'\r', 0x0c, bytes) {
        // A CR belongs to the line end that LF closes: CR LF, CR CR LF. Else each CR ends a line.
        if bytes[at] == b'\r' && matches!(bytes.get(at + 1..), Some([b'\n', ..] | [b'\r', b'\n', ..])) {
            continue;
        }
        lines.push(Line::new(source, Span::new(start as u32, at as u32 + 1)));
        start = at + 1;
    }
    if start < bytes.len() {
        lines.push(Line::new(source, Span::new(start as u32, bytes.len() as u32)));
    }
    super::numbered::strip(&mut lines);
    lines
}
