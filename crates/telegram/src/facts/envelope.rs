//! Facts of the relay envelope: date-time group, precedence, stations.

use crate::envelope::{date_time_group, joined, message_id, routing, security, transmission};
use crate::facts::group::{entries, value};
use crate::facts::smart;
use crate::id::{IdContext, canonicalise};
use crate::layout::Row;
use crate::model::{self, MessageDate, MessageId, PrecedencePair};
use crate::{Context, Diagnostic, ElementKind, Span};

/// What the envelope says.
#[derive(Default)]
pub(crate) struct Envelope {
    pub(crate) date: Option<MessageDate>,
    /// The year of the date-time group, also where its day is impossible (rule N26).
    pub(crate) year: Option<i16>,
    pub(crate) precedence: PrecedencePair,
    /// Format lines 1 to 4.
    pub(crate) lines: model::Envelope,
}

pub(crate) fn read(rows: &[Row<'_>], context: &Context, diagnostics: &mut Vec<Diagnostic>) -> Envelope {
    let mut envelope = Envelope::default();
    // A group without a year is of the year that the carrier's id states (rule N27).
    let year_hint = context.year_hint.or_else(|| {
        let id = canonicalise(context.id_hint.as_deref()?, &IdContext::default()).ok()?.id;
        i16::try_from(id.year).ok()
    });
    for entry in entries(rows, ElementKind::DateTimeGroup) {
        let Some(first) = entry.first() else { continue };
        let text = first.line.text;
        if let Some((_, offset)) = first.form_label() {
            let value = value(&entry, offset).text;
            envelope.date = smart::date(&value, first.line.at + offset as u32, diagnostics);
            if envelope.date.is_some() {
                break;
            }
            continue;
        }
        let value = text;
        let at = first.line.at;
        if let Some(group) = date_time_group::parse(value, year_hint) {
            envelope.date = group.date;
            envelope.year = group.year;
            envelope.precedence = group.precedence;
            diagnostics.extend(group.diagnostics.into_iter().map(|diagnostic| moved(diagnostic, at)));
            break;
        }
    }
    envelope.lines = lines(rows, diagnostics);
    envelope
}

/// Format lines 1 to 4, each from the first row of its kind; the later ones are
/// those of further sections or copies.
fn lines(rows: &[Row<'_>], diagnostics: &mut Vec<Diagnostic>) -> model::Envelope {
    let mut found = model::Envelope::default();
    let first = |kind| rows.iter().find(|row| row.kind == kind).map(|row| row.line);
    if let Some(line) = first(ElementKind::TransmissionId) {
        found.transmission_id = Some(line.text.to_owned());
        found.transmission = transmission::parse(line.text).map(|mut id| {
            id.span = line.span();
            id
        });
    }
    if let Some(entry) = entries(rows, ElementKind::Routing).first() {
        let folded = value(entry, 0);
        found.routing = routing::parse(&folded.text).map(|mut line| {
            line.span = folded.whole();
            line
        });
    }
    if let Some(line) = first(ElementKind::Security)
        && let Some(read) = security::parse(line.text)
    {
        let mut fact = read.security;
        fact.span = line.span();
        found.security = Some(fact);
        diagnostics.extend(read.diagnostics.into_iter().map(|diagnostic| moved(diagnostic, line.at)));
    }
    if let Some(line) = first(ElementKind::MessageId) {
        if let Some(read) = message_id::parse(line.text) {
            found.message_id = Some(at_line(read.id, line.at));
            diagnostics.extend(read.diagnostics.into_iter().map(|diagnostic| moved(diagnostic, line.at)));
        } else if let Some(read) = joined::parse(line.text) {
            found.message_id = Some(at_line(read.id, line.at));
            diagnostics.extend(read.diagnostics.into_iter().map(|diagnostic| moved(diagnostic, line.at)));
            // The lines of their own, where there are any, say more.
            let place = line.span();
            found.routing.get_or_insert(model::Routing { span: place, ..read.routing });
            found.security.get_or_insert(model::Security { span: place, ..read.security });
        }
    }
    found.further_message_ids = rows
        .iter()
        .filter(|row| matches!(row.kind, ElementKind::MessageId | ElementKind::RepeatedHeader))
        .filter_map(|row| message_id::parse(row.line.text).map(|read| at_line(read.id, row.line.at)))
        .filter(|id| found.message_id.as_ref().is_none_or(|first| first.span != id.span))
        .collect();
    found
}

fn at_line(mut id: MessageId, at: u32) -> MessageId {
    id.span = shifted(id.span, at);
    if let Some(filed) = &mut id.filed {
        filed.span = shifted(filed.span, at);
    }
    id
}

fn moved(mut diagnostic: Diagnostic, at: u32) -> Diagnostic {
    diagnostic.span = shifted(diagnostic.span, at);
    diagnostic
}

fn shifted(span: Span, at: u32) -> Span {
    Span::new(at + span.start, at + span.end)
}
