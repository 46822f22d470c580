//! The words that stand around a telegram's name where it is cited: classes and captions, precedences, "and previous",
//! parts of a text (rules REF, N106, N107, N203, N204).

use crate::spelling::is_one_of;

const CAPTIONS: [&str; 8] = ["EFTO", "EXDIS", "LIMDIS", "NODIS", "NOFORN", "NOTAL", "SIPDIS", "STADIS"];

const CLASSES: [&str; 7] = ["CONF", "CONFIDENTIAL", "LOU", "SBU", "SECRET", "UNCLAS", "UNCLASSIFIED"];

const PRECEDENCES: [&str; 5] = ["FLASH", "IMMEDIATE", "NIACT", "PRIORITY", "ROUTINE"];

const AND_OTHERS: [&str; 13] = [
    "AL",
    "ALL",
    "AND",
    "EARLIER",
    "ET",
    "OTHERS",
    "PREV",
    "PREVIOUS",
    "PREVS",
    "RELATED",
    "SEQ",
    "SERIES",
    "SUBSEQUENT",
];

const PARAGRAPHS: [&str; 4] = ["PARA", "PARAS", "PARAGRAPH", "PARAGRAPHS"];

const SECTIONS: [&str; 3] = ["SEC", "SECTION", "SECTIONS"];

/// Other things with a number: parts of a text or of a law, steps of a plan.
const PARTS: [&str; 19] = [
    "ANNEX",
    "ART",
    "ARTICLE",
    "ARTICLES",
    "CHAPTER",
    "CLAUSE",
    "ITEM",
    "ITEMS",
    "OPTION",
    "PAGE",
    "PAGES",
    "PART",
    "PARTS",
    "PHASE",
    "POINT",
    "POINTS",
    "RESOLUTION",
    "STEP",
    "TABLE",
];

const NUMBER_SIGNS: [&str; 8] = ["NBR", "NO", "NOS", "NR", "NRS", "NUMBER", "NUMBERS", "TELNO"];

const LABELS: [&str; 9] = ["REF", "REFERENCE", "REFERENCES", "REFS", "REFTEL", "REFTELS", "RETEL", "RETELS", "SEPTEL"];

/// `NOTAL`, `EXDIS`: a caption that stands with a citation.
pub(crate) fn is_caption(word: &str) -> bool {
    is_one_of(word, &CAPTIONS)
}

/// `UNCLAS`, `SECRET`.
pub(crate) fn is_class(word: &str) -> bool {
    is_one_of(word, &CLASSES)
}

/// `PRIORITY`.
pub(crate) fn is_precedence(word: &str) -> bool {
    is_one_of(word, &PRECEDENCES)
}

/// `AND PREVIOUS`, `ET AL`: the entry stands for others too.
pub(crate) fn is_and_others(word: &str) -> bool {
    is_one_of(word, &AND_OTHERS)
}

/// `PARA`, `PARAGRAPHS`.
pub(crate) fn is_paragraph(word: &str) -> bool {
    is_one_of(word, &PARAGRAPHS)
}

/// `SECTION`.
pub(crate) fn is_section(word: &str) -> bool {
    is_one_of(word, &SECTIONS)
}

/// Whether the number after the word is that of a part: `PARA`, `SECTION`, `ARTICLE`.
pub(crate) fn is_part(word: &str) -> bool {
    is_paragraph(word) || is_section(word) || is_one_of(word, &PARTS)
}

/// `NO`, `NUMBER`: the word before a number.
pub(crate) fn is_number_sign(word: &str) -> bool {
    is_one_of(word, &NUMBER_SIGNS)
}

/// `REF`, `REFTEL`, `SEPTEL`: the word of the field, inside or outside it.
pub(crate) fn is_label(word: &str) -> bool {
    is_one_of(word, &LABELS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_citations() {
        assert!(is_caption("notal") && is_class("SECRET") && is_precedence("FLASH"));
        assert!(is_and_others("ET") && is_part("Para") && is_part("ARTICLE") && !is_part("SUVA"));
        assert!(is_number_sign("NO") && is_label("REFTEL"));
    }
}
