//! From our query tree to the query objects of tantivy.

use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery, Query,
    RegexQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{DocId, SegmentReader, Term};
use telegram::Classification;

use super::ReferredTo;
use super::analysis::{plain, stemmed, words};
use super::careful::Careful;
use super::query::{Form, RangeField, TextField, Tree, Value, ValueField};
use super::schema::{Fields, column, name};
use crate::Error;

/// How much more a word counts in the subject, and less around the body.
const SUBJECT: f32 = 2.5;
const MARGIN: f32 = 0.5;

/// Turns query trees into queries of tantivy.
pub(super) struct Compiler<'a> {
    pub(super) fields: &'a Fields,
    pub(super) referred_to: ReferredTo<'a>,
    stemmed: TextAnalyzer,
    plain: TextAnalyzer,
}

impl<'a> Compiler<'a> {
    pub(super) fn new(fields: &'a Fields, referred_to: ReferredTo<'a>) -> Self {
        Self { fields, referred_to, stemmed: stemmed(), plain: plain() }
    }

    pub(super) fn query(&mut self, tree: &Tree) -> Result<Box<dyn Query>, Error> {
        Ok(match tree {
            Tree::All => filter(Box::new(AllQuery)),
            Tree::And(all) => self.all(all)?,
            Tree::Or(any) => {
                let any = any.iter().map(|tree| self.query(tree)).collect::<Result<Vec<_>, _>>()?;
                Box::new(BooleanQuery::union(any))
            }
            Tree::Not(_) => self.all(std::slice::from_ref(tree))?,
            Tree::Text(field, form) => self.text(*field, form)?,
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
                let ids = (self.referred_to)(id)?;
                let terms = ids.iter().map(|id| Term::from_field_text(self.fields.id, id));
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

    fn text(&mut self, field: TextField, form: &Form) -> Result<Box<dyn Query>, Error> {
        let fields = *self.fields;
        let names = |field: TextField| match field {
            TextField::From => fields.from,
            TextField::To => fields.to,
            TextField::Info => fields.info,
            TextField::Signed => fields.signed,
            TextField::ClassifiedBy => fields.classified_by,
            TextField::Any | TextField::Subject => fields.subject,
        };
        let exact = if field == TextField::Subject { fields.subject_exact } else { fields.exact };
        Ok(match (form, field) {
            (Form::Words(text), _) => self.phrase(field, text, 0, names),
            (Form::Phrase(text, slop), _) => self.phrase(field, text, *slop, names),
            (Form::Exact(word), TextField::Any | TextField::Subject) => {
                let terms = self.terms(exact, word, false);
                phrase_of(terms, 0)
            }
            (Form::Exact(word), field) => {
                let terms = self.terms(names(field), word, false);
                phrase_of(terms, 0)
            }
            (Form::Prefix(prefix), _) => {
                let text = self.folded(prefix);
                filter(Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(exact, &text), 0, true)))
            }
            (Form::Fuzzy(word, distance), _) => {
                let text = self.folded(word);
                filter(Box::new(FuzzyTermQuery::new(Term::from_field_text(exact, &text), *distance, true)))
            }
            (Form::Regex(pattern), _) => filter(Box::new(RegexQuery::from_pattern(pattern, exact)?)),
        })
    }

    fn phrase(
        &mut self,
        field: TextField,
        text: &str,
        slop: u32,
        names: impl Fn(TextField) -> Field,
    ) -> Box<dyn Query> {
        match field {
            TextField::Any => {
                let (subject, body, margin) = (self.fields.subject, self.fields.body, self.fields.margin);
                Box::new(BooleanQuery::union(vec![
                    Box::new(BoostQuery::new(phrase_of(self.terms(subject, text, true), slop), SUBJECT)),
                    phrase_of(self.terms(body, text, true), slop),
                    Box::new(BoostQuery::new(phrase_of(self.terms(margin, text, true), slop), MARGIN)),
                ]))
            }
            TextField::Subject => phrase_of(self.terms(self.fields.subject, text, true), slop),
            field => filter(phrase_of(self.terms(names(field), text, false), slop)),
        }
    }

    fn terms(&mut self, field: Field, text: &str, stem: bool) -> Vec<(usize, Term)> {
        let analyzer = if stem { &mut self.stemmed } else { &mut self.plain };
        words(analyzer, text)
            .into_iter()
            .map(|word| (word.position, Term::from_field_text(field, &word.text)))
            .collect()
    }

    /// A word or the begin of one in small letters without accents.
    fn folded(&mut self, word: &str) -> String {
        words(&mut self.plain, word).into_iter().map(|word| word.text).collect()
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
            Value::Whole(text) => term(Term::from_field_text(field, text)),
            Value::Prefix(text) => Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(field, text), 0, true)),
        }
    }
}

/// Those whose first column is at least `from` and whose second is at most
/// `until`.
///
/// Not the engine's own range query: in 0.27 its scorer subtracts past zero
/// when a clause beside it seeks backwards, which panics in debug builds, and
/// the two bounds would be two scans.
fn range(field: RangeField, from: Option<i64>, before: Option<i64>) -> Box<dyn Query> {
    // A date is within a range when all that it can mean is within: one of
    // which only the year is known is not "in March".
    let (first, last, until) = match field {
        RangeField::Year => (name::YEAR, name::YEAR, before.map(|year| year.saturating_sub(1))),
        RangeField::Date => (name::DATE, name::DATE_END, before),
        RangeField::Released => (name::RELEASED, name::RELEASED_END, before),
    };
    let (from, until) = (from.unwrap_or(i64::MIN), until.unwrap_or(i64::MAX));
    let predicate = FunctionPredicate::from(move |segment: &SegmentReader| {
        let (first, last) = (column(segment, first)?, column(segment, last)?);
        Ok(move |document: DocId| {
            first.first(document).is_some_and(|it| it >= from) && last.first(document).is_some_and(|it| it <= until)
        })
    });
    Box::new(DocPredicateQuery::from(predicate))
}

/// A query that chooses and does not rank.
fn filter(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn term(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

fn phrase_of(mut terms: Vec<(usize, Term)>, slop: u32) -> Box<dyn Query> {
    match terms.len() {
        // Nothing but a word too long to be indexed: nothing holds it.
        0 => Box::new(EmptyQuery),
        1 => term(terms.swap_remove(0).1),
        _ => Box::new(PhraseQuery::new_with_offset_and_slop(terms, slop)),
    }
}
