//! Words, figures and marks of a written reference.

use crate::spelling;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A run of letters.
    Word,
    /// A run of digits.
    Number,
    /// Any other mark, one at a time.
    Mark,
}

/// A piece of the text without blanks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) text: &'a str,
    pub(crate) kind: TokenKind,
    /// Where it begins in the source.
    pub(crate) at: u32,
    /// Whether it follows the token before without a blank.
    pub(crate) glued: bool,
    /// Whether it is the first of its line.
    pub(crate) line_start: bool,
    /// How many blanks stand before it; a line end counts as many.
    pub(crate) gap: u8,
}

impl Token<'_> {
    /// One past its last byte in the source.
    pub(crate) fn end(&self) -> u32 {
        self.at + self.text.len() as u32
    }

    pub(crate) fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    pub(crate) fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }

    /// Whether it is the mark `mark`.
    pub(crate) fn is(&self, mark: &str) -> bool {
        self.kind == TokenKind::Mark && self.text == mark
    }

    /// Whether it is one of the one-character `marks`.
    pub(crate) fn is_any(&self, marks: &str) -> bool {
        self.kind == TokenKind::Mark && self.text.chars().next().is_some_and(|mark| marks.contains(mark))
    }

    /// Whether it is the word `word`, given in upper case.
    pub(crate) fn says(&self, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// Whether it is one of `words`, given in upper case.
    pub(crate) fn says_any(&self, words: &[&str]) -> bool {
        self.kind == TokenKind::Word && spelling::is_one_of(self.text, words)
    }

    /// The letter, if it is a single one.
    pub(crate) fn letter(&self) -> Option<char> {
        match (self.kind, self.text.as_bytes()) {
            (TokenKind::Word, [letter]) if letter.is_ascii_alphabetic() => {
                Some(char::from(letter.to_ascii_uppercase()))
            }
            _ => None,
        }
    }
}

/// Appends the tokens of `text`, one line, which begins at `at` in the source.
pub(crate) fn push_tokens<'a>(tokens: &mut Vec<Token<'a>>, text: &'a str, at: u32) {
    let mut line_start = true;
    let mut gap = 1u8;
    let mut glued = false;
    let mut rest = text;
    let mut offset = 0usize;
    while let Some(first) = rest.chars().next() {
        if first.is_whitespace() || matches!(first, '\u{feff}' | '\u{200b}' | '\0') {
            gap = gap.saturating_add(1);
            glued = false;
            offset += first.len_utf8();
            rest = &text[offset..];
            continue;
        }
        let (kind, length) = if first.is_ascii_digit() {
            (TokenKind::Number, rest.bytes().take_while(u8::is_ascii_digit).count())
        } else if first.is_alphabetic() {
            (TokenKind::Word, rest.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum())
        } else {
            (TokenKind::Mark, first.len_utf8())
        };
        let gap_here = if line_start {
            u8::MAX
        } else if glued {
            0
        } else {
            gap
        };
        tokens.push(Token {
            text: &rest[..length],
            kind,
            at: at + offset as u32,
            glued: glued && !line_start,
            line_start,
            gap: gap_here,
        });
        line_start = false;
        glued = true;
        gap = 0;
        offset += length;
        rest = &text[offset..];
    }
}

/// The tokens of one line of text.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 4 + 1);
    push_tokens(&mut tokens, text, 0);
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_part() {
        let read: Vec<_> = tokens("05SUVA617, (A) N'D").iter().map(|token| (token.text, token.glued)).collect();
        let expected = [
            ("05", false),
            ("SUVA", true),
            ("617", true),
            (",", true),
            ("(", false),
            ("A", true),
            (")", true),
            ("N", false),
            ("'", true),
            ("D", true),
        ];
        assert_eq!(read, expected);
    }
}
