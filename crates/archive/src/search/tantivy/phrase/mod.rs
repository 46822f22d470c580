//! Words one after the other, each in any of its forms.
//!
//! The engine's own phrases have one word at each place, or a pattern, for which they first gather the telegrams of all
//! words that match. Here the rarest place leads, the others are asked only about the telegrams that it names, and where
//! words stand is read only of telegrams that hold them all.

mod scorer;

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TantivyError, Term};

use self::scorer::{PhraseScorer, Place, Ranking};

use super::forms::{WordForm, held_by_any};
use super::rarity::Statistics;
use crate::search::analysis::END;
use crate::search::effort::{Meter, Steps};

const POSITIONS: IndexRecordOption = IndexRecordOption::WithFreqsAndPositions;

/// A place of a phrase: how many words after its start, and the words of which one stands there.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub(super) at: u32,
    pub(super) forms: Vec<WordForm>,
}

/// Words one after the other, with at most so many others between.
///
/// A phrase is as rare as its places together, and a place as all its forms together. How often a phrase stands in a
/// telegram is counted by its first words.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    field: Field,
    slots: Arc<[Slot]>,
    between: u32,
    meter: Arc<Meter>,
}

impl Phrase {
    /// The places are in order.
    pub(super) fn new(field: Field, slots: Vec<Slot>, between: u32, meter: Arc<Meter>) -> Self {
        Self { field, slots: slots.into(), between, meter }
    }

    fn term(&self, form: &WordForm) -> Term {
        Term::from_field_text(self.field, &form.word)
    }

    /// What stands where a text ends.
    fn end(&self) -> Term {
        Term::from_field_text(self.field, END)
    }

    /// How much the phrase counts; `None` where nothing is ranked.
    fn similarity(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Option<Bm25Weight>> {
        let EnableScoring::Enabled { searcher, .. } = scoring else { return Ok(None) };
        // The first form stands for its place.
        let place = |slot: &Slot| slot.forms.first().map(|form| (self.term(form), held_by_any(&slot.forms)));
        let places: Vec<(Term, u64)> = self.slots.iter().filter_map(place).collect();
        if places.is_empty() {
            return Ok(None);
        }
        let terms: Vec<Term> = places.iter().map(|(term, _)| term.clone()).collect();
        let held_by = places.into_iter().collect();
        Bm25Weight::for_terms(&Statistics { searcher, held_by: &held_by }, &terms).map(Some)
    }
}

impl Query for Phrase {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(PhraseWeight { similarity: self.similarity(scoring)?, phrase: self.clone() }))
    }
}

struct PhraseWeight {
    phrase: Phrase,
    similarity: Option<Bm25Weight>,
}

impl PhraseWeight {
    /// The telegrams of a segment with the phrase; `None` where it lacks all forms of a word.
    fn phrase_scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Option<PhraseScorer>> {
        let Phrase { field, slots, between, meter } = &self.phrase;
        let index = reader.inverted_index(*field)?;
        let mut places = Vec::with_capacity(slots.len());
        for slot in slots.iter() {
            let mut forms = Vec::with_capacity(slot.forms.len());
            for form in &slot.forms {
                let term = self.phrase.term(form);
                forms.extend(index.read_postings(&term, POSITIONS)?);
            }
            if forms.is_empty() {
                return Ok(None);
            }
            places.push(Place::new(slot.at, forms));
        }
        // Words that follow each other at once are always of one text.
        let ends = if *between == 0 { None } else { index.read_postings(&self.phrase.end(), POSITIONS)? };
        let ranking = match &self.similarity {
            Some(similarity) => {
                let lengths = reader.fieldnorms_readers().get_field(*field)?;
                let lengths = lengths.unwrap_or_else(|| FieldNormReader::constant(reader.max_doc(), 1));
                Some(Ranking { similarity: similarity.boost_by(boost), lengths })
            }
            None => None,
        };
        let ends = ends.map(|ends| Place::new(0, vec![ends]));
        Ok(Some(PhraseScorer::new(places, ends, *between, ranking, Steps::of(meter))))
    }
}

impl Weight for PhraseWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(match self.phrase_scorer(reader, boost)? {
            Some(scorer) => Box::new(scorer),
            None => Box::new(EmptyScorer),
        })
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let missing = || TantivyError::InvalidArgument(format!("document {doc} does not match"));
        let mut scorer = self.phrase_scorer(reader, 1.0)?.ok_or_else(missing)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(missing());
        }
        Ok(Explanation::new("a phrase", scorer.score()))
    }
}
