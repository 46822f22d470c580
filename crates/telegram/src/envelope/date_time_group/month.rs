//! The month of a date-time group, also misprinted (N25).

use crate::{MONTHS, spelling};

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
