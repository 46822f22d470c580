//! The words of an index that are forms of one word.
//!
//! A stem stands at the start of nearly every word that has it, so that a look
//! at a small stretch of the dictionary finds them all.

use std::collections::BTreeMap;

use tantivy::Searcher;
use tantivy::schema::Field;

use crate::Error;
use crate::search::analysis::Stem;

/// A word of the index with the number of telegrams that hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WordForm {
    pub(super) word: String,
    pub(super) held_by: u64,
}

/// How many telegrams hold these words; more, where one holds several.
pub(super) fn held_by_any(forms: &[WordForm]) -> u64 {
    forms.iter().map(|form| form.held_by).sum()
}

/// All words of a field that share a stem, in order.
pub(super) fn of_stem(searcher: &Searcher, field: Field, stem: &Stem) -> Result<Vec<WordForm>, Error> {
    let begin = stem.begin().as_bytes();
    let mut forms: BTreeMap<String, u64> = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let range = index.terms().range().ge(begin);
        let range = if stem.is_alone() { range.le(begin) } else { range };
        let mut words = range.into_stream().map_err(tantivy::TantivyError::from)?;
        while words.advance() && words.key().starts_with(begin) {
            let Ok(word) = std::str::from_utf8(words.key()) else { continue };
            if stem.is_of(word) {
                *forms.entry(word.to_owned()).or_default() += u64::from(words.value().doc_freq);
            }
        }
    }
    Ok(forms.into_iter().map(|(word, held_by)| WordForm { word, held_by }).collect())
}
