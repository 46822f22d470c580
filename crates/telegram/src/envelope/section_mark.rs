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
    // Brackets or hyphens that a carrier set around it.
    let text = text.trim_matches(|sign: char| matches!(sign, '(' | ')' | '[' | ']' | '*' | '-' | ' '));
    let last = *text.as_bytes().last()?;
    if !last.is_ascii_digit() {
        return None;
    }
    if text.starts_with("SECTION ") {
        return in_words(text);
    }
    // Nearly every line that ends with a figure has another word before it.
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    if !["OF", "of", "Of"].iter().any(|of| before.ends_with(of)) {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let [post @ .., serial, section, of, total] = words.as_slice() else { return None };
    if !of.eq_ignore_ascii_case("OF") || !is_post(post) || !is_digits(serial) {
        return None;
    }
    // `002.3`: page 3 of section 2.
    let (section, page) = section.split_once('.').unwrap_or((section, "0"));
    if section.len() < 2 || !is_digits(section) || !is_digits(page) || !is_digits(total) {
        return None;
    }
    // A number that lost its zeros: only the three figures of section and total tell it from a count.
    let is_short = serial.len() >= 3 && section.len() == 3 && total.len() == 3;
    if serial.len() < 7 && !is_short {
        return None;
    }
    Some(SectionMark {
        post: text.get(..serial.as_ptr().addr() - text.as_ptr().addr())?.trim(),
        number: serial.parse().ok()?,
        section: section.parse().ok()?,
        total: total.parse().ok()?,
    })
}

/// `SECTION 02 OF 02 SUVA 000617`: the classification line of a further section without its class.
fn in_words(text: &str) -> Option<SectionMark<'_>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let ["SECTION", section, "OF", total, post @ .., serial] = words.as_slice() else { return None };
    let section = section.parse().ok().filter(|&section| section > 1)?;
    let is_mark = is_post(post) && (3..=8).contains(&serial.len());
    let offset = |word: &str| word.as_ptr().addr() - text.as_ptr().addr();
    is_mark.then_some(SectionMark {
        post: text.get(offset(post.first()?)..offset(serial))?.trim(),
        number: serial.parse().ok()?,
        section,
        total: total.parse().ok()?,
    })
}

/// Whether the words are a post's; `Suva` where a carrier set the mark in small letters.
fn is_post(words: &[&str]) -> bool {
    let is_word = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'\'' | b'-' | b'.' | b'/'))
    };
    (1..=4).contains(&words.len()) && words.iter().all(is_word)
}

#[cfg(test)]
mod tests {
    use super::section_mark;

    #[test]
    fn tells_marks_from_counts() {
        for (text, want) in [
            ("SUVA 00000617  002 OF 003", Some((2, 3))),
            ("Port Moresby 00000617  002.4 of 003", Some((2, 3))),
            ("(SUVA 00000617  002 OF 003)", Some((2, 3))),
            ("SUVA 000617  002 OF 003", Some((2, 3))),
            ("SECTION 02 OF 03 SUVA 000617", Some((2, 3))),
            ("SECTION 01 OF 03 SUVA 000617", None),
            ("SUVA 617 02 OF 03", None),
            ("SECTION 2 OF THE LAW 617", None),
            ("BOATS 12 OF 30", None),
        ] {
            assert_eq!(section_mark(text).map(|mark| (mark.section, mark.total)), want, "{text}");
        }
    }
}
