//! What only the whole list tells: sections or years, letters after the entries, `BOTH NOTAL`.

use std::collections::{HashMap, HashSet};

use crate::id::CanonicalId;
use crate::{Candidate, Reference};

/// Settles all of it. `by_section` are the ids of entries whose figures after the slash are a section.
pub(super) fn all(references: &mut [Reference], by_section: &HashSet<CanonicalId>) {
    settle_sections(references, by_section);
    letters_after(references);
    not_to_all_of_them(references);
}

/// `SUVA 617/01`, `SUVA 617/02`: one telegram by its sections, not one of each year.
fn settle_sections(references: &mut [Reference], by_section: &HashSet<CanonicalId>) {
    let of_section = |reference: &Reference| {
        let is_one = |(at, candidate): (usize, &Candidate)| by_section.get(candidate.id.as_str()).map(|id| (at, id));
        reference.candidates.iter().enumerate().find_map(is_one)
    };
    // By the id as a section: the ids by years.
    let mut years: HashMap<&CanonicalId, HashSet<CanonicalId>> = HashMap::new();
    for reference in references.iter() {
        if let Some((_, section)) = of_section(reference) {
            years.entry(section).or_default().extend(reference.id.clone());
        }
    }
    for reference in references {
        if let Some((at, section)) = of_section(reference)
            && years.get(section).is_some_and(|years| years.len() > 1)
            && let Some(candidate) = reference.candidates.get_mut(at)
            && let Some(id) = reference.id.as_mut()
        {
            candidate.id = core::mem::replace(id, section.clone()).to_string();
            "the figures after the slash may be a year".clone_into(&mut candidate.reason);
        }
    }
}

/// `SUVA 617 (A), APIA 42 (B)`: the letters of all entries stand after them, in their order.
fn letters_after(references: &mut [Reference]) {
    let after = |at: usize| {
        let letter = char::from(b'A' + u8::try_from(at).ok().filter(|&at| at < 26)?);
        let printed = [" (", letter.encode_utf8(&mut [0; 4]), ")"].concat();
        Some((letter, printed))
    };
    let all = references.iter().enumerate().all(|(at, reference)| {
        reference.letter.is_none()
            && after(at).is_some_and(|(_, printed)| reference.text.to_ascii_uppercase().ends_with(&printed))
    });
    if all && references.len() >= 2 {
        for (at, reference) in references.iter_mut().enumerate() {
            reference.letter = after(at).map(|(letter, _)| letter.to_string());
        }
    }
}

/// `(BOTH NOTAL)` holds for the entry before too, `(ALL NOTAL)` for all before.
fn not_to_all_of_them(references: &mut [Reference]) {
    let says = |reference: &Reference, words: &str| {
        reference.notal
            && memchr::memmem::find(reference.text.to_ascii_uppercase().as_bytes(), words.as_bytes()).is_some()
    };
    if let Some(last) = references.iter().rposition(|reference| says(reference, "ALL NOTAL")) {
        references.iter_mut().take(last).for_each(|reference| reference.notal = true);
    }
    for at in 1..references.len() {
        if references.get(at).is_some_and(|reference| says(reference, "BOTH NOTAL"))
            && let Some(before) = references.get_mut(at - 1)
        {
            before.notal = true;
        }
    }
}
