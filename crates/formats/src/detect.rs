//! Tells by content, never by name, what a unit is.

use memchr::memmem;

use crate::table::{Columns, Detected, HEAD, Layout};
use crate::{aad, charset, mail};

/// The form in which a unit gives its telegrams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Carrier {
    /// Plain text.
    Text,
    /// A web page.
    Page,
    /// Records of the National Archives' Access to Archival Databases.
    Aad,
    /// A volume of Foreign Relations of the United States as TEI.
    Frus,
    /// A telegram of the SMART system with its labels, as text.
    Smart,
    /// An e-mail message or a mailbox.
    Mail,
    /// A PDF document.
    Pdf,
    /// A table of separated values, a row for each telegram.
    Csv,
    /// JSON, an object for each telegram.
    Jsonl,
    /// No text.
    Binary,
    /// Nothing.
    Empty,
}

impl Carrier {
    /// The name as in `source.carrier`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Page => "page",
            Self::Aad => "aad",
            Self::Frus => "frus",
            Self::Smart => "smart",
            Self::Mail => "mail",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Binary => "binary",
            Self::Empty => "empty",
        }
    }
}

/// So much is searched for the marks of a form. A page may have a block of a
/// public key of many lines before it (FORMAT.md N7).
const SAMPLE: usize = 256 << 10;

/// So many NULs are a hole.
const HOLE: usize = 1 << 10;

/// Tells what the bytes are.
#[must_use]
pub fn detect(bytes: &[u8]) -> Carrier {
    let head = &bytes[..bytes.len().min(HEAD)];
    match table(head, head.len() == bytes.len(), &Columns::default()) {
        Detected::Yes(layout) => layout.carrier(),
        _ => single(bytes),
    }
}

/// Whether the start of a file is one of a table. Asked first: a row may hold
/// anything, also the marks of other forms.
pub(crate) fn table(head: &[u8], complete: bool, columns: &Columns) -> Detected<Layout> {
    // After the start there may be a hole of NULs, in a sparse file; the rows
    // before it tell.
    let end = head.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
    let (head, complete) = if head.len() - end > HOLE { (&head[..end], true) } else { (head, complete) };
    // And rows may be lost in one; then the others tell.
    if charset::binary(head).is_some() {
        let rest: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
        if rest.len() * 8 < head.len() || charset::binary(&rest).is_some() {
            return Detected::No;
        }
    }
    Layout::detect(head, complete, columns)
}

/// Tells what bytes that are no table are.
pub(crate) fn single(bytes: &[u8]) -> Carrier {
    if bytes.iter().take(SAMPLE).all(u8::is_ascii_whitespace) && bytes.len() <= SAMPLE {
        return Carrier::Empty;
    }
    // Attachments may be anything; the header tells.
    if mail::is_mail(bytes) {
        return Carrier::Mail;
    }
    // A few bytes of a mail system may stand before the mark.
    if memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some_and(|at| at == 0 || is_padding(&bytes[..at])) {
        return Carrier::Pdf;
    }
    if charset::binary(bytes).is_some() {
        return Carrier::Binary;
    }
    let sample = sample(bytes);
    if is_tei(&sample) {
        Carrier::Frus
    } else if is_aad(&sample, bytes) || aad::xml::is_xml(&sample) {
        Carrier::Aad
    } else if is_page(&sample) || is_flattened_page(&sample) {
        Carrier::Page
    } else if is_smart(&sample) {
        Carrier::Smart
    } else {
        Carrier::Text
    }
}

/// Blanks, a byte order mark: nothing that a text would begin with.
fn is_padding(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| byte.is_ascii_whitespace() || matches!(byte, 0 | 0xEF | 0xBB | 0xBF))
}

/// The first bytes in lower case. The marks are ASCII; UTF-16 has to be made
/// comparable first.
fn sample(bytes: &[u8]) -> Vec<u8> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    match sample.iter().take(4096).filter(|byte| **byte == 0).count() {
        0..=8 => sample.to_ascii_lowercase(),
        _ => sample.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect(),
    }
}

/// Whether a page still has its markup; else it was copied as text.
pub(crate) fn has_markup(bytes: &[u8]) -> bool {
    is_page(&sample(bytes))
}

fn is_tei(sample: &[u8]) -> bool {
    let head = &sample[..sample.len().min(8 << 10)];
    memmem::find(head, b"<tei").is_some_and(|at| {
        matches!(head.get(at + 4), Some(b' ' | b'>' | b'\n' | b'\r' | b'\t')) || head[at..].starts_with(b"<teicorpus")
    }) || (memmem::find(head, b"<div").is_some() && memmem::find(head, b"type=\"document\"").is_some())
}

/// The line `Message Text` first, `Message Attributes` later; the text between
/// may be longer than the sample.
fn is_aad(sample: &[u8], bytes: &[u8]) -> bool {
    let is_line = |text: &[u8], at: usize, length: usize| {
        let before = text[..at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t'));
        let after = text[at + length..].iter().find(|byte| !matches!(byte, b' ' | b'\t'));
        matches!(before, None | Some(b'\n' | b'\r' | 0x0C | 0xBF)) && matches!(after, None | Some(b'\n' | b'\r'))
    };
    let line = |text: &[u8], mark: &[u8]| memmem::find_iter(text, mark).any(|at| is_line(text, at, mark.len()));
    (line(sample, b"message text") || line(sample, b"message attributes"))
        && (line(sample, b"message attributes")
            || memmem::find(bytes, b"Message Attributes").is_some()
            || memmem::find(bytes, b"M\0e\0s\0s\0a\0g\0e\0 \0A\0").is_some())
}

/// The doctype or root element, or a table or preformatted block with enough
/// other markup that it is no telegram about markup.
fn is_page(sample: &[u8]) -> bool {
    let has = |mark: &str| memmem::find(sample, mark.as_bytes()).is_some();
    if has("<!doctype html") || has("<html") || (has("<body") && has("</")) {
        return true;
    }
    let tags = ["<p>", "<p ", "<br", "<div", "<table", "<tr", "<td", "<pre", "<code", "<span", "<a href", "<h1", "<ul"];
    let closed = ["</p>", "</div>", "</table>", "</td>", "</pre>", "</code>", "</span>", "</a>", "</h1>", "</ul>"];
    tags.iter().filter(|tag| has(tag)).count() >= 2 && closed.iter().any(|tag| has(tag)) || is_cut_from_page(sample)
}

/// A few lines cut out of a page: a tag at the start, closed later, or line ends, links and blanks written as only pages
/// have them.
fn is_cut_from_page(sample: &[u8]) -> bool {
    const NAMES: [&str; 12] = ["p", "pre", "div", "b", "strong", "span", "td", "tr", "table", "code", "a", "tt"];
    let begins = sample.trim_ascii_start().strip_prefix(b"<").is_some_and(|rest| {
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let (name, after) = rest.split_at(length);
        let end = [b"</", name, b">"].concat();
        NAMES.iter().any(|known| known.as_bytes() == name)
            && matches!(after.first(), Some(b'>' | b' '))
            && memmem::find(after, &end).is_some()
    });
    let has = |mark: &str| memmem::find(sample, mark.as_bytes()).is_some();
    begins
        || memmem::find_iter(sample, b"<br").any(|at| {
            let before = at.checked_sub(1).and_then(|before| sample.get(before));
            let ends = [&b"<br>"[..], b"<br/>", b"<br />"].iter().any(|tag| sample[at..].starts_with(tag));
            // `ENDS IN <BR> OR`: a text about such tags.
            ends && before.is_some_and(|byte| !byte.is_ascii_whitespace())
        })
        || has("<a href=") && has("</a>")
        || memmem::find_iter(sample, b"&nbsp;").nth(1).is_some()
}

/// The table row of the pages of 2010-11 in a copy without markup: its header
/// and its values, in this order (FORMAT.md section 2, lines 8-9).
fn is_flattened_page(sample: &[u8]) -> bool {
    let has = |mark: &str| memmem::find(sample, mark.as_bytes()).is_some();
    // Cells of keys and values (FORMAT.md 5.4).
    if has("canonical id") && (has("original classification") || has("current classification")) && has("from") {
        return true;
    }
    memmem::find_iter(sample, b"reference id").any(|at| {
        let before = sample[..at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t'));
        let rest = &sample[at..sample.len().min(at + 400)];
        let mut words = rest.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).skip(2);
        matches!(before, None | Some(b'\n' | b'\r' | 0xBF))
            && ["created", "released", "classification", "origin"]
                .iter()
                .all(|column| words.next() == Some(column.as_bytes()))
            && words.next().is_some_and(|id| id.iter().any(u8::is_ascii_digit))
            && words.next().is_some_and(|date| date.len() == 10 && date.get(4) == Some(&b'-'))
    })
}

/// A line that begins with the label `MRN:` and one with `Date/DTG:` or
/// `From:` (FORMAT.md 5.1).
fn is_smart(sample: &[u8]) -> bool {
    let label = |mark: &[u8]| {
        memmem::find_iter(sample, mark).any(|at| {
            let before = sample[..at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t'));
            matches!(before, None | Some(b'\n' | b'\r' | 0x0C | 0xBF))
        })
    };
    label(b"mrn:") && (label(b"date/dtg:") || label(b"from:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_content() {
        for (bytes, carrier) in [
            (&b""[..], Carrier::Empty),
            (b" \r\n\n", Carrier::Empty),
            (b"SUBJECT: FERRIES<br>REF: SUVA 617<br>", Carrier::Page),
            (b"<p>TAGS: PGOV, FJ</p>", Carrier::Page),
            (b"TAGS: <a href=\"/tag/FJ\">FJ</a>", Carrier::Page),
            (b"REF: SUVA <NO NUMBER>; P <b SUVA 617", Carrier::Text),
            (b"%PDF-1.7", Carrier::Pdf),
            (b"FM AMEMBASSY SUVA\nTO SECSTATE WASHDC\n", Carrier::Text),
            (b"1. (U) THE FILE ENDS IN <BR> OR <PRE>. NO MORE.", Carrier::Text),
            (b"-----BEGIN-----\nabc\n<!DOCTYPE html><p>x", Carrier::Page),
            (b"<table class='cable'><tr><td>Reference ID</td></tr></table>", Carrier::Page),
            (b"Title\nReference ID Created Released Classification Origin\n05SUVA617 2005-04-02 04:10 2011-01-01 01:01 SECRET X\n", Carrier::Page),
            (b"  Message Text\nFM X\n\n   Message Attributes\nCopy: SINGLE\n", Carrier::Aad),
            (b"THE MESSAGE TEXT\nAND THE MESSAGE ATTRIBUTES\n", Carrier::Text),
            (b"<?xml version='1.0'?>\n<TEI xmlns='http://www.tei-c.org/ns/1.0'>", Carrier::Frus),
            (b"MRN:   11 SUVA 617\nDate/DTG:  Jan 02, 2011\n", Carrier::Smart),
        ] {
            assert_eq!(detect(bytes), carrier, "{:?}", String::from_utf8_lossy(bytes));
        }
        let wide: Vec<u8> = "<html><p>x</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(detect(&wide), Carrier::Page);
    }
}
