//! Words that are as rare as all forms of the same word together.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::query::{Bm25StatisticsProvider, EnableScoring, Query, Weight};
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

/// A query in which some words count as if so many telegrams held them.
///
/// Else the form of a word that few use would be thought to tell more than the
/// one that all use.
#[derive(Debug)]
pub(super) struct Rarity {
    query: Box<dyn Query>,
    held_by: Arc<HashMap<Term, u64>>,
}

impl Rarity {
    pub(super) fn new(query: Box<dyn Query>, held_by: HashMap<Term, u64>) -> Self {
        Self { query, held_by: Arc::new(held_by) }
    }
}

impl Clone for Rarity {
    fn clone(&self) -> Self {
        Self { query: self.query.box_clone(), held_by: Arc::clone(&self.held_by) }
    }
}

impl Query for Rarity {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        match scoring {
            EnableScoring::Enabled { searcher, .. } => {
                let statistics = Statistics { searcher, held_by: &self.held_by };
                self.query.weight(EnableScoring::enabled_from_statistics_provider(&statistics, searcher))
            }
            EnableScoring::Disabled { .. } => self.query.weight(scoring),
        }
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.query.query_terms(visitor);
    }
}

/// The statistics of the index but for these words.
pub(super) struct Statistics<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) held_by: &'a HashMap<Term, u64>,
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        match self.held_by.get(term) {
            // A telegram may hold several forms.
            Some(held_by) => Ok((*held_by).min(self.total_num_docs()?)),
            None => self.searcher.doc_freq(term),
        }
    }
}
