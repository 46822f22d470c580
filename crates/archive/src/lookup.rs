//! What a person means who types into the "go to" box.

use crate::Error;
use crate::address;
use crate::holdings::Catalogue;
use crate::ids::{self, Typed};
use crate::series::{self, Series};
use crate::view::{Lookup, PageState, TelegramSummary};

/// How many telegrams are listed when several fit.
const MOST: usize = 100;

/// Takes a reference id in any form, a page address (also of another site,
/// with `#p5` or `#par5`), a witness's key such as a NARA document number, a
/// post and number without year, or a citation that holds one of these.
pub(crate) fn lookup(catalogue: &Catalogue, any_form: &str) -> Result<Lookup, Error> {
    let (text, paragraph) = split_paragraph(any_form.trim());
    if text.is_empty() {
        return Ok(Lookup::Nothing { id: None });
    }
    if let Some(found) = by_address(catalogue, text)? {
        return Ok(with_paragraph(found, paragraph));
    }
    let mut known_form = None;
    for candidate in candidates(text) {
        let fitting = match ids::typed(&candidate) {
            Typed::Id(id) => {
                if let Some(found) = by_id(catalogue, &id)? {
                    return Ok(with_paragraph(found, paragraph));
                }
                known_form.get_or_insert(id);
                Vec::new()
            }
            // Once a whole id was read, a piece of it (`09 SUVA` of `09 SUVA 4999`) is no number of its own.
            Typed::OneOf(ids) if known_form.is_none() => held(catalogue, &ids)?,
            Typed::Serial(post, serial) if known_form.is_none() => catalogue.by_serial(&post, serial)?,
            _ => Vec::new(),
        };
        let fitting = if fitting.is_empty() { catalogue.by_key(&candidate)? } else { fitting };
        if !fitting.is_empty() {
            return Ok(with_paragraph(several(fitting), paragraph));
        }
    }
    Ok(Lookup::Nothing { id: known_form })
}

/// The telegram of an id, held or missing.
fn by_id(catalogue: &Catalogue, id: &str) -> Result<Option<Lookup>, Error> {
    Ok(catalogue.page(id)?.map(|page| match page.state {
        PageState::Missing => Lookup::Missing { id: id.to_owned(), address: page.address },
        PageState::Held => Lookup::Found { address: page.address },
    }))
}

/// Those of the ids that are held.
fn held(catalogue: &Catalogue, ids: &[String]) -> Result<Vec<TelegramSummary>, Error> {
    let mut held = Vec::new();
    for id in ids {
        if let Some(Series { post, serial, .. }) = series::of(id) {
            let same = catalogue.by_serial(&post, serial)?;
            held.extend(same.into_iter().filter(|line| line.id.as_ref() == Some(id)));
        }
    }
    Ok(held)
}

fn several(mut telegrams: Vec<TelegramSummary>) -> Lookup {
    match telegrams.len() {
        1 => Lookup::Found { address: telegrams.swap_remove(0).address },
        _ => {
            telegrams.truncate(MOST);
            Lookup::Many { telegrams }
        }
    }
}

fn with_paragraph(found: Lookup, paragraph: Option<String>) -> Lookup {
    match (found, paragraph) {
        (Lookup::Found { address }, Some(anchor)) => Lookup::Found { address: format!("{address}#{anchor}") },
        (found, _) => found,
    }
}

/// Takes `#p7` or `#par7` from the end, as the paragraph's anchor.
fn split_paragraph(text: &str) -> (&str, Option<String>) {
    let Some((before, fragment)) = text.rsplit_once('#') else { return (text, None) };
    (before.trim_end(), telegram::typed_anchor(fragment))
}

/// The path of a witness on this or another host.
fn by_address(catalogue: &Catalogue, text: &str) -> Result<Option<Lookup>, Error> {
    let Some((_, path)) = text.split_once("/collections/") else { return Ok(None) };
    let Some((collection, key)) = path.split_once('/') else { return Ok(None) };
    let (collection, key) = (address::decoded(collection), address::decoded(key));
    let page = catalogue.page_by_key(&collection, &key)?;
    Ok(page.map(|_| Lookup::Found { address: address::witness(&collection, &key) }))
}

/// What of the text may be meant, likeliest first: all of it, the last part of
/// an address without its extension, any one to three words side by side.
fn candidates(text: &str) -> Vec<String> {
    let mut candidates = vec![text.to_owned()];
    let last = text.split(['?', '&']).next().unwrap_or(text).trim_end_matches('/');
    if let Some((_, last)) = last.rsplit_once('/') {
        let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
        candidates.extend([last.to_owned(), stem.to_owned()]);
    }
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '"' | '“' | '”'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .take(200)
        .collect();
    for length in [3, 2, 1] {
        candidates.extend(words.windows(length).map(|words| words.join(" ")));
    }
    let mut seen = std::collections::HashSet::new();
    candidates
        .retain(|candidate| candidate.bytes().any(|byte| byte.is_ascii_digit()) && seen.insert(candidate.clone()));
    candidates
}
