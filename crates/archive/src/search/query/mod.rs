//! The query language of Chancery: from text to a tree that every engine
//! understands.

mod forms;
mod lexer;
mod parser;
mod tree;
mod values;

use core::fmt;

use serde::Serialize;
use telegram::Span;

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
}

impl Query {
    /// Reads a query as a person types it. The empty text matches everything.
    ///
    /// # Errors
    /// What is wrong, where, and how to write it instead. Nothing is dropped
    /// silently.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        Ok(Self { text: text.to_owned(), tree: parser::parse(text)? })
    }

    /// The query as typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place of all of it in its text.
    pub(crate) fn span(&self) -> Span {
        Span::new(0, u32::try_from(self.text.len()).unwrap_or(u32::MAX))
    }

    pub(crate) fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The text of this query narrowed by one more condition, such as the
    /// filter of a facet value.
    ///
    /// ```
    /// use archive::Query;
    ///
    /// assert_eq!(Query::parse("wheat OR rye")?.narrowed("year:1975"), "(wheat OR rye) year:1975");
    /// assert_eq!(Query::parse("")?.narrowed("year:1975"), "year:1975");
    /// # Ok::<(), archive::QueryError>(())
    /// ```
    #[must_use]
    pub fn narrowed(&self, filter: &str) -> String {
        match self.tree {
            Tree::All => filter.to_owned(),
            Tree::Or(_) => format!("({}) {filter}", self.text.trim()),
            _ => format!("{} {filter}", self.text.trim()),
        }
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
