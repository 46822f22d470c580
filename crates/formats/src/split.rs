//! Several telegrams in one text: a printed file, a message with copies, a PDF.

use core::ops::Range;

use crate::charset::Decoded;
use crate::source_map::MapBuilder;

/// The telegrams of a text, in its order; what stands before the first belongs
/// to it. A text that shows no second begin is one piece.
pub(crate) fn telegrams(text: &str) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = Vec::new();
    let mut last: Option<Begin> = None;
    let mut at = 0;
    let mut pending: Option<usize> = None;
    let mut ended = false;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let found = begin(content);
        match found {
            // The station's line below tells whether it is a further section of the same telegram.
            Some(Begin::Channel) => pending = pending.or(Some(at)),
            Some(found) => {
                let station = matches!(found, Begin::Station(..));
                let start = pending.take().filter(|_| station).unwrap_or(at);
                // A telegram may quote another with its envelope: only behind an end mark a new one begins.
                let may = !station || ended || starts.is_empty();
                if may && last.as_ref().is_none_or(|last| !last.is_same(&found)) {
                    starts.push(start);
                    last = Some(found);
                } else if last.is_none() {
                    last = Some(found);
                }
                ended = false;
            }
            None => ended |= is_end(content),
        }
        at += line.len();
    }
    if starts.len() < 2 {
        return core::iter::once(0..text.len()).collect();
    }
    let mut from = 0;
    let mut pieces = Vec::with_capacity(starts.len());
    for next in starts.into_iter().skip(1).chain([text.len()]) {
        pieces.push(from..next);
        from = next;
    }
    pieces
}

/// A line that a telegram begins with.
#[derive(PartialEq)]
enum Begin {
    /// `MRN: 11 SUVA 617`.
    Number(String),
    /// `VZCZC…`: the line of the station follows.
    Channel,
    /// `DE RUEHSV #0617/02 0920315`: station, serial, section.
    Station(String, String, u32),
}

impl Begin {
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => one == other,
            (Self::Station(station, serial, _), Self::Station(of, again, section)) => {
                station == of && (serial == again || *section > 1)
            }
            // One telegram may have both.
            _ => true,
        }
    }
}

fn begin(line: &str) -> Option<Begin> {
    if line.len() > 120 {
        return None;
    }
    if let Some(rest) = line.strip_prefix("MRN") {
        let value = rest.trim_start().strip_prefix([':', ';'])?.trim();
        let figures = value.bytes().any(|byte| byte.is_ascii_digit());
        return figures.then(|| Begin::Number(value.to_owned()));
    }
    if line.starts_with("VZCZC") || line.starts_with("ZCZC") {
        return Some(Begin::Channel);
    }
    let rest = line.strip_prefix("DE ")?.trim_start();
    let (station, rest) = rest.split_once(' ')?;
    if !(4..=8).contains(&station.len())
        || !station.starts_with('R')
        || !station.bytes().all(|b| b.is_ascii_uppercase())
    {
        return None;
    }
    let serial = rest.trim_start().strip_prefix('#')?.split(' ').next()?;
    let (number, section) = serial.split_once('/').unwrap_or((serial, "1"));
    Some(Begin::Station(station.to_owned(), number.to_owned(), section.parse().unwrap_or(1)))
}

/// `NNNN`, `#0617`.
fn is_end(line: &str) -> bool {
    line == "NNNN"
        || line
            .strip_prefix('#')
            .is_some_and(|rest| (3..=5).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_digit()))
}

/// A piece of a decoded text, with its places.
pub(crate) fn cut(decoded: &Decoded, range: Range<usize>) -> Decoded {
    if range == (0..decoded.text.len()) {
        return decoded.clone();
    }
    let mut builder = MapBuilder::over(&decoded.map);
    if let Some(piece) = decoded.text.get(range.clone()) {
        builder.copy(piece, range.start);
    }
    let (text, map) = builder.finish_over(&decoded.map);
    Decoded { text, map }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> usize {
        telegrams(text).len()
    }

    #[test]
    fn cuts_where_another_telegram_begins() {
        assert_eq!(pieces("MRN: 11 SUVA 617\nx\nMRN: 11 SUVA 618\ny\n"), 2);
        assert_eq!(pieces("MRN: 11 SUVA 617\nx\nMRN: 11 SUVA 617\ny\n"), 1);
        assert_eq!(pieces("VZCZCX\nDE RUEHSV #0617/01 0920315\nx\nVZCZCX\nDE RUEHSV #0618/02 0920315\ny\n"), 1);
        assert_eq!(pieces("VZCZCX\nDE RUEHSV #0617 0920315\nx\nNNNN\nVZCZCX\nDE RUEHSV #0618 0920315\ny\n"), 2);
        // Quoted in the text of another.
        assert_eq!(pieces("VZCZCX\nDE RUEHSV #0617 0920315\nx\nVZCZCX\nDE RUEHSV #0618 0920315\ny\nNNNN\n"), 1);
        assert_eq!(pieces("MRN: 11 SUVA 617\nVZCZCX\nDE RUEHSV #0617 0920315\n"), 1);
        assert_eq!(pieces(""), 1);
        assert_eq!(telegrams("a\nMRN: 1 X 1\nb\nMRN: 1 X 2\n"), [0..15, 15..26]);
    }
}
