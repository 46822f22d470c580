//! Serial numbers with their usual damages.

use super::token::Token;

/// A serial number as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Number {
    /// The value; `None` where it is zero or has more than seven digits.
    pub(crate) value: Option<u32>,
    /// How many digits are printed.
    pub(crate) digits: u8,
    /// Letters that stand for digits were read as such.
    pub(crate) repaired: bool,
    /// A blank stood inside.
    pub(crate) joined: bool,
    /// The first token and one past the last.
    pub(crate) tokens: (usize, usize),
}

/// The digit that a letter was typed or read for (rule N112).
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        'O' | 'o' => Some('0'),
        'I' | 'l' | 'i' => Some('1'),
        _ => None,
    }
}

/// The length of the run of glued tokens at `from` that consist of digits and their look-alikes, with at least one digit.
fn run(tokens: &[Token<'_>], from: usize) -> usize {
    let mut end = from;
    let mut has_digit = false;
    while let Some(token) = tokens.get(end) {
        if end > from && !token.glued {
            break;
        }
        if token.is_number() {
            has_digit = true;
        } else if !(token.is_word() && token.text.len() <= 3 && token.text.chars().all(|c| digit(c).is_some())) {
            break;
        }
        end += 1;
    }
    // A letter that follows the number glued may be something else (a section letter): only the figures count then.
    if has_digit { end - from } else { 0 }
}

/// Reads a number at `from`. `whole_post` is the usual width of the post's numbers: six for the Department, else five.
pub(crate) fn read(tokens: &[Token<'_>], from: usize, width: usize) -> Option<Number> {
    let length = run(tokens, from);
    if length == 0 {
        return None;
    }
    let mut end = from + length;
    let text = |begin: usize, end: usize| tokens[begin..end].iter().flat_map(|token| token.text.chars());
    let mut digits: String = text(from, end).filter_map(digit).collect();
    let mut repaired = tokens[from..end].iter().any(Token::is_word);
    let mut joined = false;
    // `1 O1684`, `00 617`: a blank inside. Only where the parts together have the usual width and the first part cannot
    // be a year.
    let next = run(tokens, end);
    if next > 0 && digits.len() <= 2 && tokens.get(end).is_some_and(|token| !token.line_start) {
        let more: String = text(end, end + next).filter_map(digit).collect();
        let year = more.len() == 4 && more.as_str() > "1899" && more.as_str() < "2050" && !digits.starts_with('0');
        let together = digits.len() + more.len();
        // Of the Department's numbers one in five figures is common too: `STATE 1 2345`.
        let fits =
            !year && (together == width || (width == 6 && together == 5) || (digits.starts_with('0') && together >= 4));
        if fits
            && more.len() >= 3
            && together <= 6
            && !(digits.len() == 2 && digits.starts_with('0') && more.len() >= 4)
        {
            repaired |= tokens[end..end + next].iter().any(Token::is_word);
            digits.push_str(&more);
            end += next;
            joined = true;
        }
    }
    // `PORT MORESBY 6` / `17; B. …`: a wrap at a fixed column cut the number (rule N157).
    if next > 0 && !joined && is_cut(tokens, from, end, end + next) {
        let more: String = text(end, end + next).filter_map(digit).collect();
        // A line that is not full was folded by hand: the rest is not taken for another number or a year.
        let most = if fills_line(tokens, from, end) || width > 5 { width } else { SHORT };
        let first = most < width && more.starts_with('0');
        if digits.len() + more.len() <= most && !first {
            digits.push_str(&more);
            end += next;
            joined = true;
        }
    }
    let significant = digits.trim_start_matches('0');
    let value = if significant.is_empty() || significant.len() > 7 { None } else { significant.parse().ok() };
    Some(Number { value, digits: digits.len().min(255) as u8, repaired, joined, tokens: (from, end) })
}

/// So many figures a number has at most that is put together over the end of a line with room.
const SHORT: usize = 4;

/// Whether the number `from..end` ends a line that is as long as the width of the paper.
fn fills_line(tokens: &[Token<'_>], from: usize, end: usize) -> bool {
    const FULL: u32 = 50;
    const FAR: usize = 60;
    let near = tokens.get(from.saturating_sub(FAR)..=from).unwrap_or_default();
    let begin = near.iter().rev().find(|token| token.line_start).or(tokens.first());
    let last = end.checked_sub(1).and_then(|last| tokens.get(last));
    begin.zip(last).is_some_and(|(begin, last)| last.end().saturating_sub(begin.at) >= FULL)
}

/// Whether the figures `end..after` at the start of a line go on with the number before them: nothing stands between, and
/// after them the entry ends.
fn is_cut(tokens: &[Token<'_>], from: usize, end: usize, after: usize) -> bool {
    if !tokens.get(end).is_some_and(|token| token.line_start && token.is_number()) || after != end + 1 || from >= end {
        return false;
    }
    let label = |at: usize| {
        tokens.get(at).is_some_and(|token| token.letter().is_some())
            && tokens.get(at + 1).is_some_and(|token| token.is_any(".):"))
    };
    let ends = tokens.get(after).is_none_or(|next| {
        next.is_any(",;(")
            || next.line_start
            || next.says_any(&["AND", "NOTAL"])
            || next.is(".") && after + 1 == tokens.len()
    });
    ends || label(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::token::tokens;

    #[test]
    fn numbers() {
        for (text, value, digits, repaired) in [
            ("617", Some(617), 3, false),
            ("000617", Some(617), 6, false),
            ("O617", Some(617), 4, true),
            ("6I7", Some(617), 3, true),
            ("1 O1684", Some(101_684), 6, true),
            ("2118984", Some(2_118_984), 7, false),
            ("00000478", Some(478), 8, false),
            ("0", None, 1, false),
            ("123456789", None, 9, false),
        ] {
            let tokens = tokens(text);
            let number = read(&tokens, 0, 6).unwrap();
            assert_eq!((number.value, number.digits, number.repaired), (value, digits, repaired), "{text}");
            assert_eq!(number.tokens.1, tokens.len(), "{text}");
        }
        assert_eq!(read(&tokens("OIL"), 0, 5), None);
    }
}
