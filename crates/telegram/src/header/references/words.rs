//! Words of a list that are no part of a citation: the label, captions, "and previous" (rules N100, N106, N107).

use crate::id::token::{Token, TokenKind};
use crate::lexicon::citing;
use crate::spelling;

/// `REF`, `REFTEL` and the like inside the list.
pub(super) fn is_reference_word(token: &Token<'_>) -> bool {
    token.is_word() && !token.says("SEPTEL") && citing::is_label(token.text)
}

/// What may stand after a citation without beginning a title: captions, "and previous" (N106, N107).
pub(super) fn is_remark(token: &Token<'_>) -> bool {
    const OTHERS: [&str; 10] =
        ["MESSAGES", "TELS", "DATED", "OF", "SECTION", "CIRCULAR", "PARA", "PARAS", "ONLY", "CORRECTED"];
    let is_word = |word: &str| {
        citing::is_caption(word)
            || citing::is_class(word)
            || citing::is_and_others(word)
            || spelling::is_one_of(word, &OTHERS)
    };
    token.kind == TokenKind::Mark && !token.is_any(":\"“") || token.is_word() && is_word(token.text)
}

/// Skips a label of the field that the caller left: `PROGRAM REF:`, `Ref(s):`, `REF -` (N100, N177, N193).
pub(super) fn skip_field_label(tokens: &[Token<'_>]) -> usize {
    let head = &tokens[..tokens.len().min(5)];
    let Some(word) = head.iter().position(|token| is_reference_word(token) || token.says("RE")) else { return 0 };
    let mut end = word + 1;
    // `Ref(s)`
    let plural = tokens.get(end).is_some_and(|token| token.is("(") && token.glued)
        && tokens.get(end + 1).is_some_and(|token| token.says("S") && token.glued)
        && tokens.get(end + 2).is_some_and(|token| token.is(")"));
    end += if plural { 3 } else { 0 };
    let mark = tokens.get(end).is_some_and(|token| token.is_any(":-.") && !token.line_start);
    let numbers_before =
        head[..word].iter().any(|token| token.is_number() || token.line_start && word > 0 && !head[0].line_start);
    if numbers_before || (word > 0 && !mark) || head[..word].iter().any(|token| !token.is_word()) {
        return 0;
    }
    end + usize::from(mark)
}
