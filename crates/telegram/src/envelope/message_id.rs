//! Format line 3: the message identification, `DE RUEHTA #0478/01 0760804`
//! (rule FL3).

use super::filing;
use crate::{Diagnostic, MessageId, Span};

/// The longest line that is read as one; further operating signals may follow.
const LONGEST: usize = 160;

/// What a line of the envelope says, and what is odd in it; spans are offsets
/// in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MessageLine {
    /// The facts.
    pub(crate) id: MessageId,
    /// What was repaired or could not be read.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads a `DE` line; `None` for any other.
///
/// A station and a number must be there, and a number sign or a filing time
/// beside them: `de` begins names and sentences of several languages.
pub(crate) fn parse(line: &str) -> Option<MessageLine> {
    let keyword = line.get(..2)?;
    if !keyword.eq_ignore_ascii_case("DE") || line.len() > LONGEST || !line.is_ascii() {
        return None;
    }
    let mut words = Words { line, at: 2 };
    words.skip(b" \t:-");
    if words.at == 2 {
        return None;
    }
    let mut diagnostics = Vec::new();
    let (station, repaired) = routing_indicator(&mut words)?;
    if let Some(span) = repaired {
        diagnostics.push(Diagnostic::warning(
            "routing-indicator-garbled",
            span,
            "figures stand in the routing indicator of the DE line; they were read as the letters they resemble",
        ));
    }
    words.skip(b" \t");
    let number = Number::read(&mut words)?;
    words.skip(b" \t,");
    let from = words.at;
    let (filed, length) = filing::parse(&line[from..]).map_or((None, 0), |(filed, length)| (Some(filed), length));
    if !number.signed && filed.is_none() {
        return None;
    }
    if let Some(span) = number.repaired {
        diagnostics.push(Diagnostic::warning(
            "message-id-garbled",
            span,
            "letters stand for figures in the number of the DE line; they were read as figures",
        ));
    }
    if let Some(filed) = filed.as_ref() {
        let span = Span::new(from as u32, (from + length) as u32);
        if filed.garbled {
            diagnostics.push(Diagnostic::warning(
                "filing-time-garbled",
                span,
                "the filing time of the DE line is misprinted; what could be read was taken",
            ));
        }
        if filed.impossible {
            diagnostics.push(Diagnostic::warning(
                "filing-time-impossible",
                span,
                "no day of a year and no time of a day is like the filing time of the DE line",
            ));
        }
    } else {
        let rest = line[from..].trim();
        if rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()) {
            diagnostics.push(Diagnostic::note(
                "filing-time-missing",
                Span::new(0, line.len() as u32),
                "the DE line has no filing time that could be read",
            ));
        }
    }
    if number.section == Some(0) {
        diagnostics.push(Diagnostic::note(
            "message-section-zero",
            Span::new(0, line.len() as u32),
            "the DE line names section 0; sections count from 1",
        ));
    }
    let id = MessageId {
        routing_indicator: station,
        serial: number.serial,
        section: number.section.filter(|&section| section > 0),
        suffix: number.suffix,
        filed: filed.map(|filed| filed.fact(from as u32)),
        span: Span::new(0, line.len() as u32),
    };
    Some(MessageLine { id, diagnostics })
}

/// A place in the line.
struct Words<'a> {
    line: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self, marks: &[u8]) {
        self.at += self.rest().bytes().take_while(|byte| marks.contains(byte)).count();
    }

    fn take(&mut self, fits: impl Fn(u8) -> bool) -> &'a str {
        let length = self.rest().bytes().take_while(|&byte| fits(byte)).count();
        let word = &self.rest()[..length];
        self.at += length;
        word
    }
}

/// The station: R and three to seven letters. One blank may split it, and
/// figures may stand where a reader took a letter for one (`RUEHT4` is no
/// indicator, `RUEH0` for `RUEHO` is one misread).
fn routing_indicator(words: &mut Words<'_>) -> Option<(String, Option<Span>)> {
    let from = words.at;
    let mut word = words.take(|byte| byte.is_ascii_alphanumeric()).to_ascii_uppercase();
    // `RU EHTA`: joined only where the first piece is too short to be one.
    if word.len() < 4 && word.starts_with('R') {
        words.skip(b" ");
        word += &words.take(|byte| byte.is_ascii_alphabetic()).to_ascii_uppercase();
    }
    let mut repaired = false;
    let letters: String = word
        .chars()
        .map(|c| {
            let letter = match c {
                '0' => 'O',
                '1' => 'I',
                '5' => 'S',
                '8' => 'B',
                other => other,
            };
            repaired |= letter != c;
            letter
        })
        .collect();
    let fits = (4..=8).contains(&letters.len())
        && letters.starts_with('R')
        && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    fits.then(|| (letters, repaired.then(|| Span::new(from as u32, words.at as u32))))
}

/// `#0478/01`, `0478A`, `#0478 SECTION 01`.
#[derive(Default)]
struct Number {
    signed: bool,
    serial: Option<u32>,
    section: Option<u32>,
    suffix: Option<String>,
    repaired: Option<Span>,
}

impl Number {
    fn read(words: &mut Words<'_>) -> Option<Self> {
        let mut number = Self::default();
        let from = words.at;
        if words.rest().starts_with(['#', '$', '&']) {
            // `$` and `&` are the number sign with one bit wrong.
            number.signed = words.rest().starts_with('#');
            words.at += 1;
            words.skip(b" #");
        } else if words.rest().get(..3).is_some_and(|head| head.eq_ignore_ascii_case("NR ")) {
            number.signed = true;
            words.at += 3;
            words.skip(b" ");
        }
        let printed = words.take(|byte| byte.is_ascii_alphanumeric());
        if let Some(letters) = printed.strip_prefix('H') {
            // `HPRUIXPQ`: the shift to figures was lost; H carries the number sign, X the slash.
            let (serial, section) = letters.split_once('X').map_or((letters, None), |(a, b)| (a, Some(b)));
            number.serial = Some(filing::unshifted(serial)?);
            number.section = section.and_then(filing::unshifted);
            number.repaired = Some(Span::new(from as u32, words.at as u32));
            return Some(number);
        }
        let (digits, suffix) = split_suffix(printed);
        number.serial = Some(filing::figures(digits)?);
        let has_letter = digits.bytes().any(|byte| !byte.is_ascii_digit());
        // A number without its sign has the usual length, so that a day is none.
        if digits.len() > 6 || (!number.signed && digits.len() < 3) {
            return None;
        }
        number.suffix = suffix.map(str::to_owned);
        // `/01`, also with blanks around the slash; `/01A`; `/01 OF 02`.
        let after = words.rest().trim_start_matches(' ');
        let is_section = after.starts_with(['/', '\\', '-']) && after.len() > 1;
        let mut has_section_letter = false;
        if is_section {
            words.skip(b" ");
            words.at += 1;
            words.skip(b" ");
            let printed = words.take(|byte| byte.is_ascii_alphanumeric());
            let (section, suffix) = split_suffix(printed);
            if section.len() > 3 {
                return None;
            }
            number.section = filing::figures(section);
            has_section_letter = section.bytes().any(|byte| !byte.is_ascii_digit());
            number.suffix = number.suffix.or(suffix.map(str::to_owned));
            let rest = words.rest();
            if rest.get(..4).is_some_and(|head| head.eq_ignore_ascii_case(" OF ")) {
                words.at += 4;
                words.take(|byte| byte.is_ascii_digit());
            }
        } else {
            number.lost_slash(words);
        }
        if has_letter || has_section_letter {
            number.repaired = Some(Span::new(from as u32, words.at as u32));
        }
        Some(number)
    }

    /// `#0478 01 0760804`: the slash was lost. Only where a whole filing time
    /// still follows.
    fn lost_slash(&mut self, words: &mut Words<'_>) {
        let rest = words.rest().trim_start_matches(' ');
        let Some((section, after)) = rest.split_at_checked(2) else { return };
        let after_blank = after.strip_prefix(' ').map(|after| after.trim_start_matches(' '));
        if section.bytes().all(|byte| byte.is_ascii_digit())
            && let Some(filed) = after_blank
            && filed.bytes().take_while(u8::is_ascii_digit).count() == 7
        {
            self.section = section.parse().ok();
            words.at = words.line.len() - after.len();
        }
    }
}

/// A number and the letter after it; `O` and `I` after figures are figures misread.
fn split_suffix(word: &str) -> (&str, Option<&str>) {
    let split = word.len().saturating_sub(1);
    match word.split_at_checked(split) {
        Some((digits, letter))
            if split > 0
                && letter
                    .bytes()
                    .all(|byte| byte.is_ascii_alphabetic() && !matches!(byte, b'O' | b'I' | b'o' | b'l'))
                && digits.bytes().any(|byte| byte.is_ascii_digit()) =>
        {
            (digits, Some(letter))
        }
        _ => (word, None),
    }
}
