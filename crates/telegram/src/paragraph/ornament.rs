//! What pages and typists set around the number of a paragraph (rules N6, N129).

use super::ParagraphStart;
use super::mark::{after_mark, portion_mark};

/// The text without the signs before the number, `¶`, `§`, `•`, the signs of a Markdown heading, and the emphasis that is
/// open then, `**`, which is shut after the number or the mark.
pub(super) fn without_signs(text: &str) -> (&str, &'static str) {
    let rest = text.trim_start_matches(['¶', 'Â', '§', '•', ' ', '\u{a0}']);
    let rest = rest.trim_start_matches('#').trim_start();
    let emphasis = ["**", "__", "*", "_"].into_iter().find(|sign| rest.starts_with(sign));
    match emphasis.and_then(|sign| Some((rest.strip_prefix(sign)?, sign))) {
        // `* 1. Text`: the bullet of a list.
        Some((rest, _)) if rest.starts_with(' ') => (rest.trim_start(), ""),
        Some(open) => open,
        None => (rest, ""),
    }
}

/// `[1] (C) Text`, `(1) (C) Text`: a number in brackets, which only the mark tells from the item of a list.
pub(super) fn bracketed(text: &str) -> Option<ParagraphStart<'_>> {
    let open = text.chars().next().filter(|sign| matches!(sign, '(' | '['))?;
    let (digits, rest) = text[1..].split_once([')', ']']).filter(|(digits, _)| matches!(digits.len(), 1..=3))?;
    let number = digits.parse().ok().filter(|&number| number > 0)?;
    let rest = rest.trim_start();
    let (mark, length) = portion_mark(rest).filter(|_| rest.starts_with('('))?;
    let value = after_mark(&rest[length..]);
    Some(ParagraphStart { number, mark: Some(mark), stop: Some(open), text_at: text.len() - value.len() })
}
