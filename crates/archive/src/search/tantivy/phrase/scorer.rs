//! The walk through the telegrams of a segment that have a phrase.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, Scorer};
use tantivy::{DocId, DocSet, Score, TERMINATED};

use crate::search::effort::Steps;

/// One place of a phrase: the telegrams of a segment that hold any of its forms.
pub(super) struct Place {
    at: u32,
    forms: Vec<SegmentPostings>,
    doc: DocId,
    /// In how many telegrams its forms stand, one that has several counted for each.
    cost: u64,
    /// Where its forms stand in the telegram, in order; read when asked for.
    positions: Vec<u32>,
    /// The first of the positions that may still be wanted: what is asked for never goes back.
    wanted: usize,
}

impl Place {
    pub(super) fn new(at: u32, forms: Vec<SegmentPostings>) -> Self {
        let cost = forms.iter().map(|form| u64::from(form.doc_freq())).sum();
        let mut place = Self { at, forms, doc: TERMINATED, cost, positions: Vec::new(), wanted: 0 };
        place.doc = place.first();
        place
    }

    fn first(&self) -> DocId {
        self.forms.iter().map(SegmentPostings::doc).min().unwrap_or(TERMINATED)
    }

    /// Goes to the first telegram at or after `target`.
    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            for form in &mut self.forms {
                if form.doc() < target {
                    form.seek(target);
                }
            }
            self.doc = self.first();
        }
        self.doc
    }

    /// The first position at or after `position`.
    fn next_from(&mut self, position: u32) -> Option<u32> {
        let rest = self.positions.get(self.wanted..)?;
        self.wanted += rest.iter().take_while(|it| **it < position).count();
        self.positions.get(self.wanted).copied()
    }

    fn read_positions(&mut self) {
        self.positions.clear();
        self.wanted = 0;
        let mut holding = 0;
        for form in self.forms.iter_mut().filter(|form| form.doc() == self.doc) {
            form.append_positions_with_offset(0, &mut self.positions);
            holding += 1;
        }
        if holding > 1 {
            self.positions.sort_unstable();
        }
    }
}

/// How much a telegram counts that has a phrase.
pub(super) struct Ranking {
    pub(super) similarity: Bm25Weight,
    /// How many words a telegram has.
    pub(super) lengths: FieldNormReader,
}

pub(super) struct PhraseScorer {
    /// In the order of the phrase.
    places: Vec<Place>,
    /// The places from the rarest to the most common one.
    by_cost: Vec<usize>,
    /// Where texts end, if others may stand between the words.
    ends: Option<Place>,
    between: u32,
    ranking: Option<Ranking>,
    steps: Steps,
    doc: DocId,
    /// How often the phrase stands in the telegram; without ranking, at least.
    count: u32,
}

impl PhraseScorer {
    pub(super) fn new(
        places: Vec<Place>,
        ends: Option<Place>,
        between: u32,
        ranking: Option<Ranking>,
        steps: Steps,
    ) -> Self {
        let mut by_cost: Vec<usize> = (0..places.len()).collect();
        by_cost.sort_by_key(|&place| places.get(place).map_or(0, |place| place.cost));
        let mut scorer = Self { places, by_cost, ends, between, ranking, steps, doc: 0, count: 0 };
        scorer.doc = scorer.next_from(0);
        scorer
    }

    /// The first telegram at or after `target` with the phrase.
    fn next_from(&mut self, mut target: DocId) -> DocId {
        loop {
            let doc = self.with_all_words(target);
            if doc == TERMINATED {
                return doc;
            }
            self.count = self.occurrences();
            let positions: usize = self.places.iter().map(|place| place.positions.len()).sum();
            if !self.steps.add(1 + positions as u64) {
                return TERMINATED;
            }
            if self.count > 0 {
                return doc;
            }
            target = doc + 1;
        }
    }

    /// The first telegram at or after `target` that holds a word of each place.
    fn with_all_words(&mut self, mut target: DocId) -> DocId {
        'telegrams: loop {
            for &place in &self.by_cost {
                let Some(place) = self.places.get_mut(place) else { return TERMINATED };
                let doc = place.seek(target);
                if doc > target {
                    if doc == TERMINATED {
                        return doc;
                    }
                    target = doc;
                    continue 'telegrams;
                }
            }
            return target;
        }
    }

    /// How often the phrase stands in the telegram at which all places are; one is enough where nothing is ranked.
    fn occurrences(&mut self) -> u32 {
        for place in &mut self.places {
            place.read_positions();
        }
        if let (Some(ends), Some(place)) = (&mut self.ends, self.places.first()) {
            // Every text has an end.
            ends.seek(place.doc);
            ends.read_positions();
        }
        let Some((first, others)) = self.places.split_first_mut() else { return 0 };
        let most = if self.ranking.is_some() { u32::MAX } else { 1 };
        let mut count = 0;
        for &start in &first.positions {
            let (mut at, mut position) = (first.at, start);
            let stands = others.iter_mut().all(|place| {
                // The nearest one leaves the most words for what follows.
                let nearest = position.saturating_add(place.at - at);
                let Some(next) = place.next_from(nearest) else { return false };
                (at, position) = (place.at, next);
                // How many more words than in the phrase itself lie between its start and here.
                position - start - (place.at - first.at) <= self.between
            });
            if !stands {
                continue;
            }
            let end = self.ends.as_mut().and_then(|ends| ends.next_from(start));
            count += u32::from(end.is_none_or(|end| end > position));
            if count >= most {
                break;
            }
        }
        count
    }
}

impl DocSet for PhraseScorer {
    fn advance(&mut self) -> DocId {
        if self.doc != TERMINATED {
            self.doc = self.next_from(self.doc + 1);
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = self.next_from(target);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    /// Far fewer telegrams have a phrase than have its words.
    fn size_hint(&self) -> u32 {
        let rarest = self.places.iter().map(|place| place.cost).min().unwrap_or(0);
        u32::try_from(rarest / 10).unwrap_or(u32::MAX)
    }

    /// To know whether a telegram has a phrase costs far more than whether it has a word.
    fn cost(&self) -> u64 {
        let rarest = self.places.iter().map(|place| place.cost).min().unwrap_or(0);
        rarest.saturating_mul(10 * self.places.len() as u64)
    }
}

impl Scorer for PhraseScorer {
    fn score(&mut self) -> Score {
        match &self.ranking {
            Some(Ranking { similarity, lengths }) => similarity.score(lengths.fieldnorm_id(self.doc), self.count),
            None => 1.0,
        }
    }
}
