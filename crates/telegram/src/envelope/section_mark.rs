//! The line that opens a further section (rules BREAK, N125).

use crate::posts;
use crate::text::shape::is_digits;

/// What stands for a figure: the letter O is typed and scanned for a zero (rule N45).
fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, 'O' | 'o')
}

/// The figures of a word as a number, `OO2` and `002`; `None` for a word, and for letters alone.
fn figures(word: &str) -> Option<u32> {
    let is_number = word.len() <= 10 && word.chars().all(is_figure) && word.bytes().any(|b| b.is_ascii_digit());
    is_number.then(|| word.replace(['O', 'o'], "0").parse().ok())?
}

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
    let text = text.trim_matches(|sign: char| matches!(sign, '(' | ')' | '[' | ']' | '*' | '-' | '¶' | ' '));
    let last = *text.as_bytes().last()?;
    if !last.is_ascii_digit() {
        return None;
    }
    if text.starts_with("SECTION ") {
        return in_words(text);
    }
    // Nearly every line that ends with a figure has another word before it.
    let before = text.trim_end_matches(is_figure).trim_end();
    if !["OF", "of", "Of", "0F"].iter().any(|of| before.ends_with(of)) {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.iter().rev().nth(3).is_some_and(|word| word.eq_ignore_ascii_case("SECTION")) {
        return in_words(text);
    }
    let [post @ .., serial, section, of, total] = words.as_slice() else { return None };
    if !(of.eq_ignore_ascii_case("OF") || *of == "0F") || !is_post(post) {
        return None;
    }
    let number = figures(serial)?;
    // `002.3`: page 3 of section 2.
    let (section, page) = section.split_once('.').unwrap_or((section, "0"));
    if section.len() < 2 || !is_digits(page) {
        return None;
    }
    // A number that lost its zeros: only the three figures of section and total tell it from a count.
    let is_short = serial.len() >= 3 && section.len() == 3 && total.len() == 3;
    if serial.len() < 7 && !is_short {
        return None;
    }
    Some(SectionMark {
        post: text.get(..serial.as_ptr().addr() - text.as_ptr().addr())?.trim(),
        number,
        section: figures(section)?,
        total: figures(total)?,
    })
}

/// `SECTION 02 OF 02 SUVA 000617`, `SUVA 000617 SECTION 02 OF 02` (rule N46): the classification line of a further section
/// without its class.
fn in_words(text: &str) -> Option<SectionMark<'_>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (post, serial, section, total) = match words.as_slice() {
        ["SECTION", section, "OF", total, post @ .., serial] => (post, serial, section, total),
        // `CHAPTER 100 SECTION 2 OF 9`: a mark has two figures or more.
        [post @ .., serial, word, section, of, total]
            if word.eq_ignore_ascii_case("SECTION")
                && of.eq_ignore_ascii_case("OF")
                && section.len() >= 2
                // `UNCLAS SUVA 000617 SECTION 02 OF 03` is a classification line.
                && posts::find(&post.join(" ")).is_some() =>
        {
            (post, serial, section, total)
        }
        _ => return None,
    };
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
            ("SUVA 00000617  OO2 OF OO3", Some((2, 3))),
            ("SUVA OOO00617  002 0F 003", Some((2, 3))),
            ("¶SUVA 00000617  002 OF 003", Some((2, 3))),
            ("SUVA TOO TWO OF 003", None),
            ("SECTION 02 OF 03 SUVA 000617", Some((2, 3))),
            ("SUVA 000617 SECTION 02 OF 03", Some((2, 3))),
            ("UNCLAS SUVA 000617 SECTION 02 OF 03", None),
            ("CHAPTER 100 SECTION 2 OF 9", None),
            ("SECTION 01 OF 03 SUVA 000617", None),
            ("SUVA 617 02 OF 03", None),
            ("SECTION 2 OF THE LAW 617", None),
            ("BOATS 12 OF 30", None),
        ] {
            assert_eq!(section_mark(text).map(|mark| (mark.section, mark.total)), want, "{text}");
        }
    }
}
