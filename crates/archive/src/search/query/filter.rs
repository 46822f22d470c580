//! Conditions on one value, as facets and links ask for them, and texts as they stand in a query.

use core::fmt;

use serde::{Serialize, Serializer};
use telegram::Classification;

use super::parser;
use super::tree::Tree;

/// A condition on one value: what a facet or a link adds to a query.
///
/// It prints as it stands in a query, and a query tells whether it has the same condition, however that is written.
///
/// ```
/// use archive::{Filter, Query};
///
/// assert_eq!(Filter::post("PORT MORESBY").to_string(), "post:\"PORT MORESBY\"");
/// assert!(Query::parse("ferry post:suva")?.condition(&Filter::post("SUVA")).is_some());
/// # Ok::<(), archive::QueryError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter(String);

impl Filter {
    fn new(field: &str, value: &str) -> Self {
        Self(format!("{field}:{}", quoted(value)))
    }

    /// Of this classification, neither more nor less secret.
    #[must_use]
    pub fn class(class: Classification) -> Self {
        Self::new("class", class.key())
    }

    /// Dated in this year.
    #[must_use]
    pub fn year(year: i64) -> Self {
        Self::new("year", &year.to_string())
    }

    /// Numbered by the post with this key.
    #[must_use]
    pub fn post(key: &str) -> Self {
        Self::new("post", key)
    }

    /// With this subject tag.
    #[must_use]
    pub fn tag(code: &str) -> Self {
        Self::new("tag", code)
    }

    /// With a copy in this collection.
    #[must_use]
    pub fn collection(name: &str) -> Self {
        Self::new("collection", name)
    }

    /// What it asks for; `None` for a value that no query can ask for, such as an empty one.
    pub(super) fn tree(&self) -> Option<Tree> {
        parser::parse(&self.0).ok().map(|parsed| parsed.tree)
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Filter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// A text as it stands in a query, so that every sign in it means itself: a plain word as it is, anything else between
/// quotation marks, without the blanks around it. The empty text stays empty: it asks for nothing.
///
/// ```
/// assert_eq!(archive::quoted("PGOV"), "PGOV");
/// assert_eq!(archive::quoted("VANCE, CYRUS"), "\"VANCE, CYRUS\"");
/// assert_eq!(archive::quoted("say \"what\" now"), "\"say \\\"what\\\" now\"");
/// ```
#[must_use]
pub fn quoted(text: &str) -> String {
    let text = text.trim();
    let is_plain = text.chars().all(|sign| sign.is_alphanumeric() || sign == '_');
    if is_plain && !matches!(text, "AND" | "OR" | "NOT") {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for sign in text.chars() {
        // What the lexer takes for the end of a phrase, or for what is itself meant to be taken as it is.
        if matches!(sign, '"' | '“' | '”' | '\\') {
            quoted.push('\\');
        }
        quoted.push(sign);
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tree::{Form, TextField, Value, ValueField};
    use super::*;

    fn tree(query: &str) -> Tree {
        parser::parse(query).unwrap().tree
    }

    proptest! {
        #[test]
        fn a_quoted_text_means_itself(text in "[ -~“”„é\\\\]{1,12}", letter in "[a-z]") {
            let text = format!("{text}{letter}");
            let asked = tree(&quoted(&text));
            match asked {
                Tree::Text(TextField::Any, Form::Words(words)) => prop_assert_eq!(words, text.trim()),
                Tree::Text(TextField::Any, Form::Phrase(words, 0)) => prop_assert_eq!(words, text.trim()),
                other => prop_assert!(false, "{:?}", other),
            }
        }

        #[test]
        fn a_filter_asks_for_its_value(name in "[a-zA-Z0-9 _.,:*~/()\"“\\\\-]{0,10}[a-z]") {
            let asked = tree(&Filter::collection(&name).to_string());
            prop_assert_eq!(asked, Tree::Value(ValueField::Collection, Value::Whole(name.trim().to_owned())));
        }
    }

    #[test]
    fn words_of_the_language_are_no_operators() {
        assert_eq!(quoted("OR"), "\"OR\"");
        assert_eq!(Filter::post("AND").to_string(), "post:\"AND\"");
        assert_eq!(quoted(""), "");
        assert!(Filter::tag("").tree().is_none());
    }
}
