//! End marks: format lines 13 to 16 and what some systems write in their place
//! (rule CLOSE).

use crate::header::classification_line;
use crate::text::shape::{is_digits, starts_with_fold};

/// `BT`, `NNNN`, `#0478`, `NNNNMAFVVZCZ`, `<< END OF DOCUMENT >>`, `END CABLE`, also several on one line.
pub(super) fn is_end(text: &str) -> bool {
    if text.starts_with("<<") {
        return text.contains("END OF DOCUMENT");
    }
    const WORDS: [&str; 7] = [
        "CABLE ENDS",
        "END CABLE",
        "END OF CABLE",
        "END OF MESSAGE",
        "END OF TELEGRAM",
        "END CABLE TEXT",
        "END OF CABLE TEXT",
    ];
    // `=====CABLE ENDS=====`, as some systems mark it. Nearly every line is told by its start to be none.
    let may_be_words = match text.as_bytes().first() {
        Some(b'=' | b'*' | b'-' | b'.' | b'(' | b'[') => true,
        Some(b'C' | b'c') => starts_with_fold(text, "CABLE"),
        Some(b'E' | b'e') => starts_with_fold(text, "END"),
        _ => false,
    };
    if may_be_words {
        let bare = text.trim_matches(['=', '*', '-', ' ', '.', '(', ')', '[', ']']);
        if WORDS.iter().any(|words| bare.eq_ignore_ascii_case(words)) {
            return true;
        }
    }
    // `NNNNVV ABC123`: the identification of the next message on the same line.
    if starts_with_fold(text, "NNNNV") && text.len() <= 24 && text.is_ascii() {
        return true;
    }
    // `N N N N`
    if text.starts_with("N N N") && text.bytes().all(|byte| matches!(byte, b'N' | b' ')) {
        return true;
    }
    let (class, marks) = text.rsplit_once(' ').unwrap_or_default();
    if may_be_class(class) && marks.bytes().next().is_some() && is_end_word(marks) {
        return classification_line::parse(class.trim_end()).is_some_and(|line| line.banner);
    }
    (1..=24).contains(&text.len()) && text.split(' ').filter(|word| !word.is_empty()).all(is_end_word)
}

/// Whether a class may be what stands before the marks, which a carrier joined to it: `UNCLASSIFIED NNN`.
fn may_be_class(text: &str) -> bool {
    const LONGEST: usize = 40;
    matches!(text.as_bytes().first(), Some(b'U' | b'C' | b'S' | b'L')) && text.len() <= LONGEST
}

fn is_end_word(word: &str) -> bool {
    match word.as_bytes()[0] {
        b'B' | b'b' => word.eq_ignore_ascii_case("BT"),
        b'N' | b'n' => {
            (starts_with_fold(word, "NNN") && word.len() <= 14 && word.bytes().all(|b| b.is_ascii_alphabetic()))
                || word.ends_with("VVZCZ")
        }
        b'#' => word.len() <= 7 && is_digits(&word[1..]),
        _ => false,
    }
}
