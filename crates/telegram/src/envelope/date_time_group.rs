//! Format line 5: precedence and date-time group, `P 170804Z MAR 09`
//! (rules FL5, N25 to N27).

mod month;
mod remark;
#[cfg(test)]
mod tests;

use jiff::civil;

use crate::spelling;
use crate::{Diagnostic, MessageDate, Precedence, PrecedencePair, Span};
pub(crate) use month::month_at;
use remark::signals;

/// What format line 5 says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DateTimeGroup {
    /// For action and information addressees.
    pub(crate) precedence: PrecedencePair,
    /// The moment; only the day where the time is impossible; `None` where the
    /// day is impossible or the year unknown.
    pub(crate) date: Option<MessageDate>,
    /// The year, also where the day is impossible.
    pub(crate) year: Option<i16>,
    /// Operating signals after it: `ZEX`, `ZFF4`, `ZDK`.
    pub(crate) signals: Vec<String>,
    /// Where the group itself stands in the line.
    pub(crate) span: Span,
    /// What is odd, with offsets in the line.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads a line as format line 5; `None` where it is none.
///
/// `year_hint` is the year to take where the line states none, and the century
/// of a two-digit year is the one that comes nearest to it.
pub(crate) fn parse(line: &str, year_hint: Option<i16>) -> Option<DateTimeGroup> {
    // A whole header on one line (rule N149): what stands after the sender's keyword is no matter here.
    let line = if line.len() > 160 { &line[..line[..line.floor_char_boundary(60)].find(" FM ")?] } else { line };
    let (precedence, at) = precedence(line);
    // `FM` may stand on the same line, before or after.
    let (group, rest) = group(line, at, year_hint)?;
    let signals = signals(rest)?;
    Some(DateTimeGroup { precedence, signals, ..group })
}

/// Finds a date-time group at the start of `text` without precedence, as in
/// references to a message by its group (`311345Z MAY 73`). Gives the offset
/// after it.
pub(crate) fn bare(text: &str, year_hint: Option<i16>) -> Option<(Option<MessageDate>, usize)> {
    let (group, rest) = group(text, 0, year_hint)?;
    Some((group.date, text.len() - rest.len()))
}

fn precedence(line: &str) -> (PrecedencePair, usize) {
    let mut pair = PrecedencePair::default();
    let mut at = 0;
    for _ in 0..3 {
        let rest = &line[at..];
        let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        // `R O30412Z`: the letter O for the zero of the day, with five figures after it.
        let figures = rest.bytes().skip(1).take_while(|byte| *byte != b'Z' && figure(*byte).is_some()).count();
        if rest.starts_with('O') && figures == 5 {
            break;
        }
        let Some(found) = precedence_word(&rest[..length]) else { break };
        if pair.action.is_none() {
            pair.action = Some(found);
        } else if pair.info.is_none() {
            pair.info = Some(found);
        }
        at += length;
        at += line[at..].len() - line[at..].trim_start_matches([' ', '\t', ',', '/', '.', ':', '-']).len();
    }
    pair.info = pair.info.or(pair.action);
    (pair, at)
}

/// A prosign (also doubled, `PP`) or a precedence word.
fn precedence_word(word: &str) -> Option<Precedence> {
    match word.as_bytes() {
        [letter] => Precedence::from_prosign(*letter),
        [letter, second] if letter == second => Precedence::from_prosign(*letter),
        _ => super::address::precedence_word(word),
    }
}

/// `dd hh mm zone month year` from `at`, with blanks anywhere between the parts.
fn group(line: &str, at: usize, year_hint: Option<i16>) -> Option<(DateTimeGroup, &str)> {
    let mut cursor = Cursor { text: line, at };
    let (digits, clean) = cursor.six_figures()?;
    cursor.blanks();
    let zone = cursor.zone();
    cursor.blanks();
    let (month, month_odd) = cursor.month()?;
    cursor.blanks();
    let year = cursor.year();
    let span = Span::new(at as u32, cursor.at as u32);
    let mut diagnostics = Vec::new();
    if !clean || month_odd {
        let message = format!("the date-time group is printed {:?}", line[span.range()].trim());
        diagnostics.push(Diagnostic::note("date-time-group-misprinted", span, message));
    }
    if zone.is_none() {
        let message = "the date-time group states no zone; Zulu was taken";
        diagnostics.push(Diagnostic::note("date-time-group-without-zone", span, message));
    }
    let year = match (year, year_hint) {
        (Some(year), _) => Some(full_year(year, year_hint)),
        (None, Some(hint)) => {
            let message = format!("the date-time group states no year; {hint} was taken");
            diagnostics.push(Diagnostic::warning("date-time-group-without-year", span, message));
            Some(hint)
        }
        (None, None) => {
            let message = "the date-time group states no year and none is known";
            diagnostics.push(Diagnostic::warning("date-time-group-without-year", span, message));
            None
        }
    };
    let date = year.and_then(|year| moment(&digits, zone.unwrap_or(b'Z'), month, year, span, &mut diagnostics));
    let group =
        DateTimeGroup { precedence: PrecedencePair::default(), date, year, signals: Vec::new(), span, diagnostics };
    Some((group, &line[cursor.at..]))
}

fn moment(
    digits: &[u8; 6],
    zone: u8,
    month: i8,
    year: i16,
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<MessageDate> {
    let two = |index: usize| (digits[index] * 10 + digits[index + 1]) as i8;
    let (day, hour, minute) = (two(0), two(2), two(4));
    let Ok(date) = civil::Date::new(year, month, day) else {
        let message = format!("{year}-{month:02} has no day {day}; no date was taken");
        diagnostics.push(Diagnostic::error("date-time-group-impossible", span, message));
        return None;
    };
    // 2400 is the end of the day.
    let time = if (hour, minute) == (24, 0) {
        date.tomorrow().ok().map(|next| next.at(0, 0, 0, 0))
    } else {
        civil::Time::new(hour, minute, 0, 0).ok().map(|time| date.to_datetime(time))
    };
    let Some(local) = time else {
        let message = format!("there is no time {hour:02}{minute:02}; only the day was taken");
        diagnostics.push(Diagnostic::error("date-time-group-impossible", span, message));
        return Some(MessageDate::Day(date));
    };
    let offset = zone_hours(zone);
    if offset != 0 {
        let message = format!("the time is of zone {}; it was converted to Zulu", char::from(zone));
        diagnostics.push(Diagnostic::note("date-time-group-other-zone", span, message));
    }
    let shift = jiff::Span::new().hours(-i64::from(offset));
    Some(match local.checked_add(shift) {
        Ok(zulu) => MessageDate::Zulu(zulu),
        Err(_) => MessageDate::Day(date),
    })
}

/// Hours ahead of Zulu of a zone letter (ACP 121): A to M without J are east,
/// N to Y west. J is local time and is taken as Zulu.
fn zone_hours(zone: u8) -> i8 {
    match zone {
        b'A'..=b'I' => (zone - b'A') as i8 + 1,
        b'K'..=b'M' => (zone - b'A') as i8,
        b'N'..=b'Y' => -((zone - b'N') as i8 + 1),
        _ => 0,
    }
}

/// The year of two or four figures; two figures mean the century nearest to
/// the hint, else 1950 to 2049.
fn full_year(year: i16, hint: Option<i16>) -> i16 {
    if year >= 100 {
        return year;
    }
    let base = hint.unwrap_or(2000);
    let century = base - base.rem_euclid(100);
    [century - 100, century, century + 100]
        .into_iter()
        .map(|century| century + year)
        .min_by_key(|candidate| (candidate.abs_diff(base), *candidate))
        .unwrap_or(year)
}

/// The figure that a byte stands for: itself, or one that a scanner or typist took a letter for (N14, N25).
fn figure(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'O' | b'o' | b'Q' | b'D' => Some(0),
        b'I' | b'l' | b'i' | b'|' | b'!' => Some(1),
        b'Z' => Some(2),
        b'S' => Some(5),
        b'B' => Some(8),
        _ => None,
    }
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'.' | b',' | b'-')) {
            self.at += 1;
        }
    }

    /// Day, hour and minute; a blank or two may stand between the figures, and letters that a scanner takes for figures.
    /// The flag says whether neither was needed.
    fn six_figures(&mut self) -> Option<([u8; 6], bool)> {
        let mut digits = [0; 6];
        let mut clean = true;
        let mut real = 0;
        let mut gaps = 0;
        let mut count = 0;
        while count < 6 {
            match self.peek()? {
                digit @ b'0'..=b'9' => {
                    digits[count] = digit - b'0';
                    real += 1;
                }
                b' ' | b'/' if count > 0 && gaps < 2 => {
                    gaps += 1;
                    clean = false;
                    self.at += 1;
                    continue;
                }
                letter => {
                    digits[count] = figure(letter)?;
                    clean = false;
                }
            }
            count += 1;
            self.at += 1;
        }
        if real < 3 {
            return None;
        }
        // A seventh figure: no date-time group, unless it is a 2 for the letter of the zone.
        let rest = self.text.get(self.at..)?;
        match rest.strip_prefix('2') {
            Some(after) if month_at(after.trim_start()).is_some() => {
                self.at += 1;
                Some((digits, false))
            }
            _ => (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some((digits, clean)),
        }
    }

    /// The zone letter, which may be glued to the month.
    fn zone(&mut self) -> Option<u8> {
        let letter = self.peek()?.to_ascii_uppercase();
        if !letter.is_ascii_uppercase() {
            return None;
        }
        let after = self.text.get(self.at + 1..)?;
        let alone = !after.starts_with(|c: char| c.is_ascii_alphabetic());
        // `170804ZMAR09`; but `170804 MAR 09` has no zone.
        if !alone && month_at(after.trim_start()).is_none() {
            return None;
        }
        self.at += 1;
        Some(letter)
    }

    fn month(&mut self) -> Option<(i8, bool)> {
        let (month, length, odd) = month_at(&self.text[self.at..])?;
        self.at += length;
        Some((month, odd))
    }

    /// Two or four figures, maybe with an apostrophe.
    fn year(&mut self) -> Option<i16> {
        let start = self.at;
        if self.peek() == Some(b'\'') {
            self.at += 1;
        }
        let rest = &self.text[self.at..];
        let length = rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'O').count();
        let year = (length == 2 || length == 4)
            .then(|| spelling::figures(&rest[..length]))
            .flatten()
            .and_then(|year| i16::try_from(year).ok())
            .filter(|&year| year < 100 || (1900..2100).contains(&year));
        match year {
            Some(_) => self.at += length,
            None => self.at = start,
        }
        year
    }
}
