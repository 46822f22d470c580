//! The line at the head of each page (rules BREAK, RECORD-TEXT).

use crate::lexicon::months;
use crate::text::shape::{is_digits, is_upper, starts_with_word};

/// What a page line says: `PAGE 02  LA PAZ 00015  01 OF 03  022228Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct PageLine<'a> {
    /// The number of the page.
    pub(crate) page: u32,
    /// The post as printed, `LA PAZ`.
    pub(crate) post: Option<&'a str>,
    /// The telegram's number.
    pub(crate) number: Option<u32>,
    /// Section and total.
    pub(crate) section: Option<(u32, u32)>,
}

/// Reads a page line, `None` for any other line.
pub(crate) fn page_line(text: &str) -> Option<PageLine<'_>> {
    let rest = text.get(4..).filter(|_| starts_with_word(text, "PAGE"))?;
    let mut words = rest.split_whitespace().peekable();
    let page = words.next().filter(|word| word.len() <= 3 && is_digits(word))?.parse().ok()?;
    let mut line = PageLine { page, ..PageLine::default() };
    let rest: Vec<&str> = words.collect();
    if rest.is_empty() {
        return Some(line);
    }
    // `Page 2 of 5`
    if rest.len() == 2 && rest[0].eq_ignore_ascii_case("of") && is_digits(rest[1]) {
        return Some(line);
    }
    if !is_upper(rest[0]) {
        return None;
    }
    // Post words up to the number.
    let number_at = rest.iter().position(|word| (3..=6).contains(&word.len()) && is_digits(word))?;
    if number_at == 0 || number_at > 4 {
        return None;
    }
    let place = |word: &str| word.as_ptr().addr() - text.as_ptr().addr();
    line.post = text.get(place(rest[0])..place(rest[number_at])).map(str::trim_end);
    line.number = rest[number_at].parse().ok();
    let tail = &rest[number_at + 1..];
    if let Some(of) = tail.iter().position(|word| *word == "OF") {
        let number = |word: Option<&&str>| word.and_then(|word| word.replace('O', "0").parse::<u32>().ok());
        if let (Some(section), Some(total)) =
            (number(of.checked_sub(1).and_then(|at| tail.get(at))), number(tail.get(of + 1)))
        {
            line.section = Some((section, total));
        }
    }
    Some(line)
}

/// `-2- #617, April 2, 3 p.m., from Suva`: the head of a further page of a telegram of before 1962; `- 2 -`, the number of a
/// page alone.
pub(crate) fn is_further_page(text: &str) -> bool {
    const LONGEST: usize = 90;
    let Some((page, rest)) =
        text.trim_start_matches('-').trim_start().split_once('-').filter(|_| text.len() <= LONGEST)
    else {
        return false;
    };
    if rest.is_empty() {
        return text.starts_with("- ") && page.trim().parse::<u32>().is_ok_and(|page| page > 1);
    }
    let number = rest.trim_start().trim_start_matches(['#', ' ']);
    let number = ["No. ", "NO. "].iter().find_map(|word| number.strip_prefix(word)).unwrap_or(number);
    is_digits(page.trim())
        && page.len() <= 3
        && number.starts_with(|c: char| c.is_ascii_digit())
        && [" from ", " FROM ", " to ", " TO "].iter().any(|word| number.contains(word))
        && number.split([' ', ',']).any(|word| months::of_word(word).is_some())
}
