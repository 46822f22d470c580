//! Format line 2: precedence and routing indicators, `PP RUEHBI RUEHCI …`
//! (rules FL2, N23).

use crate::{Precedence, Routing, Span};

/// Reads a line, or several joined, of precedence prosigns and routing
/// indicators, or of indicators alone; `None` for any other text.
pub(crate) fn parse(line: &str) -> Option<Routing> {
    if !matches!(line.as_bytes().first()?, b'Z' | b'O' | b'P' | b'R' | b'Y' | b'z' | b'o' | b'p' | b'r' | b'y') {
        return None;
    }
    let mut routing = Routing { span: Span::new(0, line.len() as u32), ..Routing::default() };
    let mut words = line.split_ascii_whitespace().peekable();
    while let Some(found) = words.peek().and_then(|word| prosign(word)) {
        // Nobody has three precedences.
        if routing.precedence.len() == 2 {
            return None;
        }
        routing.precedence.push(found);
        words.next();
    }
    for word in words {
        routing.indicators.push(indicator(word, routing.precedence.is_empty())?);
    }
    (!routing.indicators.is_empty()).then_some(routing)
}

/// `PP`, the prosign doubled.
fn prosign(word: &str) -> Option<Precedence> {
    match *word.as_bytes() {
        [first, second] if first.eq_ignore_ascii_case(&second) => Precedence::from_prosign(first.to_ascii_uppercase()),
        _ => None,
    }
}

/// A routing indicator of four to eight letters. Without a prosign on the line
/// only those of the two networks that telegrams go by count, and only in
/// capitals: a line of `RUN RACE` is none.
fn indicator(word: &str, alone: bool) -> Option<String> {
    let word = word.trim_end_matches('.');
    let is_indicator = (4..=8).contains(&word.len())
        && if alone {
            word.bytes().all(|byte| byte.is_ascii_uppercase()) && (word.starts_with("RU") || word.starts_with("RH"))
        } else {
            word.bytes().all(|byte| byte.is_ascii_alphabetic()) && word.starts_with(['R', 'r'])
        };
    is_indicator.then(|| word.to_ascii_uppercase())
}
