//! Section marks inside a line: a carrier that re-flowed the text put them
//! there (rules N15, N125).

use memchr::memmem;

use crate::envelope::section_mark::section_mark;
use crate::header::classification_line;
use crate::text::Line;
use crate::text::shape::is_digits;
use crate::{Span, posts};

/// Cuts lines so that a section mark inside one becomes a line of its own.
pub(super) fn cut<'a>(source: &'a str, lines: Vec<Line<'a>>) -> Vec<Line<'a>> {
    // One search tells for nearly every text that there is none, for the others in which lines one can be.
    let mut places = totals(source).peekable();
    if places.peek().is_none() {
        return lines;
    }
    let mut cut = Vec::with_capacity(lines.len() + 8);
    for line in lines {
        let mut holds = false;
        while places.next_if(|&at| at < line.whole.end as usize).is_some() {
            holds = true;
        }
        if !holds {
            cut.push(line);
            continue;
        }
        // Each piece is looked at once, the rest of the line not again after every mark.
        let (mut start, mut at) = (line.whole.start, line.at);
        let content_end = line.span().end;
        let rest = |at: u32| source.get(at as usize..content_end as usize);
        while let Some((text, (begin, end))) = rest(at).and_then(|text| Some((text, find(text)?))) {
            let (from, to) = (at + begin as u32, at + end as u32);
            let class = at + class_begin(&text[..begin]) as u32;
            if class > start {
                cut.push(Line::new(source, Span::new(start, class)));
            }
            if from > class {
                cut.push(Line::new(source, Span::new(class, from)));
            }
            cut.push(Line::new(source, Span::new(from, to)));
            (start, at) = (to, to);
        }
        cut.push(Line::new(source, Span::new(start, line.whole.end)));
    }
    cut
}

/// Where ` OF 00` stands, in any case: the total of a mark follows.
fn totals(text: &str) -> impl Iterator<Item = usize> {
    let is_of = |at: usize| text.as_bytes().get(at..at + 3).is_some_and(|of| of.eq_ignore_ascii_case(b" OF"));
    memmem::find_iter(text.as_bytes(), b" 00").filter_map(|at| at.checked_sub(3)).filter(move |&at| is_of(at))
}

/// Where the first mark stands in a line that holds more than it.
fn find(text: &str) -> Option<(usize, usize)> {
    if text.len() < 80 && section_mark(text).is_some() {
        return None;
    }
    totals(text).find_map(|of| {
        let end = of + " OF 000".len();
        let total = text.get(of + 4..end).filter(|total| is_digits(total))?;
        if text.as_bytes().get(end).is_some_and(u8::is_ascii_alphanumeric) || total.len() != 3 {
            return None;
        }
        // A mark is short: nothing further back belongs to it.
        let from = text.floor_char_boundary(of.saturating_sub(60));
        let before = text.get(from..of)?;
        let (before, section) = before.rsplit_once(' ')?;
        let (before, serial) = before.trim_end().rsplit_once(' ')?;
        let (number, page) = section.split_once('.').unwrap_or((section, "0"));
        let is_mark =
            number.len() == 3 && is_digits(number) && is_digits(page) && serial.len() >= 8 && is_digits(serial);
        let begin = is_mark.then(|| post_begin(before.trim_end()))??;
        Some((from + begin, end))
    })
}

/// Where the class and its captions begin that end the text, as each page prints them before the mark: `CONFIDENTIAL`,
/// `S E C R E T NOFORN`; its end where none do.
fn class_begin(text: &str) -> usize {
    /// No class with its captions is longer.
    const LONGEST: usize = 48;
    /// In so many words they stand, letters sent one by one counted too.
    const WORDS: usize = 16;
    let whole = text.len();
    let text = text.trim_end();
    let from = text.floor_char_boundary(text.len().saturating_sub(LONGEST));
    let starts = text.match_indices(' ').map(|(at, _)| at + 1).filter(|&at| at >= from).take(WORDS);
    let is_class = |at: &usize| classification_line::parse(&text[*at..]).is_some_and(|line| line.banner);
    starts.into_iter().find(is_class).unwrap_or(whole)
}

/// Where the name of the post at the end of the text begins: the longest known
/// name, else the last word in capitals.
fn post_begin(text: &str) -> Option<usize> {
    let words: Vec<usize> = text.rmatch_indices(' ').map(|(at, _)| at + 1).chain([0]).take(4).collect();
    let is_name =
        |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'-' || b == b'\'');
    let last = *words.first()?;
    // `BOGOTA 96 QUITO`: the figures before are those of a reference.
    let is_whole = |name: &str| !name.contains("  ") && !name.bytes().any(|b| b.is_ascii_digit());
    let known = words.iter().rev().copied().find(|&at| posts::find(&text[at..]).is_some() && is_whole(&text[at..]));
    known.or_else(|| is_name(&text[last..]).then_some(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines;

    fn pieces(source: &str) -> Vec<&str> {
        cut(source, lines(source)).iter().map(|line| line.text).collect()
    }

    #[test]
    fn cuts_marks_out_of_lines() {
        assert_eq!(
            pieces("A length of SUVA 00000617  002 OF 003 the cable.\nNext"),
            ["A length of", "SUVA 00000617  002 OF 003", "the cable.", "Next"]
        );
        assert_eq!(
            pieces("A LENGTH OF PORT MORESBY 00000617  002.3 OF 003 THE CABLE."),
            ["A LENGTH OF", "PORT MORESBY 00000617  002.3 OF 003", "THE CABLE."]
        );
        assert_eq!(
            pieces("REF: APIA 42 SUVA 00000617  001.2 OF 003"),
            ["REF: APIA 42", "SUVA 00000617  001.2 OF 003", ""]
        );
        assert_eq!(
            pieces("A length of Port Moresby 00000617  002 of 003 the cable."),
            ["A length of", "Port Moresby 00000617  002 of 003", "the cable."]
        );
        assert_eq!(
            pieces("A length of S E C R E T NOFORN SUVA 00000617  002 OF 003 the cable."),
            ["A length of", "S E C R E T NOFORN", "SUVA 00000617  002 OF 003", "the cable."]
        );
        assert_eq!(pieces("SUVA 00000617  002 OF 003"), ["SUVA 00000617  002 OF 003"]);
        assert_eq!(pieces("ROUND 12 OF 001 MEN"), ["ROUND 12 OF 001 MEN"]);
    }

    #[test]
    fn pieces_tile_the_line() {
        let source = "one SUVA 00000617  002 OF 003 two SUVA 00000617  003 OF 003 three\n";
        let mut at = 0;
        for line in cut(source, lines(source)) {
            assert_eq!(line.whole.start, at);
            at = line.whole.end;
        }
        assert_eq!(at as usize, source.len());
    }
}
