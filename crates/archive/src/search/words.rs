//! Cutting a text into words, in small letters without accents.

use tantivy::tokenizer::{AsciiFoldingFilter, LowerCaser, RawTokenizer, TextAnalyzer, Token, TokenStream, Tokenizer};

/// The longest word in bytes.
const LONGEST: usize = 255;

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
}

impl Default for WordTokenizer {
    fn default() -> Self {
        let other =
            TextAnalyzer::builder(RawTokenizer::default()).filter(LowerCaser).filter(AsciiFoldingFilter).build();
        Self { token: Token::default(), other }
    }
}

/// The words of one text.
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
    token: &'a mut Token,
    other: &'a mut TextAnalyzer,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = Words<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Words<'a> {
        self.token.reset();
        Words { text, at: 0, token: &mut self.token, other: &mut self.other }
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
                return false;
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
            let mut own = TextAnalyzer::builder(WordTokenizer::default()).build();
            prop_assert_eq!(tokens(&mut own, &text), tokens(&mut filters, &text));
        }
    }
}
