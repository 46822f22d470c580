//! The checks of rules C1 to C20.

/// A check that [`check`](super::check) or [`continuity`](super::continuity) makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The number in rules C1 to C20.
    pub number: &'static str,
    /// The code of its diagnostic, in the catalogue.
    pub code: &'static str,
    /// What is compared.
    pub title: &'static str,
    /// Whether a contradiction tells against the telegram as a whole.
    pub weighty: bool,
}

const fn rule(number: &'static str, code: &'static str, title: &'static str, weighty: bool) -> Rule {
    Rule { number, code, title, weighty }
}

/// Every check, in the order of the numbers.
pub const RULES: [Rule; 20] = [
    rule("C1", "filing-time-contradicts", "filing day and time against the date-time group", true),
    rule("C2", "serial-contradicts", "serials against the number of the telegram", true),
    rule("C3", "station-section-contradicts", "section of the DE line against the classification line", true),
    rule("C4", "class-contradicts", "class in letters, on the classification line, of the record", true),
    rule("C5", "post-contradicts", "sender against the post of the classification line", true),
    rule("C6", "date-contradicts", "date-time group against what the source and the id say", true),
    rule("C7", "routing-precedence-contradicts", "routing prosign against the addressees' precedence", false),
    rule("C8", "prosign-contradicts", "prosign of the date-time group against the action addressees", false),
    rule("C9", "sections-contradict", "sections: all here, each once, one total", true),
    rule("C10", "paragraph-numbers-contradict", "paragraph numbers increase by one", false),
    rule("C11", "portions-contradict", "highest portion mark against the class", true),
    rule("C12", "cited-letters-contradict", "references cited in the text against the list", false),
    rule("C13", "declassification-contradicts", "day of declassification against the date", true),
    rule("C14", "reason-section-contradicts", "section of the reasons against the date", true),
    rule("C15", "order-contradicts", "executive order against the date", true),
    rule("C16", "distribution-contradicts", "sum of the copies against the stated total", true),
    rule("C17", "length-contradicts", "pages and lines of the record against the text", true),
    rule("C18", "cited-date-contradicts", "cited telegrams are not later than this one", true),
    rule("C19", "continuity-contradicts", "continuity numbers increase from telegram to telegram", true),
    rule("C20", "country-tag-contradicts", "country tags against the country of the post", false),
];
