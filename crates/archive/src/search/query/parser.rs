//! From the signs of a query to its tree.

use telegram::Span;

use super::QueryError;
use super::lexer::{Token, tokens};
use super::tree::{Form, TextField, Tree};
use super::values;

/// How deep parentheses may nest.
const DEEPEST: usize = 64;

/// How many words and values a query may have. Each is looked up in the index.
const MOST_WORDS: usize = 1_000;

/// Reads a whole query.
pub(super) fn parse(text: &str) -> Result<Tree, QueryError> {
    let tokens = tokens(text)?;
    count(&tokens)?;
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let mut parser = Parser { tokens: &tokens, at: 0, end, depth: 0 };
    if tokens.is_empty() {
        return Ok(Tree::All);
    }
    let tree = parser.either(None)?;
    match parser.tokens.get(parser.at) {
        None => Ok(tree),
        Some((_, span)) => Err(error("there is no ( for this )", *span, "remove it, or add ( before")),
    }
}

fn error(message: impl Into<String>, span: Span, hint: &str) -> QueryError {
    QueryError { message: message.into(), span, hint: Some(hint.to_owned()) }
}

/// Refuses a query with more words than [`MOST_WORDS`], at the first that is too many.
fn count(tokens: &[(Token, Span)]) -> Result<(), QueryError> {
    let mut words = 0;
    for (token, span) in tokens {
        words += match token {
            Token::Word(text) | Token::Quoted(text, _) => {
                text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).count()
            }
            Token::Regex(_) => 1,
            Token::Open | Token::Close | Token::And | Token::Or | Token::Not | Token::Field(_) => 0,
        };
        if words > MOST_WORDS {
            let message = format!("the query has more than {MOST_WORDS} words");
            return Err(error(message, *span, "ask for them in several queries"));
        }
    }
    Ok(())
}

/// A field name with its place, which the values after it belong to.
type Field<'a> = Option<(&'a str, Span)>;

struct Parser<'a> {
    tokens: &'a [(Token, Span)],
    at: usize,
    end: u32,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    /// `a OR b OR …`
    fn either(&mut self, field: Field<'a>) -> Result<Tree, QueryError> {
        let mut any = vec![self.all(field)?];
        while self.peek() == Some(&Token::Or) {
            self.at += 1;
            any.push(self.all(field)?);
        }
        Ok(one_or(any, Tree::Or))
    }

    /// `a b AND c …`
    fn all(&mut self, field: Field<'a>) -> Result<Tree, QueryError> {
        let mut all = vec![self.term(field)?];
        loop {
            match self.peek() {
                None | Some(Token::Or | Token::Close) => return Ok(one_or(all, Tree::And)),
                Some(Token::And) => self.at += 1,
                Some(_) => {}
            }
            all.push(self.term(field)?);
        }
    }

    fn term(&mut self, field: Field<'a>) -> Result<Tree, QueryError> {
        let Some((token, span)) = self.tokens.get(self.at) else {
            let at = Span::new(self.end, self.end);
            return Err(error(
                "the query ends where something should follow",
                at,
                "add a word, or put a word such as OR in quotation marks",
            ));
        };
        self.at += 1;
        match token {
            Token::Open => {
                let inner = self.nested(*span, |parser| parser.either(field))?;
                match self.peek() {
                    Some(Token::Close) => {
                        self.at += 1;
                        Ok(inner)
                    }
                    _ => Err(error("the parenthesis is not closed", *span, "add ) at its end")),
                }
            }
            Token::Not => Ok(Tree::Not(Box::new(self.nested(*span, |parser| parser.term(field))?))),
            Token::Field(name) => match field {
                None => self.nested(*span, |parser| parser.field(name, *span)),
                Some((outer, _)) => Err(error(
                    format!("{name}: cannot stand within {outer}:"),
                    *span,
                    "close the parenthesis before it",
                )),
            },
            Token::Close => Err(error("nothing stands before this )", *span, "put a word between the parentheses")),
            Token::And | Token::Or => Err(error(
                "this joins two terms, but one is missing",
                *span,
                "put the word in quotation marks to search for it",
            )),
            Token::Word(_) | Token::Quoted(..) | Token::Regex(_) => match field {
                Some((name, field)) => values::value(name, field, token, *span),
                None => text(TextField::Any, token, *span),
            },
        }
    }

    fn field(&mut self, name: &'a str, span: Span) -> Result<Tree, QueryError> {
        values::known(name, span)?;
        match self.tokens.get(self.at) {
            Some((Token::Word(_) | Token::Quoted(..) | Token::Regex(_) | Token::Open, at)) if at.start == span.end => {
                self.term(Some((name, span)))
            }
            _ => Err(error(
                format!("{name}: needs a value right after the colon"),
                span,
                "or put it in quotation marks to search for the words",
            )),
        }
    }

    fn nested<T>(
        &mut self,
        span: Span,
        inner: impl FnOnce(&mut Self) -> Result<T, QueryError>,
    ) -> Result<T, QueryError> {
        if self.depth == DEEPEST {
            return Err(error("the query is nested too deep", span, "write it with fewer parentheses"));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }
}

fn one_or(mut trees: Vec<Tree>, many: fn(Vec<Tree>) -> Tree) -> Tree {
    match trees.len() {
        1 => trees.swap_remove(0),
        _ => many(trees),
    }
}

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
        Token::Regex(pattern) => Form::Regex(checked(pattern, span)?),
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
fn checked(pattern: &str, span: Span) -> Result<String, QueryError> {
    if pattern.is_empty() {
        return Err(error("the regular expression is empty", span, "write /colou?r/"));
    }
    let small = pattern.to_lowercase();
    match tantivy_fst::Regex::new(&small) {
        Ok(_) => Ok(small),
        Err(problem) => Err(error(
            format!("this regular expression cannot be used: {problem}"),
            span,
            "it must match whole words, without ^ $ and look-around",
        )),
    }
}
