//! A query whose work is told of.

use std::sync::Arc;

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use crate::search::effort::{Meter, Steps};

/// Any query: each telegram it finds is a step, and none comes after the search has ended.
#[derive(Debug)]
pub(super) struct Watched {
    query: Box<dyn Query>,
    meter: Arc<Meter>,
}

impl Watched {
    pub(super) fn new(query: Box<dyn Query>, meter: Arc<Meter>) -> Self {
        Self { query, meter }
    }
}

impl Clone for Watched {
    fn clone(&self) -> Self {
        Self { query: self.query.box_clone(), meter: Arc::clone(&self.meter) }
    }
}

impl Query for Watched {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(WatchedWeight { weight: self.query.weight(scoring)?, meter: Arc::clone(&self.meter) }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.query.query_terms(visitor);
    }
}

struct WatchedWeight {
    weight: Box<dyn Weight>,
    meter: Arc<Meter>,
}

impl Weight for WatchedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(WatchedScorer { scorer: self.weight.scorer(reader, boost)?, steps: Steps::of(&self.meter) }))
    }

    fn explain(&self, reader: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        self.weight.explain(reader, document)
    }
}

struct WatchedScorer {
    scorer: Box<dyn Scorer>,
    steps: Steps,
}

impl DocSet for WatchedScorer {
    fn advance(&mut self) -> DocId {
        if !self.steps.add(1) {
            return self.scorer.seek(TERMINATED);
        }
        self.scorer.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if !self.steps.add(1) {
            return self.scorer.seek(TERMINATED);
        }
        self.scorer.seek(target)
    }

    fn doc(&self) -> DocId {
        self.scorer.doc()
    }

    fn size_hint(&self) -> u32 {
        self.scorer.size_hint()
    }

    fn cost(&self) -> u64 {
        self.scorer.cost()
    }
}

impl Scorer for WatchedScorer {
    fn score(&mut self) -> Score {
        self.scorer.score()
    }
}
