//! From text to index words, the same for telegrams, queries and snippets.
//!
//! A word is a run of letters and figures, in small letters, without accents.
//! Words over 255 bytes are left out. Texts are indexed as written, because
//! stemming ruins acronyms; which words share a stem is asked when somebody
//! searches ([`Stem`]). No word is left out for being common: "no foreign" and
//! "to be" are searched for.

use std::sync::OnceLock;

use frostem::{Algorithm, Stemmer};
use levenshtein_automata::{DFA, LevenshteinAutomatonBuilder};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};

pub(super) use super::words::END;
use super::words::WordTokenizer;

/// The name of the analysis of the index.
pub(super) const WORDS: &str = "chancery_words";

/// The rules of [`WordTokenizer`], counted up when they change: an index made
/// by others has to be built anew.
pub(super) const RULES: u32 = 3;

/// Makes the analysis known to an index under its name.
pub(super) fn register(tokenizers: &TokenizerManager) {
    tokenizers.register(WORDS, TextAnalyzer::builder(WordTokenizer::with_ends()).build());
}

/// Cuts texts into words.
pub(super) struct Analyzer(TextAnalyzer);

impl Default for Analyzer {
    fn default() -> Self {
        Self(TextAnalyzer::builder(WordTokenizer::of_words()).build())
    }
}

/// A word of a text: where it stands and what it is in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) position: u32,
    pub(super) text: String,
}

impl Analyzer {
    /// All words of a text.
    pub(super) fn words(&mut self, text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        self.0.token_stream(text).process(&mut |token| {
            words.push(Word {
                start: token.offset_from,
                end: token.offset_to,
                position: u32::try_from(token.position).unwrap_or(u32::MAX),
                text: token.text.clone(),
            });
        });
        words
    }
}

/// The words that have at most so many letters other than a word: two that changed places count once.
pub(super) fn spelt_like(word: &str, distance: u8) -> DFA {
    with_builder(distance, |builder| builder.build_dfa(word))
}

/// The words that begin so.
pub(super) fn begun_like(word: &str) -> DFA {
    with_builder(0, |builder| builder.build_prefix_dfa(word))
}

fn with_builder(distance: u8, build: impl FnOnce(&LevenshteinAutomatonBuilder) -> DFA) -> DFA {
    // Making a builder takes longer than using it.
    static BUILDERS: [OnceLock<LevenshteinAutomatonBuilder>; 3] = [const { OnceLock::new() }; 3];
    let new = || LevenshteinAutomatonBuilder::new(distance, true);
    match BUILDERS.get(usize::from(distance)) {
        Some(builder) => build(builder.get_or_init(new)),
        None => build(&new()),
    }
}

/// What the forms of an English word have in common.
///
/// Snowball's English stemmer, which is Porter's second. Single letters and
/// what ends with a figure have no forms: half of the words of an archive
/// begin like the `s` of `U.S.` or the `75` of a year.
pub(super) struct Stem {
    stemmer: Stemmer,
    stem: String,
    is_alone: bool,
}

impl Stem {
    /// The stem of a word of the index.
    pub(super) fn of(word: &str) -> Self {
        let stemmer = Stemmer::new(Algorithm::English);
        let is_alone = word.chars().nth(1).is_none() || word.ends_with(|last: char| last.is_ascii_digit());
        let stem = if is_alone { word.to_owned() } else { stemmer.stem(word).into_owned() };
        Self { stemmer, stem, is_alone }
    }

    /// Whether a word of the index is a form of the same word.
    pub(super) fn is_of(&self, word: &str) -> bool {
        match self.is_alone {
            true => word == self.stem,
            false => word.starts_with(self.begin()) && self.stemmer.stem(word) == self.stem,
        }
    }

    /// Whether the word as written is the only form.
    pub(super) fn is_alone(&self) -> bool {
        self.is_alone
    }

    /// What all forms begin with.
    ///
    /// Stemming takes ends away. Only in four letters does it put something in
    /// their place: `e` (hoping, hope), `i` (ferry, ferri), `l` (stability,
    /// stabl), `y` (skies, sky), and once in two: `dying`, `die`.
    pub(super) fn begin(&self) -> &str {
        // Nothing is put into the place of an end where so little is left: `be` (being), `by`.
        if self.stem.len() <= 2 {
            return &self.stem;
        }
        match self.stem.strip_suffix("ie") {
            Some(begin) => begin,
            None => self.stem.strip_suffix(['e', 'i', 'l', 'y']).unwrap_or(&self.stem),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(text: &str) -> Vec<String> {
        Analyzer::default().words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_are_runs_of_letters_and_figures() {
        assert_eq!(
            texts("E.O. 12958, 1.4(b): S/SRAP 09ASTANA478"),
            ["e", "o", "12958", "1", "4", "b", "s", "srap", "09astana478"]
        );
        assert_eq!(texts("São Tomé, MÜNCHEN; œuvre"), ["sao", "tome", "munchen", "oeuvre"]);
        assert_eq!(texts(&"x".repeat(256)), [""; 0]);
        assert_eq!(texts(&"x".repeat(255)).len(), 1);
    }

    #[test]
    fn forms_share_a_stem() {
        let stem = Stem::of("negotiations");
        assert!(["negotiating", "negotiated", "negotiate", "negotiations"].iter().all(|word| stem.is_of(word)));
        assert!(!stem.is_of("negus"));
        assert!(Stem::of("ferry").is_of("ferries") && !Stem::of("port").is_of("portion"));
        assert!(Stem::of("75").is_of("75") && !Stem::of("75").is_of("75suva617"));
        assert!(Stem::of("s").is_of("s") && !Stem::of("s").is_of("sing"));
    }

    /// Ends that the stemmer takes away or changes.
    const ENDS: &str = "s|es|ies|ied|ing|ings|ed|edly|eed|eedly|ingly|y|ly|li|ally|bly|ability|ibility|bility|ation|ational\
                        |ations|ator|izer|ization|ize|izing|ized|alism|ality|iveness|ivity|fulness|fully|ful|ousness|ously|ogist\
                        |ogy|ically|icate|icity|ative|alize|ness|ance|ence|ency|ancy|ently|able|ible|ate|ated|ating|ive|al|ism|ion\
                        |er|ous|ant|ent|ment|ement|e|l|ll|bbing|tted|ss|sses|us|lessly|tional|ying|yed|ys";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn every_word_begins_as_its_stem_says(
            begin in "[a-z]{0,5}|[a-z0-9é]{1,9}",
            ends in prop::collection::vec(prop::sample::select(ENDS.split('|').collect::<Vec<_>>()), 0..3),
        ) {
            let word = begin + &ends.concat();
            let stem = Stem::of(&word);
            prop_assert!(stem.is_of(&word), "{} has the stem {}", word, stem.stem);
        }
    }

    #[test]
    fn words_that_the_stemmer_knows_by_heart() {
        let words = "be being by he me my skis skies sky idly gently ugly early only singly dying lying tying vying news howe atlas cosmos bias \
                     andes inning outing evening canning herring earring proceed exceed succeed generously organization";
        for word in words.split_whitespace() {
            let stem = Stem::of(word);
            assert!(stem.is_of(word), "{word} has the stem {}", stem.stem);
        }
    }
}
