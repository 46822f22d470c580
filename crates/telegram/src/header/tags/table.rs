//! The codes that are known, to tell a code from a misprint, a name or a
//! phrase: the dated tables ([`crate::tables::tags`]) and what was seen in use
//! besides (`data/tags.tsv`). What a code means is told by the dated tables.

use std::sync::LazyLock;

use crate::tables::{self, TableMap};

/// What kind of tag a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A subject, four letters, the first of them the field.
    Subject,
    /// A program, `K` and three letters.
    Program,
    /// A country or territory, two letters, of any edition.
    Country,
    /// A region: `XA` of 1974, `2M` of today.
    Region,
    /// An organization.
    Organization,
}

#[derive(Default)]
struct Table {
    codes: TableMap<&'static str, Kind>,
    subjects: Vec<&'static str>,
    phrases: Vec<&'static str>,
    given: Vec<&'static str>,
    plain: Vec<&'static str>,
    stems: Vec<&'static str>,
    common: Vec<&'static str>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for mut cells in tables::rows(include_str!("../../../data/tags.tsv")) {
        let (Some(kind), Some(codes)) = (cells.next(), cells.next()) else { continue };
        let kind = match kind {
            "subject" => Kind::Subject,
            "program" => Kind::Program,
            "country" => Kind::Country,
            "region" => Kind::Region,
            "organization" => Kind::Organization,
            "phrase" => {
                table.phrases.extend(codes.split('|'));
                continue;
            }
            "word" => {
                table.plain.extend(codes.split(' '));
                continue;
            }
            "stem" => {
                table.stems.extend(codes.split(' '));
                continue;
            }
            "common" => {
                table.common.extend(codes.split(' '));
                continue;
            }
            _ => {
                table.given.extend(codes.split(' '));
                continue;
            }
        };
        // Nothing is read as a misprint of a code that no source confirms.
        let confirmed = cells.next().is_none_or(|source| !source.starts_with("general knowledge"));
        for code in codes.split(' ') {
            table.codes.entry(code).or_insert(kind);
            if kind == Kind::Subject && confirmed {
                table.subjects.push(code);
            }
        }
    }
    for (code, kind) in tables::tags::codes() {
        let kind = match kind {
            tables::Kind::Program => Kind::Program,
            tables::Kind::Country => Kind::Country,
            tables::Kind::Region => Kind::Region,
            tables::Kind::Organization => Kind::Organization,
            _ => Kind::Subject,
        };
        table.codes.entry(code).or_insert(kind);
        if kind == Kind::Subject {
            table.subjects.push(code);
        }
    }
    // The longest first, so that `ARMS CONTROLS AND DISARMAMENT` is found before `ARMS CONTROL`.
    table.phrases.sort_by_key(|phrase| (std::cmp::Reverse(phrase.len()), *phrase));
    table.given.sort_unstable();
    table.subjects.sort_unstable();
    table.subjects.dedup();
    table
});

/// The kind of a known code (upper case), `None` for any other word.
pub(super) fn kind(code: &str) -> Option<Kind> {
    if let Some(&kind) = TABLE.codes.get(code) {
        return Some(kind);
    }
    // Regions of today are a figure and a letter: `2M`.
    matches!(code.as_bytes(), [b'0'..=b'9', b'A'..=b'Z']).then_some(Kind::Region)
}

/// Whether `code` (upper case) is a known tag of any edition.
pub(super) fn is_known(code: &str) -> bool {
    kind(code).is_some()
}

/// The known subject codes.
pub(super) fn subjects() -> &'static [&'static str] {
    &TABLE.subjects
}

/// Whether the word has the form of a program tag; there are several hundred
/// (the tables of the book), so the form must do where the list ends.
pub(super) fn is_program(code: &str) -> bool {
    matches!(code.as_bytes(), [b'K', rest @ ..] if rest.len() == 3 && rest.iter().all(u8::is_ascii_uppercase))
}

/// The known phrase (a country's or tag's name written out) that `text` begins with.
pub(super) fn phrase_at(text: &str) -> Option<&'static str> {
    TABLE
        .phrases
        .iter()
        .copied()
        .find(|phrase| text.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// Whether the word (upper case) is a common given name.
pub(super) fn is_given_name(word: &str) -> bool {
    TABLE.given.binary_search(&word).is_ok()
}

/// Whether the word (upper case) is no misprint of the code it is near to.
pub(super) fn is_plain(word: &str) -> bool {
    TABLE.plain.contains(&word)
}

/// Whether the word (upper case) begins as a word of the language that is no run of codes: `ECONOMIC`, `SOCIAL`.
pub(super) fn has_plain_stem(word: &str) -> bool {
    TABLE.stems.iter().any(|stem| word.starts_with(stem))
}

/// Codes that all posts use: a word that is near to one is a misprint of it, where the table decides.
pub(super) fn common() -> &'static [&'static str] {
    &TABLE.common
}
