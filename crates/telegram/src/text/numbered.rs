//! Listings whose lines are numbered: a page's table of code has the number of
//! each line in a column of its own (rules N1, N15).

use super::Line;

/// So many lines one after the other make a listing.
const LEAST: usize = 12;

/// Takes the numbers off the lines of a listing that holds a telegram's head.
pub(super) fn strip(lines: &mut [Line<'_>]) {
    let mut at = 0;
    let is_first = |line: &Line<'_>| {
        line.look.has_figure()
            && line.text.starts_with(['0', '1'])
            && number(line.text).is_some_and(|(number, _)| number == 1)
    };
    while let Some(begin) = lines[at..].iter().position(is_first) {
        let begin = at + begin;
        let mut next = 1;
        let mut end = begin;
        for (index, line) in lines.iter().enumerate().skip(begin) {
            if line.is_blank() {
                continue;
            }
            if number(line.text).is_none_or(|(number, _)| number != next) {
                break;
            }
            next += 1;
            end = index + 1;
        }
        let listing = &mut lines[begin..end];
        let is_head = |line: &Line<'_>| number(line.text).is_some_and(|(_, length)| is_header(&line.text[length..]));
        if next as usize > LEAST && listing.iter().any(is_head) {
            for line in listing {
                let length = number(line.text).map_or(0, |(_, length)| length);
                *line = line.with(&line.text[length..], line.whole);
            }
        }
        at = end.max(begin + 1);
    }
}

/// The number at the start of the line and how many bytes it takes with what parts it from the text.
fn number(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take(6).take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).filter(|_| (1..=5).contains(&digits))?;
    let text_at = rest.trim_start_matches([' ', '\t', '|', ':', '\u{a0}']);
    let parted = rest.is_empty() || rest.starts_with([' ', '\t', '|', ':', '\u{a0}']);
    Some((text[..digits].parse().ok().filter(|_| parted)?, text.len() - text_at.len()))
}

/// Whether the line can only stand in the head of a telegram.
fn is_header(text: &str) -> bool {
    ["TAGS:", "SUBJECT:", "SUBJ:", "E.O. 1", "FM AM", "FM SEC", "FM US", "UNCLAS ", "C O N F", "S E C R E T"]
        .iter()
        .any(|word| text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use crate::text::lines;

    #[test]
    fn takes_numbers_off_a_listing() {
        let head = ["UNCLAS SUVA 000617", "", "SIPDIS", "", "TAGS: EWWT, FJ", "SUBJECT: FERRY"];
        let body = ["", "1. The ferry is late.", "", "2. It is old.", "", "ROE"];
        let listing: String =
            head.iter().chain(&body).enumerate().map(|(index, line)| format!("{}  {line}\n", index + 1)).collect();
        let found: Vec<&str> = lines(&listing).iter().map(|line| line.text).collect();
        assert_eq!(found, [head, body].concat());
    }

    #[test]
    fn leaves_tables() {
        let table: String = (1..30).map(|index| format!("{index}  LEVUKA  {}\n", index * 3)).collect();
        assert!(lines(&table).iter().all(|line| line.text.starts_with(|c: char| c.is_ascii_digit())));
    }
}
