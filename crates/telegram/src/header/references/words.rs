//! Words of a list that are no part of a citation: the label, captions, "and previous" (rules N100, N106, N107).

use crate::id::token::{Token, TokenKind};

/// `REF`, `REFTEL` and the like inside the list.
pub(super) fn is_reference_word(token: &Token<'_>) -> bool {
    token.says_any(&["REF", "REFS", "REFTEL", "REFTELS", "REFERENCE", "REFERENCES", "RETEL", "RETELS"])
}

/// What may stand after a citation without beginning a title: captions, "and previous" (N106, N107).
pub(super) fn is_remark(token: &Token<'_>) -> bool {
    const WORDS: [&str; 34] = [
        "NOTAL",
        "EXDIS",
        "NODIS",
        "LIMDIS",
        "STADIS",
        "NOFORN",
        "SIPDIS",
        "AND",
        "PREVIOUS",
        "PREV",
        "PREVS",
        "ET",
        "AL",
        "ALL",
        "SUBSEQUENT",
        "SERIES",
        "EARLIER",
        "OTHERS",
        "RELATED",
        "MESSAGES",
        "TELS",
        "DATED",
        "OF",
        "SECTION",
        "CIRCULAR",
        "PARA",
        "PARAS",
        "ONLY",
        "UNCLAS",
        "CONFIDENTIAL",
        "SECRET",
        "SBU",
        "LOU",
        "CORRECTED",
    ];
    token.kind == TokenKind::Mark && !token.is_any(":\"“") || token.says_any(&WORDS)
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
