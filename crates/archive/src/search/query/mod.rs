//! The query language of Chancery: from text to a tree that every engine
//! understands.

mod conditions;
mod filter;
mod forms;
mod lexer;
mod parser;
mod resolved;
mod tree;
mod values;

use core::fmt;

use serde::Serialize;
use telegram::Span;

pub use conditions::Condition;
pub use filter::{Filter, quoted};
pub(crate) use resolved::Resolved;
pub(crate) use tree::{Form, RangeField, TextField, Tree, Value, ValueField};

/// A query that was understood.
///
/// ```
/// use archive::Query;
///
/// assert!(Query::parse("\"grain sale\" class:secret.. -from:moscow").is_ok());
/// let error = Query::parse("grain class:hidden").unwrap_err();
/// assert_eq!(&"grain class:hidden"[error.span.range()], "hidden");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    text: String,
    tree: Tree,
    /// Where the parts stand that all have to hold; none where the query is a choice of several.
    parts: Vec<conditions::Part>,
}

impl Query {
    /// Reads a query as a person types it. The empty text matches everything.
    ///
    /// # Errors
    /// What is wrong, where, and how to write it instead. Nothing is dropped
    /// silently.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let parser::Parsed { tree, parts } = parser::parse(text)?;
        Ok(Self { text: text.to_owned(), tree, parts })
    }

    /// The query as typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn tree(&self) -> &Tree {
        &self.tree
    }
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QueryError {
    /// What is wrong, for example `the quotation mark is not closed`.
    pub message: String,
    /// Where, as a byte range of the query's text.
    pub span: Span,
    /// How to write it, for example `write class:secret or class:secret..`.
    pub hint: Option<String>,
}

/// What is wrong, where, and how to write it.
fn error(message: impl Into<String>, span: Span, hint: impl Into<String>) -> QueryError {
    QueryError { message: message.into(), span, hint: Some(hint.into()) }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at {} to {})", self.message, self.span.start, self.span.end)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for QueryError {}

#[cfg(test)]
mod tests;
