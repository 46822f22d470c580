//! The value of a TAGS line cut into words, bracketed groups and separators.

use core::ops::Range;

use super::{banner, code};

/// A piece of the value; ranges are of the unfolded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A word without the marks around it.
    Word(Range<usize>),
    /// What stands in brackets.
    Group(Range<usize>),
    /// A comma or another mark that ends an item.
    Separator,
    /// A closing bracket that nothing opened.
    Close,
    /// A page banner (N168).
    Banner(Range<usize>),
}

fn is_open(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '<')
}

fn is_close(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '>')
}

fn separates(c: char) -> bool {
    matches!(c, ',' | ';' | '\u{2022}' | '\u{b7}' | '|')
}

/// Cuts `text`; every byte is looked at a bounded number of times.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut banner = banner::find(text, 0);
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(range) = banner.clone().filter(|range| range.start <= at) {
            at = range.end.max(at + 1);
            tokens.push(Token::Banner(range));
            banner = banner::find(text, at);
            continue;
        }
        let Some(first) = rest.chars().next() else { break };
        if let Some(length) = markup(rest) {
            at += length;
            continue;
        }
        if first.is_whitespace() {
            at += first.len_utf8();
        } else if separates(first) {
            tokens.push(Token::Separator);
            at += first.len_utf8();
        } else if is_close(first) {
            tokens.push(Token::Close);
            at += 1;
        } else if is_open(first) {
            let (group, end) = group(text, at + 1);
            tokens.push(Token::Group(group));
            at = end;
        } else {
            let length = rest
                .char_indices()
                .find(|&(at, c)| {
                    let is_markup =
                        matches!(c, '<' | '&') && at > 0 && rest.get(at..).is_some_and(|rest| markup(rest).is_some());
                    is_markup || c.is_whitespace() || separates(c) || is_open(c) || is_close(c)
                })
                .map_or(rest.len(), |(at, _)| at);
            word(text, at..at + length, &mut tokens);
            at += length;
        }
    }
    tokens
}

/// The length of a tag or entity of a page that was left at the start of the text (N4, N88).
fn markup(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix('<') {
        let end = text.bytes().take(200).position(|byte| byte == b'>')?;
        // `<ROE, JANE>` is a person; `<A HREF="...">` and `<BR>` are tags.
        let capital = text.get(..end).is_some_and(|tag| tag.contains('=') || matches!(tag, "<BR" | "<P" | "<B" | "<I"));
        return (rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '/') || capital).then_some(end + 1);
    }
    let end = text.strip_prefix('&')?.bytes().take(8).position(|byte| byte == b';')?;
    let name = text.get(1..=end)?;
    (name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')).then_some(end + 2)
}

/// The inside of a group that begins at `from`, and where reading goes on. A
/// group that is not closed ends before the next bracket or the next code (N82).
fn group(text: &str, from: usize) -> (Range<usize>, usize) {
    let rest = text.get(from..).unwrap_or_default();
    let length = rest.find(|c| is_open(c) || is_close(c)).unwrap_or(rest.len());
    let closed = rest.get(length..).and_then(|rest| rest.chars().next()).is_some_and(is_close);
    if closed {
        return (from..from + length, from + length + 1);
    }
    let inside = rest.get(..length).unwrap_or_default();
    let mut at = 0;
    for (index, piece) in inside.split_inclusive([' ', ',']).enumerate() {
        let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let is_code = word.len() >= 4 || index > 1 && !super::is_small_word(&word.to_ascii_uppercase());
        if index > 0 && word.len() > 1 && is_code && code::is_exact(word) {
            break;
        }
        at += piece.len();
    }
    (from..from + at, from + at)
}

/// A word, without quotation marks, bullets and stops around it.
fn word(text: &str, range: Range<usize>, tokens: &mut Vec<Token>) {
    let printed = text.get(range.clone()).unwrap_or_default();
    let inner = printed.trim_matches(|c: char| !c.is_alphanumeric());
    if inner.is_empty() {
        // `PGOV / PREL - FJ`; `&` joins words of a phrase.
        if printed != "&" {
            tokens.push(Token::Separator);
        }
        return;
    }
    let start = range.start + (printed.len() - printed.trim_start_matches(|c: char| !c.is_alphanumeric()).len());
    if is_mixed(inner) {
        // `OVIP/ROE`: a code and something else, each a word of its own.
        let mut at = start;
        for part in inner.split('/') {
            if !part.is_empty() {
                tokens.push(Token::Word(at..at + part.len()));
            }
            tokens.push(Token::Separator);
            at += part.len() + 1;
        }
        return;
    }
    tokens.push(Token::Word(start..start + inner.len()));
    // A stop ends an item, but not an initial.
    if inner.len() > 1 && printed.ends_with(['.', ':', '/']) {
        tokens.push(Token::Separator);
    }
}

/// Whether a slash stands between a code and words that are none; symbols such
/// as `UNGA/C-1` stay whole.
fn is_mixed(word: &str) -> bool {
    if !word.contains('/') || word.len() > 64 || code::is_exact(word) {
        return false;
    }
    let parts = || word.split('/').filter(|part| !part.is_empty());
    let is_subject = |part: &str| part.len() == 4 && code::is_subject(part);
    let is_word = |part: &str| part.len() >= 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    parts().any(is_subject) || parts().any(code::is_exact) && parts().all(|part| code::is_exact(part) || is_word(part))
}
