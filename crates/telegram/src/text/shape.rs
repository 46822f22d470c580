//! Small questions about the shape of a line or word.

pub(crate) use crate::spelling::starts_with as starts_with_fold;

/// Whether the line is a rule: at least three marks of one kind and nothing else.
pub(crate) fn is_rule(text: &str) -> bool {
    let mut marks = 0;
    for c in text.chars() {
        match c {
            '-' | '=' | '_' | '*' | '~' | '.' | '#' | '+' | '\u{2010}'..='\u{2015}' | '\u{2500}' => marks += 1,
            ' ' => {}
            _ => return false,
        }
    }
    marks >= 3
}

/// Whether the text has letters and none of them is lower case.
pub(crate) fn is_upper(text: &str) -> bool {
    let mut letters = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'a'..=b'z' => return false,
            b'A'..=b'Z' => letters = true,
            0..0x80 => {}
            // After the ASCII at its start the text is asked by characters.
            _ => {
                let mut rest = text[at..].chars();
                return !rest.clone().any(char::is_lowercase) && (letters || rest.any(char::is_uppercase));
            }
        }
    }
    letters
}

/// Whether the text is all ASCII digits, and how many.
pub(crate) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A routing indicator: R and three to seven capitals (ACP 117), sometimes with a digit at the end.
pub(crate) fn is_routing_indicator(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    (4..=8).contains(&word.len())
        && word.starts_with('R')
        && word[1..].bytes().all(|b| b.is_ascii_uppercase())
        && matches!(
            word.as_bytes()[1],
            b'U' | b'H'
                | b'B'
                | b'A'
                | b'C'
                | b'E'
                | b'F'
                | b'J'
                | b'X'
                | b'D'
                | b'P'
                | b'K'
                | b'O'
                | b'T'
                | b'Y'
                | b'M'
                | b'L'
                | b'W'
                | b'Q'
        )
}

/// Whether `text` begins with `word` in any case, at a word boundary.
pub(crate) fn starts_with_word(text: &str, word: &str) -> bool {
    starts_with_fold(text, word) && !text.as_bytes().get(word.len()).is_some_and(u8::is_ascii_alphanumeric)
}

/// `BOATS      2,652.7     151.7`: columns, figures in the last.
pub(crate) fn is_table_row(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit()) && has_columns(text, 1)
}

/// Whether the line has at least `gaps` gaps as between the columns of a table:
/// three blanks or more, or a tab.
pub(crate) fn has_columns(text: &str, gaps: usize) -> bool {
    let (mut found, mut width) = (0, 0);
    for c in text.chars() {
        let more = match c {
            ' ' | '\u{a0}' => 1,
            '\t' => 3,
            _ => 0,
        };
        found += usize::from(width < 3 && width + more >= 3);
        width = if more == 0 { 0 } else { width + more };
    }
    found >= gaps
}

/// Upper-case letters and digits of the text, nothing else; for comparisons.
pub(crate) fn squash(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}
