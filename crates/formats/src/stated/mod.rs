//! What a source states beside the text of a telegram, and how it is merged with what the text prints.
//!
//! A column of a table, an attribute of a NARA record, an element of its XML form, the row of facts of a web page: each is
//! a [`Statement`]. The text is believed. What it lacks the source gives (rule N17), and `source.facts` names the statement
//! it was taken from; where both state a fact and differ, both are kept and a diagnostic tells (rule N20).

mod differ;
mod supply;
mod values;
mod whole;

use std::collections::BTreeMap;

use telegram::{Diagnostic, Edtf, Fact, Source, Span, Telegram, TextState};

pub(crate) use values::{canonical, is_null};
pub(crate) use whole::complete;

use crate::table::Field;

/// Who states something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// A row of a table, or an object of JSON.
    Row,
    /// A record of an archive, by its attributes.
    Record,
    /// A page, by its row of facts.
    Page,
}

impl By {
    const fn words(self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Record => "record",
            Self::Page => "page",
        }
    }

    /// So many days may lie between the day that is stated and that of the text: an archive keyed the day of the draft, and
    /// a telegram is drafted on the day it is sent, or a few days before.
    const fn days(self) -> i32 {
        match self {
            Self::Record => 3,
            Self::Row | Self::Page => 0,
        }
    }

    fn supplied(self, span: Span, facts: &str, names: &str) -> Diagnostic {
        let message = format!("the text does not state: {facts}; taken from the {}", self.words());
        match self {
            Self::Record => Diagnostic::note("fact-from-attribute", span, format!("{message}'s attribute {names}")),
            Self::Row | Self::Page => Diagnostic::note("fact-from-row", span, message),
        }
    }
}

/// One fact as a source states it.
#[derive(Debug, Clone)]
pub(crate) struct Statement<'a> {
    /// What is stated.
    pub(crate) field: Field,
    /// What the source calls it: `Draft Date`.
    pub(crate) name: &'a str,
    pub(crate) value: Value<'a>,
    /// Where it stands in the decoded text; empty where that does not hold it.
    pub(crate) span: Span,
}

/// What is stated.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'a> {
    /// As written.
    Words(&'a str),
    /// A date with its doubts, read in the order of its source.
    Date(Edtf),
}

impl<'a> Statement<'a> {
    /// A statement in words that do not stand in the decoded text.
    pub(crate) fn words(field: Field, name: &'a str, words: &'a str) -> Self {
        Self { field, name, value: Value::Words(words), span: Span::default() }
    }

    /// A date that does not stand in the decoded text.
    pub(crate) fn date(name: &'a str, date: impl Into<Edtf>) -> Self {
        Self { field: Field::Date, name, value: Value::Date(date.into()), span: Span::default() }
    }
}

/// Gives the telegram what its text lacks, and says what differs. The text's own facts stay.
///
/// # Returns
/// The facts that were taken, each with what the source calls the statement, for `source.facts`.
pub(crate) fn merge(telegram: &mut Telegram, by: By, statements: &[Statement<'_>]) -> BTreeMap<String, String> {
    let is_present = telegram.text_state == TextState::Present;
    let mut facts = BTreeMap::new();
    let mut taken: Vec<(&Statement<'_>, Fact)> = Vec::new();
    let mut said = Vec::new();
    // The date first: it tells the year of references.
    let (dates, others): (Vec<_>, Vec<_>) = statements.iter().partition(|statement| statement.field == Field::Date);
    for statement in dates.into_iter().chain(others) {
        if let Some(fact) = supply::fact(telegram, statement) {
            facts.insert(fact.key().to_owned(), statement.name.to_owned());
            taken.push((statement, fact));
        } else if is_present && !supply::fact_of(statement.field).is_some_and(|fact| facts.contains_key(fact.key())) {
            said.extend(differ::from_text(telegram, statement, by));
        }
    }
    // A text that is not there states nothing; its own diagnostic says so.
    if is_present {
        said.extend(taken.chunk_by(|one, next| one.0.span == next.0.span).map(|group| {
            let list =
                |item: fn(&(&Statement<'_>, Fact)) -> String| group.iter().map(item).collect::<Vec<_>>().join(", ");
            let span = group.first().map_or(Span::default(), |(statement, _)| statement.span);
            by.supplied(span, &list(|(_, fact)| fact.key().to_owned()), &list(|(one, _)| one.name.to_owned()))
        }));
    }
    if !said.is_empty() {
        telegram.diagnostics.append(&mut said);
        telegram.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    }
    facts
}

/// What a page or the head of a file states of the telegram, as its source keeps it. Where it is from and for whom is told in
/// the page's own words (`Embassy Suva`): they are no address, and the header that has those may be withheld.
pub(crate) fn of_source(source: &Source) -> Vec<Statement<'_>> {
    let classification = source.classification.as_deref();
    let own = [
        source.created.map(|date| Statement::date("created", date)),
        classification.map(|words| Statement::words(Field::Classification, "classification", words)),
    ];
    own.into_iter().flatten().collect()
}

/// What the attributes of a source state of the telegram, where a page of an archive gave them.
pub(crate) fn of_attributes(source: &Source) -> Vec<Statement<'_>> {
    let field = |(key, value): &(String, String)| {
        let field = match key.to_ascii_lowercase().as_str() {
            "subject" => Field::Subject,
            "tags" => Field::Tags,
            "reference" | "references" | "reference(s)" => Field::References,
            _ => return None,
        };
        Some(field).filter(|_| !is_null(value.trim()))
    };
    let attributes = source.attributes.iter();
    attributes.filter_map(|pair| Some(Statement::words(field(pair)?, &pair.0, &pair.1))).collect()
}
