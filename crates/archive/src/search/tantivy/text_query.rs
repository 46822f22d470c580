//! From words that are looked for to the query objects of tantivy.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};
use tantivy_fst::Automaton;

use super::accepted::{Accepted, Letters};
use super::forms::{self, WordForm, held_by_any};
use super::phrase::{Phrase, Slot};
use super::rarity::Rarity;
use super::schema::Fields;
use crate::Error;
use crate::search::analysis::{Analyzer, Stem, begun_like, spelt_like};
use crate::search::effort::Meter;
use crate::search::query::{Form, TextField};

/// How much more a word counts in the subject, and less around the body.
const SUBJECT: f32 = 2.5;
const BODY: f32 = 1.0;
const MARGIN: f32 = 0.5;

/// Turns words that are looked for into queries of tantivy.
pub(super) struct TextQueries<'a> {
    fields: &'a Fields,
    searcher: &'a Searcher,
    analyzer: Analyzer,
    meter: Arc<Meter>,
    /// What was looked for already: a query may name a word many times.
    known: HashMap<(Field, String), Vec<WordForm>>,
}

impl<'a> TextQueries<'a> {
    pub(super) fn new(fields: &'a Fields, searcher: &'a Searcher, meter: Arc<Meter>) -> Self {
        Self { fields, searcher, analyzer: Analyzer::default(), meter, known: HashMap::new() }
    }

    /// The query for words in a text. Words of names choose and do not rank.
    pub(super) fn query(&mut self, field: TextField, form: &Form) -> Result<Box<dyn Query>, Error> {
        let is_name = !matches!(field, TextField::Any | TextField::Subject);
        let query = match form {
            Form::Words(text) => self.phrase(field, text, 0, !is_name)?,
            Form::Phrase(text, between) => self.phrase(field, text, *between, !is_name)?,
            Form::Exact(word) => self.phrase(field, word, 0, false)?,
            Form::Prefix(prefix) => {
                let text = self.folded(prefix);
                self.choose(field, Letters(begun_like(&text)))
            }
            Form::Fuzzy(word, distance) => {
                let text = self.folded(word);
                self.choose(field, Letters(spelt_like(&text, *distance)))
            }
            Form::Regex(pattern) => self.choose(field, pattern.clone()),
        };
        Ok(if is_name { filter(query) } else { query })
    }

    /// The fields of the index in which words are looked for, and how much
    /// they count there.
    fn places(&self, field: TextField) -> Vec<(Field, f32)> {
        let fields = self.fields;
        match field {
            TextField::Any => vec![(fields.subject, SUBJECT), (fields.body, BODY), (fields.margin, MARGIN)],
            TextField::Subject => vec![(fields.subject, BODY)],
            TextField::From => vec![(fields.from, BODY)],
            TextField::To => vec![(fields.to, BODY)],
            TextField::Info => vec![(fields.info, BODY)],
            TextField::Signed => vec![(fields.signed, BODY)],
            TextField::ClassifiedBy => vec![(fields.classified_by, BODY)],
        }
    }

    /// A query that chooses by single words, wherever they are looked for.
    fn choose<A: Automaton<State: Clone> + Send + Sync + 'static>(
        &self,
        field: TextField,
        automaton: A,
    ) -> Box<dyn Query> {
        let automaton = Arc::new(automaton);
        let accepted = |field| Accepted::new(field, Arc::clone(&automaton), Arc::clone(&self.meter));
        let places = self.places(field).into_iter();
        let queries = places.map(|(field, _)| Box::new(accepted(field)) as Box<dyn Query>).collect();
        filter(Box::new(BooleanQuery::union(queries)))
    }

    /// A word, or several one after the other; in any form of the same stem,
    /// or as written.
    fn phrase(&mut self, field: TextField, text: &str, between: u32, stem: bool) -> Result<Box<dyn Query>, Error> {
        let sought = self.analyzer.words(text);
        let mut queries: Vec<Box<dyn Query>> = Vec::new();
        for (field, counts) in self.places(field) {
            let mut slots: Vec<Slot> = Vec::with_capacity(sought.len());
            for word in &sought {
                let forms = if stem { self.forms(field, &word.text)? } else { self.written(field, &word.text)? };
                slots.push(Slot { at: word.position, forms });
            }
            match slots.as_slice() {
                // Nothing but a word too long to be indexed: nothing holds it.
                [] => {}
                [Slot { forms, .. }] => queries.extend(any_of(field, forms).map(|query| boosted(query, counts))),
                _ if slots.iter().any(|slot| slot.forms.is_empty()) => {}
                _ => {
                    let phrase = Phrase::new(field, slots, between, Arc::clone(&self.meter));
                    queries.push(boosted(Box::new(phrase), counts));
                }
            }
        }
        Ok(if queries.is_empty() { Box::new(EmptyQuery) } else { Box::new(BooleanQuery::union(queries)) })
    }

    /// A word as written.
    fn written(&self, field: Field, word: &str) -> Result<Vec<WordForm>, Error> {
        let held_by = self.searcher.doc_freq(&Term::from_field_text(field, word))?;
        Ok(if held_by == 0 { Vec::new() } else { vec![WordForm { word: word.to_owned(), held_by }] })
    }

    fn forms(&mut self, field: Field, word: &str) -> Result<Vec<WordForm>, Error> {
        let key = (field, word.to_owned());
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let forms = forms::of_stem(self.searcher, field, &Stem::of(word))?;
        self.known.insert(key, forms.clone());
        Ok(forms)
    }

    /// A word or the start of one in small letters without accents.
    fn folded(&mut self, word: &str) -> String {
        self.analyzer.words(word).into_iter().map(|word| word.text).collect()
    }
}

fn boosted(query: Box<dyn Query>, counts: f32) -> Box<dyn Query> {
    if counts == 1.0 { query } else { Box::new(BoostQuery::new(query, counts)) }
}

/// One of these words; `None` when there are none.
fn any_of(field: Field, forms: &[WordForm]) -> Option<Box<dyn Query>> {
    let term = |form: &WordForm| Term::from_field_text(field, &form.word);
    let query = |form| Box::new(TermQuery::new(term(form), IndexRecordOption::WithFreqs)) as Box<dyn Query>;
    Some(match forms {
        [] => return None,
        [form] => query(form),
        _ => {
            let held_by = held_by_any(forms);
            let rarity = forms.iter().map(|form| (term(form), held_by)).collect();
            let any = BooleanQuery::union(forms.iter().map(query).collect());
            Box::new(Rarity::new(Box::new(any), rarity))
        }
    })
}

/// A query that chooses and does not rank.
pub(super) fn filter(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
