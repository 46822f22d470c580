//! Which telegram a place of the text names: this one, one of the REF line, or another.

use core::ops::Range;
use std::collections::HashMap;

use crate::id::citation::{self, Citation, Cited};
use crate::id::{CanonicalId, NUMBERED_BY_YEAR, ReferenceId, Series};
use crate::lexicon::telegram_words;
use crate::text::Unfolded;
use crate::{Reference, ReferenceKind};

use super::Citing;

/// The telegrams that are named so far, with their places.
pub(super) struct NamedTelegrams<'a> {
    pub(super) citing: &'a Citing<'a>,
    listed: &'a mut [Reference],
    /// The entries of the REF line by their id.
    by_id: HashMap<ReferenceId, usize>,
    /// The same by the id of the year 0, where only one entry has that post and number: a text that names a telegram of an
    /// earlier year again leaves the year out.
    by_number: HashMap<ReferenceId, Option<usize>>,
    /// What the text names beside them.
    pub(super) found: Vec<Reference>,
    /// Where in `found` an id stands, or the words of what has none.
    found_at: HashMap<String, usize>,
}

impl<'a> NamedTelegrams<'a> {
    pub(super) fn new(listed: &'a mut [Reference], citing: &'a Citing<'a>) -> Self {
        let (mut by_id, mut by_number) = (HashMap::new(), HashMap::new());
        let ids = listed.iter().enumerate().filter_map(|(at, entry)| Some((at, entry.id.as_ref()?.reference_id()?)));
        for (at, id) in ids {
            by_number.entry(without_year(&id)).and_modify(|entry| *entry = None).or_insert(Some(at));
            by_id.entry(id).or_insert(at);
        }
        // A number of one's own is no reference.
        if let Some(own) = citing.id {
            by_number.insert(without_year(own), None);
        }
        Self { citing, listed, by_id, by_number, found: Vec::new(), found_at: HashMap::new() }
    }

    /// Whether the REF line has the telegram.
    pub(super) fn is_listed(&self, citation: &Citation, cited: &Cited) -> bool {
        matches!(id_of(citation, cited, self.citing), Ok(Some(id)) if self.entry(&id, citation, cited).is_some())
    }

    /// The entry that has the telegram; where no year is written it may be of another than is inferred.
    fn entry(&self, id: &ReferenceId, citation: &Citation, cited: &Cited) -> Option<usize> {
        let is_dated = citation.year.or(cited.year).is_some() || cited.date.is_some();
        let undated = || self.by_number.get(&without_year(id)).copied().flatten();
        self.by_id.get(id).copied().or_else(|| if is_dated { None } else { undated() })
    }

    /// Notes that a number is named at `range` of the text.
    pub(super) fn add(&mut self, citation: &Citation, cited: &Cited, text: &Unfolded, range: Range<usize>) {
        let Some(words) = text.text.get(range.clone()).filter(|words| !words.is_empty()) else { return };
        let Ok(id) = id_of(citation, cited, self.citing) else { return };
        if id.is_some() && self.citing.id == id.as_ref() {
            return;
        }
        let span = text.span(range);
        let entry = id.as_ref().and_then(|id| self.entry(id, citation, cited));
        let id = id.as_ref().map(CanonicalId::from);
        let key = id.as_deref().map_or_else(|| words.to_ascii_uppercase(), str::to_owned);
        let known = match entry {
            Some(at) => self.listed.get_mut(at),
            None => self.found_at.get(&key).and_then(|&at| self.found.get_mut(at)),
        };
        if let Some(known) = known {
            known.spans.push(span);
            return;
        }
        self.found_at.insert(key, self.found.len());
        self.found.push(Reference {
            kind: if cited.airgram { ReferenceKind::Airgram } else { ReferenceKind::Telegram },
            id,
            text: words.to_owned(),
            span,
            spans: vec![span],
            in_text: true,
            ..Reference::default()
        });
    }
}

/// The id of one number of a citation, `None` where a word stands for a post that is not known; an error where nothing
/// tells the year of a post that is.
fn id_of(citation: &Citation, cited: &Cited, citing: &Citing<'_>) -> Result<Option<ReferenceId>, ()> {
    let (Some(post), Some(number)) = (citing.meant(&citation.post), cited.number.value) else { return Ok(None) };
    // `Secto 17`: such numbers begin anew with each journey.
    if telegram_words::is_series(post) {
        return Ok(None);
    }
    let (year, _) = citation::year_of(citation, cited, post, citing.when()).ok_or(())?;
    let by_word = citation.post.key != post;
    let series = if cited.airgram { Series::Airgram } else { Series::Telegram };
    let id = || ReferenceId { year, post: post.to_owned(), series, number };
    Ok((!by_word || year >= NUMBERED_BY_YEAR).then(id))
}

fn without_year(id: &ReferenceId) -> ReferenceId {
    ReferenceId { year: 0, ..id.clone() }
}
