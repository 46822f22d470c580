//! What stands between the parts of a citation: number signs, sections, classifications (rules N180, N203).

use crate::id::number::Number;
use crate::id::token::Token;
use crate::lexicon::{citing, classes};
use crate::{posts, spelling};

/// After `#`, `NO.`, `NOS.` before a further number (N180); `at` where there is none.
pub(super) fn number_sign(tokens: &[Token<'_>], at: usize) -> usize {
    let sign =
        tokens.get(at).is_some_and(|token| token.is("#") || token.is_word() && citing::is_number_sign(token.text));
    let stop = usize::from(sign && tokens.get(at + 1).is_some_and(|token| token.is(".")));
    let number = tokens.get(at + 1 + stop).is_some_and(Token::is_number);
    if sign && number { at + 1 + stop } else { at }
}

/// One past a section after the number, `3507/1`, `617/01`: no telegram of a list has a number of one figure after one
/// of three or more, unless it is the next one (`617/8`), nor a zero in front.
pub(super) fn section_suffix(tokens: &[Token<'_>], number: &Number) -> Option<usize> {
    let at = number.tokens.1;
    tokens.get(at).filter(|token| token.is("/") && token.glued)?;
    let section = tokens.get(at + 1).filter(|token| token.is_number() && token.glued)?;
    let ends = tokens.get(at + 2).is_none_or(|next| !(next.glued && (next.is_any("/-–") || next.is_word())));
    let next = number.value.is_some_and(|value| section.text.parse() == Ok(value % 10 + 1));
    let is_section = match section.text.as_bytes() {
        [b'0', b'1'..=b'9'] => true,
        [b'1'..=b'9'] => number.digits >= 3 && !next,
        _ => false,
    };
    (ends && is_section).then_some(at + 2)
}

/// `(C)`, `(NOTAL)`, `(SBU)`: one past the bracket.
pub(super) fn classification_in_brackets(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    const MARKS: [&str; 4] = ["U", "C", "S", "TS"];
    let is_mark = |word: &str| citing::is_class(word) || citing::is_caption(word) || spelling::is_one_of(word, &MARKS);
    let inside = tokens.get(at).filter(|token| token.is("(")).and(tokens.get(at + 1))?;
    (inside.is_word() && is_mark(inside.text) && tokens.get(at + 2)?.is(")")).then_some(at + 3)
}

/// `C O N F I D E N T I A L`: one past its last letter (rules CLASS, N203).
pub(crate) fn spaced_class(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    tokens.get(at).filter(|token| matches!(token.letter(), Some('C' | 'S' | 'U')))?;
    classes::NAMES.iter().map(|class| (class, at + class.len())).find_map(|(class, end)| {
        let letters = tokens.get(at..end)?.iter().map(|token| token.letter().filter(|_| token.is_word()));
        (letters.eq(class.chars().map(Some)) && tokens.get(end)?.letter().is_none()).then_some(end)
    })
}

/// `PARA 3 OF`, `PARAS 3-4 OF`: a part of the telegram that is named after; one past `OF`.
pub(super) fn paragraphs_of(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let word = tokens.get(at).filter(|token| token.is_word())?.text;
    (citing::is_paragraph(word) || citing::is_section(word)).then_some(())?;
    let mut end = at + 1;
    while tokens
        .get(end)
        .is_some_and(|token| token.is_any("-–,&") || token.says("AND") || token.is_number() && token.text.len() <= 2)
        && end < at + 8
    {
        end += 1;
    }
    let next = tokens.get(end).filter(|_| end > at + 1)?;
    // `PARA 4 STATE 12345`
    let post = || posts::may_begin(next.text) && tokens.get(end + 1).is_some_and(Token::is_number);
    if next.says_any(&["OF", "IN"]) { Some(end + 1) } else { post().then_some(end) }
}
