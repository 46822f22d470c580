//! From text to index words, the same for telegrams, queries and snippets.
//!
//! A word is a run of letters and figures, in small letters, without accents.
//! Words over 255 bytes are left out. Texts are indexed twice: stemmed, and
//! as written, because stemming ruins acronyms. No word is left out for being
//! common: "no foreign" and "to be" are searched for.

use foldhash::{HashMap, HashMapExt};
use frostem::Algorithm;
use tantivy::tokenizer::{
    AsciiFoldingFilter, LowerCaser, RemoveLongFilter, TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer,
    TokenizerManager,
};

use super::words::WordTokenizer;

/// The name of the stemmed analysis.
pub(super) const STEMMED: &str = "chancery_stemmed";
/// The name of the analysis without stemming.
pub(super) const PLAIN: &str = "chancery_plain";

/// The rules above, counted up when they change.
const RULES: u32 = 1;

/// The longest word in bytes.
const LONGEST: usize = 255;

/// How many stems a thread remembers before it forgets all and starts anew.
const REMEMBERED: usize = 1 << 16;

/// Words whose stems differ between the versions of the stemmer.
const PROBES: [&str; 10] = [
    "international",
    "internal",
    "organization",
    "emergency",
    "adding",
    "negotiations",
    "hoped",
    "generously",
    "skies",
    "dying",
];

/// What the words in an index depend on. An index with another one has to be
/// built anew.
pub(super) fn fingerprint() -> String {
    let stemmer = frostem::Stemmer::new(Algorithm::English);
    let stems: Vec<_> = PROBES.iter().map(|word| stemmer.stem(word).into_owned()).collect();
    format!("words {RULES}, stems {}", stems.join(" "))
}

/// Makes the analyses known to an index under their names.
pub(super) fn register(tokenizers: &TokenizerManager) {
    tokenizers.register(STEMMED, stemmed());
    tokenizers.register(PLAIN, plain());
}

/// The stemmed analysis.
pub(super) fn stemmed() -> TextAnalyzer {
    TextAnalyzer::builder(WordTokenizer::default())
        .filter(RemoveLongFilter::limit(LONGEST + 1))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(StemFilter)
        .build()
}

/// The analysis without stemming.
pub(super) fn plain() -> TextAnalyzer {
    TextAnalyzer::builder(WordTokenizer::default())
        .filter(RemoveLongFilter::limit(LONGEST + 1))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

/// A word of a text: where it stands and what it is in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) position: usize,
    pub(super) text: String,
}

/// All words of a text.
pub(super) fn words(analyzer: &mut TextAnalyzer, text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    analyzer.token_stream(text).process(&mut |token| {
        words.push(Word {
            start: token.offset_from,
            end: token.offset_to,
            position: token.position,
            text: token.text.clone(),
        });
    });
    words
}

/// Stems English words and remembers the stems: stemming is half of the work
/// of indexing, and most words come again.
#[derive(Debug, Clone)]
struct StemFilter;

impl TokenFilter for StemFilter {
    type Tokenizer<T: Tokenizer> = Stemming<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> Stemming<T> {
        Stemming { inner, stemmer: frostem::Stemmer::new(Algorithm::English), stems: HashMap::new() }
    }
}

struct Stemming<T> {
    inner: T,
    stemmer: frostem::Stemmer,
    stems: HashMap<String, Box<str>>,
}

impl<T: Clone> Clone for Stemming<T> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), stemmer: frostem::Stemmer::new(Algorithm::English), stems: HashMap::new() }
    }
}

impl<T: Tokenizer> Tokenizer for Stemming<T> {
    type TokenStream<'a> = StemStream<'a, T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        StemStream { inner: self.inner.token_stream(text), stemmer: &self.stemmer, stems: &mut self.stems }
    }
}

struct StemStream<'a, S> {
    inner: S,
    stemmer: &'a frostem::Stemmer,
    stems: &'a mut HashMap<String, Box<str>>,
}

impl<S: TokenStream> TokenStream for StemStream<'_, S> {
    fn advance(&mut self) -> bool {
        if !self.inner.advance() {
            return false;
        }
        let token = self.inner.token_mut();
        match self.stems.get(&token.text) {
            Some(stem) => {
                token.text.clear();
                token.text.push_str(stem);
            }
            None => {
                let stem: Box<str> = self.stemmer.stem(&token.text).into();
                if self.stems.len() >= REMEMBERED {
                    self.stems.clear();
                }
                let word = std::mem::replace(&mut token.text, stem.to_string());
                self.stems.insert(word, stem);
            }
        }
        true
    }

    fn token(&self) -> &Token {
        self.inner.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.inner.token_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(mut analyzer: TextAnalyzer, text: &str) -> Vec<String> {
        words(&mut analyzer, text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_are_runs_of_letters_and_figures() {
        assert_eq!(
            texts(plain(), "E.O. 12958, 1.4(b): S/SRAP 09ASTANA478"),
            ["e", "o", "12958", "1", "4", "b", "s", "srap", "09astana478"]
        );
        assert_eq!(texts(plain(), "São Tomé, MÜNCHEN; œuvre"), ["sao", "tome", "munchen", "oeuvre"]);
        assert_eq!(texts(plain(), &"x".repeat(256)), [""; 0]);
        assert_eq!(texts(plain(), &"x".repeat(255)).len(), 1);
    }

    #[test]
    fn stems_are_remembered_alike() {
        let text = "Negotiations; negotiating NEGOTIATED. Ferries, ferry. Negotiations";
        assert_eq!(texts(stemmed(), text), ["negoti", "negoti", "negoti", "ferri", "ferri", "negoti"]);
    }

    /// When this fails the stemmer has changed: existing indexes will be built
    /// anew at the next start, which for a large archive takes hours. Change
    /// the expectation only on purpose.
    #[test]
    fn the_stemmer_is_the_one_we_know() {
        assert_eq!(fingerprint(), "words 1, stems internat internal organiz emergenc add negoti hope generous sky die");
    }
}
