//! Cutting a text into words, in small letters without accents.

use tantivy::tokenizer::{AsciiFoldingFilter, LowerCaser, RawTokenizer, TextAnalyzer, Token, TokenStream, Tokenizer};

/// The longest word in bytes.
const LONGEST: usize = 255;

/// What stands in the index after the last word of each text of a field, where no word can: a phrase goes from no
/// paragraph into the next. So long that no word is spelt like it.
pub(super) const END: &str = "\u{b6}\u{b6}\u{b6}\u{b6}";

/// Cuts a text into runs of letters and figures, in small letters without
/// accents, and leaves out words over 255 bytes.
///
/// The same as tantivy's `SimpleTokenizer`, `RemoveLongFilter`, `LowerCaser`
/// and `AsciiFoldingFilter` one after the other, in a third of the time: nearly
/// all words of telegrams are ASCII, and those need no more than a look at
/// each byte.
#[derive(Clone)]
pub(super) struct WordTokenizer {
    token: Token,
    /// For words with other letters.
    other: TextAnalyzer,
    /// Whether the end of a text is told.
    ends: bool,
}

impl WordTokenizer {
    /// Gives the words of texts.
    pub(super) fn of_words() -> Self {
        let other =
            TextAnalyzer::builder(RawTokenizer::default()).filter(LowerCaser).filter(AsciiFoldingFilter).build();
        Self { token: Token::default(), other, ends: false }
    }

    /// Gives the words of texts, and [`END`] after them.
    pub(super) fn with_ends() -> Self {
        Self { ends: true, ..Self::of_words() }
    }
}

/// The words of one text.
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
    token: &'a mut Token,
    other: &'a mut TextAnalyzer,
    /// Whether the end is still to be told.
    end: bool,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = Words<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Words<'a> {
        self.token.reset();
        Words { text, at: 0, token: &mut self.token, other: &mut self.other, end: self.ends }
    }
}

impl<'a> Words<'a> {
    /// The next run of letters and figures.
    fn next_run(&mut self) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        // Where the run begins, once it has begun.
        let mut begin = None;
        while let Some(&byte) = bytes.get(at) {
            let (is_part, next) = if byte.is_ascii() {
                (byte.is_ascii_alphanumeric(), at + 1)
            } else {
                let character = self.text.get(at..)?.chars().next()?;
                (character.is_alphanumeric(), at + character.len_utf8())
            };
            match begin {
                None if is_part => begin = Some(at),
                Some(_) if !is_part => break,
                _ => {}
            }
            at = next;
        }
        self.at = at;
        self.text.get(begin?..at)
    }
}

impl TokenStream for Words<'_> {
    fn advance(&mut self) -> bool {
        loop {
            let Some(run) = self.next_run() else {
                self.token.text.clear();
                if !std::mem::take(&mut self.end) {
                    return false;
                }
                self.token.position = self.token.position.wrapping_add(1);
                (self.token.offset_from, self.token.offset_to) = (self.text.len(), self.text.len());
                self.token.text.push_str(END);
                return true;
            };
            self.token.position = self.token.position.wrapping_add(1);
            if run.len() > LONGEST {
                continue;
            }
            self.token.offset_from = self.at - run.len();
            self.token.offset_to = self.at;
            self.token.text.clear();
            if run.is_ascii() {
                self.token.text.push_str(run);
                self.token.text.make_ascii_lowercase();
            } else {
                let mut folded = self.other.token_stream(run);
                if folded.advance() {
                    self.token.text.push_str(&folded.token().text);
                }
            }
            return true;
        }
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tantivy::tokenizer::{RemoveLongFilter, SimpleTokenizer};

    use super::*;

    fn tokens(analyzer: &mut TextAnalyzer, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        analyzer.token_stream(text).process(&mut |token| tokens.push(token.clone()));
        tokens
    }

    proptest! {
        #[test]
        fn words_are_those_of_the_filters(
            text in "([ a-zA-Z0-9.,/éÜİ\u{a0}—ßœＡ⑴]|\\PC){0,40}",
            long in prop::sample::select(vec![0, 254, 255, 256, 300]),
        ) {
            let text = format!("{text} {} {text}", "Xé".repeat(long / 3) + &"y".repeat(long % 3));
            let mut filters = TextAnalyzer::builder(SimpleTokenizer::default())
                .filter(RemoveLongFilter::limit(LONGEST + 1))
                .filter(LowerCaser)
                .filter(AsciiFoldingFilter)
                .build();
            let mut own = TextAnalyzer::builder(WordTokenizer::of_words()).build();
            let words = tokens(&mut filters, &text);
            prop_assert_eq!(&tokens(&mut own, &text), &words);
            let mut own = TextAnalyzer::builder(WordTokenizer::with_ends()).build();
            let mut with_end = tokens(&mut own, &text);
            let end = with_end.pop().expect("an end");
            prop_assert_eq!(end.text, END);
            // A word too long to be indexed may come last.
            prop_assert!(words.last().is_none_or(|last| end.position > last.position));
            prop_assert_eq!(with_end, words);
        }
    }
}
