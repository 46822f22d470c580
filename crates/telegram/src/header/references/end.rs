//! Where a list ends that was not closed (N123).

use crate::id::citation;
use crate::id::token::Token;
use crate::id::year::When;
use crate::paragraph::is_base;

use super::segment::strict;

/// Whether the line that begins at token `at` is no longer part of the list: classified by, a paragraph, a heading.
pub(super) fn ends_list(tokens: &[Token<'_>], at: usize) -> bool {
    let says = |offset: usize, words: &[&str]| tokens.get(at + offset).is_some_and(|token| token.says_any(words));
    if says(0, &["CLASSIFIED", "DERIVED", "DECLASSIFIED"]) && says(1, &["BY", "FROM"]) {
        return true;
    }
    if says(0, &["REASON", "REASONS", "SUBJECT", "SUBJ", "TAGS", "SENSITIVE", "SIPDIS"])
        && (tokens.len() == at + 1 || is_mark(tokens, at + 1))
    {
        return true;
    }
    if says(0, &["SUMMARY"]) || (says(0, &["BEGIN", "END"]) && says(1, &["SUMMARY"])) {
        return true;
    }
    if says(0, &["E"]) && tokens.get(at + 1).is_some_and(|token| token.is(".")) && says(2, &["O"]) {
        return true;
    }
    first_paragraph(tokens, at) || marked_sentence(tokens, at) || handling(tokens, at)
}

/// `SENSITIVE BUT UNCLASSIFIED. NOT FOR …`, `This is an action request.`, `TEXT OF LETTER FOLLOWS:`: sentences about the
/// telegram itself.
fn handling(tokens: &[Token<'_>], at: usize) -> bool {
    let says = |offset: usize, words: &[&str]| {
        tokens.get(at + offset).is_some_and(|token| token.says_any(words) && (offset == 0 || !token.line_start))
    };
    let follows = || {
        let line = tokens.iter().skip(at + 1).take(12).take_while(|token| !token.line_start);
        line.filter(|token| token.is_word()).last().is_some_and(|token| token.says_any(&["FOLLOWS", "FOLLOW"]))
    };
    says(0, &["SENSITIVE"]) && says(1, &["BUT"])
        || says(0, &["NOT"]) && says(1, &["FOR"])
        || says(0, &["THIS"]) && says(1, &["IS", "MESSAGE", "CABLE", "TELEGRAM", "DOCUMENT"])
        || says(0, &["TEXT"]) && follows()
}

/// `(U) Sensitive but unclassified; …`, `(SBU) This is …`: a paragraph without a number; not `(U) SUVA 617`.
fn marked_sentence(tokens: &[Token<'_>], at: usize) -> bool {
    let mark = tokens.get(at).is_some_and(|token| token.is("("))
        && tokens.get(at + 1).is_some_and(|token| token.says_any(&["U", "SBU", "LOU", "FOUO"]))
        && tokens.get(at + 2).is_some_and(|token| token.is(")"));
    let words = tokens.iter().skip(at + 3).take(5).take_while(|token| token.is_word() && !token.line_start).count();
    mark && words >= 3 && citation::read(tokens, at, strict(When::default())).is_none()
}

fn is_mark(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.is_any(":.-(") || token.line_start)
}

/// `1. (C) Summary`, `¶1.`, `1. THE MINISTER SAID`; not `1. SUVA 617`.
fn first_paragraph(tokens: &[Token<'_>], at: usize) -> bool {
    let mut begin = at;
    while tokens.get(begin).is_some_and(|token| token.is_any("¶§Âp")) {
        begin += 1;
    }
    let sign = begin > at;
    let Some(number) = tokens.get(begin).filter(|token| token.is_number() && token.text.len() <= 2) else {
        return false;
    };
    let mark = tokens.get(begin + 1).is_some_and(|token| token.is_any(".)"));
    if !mark && !sign {
        return false;
    }
    let after = begin + 1 + usize::from(mark);
    if portion_mark(tokens, after) {
        return true;
    }
    // `1. SUVA 617` and `1) E-MAIL`: a list numbered instead of lettered.
    let entry = citation::read(tokens, after, strict(When::default())).is_some()
        || super::kind::of_line(tokens.get(after..).unwrap_or_default()).is_some();
    (number.text.trim_start_matches('0') == "1" || sign) && !entry && tokens.len() > after
}

/// `(C)`, `(SBU)`, `(U)`.
fn portion_mark(tokens: &[Token<'_>], at: usize) -> bool {
    let is_mark = |token: &Token<'_>| is_base(token.text) || token.says("NF");
    tokens.get(at).is_some_and(|token| token.is("(")) && tokens.get(at + 1).is_some_and(is_mark)
}
