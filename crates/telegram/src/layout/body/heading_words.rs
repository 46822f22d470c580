//! The words of a heading without what is set around them (rules BLOCK, N137).

use crate::paragraph::portion_mark;

/// The heading without the portion mark at its start, a frame of strokes or stars (`//COMMENT//`, `** The Yard **`) and
/// a rule after it on the same line (`The Yard --------`).
pub(crate) fn heading_words(line: &str) -> &str {
    let marked = portion_mark(line).filter(|_| line.starts_with('(')).map_or(0, |(_, length)| length);
    let words = without_rule(line.get(marked..).unwrap_or_default().trim());
    framed(words).unwrap_or(words)
}

/// The words inside a frame: strokes, stars, equals signs or tildes at both ends.
pub(super) fn framed(words: &str) -> Option<&str> {
    let sign = words.chars().next().filter(|sign| matches!(sign, '/' | '*' | '=' | '~' | '_'))?;
    let inner = words.trim_matches(sign);
    let before = words.len() - words.trim_start_matches(sign).len();
    let after = words.len() - words.trim_end_matches(sign).len();
    (before > 0 && after > 0 && inner.contains(char::is_alphabetic)).then(|| inner.trim())
}

/// The words before a rule that a carrier set on the same line.
fn without_rule(words: &str) -> &str {
    const LEAST: usize = 4;
    let sign = words.chars().next_back().filter(|sign| matches!(sign, '-' | '=' | '_' | '*')).unwrap_or(' ');
    let head = words.trim_end_matches(sign);
    // `------ The Yard ------` is printed so by its author.
    let is_rule = words.len() - head.len() >= LEAST && !head.is_empty() && !head.starts_with(sign);
    if is_rule { head.trim_end() } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_off_what_is_set_around() {
        for (line, want) in [
            ("//SUMMARY OF PRICES//", "SUMMARY OF PRICES"),
            ("// The Yard //", "The Yard"),
            ("** The Yard **", "The Yard"),
            ("(C) ==COMMENT==", "COMMENT"),
            ("The Price of Oil ------------------", "The Price of Oil"),
            ("The Yard----------", "The Yard"),
            ("/COMMENT/", "COMMENT"),
            ("THE YARD", "THE YARD"),
            ("* a bullet", "* a bullet"),
            ("and/or", "and/or"),
            ("The yard - closed", "The yard - closed"),
            ("////", "////"),
            ("------ The Yard ------", "------ The Yard ------"),
        ] {
            assert_eq!(heading_words(line), want, "{line}");
        }
    }
}
