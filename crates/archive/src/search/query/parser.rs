//! From the signs of a query to its tree.

use telegram::Span;

use super::conditions::Part;
use super::forms;
use super::lexer::{Token, tokens};
use super::tree::{TextField, Tree};
use super::values;
use super::{QueryError, error};

/// How deep parentheses may nest.
const DEEPEST: usize = 64;

/// How many words and values a query may have. Each is looked up in the index.
const MOST_WORDS: usize = 1_000;

/// A query that was read.
pub(super) struct Parsed {
    pub(super) tree: Tree,
    /// The parts that all have to hold; none where the query is a choice of several.
    pub(super) parts: Vec<Part>,
}

/// Reads a whole query.
pub(super) fn parse(text: &str) -> Result<Parsed, QueryError> {
    let tokens = tokens(text)?;
    count(&tokens)?;
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let mut parser = Parser { tokens: &tokens, at: 0, end, depth: 0 };
    if tokens.is_empty() {
        return Ok(Parsed { tree: Tree::All, parts: Vec::new() });
    }
    let (first, parts) = parser.all(None)?;
    let is_choice = parser.peek() == Some(&Token::Or);
    let tree = parser.either(first, None)?;
    match parser.tokens.get(parser.at) {
        None => Ok(Parsed { tree, parts: if is_choice { Vec::new() } else { parts } }),
        Some((_, span)) => Err(error("there is no ( for this )", *span, "remove it, or add ( before")),
    }
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

    /// `a OR b OR …`, after its first.
    fn either(&mut self, first: Tree, field: Field<'a>) -> Result<Tree, QueryError> {
        let mut any = vec![first];
        while self.peek() == Some(&Token::Or) {
            self.at += 1;
            any.push(self.all(field)?.0);
        }
        Ok(one_or(any, Tree::Or))
    }

    /// `a b AND c …`, and where each of them stands.
    fn all(&mut self, field: Field<'a>) -> Result<(Tree, Vec<Part>), QueryError> {
        let (mut all, mut parts) = (Vec::new(), Vec::new());
        loop {
            let first = self.at;
            all.push(self.term(field)?);
            parts.push(self.part(first));
            match self.peek() {
                None | Some(Token::Or | Token::Close) => return Ok((one_or(all, Tree::And), parts)),
                Some(Token::And) => self.at += 1,
                Some(_) => {}
            }
        }
    }

    /// The part of the query from a token to the last one taken.
    fn part(&self, first: usize) -> Part {
        let tokens = self.tokens.get(first..self.at).unwrap_or_default();
        let span = match tokens {
            [(_, first), .., (_, last)] => Span::new(first.start, last.end),
            [(_, only)] => *only,
            [] => Span::new(self.end, self.end),
        };
        let is_group = matches!(tokens, [(Token::Open, _), ..]);
        let asks = tokens.iter().find(|(token, _)| *token != Token::Not);
        Part { span, is_group, has_field: matches!(asks, Some((Token::Field(_), _))) }
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
                let inner = self.nested(*span, |parser| {
                    let (first, _) = parser.all(field)?;
                    parser.either(first, field)
                })?;
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
                None => forms::text(TextField::Any, token, *span),
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
