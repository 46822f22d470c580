//! How a paragraph begins: its number and its portion mark, in all their
//! styles (rules PARAGRAPH, N6, N127 to N129, N206).

mod joined;
mod mark;
mod opener;
mod ornament;

pub(crate) use joined::{
    ends_at_number, expects_number, first_numbered_inside, is_sentence_below_title, joined_first_paragraph,
    numbered_inside,
};
pub use mark::portion_mark;
pub(crate) use mark::{after_mark, is_base, open_mark_end};
pub(crate) use opener::{is_block_heading, opens_block, without_last_mark};

use crate::text::shape::{is_rule, starts_with_word};
use mark::is_mark;
use ornament::{bracketed, without_signs};

/// The start of a numbered paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ParagraphStart<'a> {
    /// The number.
    pub(crate) number: u32,
    /// The portion mark before or after the number.
    pub(crate) mark: Option<&'a str>,
    /// The sign after the number; `None` where only the mark follows.
    pub(crate) stop: Option<char>,
    /// Where the text begins, in bytes from the start of the line's content.
    pub(crate) text_at: usize,
}

/// Reads `1.`, `1)`, `1 .`, `¶1.`, `(C) 1.`, `Para 1.`, `-1-`, `1 (C)`, `1..`,
/// `1, (C)`, `1\\.`, `**1. (C)**`, `[1] (C)`, with the portion mark after it.
pub(crate) fn paragraph_start(text: &str) -> Option<ParagraphStart<'_>> {
    // Quick way out for nearly every line of a body.
    let first = *text.as_bytes().first()?;
    if !(first.is_ascii_digit()
        || matches!(first, b'(' | b'-' | b'P' | b'p' | b'l' | 0xc2 | 0xc3 | 0xe2 | b'[' | b'*' | b'_' | b'#'))
    {
        return None;
    }
    if let Some(start) = bracketed(text) {
        return Some(start);
    }
    let (mut rest, emphasis) = if first.is_ascii_digit() { (text, "") } else { without_signs(text) };
    let shut = |text| -> &str { if emphasis.is_empty() { text } else { text.strip_prefix(emphasis).unwrap_or(text) } };
    let mut mark = None;
    // A mark, a word before the number.
    if !first.is_ascii_digit() {
        if rest.starts_with('(')
            && let Some((found, length)) = portion_mark(rest)
        {
            mark = Some(found);
            rest = shut(&rest[length..]).trim_start();
        }
        let word = ["PARAGRAPH", "PARA"].into_iter().find(|word| starts_with_word(rest, word));
        rest = word.map_or(rest, |word| rest[word.len()..].trim_start_matches([' ', '.']));
    }
    // `-1- TEXT`, `- 1 - (C) TEXT`
    let dashed = rest.strip_prefix('-').filter(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    rest = dashed.map_or(rest, str::trim_start);
    let digits = rest.bytes().take_while(|b| b.is_ascii_digit()).count();
    let (number, mut after) = match digits {
        1..=3 => (rest[..digits].parse().ok()?, shut(&rest[digits..])),
        // A typist's letter l for the figure.
        0 if rest.starts_with("l.") && rest[2..].starts_with([' ', '(']) => (1, &rest[1..]),
        _ => return None,
    };
    if number == 0 {
        return None;
    }
    let is_spaced = dashed.is_some_and(|rest| rest.starts_with(' '));
    // `1 . TEXT`: the blank that a relay put before every mark (rule RECORD-TEXT).
    if is_spaced || [" . ", " ) ", " - ("].iter().any(|sign| after.starts_with(sign)) {
        after = after.trim_start();
    }
    // `1\\. (C) TEXT`: a carrier of Markdown escaped the stop.
    after = after.strip_prefix('\\').filter(|rest| rest.starts_with(['.', ')'])).unwrap_or(after);
    let stops = after.trim_start_matches(['.', ')', '-', ':']);
    let has_stop = stops.len() < after.len();
    // `1, (C) TEXT`: another sign for the stop, sure only where a mark follows.
    let stops = if has_stop { stops } else { stops.trim_start_matches([',', ';']) };
    let following = if dashed.is_some() { after.starts_with('-').then_some(stops)? } else { shut(stops) };
    // `1.5 million`, `10.30`, `2-3 days` are numbers in the text; `1.A` is not.
    if has_stop && following.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let mut value = following.trim_start();
    let mut had_mark = false;
    // `(L)`, in the 1970s short for LOU, only after a number: elsewhere it is the item of a list.
    let limited = |value: &str| value.starts_with("(L) ").then_some(("L", 3));
    while let Some((found, length)) = portion_mark(value).or_else(|| limited(value)) {
        had_mark = true;
        mark = mark.or(Some(found));
        value = after_mark(shut(&value[length..]));
    }
    if !has_stop && !had_mark {
        return None;
    }
    // `1. CONFIDENTIAL - ENTIRE TEXT.`: the mark of the whole telegram without its brackets; the words stay.
    mark = mark.or_else(|| bare_entire(value));
    // `2- (C) TEXT`, but not `2- AND 3-TON BOATS`; `- 2 -` alone counts pages.
    let begins_text = had_mark || value.starts_with(char::is_uppercase);
    if after.starts_with('-') && dashed.is_none() && !had_mark || is_spaced && !begins_text {
        return None;
    }
    let stop = after.chars().next().filter(|_| has_stop);
    Some(ParagraphStart { number, mark, stop, text_at: text.len() - value.len() })
}

/// The class of `CONFIDENTIAL - ENTIRE TEXT.`.
fn bare_entire(value: &str) -> Option<&str> {
    let head =
        value.trim_end_matches(['.', ' ']).strip_suffix("ENTIRE TEXT")?.trim_end_matches([' ', '-', ':', ',', '.']);
    let mark = head.trim_matches(['(', ')']);
    (head.len() <= 24 && is_mark(mark, true)).then_some(mark)
}

/// Reads a number of four figures, `1000. TEXT`: nearly always a year, so only where it follows the number before.
pub(crate) fn long_number(text: &str, last: u32) -> Option<ParagraphStart<'_>> {
    const FIRST: u32 = 1000;
    let digits = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    let number = text.get(..digits).filter(|_| last + 1 >= FIRST && digits == 4)?.parse().ok()?;
    let after = text.get(digits..)?;
    let stop = after.chars().next().filter(|stop| matches!(stop, '.' | ')') && number == last + 1)?;
    let mut value = after.get(1..)?.trim_start();
    let mark = portion_mark(value).map(|(mark, length)| {
        value = after_mark(&value[length..]);
        mark
    });
    Some(ParagraphStart { number, mark, stop: Some(stop), text_at: text.len() - value.len() })
}

/// Reads a number whose stop was lost, `10 DURING THE CONVERSATION`, misread, `2, The ferry`, or in brackets, `(2) THE FERRY`. Whether it
/// is one, only what stands around it can tell.
pub(crate) fn bare_number(text: &str) -> Option<ParagraphStart<'_>> {
    /// So many letters follow at least a number without a sign, and one with it.
    const LETTERS: [usize; 2] = [21, 8];
    let opened = text.strip_prefix('(');
    let rest = opened.unwrap_or(text);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let value = rest.get(digits..).filter(|_| (1..=2).contains(&digits))?;
    let sign =
        value.chars().next().filter(|&sign| if opened.is_some() { sign == ')' } else { matches!(sign, ',' | ';') });
    let stop = if opened.is_some() { Some(sign.map(|_| '(')?) } else { sign };
    let value = &value[usize::from(stop.is_some())..];
    let words = value.trim_start();
    let is_text = value.starts_with(' ')
        && words.len() >= LETTERS[usize::from(stop.is_some())]
        && words.starts_with(|c: char| c.is_uppercase())
        && words.as_bytes().get(1).is_some_and(|&b| b.is_ascii_alphabetic() || b == b' ');
    let number = rest[..digits].parse().ok().filter(|&number| number > 0)?;
    is_text.then_some(ParagraphStart { number, mark: None, stop, text_at: text.len() - words.len() })
}

/// Whether the body begins with this line: paragraph 1, a named block, or a
/// portion mark.
pub(crate) fn is_first_paragraph(text: &str, next: Option<&str>) -> bool {
    if let Some(start) = paragraph_start(text) {
        let value = &text[start.text_at..];
        // A number alone is a paragraph only when text follows.
        let has_text = value.len() > 3 || start.mark.is_some() || next.is_some_and(|next| next.len() > 20);
        return start.number <= 40
            && has_text
            && (start.mark.is_some() || value.starts_with(|c: char| !c.is_ascii_lowercase()));
    }
    opens_block(text)
        || (portion_mark(text).is_some_and(|(_, length)| text.len() > length + 12) && text.starts_with('('))
        || (is_block_heading(text) && next.is_some_and(|next| is_rule(next) || paragraph_start(next).is_some()))
}

/// Whether the line is a numbered paragraph with a portion mark: no list entry looks like that.
pub(crate) fn is_marked_paragraph(text: &str) -> bool {
    paragraph_start(text).is_some_and(|start| start.mark.is_some() || opens_block(&text[start.text_at..]))
}

/// The letter of an item of a list at the start of the line, upper case:
/// `(B)`, `B.`, `b)`.
pub(crate) fn item_letter(text: &str) -> Option<u8> {
    let letter = match text.as_bytes() {
        [b'(', letter, b')', ..] | [letter, b'.' | b')', b' ', ..] => *letter,
        _ => return None,
    };
    letter.is_ascii_alphabetic().then(|| letter.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_in_all_styles() {
        for (text, want) in [
            ("1. TEXT", "1  TEXT"),
            ("1.TEXT", "1  TEXT"),
            ("2) Text", "2  Text"),
            ("7 . TEXT", "7  TEXT"),
            ("\u{b6}3. (SBU) Text", "3 SBU Text"),
            ("\u{c2}\u{b6}3. (SBU) Text", "3 SBU Text"),
            ("(C) 4. Text", "4 C Text"),
            ("5 (U) Text", "5 U Text"),
            ("-6- Text", "6  Text"),
            ("Para 8. Text", "8  Text"),
            ("1.. Text", "1  Text"),
            ("l. (C) Text", "1 C Text"),
            ("1. C) Text", "1 C Text"),
            ("2. (SBU Text", "2 SBU Text"),
            ("3. (C) (U) Text", "3 C Text"),
            ("3. (U): Text", "3 U Text"),
            ("1. (C - ENTIRE TEXT).", "1 C - ENTIRE TEXT "),
            ("4. (S/REL USA, AUS) Text", "4 S/REL USA, AUS Text"),
            ("5. (L) TEXT", "5 L TEXT"),
            ("1, (C) Text", "1 C Text"),
            ("2; (SBU) Text", "2 SBU Text"),
            ("1\\. (C) Text", "1 C Text"),
            ("1. (C ENTIRE TEXT). Text", "1 C ENTIRE TEXT Text"),
            ("2, the ferry", "none"),
            ("7 - (C) Text", "7 C Text"),
            ("- 7 - (C) Text", "7 C Text"),
            ("- 7 - Text", "7  Text"),
            ("- 7 -", "none"),
            ("- 7 - 9 boats", "none"),
            ("- 7 boats", "none"),
            ("**7. (C)** Text", "7 C Text"),
            ("**7.** (C) Text", "7 C Text"),
            ("_7._ Text", "7  Text"),
            ("**(C) 7.** Text", "7 C Text"),
            ("\u{2022} 7. (C) Text", "7 C Text"),
            ("\u{a7} 7. Text", "7  Text"),
            ("### 7. (C) Text", "7 C Text"),
            ("#7. (C) Text", "7 C Text"),
            ("#0617", "none"),
            ("* * *", "none"),
            ("[7] (C) Text", "7 C Text"),
            ("(7) (C) Text", "7 C Text"),
            ("[7] Text", "none"),
            ("Paragraph 7. Text", "7  Text"),
            ("Paragraph 7 of the law", "none"),
            ("7- (C) Text", "7 C Text"),
            ("7 - Text", "none"),
            ("1. (T)he text", "1  (T)he text"),
            ("1.5 million", "none"),
            ("10.30 the ferry left", "none"),
            ("2-3 days", "none"),
            ("2005. The year", "none"),
            ("0. Text", "none"),
            ("(1) Text", "none"),
            ("10 DURING THE TALKS", "none"),
        ] {
            let found = paragraph_start(text).map_or("none".to_owned(), |start| {
                format!("{} {} {}", start.number, start.mark.unwrap_or_default(), &text[start.text_at..])
            });
            assert_eq!(found, want, "{text}");
        }
    }

    #[test]
    fn reads_numbers_without_a_stop() {
        assert_eq!(bare_number("10 DURING THE TALKS IN SUVA").map(|start| start.number), Some(10));
        assert_eq!(bare_number("10 during the talks in Suva"), None);
        assert_eq!(bare_number("1974 WAS A YEAR OF STORMS, HE SAID"), None);
        assert_eq!(bare_number("10 ITEMS"), None);
        assert_eq!(bare_number("2, The ferry").map(|start| (start.number, start.stop)), Some((2, Some(','))));
        assert_eq!(bare_number("2, the ferry"), None);
    }
}
