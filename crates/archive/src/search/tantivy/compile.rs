//! From our query tree to the query objects of tantivy.

use std::sync::Arc;

use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::query::{AllQuery, BooleanQuery, FuzzyTermQuery, Occur, Query, TermQuery, TermSetQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Searcher, SegmentReader, Term};
use telegram::{Classification, MessageDate};

use super::careful::Careful;
use super::schema::{Fields, column, name};
use super::text_query::{TextQueries, filter};
use crate::search::effort::Meter;
use crate::search::query::{RangeField, Resolved, Tree, Value, ValueField};
use crate::{Error, moment};

/// Turns query trees into queries of tantivy.
pub(super) struct Compiler<'a> {
    fields: &'a Fields,
    resolved: &'a Resolved<'a>,
    texts: TextQueries<'a>,
}

impl<'a> Compiler<'a> {
    pub(super) fn new(
        fields: &'a Fields,
        searcher: &'a Searcher,
        resolved: &'a Resolved<'a>,
        meter: &Arc<Meter>,
    ) -> Self {
        Self { fields, resolved, texts: TextQueries::new(fields, searcher, Arc::clone(meter)) }
    }

    /// The whole query.
    pub(super) fn whole(mut self) -> Result<Box<dyn Query>, Error> {
        self.query(self.resolved.tree())
    }

    fn query(&mut self, tree: &Tree) -> Result<Box<dyn Query>, Error> {
        Ok(match tree {
            Tree::All => filter(Box::new(AllQuery)),
            Tree::And(all) => self.all(all)?,
            Tree::Or(any) => {
                let any = any.iter().map(|tree| self.query(tree)).collect::<Result<Vec<_>, _>>()?;
                Box::new(BooleanQuery::union(any))
            }
            Tree::Not(_) => self.all(std::slice::from_ref(tree))?,
            Tree::Text(field, form) => self.texts.query(*field, form)?,
            Tree::Value(field, value) => filter(self.value(*field, value)),
            Tree::Class(from, to) => {
                let terms = Classification::ALL
                    .into_iter()
                    .filter(|class| (from..=to).contains(&class))
                    .map(|class| Term::from_field_text(self.fields.class, class.key()));
                filter(Box::new(TermSetQuery::new(terms)))
            }
            Tree::Range(field, from, before) => filter(range(*field, *from, *before)),
            Tree::ReferredBy(id) => {
                let terms = self.resolved.referred_to(id).iter().map(|id| Term::from_field_text(self.fields.id, id));
                filter(Box::new(TermSetQuery::new(terms)))
            }
        })
    }

    fn all(&mut self, trees: &[Tree]) -> Result<Box<dyn Query>, Error> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::with_capacity(trees.len() + 1);
        for tree in trees {
            clauses.push(match tree {
                Tree::Not(inner) => (Occur::MustNot, Box::new(Careful(self.query(inner)?))),
                tree => (Occur::Must, self.query(tree)?),
            });
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, filter(Box::new(AllQuery))));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    fn value(&self, field: ValueField, value: &Value) -> Box<dyn Query> {
        let fields = self.fields;
        let field = match field {
            ValueField::Id => fields.id,
            ValueField::Post => fields.post,
            ValueField::Tag => fields.tag,
            ValueField::Caption => fields.caption,
            ValueField::Collection => fields.collection,
            ValueField::Reference => fields.reference,
            ValueField::Has => fields.has,
            ValueField::Is => fields.is,
        };
        match value {
            Value::Whole(text) => {
                Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
            }
            Value::Prefix(text) => Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(field, text), 0, true)),
        }
    }
}

/// Those whose range in two columns, first and end, has something in common with that from `from` to before `before`: a
/// date of which only the year is known may be one in March.
///
/// Not the engine's own range query: in 0.27 its scorer subtracts past zero
/// when a clause beside it seeks backwards, which panics in debug builds, and
/// the two bounds would be two scans.
fn range(field: RangeField, from: Option<i64>, before: Option<i64>) -> Box<dyn Query> {
    let (first, end) = match field {
        RangeField::Year => return years(from, before),
        RangeField::Date => (name::DATE, name::DATE_END),
        RangeField::Released => (name::RELEASED, name::RELEASED_END),
    };
    overlapping(first, end, from, before)
}

fn overlapping(first: &'static str, end: &'static str, from: Option<i64>, before: Option<i64>) -> Box<dyn Query> {
    let (from, before) = (from.unwrap_or(i64::MIN), before.unwrap_or(i64::MAX));
    let predicate = FunctionPredicate::from(move |segment: &SegmentReader| {
        let (first, end) = (column(segment, first)?, column(segment, end)?);
        Ok(move |document: DocId| {
            first.first(document).is_some_and(|it| it < before) && end.first(document).is_some_and(|it| it > from)
        })
    });
    Box::new(DocPredicateQuery::from(predicate))
}

/// Those that have one of the years, or whose date can lie in one: that of some has too many to name.
fn years(from: Option<i64>, before: Option<i64>) -> Box<dyn Query> {
    let begin = |year: i64| i16::try_from(year).ok().map(|year| moment::first(&MessageDate::Year(year)));
    let dated = overlapping(name::DATE, name::DATE_END, from.and_then(begin), before.and_then(begin));
    let (from, before) = (from.unwrap_or(i64::MIN), before.unwrap_or(i64::MAX));
    let predicate = FunctionPredicate::from(move |segment: &SegmentReader| {
        let years = column(segment, name::YEAR)?;
        Ok(move |document: DocId| years.values_for_doc(document).any(|year| from <= year && year < before))
    });
    Box::new(BooleanQuery::union(vec![dated, Box::new(DocPredicateQuery::from(predicate))]))
}
