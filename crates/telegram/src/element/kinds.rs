//! What each kind of element is called and by which rule it is read.

use super::ElementKind;

/// A row of the table: the rule of the format reference, the title for people, who sets the rule.
struct Row(ElementKind, &'static str, &'static str, &'static str);

/// Every kind, in the order of the lines of a telegram.
const KINDS: [Row; 38] = [
    Row(ElementKind::Blank, "", "blank", "nothing but blanks"),
    Row(ElementKind::Chrome, "LAYER", "page around the telegram", "none: belongs to no telegram"),
    Row(ElementKind::SourceFacts, "PAGE", "facts of the source", "the form of the carrier"),
    Row(ElementKind::Stamp, "SCAN", "stamp of a reviewing office", "release stamps of the Department and of NARA"),
    Row(ElementKind::Banner, "RECORD-TEXT", "classification at the edge of a page", "Department of State copies"),
    Row(ElementKind::PageLine, "BREAK", "page line", "Department of State copies; ACP 127 page heading"),
    Row(ElementKind::Distribution, "RECORD-TEXT", "copies for offices", "Department of State copies"),
    Row(ElementKind::Drafting, "RECORD-TEXT", "drafting, approval, clearances", "Department of State copies"),
    Row(ElementKind::DashLine, "RECORD-TEXT", "dash line of the relay", "Department of State copies"),
    Row(ElementKind::TransmissionId, "FL1", "FL1 · transmission identification", "ACP 127 format line 1"),
    Row(ElementKind::Routing, "FL2", "FL2 · precedence and routing indicators", "ACP 127 format line 2; JANAP 128"),
    Row(ElementKind::MessageId, "FL3", "FL3 · station, serial, filing time", "ACP 127 format line 3"),
    Row(ElementKind::Security, "FL4", "FL4 · security warning and signals", "ACP 127 format line 4; ACP 131"),
    Row(ElementKind::DateTimeGroup, "FL5", "FL5 · precedence and date-time group", "ACP 127 format line 5"),
    Row(ElementKind::From, "FL6", "FL6 · originator", "ACP 127 format line 6; ACP 117"),
    Row(ElementKind::To, "FL7", "FL7 · action addressees", "ACP 127 format line 7; ACP 117"),
    Row(ElementKind::Info, "FL8", "FL8 · information addressees", "ACP 127 format line 8; ACP 117"),
    Row(ElementKind::Exempt, "FL9", "FL9 · exempted addressees", "ACP 127 format line 9"),
    Row(ElementKind::GroupCount, "FL10", "FL10 · count of groups", "ACP 127 format line 10"),
    Row(ElementKind::Break, "FL11", "FL11/13 · break", "ACP 127 format lines 11 and 13"),
    Row(ElementKind::ClassificationLine, "CLASS", "classification line", "5 FAH-2 H-320; 5 FAH-1 H-200"),
    Row(ElementKind::Caption, "CAPTION", "caption", "5 FAH-2 H-440"),
    Row(ElementKind::Pass, "PASS", "pass or attention line", "5 FAH-2 H-320"),
    Row(ElementKind::ExecutiveOrder, "ORDER", "executive order", "the order cited; 32 CFR 2001"),
    Row(ElementKind::Tags, "TAGS", "TAGS", "5 FAH-3; TAGS handbook of 1974"),
    Row(ElementKind::Subject, "SUBJECT", "subject", "5 FAH-1 H-200"),
    Row(ElementKind::References, "REF", "references", "5 FAH-1 H-200"),
    Row(
        ElementKind::ClassifiedBy,
        "AUTHORITY",
        "classification authority and reasons",
        "E.O. 12958 and 13526, section 1.6; 32 CFR 2001",
    ),
    Row(ElementKind::Label, "SMART", "labelled field", "5 FAM 1210 (SMART)"),
    Row(ElementKind::Heading, "BLOCK", "heading", "5 FAH-1 H-200"),
    Row(ElementKind::Rule, "BLOCK", "rule under or over a heading", "usage"),
    Row(ElementKind::Paragraph, "PARAGRAPH", "paragraph", "5 FAH-1 H-200; portion marks by 32 CFR 2001"),
    Row(ElementKind::SectionMark, "BREAK", "mark of a new section", "5 FAH-2 H-320"),
    Row(
        ElementKind::RepeatedHeader,
        "BREAK",
        "header that a section repeats",
        "ACP 127: a section is a message of its own",
    ),
    Row(ElementKind::Signature, "CLOSE", "signature", "5 FAH-1 H-200"),
    Row(ElementKind::End, "CLOSE", "FL15/16 · end of the message", "ACP 127 format lines 15 and 16; JANAP 128"),
    Row(ElementKind::Note, "CLOSE", "remark of a communications centre or publisher", "usage"),
    Row(ElementKind::Text, "", "text", "none of the rules"),
];

impl ElementKind {
    /// Every kind, in the order of the lines of a telegram.
    pub fn all() -> impl Iterator<Item = Self> {
        KINDS.iter().map(|row| row.0)
    }

    /// What it is, for people: `FL5 · precedence and date-time group`. "FL" are
    /// the format lines of ACP 127.
    ///
    /// ```
    /// assert_eq!(telegram::ElementKind::From.title(), "FL6 · originator");
    /// ```
    #[must_use]
    pub fn title(self) -> &'static str {
        self.row().map_or("", |row| row.2)
    }

    /// The rule of the format reference (`docs/format`) by which such lines are read; empty for blanks and for text that
    /// no rule read.
    ///
    /// ```
    /// assert_eq!(telegram::ElementKind::DateTimeGroup.rule(), "FL5");
    /// ```
    #[must_use]
    pub fn rule(self) -> &'static str {
        self.row().map_or("", |row| row.1)
    }

    /// The publication that sets the rule, where one does.
    ///
    /// ```
    /// assert_eq!(telegram::ElementKind::Tags.source(), "5 FAH-3; TAGS handbook of 1974");
    /// ```
    #[must_use]
    pub fn source(self) -> &'static str {
        self.row().map_or("", |row| row.3)
    }

    fn row(self) -> Option<&'static Row> {
        KINDS.iter().find(|row| row.0 == self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_title_and_a_rule_of_its_own() {
        let source = include_str!("../element.rs");
        let names = source.split("pub enum ElementKind {").nth(1).unwrap().split('}').next().unwrap();
        let names: Vec<&str> = names
            .lines()
            .map(str::trim)
            .filter(|line| line.ends_with(',') && line.starts_with(char::is_uppercase))
            .map(|line| line.trim_end_matches(','))
            .collect();
        let mut told: Vec<String> = ElementKind::all().map(|kind| format!("{kind:?}")).collect();
        assert_eq!(told.len(), names.len());
        for name in &names {
            assert!(told.contains(&(*name).to_owned()), "{name} has no row");
        }
        told.sort();
        told.dedup();
        assert_eq!(told.len(), names.len(), "no kind has two rows");
        let mut titles: Vec<&str> = ElementKind::all().map(ElementKind::title).collect();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), names.len(), "no title is used twice");
        assert!(ElementKind::all().all(|kind| kind.source().len() > 4));
    }
}
