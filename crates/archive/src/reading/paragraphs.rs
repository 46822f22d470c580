//! Paragraphs that are kept without their text, because the decoded text has it.

use memchr::{memchr2, memchr2_iter, memmem, memrchr, memrchr3};
use telegram::Span;

/// Where the `own` text of a paragraph at `span` begins, if from there to its end it is the
/// decoded text with one blank between words. Its number, mark and heading
/// stand before.
pub(super) fn begin_of(text: &str, span: Span, own: &str) -> Option<usize> {
    let (span, mut own) = (span.range(), own.as_bytes());
    if own.first().is_none_or(is_blank) || !is_one_line(own) {
        return None;
    }
    let mut before = without_blanks(text.get(span.clone())?.as_bytes());
    let (mut line, mut by_words) = (before.len(), false);
    loop {
        if before.len() <= line {
            line = memrchr(b'\n', before).map_or(0, |end| end + 1);
            // Line by line, which is fast; word by word where more than one blank stands between two of its words, or
            // where the text begins inside.
            by_words = before[line..].starts_with(b" ") || !own.ends_with(&before[line..]);
        }
        let word = || memrchr3(b' ', b'\n', b'\r', before).map_or(0, |blank| blank + 1);
        let begin = if by_words { word() } else { line };
        let words = &before[begin..];
        if own.len() <= words.len() {
            return words.ends_with(own).then_some(span.start + before.len() - own.len());
        }
        own = own.strip_suffix(words)?.strip_suffix(b" ")?;
        before = without_blanks(&before[..begin]);
        if before.is_empty() {
            return None;
        }
    }
}

/// What stands between words.
const BLANKS: [u8; 3] = *b" \n\r";

fn is_blank(byte: &u8) -> bool {
    BLANKS.contains(byte)
}

/// Without the blanks at the end.
fn without_blanks(text: &[u8]) -> &[u8] {
    text.iter().rposition(|byte| !is_blank(byte)).map_or(&[], |last| &text[..=last])
}

/// Whether nothing but one blank ever stands between words.
fn is_one_line(text: &[u8]) -> bool {
    memchr2(b'\n', b'\r', text).is_none() && memmem::find(text, b"  ").is_none()
}

/// The text with one blank between words.
pub(super) fn in_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut add = |words: &str| {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(words);
    };
    let mut from = 0;
    for end in memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]) {
        // Line by line, as nearly all have one blank between words already.
        let words = text[from..end].trim_matches(' ');
        from = end + 1;
        if memmem::find(words.as_bytes(), b"  ").is_some() {
            words.split(' ').filter(|word| !word.is_empty()).for_each(&mut add);
        } else if !words.is_empty() {
            add(words);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn one_blank_stands_between_words(text in "([A-Z]{1,3}| |  |\n|\r\n|\u{a0}|\t){0,30}") {
            let words: Vec<_> = text.split(BLANKS.map(char::from)).filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(in_one_line(&text), words.join(" "));
        }
    }
}
