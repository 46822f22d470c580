//! Format line 4: the security warning and handling signals, `ZNY CCCCC ZZH`
//! (rules FL4, SIGNAL, N28).

use crate::{Classification, Diagnostic, Handling, Security, Span};

/// The longest line that is read as one; a remark may follow the signals.
const LONGEST: usize = 160;

/// What a line says, and what is odd in it; spans are offsets in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SecurityLine {
    /// The facts.
    pub(crate) security: Security,
    /// What was repaired or contradicts itself.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads `ZNR UUUUU`, `ZNY CCCCC ZZH`, `ZNYCCCCC`, `ZNY C C C C C`,
/// `ZNY CCCC ZZH`; `None` for any other line.
pub(crate) fn parse(line: &str) -> Option<SecurityLine> {
    let bytes = line.as_bytes();
    if line.len() > LONGEST || !matches!(bytes.first()?, b'Z' | b'z') || !matches!(bytes.get(1)?, b'N' | b'n') {
        return None;
    }
    let handled = match bytes.get(2)?.to_ascii_uppercase() {
        b'R' => Handling::Clear,
        b'Y' => Handling::Classified,
        _ => return None,
    };
    let begin = 3 + bytes[3..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'/' | b':')).count();
    let (letter, end, count) = letters(line, begin)?;
    let mut diagnostics = Vec::new();
    let span = Span::new(begin as u32, end as u32);
    if letter.is_some() && count != 5 {
        diagnostics.push(Diagnostic::note(
            "security-letters-garbled",
            span,
            "the letter of the classification stands five times in format line 4; here it does not",
        ));
    }
    let clear_letter = matches!(letter, Some('U' | 'E'));
    if letter.is_some() && clear_letter != (handled == Handling::Clear) {
        diagnostics.push(Diagnostic::warning(
            "security-contradicts-itself",
            Span::new(0, end as u32),
            "ZNR goes with U and E, ZNY with R, C, S and T; both are given as printed",
        ));
    }
    let (signals, remark) = signals(line.get(end..).unwrap_or_default());
    // `ZNR` alone, or with signals only, is a line; with prose it is not.
    if letter.is_none() && remark.is_some() {
        return None;
    }
    let security = Security {
        letter: letter.map(String::from),
        class: letter.and_then(classification),
        handled: Some(handled),
        signals,
        remark,
        span: Span::new(0, line.len() as u32),
    };
    Some(SecurityLine { security, diagnostics })
}

/// The classification a letter of format line 4 stands for.
pub(crate) fn classification(letter: char) -> Option<Classification> {
    match letter {
        'U' | 'E' => Some(Classification::Unclassified),
        'C' => Some(Classification::Confidential),
        'S' => Some(Classification::Secret),
        'T' => Some(Classification::TopSecret),
        _ => None,
    }
}

/// The letter that is repeated from `at` on, the offset after the run, and how
/// often it stands there. Blanks may stand between, and one letter may be
/// garbled (`UUUVU`) or missing.
fn letters(line: &str, at: usize) -> Option<(Option<char>, usize, usize)> {
    let bytes = line.as_bytes();
    let mut counts = [0_usize; 6];
    let (mut total, mut end, mut run) = (0_usize, at, 0);
    for (offset, byte) in bytes.iter().enumerate().skip(at) {
        match byte.to_ascii_uppercase() {
            // Blanks are within the run only between single letters.
            b' ' if run == 1 && total < 5 => run = 0,
            letter @ b'A'..=b'Z' => {
                if let Some(place) = b"UERCST".iter().position(|&known| known == letter) {
                    counts[place] += 1;
                }
                total += 1;
                run += 1;
                end = offset + 1;
            }
            _ => break,
        }
        if total > 6 {
            return None;
        }
    }
    let best = counts.iter().enumerate().max_by_key(|(_, count)| **count).map(|(place, count)| (place, *count));
    match best {
        // At least three alike, and never more than one of another kind.
        Some((place, count)) if count >= 3 && total - count <= 1 => {
            let count = if total == count { count } else { 0 };
            Some(("UERCST".chars().nth(place), end, count))
        }
        // No letters: the signal alone, or followed by others.
        _ if total == 0 || (bytes.get(at) == Some(&b'Z') && total == 3) => Some((None, at, 0)),
        _ => None,
    }
}

/// The operating signals at the start of the text, and what is no signal.
fn signals(text: &str) -> (Vec<String>, Option<String>) {
    let mut signals = Vec::new();
    let mut rest = text.trim_start();
    loop {
        let word = rest.split([' ', '\t', ',', '/']).next().unwrap_or_default();
        if !is_signal(word) {
            break;
        }
        signals.push(word.to_ascii_uppercase());
        rest = rest[word.len()..].trim_start_matches([' ', '\t', ',', '/']);
    }
    let remark = rest.trim();
    // After a remark's first words further signals may follow: `ZUI RUEH… ZUI RUEH…`.
    signals.extend(remark.split_whitespace().filter(|word| is_signal(word)).map(str::to_ascii_uppercase));
    (signals, (!remark.is_empty()).then(|| remark.to_owned()))
}

/// `ZZH`, `ZDK`, `ZFF4`: Z, two letters, a figure at most (ACP 131); and `INT`.
fn is_signal(word: &str) -> bool {
    let bytes = word.as_bytes();
    let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    word.eq_ignore_ascii_case("INT")
        || (letters == 3
            && matches!(bytes.first(), Some(b'Z' | b'z'))
            && bytes.len() <= 4
            && bytes[letters..].iter().all(u8::is_ascii_digit))
}
