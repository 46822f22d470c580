//! Lines of the decoded text with their byte positions.

use super::Look;
use crate::Span;

/// A line of the decoded text, or a piece of one where a carrier lost the
/// line breaks (rule N149).
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
        let text = trim_start(raw);
        let at = whole.start + (raw.len() - text.len()) as u32;
        let mut text = trim_end(text);
        // The fold mark that an export left at a line end is no text (rule N150).
        if let Some(marked) = text.strip_suffix('\\') {
            text = trim_end(marked);
        }
        Self { text, at, whole, look: Look::of(text) }
    }

    /// The line with only `text`, a part of its content, for content. An empty text that is no part of it stands at its end.
    pub(crate) fn with(self, text: &'a str, whole: Span) -> Self {
        let offset = text.as_ptr().addr().checked_sub(self.text.as_ptr().addr());
        let offset = offset.filter(|offset| *offset <= self.text.len()).unwrap_or(self.text.len());
        Self { text, at: self.at + offset as u32, whole, look: self.look }
    }

    /// The line as if it were blank.
    pub(crate) fn silent(self) -> Self {
        Self { text: self.text.get(..0).unwrap_or_default(), ..self }
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

/// A blank of one byte.
fn is_ascii_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r' | 0)
}

/// The text without the blanks at its start; nearly all lines have none but of one byte.
fn trim_start(text: &str) -> &str {
    let blanks = text.bytes().take_while(|&byte| is_ascii_blank(byte)).count();
    let text = &text[blanks..];
    if text.as_bytes().first().is_none_or(u8::is_ascii) { text } else { text.trim_start_matches(is_blank) }
}

/// The text without the blanks at its end.
fn trim_end(text: &str) -> &str {
    let blanks = text.bytes().rev().take_while(|&byte| is_ascii_blank(byte)).count();
    let text = &text[..text.len() - blanks];
    if text.as_bytes().last().is_none_or(u8::is_ascii) { text } else { text.trim_end_matches(is_blank) }
}

/// Splits `source` into lines. LF, CR LF, CR CR LF (teletype) and a lone CR
/// end a line; a form feed ends one too, because a page begins after it.
pub(crate) fn lines(source: &str) -> Vec<Line<'_>> {
    let bytes = source.as_bytes();
    let mut lines = Vec::with_capacity(bytes.len() / 40 + 1);
    let mut start = 0;
    // Most texts have line feeds alone, and one sign is found faster than three.
    let (mut feeds, mut all) = (memchr::memchr_iter(b'\n', bytes), memchr::memchr3_iter(b'\n', b'\r', 0x0c, bytes));
    let plain = memchr::memchr2(b'\r', 0x0c, bytes).is_none();
    while let Some(at) = if plain { feeds.next() } else { all.next() } {
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
