//! What a new page or section left of the telegram's own header inside the list (rules N125, N151, N190).

use crate::id::citation::{self, post_at};
use crate::id::token::Token;
use crate::lexicon::{citing, classes};
use crate::{Diagnostic, posts};

use super::Citing;
use super::segment::{span_of, strict};

/// A mark has its number padded to eight figures; a citation never.
const PADDED: usize = 7;
/// The longest name of a post, in tokens (`PORT-AU-PRINCE` has five).
const LONGEST_NAME: usize = 6;

/// What was dropped from the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dropped {
    Nothing,
    /// Marks of pages or sections.
    Marks,
    /// A whole header, after which the list may begin anew.
    Header,
}

/// Takes the telegram's own section marks (`QUITO 00000520  001.2 OF 002`) and repeated classification lines with the
/// fields that follow them on the line out of the tokens: they are no entries.
pub(super) fn drop(tokens: &mut Vec<Token<'_>>, citing: &Citing<'_>, diagnostics: &mut Vec<Diagnostic>) -> Dropped {
    let mut dropped = Dropped::Nothing;
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for at in 0..tokens.len() {
        let last = stretches.last().map_or(0, |&(_, end)| end);
        if at < last {
            continue;
        }
        let Some((kind, begin, end)) = own_header(tokens, at, citing).filter(|&(_, begin, _)| begin >= last) else {
            continue;
        };
        diagnostics.push(Diagnostic::note(
            "banner-in-references",
            span_of(tokens, begin, end),
            "a section mark or a repeated header stands in the list of references: it is no entry",
        ));
        dropped = dropped.max(kind);
        stretches.push((begin, end));
    }
    for &(begin, end) in &stretches {
        let begins_line = tokens.get(begin).is_some_and(|first| first.line_start);
        if let Some(next) = tokens.get_mut(end) {
            next.line_start |= begins_line;
            next.glued = false;
        }
    }
    let mut left = stretches.iter().peekable();
    let mut at = 0;
    tokens.retain(|_| {
        while left.next_if(|&&(_, end)| end <= at).is_some() {}
        let inside = left.peek().is_some_and(|&&(begin, _)| begin <= at);
        at += 1;
        !inside
    });
    dropped
}

/// Reads the mark or the header whose number is the token `at`: its first token and one past its last.
fn own_header(tokens: &[Token<'_>], at: usize, citing: &Citing<'_>) -> Option<(Dropped, usize, usize)> {
    let number = tokens.get(at).filter(|token| token.is_number() && !token.line_start)?;
    let own = citing.id.is_some_and(|id| number.text.parse() == Ok(id.number));
    let padded = number.text.len() >= PADDED && number.text.starts_with('0');
    if !own && !padded {
        return None;
    }
    let section = section(tokens, at + 1);
    let begin = post_begin(tokens, at, citing.own_post())
        .filter(|_| own)
        .or_else(|| last_word(tokens, at).filter(|_| padded && section.is_some()))?;
    if let Some(class) = class_before(tokens, begin).filter(|_| own) {
        return Some((Dropped::Header, class, rest_of_header(tokens, section.unwrap_or(at + 1))));
    }
    // `08 QUITO 520 SECTION 01 OF 02`: part of another telegram; only the figures of a mark are padded.
    match section {
        Some(end) if padded || is_padded_section(tokens, at + 1) => Some((Dropped::Marks, begin, end)),
        None if padded && own => Some((Dropped::Marks, begin, at + 1)),
        _ => None,
    }
}

/// Where the name of the telegram's own post begins that ends before the number `at`.
fn post_begin(tokens: &[Token<'_>], at: usize, own: Option<&str>) -> Option<usize> {
    let own = own?;
    (at.saturating_sub(LONGEST_NAME)..at).find(|&begin| {
        let listed = post_at(tokens, begin, strict(crate::id::year::When::default()));
        listed.is_some_and(|post| post.end == at && post.key == own) || name_of(tokens, begin, at) == own
    })
}

/// The letters of the words `begin..at`, as in a reference id.
fn name_of(tokens: &[Token<'_>], begin: usize, at: usize) -> String {
    let words = tokens.get(begin..at).unwrap_or_default();
    if words.iter().any(Token::is_number) {
        return String::new();
    }
    words.iter().map(|word| posts::key_of(word.text)).collect()
}

/// Where the name of any post begins that ends before the number `at`; else the word before it.
fn last_word(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let known = (at.saturating_sub(LONGEST_NAME)..at).find(|&begin| {
        post_at(tokens, begin, strict(crate::id::year::When::default())).is_some_and(|post| post.end == at)
    });
    known.or_else(|| at.checked_sub(1).filter(|&word| tokens.get(word).is_some_and(Token::is_word)))
}

/// One past `001 OF 002`, `001.2 OF 002`, `SECTION 01 OF 02` at `at`.
fn section(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let is_figure = |at: usize| tokens.get(at).is_some_and(|token| token.is_number() && token.text.len() <= 3);
    let begin = at + usize::from(tokens.get(at).is_some_and(|token| token.says_any(&["SECTION", "SEC"])));
    if !is_figure(begin) {
        return None;
    }
    let page = tokens.get(begin + 1).is_some_and(|token| token.is_any("./")) && is_figure(begin + 2);
    let of = begin + if page { 3 } else { 1 };
    (tokens.get(of)?.says("OF") && is_figure(of + 1)).then_some(of + 2)
}

/// Whether the section at `at` has three figures, as only marks have.
fn is_padded_section(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| token.is_number() && token.text.len() == 3 && token.text.starts_with('0'))
}

/// Whether a word can be the last of a class: `LIMITED OFFICIAL USE`.
fn ends_class(token: &Token<'_>) -> bool {
    classes::is_name(token.text) || token.says("USE")
}

/// Where the classification begins that ends before the token `at`, a section between them or not.
fn class_before(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    const FAR: usize = 24;
    (at.saturating_sub(FAR)..at).find_map(|begin| {
        let spaced = citation::spaced_class(tokens, begin);
        let end = spaced.or_else(|| Some(begin + 1).filter(|_| ends_class(&tokens[begin])))?;
        let end = section(tokens, end).unwrap_or(end);
        (end == at).then_some(begin)
    })
}

/// One past what follows a repeated classification line on its line: captions, then fields to the end of the line.
fn rest_of_header(tokens: &[Token<'_>], at: usize) -> usize {
    let mut end = at;
    while tokens.get(end).is_some_and(|token| {
        token.is_word() && citing::is_caption(token.text) || token.says_any(&["SENSITIVE", "FOR", "DEPT"])
    }) {
        end += 1;
    }
    let eo = tokens.get(end).is_some_and(|token| token.says("E"))
        && tokens.get(end + 1).is_some_and(|token| token.is("."))
        && tokens.get(end + 2).is_some_and(|token| token.says("O"));
    if eo || tokens.get(end).is_some_and(|token| token.says_any(&["EO", "TAGS", "SUBJECT", "SUBJ"])) {
        end += tokens.iter().skip(end).take_while(|token| !token.line_start).count();
    }
    end
}
