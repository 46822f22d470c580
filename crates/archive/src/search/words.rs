//! Cutting a text into words.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Cuts a text into runs of letters and figures, as tantivy's `SimpleTokenizer` does. Nearly all bytes of a telegram are
/// ASCII, which it takes without decoding characters.
#[derive(Clone, Default)]
pub(super) struct WordTokenizer {
    token: Token,
}

/// The words of one text.
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
    token: &'a mut Token,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = Words<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Words<'a> {
        self.token.reset();
        Words { text, at: 0, token: &mut self.token }
    }
}

impl Words<'_> {
    /// Whether the character at `at` belongs to a word, and where it ends; `None` at the end of the text.
    fn character(&self, at: usize) -> Option<(bool, usize)> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte.is_ascii() {
            return Some((byte.is_ascii_alphanumeric(), at + 1));
        }
        let character = self.text.get(at..)?.chars().next()?;
        Some((character.is_alphanumeric(), at + character.len_utf8()))
    }
}

impl TokenStream for Words<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        self.token.position = self.token.position.wrapping_add(1);
        let begin = loop {
            match self.character(self.at) {
                None => return false,
                Some((true, _)) => break self.at,
                Some((false, next)) => self.at = next,
            }
        };
        while let Some((true, next)) = self.character(self.at) {
            self.at = next;
        }
        self.token.offset_from = begin;
        self.token.offset_to = self.at;
        self.token.text.push_str(&self.text[begin..self.at]);
        true
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
    use tantivy::tokenizer::SimpleTokenizer;

    use super::*;

    fn tokens(mut tokenizer: impl Tokenizer, text: &str) -> Vec<Token> {
        let mut stream = tokenizer.token_stream(text);
        let mut tokens = Vec::new();
        while stream.advance() {
            tokens.push(stream.token().clone());
        }
        tokens
    }

    proptest! {
        #[test]
        fn words_are_those_of_the_simple_tokenizer(text in "([ a-zA-Z0-9.,/é\u{a0}—ßＡ]|\\PC){0,40}") {
            prop_assert_eq!(tokens(WordTokenizer::default(), &text), tokens(SimpleTokenizer::default(), &text));
        }
    }
}
