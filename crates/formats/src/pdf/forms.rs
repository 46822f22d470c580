//! Makes documents safe for a reader that follows every form on a page: images
//! hold no text and would be read as such; forms that call themselves, or each
//! other without end, would never be done.

use std::collections::{BTreeMap, BTreeSet};

use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

/// How deep forms may call each other.
const MAX_DEPTH: usize = 12;

/// Empties images, and forms that stand in a circle or too deep.
pub(super) fn disarm(document: &mut Document) {
    let mut images = Vec::new();
    let mut calls: BTreeMap<ObjectId, Option<Vec<ObjectId>>> = BTreeMap::new();
    for (id, object) in &document.objects {
        let Object::Stream(stream) = object else { continue };
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Image") => images.push(*id),
            Ok(b"Form") => {
                calls.insert(*id, called(document, stream));
            }
            _ => {}
        }
    }
    // A form without names of its own uses those of the page: of any page.
    let all: Vec<ObjectId> = calls.keys().copied().collect();
    let bad: Vec<ObjectId> = {
        let of = |id: &ObjectId| match calls.get(id) {
            Some(Some(ids)) => ids.as_slice(),
            Some(None) => all.as_slice(),
            None => &[],
        };
        all.iter().copied().filter(|id| goes_deep(*id, &of)).collect()
    };
    for id in images.into_iter().chain(bad) {
        if let Some(Object::Stream(stream)) = document.objects.get_mut(&id) {
            stream.dict.remove(b"Filter");
            stream.set_content(Vec::new());
        }
    }
}

/// The forms that a form calls; `None` where it calls some and has no names of
/// its own to tell which.
fn called(document: &Document, form: &Stream) -> Option<Vec<ObjectId>> {
    let content = form.decompressed_content().unwrap_or_else(|_| form.content.clone());
    let mut names: BTreeSet<&[u8]> = BTreeSet::new();
    let mut last: &[u8] = b"";
    for word in content.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()) {
        if word == b"Do" || word.ends_with(b"Do") && word.len() <= 3 {
            names.insert(last.strip_prefix(b"/").unwrap_or(b""));
        }
        last = word;
    }
    if names.is_empty() {
        return Some(Vec::new());
    }
    let resources = dictionary(document, form.dict.get(b"Resources").ok()?)?;
    let Some(named) = resources.get(b"XObject").ok().and_then(|names| dictionary(document, names)) else {
        return Some(Vec::new());
    };
    let is_called = |name: &[u8]| names.contains(name) || names.contains(b"".as_slice());
    Some(
        named.iter().filter(|(name, _)| is_called(name)).filter_map(|(_, object)| object.as_reference().ok()).collect(),
    )
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    match object {
        Object::Reference(id) => document.get_object(*id).ok()?.as_dict().ok(),
        other => other.as_dict().ok(),
    }
}

/// Whether calls from `start` come back to it or reach deeper than
/// [`MAX_DEPTH`]: each level is the set of forms that can be reached in so
/// many steps.
fn goes_deep<'a>(start: ObjectId, calls: &impl Fn(&ObjectId) -> &'a [ObjectId]) -> bool {
    let mut level = BTreeSet::from([start]);
    let mut steps = 0;
    for _ in 0..MAX_DEPTH {
        let mut next = BTreeSet::new();
        for id in &level {
            for called in calls(id) {
                steps += 1;
                // Too many to follow is too many to draw.
                if *called == start || steps > 20_000 {
                    return true;
                }
                next.insert(*called);
            }
        }
        if next.is_empty() {
            return false;
        }
        level = next;
    }
    true
}
