//! From words that are looked for to the query objects of tantivy.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, PhraseQuery, Query, RegexPhraseQuery,
    RegexQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, TantivyError, Term};
use telegram::Span;

use super::forms::{self, WordForm};
use super::rarity::Rarity;
use super::schema::Fields;
use crate::Error;
use crate::search::analysis::{Analyzer, Stem};
use crate::search::query::{Form, QueryError, TextField};

/// How much more a word counts in the subject, and less around the body.
const SUBJECT: f32 = 2.5;
const BODY: f32 = 1.0;
const MARGIN: f32 = 0.5;

/// So many patterns of one phrase are looked for; more come only of texts that
/// were made for it.
const MOST_PHRASES: usize = 16;

/// A place of a phrase, and the words of which one stands there.
type Slot = (usize, Vec<WordForm>);

/// Turns words that are looked for into queries of tantivy.
pub(super) struct TextQueries<'a> {
    fields: &'a Fields,
    searcher: &'a Searcher,
    analyzer: Analyzer,
    /// All of the query, for what is wrong with no single word of it.
    whole: Span,
    /// What was looked for already: a query may name a word many times.
    known: HashMap<(Field, String), Vec<WordForm>>,
}

impl<'a> TextQueries<'a> {
    pub(super) fn new(fields: &'a Fields, searcher: &'a Searcher, whole: Span) -> Self {
        Self { fields, searcher, analyzer: Analyzer::default(), whole, known: HashMap::new() }
    }

    /// The query for words in a text. Words of names choose and do not rank.
    pub(super) fn query(&mut self, field: TextField, form: &Form) -> Result<Box<dyn Query>, Error> {
        let is_name = !matches!(field, TextField::Any | TextField::Subject);
        let query = match form {
            Form::Words(text) => self.phrase(field, text, 0, !is_name)?,
            Form::Phrase(text, slop) => self.phrase(field, text, *slop, !is_name)?,
            Form::Exact(word) => self.phrase(field, word, 0, false)?,
            Form::Prefix(prefix) => {
                let text = self.folded(prefix);
                self.choose(field, |field| FuzzyTermQuery::new_prefix(Term::from_field_text(field, &text), 0, true))
            }
            Form::Fuzzy(word, distance) => {
                let text = self.folded(word);
                self.choose(field, |field| FuzzyTermQuery::new(Term::from_field_text(field, &text), *distance, true))
            }
            Form::Regex(pattern) => {
                let regex = tantivy_fst::Regex::new(pattern)
                    .map_err(|error| TantivyError::InvalidArgument(format!("/{pattern}/: {error}")))?;
                let regex = Arc::new(regex);
                self.choose(field, |field| RegexQuery::from_regex(Arc::clone(&regex), field))
            }
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
    fn choose<Q: Query>(&self, field: TextField, query: impl Fn(Field) -> Q) -> Box<dyn Query> {
        let places = self.places(field).into_iter();
        let queries = places.map(|(field, _)| Box::new(query(field)) as Box<dyn Query>).collect();
        filter(Box::new(BooleanQuery::union(queries)))
    }

    /// A word, or several one after the other; in any form of the same stem,
    /// or as written.
    fn phrase(&mut self, field: TextField, text: &str, slop: u32, stem: bool) -> Result<Box<dyn Query>, Error> {
        let sought = self.analyzer.words(text);
        let mut queries: Vec<Box<dyn Query>> = Vec::new();
        for (field, counts) in self.places(field) {
            let mut slots: Vec<Slot> = Vec::with_capacity(sought.len());
            for word in &sought {
                let forms = if stem {
                    self.forms(field, &word.text)?
                } else {
                    vec![WordForm { word: word.text.clone(), held_by: 0 }]
                };
                slots.push((word.position, forms));
            }
            match slots.as_slice() {
                // Nothing but a word too long to be indexed: nothing holds it.
                [] => {}
                [(_, forms)] => queries.extend(any_of(field, forms).map(|query| boosted(query, counts))),
                _ => {
                    let query = in_order(field, &slots, slop).ok_or_else(|| self.too_many_forms())?;
                    queries.extend(query.map(|query| boosted(query, counts)));
                }
            }
        }
        Ok(if queries.is_empty() { Box::new(EmptyQuery) } else { Box::new(BooleanQuery::union(queries)) })
    }

    fn too_many_forms(&self) -> QueryError {
        QueryError {
            message: "the words of a phrase have too many forms in this archive".to_owned(),
            span: self.whole,
            hint: Some("look for them without quotation marks".to_owned()),
        }
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

/// Words one after the other: no query when one is in no telegram, `None` when they have too many forms.
fn in_order(field: Field, slots: &[Slot], slop: u32) -> Option<Option<Box<dyn Query>>> {
    if slots.iter().any(|(_, forms)| forms.is_empty()) {
        return Some(None);
    }
    if slots.iter().all(|(_, forms)| forms.len() == 1) {
        let term = |at: usize, form: &WordForm| (at, Term::from_field_text(field, &form.word));
        let terms = slots.iter().flat_map(|(at, forms)| forms.iter().map(|form| term(*at, form)));
        return Some(Some(Box::new(PhraseQuery::new_with_offset_and_slop(terms.collect(), slop))));
    }
    // More than one where a place has more forms than a pattern takes.
    let mut phrases: Vec<Vec<(usize, String)>> = vec![Vec::with_capacity(slots.len())];
    // The engine asks how rare a pattern is, as if it were a word.
    let mut held_by = HashMap::with_capacity(slots.len());
    for (at, forms) in slots {
        let patterns = patterns(forms);
        let longer = |phrase: &Vec<_>, pattern: &String| [phrase.as_slice(), &[(*at, pattern.clone())]].concat();
        if phrases.len() * patterns.len() > MOST_PHRASES {
            return None;
        }
        phrases = phrases.iter().flat_map(|phrase| patterns.iter().map(|it| longer(phrase, it))).collect();
        let held_by_any = held_by_any(forms);
        held_by.extend(patterns.iter().map(|pattern| (Term::from_field_text(field, pattern), held_by_any)));
    }
    let query = |phrase| Box::new(RegexPhraseQuery::new_with_offset_and_slop(field, phrase, slop)) as Box<dyn Query>;
    let any = BooleanQuery::union(phrases.into_iter().map(query).collect());
    Some(Some(Box::new(Rarity::new(Box::new(any), held_by))))
}

/// How many telegrams hold these words; more, where one holds several.
fn held_by_any(forms: &[WordForm]) -> u64 {
    forms.iter().map(|form| form.held_by).sum()
}

/// Regular expressions that together match these words: one, but where there
/// are very many.
fn patterns(forms: &[WordForm]) -> Vec<String> {
    // The engine refuses patterns with more than 1,000 states, about one a byte.
    const LONGEST: usize = 900;
    let common = common_begin(forms).len();
    let mut patterns = Vec::new();
    let (mut begin, mut length) = (0, 0);
    for (at, form) in forms.iter().enumerate() {
        let end = form.word.len() - common + 1;
        if common + length + end > LONGEST && at > begin {
            patterns.push(pattern(&forms[begin..at]));
            (begin, length) = (at, 0);
        }
        length += end;
    }
    patterns.push(pattern(&forms[begin..]));
    patterns
}

/// A regular expression for any of these words, which are in order: what they
/// begin with, then their different ends, so that it stays small.
fn pattern(forms: &[WordForm]) -> String {
    let begin = common_begin(forms);
    let ends: Vec<String> = forms.iter().filter_map(|form| form.word.strip_prefix(begin)).map(escaped).collect();
    format!("{}(?:{})", escaped(begin), ends.join("|"))
}

/// What words that are in order all begin with.
fn common_begin(forms: &[WordForm]) -> &str {
    let (first, last) = (forms.first().map_or("", |form| &form.word), forms.last().map_or("", |form| &form.word));
    let common = first.chars().zip(last.chars()).take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8());
    first.split_at(common.sum()).0
}

/// Letters and figures are all that words hold, but for signs like `⑴`, which
/// are written out in plain ones.
fn escaped(word: &str) -> String {
    let mut escaped = String::with_capacity(word.len());
    for character in word.chars() {
        // Other signs, such as the dot that `İ` leaves, mean nothing in a pattern.
        if character.is_ascii() && !character.is_ascii_alphanumeric() {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// A query that chooses and does not rank.
pub(super) fn filter(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

#[cfg(test)]
mod tests {
    use tantivy_fst::{Automaton, Regex};

    use super::*;

    fn forms(words: impl IntoIterator<Item = String>) -> Vec<WordForm> {
        let mut words: Vec<String> = words.into_iter().collect();
        words.sort();
        words.into_iter().map(|word| WordForm { word, held_by: 1 }).collect()
    }

    #[test]
    fn patterns_match_their_words_alone() {
        let forms = forms(["ferry", "ferried", "ferries", "(1)s", "été", "i\u{307}s"].map(str::to_owned));
        let ferries = pattern(&forms[1..4]);
        assert_eq!(ferries, "ferr(?:ied|ies|y)");
        for (pattern, held) in [(ferries, 1..4), (pattern(&forms[..1]), 0..1), (pattern(&forms), 0..6)] {
            let regex = Regex::new(&pattern).unwrap();
            for (at, form) in forms.iter().enumerate() {
                let end = form.word.bytes().fold(regex.start(), |state, byte| regex.accept(&state, byte));
                assert_eq!(regex.is_match(&end), held.contains(&at), "{pattern} {}", form.word);
            }
        }
    }

    /// The engine refuses patterns that are too large.
    #[test]
    fn a_thousand_forms_are_several_patterns() {
        let letters = "abcdefghij";
        let all = letters.chars().flat_map(|a| letters.chars().map(move |b| format!("negoti{a}{b}tion")));
        let all = all.flat_map(|word| {
            ["", "s", "al", "ally", "ness", "less", "ize", "izes", "ized", "er"].map(|end| word.clone() + end)
        });
        let forms = forms(all);
        assert_eq!(forms.len(), 1_000);
        let patterns: Vec<Regex> = patterns(&forms).iter().map(|pattern| Regex::new(pattern).unwrap()).collect();
        assert!(patterns.len() > 1);
        for form in &forms {
            let matching = patterns.iter().filter(|regex| {
                let end = form.word.bytes().fold(regex.start(), |state, byte| regex.accept(&state, byte));
                regex.is_match(&end)
            });
            assert_eq!(matching.count(), 1, "{}", form.word);
        }
    }
}
