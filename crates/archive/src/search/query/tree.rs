//! What a query asks for, whatever the engine.

use telegram::Classification;

use crate::search::pattern::Pattern;

/// A query as a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Tree {
    /// Every telegram.
    All,
    /// All of them.
    And(Vec<Tree>),
    /// At least one of them.
    Or(Vec<Tree>),
    /// Not that one.
    Not(Box<Tree>),
    /// Words in a text.
    Text(TextField, Form),
    /// A value.
    Value(ValueField, Value),
    /// At least as secret as the first, at most as the second.
    Class(Classification, Classification),
    /// A range of time or years: from, and before.
    Range(RangeField, Option<i64>, Option<i64>),
    /// Referred to by the telegram with this id.
    ReferredBy(String),
}

/// In which text words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextField {
    /// Subject, body, and what stands around them.
    Any,
    Subject,
    From,
    To,
    Info,
    Signed,
    ClassifiedBy,
}

/// How words are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Form {
    /// One word in any of its forms; several, where signs stand between
    /// (`S/SRAP`), one after the other.
    Words(String),
    /// These words one after the other, with at most so many others between.
    Phrase(String, u32),
    /// Words that start so.
    Prefix(String),
    /// The word as written.
    Exact(String),
    /// The word with at most so many letters wrong.
    Fuzzy(String, u8),
    /// Words that match a regular expression as a whole.
    Regex(Pattern),
}

/// Which value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueField {
    Id,
    Post,
    Tag,
    Caption,
    Collection,
    /// The ids it refers to.
    Reference,
    Has,
    Is,
}

/// The value looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Whole(String),
    Prefix(String),
}

/// Which range is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RangeField {
    /// The date: some day that it can mean lies within.
    Date,
    /// When the source was published, in the same way.
    Released,
    Year,
}
