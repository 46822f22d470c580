//! The names of what archives state of a telegram, on pages and in records.

/// A name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    /// As records print it; what stands on pages only is in small letters.
    pub(crate) name: &'static str,
    /// It stands on pages of archives and in their records only: one of such tells a list of facts.
    pub(crate) is_telling: bool,
    /// It is one of the National Archives' records (rule RECORD).
    pub(crate) is_of_record: bool,
}

/// No name is longer, in bytes.
pub(crate) const LONGEST: usize = 40;

const fn key(name: &'static str, is_telling: bool, is_of_record: bool) -> Key {
    Key { name, is_telling, is_of_record }
}

/// The names in their order, whatever their letters.
#[rustfmt::skip]
pub(crate) const KEYS: &[Key] = &[
    key("archive status", true, false),
    key("Automatic Decaptioning", true, true),
    key("canonical id", true, false),
    key("Capture Date", true, true),
    key("case number", true, false),
    key("Channel Indicators", true, true),
    key("character count", true, false),
    key("classification", false, false),
    key("Concepts", false, true),
    key("Control Number", true, true),
    key("Copy", false, true),
    key("created", false, false),
    key("Current Classification", true, true),
    key("current handling restrictions", true, false),
    key("date", false, false),
    key("Decaption Date", true, true),
    key("Decaption Note", true, true),
    key("declassification date", true, false),
    key("Disposition Action", true, true),
    key("Disposition Approved on Date", true, true),
    key("Disposition Authority", true, true),
    key("Disposition Case Number", true, true),
    key("Disposition Comment", true, true),
    key("Disposition Date", true, true),
    key("Disposition Event", true, true),
    key("Disposition History", true, true),
    key("Disposition Reason", true, true),
    key("Disposition Remarks", true, true),
    key("document id", true, false),
    key("Document Number", true, true),
    key("Document Source", true, true),
    key("document type", true, false),
    key("Document Unique ID", true, true),
    key("Draft Date", true, true),
    key("Drafter", false, true),
    key("embassy", false, false),
    key("Enclosure", false, true),
    key("Errors", false, true),
    key("Executive Order", false, true),
    key("Expiration", false, true),
    key("Film Number", true, true),
    key("Format", false, true),
    key("From", false, true),
    key("handling restriction", true, false),
    key("Handling Restrictions", true, true),
    key("id", false, false),
    key("identifier", true, false),
    key("Image Path", true, true),
    key("ISecure", false, true),
    key("Legacy Key", true, true),
    key("Line Count", true, true),
    key("linked documents", true, false),
    key("Litigation Code IDs", true, true),
    key("Litigation Codes", true, true),
    key("Litigation History", true, true),
    key("Locator", true, true),
    key("Markings", true, true),
    key("Message ID", true, true),
    key("Office", false, true),
    key("office action", true, false),
    key("office origin", true, false),
    key("origin", false, false),
    key("Original Classification", true, true),
    key("Original Handling Restrictions", true, true),
    key("Original Previous Classification", true, true),
    key("Original Previous Handling Restrictions", true, true),
    key("Page Count", true, true),
    key("place", false, false),
    key("Previous Channel Indicators", true, true),
    key("Previous Classification", true, true),
    key("Previous Handling Restrictions", true, true),
    key("raw content", false, false),
    key("raw source", false, false),
    key("Reference", false, true),
    key("reference id", true, false),
    key("reference(s)", false, false),
    key("references", false, false),
    key("release date", true, false),
    key("released", false, false),
    key("Retention", false, true),
    key("Review Action", true, true),
    key("Review Authority", true, true),
    key("Review Comment", true, true),
    key("Review Content Flags", true, true),
    key("Review Date", true, true),
    key("Review Event", true, true),
    key("Review Exemptions", true, true),
    key("Review History", true, true),
    key("Review Markings", true, true),
    key("Review Media Identifier", true, true),
    key("Review Referrals", true, true),
    key("Review Release Date", true, true),
    key("Review Release Event", true, true),
    key("Review Transfer Date", true, true),
    key("Review Withdrawn Fields", true, true),
    key("SAS ID", true, true),
    key("Secure", false, true),
    key("Sent Date", true, true),
    key("source", false, false),
    key("Status", false, true),
    key("Subject", false, true),
    key("TAGS", false, true),
    key("title", false, false),
    key("To", false, true),
    key("Type", false, true),
    key("vdkvgwkey", false, true),
];

/// The name in any letters.
pub(crate) fn find(name: &str) -> Option<&'static Key> {
    let lower = |byte: u8| byte.to_ascii_lowercase();
    let found = KEYS.binary_search_by(|key| key.name.bytes().map(lower).cmp(name.bytes().map(lower))).ok()?;
    KEYS.get(found)
}

/// The name of the National Archives' records, in their letters.
pub(crate) fn of_record(name: &str) -> Option<&'static str> {
    find(name).filter(|key| key.is_of_record && key.name == name).map(|key| key.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_sorted() {
        let lower: Vec<String> = KEYS.iter().map(|key| key.name.to_ascii_lowercase()).collect();
        assert!(lower.windows(2).all(|pair| pair[0] < pair[1]), "so that a name is found, and none stands twice");
        assert!(KEYS.iter().all(|key| key.name.len() <= LONGEST));
        assert_eq!(of_record("Draft Date"), Some("Draft Date"));
        assert_eq!(of_record("draft date"), None);
        assert!(find("canonical ID").is_some_and(|key| key.is_telling && !key.is_of_record));
    }
}
