//! The lines that open and close telegrams within a text.

use core::ops::Range;

use telegram::{ElementKind, Sign, sign};

use super::HEAD;

/// The value of the line `MRN: 11 SUVA 617`, by which a record of the SMART
/// form begins (rule SMART).
pub(super) fn message_number(line: &str) -> Option<&str> {
    let value = line.strip_prefix("MRN")?.trim_start().strip_prefix([':', ';'])?.trim();
    (line.len() <= 120 && value.bytes().any(|byte| byte.is_ascii_digit())).then_some(value)
}

/// Whether the line announces that what follows is quoted.
pub(super) fn introduces(line: &str) -> bool {
    let upper = line.get(line.len().saturating_sub(60)..).unwrap_or(line).to_ascii_uppercase();
    line.ends_with(':') && !upper.starts_with("TAGS")
        || ["QUOTE", "QTE", "BEGIN TEXT", "FOLLOWING"].iter().any(|word| upper.contains(word))
}

/// Whether the line, which was `found` to be such a sign, opens a relay envelope: format lines 1, 2, 3 and 5.
pub(super) fn opens_envelope(line: &str, found: &Sign) -> bool {
    !line.starts_with("ZN") && matches!(found, Sign::Station | Sign::Time)
}

/// A relay envelope.
pub(super) struct Envelope {
    /// Originator and date-time group.
    pub(super) key: (String, String),
    /// The number on the classification line below it.
    pub(super) number: Option<u64>,
    /// How many lines there are up to the originator.
    pub(super) length: usize,
}

/// The envelope that begins here; `None` for that of a later section.
pub(super) fn envelope(lines: &[(Range<usize>, &str)]) -> Option<Envelope> {
    let mut time = String::new();
    for (at, (_, line)) in lines.iter().enumerate().take(HEAD) {
        let mut words = line.split_whitespace();
        match words.next() {
            Some("Z" | "O" | "P" | "R") => time = words.collect::<Vec<_>>().join(" "),
            Some("FM") => {
                let from = words.collect::<Vec<_>>().join(" ");
                let class = lines[at..].iter().take(HEAD).find_map(|(_, line)| numbered_class(&sign(line)?));
                let is_later = class.is_some_and(|(_, section)| section > 1);
                let number = class.map(|(number, _)| number);
                return (!is_later).then_some(Envelope { key: (from, time), number, length: at + 1 });
            }
            _ => {}
        }
    }
    None
}

/// `C O N F I D E N T I A L SECTION 02 OF 03 SUVA 000617`: the number and the section.
pub(super) fn numbered_class(found: &Sign) -> Option<(u64, u32)> {
    match found {
        Sign::Class { post: Some(_), number, section } => Some((u64::from(*number), section.unwrap_or(1))),
        _ => None,
    }
}

/// Whether header fields follow.
pub(super) fn has_header(lines: &[(Range<usize>, &str)]) -> bool {
    lines.iter().skip(1).take(HEAD).any(|(_, line)| {
        matches!(
            sign(line),
            Some(Sign::Field(ElementKind::Tags | ElementKind::Subject | ElementKind::ExecutiveOrder, _))
        )
    })
}

/// Whether the subject stands among the next fields.
pub(super) fn subject_follows(lines: &[(Range<usize>, &str)]) -> bool {
    const FIELDS: usize = 3;
    let mut next = lines.iter().skip(1).filter(|(_, line)| !line.is_empty()).take(FIELDS);
    next.any(|(_, line)| matches!(sign(line), Some(Sign::Field(ElementKind::Subject, _))))
}

/// The line of the executive order, the first of the fields.
pub(super) fn is_order(line: &str) -> bool {
    line.starts_with("E.O. ")
}

/// The marks at the end of a message: format lines 13 to 16.
pub(super) fn is_end_mark(line: &str) -> bool {
    matches!(line, "BT" | "NNNN" | "NNN") || line.starts_with('#') && line.len() <= 6
}

/// Whether a telegram ends with this line: an end mark, or a name alone after
/// the end of a sentence.
pub(super) fn is_close(line: &str, before: &str) -> bool {
    if is_end_mark(line) {
        return true;
    }
    // A rule across the page, or the next telegram's id as a title.
    if is_title(line) || (line.len() >= 10 && line.bytes().all(|byte| matches!(byte, b'-' | b'=' | b'*' | b'_'))) {
        return true;
    }
    let is_name = (3..=30).contains(&line.len())
        && !matches!(line, "QUOTE" | "QTE" | "UNQUOTE")
        && line.split(' ').count() <= 3
        && line.chars().all(|letter| letter.is_uppercase() || matches!(letter, ' ' | '-' | '\'' | '.' | '/'));
    is_name && before.ends_with(['.', '"', ')', '?', '!', '\u{201D}'])
}

/// Whether the line begins with a telegram's id, as its title.
pub(super) fn is_title(line: &str) -> bool {
    line.len() < 200 && line.split([',', ':', ' ']).next().is_some_and(is_id)
}

/// `05SUVA617`, `1975SUVA00617`.
pub(crate) fn is_id(word: &str) -> bool {
    let year = word.bytes().take_while(u8::is_ascii_digit).count();
    let post = word.get(year..).unwrap_or_default().trim_end_matches(|letter: char| letter.is_ascii_digit());
    matches!(year, 2 | 4)
        && post.len() >= 3
        && post.len() < word.len() - year
        && post.bytes().all(|byte| byte.is_ascii_alphabetic())
}
