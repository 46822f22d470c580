//! From the text of a query to its signs.

use telegram::Span;

use super::{QueryError, error};

/// A sign of the query language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    And,
    Or,
    /// `NOT` or a hyphen before something.
    Not,
    /// `from:` and the like, the name in small letters.
    Field(String),
    /// Anything up to a blank, parenthesis or quotation mark.
    Word(String),
    /// The text between quotation marks, and the number after `~`.
    Quoted(String, Option<u32>),
    /// The text between slashes.
    Regex(String),
}

/// Splits a query into its signs, each with its place.
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Span)>, QueryError> {
    let mut lexer = Lexer { text, at: 0 };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.next()? {
        tokens.push(token);
    }
    Ok(tokens)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn span(&self, start: usize) -> Span {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(place(start), place(self.at))
    }

    fn next(&mut self) -> Result<Option<(Token, Span)>, QueryError> {
        self.at += self.rest().len() - self.rest().trim_start().len();
        let start = self.at;
        let Some(first) = self.rest().chars().next() else { return Ok(None) };
        let token = match first {
            '(' => self.sign(1, Token::Open),
            ')' => self.sign(1, Token::Close),
            '"' | '“' | '”' | '„' => self.quoted(first.len_utf8())?,
            '/' => self.regex()?,
            '-' if self.rest().chars().nth(1).is_some_and(|next| !next.is_whitespace() && next != '-') => {
                self.sign(1, Token::Not)
            }
            _ => self.word(),
        };
        Ok(Some((token, self.span(start))))
    }

    fn sign(&mut self, length: usize, token: Token) -> Token {
        self.at += length;
        token
    }

    /// A word, an operator in capitals, or the name of a field up to its colon.
    fn word(&mut self) -> Token {
        let rest = self.rest();
        let length = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '“' | '”' | '„'))
            .unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        if let Some((name, _)) = word.split_once(':')
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
        {
            self.at += name.len() + 1;
            return Token::Field(name.to_ascii_lowercase());
        }
        self.at += length;
        match word {
            "AND" => Token::And,
            "OR" => Token::Or,
            "NOT" => Token::Not,
            _ => Token::Word(word.to_owned()),
        }
    }

    /// A phrase; a backslash takes the next sign as it is.
    fn quoted(&mut self, mark: usize) -> Result<Token, QueryError> {
        let start = self.at;
        self.at += mark;
        let mut inner = String::new();
        loop {
            let Some(next) = self.rest().chars().next() else {
                return Err(error(
                    "the quotation mark is not closed",
                    self.span(start),
                    "add \" at the end of the phrase",
                ));
            };
            self.at += next.len_utf8();
            match next {
                '"' | '“' | '”' => break,
                '\\' => {
                    if let Some(escaped) = self.rest().chars().next() {
                        self.at += escaped.len_utf8();
                        inner.push(escaped);
                    }
                }
                _ => inner.push(next),
            }
        }
        let Some(after) = self.rest().strip_prefix('~') else { return Ok(Token::Quoted(inner, None)) };
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        let sign = self.at;
        self.at += 1 + digits.len();
        match digits.parse() {
            Ok(number) => Ok(Token::Quoted(inner, Some(number))),
            Err(_) => {
                Err(error("a number is missing after ~", self.span(sign), "write \"…\"~5: at most 5 words between"))
            }
        }
    }

    fn regex(&mut self) -> Result<Token, QueryError> {
        let start = self.at;
        self.at += 1;
        let mut inner = String::new();
        loop {
            let Some(next) = self.rest().chars().next() else {
                return Err(error(
                    "the slash is not closed",
                    self.span(start),
                    "a regular expression stands between slashes: /colou?r/",
                ));
            };
            self.at += next.len_utf8();
            match next {
                '/' => return Ok(Token::Regex(inner)),
                '\\' if self.rest().starts_with('/') => {
                    self.at += 1;
                    inner.push('/');
                }
                _ => inner.push(next),
            }
        }
    }
}
