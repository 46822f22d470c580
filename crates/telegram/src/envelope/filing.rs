//! The filing time of format line 3: `0760804` or `17/0804Z` (rule FL3).

use crate::{Filed, Span};

/// A filing time as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Filing {
    /// Day of the year, where it is possible.
    pub(crate) day_of_year: Option<u16>,
    /// Day of the month, in the slant form.
    pub(crate) day: Option<u8>,
    /// Hour and minute, where they are possible.
    pub(crate) time: Option<(u8, u8)>,
    /// Letters stood for figures, or blanks between them.
    pub(crate) garbled: bool,
    /// Day or time cannot be.
    pub(crate) impossible: bool,
    length: usize,
}

impl Filing {
    /// The fact, for a filing time that begins at `at`.
    pub(crate) fn fact(self, at: u32) -> Filed {
        Filed {
            day_of_year: self.day_of_year,
            day: self.day,
            time: self.time.map(|(hour, minute)| format!("{hour:02}:{minute:02}")),
            span: Span::new(at, at + self.length as u32),
        }
    }
}

/// Reads a filing time at the start of `text` and gives its length.
pub(crate) fn parse(text: &str) -> Option<(Filing, usize)> {
    let found = slant(text).or_else(|| julian(text))?;
    let length = found.length;
    Some((found, length))
}

/// `0760804`, `0760804Z`, `076/0804Z`, `076 0804`, `O76O8O4`; with the shift
/// to figures lost `PUYPIPR`.
fn julian(text: &str) -> Option<Filing> {
    let mut digits = String::with_capacity(7);
    let mut garbled = false;
    let mut length = 0;
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 7
        && let Some(number) = unshifted(&text[..7])
    {
        digits = format!("{number:07}");
        garbled = true;
        length = 7;
    } else {
        for byte in text.bytes() {
            let figure = match byte {
                b'0'..=b'9' => byte,
                b'O' | b'o' => b'0',
                b'I' | b'l' => b'1',
                b' ' | b'/' if !digits.is_empty() && digits.len() < 7 => {
                    garbled |= byte == b' ';
                    length += 1;
                    continue;
                }
                _ => break,
            };
            if digits.len() == 7 {
                return None;
            }
            garbled |= figure != byte;
            digits.push(char::from(figure));
            length += 1;
        }
    }
    let bytes = digits.as_bytes();
    // Without one figure at least, letters are letters.
    if bytes.len() != 7 || (!garbled_shift(text, length) && !text[..length].bytes().any(|b| b.is_ascii_digit())) {
        return None;
    }
    let day: u16 = digits.get(..3)?.parse().ok()?;
    let time: u16 = digits.get(3..)?.parse().ok()?;
    let length = zone(text, length)?;
    let day_of_year = (1..=366).contains(&day).then_some(day);
    let time = clock(time);
    let impossible = day_of_year.is_none() || time.is_none();
    Some(Filing { day_of_year, day: None, time, garbled, impossible, length })
}

/// Whether all of the printed time is letters of the figures' row.
fn garbled_shift(text: &str, length: usize) -> bool {
    text[..length].bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// `17/0804Z`, the slant form of ACP 127; also `170804Z`.
fn slant(text: &str) -> Option<Filing> {
    let bytes = text.as_bytes();
    let day_figures = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (at, slanted) = match day_figures {
        1 | 2 if bytes.get(day_figures) == Some(&b'/') => (day_figures + 1, true),
        6 => (2, false),
        _ => return None,
    };
    let day: u8 = text.get(..day_figures.min(2))?.parse().ok()?;
    let time: u16 = text.get(at..at + 4).filter(|figures| figures.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    let length = zone(text, at + 4)?;
    if !slanted && length == at + 4 {
        // Six figures without a zone are a filing time cut short or a number.
        return None;
    }
    let possible = (1..=31).contains(&day);
    let time = clock(time);
    Some(Filing {
        day_of_year: None,
        day: possible.then_some(day),
        impossible: !possible || time.is_none(),
        time,
        garbled: false,
        length,
    })
}

/// The offset after the zone letter; `None` where a word goes on there.
fn zone(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let length = usize::from(rest.starts_with(['Z', 'z']));
    let goes_on = rest.as_bytes().get(length).is_some_and(u8::is_ascii_alphanumeric);
    (!goes_on).then_some(at + length)
}

fn clock(figures: u16) -> Option<(u8, u8)> {
    let (hour, minute) = (u8::try_from(figures / 100).ok()?, u8::try_from(figures % 100).ok()?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}

/// A number in which O stands for 0 and I or l for 1; one real figure must be there.
pub(crate) fn figures(word: &str) -> Option<u32> {
    crate::spelling::figures(word)
}

/// A number printed in letters because the shift to figures was lost: the upper
/// row of the teletype, `QWERTYUIOP` for `1234567890` (rule LEXICON).
pub(crate) fn unshifted(word: &str) -> Option<u32> {
    if word.is_empty() || word.len() > 7 {
        return None;
    }
    word.bytes().try_fold(0_u32, |number, byte| {
        let place = b"PQWERTYUIO".iter().position(|&letter| letter == byte)?;
        Some(number * 10 + place as u32)
    })
}
