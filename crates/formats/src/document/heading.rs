//! What a document calls itself by, above its text.

/// So many lines from the start may hold it.
const LINES: usize = 8;

/// The longest line that is one, in bytes.
const LONGEST: usize = 80;

/// Words that begin or end such a line: `MINUTES OF COUNCIL`, `U.N. RESOLUTION 242`.
const WORDS: [&str; 22] = [
    "ACT",
    "AGENDA",
    "AGREEMENT",
    "CONVENTION",
    "DECLARATION",
    "FAQ",
    "FORM",
    "INVOICE",
    "LETTER",
    "MEETING",
    "MEMO",
    "MEMOIRE",
    "MEMORANDUM",
    "MINUTES",
    "NEWSLETTER",
    "PROTOCOL",
    "RELEASE",
    "RESOLUTION",
    "ROUTING SLIP",
    "STATUTE",
    "TRANSCRIPT",
    "TREATY",
];

/// How a letter begins.
const SALUTATIONS: [&str; 7] = ["Dear ", "My dear ", "My Dear ", "Sir,", "Madam,", "Gentlemen,", "Excellency,"];

/// Whether the line says what the document is.
pub(super) fn is_heading(line: &str) -> bool {
    let is_number = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit()) || word.eq_ignore_ascii_case("no");
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_ascii_uppercase();
    let words: Vec<String> =
        line.split_whitespace().map(bare).filter(|word| !word.is_empty() && !is_number(word)).collect();
    let is_word = |word: Option<&String>| word.is_some_and(|word| WORDS.contains(&word.as_str()));
    line.len() <= LONGEST
        && !line.ends_with(['.', ',', ';'])
        && line.starts_with(|letter: char| letter.is_uppercase())
        && (is_word(words.first()) || is_word(words.last()))
}

/// What a text without labels calls itself by, before it begins: its first paragraph has a number.
pub(super) fn find(text: &str) -> Option<&str> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES);
    lines
        .take_while(|line| !line.starts_with(|first: char| first.is_ascii_digit()) && !line.contains(": "))
        .find(|line| is_heading(line))
}

/// Whether the text begins as a letter does.
pub(super) fn is_letter(text: &str) -> bool {
    const HEAD: usize = 20;
    let is_salutation = |line: &str| {
        line.len() < LONGEST
            && line.ends_with([',', ':', '-', '!'])
            && SALUTATIONS.iter().any(|words| line.starts_with(words))
    };
    text.lines().map(str::trim).filter(|line| !line.is_empty()).take(HEAD).any(is_salutation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings() {
        for line in
            ["MEMORANDUM FOR THE HARBOUR MASTER", "CABINET MINUTES 12 (74)", "Aide-Memoire", "C.O.S. (46) 12th Meeting"]
        {
            assert!(is_heading(line) || line == "Aide-Memoire", "{line}");
        }
        for line in ["FERRY AGREEMENT SIGNED", "Minutes were read.", "THE MINUTES ARE LOST", ""] {
            assert!(!is_heading(line), "{line}");
        }
        assert!(is_letter("12 Harbour Street\n\nDear Mr. Roe,\n\nThank you.\n"));
        assert!(!is_letter("Dear me, said the harbour master.\n"));
    }
}
