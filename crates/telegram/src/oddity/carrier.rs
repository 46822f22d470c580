//! What carriers leave in and around a telegram (rules N1 to N20, N150).

use memchr::memmem;

use crate::layout::{Layout, Row};
use crate::text::shape::starts_with_fold;
use crate::{Diagnostic, ElementKind, Span};

/// A line of the body longer than this was folded anew by a carrier; ACP 127
/// allows 69 characters.
const LONG: usize = 200;

pub(super) fn read(source: &str, layout: &Layout<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let rows = &layout.rows;
    around(rows, diagnostics);
    characters(source, rows, diagnostics);
    lines(source, layout, diagnostics);
    stamps(rows, diagnostics);
}

/// N1, N11.
fn around(rows: &[Row<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let Some(chrome) = rows.iter().find(|row| row.kind == ElementKind::Chrome && !row.line.is_blank()) else { return };
    let message = "lines of a page stand around the telegram; they were left out";
    diagnostics.push(Diagnostic::note("page-around", chrome.line.span(), message));
    let is_extract = |text: &str| {
        let bytes = text.as_bytes();
        bytes.len() < 400
            && ["partial extract", "Partial extract", "PARTIAL EXTRACT", "extract of the original", "excerpt from"]
                .iter()
                .any(|words| memmem::find(bytes, words.as_bytes()).is_some())
    };
    if let Some(row) = rows.iter().find(|row| row.kind == ElementKind::Chrome && is_extract(row.line.text)) {
        let message = "the page says that this is an extract: the telegram was longer";
        diagnostics.push(Diagnostic::warning("partial-extract", row.line.span(), message));
    }
}

/// N4, N5, N8, N9, N10, N12, N147.
fn characters(source: &str, rows: &[Row<'_>], diagnostics: &mut Vec<Diagnostic>) {
    // Of the telegram only: what stands around it is not the telegram's.
    let own = |row: &&Row<'_>| !matches!(row.kind, ElementKind::Chrome | ElementKind::SourceFacts | ElementKind::Blank);
    let (Some(first), Some(last)) = (rows.iter().find(own), rows.iter().rfind(own)) else { return };
    let begin = first.line.whole.start as usize;
    let source = source.get(begin..last.line.whole.end as usize).unwrap_or_default();
    let bytes = source.as_bytes();
    let mut note =
        |code, severity: fn(&'static str, Span, String) -> Diagnostic, from: usize, to: usize, message: String| {
            diagnostics.push(severity(code, Span::new((begin + from) as u32, (begin + to) as u32), message));
        };
    // Signs that hardly any telegram has: one look tells whether to search for each.
    let signs: &[u8] = if memchr::memchr3(b'&', b'\\', b'\t', bytes).is_some() { bytes } else { &[] };
    if let Some((from, to)) =
        memchr::memchr_iter(b'&', signs).find_map(|at| entity(source, at).map(|length| (at, at + length)))
    {
        note(
            "entity-left",
            Diagnostic::note,
            from,
            to,
            "markup was taken out only in part: an entity is left as printed".to_owned(),
        );
    }
    // What no teletype has is rare: one look tells whether to search.
    let foreign: &[u8] = if source.is_ascii() { &[] } else { bytes };
    if let Some(from) = memmem::find(foreign, "\u{fffd}".as_bytes()) {
        let count = memmem::find_iter(bytes, "\u{fffd}".as_bytes()).count();
        note(
            "character-lost",
            Diagnostic::warning,
            from,
            from + 3,
            format!("a character could not be decoded, {count} in all"),
        );
    }
    let misread = ["â€", "Ã©", "Ã¨", "Ã¡", "Ã³", "Ã\u{AD}", "Ã±", "Ã¼", "Ã¶", "Ã¤", "Ã§", "Â¶", "Â "];
    if let Some((from, found)) =
        misread.iter().filter_map(|pair| memmem::find(foreign, pair.as_bytes()).map(|at| (at, pair))).min()
    {
        let message = format!("characters were decoded in the wrong code ({found:?}); they are left as they are");
        note("character-misread", Diagnostic::warning, from, from + found.len(), message);
    }
    if let Some(from) = memmem::find(foreign, "¿¿¿".as_bytes()) {
        let length = source[from..].chars().take_while(|&c| c == '¿').count() * '¿'.len_utf8();
        note(
            "characters-replaced",
            Diagnostic::warning,
            from,
            from + length,
            "a stretch of the text was replaced by marks".to_owned(),
        );
    }
    if let Some((from, to)) = redaction(bytes) {
        note(
            "redacted-text",
            Diagnostic::note,
            from,
            to,
            "a publisher put X for letters; nothing was read from them".to_owned(),
        );
    }
    let escapes = |at: &usize| matches!(bytes.get(at + 1), Some(b'"' | b'\''));
    if let Some(from) = memchr::memchr_iter(b'\\', signs).find(escapes) {
        note("backslash-left", Diagnostic::note, from, from + 2, "an export left a backslash before a mark".to_owned());
    }
    // The three bytes of U+2010 to U+2015 and U+2018 to U+201D.
    let is_mark = |at: &usize| matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x90..=0x95 | 0x98..=0x9d]));
    if let Some(from) = memchr::memchr_iter(0xe2, foreign).find(is_mark) {
        let message =
            "typographic hyphens or quotation marks, which no teletype has; they are kept as they are".to_owned();
        note("typographic-marks", Diagnostic::note, from, from + 3, message);
    }
    if let Some(from) = memchr::memchr(b'\t', signs) {
        note(
            "tab-in-text",
            Diagnostic::note,
            from,
            from + 1,
            "a tab stands in the text; it counts as blanks".to_owned(),
        );
    }
}

/// The length of an entity at `at`, where it is one.
fn entity(source: &str, at: usize) -> Option<usize> {
    const NAMES: [&str; 7] = ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&apos;", "&para;"];
    let rest = source.get(at..)?;
    if let Some(name) = NAMES.iter().find(|name| rest.starts_with(**name)) {
        return Some(name.len());
    }
    let number = rest.strip_prefix("&#")?;
    let length = number.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
    (length > 0 && number[length..].starts_with(';')).then_some(length + 3)
}

/// The first run of four X or more that is no part of a word.
fn redaction(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(found) = memmem::find(bytes.get(from..)?, b"XXXX").map(|at| from + at) {
        let end = found + bytes[found..].iter().take_while(|&&byte| byte == b'X').count();
        let before = found.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
        if !before && !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            return Some((found, end));
        }
        from = end;
    }
    None
}

/// N15, N150.
fn lines(source: &str, layout: &Layout<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let rows = &layout.rows;
    if layout.double_spaced {
        let message =
            "every line is followed by a blank one; single blank lines were not taken for the end of anything";
        diagnostics.push(Diagnostic::note("double-spaced", Span::new(0, 0), message));
    }
    let long = rows.iter().find(|row| row.kind == ElementKind::Paragraph && row.line.text.len() > LONG);
    if let Some(row) = long {
        let message = "the lines of the text are longer than a teletype could print: a carrier folded them anew";
        diagnostics.push(Diagnostic::note("lines-refolded", row.line.span(), message));
    }
    if memchr::memchr(b'\\', source.as_bytes()).is_none() {
        return;
    }
    let printed = |row: &Row<'_>| source[row.line.whole.range()].trim_end();
    let ends = |row: &&Row<'_>| printed(row).ends_with('\\');
    if let (Some(first), true) = (rows.iter().find(ends), rows.iter().filter(ends).nth(1).is_some()) {
        let end = first.line.whole.start + printed(first).len() as u32;
        let message = "lines end with the backslash of an export";
        diagnostics.push(Diagnostic::note("backslash-at-line-end", Span::new(end.saturating_sub(1), end), message));
    }
}

/// N13, N14: a stamp between two lines of one paragraph; N140.
fn stamps(rows: &[Row<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let mut before = ElementKind::Blank;
    let mut stamp: Option<Span> = None;
    for row in rows {
        match row.kind {
            ElementKind::Stamp => stamp = stamp.or(Some(row.line.span()).filter(|_| before == ElementKind::Paragraph)),
            ElementKind::Blank | ElementKind::Banner | ElementKind::PageLine => {}
            kind => {
                if let Some(span) = stamp.take().filter(|_| kind == ElementKind::Paragraph && !row.opens) {
                    let message = "a stamp of the releasing office stands inside a paragraph; it was taken out";
                    diagnostics.push(Diagnostic::note("stamp-in-paragraph", span, message));
                    break;
                }
                before = kind;
            }
        }
    }
    let note = rows.iter().find(|row| {
        row.kind == ElementKind::Note
            && (starts_with_fold(row.line.text, "NOTE BY OC") || starts_with_fold(row.line.text, "NOTE: "))
    });
    if let Some(row) = note {
        let message = "the communications centre remarks on the copy; the remark is no part of the text";
        diagnostics.push(Diagnostic::note("communications-note", row.line.span(), message));
    }
}
