//! Words that an automaton accepts: by their start, spelt nearly so, by a regular expression.

use std::fmt;
use std::sync::Arc;

use levenshtein_automata::{DFA, Distance, SINK_STATE};
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TantivyError};
use tantivy_fst::Automaton;

use crate::search::analysis::END;
use crate::search::effort::{Meter, Steps};

/// Telegrams with a word that an automaton accepts.
///
/// The engine's own query of this kind cannot be ended, and takes [`END`] for a word.
pub(super) struct Accepted<A> {
    field: Field,
    automaton: Arc<A>,
    meter: Arc<Meter>,
}

impl<A> Accepted<A> {
    pub(super) fn new(field: Field, automaton: Arc<A>, meter: Arc<Meter>) -> Self {
        Self { field, automaton, meter }
    }
}

impl<A> Clone for Accepted<A> {
    fn clone(&self) -> Self {
        Self { field: self.field, automaton: Arc::clone(&self.automaton), meter: Arc::clone(&self.meter) }
    }
}

impl<A> fmt::Debug for Accepted<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accepted").field("field", &self.field).finish_non_exhaustive()
    }
}

impl<A: Automaton<State: Clone> + Send + Sync + 'static> Query for Accepted<A> {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl<A: Automaton<State: Clone> + Send + Sync + 'static> Weight for Accepted<A> {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = reader.inverted_index(self.field)?;
        let mut found = BitSet::with_max_value(reader.max_doc());
        let mut steps = Steps::of(&self.meter);
        let mut words = index.terms().search(&*self.automaton).into_stream()?;
        while words.advance() && steps.add(1 + u64::from(words.value().doc_freq)) {
            if words.key() == END.as_bytes() {
                continue;
            }
            let mut holders = index.read_block_postings_from_terminfo(words.value(), IndexRecordOption::Basic)?;
            while !holders.docs().is_empty() {
                for doc in holders.docs() {
                    found.insert(*doc);
                }
                holders.advance();
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("a word that is accepted", scorer.score()))
    }
}

/// An automaton of letters that are wrong or missing.
pub(super) struct Letters(pub(super) DFA);

impl Automaton for Letters {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}
