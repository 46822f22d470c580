//! Lists of references that no label tells: lines of telegrams and nothing else (rule N193).

use super::{When, label, push_tokens, segment, words};
use crate::id::citation;

/// No line of a telegram is longer, but for those that a carrier joined.
const LONGEST: usize = 120;

/// Whether the line is nothing but telegrams, each with post and number: `STATE 011223, LA PAZ 0970 AND LIMA 771`. Letters
/// before the entries, separators and remarks such as `(NOTAL)` may stand between them.
pub(crate) fn is_whole_list(line: &str) -> bool {
    entries(line) > 0
}

/// Whether two telegrams or more stand on such a line: no line of a subject reads so.
pub(crate) fn is_long_list(line: &str) -> bool {
    entries(line) > 1
}

/// How many telegrams the line cites; 0 where it says anything else.
fn entries(line: &str) -> usize {
    if line.len() > LONGEST || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    let mut tokens = Vec::with_capacity(24);
    push_tokens(&mut tokens, line, 0);
    let scope = segment::strict(When::default());
    let (mut at, mut found) = (0, 0_usize);
    while let Some(token) = tokens.get(at) {
        if let Some(letter) = label::form(&tokens, at).filter(|label| label.marked) {
            at = letter.end.max(at + 1);
        } else if token.is_any(",;&()[].:") || token.says("AND") || words::is_remark(token) {
            at += 1;
        } else if token.says("SEE") {
            // `1. SEE SUVA 617.` is a sentence.
            return 0;
        } else {
            let is_telegram = |read: &citation::Citation| read.numbers.iter().any(|cited| cited.number.digits >= 2);
            let Some(read) = citation::read(&tokens, at, scope).filter(is_telegram) else { return 0 };
            found += 1;
            at = read.tokens.1.max(at + 1);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::is_whole_list;

    #[test]
    fn tells_lists_from_titles_and_text() {
        for line in [
            "LIMA 0771; QUITO 0410",
            "STATE 011223, LA PAZ 0970 AND LIMA 0771",
            "(A) STATE 11223 (NOTAL), (B) LIMA 771",
            "A. 74 STATE 11223",
        ] {
            assert!(is_whole_list(line), "{line}");
        }
        for line in [
            "",
            "LLAMA WOOL",
            "LIMA 0771 REPORTED THAT WOOL IS DEAR",
            "1. WEAVERS HAVE ASKED FOR 12 BALES",
            "1. SEE LIMA 0771.",
            "617",
        ] {
            assert!(!is_whole_list(line), "{line}");
        }
    }
}
