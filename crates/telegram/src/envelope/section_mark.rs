//! The line that opens a further section (rules BREAK, N125).

use crate::text::shape::is_digits;

/// What a section mark says: `ASTANA 00000478  002 OF 002`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SectionMark<'a> {
    /// The post as printed.
    pub(crate) post: &'a str,
    /// The telegram's number.
    pub(crate) number: u32,
    /// The section that begins.
    pub(crate) section: u32,
    /// How many there are.
    pub(crate) total: u32,
}

/// Reads a section mark, `None` for any other line.
pub(crate) fn section_mark(text: &str) -> Option<SectionMark<'_>> {
    let last = *text.as_bytes().last()?;
    // Nearly every line that ends with a figure has another word before it.
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    if !last.is_ascii_digit() || !["OF", "of", "Of"].iter().any(|of| before.ends_with(of)) {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let [post @ .., serial, section, of, total] = words.as_slice() else { return None };
    if !of.eq_ignore_ascii_case("OF") {
        return None;
    }
    // `Suva`: a carrier set the mark in small letters.
    let is_post = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'\'' | b'-' | b'.' | b'/'))
    };
    if post.is_empty() || post.len() > 4 || !post.iter().all(is_post) || serial.len() < 7 || !is_digits(serial) {
        return None;
    }
    // `002.3`: page 3 of section 2.
    let (section, page) = section.split_once('.').unwrap_or((section, "0"));
    if section.len() < 2 || !is_digits(section) || !is_digits(page) || !is_digits(total) {
        return None;
    }
    Some(SectionMark {
        post: text.get(..serial.as_ptr().addr() - text.as_ptr().addr())?.trim(),
        number: serial.parse().ok()?,
        section: section.parse().ok()?,
        total: total.parse().ok()?,
    })
}
