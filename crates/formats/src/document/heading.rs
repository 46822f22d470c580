//! What a document calls itself by, above its text.

/// So many lines from the start may hold it.
const LINES: usize = 8;

/// The longest line that is one, in bytes.
const LONGEST: usize = 80;

/// Words that begin or end such a line: `MINUTES OF COUNCIL`, `U.N. RESOLUTION 242`.
const WORDS: [&str; 27] = [
    "ACT",
    "AGENDA",
    "AGREEMENT",
    "CHANGELOG",
    "CONVENTION",
    "DECLARATION",
    "FACSIMILE",
    "FAQ",
    "FAX",
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
    "QUESTIONS",
    "RELEASE",
    "RESOLUTION",
    "ROUTING SLIP",
    "SHEET",
    "STATUTE",
    "TRANSCRIPT",
    "TREATY",
];

/// Those of them that no telegram has above its text, whatever marks stand in it: `1. (U) Undo`.
const OF_NO_TELEGRAM: [&str; 5] = ["CHANGELOG", "FAQ", "INVOICE", "NEWSLETTER", "QUESTIONS"];

/// How often something appears, where its title begins so: `Daily Summary`.
const PERIODS: [&str; 5] = ["Daily ", "Weekly ", "Monthly ", "Quarterly ", "Annual "];

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
        && (is_word(words.first()) || is_word(words.last()) || is_periodical(line))
}

/// Whether the heading is one that no telegram has.
pub(super) fn is_of_no_telegram(line: &str) -> bool {
    let upper = line.to_ascii_uppercase();
    OF_NO_TELEGRAM.iter().any(|word| upper.starts_with(word) || upper.ends_with(word))
}

/// `Daily Summary`, `Weekly Market Report`: a title in small letters too.
fn is_periodical(line: &str) -> bool {
    const MOST: usize = 5;
    PERIODS.iter().any(|period| line.starts_with(period))
        && line.split_whitespace().count() <= MOST
        && line.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

/// Whether the text begins as a diplomatic note does, after its number: `The Embassy … presents its compliments to …`.
pub(super) fn is_note(text: &str) -> bool {
    const BEGINNING: usize = 400;
    const SHORT: usize = 30;
    let first =
        text.trim_start().lines().map(str::trim).filter(|line| line.len() > SHORT).find(|line| line.contains(' '));
    let Some(first) = first.filter(|line| line.get(..4).is_some_and(|the| the.eq_ignore_ascii_case("The "))) else {
        return false;
    };
    let at = first.as_ptr().addr() - text.as_ptr().addr();
    let until = text.floor_char_boundary((at + BEGINNING).min(text.len()));
    let words = text.get(at..until).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    words.to_ascii_lowercase().contains("presents its compliments")
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
