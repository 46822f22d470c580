//! Lines of a given width.

/// Breaks the text at blanks into lines of at most `width` characters; lines
/// after the first begin with `indent` blanks. `taken` characters of the first
/// line are not free.
///
/// A line is not broken before a word that would be read otherwise at the
/// start of a line (`7.`, `-`, `(C)`, `B.`), as careful typists did not.
pub(super) fn wrap(text: &str, width: usize, taken: usize, indent: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut room = width.saturating_sub(taken);
    for unit in units(text) {
        let length = unit.chars().count();
        if !line.is_empty() && line.chars().count() + 1 + length > room {
            lines.push(core::mem::take(&mut line));
            line.extend(core::iter::repeat_n(' ', indent));
            room = width;
        } else if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&unit);
    }
    if !line.trim().is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Words, each with those after it that must not begin a line.
fn units(text: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match units.last_mut() {
            Some(last) if !may_begin_line(word) => {
                last.push(' ');
                last.push_str(word);
            }
            _ => units.push(word.to_owned()),
        }
    }
    units
}

/// Whether the word means the same at the start of a line as inside one.
fn may_begin_line(word: &str) -> bool {
    let bytes = word.as_bytes();
    let figures = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let numbered = figures > 0 && figures <= 3;
    let item = matches!(bytes, [letter, b'.' | b')', ..] if letter.is_ascii_alphanumeric());
    let label = word.ends_with([':', ';']) && word.chars().all(|c| !c.is_lowercase());
    !(numbered || item || label || word.starts_with(['-', '*', '(', '[', '#', '<', '\u{2022}']) || is_keyword(word))
}

/// Words that open a header line, an address, or an end mark.
fn is_keyword(word: &str) -> bool {
    const WORDS: [&str; 21] = [
        "REF",
        "REFS",
        "REFTEL",
        "SUBJ",
        "SUBJECT",
        "TAGS",
        "INFO",
        "FM",
        "TO",
        "BT",
        "DE",
        "ZNR",
        "ZNY",
        "PAGE",
        "REASON",
        "REASONS",
        "CLASSIFIED",
        "NNNN",
        "PARA",
        "DECL",
        "FOR",
    ];
    WORDS.contains(&word.to_uppercase().trim_end_matches([':', '.', ',']))
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn keeps_to_the_width() {
        assert_eq!(wrap("the ferry sails again", 10, 0, 0), ["the ferry", "sails", "again"]);
        assert_eq!(wrap("the ferry sails again", 10, 5, 2), ["the", "  ferry", "  sails", "  again"]);
        assert_eq!(wrap("inter-island-shipping is back", 10, 0, 0), ["inter-island-shipping", "is back"]);
        assert_eq!(wrap("", 10, 0, 0), [""]);
    }

    #[test]
    fn no_line_begins_with_what_reads_otherwise() {
        assert_eq!(wrap("under Section 7. of the law", 15, 0, 0), ["under", "Section 7. of", "the law"]);
        assert_eq!(wrap("the ferry - and more", 10, 0, 0), ["the", "ferry -", "and more"]);
        assert_eq!(wrap("see letter (C) there", 11, 0, 0), ["see", "letter (C)", "there"]);
    }
}
