//! Tells a file of records by the elements at its start.

use super::Layout;
use super::content;
use super::markup;
use super::record::{columns, value};
use crate::carrier::{Carrier, Sample};
use crate::charset;
use crate::page;
use crate::table::{Columns, DateOrders, Detected, Field};

/// So many records are looked at for their dates.
const SAMPLE: usize = 50;

/// So deep elements are looked into.
const DEPTH: usize = 16;

/// So many different elements are told apart.
const MOST: usize = 500;

/// An element of the file, by the names of those around it.
struct Kind<'a> {
    name: &'a str,
    depth: usize,
    count: usize,
    /// The names of all that stand in it, each once.
    inside: Vec<&'a str>,
}

/// Tells whether `head` begins a file of XML whose elements are telegrams.
pub(super) fn detect(head: &[u8], told: &Columns) -> Detected<Layout> {
    let begin = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    if begin.first() != Some(&b'<') || !is_foreign(head) {
        return Detected::No;
    }
    let declared = page::declared(head);
    let text = charset::decode_declared(head, declared).text;
    let kinds = kinds(&text);
    let is_named = |kind: &Kind<'_>, name: &str| {
        let last = name.rsplit('.').next().unwrap_or(name);
        kind.inside.iter().any(|inside| inside.eq_ignore_ascii_case(last))
    };
    let found = kinds
        .iter()
        .filter(|kind| match told.is_empty() {
            true => is_telling(&kind.inside),
            false => told.names().all(|name| is_named(kind, name)),
        })
        .max_by_key(|kind| (has_text(&kind.inside), kind.count, kind.depth));
    let Some(row) = found.map(|kind| kind.name.to_owned()) else {
        let unknown = told.names().find(|name| !kinds.iter().any(|kind| is_named(kind, name)));
        return match unknown {
            Some(unknown) if !kinds.is_empty() => {
                let mut names: Vec<&str> = kinds.iter().map(|kind| kind.name).collect();
                names.dedup();
                names.truncate(40);
                Detected::Refused(format!("there is no element {unknown:?}; the elements are: {}", names.join(", ")))
            }
            _ => Detected::No,
        };
    };
    let dates = order(&text, &row, told);
    Detected::Yes(Layout { row, told: told.clone(), dates, declared })
}

/// Whether a file is of no form with rules of its own. Elements may have names that begin as those of pages do (`bodyText`).
fn is_foreign(head: &[u8]) -> bool {
    let sample = Sample::new(head);
    let has = |mark: &str| memchr::memmem::find(sample.lower(), mark.as_bytes()).is_some();
    // Asked first, because it settles nearly all pages.
    if has("<html") || has("<!doctype html") {
        return false;
    }
    match Carrier::of(head) {
        Carrier::Text => true,
        Carrier::Page => has("<?xml"),
        _ => false,
    }
}

/// Whether elements of these names make a telegram: one holds its text, and another says something of it.
fn is_telling(names: &[&str]) -> bool {
    let fields = names.iter().filter_map(|name| Field::of_column(name));
    let has_text = fields.clone().any(|field| matches!(field, Field::Body | Field::Header | Field::Id));
    has_text && fields.count() >= 2
}

fn has_text(names: &[&str]) -> bool {
    names.iter().any(|name| matches!(Field::of_column(name), Some(Field::Body | Field::Header)))
}

/// The kinds of elements that hold others.
fn kinds(text: &str) -> Vec<Kind<'_>> {
    let mut kinds: Vec<Kind<'_>> = Vec::new();
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut at = 0;
    while let Some(tag) = markup::next_tag(text, at) {
        at = tag.range.end;
        if tag.is_end {
            if let Some(opened) = open.iter().rposition(|(name, _)| tag.is(name)) {
                open.truncate(opened);
            }
            continue;
        }
        let label = content::label(text, &tag);
        for (_, around) in &open {
            if let Some(kind) = kinds.get_mut(*around).filter(|kind| kind.inside.len() < MOST)
                && !kind.inside.contains(&label)
            {
                kind.inside.push(label);
            }
        }
        if tag.is_empty || open.len() >= DEPTH {
            continue;
        }
        let depth = open.len();
        let known = kinds.iter().position(|kind| kind.name == tag.name && kind.depth == depth);
        let place = known.unwrap_or(kinds.len());
        if known.is_none() {
            if kinds.len() >= MOST {
                continue;
            }
            kinds.push(Kind { name: tag.name, depth, count: 0, inside: Vec::new() });
        }
        if let Some(kind) = kinds.get_mut(place) {
            kind.count += 1;
            for (name, _) in markup::attributes(text, &tag) {
                if kind.inside.len() < MOST && !kind.inside.contains(&name) {
                    kind.inside.push(name);
                }
            }
        }
        open.push((tag.name, place));
    }
    kinds
}

/// What the dates of the records at hand tell of the order of day and month.
fn order(text: &str, row: &str, told: &Columns) -> DateOrders {
    let mut values = Vec::new();
    let mut at = 0;
    while let Some(tag) = markup::next_tag(text, at).filter(|_| values.len() < SAMPLE) {
        at = tag.range.end;
        if !tag.is(row) || tag.is_end {
            continue;
        }
        let end = content::elements(text, at, row).end;
        let record = text.get(tag.range.start..end).unwrap_or_default();
        values.extend(columns(record, row, told).into_iter().filter_map(|(column, content)| {
            Some((column.field.filter(|field| field.is_date())?, value(record, content)))
        }));
        at = end.max(at);
    }
    DateOrders::of(&values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str, told: &[&str]) -> Option<String> {
        match detect(text.as_bytes(), &Columns::parse(told.iter().copied()).ok()?) {
            Detected::Yes(layout) => Some(layout.row),
            _ => None,
        }
    }

    #[test]
    fn the_record_is_the_element_that_repeats() {
        let two = "<x><t><a>1</a><b>T</b></t><t><a>2</a></t></x>";
        assert_eq!(row(two, &["a=id", "b=body"]).as_deref(), Some("t"));
        assert_eq!(row("<t><a>1</a><b>T</b></t>", &["a=id", "b=body"]).as_deref(), Some("t"));
        assert_eq!(row("<x><t><subject>A</subject><text>B</text></t></x>", &[]).as_deref(), Some("t"));
        for other in ["<x><t><a>1</a></t></x>", "FM X\nTO <subject> <text>", "<x>"] {
            assert_eq!(row(other, &[]), None, "{other}");
        }
    }
}
