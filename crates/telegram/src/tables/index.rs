//! All tables in one index.

use std::sync::LazyLock;

use super::entry::{Certainty, Entry, File, date};
use super::hash::TableMap;
use super::kind::Kind;
use super::{captions, orders};
use crate::MessageDate;

/// The files of the common form, each with its text.
pub(super) const FILES: [(&str, &str); 13] = [
    ("subject_tags", include_str!("../../data/subject_tags.tsv")),
    ("country_tags", include_str!("../../data/country_tags.tsv")),
    ("organization_tags", include_str!("../../data/organization_tags.tsv")),
    ("program_tags", include_str!("../../data/program_tags.tsv")),
    ("routing", include_str!("../../data/routing.tsv")),
    ("precedence", include_str!("../../data/precedence.tsv")),
    ("markings", include_str!("../../data/markings.tsv")),
    ("reasons", include_str!("../../data/reasons.tsv")),
    ("exemptions", include_str!("../../data/exemptions.tsv")),
    ("foia", include_str!("../../data/foia.tsv")),
    ("offices", include_str!("../../data/offices.tsv")),
    ("signals", include_str!("../../data/signals.tsv")),
    ("acronyms", include_str!("../../data/acronyms.tsv")),
];

/// The rows of all tables but the posts, which have an index of their own.
pub(super) struct Index {
    entries: Vec<Entry>,
    names: TableMap<String, Vec<u32>>,
}

impl Index {
    fn build() -> Self {
        let files = FILES.iter().flat_map(|(_, text)| File::read(text).entries);
        let mut index =
            Self { entries: files.chain(of_captions()).chain(of_orders()).collect(), names: TableMap::default() };
        for (at, entry) in (0u32..).zip(&index.entries) {
            for name in entry.names() {
                let places = index.names.entry(key_of(name)).or_default();
                // What is written in two ways is told once: `GP-1` and `GP1`.
                let told = places.iter().filter_map(|&known| index.entries.get(known as usize));
                if !told.into_iter().any(|known| known.says_as(entry)) {
                    places.push(at);
                }
            }
        }
        index
    }

    /// The rows of a key, as [`key_of`] makes it.
    pub(super) fn find(&self, key: &str) -> impl Iterator<Item = &Entry> {
        self.names.get(key).into_iter().flatten().filter_map(|&at| self.entries.get(at as usize))
    }

    /// All rows.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

/// The index, built at the first look-up.
pub(super) fn index() -> &'static Index {
    static INDEX: LazyLock<Index> = LazyLock::new(Index::build);
    &INDEX
}

/// The longest text, in bytes, that can be a code.
const LONGEST: usize = 80;

/// What a code is looked up by: its letters and digits in upper case, and slashes, which part offices. Empty where the
/// text is too long for a code.
pub(super) fn key_of(token: &str) -> String {
    if token.len() > LONGEST {
        return String::new();
    }
    let kept = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'/';
    let key: String = token.bytes().filter(kept).map(|byte| char::from(byte.to_ascii_uppercase())).collect();
    let key = key.trim_matches('/');
    // `E.O. 12958` and `EO 12958` are the order.
    match key.strip_prefix("EO") {
        Some(number) if number.len() == 5 && number.bytes().all(|byte| byte.is_ascii_digit()) => number.to_owned(),
        _ => key.to_owned(),
    }
}

fn of_captions() -> impl Iterator<Item = Entry> {
    captions::all().iter().map(|caption| Entry {
        from: date(caption.from).unwrap_or(None),
        to: date(caption.to).unwrap_or(None),
        note: caption.kind,
        certainty: if caption.source.starts_with("observed") { Certainty::Known } else { Certainty::Read },
        ..Entry::of(caption.text, Kind::Caption, caption.meaning, caption.source)
    })
}

fn of_orders() -> impl Iterator<Item = Entry> {
    orders::all().iter().map(|order| Entry {
        from: Some(MessageDate::Day(order.from)),
        to: order.to.map(MessageDate::Day),
        ..Entry::of(order.number, Kind::Order, order.note, order.source)
    })
}
