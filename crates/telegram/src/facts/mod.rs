//! From rows to facts: each file reads one group of facts from the rows that
//! [`crate::layout`] found.

mod addresses;
mod blocks;
mod body;
mod envelope;
mod group;
mod header;
mod identity;
mod joined;
mod message;
mod new_year;
mod paragraphs;
mod people;
mod places;
mod roles;
mod sections;
mod smart;
mod table;

use std::cell::OnceCell;

use body::Body;
pub use roles::of_text as role_by_name;

use crate::Context;
use crate::header::references::Citing;
use crate::id::CanonicalId;
use crate::layout::Layout;
use crate::model::{Classification, Kind, Telegram};
use crate::text::Vocabulary;

/// Reads all facts.
pub(crate) fn read(source: &str, layout: &Layout<'_>, context: &Context) -> Telegram {
    let Layout { rows, outside, classes, is_message, .. } = layout;
    let mut diagnostics = Vec::new();
    let mut telegram = Telegram { kind: Kind::Telegram, ..Telegram::default() };

    let envelope = envelope::read(outside, context, &mut diagnostics);
    let year = envelope.year;
    telegram.date = envelope.date;
    telegram.precedence = envelope.precedence;

    let addresses = addresses::read(outside, &mut diagnostics);
    telegram.from = addresses.from;
    telegram.action = addresses.action;
    telegram.info = addresses.info;
    telegram.excluded = addresses.excluded;
    if let Some(from) = &mut telegram.from {
        let station = envelope.lines.message_id.as_ref().map(|id| id.routing_indicator.clone());
        from.routing_indicator = from.routing_indicator.take().or(station);
    }

    let marking = header::marking(outside, classes, &mut diagnostics);
    telegram.captions = marking.captions;
    telegram.series = marking.series;
    telegram.classification = marking.classification.or(envelope.lines.security.as_ref().and_then(|line| line.class));
    if telegram.classification == Some(Classification::Unclassified) && marking.sensitive {
        telegram.classification = Some(Classification::SensitiveButUnclassified);
    }
    telegram.envelope = envelope.lines;
    telegram.pass = header::pass(outside);
    let (sections, last_section) = sections::read(outside, classes);
    telegram.sections = sections;

    let identity = identity::read(rows, classes, &telegram, year, context, &mut diagnostics);
    telegram.date = identity.date.or(telegram.date);
    if let (Some(from), Some(id)) = (&mut telegram.from, &identity.id) {
        from.post = from.post.take().or_else(|| Some(id.post.clone()));
    }
    telegram.id = identity.id.as_ref().map(CanonicalId::from);

    let day = telegram.date.and_then(|date| date.day());
    let order = header::executive_order(outside, day, &mut diagnostics);
    telegram.executive_order = order.order;
    let tags = header::tags(outside, &mut diagnostics);
    let vocabulary = Vocabulary::of(source);
    let subject = header::subject(outside, &vocabulary, &mut diagnostics);
    for caption in tags.captions.into_iter().chain(subject.captions) {
        if !telegram.captions.contains(&caption) {
            telegram.captions.push(caption);
        }
    }
    telegram.tags = tags.tags;
    let subject_span = subject.span;
    telegram.subject_map = subject.map;
    telegram.subject = Some(subject.text).filter(|text| !text.is_empty());
    telegram.subject_portion = subject.portion;
    telegram.classified_by = header::classified_by(outside, day, &mut diagnostics);
    telegram.classified_by.extend(order.classified_by);
    let body = Body::of(rows, &vocabulary);
    telegram.paragraphs = paragraphs::read(rows, &body, &vocabulary, &mut diagnostics);
    let is_smart = smart::is_form(outside);
    if is_smart {
        telegram.precedence.action = telegram.precedence.action.or_else(|| smart::precedence(&telegram.action));
        telegram.precedence.info = telegram.precedence.info.or_else(|| smart::precedence(&telegram.info));
    }
    if is_smart && telegram.classification.is_none_or(|_| marking.by_banner) {
        let inferred = smart::classification(outside, &telegram.paragraphs, marking.sensitive, &mut diagnostics);
        telegram.classification = telegram.classification.max(inferred);
    }
    telegram.blocks = blocks::read(rows, &body);
    let citing = Citing {
        addressees: [&telegram.action, &telegram.info],
        named: OnceCell::new(),
        id: identity.id.as_ref(),
        date: day,
        post: telegram.from.as_ref().and_then(|from| from.post.as_deref()).or(identity.post.as_deref()),
    };
    (telegram.references, telegram.mentions) = header::references(outside, &body.unfolded, &citing, &mut diagnostics);
    let people = people::read(outside, &telegram.paragraphs);
    telegram.signature = people.signature;
    // The form repeats below the text what the text ends with.
    telegram.signature.dedup_by(|again, name| again.eq_ignore_ascii_case(name));
    sections::check(outside, &telegram, last_section, &mut diagnostics);
    telegram.signature_title = people.signature_title;
    telegram.drafted_by = people.lists.drafted_by;
    telegram.cleared_by = people.lists.cleared_by;
    telegram.approved_by = people.lists.approved_by;
    telegram.released_by = people.lists.released_by;

    telegram.spans = places::read(outside, &telegram, Some(subject_span).filter(|span| !span.is_empty()));
    if *is_message {
        message::fill(&mut telegram, rows, context, &mut diagnostics);
    }
    telegram.diagnostics = diagnostics;
    telegram
}
