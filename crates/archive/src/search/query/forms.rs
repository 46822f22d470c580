//! How a word is looked for: as typed, exactly, by its start, with wrong letters, by a pattern.

use telegram::Span;

use super::lexer::Token;
use super::tree::{Form, TextField, Tree};
use super::{QueryError, error};
use crate::search::pattern::Pattern;

/// Words looked for in a text.
pub(super) fn text(field: TextField, token: &Token, span: Span) -> Result<Tree, QueryError> {
    let form = match token {
        Token::Quoted(words, slop) => {
            wordful(words, span)?;
            Form::Phrase(words.clone(), slop.unwrap_or(0))
        }
        Token::Regex(_) | Token::Word(_) if !matches!(field, TextField::Any | TextField::Subject) && special(token) => {
            return Err(error(
                "prefixes, fuzzy words and regular expressions work on words anywhere and on subject:",
                span,
                "write whole words here",
            ));
        }
        Token::Regex(text) => Form::Regex(pattern(text, span)?),
        Token::Word(word) => word_form(word, span)?,
        _ => return Err(error("a word is expected here", span, "put it in quotation marks to search for it")),
    };
    Ok(Tree::Text(field, form))
}

/// Whether a word is more than a plain word.
fn special(token: &Token) -> bool {
    match token {
        Token::Word(word) => word.starts_with('=') || word.ends_with('*') || fuzzy(word).is_some(),
        token => matches!(token, Token::Regex(_)),
    }
}

/// The word before `~` or `~2` and the number of letters that may be wrong.
fn fuzzy(word: &str) -> Option<(&str, &str)> {
    word.rsplit_once('~').filter(|(_, digits)| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn word_form(word: &str, span: Span) -> Result<Form, QueryError> {
    if let Some(exact) = word.strip_prefix('=') {
        return Ok(Form::Exact(single(exact, span)?));
    }
    if let Some((inner, digits)) = fuzzy(word) {
        let inner = single(inner, span)?;
        return match digits {
            "" => Ok(Form::Fuzzy(inner.clone(), if inner.chars().count() < 6 { 1 } else { 2 })),
            "1" => Ok(Form::Fuzzy(inner, 1)),
            "2" => Ok(Form::Fuzzy(inner, 2)),
            _ => Err(error("at most 2 letters may be wrong", span, "write word~ or word~2")),
        };
    }
    if let Some(prefix) = word.strip_suffix('*') {
        let prefix = single(prefix, span)?;
        return Ok(Form::Prefix(prefix));
    }
    if word.contains('*') {
        return Err(error("* can stand only at the end of a word", span, "write a regular expression: /nego.*ion/"));
    }
    wordful(word, span)?;
    Ok(Form::Words(word.to_owned()))
}

/// One word without signs.
fn single(word: &str, span: Span) -> Result<String, QueryError> {
    if !word.is_empty() && word.chars().all(char::is_alphanumeric) {
        return Ok(word.to_owned());
    }
    Err(error("here a single word of letters and figures is needed", span, "for several words write \"a phrase\""))
}

/// Something with at least one letter or figure.
fn wordful(words: &str, span: Span) -> Result<(), QueryError> {
    if words.chars().any(char::is_alphanumeric) {
        return Ok(());
    }
    Err(error("there is no letter or figure to search for", span, "signs are not searched; write words"))
}

/// A regular expression that the engines understand.
fn pattern(text: &str, span: Span) -> Result<Pattern, QueryError> {
    if text.is_empty() {
        return Err(error("the regular expression is empty", span, "write /colou?r/"));
    }
    Pattern::new(text).map_err(|problem| {
        let message = format!("this regular expression cannot be used: {problem}");
        error(message, span, "it must match whole words, without look-around and back-references, and stay small")
    })
}
