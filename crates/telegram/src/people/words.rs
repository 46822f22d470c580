//! Words that stand alone at the end of a text and are no names, and words that
//! stand beside a name.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::name;

/// Words that a signature does not hold: headings, formulas of the close,
/// classifications, captions, offices, units, months, last words of sentences.
static NO_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/no-names.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Ends of words that are hardly ever surnames.
const NO_NAME_ENDS: [&str; 12] =
    ["TION", "TIONS", "SSION", "ISM", "ITIES", "MENTS", "ENCES", "ANCES", "OLOGY", "ICAL", "MATIC", "NMENT"];

/// Whether the word, in capitals, is none that a name consists of.
pub(super) fn is_no_name(word: &str) -> bool {
    NO_NAMES.contains(word) || word.len() > 7 && NO_NAME_ENDS.iter().any(|end| word.ends_with(end))
}

/// Surnames that are words of that list or names of places: they sign only where a line can be nothing else.
const WORD_SURNAMES: [&str; 35] = [
    "BERLIN",
    "BEST",
    "CASE",
    "CHAD",
    "DAY",
    "EARLY",
    "EAST",
    "ENGLAND",
    "FLORENCE",
    "FRANCE",
    "HAMBURG",
    "HAMILTON",
    "HOLLAND",
    "IRELAND",
    "ISRAEL",
    "JORDAN",
    "KINGSTON",
    "LEON",
    "LONDON",
    "LYON",
    "NORTH",
    "PAGE",
    "PARIS",
    "PEACE",
    "POLAND",
    "POST",
    "ROME",
    "SALVADOR",
    "SANTIAGO",
    "SOUTH",
    "SYDNEY",
    "VICTORIA",
    "WASHINGTON",
    "WEEKS",
    "WEST",
];

/// Whether the word, in capitals, is a surname besides what else it is.
pub(super) fn is_word_surname(word: &str) -> bool {
    WORD_SURNAMES.binary_search(&word).is_ok()
}

/// Titles and what else is said of who signs, in capitals without stops; longer
/// ones before those they begin with.
pub(super) const TITLES: [&str; 53] = [
    "FOR THE AMBASSADOR",
    "FOR AMBASSADOR",
    "FOR CHARGE",
    "FOR THE DCM",
    "FOR THE CONSUL GENERAL",
    "FOR THE SECRETARY",
    "FOR THE CHARGE",
    "CHARGE D'AFFAIRES AD INTERIM",
    "CHARGE D'AFFAIRES A I",
    "CHARGE D'AFFAIRES AI",
    "CHARGE D'AFFAIRES",
    "CHARGE D AFFAIRES",
    "CHARGE DAFFAIRES",
    "CHARGE A I",
    "CHARGE AI",
    "CHARGE",
    "ACTING SECRETARY OF STATE",
    "ACTING SECRETARY",
    "ACTING CHIEF OF MISSION",
    "ACTING PRINCIPAL OFFICER",
    "ACTING CONSUL GENERAL",
    "ACTING AMBASSADOR",
    "ACTING DCM",
    "ACTING",
    "ACTG",
    "ACT",
    "AD INTERIM",
    "A I",
    "AMBASSADOR",
    "AMB",
    "CONSUL GENERAL",
    "CONGEN",
    "VICE CONSUL",
    "CONSUL",
    "CHIEF OF MISSION",
    "DEPUTY CHIEF OF MISSION",
    "DEPUTY PRINCIPAL OFFICER",
    "PRINCIPAL OFFICER",
    "DEPUTY SECRETARY",
    "UNDER SECRETARY",
    "ASSISTANT SECRETARY",
    "SECRETARY OF STATE",
    "SECRETARY",
    "COUNSELOR",
    "MINISTER",
    "DCM",
    "CDA",
    "A/DCM",
    "CG",
    "COM",
    "PO",
    "DIRECTOR",
    "CHAIRMAN",
];

/// Small words before a surname, as a signature in capitals has them; `TEN` and `DAS` mean something else there.
pub(super) fn is_particle(word: &str) -> bool {
    matches!(word, "O" | "O'" | "D'") || name::is_particle(word) && !matches!(word, "TEN" | "DAS")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_words_that_are_no_names() {
        assert!(is_no_name("UNQUOTE") && is_no_name("CONSIDERATION") && !is_no_name("SAMPLE"));
        assert!(WORD_SURNAMES.is_sorted() && is_word_surname("WEST") && !is_word_surname("PARA"));
    }
}
