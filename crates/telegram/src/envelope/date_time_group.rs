//! Format line 5: precedence and date-time group, `P 170804Z MAR 09`
//! (FORMAT.md 3.5, N25-N27).

use jiff::civil;

use crate::spelling;
use crate::{Diagnostic, MONTHS, MessageDate, Precedence, PrecedencePair, Span};

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
    // A whole header on one line (FORMAT.md N149): what stands after the sender's keyword is no matter here.
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

/// No remark after the group is longer.
const REMARK: usize = 60;

/// Operating signals and remarks of a communications centre after the group; `None` where prose follows.
///
/// `ZDK CTG #2201`, `(CCY AB120844 MSG0031)`: a remark begins with a signal, a bracket, or a word that has figures in it or
/// that stations write. Its words are given as signals are.
fn signals(rest: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    // `AUG 74R`: the prosign of another line, or a letter of noise, glued to the year.
    let rest = match rest.as_bytes() {
        [letter] if letter.is_ascii_uppercase() => "",
        _ => rest.trim(),
    };
    let bracket = rest.starts_with(['(', '[']);
    // An FM line glued after is for the caller.
    let sender = if rest.starts_with("FM ") { Some(0) } else { rest.find(" FM ") };
    let own = sender.map_or(rest, |at| &rest[..at]);
    if own.len() > REMARK {
        return None;
    }
    let ends = |c: char| !c.is_ascii_alphanumeric() && c != '#';
    for word in own.split([' ', '\t', ',', '/', ';']) {
        let word = word.trim_matches(ends).trim_end_matches('#');
        if word.is_empty() {
            continue;
        }
        let is_capital = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"-#:.'".contains(&byte);
        if !word.bytes().all(is_capital) || word.len() > 24 || found.len() == 8 {
            return None;
        }
        if found.is_empty() && !bracket && !opens_remark(word) {
            return None;
        }
        found.push(word.to_owned());
    }
    Some(found)
}

/// Whether a remark of a communications centre can begin with the word: a signal, a number, or a word of stations.
fn opens_remark(word: &str) -> bool {
    const WORDS: [&str; 22] = [
        "ACK",
        "CCY",
        "CITE",
        "COR",
        "CORRECTED",
        "CTG",
        "DUPE",
        "MINIMIZE",
        "MSG",
        "POSS",
        "PSN",
        "RERUN",
        "RESEND",
        "RESENT",
        "RETRANS",
        "RETRANSMITTED",
        "SER",
        "SSN",
        "SVC",
        "TOR",
        "TSN",
        "Z",
    ];
    let signal = matches!(word.as_bytes(), [b'Z', second, third, rest @ ..]
        if second.is_ascii_uppercase() && third.is_ascii_uppercase() && rest.iter().all(|byte| byte.is_ascii_digit() || *byte == b'-'));
    signal || WORDS.contains(&word) || word.bytes().any(|byte| byte.is_ascii_digit())
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

/// The month at the start of `text`: its number, printed length, and whether
/// it is printed otherwise than with three letters.
pub(crate) fn month_at(text: &str) -> Option<(i8, usize, bool)> {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    // A zero may stand for the letter O: `0CT`, `N0V`.
    // `JU1`: a one for the letter L.
    let garbled = text.bytes().take(3).filter(|byte| matches!(byte, b'0' | b'1')).count() == 1;
    if garbled {
        let meant = |c: char| match c {
            '0' => 'O',
            '1' => 'L',
            other => other.to_ascii_uppercase(),
        };
        let word: String = text.chars().take(3).map(meant).collect();
        let index = MONTHS.iter().position(|month| month[..3].eq_ignore_ascii_case(&word))?;
        return Some((index as i8 + 1, 3, true));
    }
    let word = &text[..length];
    let exact = MONTHS
        .iter()
        .position(|month| length >= 3 && month.len() >= length && month[..length].eq_ignore_ascii_case(word));
    if let Some(index) = exact {
        return Some((index as i8 + 1, length, length != 3));
    }
    // Two letters swapped: `AGU`, `JNA`.
    let letters = |word: &str| {
        let mut letters: Vec<u8> = word.bytes().map(|byte| byte.to_ascii_uppercase()).collect();
        letters.sort_unstable();
        letters
    };
    if length == 3
        && let Some(index) = MONTHS.iter().position(|month| letters(&month[..3]) == letters(word))
    {
        return Some((index as i8 + 1, 3, true));
    }
    let mut near =
        MONTHS.iter().enumerate().filter(|(_, month)| length >= 4 && spelling::distance(word, month, 1).is_some());
    let (index, _) = near.next()?;
    near.next().is_none().then_some((index as i8 + 1, length, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_cases() {
        let mut wrong = String::new();
        for (line, hint, want) in [
            ("P 170804Z MAR 09", None, "priority priority 2009-03-17T08:04:00Z"),
            ("O R 022125Z JAN 74", None, "immediate routine 1974-01-02T21:25:00Z"),
            ("R 282246 Z MAR 73", None, "routine routine 1973-03-28T22:46:00Z"),
            ("P 0215 30Z SEPT 04", None, "priority priority 2004-09-02T15:30:00Z"),
            ("O 051836Z DEC 79 ZFF4", None, "immediate immediate 1979-12-05T18:36:00Z ZFF4"),
            ("R 151200Z JUL 1998", None, "routine routine 1998-07-15T12:00:00Z"),
            ("R 151200Z JULY 98 ZEX", None, "routine routine 1998-07-15T12:00:00Z ZEX"),
            ("R 151200ZJUL98", None, "routine routine 1998-07-15T12:00:00Z"),
            ("R 151200Z JUL", Some(1998), "routine routine 1998-07-15T12:00:00Z"),
            ("R 151200Z JUL", None, "routine routine -"),
            ("R 15120OZ JUL 98", None, "routine routine 1998-07-15T12:00:00Z"),
            ("R 311515Z JUN 05", None, "routine routine -"),
            ("P 252460Z MAY 06", None, "priority priority 2006-05-25"),
            ("P 252400Z MAY 06", None, "priority priority 2006-05-26T00:00:00Z"),
            ("R 151200A JUL 98", None, "routine routine 1998-07-15T11:00:00Z"),
            ("R 152300R JUL 98", None, "routine routine 1998-07-16T04:00:00Z"),
            ("PRIORITY 151200Z JUL 98", None, "priority priority 1998-07-15T12:00:00Z"),
            ("IMMEDIATE ROUTINE 151200Z JUL 98", None, "immediate routine 1998-07-15T12:00:00Z"),
            ("OO RR 151200Z JUL 98", None, "immediate routine 1998-07-15T12:00:00Z"),
            ("151200Z JUL 98", None, "- - 1998-07-15T12:00:00Z"),
            ("O 151200Z JUL 98R", None, "immediate immediate 1998-07-15T12:00:00Z"),
            ("R 151200Z AGU 98", None, "routine routine 1998-08-15T12:00:00Z"),
            ("R 151200Z 0CT 98", None, "routine routine 1998-10-15T12:00:00Z"),
            ("Z 151200Z DECMBER 73", None, "flash flash 1973-12-15T12:00:00Z"),
            ("R 151200Z, JUL 98,", None, "routine routine 1998-07-15T12:00:00Z"),
            ("R 151200Z JUL 30", Some(1930), "routine routine 1930-07-15T12:00:00Z"),
            ("R O30412Z SEP 76", None, "routine routine 1976-09-03T04:12:00Z"),
            ("O O30412Z SEP 76", None, "immediate immediate 1976-09-03T04:12:00Z"),
            ("O030412Z SEP 76", None, "immediate immediate 1976-09-03T04:12:00Z"),
            ("R 0304l2Z SEP 76", None, "routine routine 1976-09-03T04:12:00Z"),
            ("R 03041ZZ SEP 76", None, "routine routine 1976-09-03T04:12:00Z"),
            ("R 0304122 SEP 76", None, "routine routine 1976-09-03T04:12:00Z"),
            ("R 151200Z JUL 98 ZDK CTG #2201", None, "routine routine 1998-07-15T12:00:00Z ZDK CTG #2201"),
            (
                "R 151200Z JUL 98  (CCY AB120844 MSG0031)",
                None,
                "routine routine 1998-07-15T12:00:00Z CCY AB120844 MSG0031",
            ),
            ("R 151200Z JUL 98 RERUN OF MSG 12", None, "routine routine 1998-07-15T12:00:00Z RERUN OF MSG 12"),
            ("R 151200Z JUL 98 FM AMEMBASSY SUVA", None, "routine routine 1998-07-15T12:00:00Z"),
        ] {
            let found = parse(line, hint).map_or_else(|| "none".to_owned(), |found| show(&found));
            if found != want {
                wrong += &format!("{line}\n  want {want}\n  have {found}\n");
            }
        }
        assert!(wrong.is_empty(), "\n{wrong}");
    }

    fn show(found: &DateTimeGroup) -> String {
        let key = |precedence: Option<Precedence>| precedence.map_or("-", Precedence::key);
        let mut text = format!("{} {} ", key(found.precedence.action), key(found.precedence.info));
        text += &found.date.map_or_else(|| "-".to_owned(), |date| date.to_string());
        for signal in &found.signals {
            text += " ";
            text += signal;
        }
        text
    }

    #[test]
    fn leaves_other_lines_alone() {
        for line in [
            "",
            "R",
            "R 1234567Z JAN 74",
            "ON 151200Z JUL 98 HE ARRIVED",
            "151200 MARCHING MEN",
            "P 12 MAY 1998",
            "1512 JULY 15",
            "REF: 151200Z JUL 98",
            "É 151200Z JUL 98",
            "R 151200Z JUL 98 WE MET THE MINISTER",
        ] {
            assert_eq!(parse(line, None), None, "{line}");
        }
    }

    #[test]
    fn says_what_is_odd() {
        let codes = |line: &str| -> Vec<String> {
            parse(line, None).unwrap().diagnostics.iter().map(|found| found.code.to_string()).collect()
        };
        assert_eq!(codes("P 170804Z MAR 09"), Vec::<String>::new());
        assert_eq!(codes("R 311515Z JUN 05"), ["date-time-group-impossible"]);
        assert_eq!(codes("P 0215 30Z SEPT 04"), ["date-time-group-misprinted"]);
        assert_eq!(codes("R 151200 JUL 98"), ["date-time-group-without-zone"]);
        assert_eq!(codes("R 151200B JUL 98"), ["date-time-group-other-zone"]);
    }
}
