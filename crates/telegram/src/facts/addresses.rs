//! Sender and addressees.

use crate::envelope::{address, address_lines, smart_address};
use crate::facts::group::{cut, entries};
use crate::layout::Row;
use crate::model::{Addressee, Originator};
use crate::text::Unfolded;
use crate::text::shape::starts_with_fold;
use crate::{Diagnostic, ElementKind, posts};

/// Sender and addressees of a telegram.
#[derive(Default)]
pub(crate) struct Addresses {
    pub(crate) from: Option<Originator>,
    pub(crate) action: Vec<Addressee>,
    pub(crate) info: Vec<Addressee>,
    pub(crate) excluded: Vec<Addressee>,
}

pub(crate) fn read(rows: &[Row<'_>], diagnostics: &mut Vec<Diagnostic>) -> Addresses {
    let mut addresses = Addresses::default();
    let rows = &rows[..relayed(rows).unwrap_or(rows.len())];
    if let Some(entry) = entries(rows, ElementKind::From).first() {
        let first = entry[0].line;
        let form = entry[0].form_label().map(|(_, value_at)| value_at);
        let label = form.unwrap_or_else(|| keyword(first.text, &["FM", "FROM"]));
        let value = Unfolded::new(
            entry.iter().enumerate().map(|(index, row)| if index == 0 { cut(row.line, label) } else { row.line }),
        );
        if !value.text.is_empty()
            && let Some(parsed) = addressee(&value, &value.text, diagnostics)
        {
            let sender = parsed.addressee;
            let post = posts::post_of_plad(&sender.name).map(ToOwned::to_owned);
            addresses.from = Some(Originator { name: sender.name, routing_indicator: sender.routing_indicator, post });
        }
    }
    let mut excluded = Vec::new();
    addresses.action = block(rows, ElementKind::To, &["TO", "T0"], &mut excluded, diagnostics);
    addresses.info = block(rows, ElementKind::Info, &["INFO", "INF0"], &mut excluded, diagnostics);
    excluded.extend(block(rows, ElementKind::Exempt, &["XMT"], &mut Vec::new(), diagnostics));
    addresses.excluded = excluded;
    addresses
}

/// Reads one entry, `part` of the unfolded `value`; what is odd is noted where it stands in the text.
fn addressee(value: &Unfolded, part: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<address::Parsed> {
    let from = part.as_ptr().addr().saturating_sub(value.text.as_ptr().addr());
    let mut notes = Vec::new();
    let parsed = address::parse_addressee(part, from as u32, &mut notes);
    diagnostics.extend(notes.into_iter().map(|note| Diagnostic { span: value.span(note.span.range()), ..note }));
    parsed
}

/// Where a message begins that this one passes on: at a second FM line below the addressees (rule N40).
fn relayed(rows: &[Row<'_>]) -> Option<usize> {
    let is_addressee = |row: &Row<'_>| matches!(row.kind, ElementKind::To | ElementKind::Info | ElementKind::Exempt);
    let first = rows.iter().position(|row| row.kind == ElementKind::From)?;
    let block = first + rows[first..].iter().position(is_addressee)?;
    Some(block + rows[block..].iter().position(|row| row.kind == ElementKind::From && row.opens)?)
}

fn keyword(text: &str, words: &[&str]) -> usize {
    words
        .iter()
        .find(|word| {
            let rest = text.get(word.len()..).unwrap_or_default();
            starts_with_fold(text, word)
                && (!rest.starts_with(char::is_alphanumeric) || address::has_routing_indicator(rest))
        })
        .map_or(0, |word| {
            let mut rest = text[word.len()..].trim_start_matches([' ', ':', '/', '\u{a0}']);
            // `INFO INFO AMEMBASSY APIA`
            rest = rest.strip_prefix(word).filter(|rest| rest.starts_with(' ')).map_or(rest, str::trim_start);
            text.len() - rest.len()
        })
}

/// Whether a routing indicator with its slash stands in the line.
fn names_indicator(text: &str) -> bool {
    text.split([' ', ':']).filter_map(|word| word.split_once('/')).any(|(head, _)| address::is_routing_indicator(head))
}

/// The addressees of the rows of one kind.
fn block(
    rows: &[Row<'_>],
    kind: ElementKind,
    words: &[&str],
    excluded: &mut Vec<Addressee>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Addressee> {
    let mut found = Vec::new();
    let mut exempts = false;
    // The exempted of the line before go on: it ends with a comma.
    let mut exempts_on = false;
    for entry in entries(rows, kind) {
        let first = entry[0].line;
        // `Info: RUEHAP/AMEMBASSY APIA` is no label of the SMART form, which has no routing indicators.
        let smart = entry[0].form_label().map(|(_, value_at)| value_at);
        let smart = smart.filter(|_| !entry.iter().any(|row| names_indicator(row.line.text)));
        let label = smart.unwrap_or_else(|| keyword(first.text, words));
        let value = Unfolded::new(
            entry.iter().enumerate().map(|(index, row)| if index == 0 { cut(row.line, label) } else { row.line }),
        );
        if smart.is_some() {
            found.extend(smart_address::parse(&value.text));
            continue;
        }
        let parts = address_lines::several(&value.text);
        for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
            let Some(entry) = addressee(&value, part, diagnostics) else { continue };
            // `INFO XMT AMEMBASSY APIA` and the lines below it (rule N153).
            let open = core::mem::replace(&mut exempts_on, !entry.excluded.is_empty() && part.ends_with(','));
            if open && entry.excluded.is_empty() {
                exempts_on = part.ends_with(',');
                excluded.push(entry.addressee);
                continue;
            }
            if entry.addressee.name.is_empty() && found.is_empty() && !entry.excluded.is_empty() {
                exempts = true;
            } else if exempts {
                excluded.push(entry.addressee);
            } else if !entry.addressee.name.is_empty() {
                found.push(entry.addressee);
            }
            excluded.extend(entry.excluded);
        }
    }
    found
}
