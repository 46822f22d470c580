//! Facts of the relay envelope: date-time group, precedence, stations.

use crate::envelope::{date_time_group, message_id, security};
use crate::facts::group::{self, entries};
use crate::facts::smart;
use crate::layout::{Row, smart_value};
use crate::model::{Classification, MessageDate, PrecedencePair};
use crate::{Context, Diagnostic, ElementKind};

/// What the envelope says.
#[derive(Default)]
pub(crate) struct Envelope {
    pub(crate) date: Option<MessageDate>,
    pub(crate) precedence: PrecedencePair,
    pub(crate) routing_indicator: Option<String>,
    pub(crate) classification: Option<Classification>,
}

pub(crate) fn read(rows: &[Row<'_>], context: &Context, diagnostics: &mut Vec<Diagnostic>) -> Envelope {
    let mut envelope = Envelope::default();
    let year_hint = context.year_hint;
    for entry in entries(rows, ElementKind::DateTimeGroup) {
        let Some(first) = entry.first() else { continue };
        let text = first.line.text;
        if let Some(offset) = smart_value(text) {
            let value = group::value(&entry, offset).text;
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
            envelope.precedence = group.precedence;
            diagnostics.extend(group.diagnostics.into_iter().map(|mut diagnostic| {
                diagnostic.span = crate::Span::new(at + diagnostic.span.start, at + diagnostic.span.end);
                diagnostic
            }));
            break;
        }
    }
    let first = |kind| rows.iter().find(|row| row.kind == kind).map(|row| row.line.text);
    if let Some(line) = first(ElementKind::MessageId).and_then(message_id::parse) {
        envelope.routing_indicator = Some(line.routing_indicator);
    }
    if let Some(line) = first(ElementKind::Security).and_then(security::parse) {
        envelope.classification = line.classification;
    }
    envelope
}
