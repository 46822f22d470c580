//! Where a telegram leads: references, copies, neighbours.

use std::collections::HashSet;

use archive::{ResolvedReference, TelegramPage, WitnessInfo};
use telegram::{Kind, ReferenceKind, Span};

use super::{images, raw};
use crate::address;
use crate::show::date::Date;
use crate::show::reading::Target;
use crate::show::summary::{Neighbour, date_words, label, subject};

/// An entry of the list of references.
pub(super) struct ReferenceRow {
    pub(super) letter: Option<String>,
    pub(super) link: Option<ReferenceLink>,
    pub(super) printed: String,
    pub(super) kind: &'static str,
    pub(super) missing: bool,
    pub(super) notal: bool,
    /// It stands in the text and not in the REF line.
    pub(super) in_text: bool,
    pub(super) candidates: Vec<CandidateLink>,
}

pub(super) struct ReferenceLink {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) date: Option<String>,
}

pub(super) struct CandidateLink {
    pub(super) id: String,
    pub(super) address: String,
    pub(super) reason: String,
}

/// What the telegram refers to, each telegram once: the REF line first, then
/// what only the text names.
pub(super) fn references(references: &[ResolvedReference]) -> Vec<ReferenceRow> {
    let mut seen = HashSet::new();
    let (listed, named): (Vec<_>, Vec<_>) = references.iter().partition(|one| !one.reference.in_text);
    seen.extend(listed.iter().filter_map(|one| one.reference.id.as_deref()));
    let new = named.into_iter().filter(|one| one.reference.id.as_deref().is_some_and(|id| seen.insert(id)));
    listed.into_iter().chain(new).map(ReferenceRow::new).collect()
}

impl ReferenceRow {
    fn new(resolved: &ResolvedReference) -> Self {
        let reference = &resolved.reference;
        let held = resolved.target.as_ref().map(|target| ReferenceLink {
            address: target.address.clone(),
            title: subject(target.subject.as_deref(), Kind::Telegram),
            date: date_words(target.date.as_ref()),
        });
        let missing = held.is_none() && reference.id.is_some();
        let known = || {
            let id = reference.id.as_deref()?;
            Some(ReferenceLink { address: address::telegram(id), title: id.to_owned(), date: None })
        };
        let candidates = reference.candidates.iter().map(|candidate| CandidateLink {
            id: candidate.id.clone(),
            address: address::telegram(&candidate.id),
            reason: candidate.reason.clone(),
        });
        Self {
            letter: reference.letter.clone(),
            link: held.or_else(known),
            printed: reference.text.clone(),
            kind: kind_word(reference.kind),
            missing,
            notal: reference.notal,
            in_text: reference.in_text,
            candidates: candidates.collect(),
        }
    }
}

const fn kind_word(kind: ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::Telegram => "telegram",
        ReferenceKind::Airgram => "airgram",
        ReferenceKind::Email => "e-mail",
        ReferenceKind::Phone => "telephone call",
        ReferenceKind::Memo => "memorandum",
        ReferenceKind::Letter => "letter",
        ReferenceKind::Report => "report",
        ReferenceKind::Meeting => "meeting",
        ReferenceKind::Fax => "telefax",
        ReferenceKind::Web => "web page",
        ReferenceKind::Book => "printed work",
        _ => "",
    }
}

/// Where the references lead, each with the places that name it.
pub(super) fn targets(references: &[ResolvedReference]) -> Vec<(Target, Vec<Span>)> {
    let target = |resolved: &ResolvedReference| {
        let reference = &resolved.reference;
        let (address, title) = match (&resolved.target, &reference.id) {
            (Some(target), _) => {
                let name = label(target.id.as_deref(), &target.address);
                (target.address.clone(), format!("{name}: {}", subject(target.subject.as_deref(), Kind::Telegram)))
            }
            (None, Some(id)) => (address::telegram(id), format!("{id}: not in this archive")),
            (None, None) => return None,
        };
        Some((Target { address, title }, reference.places().collect()))
    };
    references.iter().filter_map(target).collect()
}

/// A copy of the telegram.
pub(super) struct CopyRow {
    pub(super) address: String,
    pub(super) key: String,
    pub(super) collection: String,
    pub(super) collection_address: String,
    pub(super) label: Option<String>,
    pub(super) licence: Option<String>,
    pub(super) carrier: &'static str,
    pub(super) released: Option<String>,
    pub(super) version: u32,
    pub(super) superseded: bool,
    pub(super) shown: bool,
    pub(super) raw: String,
    pub(super) size: String,
    pub(super) hash: String,
    /// Where its pages are shown.
    pub(super) images: Option<String>,
}

impl CopyRow {
    pub(super) fn new(witness: &WitnessInfo) -> Self {
        Self {
            address: witness.address.clone(),
            key: witness.key.clone(),
            collection: witness.collection.clone(),
            collection_address: address::collection(&witness.collection),
            label: witness.collection_label.clone(),
            licence: witness.licence.clone(),
            carrier: carrier_word(&witness.carrier),
            released: witness.released.as_ref().map(Date::short),
            version: witness.version,
            superseded: witness.superseded,
            shown: witness.shown,
            raw: raw::address(witness),
            size: size(witness.bytes),
            hash: witness.blob.clone(),
            images: images::of_copy(witness),
        }
    }
}

/// The form a copy came in, in words.
pub(crate) fn carrier_word(carrier: &str) -> &'static str {
    formats::Carrier::of_key(carrier).map_or("other form", formats::Carrier::word)
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => format!("{} kB", bytes.div_ceil(1024)),
        _ => format!("{} MB", bytes.div_ceil(1_048_576)),
    }
}

/// The series a telegram stands in, with its neighbours that are held.
pub(super) struct SeriesLinks {
    pub(super) title: String,
    pub(super) address: String,
    pub(super) previous: Option<Neighbour>,
    pub(super) next: Option<Neighbour>,
}

/// The series of the telegram of this page.
pub(super) fn series(page: &TelegramPage) -> Option<SeriesLinks> {
    let (post, year) = (page.post.as_deref()?, page.year?);
    Some(SeriesLinks {
        title: format!("All of {post} {year}"),
        address: address::post_year(post, year),
        previous: page.previous.as_ref().map(Neighbour::new),
        next: page.next.as_ref().map(Neighbour::new),
    })
}
